"""The dates of a course run, proposed from its first day and its rhythm; people edit them after."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..core import clock
from ..core.free_days import free_day
from .curriculum import Curriculum
from .rhythm import Every, Rhythm, Slot

UNIT_MINUTES = 45
"""A teaching unit (Unterrichtseinheit, UE), as funders and adult education count it."""

_BREAKS = ((8 * 60, 60), (5 * 60, 45), (3 * 60, 15), (0, 0))
"""From so many minutes on, so many of them are break."""


@dataclass(frozen=True, slots=True)
class ProposedDate:
    """One date of a block."""

    block: int
    part: int
    """Which of the block's dates this is, from 1."""
    parts: int
    starts_at: datetime
    """Aware, in UTC, as `ends_at`."""
    ends_at: datetime
    break_minutes: int
    units: int
    free: str
    """The public and school holidays of that day, in words; empty for none."""


def propose(
    curriculum: Curriculum,
    start: date,
    rhythm: Rhythm,
    land: str = "HB",
    unit_minutes: int = UNIT_MINUTES,
) -> tuple[ProposedDate, ...]:
    """Dates for every block in order, one block each time the rhythm comes round.

    The first block begins on `start`, or on the first day after it with the weekday that opens
    the rhythm. A block's dates lie as close together as their weekdays allow, so Saturday follows
    its own Friday even into the next month. Monthly keeps the weekday's place in the month (the
    first Friday; a fifth one becomes the last). Times are those of the wall clock, summer and
    winter. Holidays are named, not avoided.
    """
    slots = _in_order(rhythm.slots)
    openings = _openings(start, slots[0].weekday, rhythm.every)
    return tuple(
        _proposed(block.number, part, slot, day, len(slots), land, unit_minutes)
        for block, opening in zip(curriculum.blocks, openings, strict=False)
        for part, slot in enumerate(slots, start=1)
        for day in [opening + timedelta(days=_days_after(slots[0], slot))]
    )


def proposed_break(minutes: int) -> int:
    """Minutes of break in a date of `minutes`: 15 from 3 hours on, 45 from 5, 60 from 8.

    A house rule to start from (a pause in an evening, a meal in a day), edited with the date.
    """
    return next(pause for least, pause in _BREAKS if minutes >= least)


def units(minutes: int, breaks: int, unit_minutes: int = UNIT_MINUTES) -> int:
    """Whole teaching units in `minutes`, of which `breaks` are no teaching; rounded down.

    A unit is 45 minutes (fee order of the VHS Bremen), and breaks are not units.
    """
    return max(0, minutes - breaks) // unit_minutes


def _proposed(
    block: int, part: int, slot: Slot, day: date, parts: int, land: str, unit_minutes: int
) -> ProposedDate:
    pause = proposed_break(slot.minutes)
    return ProposedDate(
        block=block,
        part=part,
        parts=parts,
        starts_at=clock.moment_of(day, slot.starts),
        ends_at=clock.moment_of(day, slot.ends),
        break_minutes=pause,
        units=units(slot.minutes, pause, unit_minutes),
        free=free_day(day, land),
    )


def _in_order(slots: tuple[Slot, ...]) -> list[Slot]:
    """The slots of one block, begun where they lie closest together: Fri, Sat; Sun, Mon."""
    week = sorted(slots, key=lambda slot: (slot.weekday, slot.starts))
    turns = [week[place:] + week[:place] for place in range(len(week))]
    return min(turns, key=lambda turn: _days_after(turn[0], turn[-1]))


def _days_after(first: Slot, later: Slot) -> int:
    """Days from `first` to `later`; a whole week to an earlier time of the same weekday."""
    days = (later.weekday - first.weekday) % 7
    return 7 if days == 0 and later.starts < first.starts else days


def _openings(start: date, weekday: int, every: Every) -> Iterator[date]:
    """The days on which one block after the other begins."""
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    if every is Every.MONTHLY:
        yield from _monthly(day)
    while True:
        yield day
        day += timedelta(weeks=2 if every is Every.BIWEEKLY else 1)


def _monthly(first: date) -> Iterator[date]:
    """The same weekday in the same place of each month; the fifth is the last of any month."""
    place = (first.day - 1) // 7
    year, month = first.year, first.month
    while True:
        opens_on, length = monthrange(year, month)
        day = 1 + (first.weekday() - opens_on) % 7 + 7 * place
        yield date(year, month, day if day <= length else day - 7)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
