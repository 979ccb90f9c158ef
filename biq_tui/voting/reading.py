"""Reading votes: what may be seen while the urn is open, and the result once it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ..core.errors import Refused
from ..core.language import _
from ..core.rows import table_of
from . import pictograms, urn
from .ballots import Ballot as Cells
from .ballots import Kind, Rules
from .certainty import Certainty, certainty_of
from .equal_shares import EqualShares, equal_shares
from .lot import broken, drawn
from .methods import Method, counted
from .models import Ballot, Channel, HandCount, Poll, PollOption, PollState, TieRule
from .poll_rules import gone, rules_of
from .tallies import Hands, Raised, Tally, consensing, tally

_POLL, _OPTION, _HANDS = table_of(Poll), table_of(PollOption), table_of(HandCount)


@dataclass(frozen=True, slots=True)
class OptionRow:
    """Something to vote on, and the hands or paper dots counted for it."""

    option_id: int
    letter: str
    wording: str
    idea_id: int | None
    is_status_quo: bool
    cost: int | None
    hands: tuple[int | None, ...]
    """By grade: one number, or with consensing two (a hand, both hands); None: not counted."""
    pictogram: str = ""
    """The name of its picture."""

    @property
    def picture(self) -> str:
        """Its picture as an emoji; "" without one."""
        return pictograms.picture(self.pictogram)

    @property
    def picture_word(self) -> str:
        """What its picture is called; "" without one."""
        return pictograms.named(self.pictogram)


@dataclass(frozen=True, slots=True)
class PollRow:
    """A vote as everybody in the room may know it: nothing of the urn but how many voted."""

    poll_id: int
    meeting_id: int
    number: int
    round: int
    earlier_id: int | None
    question: str
    kind: Kind
    channel: Channel
    state: PollState
    electorate: int
    abstained: int
    cast: int
    """Ballots by phone or ticket."""
    shown: int
    """People who have shown hands, at least."""
    most: int
    per_option: int
    budget: int | None
    with_tickets: bool
    tie_rule: TieRule
    seed: str
    objection: str
    options: tuple[OptionRow, ...]

    @property
    def free(self) -> int:
        """Votes that are still open: people in the room without hands, phones and abstentions."""
        return self.electorate - self.abstained - self.cast - self.shown

    @property
    def dots(self) -> int:
        """Paper dots counted so far."""
        return sum(hands for option in self.options for hands in option.hands if hands)

    @property
    def is_counted(self) -> bool:
        """Whether every option has its number, where hands or paper are counted."""
        return self.channel is Channel.PHONES or all(
            hands is not None for option in self.options for hands in option.hands
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What a closed vote gave. Options are told by their places among the poll's options."""

    poll: PollRow
    rules: Rules
    count: Tally | EqualShares
    order: tuple[tuple[int, ...], ...]
    """The best group first; more than one in a group is a tie. Empty with a budget."""
    winners: tuple[int, ...]
    """After the tie rule: a lot leaves one; else all that are equal."""
    by_lot: bool
    """Whether the lot decided something."""
    certainty: Certainty | None
    compared: tuple[tuple[Method, tuple[int, ...]], ...]
    """Who would have won by other rules, where ballots are rankings."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was counted in a closed vote, and who is in front: see `Result`."""

    poll: PollRow
    rules: Rules
    ballots: tuple[Cells, ...]
    count: Tally | EqualShares
    order: tuple[tuple[int, ...], ...]
    winners: tuple[int, ...]
    by_lot: bool


def polls_at(session: Session, meeting_id: int) -> tuple[PollRow, ...]:
    """The votes of a meeting, by number."""
    query = select(col(Poll.id)).where(col(Poll.meeting_id) == meeting_id)
    ids = session.connection().execute(query.order_by(col(Poll.number))).scalars().all()
    return poll_rows(session, [poll_id or 0 for poll_id in ids])


def poll_row(session: Session, poll_id: int) -> PollRow:
    """One vote. Raises Refused if there is none."""
    rows = poll_rows(session, [poll_id])
    if not rows:
        raise gone()
    return rows[0]


def poll_rows(session: Session, poll_ids: Sequence[int]) -> tuple[PollRow, ...]:
    """These votes, in this order, in as few queries as one needs; one that is gone is left out."""
    execute = session.connection().execute
    polls = {row.id: row for row in execute(select(_POLL).where(_POLL.c.id.in_(sorted(poll_ids))))}
    its = _OPTION.c.poll_id.in_(sorted(polls))
    hands = {
        (row.option_id, row.grade): row.hands
        for row in execute(
            select(_HANDS.c.option_id, _HANDS.c.grade, _HANDS.c.hands)
            .join(_OPTION, _OPTION.c.id == _HANDS.c.option_id)
            .where(its)
            .order_by(_HANDS.c.id)
        )
    }
    options: dict[int, list[OptionRow]] = {poll_id: [] for poll_id in polls}
    for row in execute(select(_OPTION).where(its).order_by(_OPTION.c.poll_id, _OPTION.c.letter)):
        poll = polls[row.poll_id]
        levels = 2 if poll.kind == Kind.CONSENSING and _by_hands(poll) else 1
        options[row.poll_id].append(
            OptionRow(
                option_id=row.id,
                letter=row.letter,
                wording=row.wording,
                idea_id=row.idea_id,
                is_status_quo=row.is_status_quo,
                cost=row.cost,
                hands=tuple(hands.get((row.id, at)) for at in range(1, levels + 1)),
                pictogram=row.pictogram,
            )
        )
    cast = urn.cast_by_poll(session, sorted(polls))
    return tuple(
        _row(polls[poll_id], tuple(options[poll_id]), cast.get(poll_id, 0))
        for poll_id in poll_ids
        if poll_id in polls
    )


def _row(poll: Any, options: tuple[OptionRow, ...], cast: int) -> PollRow:
    return PollRow(
        poll_id=poll.id,
        meeting_id=poll.meeting_id,
        number=poll.number,
        round=poll.round,
        earlier_id=poll.earlier_id,
        question=poll.question,
        kind=Kind(poll.kind),
        channel=Channel(poll.channel),
        state=PollState(poll.state),
        electorate=poll.electorate,
        abstained=poll.abstained,
        cast=cast,
        shown=_shown(poll, options),
        most=poll.most,
        per_option=poll.per_option,
        budget=poll.budget,
        with_tickets=poll.with_tickets,
        tie_rule=TieRule(poll.tie_rule),
        seed=poll.seed,
        objection=poll.objection,
        options=options,
    )


def _shown(poll: Any, options: Sequence[OptionRow]) -> int:
    """People who have shown hands, as `urn.by_hands` counts them."""
    counted = [[number for number in option.hands if number is not None] for option in options]
    sums = [sum(numbers) for numbers in counted if numbers]
    return urn.people_of(poll.kind, sums) if _by_hands(poll) else 0


def open_poll_at(session: Session, meeting_id: int) -> int | None:
    """The vote of a meeting that is open; None if none is."""
    its = (col(Poll.meeting_id) == meeting_id, col(Poll.state) == PollState.OPEN)
    return session.connection().execute(select(col(Poll.id)).where(*its)).scalar()


def any_open(session: Session) -> bool:
    """Whether an urn is open anywhere in the house: then no backup is made."""
    query = select(col(Poll.id)).where(col(Poll.state) == PollState.OPEN).limit(1)
    return session.connection().execute(query).first() is not None


def result_of(session: Session, poll_id: int) -> Result:
    """Count a closed vote. Raises Refused while it is not closed: nothing is counted before."""
    poll_row(session, poll_id)  # it may be gone
    (its,) = outcomes_of(session, [poll_id])
    compared: tuple[tuple[Method, tuple[int, ...]], ...] = ()
    if its.poll.kind is Kind.RANKING:
        compared = tuple(
            (method, counted(method, its.rules, its.ballots).winners)
            for method in (Method.SCHULZE, Method.BORDA, Method.PLURALITY)
        )
    sure = None if isinstance(its.count, EqualShares) else certainty_of(its.rules, its.count)
    return Result(
        its.poll, its.rules, its.count, its.order, its.winners, its.by_lot, sure, compared
    )


def outcomes_of(session: Session, poll_ids: Sequence[int]) -> tuple[Outcome, ...]:
    """Count closed votes, all at once. Raises Refused if one is not closed."""
    rows = poll_rows(session, poll_ids)
    if any(row.state is not PollState.CLOSED for row in rows):
        raise Refused(_("The result is covered until the vote is closed."))
    ballots = _ballots(session, rows)
    return tuple(_outcome(row, ballots[row.poll_id]) for row in rows)


def _outcome(seen: PollRow, ballots: tuple[Cells, ...]) -> Outcome:
    held = rules_of(seen, seen.options)
    count = _count(held, seen, ballots)
    order = () if isinstance(count, EqualShares) else count.order
    winners, by_lot = count.winners, False
    if seen.tie_rule is TieRule.LOT and len(winners) > 1 and order:
        winners, by_lot = (broken(order, seen.seed, held.options)[0],), True
    if seen.tie_rule is TieRule.LOT and isinstance(count, EqualShares):
        by_lot = bool(equal_shares(held, ballots).tied)
    return Outcome(seen, held, ballots, count, order, winners, by_lot)


def _count(held: Rules, seen: PollRow, ballots: Sequence[Cells]) -> Tally | EqualShares:
    """Ballots and what was counted without ballots, in one tally."""
    if seen.kind is Kind.RANKING:
        return counted(Method.SCHULZE, held, ballots)
    if seen.kind is Kind.BUDGET:
        lot = drawn(seen.seed, held.options) if seen.tie_rule is TieRule.LOT else ()
        return counted(Method.EQUAL_SHARES, held, ballots, first=lot)
    if seen.channel is Channel.PHONES:
        return consensing(held, ballots) if seen.kind is Kind.CONSENSING else tally(held, ballots)
    # Whoever is in the room, does not abstain and did not vote by phone was asked for each hand.
    asked = seen.electorate - seen.abstained - seen.cast
    hands = [tuple(number or 0 for number in option.hands) for option in seen.options]
    if seen.kind is Kind.CONSENSING:
        return consensing(held, ballots, Raised(asked, tuple(hands)))
    totals = tuple(sum(numbers) for numbers in hands)
    voters = {Kind.SINGLE: sum(totals), Kind.DOTS: 0}.get(seen.kind, asked)
    return tally(held, ballots, Hands(voters, totals))


def _ballots(session: Session, rows: Sequence[PollRow]) -> dict[int, tuple[Cells, ...]]:
    """By vote, its ballots in a random order: that of their keys."""
    letters = {row.poll_id: [option.letter for option in row.options] for row in rows}
    found: dict[int, list[Cells]] = {poll_id: [] for poll_id in letters}
    query = select(col(Ballot.poll_id), col(Ballot.marks))
    query = query.where(col(Ballot.poll_id).in_(sorted(letters)))
    for poll_id, marks in session.connection().execute(
        query.order_by(col(Ballot.poll_id), col(Ballot.key))
    ):
        found[poll_id].append(tuple(marks.get(letter) for letter in letters[poll_id]))
    return {poll_id: tuple(ballots) for poll_id, ballots in found.items()}


def _by_hands(poll: Any) -> bool:
    return poll.channel in (Channel.HANDS, Channel.MIXED)
