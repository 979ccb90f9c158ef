"""The use cases of a vote up to its close: prepared, opened, hands counted, closed, another round.

The urn itself, with its tickets and ballots, is in `urn`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import _, ngettext
from ..core.text import clean
from ..core.write import Write
from . import pictograms, sentences, urn
from .ballots import HANDS_SCALE, Kind, rules
from .counting import check_people, in_progress
from .lot import new_seed
from .models import (
    MOST_OPTIONS,
    OPTION_LENGTH,
    QUESTION_LENGTH,
    Channel,
    HandCount,
    Poll,
    PollOption,
    PollState,
    TieRule,
)
from .poll_rules import UNSAID_COST, gone, options_of, poll_of
from .reading import OptionRow, PollRow

BY_HANDS = frozenset({Kind.SINGLE, Kind.APPROVAL, Kind.CONSENSING})
"""What can be counted as raised hands."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to vote on."""

    wording: str
    idea_id: int | None = None
    is_status_quo: bool = False
    cost: int | None = None
    """In whole euros."""
    pictogram: str = ""
    """The name of its picture."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a vote is to be held. What isn't given is as usual for its kind and its options."""

    kind: Kind
    channel: Channel = Channel.HANDS
    most: int | None = None
    """Dots a person, the end of the scale, or how many options one may agree with."""
    per_option: int | None = None
    budget: int | None = None
    """In whole euros."""
    with_tickets: bool = False
    tie_rule: TieRule = TieRule.TALK


def prepare(
    write: Write,
    meeting_id: int,
    question: str,
    options: Sequence[Option],
    plan: Plan,
    earlier_id: int | None = None,
) -> int:
    """A vote that can be opened; its id. With `earlier_id` it is the next round of that one.

    Raises Refused if the plan makes no sense for these options.
    """
    question = clean(question, QUESTION_LENGTH)
    if not question:
        raise Refused(_("Please write the question."))
    options = _listed(options)
    settings = settled(plan, options)
    highest = write.session.exec(
        select(func.max(col(Poll.number))).where(Poll.meeting_id == meeting_id)
    ).one()
    earlier = None if earlier_id is None else poll_of(write.session, earlier_id)
    poll = write.insert(
        Poll(
            meeting_id=meeting_id,
            number=(highest or 0) + 1,
            round=1 if earlier is None else earlier.round + 1,
            earlier_id=earlier_id,
            question=question,
            **settings,
        )
    )
    assert poll is not None  # alone on the database, so nobody else takes the number
    _store(write, poll.id or 0, options)
    write.tell(sentences.PREPARED, poll=poll.id, n=len(options))
    return poll.id or 0


def set_plan(write: Write, poll_id: int, plan: Plan) -> None:
    """Hold a prepared vote in another way. Raises Refused once it is open."""
    _prepared(write, poll_id)
    settings = settled(plan, [as_option(row) for row in options_of(write.session, poll_id)])
    write.change(Poll, Poll.id == poll_id, **settings)
    write.tell(sentences.RULE, poll=poll_id)


def ask(write: Write, poll_id: int, question: str) -> None:
    """Ask another question. Raises Refused once it is open."""
    _prepared(write, poll_id)
    question = clean(question, QUESTION_LENGTH)
    if not question:
        raise Refused(_("Please write the question."))
    write.change(Poll, Poll.id == poll_id, question=question)
    write.tell(sentences.QUESTION, poll=poll_id)


def set_options(write: Write, poll_id: int, options: Sequence[Option]) -> None:
    """Vote on these, in this order. Raises Refused once it is open, or if there are too many."""
    poll = _prepared(write, poll_id)
    options = _listed(options)
    settings = settled(_plan_of(poll), options)
    write.change(Poll, Poll.id == poll_id, most=settings["most"], per_option=settings["per_option"])
    write.delete(PollOption, PollOption.poll_id == poll_id)
    _store(write, poll_id, options)
    write.tell(sentences.OPTIONS, poll=poll_id, n=len(options))


def set_pictures(write: Write, poll_id: int, pictures: Mapping[str, str]) -> None:
    """Give options a picture by its name, or "" for none; by their letters.

    Raises Refused once it is open, or for an option or a picture that is not there.
    """
    _prepared(write, poll_id)
    if unknown := sorted(
        name for name in pictures.values() if name and not pictograms.picture(name)
    ):
        raise Refused(_("There is no picture “{word}”.").format(word=unknown[0]))
    for letter, name in sorted(pictures.items()):
        its = (PollOption.poll_id == poll_id, PollOption.letter == letter)
        if not write.change(PollOption, *its, pictogram=name):
            raise Refused(_("There is no option {letter}.").format(letter=letter.upper()))
    message = sentences.PICTURES if any(pictures.values()) else sentences.NO_PICTURES
    write.tell(message, pictures=pictograms.listed(pictures))


def drop(write: Write, poll_id: int) -> None:
    """A prepared vote is not needed: talking was enough, or something else comes first."""
    poll = _prepared(write, poll_id)
    write.delete(PollOption, PollOption.poll_id == poll_id)
    write.delete(Poll, Poll.id == poll_id)
    write.tell(sentences.DROPPED, dropped=poll.question)


def open_poll(write: Write, poll_id: int, electorate: int) -> None:
    """Open the urn for so many people. It is not taken back: close it, and open a new round.

    Raises Refused if another vote of this meeting is open, or if one about money does not say what
    everything costs.
    """
    poll = _prepared(write, poll_id)
    if letter := without_cost(poll, options_of(write.session, poll_id)):
        raise Refused(
            _("What does {letter} cost?  For example:  {letter} 120 euros").format(letter=letter)
        )
    check_people(electorate)
    its = (Poll.meeting_id == poll.meeting_id, Poll.state == PollState.OPEN)
    if write.session.exec(select(Poll.id).where(*its)).first() is not None:
        raise Refused(_("Another vote is open. Please close it first."))
    write.change(
        Poll,
        Poll.id == poll_id,
        state=PollState.OPEN,
        electorate=electorate,
        seed=new_seed(),
    )
    write.tell(sentences.OPENED, undoable=False, poll=poll_id, n=electorate)


def without_cost(poll: Poll | PollRow, options: Sequence[PollOption | OptionRow]) -> str:
    """The first option, by its letter, of which nobody has said yet what it costs; "" for none."""
    if poll.budget is None:
        return ""
    return next((option.letter.upper() for option in options if option.cost is None), "")


def close_poll(write: Write, poll_id: int) -> None:
    """The vote is over, for good; who wants another go opens a new round."""
    in_progress(write, poll_id)
    write.change(Poll, Poll.id == poll_id, state=PollState.CLOSED, closed_at=clock.now())
    ids = [option.id for option in options_of(write.session, poll_id)]
    write.change(HandCount, col(HandCount.option_id).in_(ids), is_final=True)
    urn.shuffle(write.session, poll_id)
    write.tell(sentences.CLOSED, undoable=False, poll=poll_id)


def note_objection(write: Write, poll_id: int, answer: str) -> None:
    """What was answered to: can somebody not live with it?"""
    changed = write.change(
        Poll,
        Poll.id == poll_id,
        Poll.state == PollState.CLOSED,
        objection=clean(answer, OPTION_LENGTH),
    )
    if not changed:
        raise gone()
    write.tell(sentences.OBJECTION, answer=changed[0].objection)


def _store(write: Write, poll_id: int, options: Sequence[Option]) -> None:
    write.insert_all(
        [
            PollOption(
                poll_id=poll_id,
                letter=chr(ord("a") + at),
                wording=option.wording,
                idea_id=option.idea_id,
                is_status_quo=option.is_status_quo,
                cost=option.cost,
                pictogram=option.pictogram,
            )
            for at, option in enumerate(options)
        ]
    )


def _listed(options: Sequence[Option]) -> list[Option]:
    """The options as they are kept. Raises Refused for none, too many, or one without words."""
    if not options:
        raise Refused(_("There is nothing to vote on."))
    if len(options) > MOST_OPTIONS:
        raise Refused(ngettext("{n} option at most.", "{n} options at most.", MOST_OPTIONS))
    return [_worded(option) for option in options]


def _plan_of(poll: Poll) -> Plan:
    """How it is held, as far as that does not come from its options."""
    dots = poll.kind == Kind.DOTS
    return Plan(
        Kind(poll.kind),
        Channel(poll.channel),
        most=poll.most if dots or poll.kind in (Kind.SCORE, Kind.CONSENSING) else None,
        per_option=poll.per_option if dots else None,
        budget=poll.budget,
        with_tickets=poll.with_tickets,
        tie_rule=TieRule(poll.tie_rule),
    )


def _worded(option: Option) -> Option:
    wording = clean(option.wording, OPTION_LENGTH)
    if not wording:
        raise Refused(_("Please write what can be voted for."))
    return replace(option, wording=wording)


def as_option(row: PollOption | OptionRow) -> Option:
    """What can be voted for, as it is kept: to be put up again."""
    return Option(row.wording, row.idea_id, row.is_status_quo, row.cost, row.pictogram)


def settled(plan: Plan, options: Sequence[Option]) -> dict[str, Any]:
    """The columns of a poll that say how it is held. Raises Refused if they make no sense."""
    by_hands = plan.channel in (Channel.HANDS, Channel.MIXED)
    if by_hands and plan.kind not in BY_HANDS:
        raise Refused(_("This can't be counted by hands. Phones or paper can do it."))
    if plan.channel == Channel.PAPER and plan.kind != Kind.DOTS:
        raise Refused(_("On paper only dots can be counted."))
    if plan.kind is Kind.CONSENSING and not any(option.is_status_quo for option in options):
        raise Refused(_("“Everything stays as it is” belongs to it."))
    most = plan.most
    if by_hands and plan.kind is Kind.CONSENSING:
        most = HANDS_SCALE
    held = rules(
        plan.kind,
        [option.wording for option in options],
        most=most,
        per_option=plan.per_option,
        costs=[Fraction(option.cost or UNSAID_COST) for option in options] if plan.budget else (),
        budget=Fraction(plan.budget or 0),
    )
    return {
        "kind": plan.kind,
        "channel": plan.channel,
        "most": held.most,
        "per_option": held.per_option,
        "budget": plan.budget,
        "with_tickets": plan.with_tickets,
        "tie_rule": plan.tie_rule,
    }


def _prepared(write: Write, poll_id: int) -> Poll:
    poll = poll_of(write.session, poll_id)
    if poll.state != PollState.READY:
        raise Refused(_("This vote has begun. It stays as it is. A new round can be opened."))
    return poll
