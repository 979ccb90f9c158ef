"""How a vote is held, in sentences to be read out: on the screen, the wall, in the minutes."""

from __future__ import annotations

from ..core.language import _
from ..voting.ballots import Kind
from ..voting.models import Channel, TieRule
from ..voting.polls import Plan
from ..voting.reading import PollRow


def plan_of(poll: PollRow) -> Plan:
    """How a vote is held."""
    return Plan(
        poll.kind,
        poll.channel,
        most=poll.most if poll.kind in (Kind.DOTS, Kind.SCORE, Kind.CONSENSING) else None,
        per_option=poll.per_option if poll.kind is Kind.DOTS else None,
        budget=poll.budget,
        with_tickets=poll.with_tickets,
        tie_rule=poll.tie_rule,
    )


def in_words(plan: Plan, *, to_all: bool = False) -> str:
    """How a vote is held, in one or two sentences that can be read out.

    `to_all`: for the wall, where nobody has to be told how to cheat.
    """
    without = to_all and plan.channel is Channel.PHONES and not plan.with_tickets
    by = _("By phone.") if without else _by(plan)
    return " ".join((_how(plan), by, ties_in_words(plan.tie_rule)))


def changed_in_words(before: Plan, after: Plan) -> str:
    """What is held in another way than before, by what people vote first; else all of it."""
    words = (_by(after), _how(after), ties_in_words(after.tie_rule))
    earlier = (_by(before), _how(before), ties_in_words(before.tie_rule))
    new = [now for now, was in zip(words, earlier, strict=True) if now != was]
    return " ".join(new) or in_words(after)


def _how(plan: Plan) -> str:
    match plan.kind:
        case Kind.SINGLE:
            return _("Every person has 1 vote.")
        case Kind.APPROVAL:
            return _("Every person may say yes to as many as she wants.")
        case Kind.DOTS if plan.most is None:
            return _("Every person has some dots.")
        case Kind.DOTS:
            return _("{n} dots for every person, at most {most} on one idea.").format(
                n=plan.most, most=plan.per_option
            )
        case Kind.SCORE:
            return _("Every person gives 0 to {n} points to each.").format(n=plan.most or 10)
        case Kind.CONSENSING if plan.channel in (Channel.HANDS, Channel.MIXED):
            return _("No hand: I can live with it. One hand: I doubt it. Both: I am against it.")
        case Kind.CONSENSING:
            return _("Resistance from 0 (none) to {n}. The least wins.").format(n=plan.most or 10)
        case Kind.RANKING:
            return _("Every person says what comes first, second, third.")
        case _:
            asked = _("Every person says yes to what the {n} euros may be for.")
            shared = _("All have the same share of it. What is left goes to what most want.")
            return asked.format(n=plan.budget) + " " + shared


def _by(plan: Plan) -> str:
    match plan.channel:
        case Channel.HANDS:
            return _("By hands.")
        case Channel.PAPER:
            return _("Dots on paper.")
        case Channel.PHONES if plan.with_tickets:
            return _("By phone, with tickets.")
        case Channel.PHONES:
            return _("By phone, without tickets: somebody could vote twice.")
        case _ if plan.with_tickets:
            return _("By hands and phones. A phone needs a ticket; who has one raises no hand.")
        case _:
            return _("By hands and phones: never more votes than people in the room.")


def ties_in_words(rule: TieRule) -> str:
    """What is done with a tie, in a sentence."""
    match rule:
        case TieRule.TALK:
            return _("A tie: we talk.")
        case TieRule.RUN_OFF:
            return _("A tie: a run-off.")
        case TieRule.LOT:
            return _("A tie: the lot.")
