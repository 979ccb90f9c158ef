"""A calendar of one's own: the shifts somebody helps in, and the events she answers for.

A shift has one UID for all who help in it. In her own file its SEQUENCE is raised by how often she
got a place or lost it: whoever is taken off, and comes back, is told each time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ...attendance.models import Gathering
from ...core.dates import start_of_today
from ...core.errors import Refused
from ...core.language import _
from ...core.write import Write
from ..models import Event, EventState, Helper, Shift, ShiftEntry
from . import sentences
from .outside import Entry, given_out, in_order, stored
from .turns import Gone, Turns, gone, turns_of
from .versions import as_told, has_changed


def publish_person(write: Write, person_id: int) -> tuple[Entry, ...]:
    """Give out what somebody has to do from today on, the earliest first.

    What she is not needed for any more, and calendars know, is in it as cancelled. Raises Refused
    if there is nothing.
    """
    session = write.session
    turns = turns_of(session, person_id)
    helps = _shifts_with(session, col(Helper.person_id) == person_id)
    leads = session.scalars(
        select(col(Event.id))
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id))
        .where(col(Event.person_id) == person_id, col(Gathering.ends_at) >= start_of_today())
    ).all()
    entries = [
        *given_out(write, [event_id or 0 for event_id in leads]),
        *_shifts(write, helps, turns),
    ]
    lost = {shift_id for shift_id, its in turns.items() if its.is_known_outside} - helps
    entries += [
        _entry(row, row.uid, row.sequence + _raised(row.shift_id, turns), off=True)
        for row in _rows(session, lost)
        if row.entry_id is not None
    ]
    entries += [_cancelled(write, each, turns) for each in gone(session, lost)]
    entries = [entry for entry in entries if entry.ends_at >= start_of_today()]
    if not entries:
        raise Refused(_("There is nothing to come for this person."))
    write.tell(sentences.TO_PERSON, undoable=False, n=len(entries), person=person_id)
    return in_order(entries)


def publish_sign_ups(write: Write, key: str) -> tuple[Entry, ...]:
    """Give out the shifts from today on in which the form with this key has a place."""
    entries = _shifts(write, _shifts_with(write.session, *_of_form(key)), {})
    write.tell(sentences.PUBLISHED, undoable=False, n=len(entries))
    return in_order(entries)


def sign_ups_as_given_out(session: Session, key: str) -> tuple[Entry, ...]:
    """Those of them that are given out as they are now; nothing is changed."""
    return in_order(
        [
            _entry(row, row.uid, row.sequence, _is_off(row))
            for row in _rows(session, _shifts_with(session, *_of_form(key)))
            if row.entry_id is not None and not has_changed(row, _is_off(row))
        ]
    )


def _of_form(key: str) -> tuple[Any, ...]:
    return col(Helper.key) == key, col(Helper.key) != ""


def _shifts_with(session: Session, *where: Any) -> set[int]:
    """The shifts from today on in which somebody has a place."""
    found = session.scalars(
        select(col(Helper.shift_id))
        .join(Shift, col(Shift.id) == col(Helper.shift_id))
        .where(*where, col(Helper.is_waiting).is_(False), col(Shift.ends_at) >= start_of_today())
    )
    return set(found)


def _shifts(write: Write, shift_ids: Collection[int], turns: Mapping[int, Turns]) -> list[Entry]:
    made = []
    for row in _rows(write.session, shift_ids):
        off = _is_off(row)
        uid, sequence = stored(write, ShiftEntry, {"shift_id": row.shift_id}, row, off)
        made.append(_entry(row, uid, sequence + _raised(row.shift_id, turns), off))
    return made


def _raised(shift_id: int, turns: Mapping[int, Turns]) -> int:
    """The first turn brought her in."""
    its = turns.get(shift_id)
    return 0 if its is None else max(its.count - 1, 0)


def _rows(session: Session, shift_ids: Collection[int]) -> Sequence[Any]:
    """Shifts with what was given out of them."""
    return (
        session.connection()
        .execute(
            select(
                col(Shift.id).label("shift_id"),
                col(Shift.what),
                col(Shift.starts_at),
                col(Shift.ends_at),
                col(Event.id).label("event_id"),
                col(Event.title),
                col(Event.state),
                col(Event.gathering_id),
                col(Gathering.venue),
                *as_told(ShiftEntry),
            )
            .join(Event, col(Event.id) == col(Shift.event_id))
            .join(Gathering, col(Gathering.id) == col(Event.gathering_id), isouter=True)
            .join(ShiftEntry, col(ShiftEntry.shift_id) == col(Shift.id), isouter=True)
            .where(col(Shift.id).in_(sorted(shift_ids)))
            .order_by(col(Shift.id))
        )
        .all()
    )


def _is_off(row: Any) -> bool:
    """Its event does not take place, or has no day any more."""
    return row.state == EventState.CANCELLED or row.gathering_id is None


def _entry(row: Any, uid: str, sequence: int, off: bool) -> Entry:
    return Entry(
        event_id=row.event_id,
        uid=uid,
        sequence=sequence,
        title=f"{row.what} · {row.title}",
        venue=row.venue or "",
        why="",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        state=EventState.CANCELLED if off else EventState(row.state),
    )


def _cancelled(write: Write, each: Gone, turns: Mapping[int, Turns]) -> Entry:
    """A shift that is gone, as she has to know of it."""
    event = write.session.get(Event, each.shift.event_id)
    title = "" if event is None else f" · {event.title}"
    return Entry(
        event_id=each.shift.event_id,
        uid=each.entry.uid,
        sequence=each.entry.sequence + _raised(each.shift.id or 0, turns),
        title=f"{each.shift.what}{title}",
        venue="",
        why="",
        starts_at=each.entry.starts_at,
        ends_at=each.entry.ends_at,
        state=EventState.CANCELLED,
    )
