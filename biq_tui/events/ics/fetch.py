"""Dates of a foreign calendar file become events here; the same file again changes nothing.

A date is known by its UID, and within a series by which one it is. A higher SEQUENCE, or another
content at the same one, is news; a lower one is an old file (RFC 5546, section 2.1.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ...attendance.models import Gathering, Kind, Sitting
from ...core.errors import Refused
from ...core.language import N_, _, ngettext
from ...core.text import clean
from ...core.write import Write
from ..models import (
    PLACE_LENGTH,
    TITLE_LENGTH,
    UID_LENGTH,
    WHY_LENGTH,
    CalendarEntry,
    Event,
    EventState,
)
from . import sentences
from .reading import ForeignDate, Problem


class Fate(StrEnum):
    """What becomes of a date of the file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OLDER = "older"
    HELD = "held"
    """It is news, but people have arrived at the event: it stays as it is."""
    UNREADABLE = "unreadable"


PROBLEMS = {
    Problem.NO_UID: N_("it has no UID"),
    Problem.NO_START: N_("it has no day"),
    Problem.ENDS_FIRST: N_("it ends before it begins"),
    Problem.ZONE: N_("its time zone is unknown"),
    Problem.DAMAGED: N_("it is damaged"),
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A date of the file, and what becomes of it."""

    date: ForeignDate
    fate: Fate


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


def in_words(fetched: Iterable[Fetched]) -> tuple[str, ...]:
    """How it goes, a sentence each: first the numbers, then what can't be read and why."""
    found = tuple(fetched)
    count = {fate: sum(each.fate is fate for each in found) for fate in Fate}
    said = []
    if not found:
        return (_("There is no date in this file."),)
    if n := count[Fate.NEW]:
        said.append(ngettext("{n} date is new.", "{n} dates are new.", n))
    if n := count[Fate.CHANGED]:
        said.append(ngettext("{n} date changes.", "{n} dates change.", n))
    if n := count[Fate.SAME]:
        said.append(ngettext("{n} date is here already.", "{n} dates are here already.", n))
    if n := count[Fate.OLDER]:
        said.append(ngettext("{n} date is newer here.", "{n} dates are newer here.", n))
    if n := count[Fate.HELD]:
        said.append(
            ngettext(
                "{n} date stays as it is: people have arrived.",
                "{n} dates stay as they are: people have arrived.",
                n,
            )
        )
    if any(each.date.more for each in found):
        said.append(_("A series goes on; only its first dates are taken."))
    for each in found:
        if each.date.problem is not None:
            why = _(PROBLEMS[each.date.problem])
            said.append(_("Left out: “{title}”, because {why}.").replace("{why}", why).replace(
                "{title}", _title(each.date)))  # fmt: skip
    return tuple(said)


def _uid(date: ForeignDate) -> str:
    cleaned = clean(date.uid, UID_LENGTH + 1)
    is_kept = cleaned == date.uid and len(cleaned) <= UID_LENGTH
    return cleaned if is_kept else sha256(date.uid.encode()).hexdigest()


def _title(date: ForeignDate) -> str:
    return clean(date.title, TITLE_LENGTH) or _("without a name")


def _values(date: ForeignDate) -> dict[str, Any]:
    """What a date says, as it is stored."""
    return {
        "title": _title(date),
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
    for date in dates:
        key = (_uid(date), date.recurrence)
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
    known = {(row.uid, row.recurrence): row for row in rows}
    found = [(date, known.get(key)) for key, date in newest.items()]
    return [*found, *((date, None) for date in unreadable)]


def _fate(date: ForeignDate, row: Any) -> Fate:
    if date.problem is not None:
        return Fate.UNREADABLE
    if row is None:
        return Fate.NEW
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
        sequence=date.sequence,
        starts_at=values["starts_at"],
        ends_at=values["ends_at"],
        is_cancelled=date.is_cancelled,
    )
