"""A week, drawn: days as columns, hours as rows, what overlaps side by side. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from rich.cells import cell_len

from ...core import clock
from ...core.dates import WEEKDAYS
from ...core.language import _
from ...ui.cells import Cell, Ink, Lines
from .entries import Entry, Key
from .month import look_of
from .view import WEEK, Month, week_of
from .words import name_of

GUTTER = 3
"""Columns for the hours at the left."""

FROM_HOUR, UNTIL_HOUR = 9, 21
"""So much of a day is shown at least."""

DETAIL = 2
"""So many lines are left at least for what is on the chosen day."""

DAY = 24 * 60
"""Minutes by the wall clock, on every day."""

_MOST_LANES = 3
_ROOM_FOR_A_MARK = 7
"""In fewer columns, the mark stands at the left."""


@dataclass(frozen=True, slots=True)
class Block:
    """An entry on one day: from when to when, in minutes of that day, and in which lane."""

    entry: Entry
    first: int
    last: int
    lane: int = 0


def week_lines(
    month: Month,
    day: date,
    today: date,
    size: tuple[int, int],
    chosen: Key | None = None,
    lit: Collection[Key] = (),
) -> Lines:
    """The week of a day in `size` columns and lines."""
    width, height = size
    column = max((width - GUTTER) // WEEK, 4)
    days = week_of(day)
    times = [[_block(entry, each) for entry in month.on(each)] for each in days]
    first, step, count = scale(list(chain.from_iterable(times)), max(height - 1, 1))
    blocks = [in_lanes(each, first, step) for each in times]
    heads = [_head(each, day, today, month, column, chosen) for each in days]
    lines = [(Cell("", GUTTER), *heads)]
    for row in range(count):
        starts = first + row * step
        cells = [Cell(f"{starts // 60:2}", GUTTER, Ink.DIM)]
        for each, its in zip(days, blocks, strict=True):
            cells += _row(each, its, (starts, starts + step), column, chosen, lit)
        lines.append(tuple(cells))
    return tuple(lines)


def in_lanes(blocks: Sequence[Block], first: int, step: int) -> tuple[Block, ...]:
    """Each in the first lane in which the rows it takes are free; `blocks` by their beginning."""
    free: list[int] = []
    placed = []
    for block in blocks:
        row, until = (block.first - first) // step, -(-(block.last - first) // step)
        lane = next((n for n, taken in enumerate(free) if taken <= row), len(free))
        free[lane : lane + 1] = [until]
        placed.append(replace(block, lane=lane))
    return tuple(placed)


def scale(blocks: Sequence[Block], room: int) -> tuple[int, int, int]:
    """The first minute, the minutes a row, and how many rows: so that all fits into `room`."""
    first = min([FROM_HOUR, *(block.first // 60 for block in blocks)])
    last = max([UNTIL_HOUR, *(-(-block.last // 60) for block in blocks)])
    hours = last - first
    step = max(-(-hours // room), 1)
    return first * 60, step * 60, min(-(-hours // step), room)


def _block(entry: Entry, day: date) -> Block:
    """When it begins and ends on this day, by the wall clock; at least half an hour long."""
    assert entry.starts_at is not None
    assert entry.ends_at is not None
    starts, ends = clock.local(entry.starts_at), clock.local(entry.ends_at)
    first = 0 if starts.date() < day else starts.hour * 60 + starts.minute
    last = DAY if ends.date() > day else ends.hour * 60 + ends.minute
    return Block(entry, first, max(last, min(first + 30, DAY)))


def _head(each: date, day: date, today: date, month: Month, width: int, chosen: Key | None) -> Cell:
    sign = "▸" if each == day else " "
    weekday = _(WEEKDAYS[each.weekday()])[:2]
    said = f"{sign}{weekday} {each.day}.{each.month}."
    if each == today and cell_len(_("today")) + len(said) + 1 < width:
        said = " ".join((said, _("today")))
    ink = Ink.STRONG if each in (day, today) else Ink.PLAIN
    if each == day and chosen is None:
        ink = Ink.MARKED
    elif each in month.free:
        ink = Ink.DIM
    return Cell(said, width, ink, each)


def _row(
    day: date,
    blocks: Sequence[Block],
    minutes: tuple[int, int],
    width: int,
    chosen: Key | None,
    lit: Collection[Key],
) -> list[Cell]:
    """One day's part of a row: what goes on in these minutes, each in its lane."""
    starts, ends = minutes
    count = _lanes_shown(blocks, width - 1)
    here = [block for block in blocks if block.first < ends and block.last > starts]
    cells = [Cell("", 1, target=day)]
    room = width - 1
    for lane in range(count):
        wide = room // (count - lane)
        room -= wide
        block = next((block for block in here if block.lane == lane), None)
        hidden = [block for block in here if block.lane >= count] if lane == count - 1 else []
        if hidden and block is None:
            cells.append(Cell(f"… {len(hidden)}", wide, Ink.DIM, day))
        elif block is None:
            cells.append(Cell("·" if lane == 0 and not here else "", wide, Ink.DIM, day))
        else:
            cells += _block_cells(block, minutes, wide, chosen, lit)
    return cells


def _block_cells(
    block: Block,
    minutes: tuple[int, int],
    width: int,
    chosen: Key | None,
    lit: Collection[Key],
) -> list[Cell]:
    starts, ends = minutes
    entry = block.entry
    sign, ink = look_of(entry, chosen, lit)
    edge = "│" if sign == " " else sign
    if not starts <= block.first < ends:
        return [Cell(edge, width, ink, entry.key)]
    if not entry.mark or width < _ROOM_FOR_A_MARK:
        edge = (entry.mark or edge) if sign == " " else sign
        return [Cell(f"{edge}{name_of(entry)}", width, ink, entry.key)]
    return [
        Cell(f"{edge}{name_of(entry)}", width - 2, ink, entry.key),
        Cell(f" {entry.mark}", 2, ink, entry.key),
    ]


def _lanes_shown(blocks: Sequence[Block], width: int) -> int:
    """So many lanes side by side that the number of each event stays whole."""
    wanted = min(max((block.lane for block in blocks), default=0) + 1, _MOST_LANES)
    widest = max((len(str(block.entry.event_id or "")) for block in blocks), default=1)
    return max(min(wanted, width // (widest + 2)), 1)
