"""How often somebody got a place in a shift, or lost it: read from the journal.

Nothing else remembers who was taken off a shift, or a shift that is gone. Each turn makes her
version of the shift a higher one, so that her calendar takes what came last.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ...core.journal import JournalRow, values_of
from ...core.rows import table_of
from ..models import Helper, Shift, ShiftEntry


@dataclass(frozen=True, slots=True)
class Gone:
    """A shift that is not there any more, as calendars outside know it."""

    shift: Shift
    entry: ShiftEntry


@dataclass(frozen=True, slots=True)
class Turns:
    """How often somebody got a place in a shift or lost it."""

    count: int
    is_known_outside: bool
    """Calendars knew the shift when that happened last."""


def turns_of(session: Session, person_id: int) -> dict[int, Turns]:
    """The turns of one person, by shift."""
    known = {
        row.after["shift_id"]: row.entry
        for row in reversed(_rows_of(session, ShiftEntry).all())
        if row.before is None and row.after is not None
    }
    turns: dict[int, Turns] = {}
    for row in _rows_of(session, Helper):
        had, has = _has_place(row.before, person_id), _has_place(row.after, person_id)
        if had != has:
            shift_id = (row.after or row.before or {})["shift_id"]
            count = turns[shift_id].count if shift_id in turns else 0
            was_known = known.get(shift_id, row.entry) < row.entry
            turns[shift_id] = Turns(count + 1, was_known)
    return turns


def gone(session: Session, shift_ids: Collection[int]) -> tuple[Gone, ...]:
    """Those of these shifts that are gone and were known outside, as they were last."""
    shifts = {
        row.row_id: Shift(**values_of(table_of(Shift), row.before))
        for row in _rows_of(session, Shift)
        if row.row_id in shift_ids and row.after is None and row.before is not None
    }
    entries = {
        row.before["shift_id"]: ShiftEntry(**values_of(table_of(ShiftEntry), row.before))
        for row in _rows_of(session, ShiftEntry)
        if row.after is None and row.before is not None
    }
    there = set(session.exec(select(Shift.id).where(col(Shift.id).in_(sorted(shift_ids)))))
    return tuple(
        Gone(shifts[shift_id], entries[shift_id])
        for shift_id in sorted(shifts.keys() & entries.keys() - there)
    )


def _has_place(image: dict[str, Any] | None, person_id: int) -> bool:
    return bool(image and image.get("person_id") == person_id and not image.get("is_waiting"))


def _rows_of(session: Session, model: Any) -> Any:
    """All that the journal knows of a table, the oldest first."""
    return session.exec(
        select(JournalRow)
        .where(JournalRow.table == table_of(model).name)
        .order_by(col(JournalRow.entry), col(JournalRow.position))
    )
