"""The line of Abstimmen before a vote is open: what kind, on what, and how. Pure.

Three doors: `hände` · `punkte` · `widerstand`; then `los`. All else has a default that is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..core.date_words import folded
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..voting import polls, sentences
from ..voting.ballots import Kind
from ..voting.models import MOST_OPTIONS, OPTION_LENGTH, QUESTION_LENGTH, Channel, TieRule
from ..voting.polls import Option, Plan
from ..voting.reading import OptionRow, PollRow
from .board import Board
from .models import IdeaState
from .phone_votes import open_vote

GRAMMAR_DOORS = (
    (N_("hands"), N_("Everybody raises a hand once. On all ideas, or:  hands 3 7 12")),
    (N_("dots"), N_("Dots on paper. On the groups instead of the ideas:  dots groups")),
    (N_("resistance"), N_("How much is against it? The least resistance wins.")),
    (N_("agree · points · ranking · money 500"), N_("Other ways to vote.")),
)
GRAMMAR_PLAN = (
    (N_("23"), N_("The vote begins. So many people are in the room.")),
    (N_("question What comes first?"), N_("What is asked.")),
    (N_("without c"), N_("C can't be voted for.  also Bench  adds something.")),
    (N_("c = Bench with a back"), N_("C has another wording.  c 120 euros  says what it costs.")),
    (N_("phones · hands · paper · hands and phones"), N_("By what people vote.")),
    (N_("with tickets"), N_("Phones need a ticket of the room.  without tickets")),
    (N_("4 dots, 2 at most"), N_("How many dots everybody has.")),
    (N_("tie lot"), N_("What happens with a tie: talk, run-off, or lot.")),
    (N_("talk"), N_("No vote is needed: we talked about it.")),
)

DOORS = {
    "hände": (Kind.SINGLE, Channel.HANDS),
    "hands": (Kind.SINGLE, Channel.HANDS),
    "punkte": (Kind.DOTS, Channel.PAPER),
    "dots": (Kind.DOTS, Channel.PAPER),
    "widerstand": (Kind.CONSENSING, Channel.HANDS),
    "resistance": (Kind.CONSENSING, Channel.HANDS),
    "zustimmen": (Kind.APPROVAL, Channel.HANDS),
    "agree": (Kind.APPROVAL, Channel.HANDS),
    "bewerten": (Kind.SCORE, Channel.PHONES),
    "points": (Kind.SCORE, Channel.PHONES),
    "reihenfolge": (Kind.RANKING, Channel.PHONES),
    "ranking": (Kind.RANKING, Channel.PHONES),
    "geld": (Kind.BUDGET, Channel.PHONES),
    "money": (Kind.BUDGET, Channel.PHONES),
}
"""The words that begin a vote. Three are offered, the others stand in the help."""

CHANNELS = {
    "hände": Channel.HANDS,
    "hands": Channel.HANDS,
    "papier": Channel.PAPER,
    "paper": Channel.PAPER,
    "handys": Channel.PHONES,
    "phones": Channel.PHONES,
    "hände und handys": Channel.MIXED,
    "hands and phones": Channel.MIXED,
}
TIES = {
    "besprechen": TieRule.TALK,
    "talk": TieRule.TALK,
    "stichwahl": TieRule.RUN_OFF,
    "run-off": TieRule.RUN_OFF,
    "los": TieRule.LOT,
    "lot": TieRule.LOT,
}
TICKETS = {
    "mit zetteln": True,
    "with tickets": True,
    "ohne zettel": False,
    "without tickets": False,
}
GO = frozenset({"los", "go"})
TALK = frozenset({"gespräch", "talk"})
QUESTION = frozenset({"frage", "question"})
WITHOUT = frozenset({"ohne", "without"})
ALSO = frozenset({"dazu", "also"})
TIE = frozenset({"gleichstand", "tie"})
GROUPS = frozenset({"gruppen", "groups"})
WHAT_FIRST = N_("What do we begin with?")
STATUS_QUO = N_("Everything stays as it is")

_DOTS = re.compile(r"(\d{1,2}) (?:punkte?|dots?)(?:,? (?:höchstens )?(\d{1,2})(?: at most)?)?")
_SCALE = re.compile(r"(?:skala|scale) (?:bis |to )?(\d{1,3})")
_LETTER = re.compile(r"([a-z])(?: (.*)|\s*=\s*(.*))", re.IGNORECASE | re.DOTALL)
_EUROS = re.compile(r"(\d{1,7}) ?(?:euros?|€)")
_AND = re.compile(r"[\s,]+|\bund\b|\band\b")


@dataclass(frozen=True, slots=True)
class PlanLook:
    """What the facilitator sees when she presses a key."""

    board: Board
    poll: PollRow | None = None
    """The vote that is prepared."""


def read_doors(text: str, look: PlanLook) -> Intention:
    """Nothing is prepared: what Enter will do with `text`."""
    typed = clean(text, 400)
    if not typed:
        return Intention(_("How do we vote?  hands   dots   resistance      ? shows other ways"))
    first, _space, rest = folded(typed).partition(" ")
    if first not in DOORS:
        return Intention(_("Type:  hands   dots   resistance      ? shows other ways"))
    kind, channel = DOORS[first]
    budget = None
    if kind is Kind.BUDGET:
        amount, _space, rest = rest.partition(" ")
        if not amount.isdecimal() or not 0 < int(amount) < 10_000_000:
            return Intention(_("How much money is there, in euros?  money 500"))
        budget = int(amount)
    try:
        options = list(options_from(rest, look.board))
    except Refused as refusal:
        return Intention(refusal.sentence)
    if kind is Kind.CONSENSING:
        options.append(Option(_(STATUS_QUO), is_status_quo=True))
    if budget is not None:
        options = [replace(option, cost=option.cost or 1) for option in options]
    plan = Plan(kind, channel, budget=budget)
    told = sentence(sentences.PREPARED, len(options), poll=_(WHAT_FIRST))
    args = (look.board.meeting_id, _(WHAT_FIRST), tuple(options), plan)
    return Intention(_enter(told), polls.prepare, args, told)


def options_from(said: str, board: Board) -> tuple[Option, ...]:
    """What is voted on: ideas by numbers, the ideas of a group by its letter, or the groups.

    Without a word: all ideas that are not parked. Raises Refused for what is not there.
    """
    if said in GROUPS:
        options = tuple(Option(group.title) for group in board.groups)
        if not options:
            raise Refused(_("There are no groups."))
        return options
    ideas = [idea for idea in board.ideas if idea.state is not IdeaState.PARKED]
    if said:
        ideas = []
        for word in filter(None, _AND.split(said)):
            group = next((row for row in board.groups if row.letter == word), None)
            if group is not None:
                ideas += board.ideas_of(group.cluster_id)
            elif word.isdecimal() and int(word) in board.by_number:
                ideas.append(board.by_number[int(word)])
            else:
                raise Refused(_("There is no idea or group “{word}”.").format(word=word))
        ideas = list(dict.fromkeys(ideas))
    if not ideas:
        raise Refused(_("There are no ideas to vote on."))
    if len(ideas) > MOST_OPTIONS:
        raise Refused(
            _("These are {n} ideas. Which ones?  hands 3 7 12   or:  hands groups").format(
                n=len(ideas)
            )
        )
    return tuple(Option(clean(idea.line, OPTION_LENGTH), idea.idea_id) for idea in ideas)


def read_plan(text: str, look: PlanLook) -> Intention:
    """A vote is prepared: what Enter will do with `text`."""
    poll = look.poll
    assert poll is not None
    typed = clean(text, 400)
    word = folded(typed)
    people = look.board.people
    if not typed:
        if people is None:
            return Intention(_("How many people are in the room? A number: the vote begins."))
        return Intention(
            _("go : the vote begins with {n} people.   Another number?   ? changes it").format(
                n=people
            )
        )
    if word in GO and people is not None:
        return _go(poll, people)
    if word.isdecimal() and len(word) <= 3:
        return _go(poll, int(word))
    if word in TALK:
        told = sentence(sentences.DROPPED, dropped=poll.question)
        hint = _("Enter: no vote is needed. We talked about it.")
        return Intention(hint, polls.drop, (poll.poll_id,), told)
    if (changed := _changed(word, poll)) is not None:
        if isinstance(changed, Intention):
            return changed
        told = sentence(sentences.RULE, poll=poll.question)
        return Intention(_enter(in_words(changed)), polls.set_plan, (poll.poll_id, changed), told)
    first, _space, rest = typed.partition(" ")
    if rest and folded(first) in QUESTION:
        question = clean(rest, QUESTION_LENGTH)
        told = sentence(sentences.QUESTION, poll=question)
        return Intention(_enter(told), polls.ask, (poll.poll_id, question), told)
    return _options(typed, poll)


def _go(poll: PollRow, people: int) -> Intention:
    if people < 1:
        return Intention(_("A number of people from 1 to {most}, please.").format(most=999))
    told = sentence(sentences.OPENED, people, poll=poll.question)
    return Intention(_enter(told), open_vote, (poll.poll_id, people), told)


def _changed(word: str, poll: PollRow) -> Plan | Intention | None:
    """The plan with what was said; None if nothing was said of it."""
    plan = plan_of(poll)
    if word in CHANNELS:
        return _possible(replace(plan, channel=CHANNELS[word], most=None, per_option=None), poll)
    if word in TICKETS:
        if poll.channel not in (Channel.PHONES, Channel.MIXED):
            return Intention(_("Tickets are for phones. Type first:  phones"))
        return replace(plan, with_tickets=TICKETS[word])
    first, _space, rest = word.partition(" ")
    if first in TIE and rest in TIES:
        return replace(plan, tie_rule=TIES[rest])
    if (found := _DOTS.fullmatch(word)) and poll.kind is Kind.DOTS:
        most = int(found[1])
        each = int(found[2]) if found[2] else min(poll.per_option, most)
        if not 1 <= each <= most:
            return Intention(_("On one option there can't be more dots than everybody has."))
        return replace(plan, most=most, per_option=each)
    if (found := _SCALE.fullmatch(word)) and poll.kind in (Kind.SCORE, Kind.CONSENSING):
        return _possible(replace(plan, most=int(found[1])), poll)
    return None


def _possible(plan: Plan, poll: PollRow) -> Plan | Intention:
    try:
        polls.settled(plan, [_option(row) for row in poll.options])
    except Refused as refusal:
        return Intention(refusal.sentence)
    return plan


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
            return _("Every person says yes to what the {n} euros may be for.").format(
                n=plan.budget
            )


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


def _options(typed: str, poll: PollRow) -> Intention:
    """What can be voted for is changed."""
    options = [_option(row) for row in poll.options]
    first, _space, rest = typed.partition(" ")
    letters = {row.letter: at for at, row in enumerate(poll.options)}
    if rest and folded(first) in ALSO:
        options.append(Option(clean(rest, OPTION_LENGTH), cost=1 if poll.budget else None))
        return _set(poll, options)
    if folded(first) in WITHOUT and folded(rest) in letters:
        at = letters[folded(rest)]
        if options[at].is_status_quo and poll.kind is Kind.CONSENSING:
            return Intention(_("“Everything stays as it is” belongs to it."))
        del options[at]
        return _set(poll, options)
    found = _LETTER.fullmatch(typed)
    if found and found[1].casefold() in letters:
        at = letters[found[1].casefold()]
        if found[3]:
            options[at] = replace(options[at], wording=clean(found[3], OPTION_LENGTH))
            return _set(poll, options)
        if poll.budget and (euros := _EUROS.fullmatch(folded(found[2] or ""))):
            options[at] = replace(options[at], cost=int(euros[1]))
            return _set(poll, options)
    return Intention(_("I do not know this. ? shows what can be changed.   go : the vote begins"))


def _set(poll: PollRow, options: list[Option]) -> Intention:
    if not options:
        return Intention(_("There is nothing to vote on."))
    told = sentence(sentences.OPTIONS, len(options), poll=poll.question)
    return Intention(_enter(told), polls.set_options, (poll.poll_id, tuple(options)), told)


def _option(row: OptionRow) -> Option:
    return Option(row.wording, row.idea_id, row.is_status_quo, row.cost)


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
