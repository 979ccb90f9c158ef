"""A month, drawn: days as columns, weeks as rows, what is on in each day's cell. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import chain

from rich.cells import cell_len

from ...core.dates import WEEKDAYS
from ...core.language import _
from ...ui.cells import Cell, Ink, Lines
from .entries import Entry, Key
from .view import WEEK, Month
from .words import name_of

_DETAIL = 4
"""So many lines are left for what is on the chosen day, if there is room."""

_LEAST_DETAIL = 2


def lines_a_day(weeks: int, height: int) -> int:
    """How many entries a day's cell shows, of `height` lines for month and chosen day together."""
    roomy = (height - 1 - _DETAIL) // weeks - 1
    if roomy >= 1:
        return roomy
    return int((height - 1 - _LEAST_DETAIL) // weeks >= 2)


def month_lines(
    month: Month,
    day: date,
    today: date,
    size: tuple[int, int],
    chosen: Key | None = None,
    lit: Collection[Key] = (),
) -> Lines:
    """The month in `size` columns and lines, with a chosen day, or a chosen entry in it."""
    width, height = size
    cell = max(width // WEEK, 4)
    shown = lines_a_day(len(month.days) // WEEK, height)
    lines = [tuple(Cell(" " + _(name)[:2], cell, Ink.DIM) for name in WEEKDAYS)]
    for start in range(0, len(month.days), WEEK):
        week = month.days[start : start + WEEK]
        lines.append(
            tuple(_day_cell(month, each, day, today, cell, shown, chosen) for each in week)
        )
        for place in range(shown):
            cells = (_entry_cells(month, each, place, cell, chosen, lit) for each in week)
            lines.append(tuple(chain.from_iterable(cells)))
    return tuple(lines)


def _day_cell(
    month: Month, each: date, day: date, today: date, width: int, shown: int, chosen: Key | None
) -> Cell:
    is_edge = each == month.days[0] or each.day == 1
    outside = each.month != month.month.month
    here = month.on(each)
    if shown:
        after = f" … {len(here) - shown}" if len(here) > shown else ""
    else:
        after = f" {len(here)}{_worst(here)}" if here else ""
    said = f"{each.day}.{each.month}." if outside and is_edge else f"{each.day}"
    left = f"{'▸' if each == day else ' '}{said} "
    word = _("today")
    if each == today and cell_len(f"{left}{word} {after}") <= width:
        left = f"{left}{word} "
    rule = ("═" if each == today else "─") * (width - cell_len(left) - len(after))
    ink = Ink.PLAIN
    if each == day and chosen is None:
        ink = Ink.MARKED
    elif outside:
        ink = Ink.DIM
    elif each in (day, today):
        ink = Ink.STRONG
    return Cell(f"{left}{rule}{after}", width, ink, each)


def _entry_cells(
    month: Month, each: date, place: int, width: int, chosen: Key | None, lit: Collection[Key]
) -> tuple[Cell, ...]:
    here = month.on(each)
    if place >= len(here):
        return (Cell("", width, target=each),)
    return entry_cells(here[place], width, chosen, lit, each.month != month.month.month)


def entry_cells(
    entry: Entry, width: int, chosen: Key | None, lit: Collection[Key], is_dim: bool = False
) -> tuple[Cell, ...]:
    """Number and title in so many columns, and behind them the mark, if it has one."""
    sign, ink = look_of(entry, chosen, lit, is_dim)
    if not entry.mark:
        return (Cell(f"{sign}{name_of(entry)}", width, ink, entry.key),)
    return (
        Cell(f"{sign}{name_of(entry)}", width - 2, ink, entry.key),
        Cell(f" {entry.mark}", 2, ink, entry.key),
    )


def look_of(
    entry: Entry, chosen: Key | None, lit: Collection[Key], is_dim: bool = False
) -> tuple[str, Ink]:
    """Its sign and its ink: chosen, found, dimmed, or plain."""
    if entry.key == chosen:
        return "▸", Ink.MARKED
    if entry.key in lit:
        return "›", Ink.HIT
    return " ", Ink.DIM if is_dim or entry.is_cancelled else Ink.PLAIN


def _worst(here: tuple[Entry, ...]) -> str:
    marks = {entry.mark for entry in here}
    return next((mark for mark in "!?" if mark in marks), "")
