"""The use cases of a vote up to its close: prepared, opened, hands counted, closed, another round.

The urn itself, with its tickets and ballots, is in `urn`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import _, ngettext
from ..core.text import clean
from ..core.write import Write
from . import sentences, urn
from .ballots import HANDS_SCALE, Kind, rules
from .lot import new_seed
from .models import (
    MOST_OPTIONS,
    MOST_VOTERS,
    OPTION_LENGTH,
    QUESTION_LENGTH,
    Channel,
    HandCount,
    Poll,
    PollOption,
    PollState,
    TieRule,
)
from .poll_rules import gone, options_of, poll_of, too_many

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
    if len(options) > MOST_OPTIONS:
        raise Refused(ngettext("{n} option at most.", "{n} options at most.", MOST_OPTIONS))
    options = [_worded(option) for option in options]
    settings = _settled(plan, options)
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
    write.insert_all(
        [
            PollOption(
                poll_id=poll.id or 0,
                letter=chr(ord("a") + at),
                wording=option.wording,
                idea_id=option.idea_id,
                is_status_quo=option.is_status_quo,
                cost=option.cost,
            )
            for at, option in enumerate(options)
        ]
    )
    write.tell(sentences.PREPARED, poll=poll.id, n=len(options))
    return poll.id or 0


def set_plan(write: Write, poll_id: int, plan: Plan) -> None:
    """Hold a prepared vote in another way. Raises Refused once it is open."""
    _prepared(write, poll_id)
    settings = _settled(plan, [_as_option(row) for row in options_of(write.session, poll_id)])
    write.change(Poll, Poll.id == poll_id, **settings)
    write.tell(sentences.RULE, poll=poll_id)


def drop(write: Write, poll_id: int) -> None:
    """A prepared vote is not needed: talking was enough, or something else comes first."""
    poll = _prepared(write, poll_id)
    write.delete(PollOption, PollOption.poll_id == poll_id)
    write.delete(Poll, Poll.id == poll_id)
    write.tell(sentences.DROPPED, dropped=poll.question)


def open_poll(write: Write, poll_id: int, electorate: int) -> None:
    """Open the urn for so many people. It is not taken back: close it, and open a new round.

    Raises Refused if another vote of this meeting is open.
    """
    poll = _prepared(write, poll_id)
    _check_people(electorate)
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


def set_electorate(write: Write, poll_id: int, electorate: int) -> None:
    """So many people are in the room now. Raises Refused below the votes that are counted."""
    poll = _open(write, poll_id)
    _check_people(electorate)
    voted = _taken(write, poll)
    if electorate < voted:
        raise Refused(
            ngettext(
                "{n} vote is counted already. There can't be fewer people.",
                "{n} votes are counted already. There can't be fewer people.",
                voted,
            )
        )
    write.change(Poll, Poll.id == poll_id, electorate=electorate)
    write.tell(sentences.IN_ROOM, n=electorate)


def abstain(write: Write, poll_id: int, abstained: int) -> None:
    """So many people don't vote. Raises Refused for more than are left in the room."""
    poll = _open(write, poll_id)
    free = poll.electorate - (_taken(write, poll) - poll.abstained)
    if abstained > free:
        raise too_many(free)
    write.change(Poll, Poll.id == poll_id, abstained=abstained)
    write.tell(sentences.ABSTAINED, n=abstained)


def count(write: Write, poll_id: int, hands: Mapping[tuple[int, int], int]) -> None:
    """What was counted: by option's id and grade (1; 2 for both hands), hands or paper dots.

    Earlier numbers stay in the journal. Raises Refused for more than there are people.
    """
    poll = _open(write, poll_id)
    if poll.channel == Channel.PHONES:
        raise Refused(_("This vote is by phone. No hands are counted."))
    options = {option.id: option for option in options_of(write.session, poll_id)}
    for (option_id, grade), number in sorted(hands.items()):
        if option_id not in options or not 0 <= number <= MOST_VOTERS * poll.per_option:
            raise Refused(_("This is not there any more."))
        its = (HandCount.option_id == option_id, HandCount.grade == grade)
        if not write.change(HandCount, *its, hands=number):
            write.insert(HandCount(option_id=option_id, grade=grade, hands=number))
    _check_hands(write, poll)
    (option_id, grade), number = max(hands.items())
    if len(hands) > 1:
        write.tell(sentences.COUNTED, n=len({option for option, _grade in hands}))
        return
    message = sentences.HANDS
    if poll.channel == Channel.PAPER:
        message = sentences.PAPER_DOTS
    elif poll.kind == Kind.CONSENSING:
        message = sentences.BOTH_HANDS if grade == HANDS_SCALE else sentences.ONE_HAND
    letter = options[option_id].letter.upper()
    write.tell(message, option=option_id, letter=letter, n=number)


def close_poll(write: Write, poll_id: int) -> None:
    """The vote is over, for good; who wants another go opens a new round."""
    _open(write, poll_id)
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


def _worded(option: Option) -> Option:
    wording = clean(option.wording, OPTION_LENGTH)
    if not wording:
        raise Refused(_("Please write what can be voted for."))
    return Option(wording, option.idea_id, option.is_status_quo, option.cost)


def _as_option(row: PollOption) -> Option:
    return Option(row.wording, row.idea_id, row.is_status_quo, row.cost)


def _settled(plan: Plan, options: Sequence[Option]) -> dict[str, Any]:
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
        costs=[Fraction(option.cost or 0) for option in options] if plan.budget else (),
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


def _open(write: Write, poll_id: int) -> Poll:
    poll = poll_of(write.session, poll_id)
    if poll.state != PollState.OPEN:
        raise Refused(_("This vote is not open."))
    return poll


def _check_people(electorate: int) -> None:
    if not 1 <= electorate <= MOST_VOTERS:
        raise Refused(_("A number of people from 1 to {most}, please.").format(most=MOST_VOTERS))


def _taken(write: Write, poll: Poll) -> int:
    """How many people of the room have voted or abstained, as far as can be known."""
    return urn.cast_in(write.session, poll.id or 0) + urn.by_hands(write.session, poll) + (
        poll.abstained
    )  # fmt: skip


def _check_hands(write: Write, poll: Poll) -> None:
    """More hands than people, or more dots than people have, are refused."""
    if poll.channel == Channel.PAPER:
        stuck = urn.dots_by_option(write.session, poll.id or 0)
        if max(stuck, default=0) > poll.electorate * poll.per_option or sum(stuck) > (
            poll.electorate * poll.most
        ):
            raise Refused(
                _("{people} people have {dots} dots. More can't be stuck.").format(
                    people=poll.electorate, dots=poll.electorate * poll.most
                )
            )
        return
    free = poll.electorate - poll.abstained - urn.cast_in(write.session, poll.id or 0)
    if urn.by_hands(write.session, poll) > free:
        raise too_many(free)
