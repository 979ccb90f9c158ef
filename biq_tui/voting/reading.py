"""Reading votes: what may be seen while the urn is open, and the result once it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from ..core.errors import Refused
from ..core.language import _
from . import urn
from .ballots import Ballot as Cells
from .ballots import Kind, Rules
from .certainty import Certainty, certainty_of
from .equal_shares import EqualShares
from .lot import broken, drawn
from .methods import Method, counted
from .models import Ballot, Channel, HandCount, Poll, PollOption, PollState, TieRule
from .poll_rules import options_of, poll_of, rules_of
from .tallies import Hands, Raised, Tally, consensing, tally


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
    certainty: Certainty | None
    compared: tuple[tuple[Method, tuple[int, ...]], ...]
    """Who would have won by other rules, where ballots are rankings."""


def polls_at(session: Session, meeting_id: int) -> tuple[PollRow, ...]:
    """The votes of a meeting, by number."""
    query = select(col(Poll.id)).where(col(Poll.meeting_id) == meeting_id)
    ids = session.connection().execute(query.order_by(col(Poll.number))).scalars().all()
    return tuple(poll_row(session, poll_id) for poll_id in ids if poll_id is not None)


def poll_row(session: Session, poll_id: int) -> PollRow:
    """One vote. Raises Refused if there is none."""
    poll = poll_of(session, poll_id)
    levels = 2 if poll.kind == Kind.CONSENSING and _by_hands(poll) else 1
    hands = {
        (row.option_id, row.grade): row.hands
        for row in session.connection().execute(
            select(col(HandCount.option_id), col(HandCount.grade), col(HandCount.hands))
            .join(PollOption, col(PollOption.id) == col(HandCount.option_id))
            .where(col(PollOption.poll_id) == poll_id)
            .order_by(col(HandCount.id))
        )
    }
    return PollRow(
        poll_id=poll_id,
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
        cast=urn.cast_in(session, poll_id),
        shown=urn.by_hands(session, poll),
        most=poll.most,
        per_option=poll.per_option,
        budget=poll.budget,
        with_tickets=poll.with_tickets,
        tie_rule=TieRule(poll.tie_rule),
        seed=poll.seed,
        objection=poll.objection,
        options=tuple(
            OptionRow(
                option_id=option.id or 0,
                letter=option.letter,
                wording=option.wording,
                idea_id=option.idea_id,
                is_status_quo=option.is_status_quo,
                cost=option.cost,
                hands=tuple(hands.get((option.id or 0, at)) for at in range(1, levels + 1)),
            )
            for option in options_of(session, poll_id)
        ),
    )


def cast_now(session: Session, poll_id: int) -> int:
    """How many ballots are in the urn."""
    return urn.cast_in(session, poll_id)


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
    poll = poll_of(session, poll_id)
    if poll.state != PollState.CLOSED:
        raise Refused(_("The result is covered until the vote is closed."))
    seen = poll_row(session, poll_id)
    held = rules_of(poll, options_of(session, poll_id))
    ballots = _ballots(session, seen)
    count = _count(held, seen, ballots)
    order = () if isinstance(count, EqualShares) else count.order
    winners, by_lot = count.winners, False
    if seen.tie_rule is TieRule.LOT and len(winners) > 1 and order:
        winners, by_lot = (broken(order, seen.seed, held.options)[0],), True
    compared: tuple[tuple[Method, tuple[int, ...]], ...] = ()
    if seen.kind is Kind.RANKING:
        compared = tuple(
            (method, counted(method, held, ballots).winners)
            for method in (Method.SCHULZE, Method.BORDA, Method.PLURALITY)
        )
    sure = None if isinstance(count, EqualShares) else certainty_of(held, count)
    return Result(seen, held, count, order, winners, by_lot, sure, compared)


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


def _ballots(session: Session, seen: PollRow) -> list[Cells]:
    letters = [option.letter for option in seen.options]
    query = select(col(Ballot.marks)).where(col(Ballot.poll_id) == seen.poll_id)
    cast = session.connection().execute(query.order_by(col(Ballot.key))).scalars()
    return [tuple(marks.get(letter) for letter in letters) for marks in cast]


def _by_hands(poll: Poll) -> bool:
    return poll.channel in (Channel.HANDS, Channel.MIXED)
