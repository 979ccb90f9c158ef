"""Which version of an event calendars outside know, and which one an institution has.

An entry has one UID for its whole life, with this installation's own part behind the @, so that
two installations never mean the same. Its SEQUENCE rises when something from the RFC's list has
changed since it was last given out (RFC 5546, section 2.1.4): the times, or the status.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ...attendance.models import Gathering
from ...core import settings
from ...core.settings import Option
from ...core.write import Write
from ..models import CalendarEntry, Delivery, Event, EventState
from ..reading import gone, today
from . import sentences

INSTALLATION = Option("calendar.installation")
"""This installation's own part of every UID; made with the first entry, and never changed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it is given out."""

    event_id: int
    uid: str
    sequence: int
    title: str
    venue: str
    why: str
    starts_at: datetime
    ends_at: datetime
    state: EventState

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place, as far as calendars are concerned."""
        return self.state is EventState.CANCELLED


@dataclass(frozen=True, slots=True)
class Outdated:
    """An institution has an older version of an event than the one that is true now."""

    organisation_id: int
    sequence: int
    """Of the version that it has."""
    delivered_on: date


def publish(
    write: Write, event_ids: Sequence[int], organisation_id: int | None = None
) -> tuple[Entry, ...]:
    """Give events out, to `organisation_id` if one is named; the earliest first.

    Events that never had a day are left out. Raises Refused if there is none of the events.
    """
    rows = _rows(write.session, event_ids)
    if not rows:
        raise gone()
    entries = [entry for row in rows if (entry := _given_out(write, row)) is not None]
    if organisation_id is not None:
        for entry in entries:
            _deliver(write, entry, organisation_id)
        write.tell(sentences.DELIVERED, n=len(entries), organisation=organisation_id)
    else:
        write.tell(sentences.PUBLISHED, n=len(entries))
    return tuple(sorted(entries, key=lambda entry: (entry.starts_at, entry.uid)))


def outdated(session: Session, event_id: int) -> tuple[Outdated, ...]:
    """The institutions that have an older version of this event than the present one."""
    row = next(iter(_rows(session, [event_id])), None)
    if row is None or row.entry_id is None:
        return ()
    newest = row.sequence + _has_changed(row)
    rows = session.connection().execute(
        select(Delivery.__table__)  # type: ignore[attr-defined]
        .where(col(Delivery.entry_id) == row.entry_id, col(Delivery.sequence) < newest)
        .order_by(col(Delivery.organisation_id))
    )
    return tuple(Outdated(row.organisation_id, row.sequence, row.delivered_on) for row in rows)


def new_uid(write: Write) -> str:
    """A UID that nobody else has."""
    installation = settings.value_of(write.session, INSTALLATION)
    if not installation:
        installation = f"biq-{secrets.token_hex(6)}"
        settings.store(write, INSTALLATION, installation)
    return f"{secrets.token_hex(16)}@{installation}.invalid"  # RFC 2606: nobody's domain


def _rows(session: Session, event_ids: Sequence[int]) -> Sequence[Any]:
    """The events with their times and what was given out of them."""
    return (
        session.connection()
        .execute(
            select(
                col(Event.id).label("event_id"),
                col(Event.title),
                col(Event.why),
                col(Event.state),
                col(Gathering.venue),
                col(Gathering.starts_at),
                col(Gathering.ends_at),
                col(CalendarEntry.id).label("entry_id"),
                col(CalendarEntry.uid),
                col(CalendarEntry.sequence),
                col(CalendarEntry.starts_at).label("told_start"),
                col(CalendarEntry.ends_at).label("told_end"),
                col(CalendarEntry.is_cancelled).label("told_cancelled"),
            )
            .join(Gathering, col(Gathering.id) == col(Event.gathering_id), isouter=True)
            .join(CalendarEntry, col(CalendarEntry.event_id) == col(Event.id), isouter=True)
            .where(col(Event.id).in_(list(event_ids)))
            .order_by(col(Event.id))
        )
        .all()
    )


def _is_off(row: Any) -> bool:
    """Cancelled; so is what had a day outside and has none any more."""
    return row.state == EventState.CANCELLED or row.starts_at is None


def _has_changed(row: Any) -> bool:
    """Whether something of the RFC's list is otherwise than it was given out."""
    told = (row.told_start, row.told_end, row.told_cancelled)
    starts, ends = row.starts_at or row.told_start, row.ends_at or row.told_end
    return bool(told != (starts, ends, _is_off(row)))


def _given_out(write: Write, row: Any) -> Entry | None:
    starts, ends = row.starts_at or row.told_start, row.ends_at or row.told_end
    if starts is None:
        return None
    uid, sequence = row.uid, row.sequence
    if row.entry_id is None:
        uid, sequence = new_uid(write), 0
        write.insert(
            CalendarEntry(
                event_id=row.event_id,
                uid=uid,
                starts_at=starts,
                ends_at=ends,
                is_cancelled=_is_off(row),
            )
        )
    elif _has_changed(row):
        sequence += 1
        write.change(
            CalendarEntry,
            CalendarEntry.id == row.entry_id,
            sequence=sequence,
            starts_at=starts,
            ends_at=ends,
            is_cancelled=_is_off(row),
        )
    return Entry(
        event_id=row.event_id,
        uid=uid,
        sequence=sequence,
        title=row.title,
        venue=row.venue or "",
        why=row.why,
        starts_at=starts,
        ends_at=ends,
        state=EventState.CANCELLED if _is_off(row) else EventState(row.state),
    )


def _deliver(write: Write, entry: Entry, organisation_id: int) -> None:
    entry_id = write.session.execute(
        select(col(CalendarEntry.id)).where(col(CalendarEntry.event_id) == entry.event_id)
    ).scalar_one()
    delivered = Delivery(
        entry_id=entry_id or 0,
        organisation_id=organisation_id,
        sequence=entry.sequence,
        delivered_on=today(),
    )
    if write.insert(delivered) is None:
        write.change(
            Delivery,
            Delivery.entry_id == entry_id,
            Delivery.organisation_id == organisation_id,
            sequence=entry.sequence,
            delivered_on=today(),
        )
