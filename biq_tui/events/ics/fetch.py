"""Dates of a foreign calendar file become events here; the same file again changes nothing.

A date is known by its UID, and within a series by which one it is. A higher SEQUENCE, or another
content at the same one, is news; a lower one is an old file (RFC 5546, section 2.1.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ...attendance.models import Gathering, Kind, Sitting
from ...core.errors import Refused
from ...core.text import clean
from ...core.write import Write
from ..models import (
    PLACE_LENGTH,
    UID_LENGTH,
    WHY_LENGTH,
    CalendarEntry,
    Event,
    EventState,
    ShiftEntry,
)
from . import sentences
from .fates import Fate, Fetched, in_words, title_of
from .reading import ForeignDate
from .series import moved

_OWN_SHIFT = object()
"""A date of the file is a shift of ours: it is no event, and changed on its own tab only."""


def preview(session: Session, dates: Iterable[ForeignDate]) -> tuple[Fetched, ...]:
    """What `take` would do. Changes nothing."""
    return tuple(Fetched(date, _fate(date, row)) for date, row in _known(session, dates))


def take(write: Write, dates: Iterable[ForeignDate]) -> tuple[Fetched, ...]:
    """Take over what is new or has changed: one step, taken back by one Ctrl+Z.

    Raises Refused if the file has no news.
    """
    done = []
    for date, row in _known(write.session, dates):
        fate = _fate(date, row)
        if fate is Fate.NEW:
            _add(write, date)
        elif fate is Fate.CHANGED:
            _change(write, date, row)
        done.append(Fetched(date, fate))
    news = sum(each.fate in (Fate.NEW, Fate.CHANGED) for each in done)
    if not news:
        raise Refused(" ".join(in_words(done)))
    write.tell(sentences.FETCHED, n=news)
    return tuple(done)


def _uid(date: ForeignDate) -> str:
    cleaned = clean(date.uid, UID_LENGTH + 1)
    is_kept = cleaned == date.uid and len(cleaned) <= UID_LENGTH
    return cleaned if is_kept else sha256(date.uid.encode()).hexdigest()


def _values(date: ForeignDate) -> dict[str, Any]:
    """What a date says, as it is stored."""
    return {
        "title": title_of(date),
        "venue": clean(date.venue, PLACE_LENGTH),
        "why": clean(date.why, WHY_LENGTH),
        "starts_at": date.starts_at,
        "ends_at": date.ends_at,
        "is_cancelled": date.is_cancelled,
    }


def _known(session: Session, dates: Iterable[ForeignDate]) -> list[tuple[ForeignDate, Any]]:
    """Each date with what is known of it here; of one that comes twice, the newest."""
    newest: dict[tuple[str, str], ForeignDate] = {}
    unreadable = []
    for each in dates:
        date = replace(each, uid=_uid(each))
        key = (date.uid, date.recurrence)
        if date.problem is not None:
            unreadable.append(date)
        elif key not in newest or date.sequence >= newest[key].sequence:
            newest[key] = date
    rows: Any = session.connection().execute(
        select(
            col(CalendarEntry.uid),
            col(CalendarEntry.recurrence),
            col(CalendarEntry.id).label("entry_id"),
            col(CalendarEntry.sequence),
            col(CalendarEntry.event_id),
            col(Event.gathering_id),
            col(Event.title),
            col(Event.why),
            col(Event.state),
            col(Gathering.venue),
            col(Gathering.starts_at),
            col(Gathering.ends_at),
            col(Gathering.sitting),
        )
        .join(Event, col(Event.id) == col(CalendarEntry.event_id))
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id), isouter=True)
        .where(col(CalendarEntry.uid).in_(sorted({uid for uid, _which in newest})))
    )
    known: dict[tuple[str, str], Any] = {(row.uid, row.recurrence): row for row in rows}
    shifts = set(
        session.scalars(
            select(col(ShiftEntry.uid)).where(
                col(ShiftEntry.uid).in_(sorted({uid for uid, _which in newest}))
            )
        )
    )
    found = [(date, known.get(key)) for key, date in newest.items() if key[0] not in shifts]
    own = [(date, _OWN_SHIFT) for key, date in newest.items() if key[0] in shifts]
    return [*moved(found, known), *own, *((date, None) for date in unreadable)]


def _fate(date: ForeignDate, row: Any) -> Fate:
    if date.problem is not None:
        return Fate.UNREADABLE
    if row is None:
        return Fate.NEW
    if row is _OWN_SHIFT:
        return Fate.SAME
    if date.sequence < row.sequence:
        return Fate.OLDER
    now = {
        "title": row.title,
        "venue": row.venue or "",
        "why": row.why,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "is_cancelled": row.state == EventState.CANCELLED,
    }
    if now == _values(date):
        return Fate.SAME
    return Fate.CHANGED if row.sitting in (None, Sitting.PLANNED) else Fate.HELD


def _gathering(write: Write, date: ForeignDate, values: dict[str, Any]) -> int | None:
    assert date.starts_at is not None and date.ends_at is not None  # noqa: PT018 - of one date
    made = write.insert(
        Gathering(
            kind=Kind.EVENT,
            title=values["title"],
            venue=values["venue"],
            starts_at=date.starts_at,
            ends_at=date.ends_at,
        )
    )
    return None if made is None else made.id


def _add(write: Write, date: ForeignDate) -> None:
    """A new event. Others plan it: it has no tasks here, only its time and place."""
    values = _values(date)
    stands = EventState.PLANNED if date.is_sure else EventState.WISH
    event = write.insert(
        Event(
            gathering_id=_gathering(write, date, values),
            title=values["title"],
            why=values["why"],
            state=EventState.CANCELLED if date.is_cancelled else stands,
            before_cancelled=stands if date.is_cancelled else "",
        )
    )
    assert event is not None  # nothing about a new event is unique
    write.insert(
        CalendarEntry(
            event_id=event.id or 0,
            uid=_uid(date),
            recurrence=date.recurrence,
            sequence=date.sequence,
            starts_at=values["starts_at"],
            ends_at=values["ends_at"],
            is_cancelled=date.is_cancelled,
            is_ours=False,
        )
    )


def _change(write: Write, date: ForeignDate, row: Any) -> None:
    values = _values(date)
    gathering_id = row.gathering_id or _gathering(write, date, values)
    shared = {name: values[name] for name in ("title", "venue", "starts_at", "ends_at")}
    write.change(Gathering, Gathering.id == gathering_id, **shared)
    was_off = row.state == EventState.CANCELLED
    turned: dict[str, Any] = {}
    if date.is_cancelled and not was_off:
        turned = {"state": EventState.CANCELLED, "before_cancelled": row.state}
    elif was_off and not date.is_cancelled:
        event = write.session.get(Event, row.event_id)
        before = EventState.PLANNED if event is None else EventState(event.before_cancelled)
        turned = {"state": before, "before_cancelled": "", "cancelled_because": ""}
    write.change(
        Event,
        Event.id == row.event_id,
        title=values["title"],
        why=values["why"],
        gathering_id=gathering_id,
        wished_venue="",
        **turned,
    )
    write.change(
        CalendarEntry,
        CalendarEntry.id == row.entry_id,
        recurrence=date.recurrence,
        sequence=date.sequence,
        starts_at=values["starts_at"],
        ends_at=values["ends_at"],
        is_cancelled=date.is_cancelled,
    )
