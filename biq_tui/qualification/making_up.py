"""What counts of a block: attended in the own run, or made up at another run's dates. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Attended = Mapping[int, int]
"""Id of each date somebody was at: the units that count of it."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A date of any run of the curriculum."""

    date_id: int
    run_id: int
    run: str
    """Title of the run."""
    block: int
    units: int
    starts_at: datetime
    ends_at: datetime
    break_minutes: int = 0
    ended: bool = False
    """Its list is closed; until then somebody may still come."""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """One block: its dates in the own run, and in each other run, by time."""

    block: int
    own: tuple[Taught, ...]
    others: tuple[tuple[Taught, ...], ...] = ()

    @property
    def units(self) -> int:
        """What the block has in the own run."""
        return sum(date.units for date in self.own)

    @property
    def elsewhere(self) -> Iterator[Taught]:
        """All dates of the block in other runs."""
        return (date for other in self.others for date in other)


def offers(dates: Collection[Taught], run_id: int, blocks: Sequence[int]) -> tuple[Offer, ...]:
    """The blocks of run `run_id`, in order; the order of `dates` does not matter."""
    by_run: dict[tuple[int, int], list[Taught]] = {}
    for date in sorted(dates, key=lambda date: (date.starts_at, date.date_id)):
        by_run.setdefault((date.block, date.run_id), []).append(date)
    return tuple(
        Offer(
            block,
            tuple(by_run.get((block, run_id), ())),
            tuple(
                tuple(its)
                for (its_block, its_run), its in sorted(by_run.items())
                if its_block == block and its_run != run_id
            ),
        )
        for block in blocks
    )


def counted(offer: Offer, attended: Attended) -> int:
    """The units of the block that count, at most those it has in the own run.

    With as many dates in the other run, part stands for part; else the block for the block. Of
    both ways the better one counts, so nothing counts twice.
    """
    parts = [_units(date, attended) for date in offer.own]
    whole = 0
    for other in offer.others:
        if len(other) == len(offer.own):
            made = (_in_place_of(*pair, attended) for pair in zip(offer.own, other, strict=True))
            parts = [max(pair) for pair in zip(parts, made, strict=True)]
        elif offered := sum(date.units for date in other):
            there = sum(_units(date, attended) for date in other)
            whole = max(whole, offer.units * there // offered)
    return max(sum(parts), whole)


def was_there(offer: Offer, attended: Attended) -> bool:
    """At one date of the block at least, in whatever run."""
    return any(date.date_id in attended for date in (*offer.own, *offer.elsewhere))


def make_up(
    offer: Offer, attended: Attended, still: Collection[int], coming: Collection[int]
) -> Taught | None:
    """The first date elsewhere at which something missed can be made up.

    `still`: ids of own dates at which she is awaited; `coming`: of other runs' dates to come.
    """
    possible: list[Taught] = []
    for other in offer.others:
        alike = len(other) == len(offer.own)
        for place, date in enumerate(other):
            if date.date_id not in coming or not date.units:
                continue
            instead = (offer.own[place],) if alike else offer.own
            missed = [own for own in instead if own.date_id not in still]
            if any(_gains(own, date, alike, attended) for own in missed):
                possible.append(date)
    return min(possible, key=lambda d: (d.starts_at, d.run, d.date_id), default=None)


def _gains(own: Taught, date: Taught, alike: bool, attended: Attended) -> bool:
    """Whether being at `date` would count for something that does not count of `own` yet."""
    now = _units(own, attended)
    if alike:
        now = max(now, _in_place_of(own, date, attended))
    return now < own.units


def _units(date: Taught, attended: Attended) -> int:
    return min(attended.get(date.date_id, 0), date.units)


def _in_place_of(own: Taught, other: Taught, attended: Attended) -> int:
    """What being at `other` counts for `own`: all of it, or as large a part as there."""
    return own.units * _units(other, attended) // other.units if other.units else 0
