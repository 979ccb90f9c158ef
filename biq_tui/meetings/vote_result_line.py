"""The line of Abstimmen once a vote is closed: what follows from its result. Pure.

`einwand Der Lärm` · `beschluss` · `neue runde` · `stichwahl` · or the next vote: `hände`
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..core.date_words import folded
from ..core.intention import Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..voting import polls
from ..voting import sentences as voting
from ..voting.models import OPTION_LENGTH
from ..voting.polls import Option, Plan
from ..voting.reading import Result
from . import results, sentences
from .board import Board
from .models import SHORT_LENGTH, WORDING_LENGTH
from .vote_doors_line import DOORS, PlanLook, read_doors
from .vote_in_words import plan_of
from .vote_result import equal, headline, in_short

GRAMMAR_RESULT = (
    (N_("decision"), N_("The result becomes a decision. Other words:  decision We begin with …")),
    (N_("objection It is too loud"), N_("Can somebody not live with it? The answer is kept.")),
    (N_("new round"), N_("The same vote again. The first result stays.")),
    (N_("new round Bench with a back"), N_("The same, and a new variant with it.")),
    (N_("run-off"), N_("A vote between those that are equal.")),
    (N_("hands"), N_("Another vote.")),
)

DECISION = frozenset({"beschluss", "entscheidung", "decision"})
OBJECTION = frozenset({"einwand", "objection"})
ROUND = ("neue runde", "new round")
RUN_OFF = frozenset({"stichwahl", "run-off"})


@dataclass(frozen=True, slots=True)
class ResultLook:
    """What the facilitator sees when she presses a key."""

    board: Board
    result: Result


def read_result(text: str, look: ResultLook) -> Intention:
    """What Enter will do with `text`."""
    typed = clean(text, WORDING_LENGTH)
    word = folded(typed)
    poll = look.result.poll
    if not typed:
        return Intention(_("Can somebody not live with it?  objection …   decision   new round"))
    first, _space, rest = typed.partition(" ")
    if folded(first) in DECISION:
        return _decision(clean(rest, WORDING_LENGTH), look)
    if folded(first) in OBJECTION:
        answer = clean(rest, OPTION_LENGTH)
        if not answer:
            return Intention(_("What can somebody not live with?  objection It is too loud"))
        told = sentence(voting.OBJECTION, answer=answer)
        return Intention(_enter(told), polls.note_objection, (poll.poll_id, answer), told)
    if word in RUN_OFF:
        return _run_off(look)
    for said in ROUND:
        if word.startswith(said):
            variant = typed[len(said) :].strip()
            return _round(look, list(range(len(poll.options))), plan_of(poll), variant)
    if folded(first) in DOORS:
        return read_doors(text, PlanLook(look.board))
    return Intention(_("Type:  decision   objection …   new round      ? shows all"))


def _decision(wording: str, look: ResultLook) -> Intention:
    nobody = not look.result.winners and look.result.order
    if not wording and (nobody or equal(look.result)):
        return Intention(_open_end(look.result))
    if not wording:
        wording = headline(look.result)
    how = clean(_("Vote: {numbers}").format(numbers=in_short(look.result)), SHORT_LENGTH)
    if any((row.wording, row.how) == (wording, how) for row in look.board.decisions):
        return Intention(_("It is so already."))
    poll = look.result.poll
    ideas = tuple(
        sorted(
            idea_id
            for at in look.result.winners
            if (idea_id := poll.options[at].idea_id) is not None
        )
    )
    told = sentence(sentences.DECIDED, decision=wording)
    args = (look.board.meeting_id, wording, how, poll.objection, ideas)
    return Intention(_enter(told), results.decide_by_vote, args, told)


def _open_end(result: Result) -> str:
    """Why this alone decides nothing: a tie, or nobody has voted."""
    if not equal(result):
        return _("Nobody has voted.   In your words:  decision We go on next time")
    return _("A tie decides nothing.   run-off   Or in your words:  decision We do both")


def _run_off(look: ResultLook) -> Intention:
    """A vote between those that are equal: of a budget, on what is left of it."""
    poll, tied = look.result.poll, equal(look.result)
    if len(tied) < 2:
        return Intention(_("Nothing is equal at the top."))
    plan = plan_of(poll)
    if poll.budget:
        spent = sum(poll.options[at].cost or 0 for at in look.result.winners)
        plan = replace(plan, budget=poll.budget - spent)
    # Resistance is measured by all staying as it is, so that stays in.
    stays = [at for at, row in enumerate(poll.options) if at in tied or row.is_status_quo]
    return _round(look, stays, plan)


def _round(look: ResultLook, places: list[int], plan: Plan, variant: str = "") -> Intention:
    poll = look.result.poll
    options = [polls.as_option(row) for at, row in enumerate(poll.options) if at in places]
    if variant:
        new = Option(clean(variant, OPTION_LENGTH), cost=1 if poll.budget else None)
        quo = next((at for at, each in enumerate(options) if each.is_status_quo), len(options))
        options.insert(quo, new)
    told = sentence(voting.PREPARED, len(options), poll=poll.question)
    if len(places) < len(poll.options):  # fewer options: the usual number of dots for them
        plan = replace(plan, most=None, per_option=None)
    args = (poll.meeting_id, poll.question, tuple(options), plan, poll.poll_id)
    return Intention(_enter(told), polls.prepare, args, told)


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
