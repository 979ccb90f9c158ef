"""What stands on the tab Veranstaltungen, row by row. Only rows that are seen are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...core.dates import full_date
from ...core.language import _
from ...outcomes import OpenWish
from .entries import Entry
from .home_line import CALENDAR, Kind, Stop
from .house import House
from .words import STATES, day_of, lacks, name_of, stands


@dataclass(frozen=True, slots=True)
class Row:
    """One row: of an event, a wish, or just words."""

    of: Entry | OpenWish | str = ""
    stop: Stop | None = None
    """What a click marks; None for nothing."""
    at_length: bool = False
    """What is missing stands in a row of its own below."""
    is_below: bool = False
    """This is that row."""
    is_past: bool = False
    is_heading: bool = False


BLANK = Row()


def all_rows(seen: House, height: int) -> tuple[Row, ...]:
    """All events, each at length if that fits into so many lines; on a small screen no blank."""
    rows = tuple(_rows(seen, at_length=True))
    if len(rows) > height:
        rows = tuple(_rows(seen, at_length=False))
    if len(rows) > height:
        rows = tuple(row for row in rows if row != BLANK)
    return rows


def rows_of(stops: Iterable[Stop], seen: House) -> tuple[Row, ...]:
    """What was found, one line each."""
    events = {entry.event_id: entry for entry in seen.events}
    wishes = {wish.wish_id: wish for wish in seen.open_wishes}
    past = {entry.event_id for entry in seen.past}
    return tuple(
        Row(events[stop.id], stop, is_past=stop.id in past)
        if stop.kind is Kind.EVENT
        else Row(wishes[stop.id], stop)
        for stop in stops
        if stop.kind is not Kind.CALENDAR
    )


def told(row: Row) -> tuple[str, str, str]:
    """Label, text and note of a row: when it is, its name, and how it stands."""
    if isinstance(row.of, OpenWish):
        day = row.of.day
        note = _("meeting on {day}").format(day=f"{day.day}.{day.month}.{day.year}")
        return _("Wish"), row.of.wording, note
    if isinstance(row.of, str):
        return _("Calendar"), _("Month, week, list, states"), ""
    entry = row.of
    if row.is_below:
        return "", lacks(entry), ""
    label = full_date(entry.starts_at) if row.is_past and entry.starts_at else day_of(entry)
    if entry.missing and not row.at_length:
        return label, name_of(entry), stands(entry) if entry.is_cancelled else lacks(entry)
    state = _(STATES[entry.state]) if entry.state else ""
    return label, name_of(entry), " · ".join(filter(None, [state, entry.venue]))


def _rows(seen: House, at_length: bool) -> Iterator[Row]:
    yield Row(stop=CALENDAR)
    yield from (BLANK, Row(_("NEXT"), is_heading=True))
    yield from _of(seen.coming, at_length)
    if not seen.coming:
        yield Row(_("Nothing is planned."))
    if seen.open_wishes:
        yield from (BLANK, Row(_("WISHES OF THE MEETINGS"), is_heading=True))
        yield from (Row(wish, Stop(Kind.WISH, wish.wish_id)) for wish in seen.open_wishes)
    if seen.wishes:
        yield from (BLANK, Row(_("WITHOUT A DAY"), is_heading=True))
        yield from _of(seen.wishes, at_length)
    if seen.past:
        yield from (BLANK, Row(_("BEFORE"), is_heading=True))
        yield from _of(seen.past, at_length=False, is_past=True)


def _of(events: Iterable[Entry], at_length: bool, is_past: bool = False) -> Iterator[Row]:
    for entry in events:
        stop = Stop(Kind.EVENT, entry.event_id or 0)
        yield Row(entry, stop, at_length, is_past=is_past)
        if at_length and entry.missing:
            yield Row(entry, stop, at_length, is_below=True)
