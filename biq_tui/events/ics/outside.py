"""Events are given out to calendars outside: each by one UID, in a version that only ever rises.

An entry has its UID for its whole life, with this installation's own part behind the @, so that
two installations never mean the same. What was given out is out: no step of this is taken back,
or a version would come a second time, with other times.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ...attendance.models import Gathering
from ...core import settings
from ...core.settings import Option
from ...core.write import Write
from ..models import CalendarEntry, Delivery, Event, EventState, ShiftEntry
from ..reading import gone, today
from . import sentences
from .versions import as_told, has_changed, is_off, times

INSTALLATION = Option("calendar.installation")
"""This installation's own part of every UID; made with the first entry, and never changed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, or a shift of it, as it is given out."""

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


def publish(
    write: Write, event_ids: Sequence[int], organisation_id: int | None = None
) -> tuple[Entry, ...]:
    """Give events out, to `organisation_id` if one is named; the earliest first.

    Events that never had a day are left out. Raises Refused if there is none of the events.
    """
    entries = given_out(write, event_ids)
    if organisation_id is None:
        write.tell(sentences.PUBLISHED, undoable=False, n=len(entries))
        return entries
    for entry in entries:
        _deliver(write, entry, organisation_id)
    refs = {"n": len(entries), "organisation": organisation_id}
    write.tell(sentences.DELIVERED, undoable=False, **refs)
    return entries


def given_out(write: Write, event_ids: Sequence[int]) -> tuple[Entry, ...]:
    """Events as they are given out from now on; nothing is told. Raises Refused for none."""
    rows = _rows(write.session, event_ids)
    if event_ids and not rows:
        raise gone()
    entries = [
        _entry(row, *stored(write, CalendarEntry, {"event_id": row.event_id}, row, is_off(row)))
        for row in rows
        if times(row)[0] is not None
    ]
    return in_order(entries)


def as_given_out(session: Session, event_ids: Sequence[int]) -> tuple[Entry, ...]:
    """Those of the events that are given out as they are now; nothing is changed."""
    return in_order(
        [
            _entry(row, row.uid, row.sequence)
            for row in _rows(session, event_ids)
            if row.entry_id is not None and not has_changed(row, is_off(row))
        ]
    )


def stored(
    write: Write, model: type[CalendarEntry | ShiftEntry], of: dict[str, Any], row: Any, off: bool
) -> tuple[str, int]:
    """The UID and SEQUENCE under which something is given out now; `row`: how it is, and was told.

    `model`: its table of entries, in which it is known by `of`.
    """
    starts_at, ends_at = times(row)
    told: dict[str, Any] = {"starts_at": starts_at, "ends_at": ends_at, "is_cancelled": off}
    if row.entry_id is None:
        uid = new_uid(write)
        write.insert(model(**of, **told, uid=uid))
        return uid, 0
    if not has_changed(row, off):
        return row.uid, row.sequence
    write.change(model, model.id == row.entry_id, sequence=row.sequence + 1, **told)
    return row.uid, row.sequence + 1


def in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The earliest first."""
    return tuple(sorted(entries, key=lambda entry: (entry.starts_at, entry.uid)))


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
                *as_told(CalendarEntry),
            )
            .join(Gathering, col(Gathering.id) == col(Event.gathering_id), isouter=True)
            .join(CalendarEntry, col(CalendarEntry.event_id) == col(Event.id), isouter=True)
            .where(col(Event.id).in_(sorted(event_ids)))
            .order_by(col(Event.id))
        )
        .all()
    )


def _entry(row: Any, uid: str, sequence: int) -> Entry:
    starts_at, ends_at = times(row)
    assert starts_at is not None
    assert ends_at is not None
    return Entry(
        event_id=row.event_id,
        uid=uid,
        sequence=sequence,
        title=row.title,
        venue=row.venue or "",
        why=row.why,
        starts_at=starts_at,
        ends_at=ends_at,
        state=EventState.CANCELLED if is_off(row) else EventState(row.state),
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
