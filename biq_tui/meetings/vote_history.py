"""What became of an idea when it was voted on: told wherever the idea turns up again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import select
from sqlmodel import Session, col

from ..attendance.models import Gathering
from ..core import clock
from ..core.dates import full_date
from ..core.language import _, ngettext
from ..voting.ballots import Kind
from ..voting.models import Poll, PollOption, PollState
from ..voting.reading import Outcome, outcomes_of
from ..voting.tallies import Consensing
from .models import Meeting
from .vote_result import in_digits

MOST_KEPT = 500
_counted: dict[tuple[str, str], Mapping[int, tuple[Fraction, bool]]] = {}
"""By the database and the seed of a closed vote, which no other has there: what each idea got, and
whether it is chosen. A closed vote stays as it is, so it is counted once."""

FEW = 500
"""So many ideas are asked for by their ids; of more, all votes are read."""


@dataclass(frozen=True, slots=True)
class VotedOn:
    """One closed vote in which an idea was an option."""

    idea_id: int
    starts_at: datetime
    """Of the meeting."""
    question: str
    round: int
    kind: Kind
    number: Fraction
    """Votes, dots or points it got; how many others it beats; or how many percent accept it."""
    chosen: bool
    """It was in front; with a budget: it gets its money. Several may be, with a tie."""

    @property
    def day(self) -> date:
        """Of the meeting."""
        return clock.local(self.starts_at).date()

    @property
    def got(self) -> str:
        """The number with its unit: "7 votes"."""
        whole = int(self.number)
        match self.kind:
            case Kind.DOTS:
                return ngettext("{n} dot", "{n} dots", whole)
            case Kind.SCORE:
                return ngettext("{n} point", "{n} points", whole)
            case Kind.CONSENSING:
                return _("{percent} % accept").format(percent=in_digits(self.number))
            case Kind.RANKING:
                return _("beats {n}").format(n=in_digits(self.number))
            case _:
                return ngettext("{n} vote", "{n} votes", whole)

    @property
    def line(self) -> str:
        """In one line: "12.3.2027, 7 votes, not chosen"."""
        fate = _("was chosen") if self.chosen else _("was not chosen")
        return f"{full_date(self.starts_at)}, {self.got}, {fate}"


def voted_on(session: Session, ideas: Collection[int]) -> dict[int, tuple[VotedOn, ...]]:
    """By their ids, the closed votes on these ideas, the earliest first; without those on none."""
    found: dict[int, tuple[VotedOn, ...]] = {}
    for voted in _counted_in(session, _votes_on(session, ideas)):
        found[voted.idea_id] = (*found.get(voted.idea_id, ()), voted)
    return found


def newest_votes(session: Session, root: Mapping[int, int]) -> dict[int, VotedOn]:
    """The newest closed vote on each family of ideas, by who stands for it; without those on none.

    `root`: by the id of an idea, the id of the one that stands for it. Older votes are not counted.
    """
    newest = {root[idea_id]: (idea_id, poll_id) for idea_id, poll_id in _votes_on(session, root)}
    return dict(zip(newest, _counted_in(session, list(newest.values())), strict=True))


def _votes_on(session: Session, ideas: Collection[int]) -> list[tuple[int, int]]:
    """The ids of ideas and of the closed votes on them, the earliest first."""
    query = (
        select(col(PollOption.idea_id), col(Poll.id))
        .join(Poll, col(Poll.id) == col(PollOption.poll_id))
        .join(Meeting, col(Meeting.id) == col(Poll.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(col(Poll.state) == PollState.CLOSED, col(PollOption.idea_id).is_not(None))
        .order_by(col(Gathering.starts_at), col(Poll.number), col(Poll.id), col(PollOption.id))
    )
    if len(ideas) <= FEW:
        query = query.where(col(PollOption.idea_id).in_(sorted(ideas)))
    rows = session.connection().execute(query)
    return [(idea_id or 0, poll_id or 0) for idea_id, poll_id in rows if idea_id in ideas]


def _counted_in(session: Session, votes: Sequence[tuple[int, int]]) -> list[VotedOn]:
    """What ideas got in votes: by the ids of both."""
    query = (
        select(
            col(Poll.id),
            col(Poll.seed),
            col(Poll.question),
            col(Poll.round),
            col(Poll.kind),
            col(Gathering.starts_at),
        )
        .join(Meeting, col(Meeting.id) == col(Poll.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(col(Poll.id).in_(sorted({poll_id for _idea, poll_id in votes})))
    )
    polls = {row[0]: row for row in session.connection().execute(query)}
    seeds = {poll_id or 0: row[1] for poll_id, row in polls.items()}
    house = f"{session.get_bind().engine.url}"
    _count(session, house, seeds)
    made = []
    for idea_id, poll_id in votes:
        _poll_id, seed, question, round_, kind, starts_at = polls[poll_id]
        number, chosen = _counted[house, seed][idea_id]
        made.append(VotedOn(idea_id, starts_at, question, round_, Kind(kind), number, chosen))
    return made


def _count(session: Session, house: str, seeds: Mapping[int, str]) -> None:
    """Count those of these votes that were not counted before; `seeds`: by their ids."""
    missing = [poll_id for poll_id, seed in sorted(seeds.items()) if (house, seed) not in _counted]
    if len(_counted) + len(missing) > MOST_KEPT:
        _counted.clear()
        missing = sorted(seeds)
    for its in outcomes_of(session, missing) if missing else ():
        _counted[house, its.poll.seed] = _by_idea(its)


def _by_idea(its: Outcome) -> Mapping[int, tuple[Fraction, bool]]:
    count = its.count
    numbers = count.acceptance if isinstance(count, Consensing) else count.totals
    return {
        option.idea_id: (Fraction(numbers[at]), at in its.winners)
        for at, option in enumerate(its.poll.options)
        if option.idea_id is not None
    }
