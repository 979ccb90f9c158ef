"""The journal: one entry for every change of data. Audit trail, undo, "Was war" and change feed.

An entry's head says when, by whom, where and what (a message id and references, never a name).
Its row images, before and after, lie apart in `JournalRow`, so lists and the feed stay cheap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, RowMapping, Table, TypeDecorator
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, func, select

from . import tables as _named_constraints  # noqa: F401 - names the constraints below

Image = dict[str, Any]
"""A row as JSON holds it: column name to value, moments as ISO 8601."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that a change touched: its image before (None: it was new) and after (None: gone)."""

    table: str
    row_id: int
    before: Image | None
    after: Image | None


class Actor(StrEnum):
    """By whom a change was made."""

    FACILITATOR = "facilitator"
    PHONE = "phone"
    PROGRAM = "program"


class JournalEntry(SQLModel, table=True):
    """The head of one change. Numbers are in the order of the commits."""

    __tablename__ = "journal_entry"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime
    actor: str = Field(max_length=20)
    station: str = Field(max_length=20)
    place: str = Field(max_length=40, index=True)
    message: str = Field(max_length=60)
    refs: dict[str, Any] = Field(sa_type=JSON)
    undoable: bool
    undo_of: int | None = Field(default=None, unique=True, foreign_key="journal_entry.number")
    revision: str = Field(max_length=20)


class JournalRow(SQLModel, table=True):
    """One row that an entry touched: its image before (None: it was new) and after (None: gone)."""

    __tablename__ = "journal_row"

    entry: int = Field(primary_key=True, foreign_key="journal_entry.number")
    position: int = Field(primary_key=True)
    table: str = Field(max_length=40)
    row_id: int
    before: Image | None = Field(sa_type=JSON(none_as_null=True), nullable=True)
    after: Image | None = Field(sa_type=JSON(none_as_null=True), nullable=True)


@dataclass(frozen=True, slots=True)
class Head:
    """What lists and the feed know of an entry."""

    number: int
    at: datetime
    actor: Actor
    place: str
    message: str
    refs: dict[str, Any]
    undoable: bool
    undo_of: int | None
    undone: bool


_NEWEST = select(func.max(col(JournalEntry.number)))


def heads(
    session: Session, *, since: int = 0, place: str | None = None, only: int | None = None
) -> tuple[Head, ...]:
    """Entries after number `since`, oldest first; of one place, or the `only` one, if named."""
    undoing = aliased(JournalEntry)
    query = (
        select(JournalEntry, col(undoing.number))
        .join(undoing, col(undoing.undo_of) == col(JournalEntry.number), isouter=True)
        .where(col(JournalEntry.number) > since)
        .order_by(col(JournalEntry.number))
    )
    if place is not None:
        query = query.where(JournalEntry.place == place)
    if only is not None:
        query = query.where(JournalEntry.number == only)
    return tuple(_head(entry, undone_by is not None) for entry, undone_by in session.exec(query))


def last_number(session: Session) -> int:
    """The newest entry's number; 0 in an empty journal."""
    return session.connection().execute(_NEWEST).scalar() or 0


def last_step(session: Session, station: str, place: str) -> Head | None:
    """The facilitator's newest step at this laptop and place that is not taken back yet."""
    undoing = aliased(JournalEntry)
    entry = session.exec(
        select(JournalEntry)
        .join(undoing, col(undoing.undo_of) == col(JournalEntry.number), isouter=True)
        .where(
            JournalEntry.actor == Actor.FACILITATOR,
            JournalEntry.station == station,
            JournalEntry.place == place,
            col(JournalEntry.undo_of).is_(None),
            col(undoing.number).is_(None),
        )
        .order_by(col(JournalEntry.number).desc())
        .limit(1)
    ).first()
    return None if entry is None else _head(entry, undone=False)


def last_entry(session: Session, place: str) -> Head | None:
    """The newest entry of a place; an undo is an entry, too."""
    entry = session.exec(
        select(JournalEntry)
        .where(JournalEntry.place == place)
        .order_by(col(JournalEntry.number).desc())
        .limit(1)
    ).first()
    return None if entry is None else _head(entry, undone=False)


def head(session: Session, number: int) -> Head:
    """The entry with this number. Raises LookupError if there is none."""
    for found in heads(session, only=number):
        return found
    raise LookupError(f"no journal entry {number}")


def touching_since(session: Session, number: int, rows: set[tuple[str, int]]) -> tuple[Head, ...]:
    """Entries after `number` that touched one of `rows` (table, id) and still stand."""
    later = session.exec(
        select(JournalRow.entry, JournalRow.table, JournalRow.row_id)
        .where(col(JournalRow.entry) > number)
        .order_by(col(JournalRow.entry))
    )
    numbers = {entry for entry, table, row_id in later if (table, row_id) in rows}
    return tuple(
        entry
        for entry in heads(session, since=number)
        if entry.number in numbers and not entry.undone and entry.undo_of is None
    )


def tables_touched_since(session: Session, number: int) -> set[str]:
    """The names of the tables of which entries after `number` touched a row."""
    query = select(JournalRow.table).where(col(JournalRow.entry) > number).distinct()
    return set(session.exec(query))


def image_of(row: RowMapping | dict[str, Any]) -> Image:
    """A row as JSON can hold it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def values_of(table: Table, image: Image) -> dict[str, Any]:
    """The column values that `image_of` was made from."""
    values: dict[str, Any] = {}
    for name, value in image.items():
        column = table.columns[name].type
        # UTCDateTime doesn't say what it holds; what it is made of does.
        kind = (column.impl_instance if isinstance(column, TypeDecorator) else column).python_type
        if isinstance(value, str) and issubclass(kind, date):
            value = kind.fromisoformat(value)
        values[name] = value
    return values


def _head(entry: JournalEntry, undone: bool) -> Head:
    return Head(
        number=entry.number,
        at=entry.at,
        actor=Actor(entry.actor),
        place=entry.place,
        message=entry.message,
        refs=entry.refs,
        undoable=entry.undoable,
        undo_of=entry.undo_of,
        undone=undone,
    )
