"""What is on the chosen day, in rows: times, name, how it stands, what is missing or booked twice.

Also all of a month as a list. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...core.dates import short_date
from ...core.language import _
from ..conflicts.words import day_sentence
from .entries import Entry, Key
from .view import Month
from .words import day_heading, lacks, name_of, stands, times_of

TIMES_WIDTH = 11
"""Columns for "17:30–20:15"."""

_INDENT = " " * (TIMES_WIDTH + 3)

_LEAST = 2
"""In so few lines there is no heading."""

DAY_WIDTH = 9
"""Columns for "Sa 12.6."."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: of an entry, or a heading."""

    text: str
    note: str = ""
    key: Key | None = None
    """What a click marks; None for nothing."""
    is_first: bool = False
    """Whether it is the first row of its entry."""
    is_dim: bool = False


def rows_of_day(
    month: Month, day: date, height: int, names_hidden: bool, chosen: Key | None = None
) -> tuple[Row, ...]:
    """What is on this day, in so many lines: one for each, and all of it as far as that fits.

    The chosen one is told at length first, then the others in their order.
    """
    here = month.on(day)
    free = month.free.get(day, "")
    head = Row(f" {day_heading(day)}{f' · {free}' if free else ''}")
    if not here:
        return (head, Row("   " + _("Nothing on this day."), is_dim=True))[:height]
    heads = (head,) if height > _LEAST else ()
    room = height - len(heads) - len(here)
    told: dict[Key, tuple[Row, ...]] = {
        entry.key: (_one_line(entry, month, names_hidden),) for entry in here
    }
    for entry in sorted(here, key=lambda entry: entry.key != chosen):
        for long in _longer(entry, month, names_hidden):
            if len(long) - 1 <= room:
                told[entry.key] = long
                room -= len(long) - 1
                break
    return (*heads, *(row for entry in here for row in told[entry.key]))


def rows_of_month(month: Month, names_hidden: bool) -> tuple[Row, ...]:
    """All that is on in a month, one line each, with its day."""
    return tuple(_one_line(entry, month, names_hidden, with_day=True) for entry in month.own) or (
        Row("   " + _("Nothing in this month."), is_dim=True),
    )


def rows_of_event(entry: Entry) -> tuple[Row, ...]:
    """One event of the board: when and where it is, and what it still needs."""
    starts = short_date(entry.starts_at) if entry.starts_at else _("without a day")
    facts = [starts, times_of(entry), entry.venue]
    text = f" {name_of(entry)} · {', '.join(filter(None, facts))}"
    rows = [Row(text, key=entry.key, is_first=True)]
    if entry.missing:
        rows.append(Row(f"   {lacks(entry)}", key=entry.key))
    return tuple(rows)


def doubles_of(entry: Entry, month: Month, names_hidden: bool) -> Iterator[str]:
    """What is booked twice, a sentence each."""
    for conflict in month.between.by_gathering.get(entry.gathering_id or 0, ()):
        yield f"! {day_sentence(conflict, entry.gathering_id or 0, names_hidden)}"


def _longer(entry: Entry, month: Month, names_hidden: bool) -> Iterator[tuple[Row, ...]]:
    """In how many lines it can be told, the longest first."""
    yield tuple(_at_length(entry, month, names_hidden))
    if entry.missing and entry.is_double:
        yield _one_line(entry, month, names_hidden), _lacks(entry)


def _lacks(entry: Entry) -> Row:
    return Row(f"{_INDENT}{lacks(entry)}", key=entry.key)


def _at_length(entry: Entry, month: Month, names_hidden: bool) -> Iterator[Row]:
    state = stands(entry) if not entry.missing else stands(entry).partition(". ")[0]
    facts = " · ".join(filter(None, (state, entry.venue)))
    yield Row(_text(entry), facts, entry.key, is_first=True, is_dim=entry.is_cancelled)
    if entry.missing:
        yield _lacks(entry)
    for said in doubles_of(entry, month, names_hidden):
        yield Row(f"{_INDENT}{said}", key=entry.key)


def _one_line(entry: Entry, month: Month, names_hidden: bool, with_day: bool = False) -> Row:
    doubles = list(doubles_of(entry, month, names_hidden))
    note = doubles[0] if doubles else stands(entry)
    text = _text(entry)
    if with_day and entry.starts_at is not None:
        text = f" {short_date(entry.starts_at):<{DAY_WIDTH}}{text}"
    return Row(text, note, entry.key, is_first=True, is_dim=entry.is_cancelled)


def _text(entry: Entry) -> str:
    return f" {times_of(entry):<{TIMES_WIDTH}}  {name_of(entry)}"
