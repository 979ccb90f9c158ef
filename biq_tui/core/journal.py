"""The journal: one entry for every change of data. Audit trail, undo, "Was war" and change feed.

An entry's head says when, by whom, where and what. What is a message id and references, never a
name. By whom is facilitator, phone or program; who of several facilitators typed, if she has said
so, stands in a column of its own (`by`): it can be blanked, and no sentence changes. The row
images, before and after, lie apart in `JournalRow`, so lists and the feed stay cheap.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ColumnElement, Row, RowMapping, Table, TypeDecorator
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, func, select

from . import tables as _named_constraints  # noqa: F401 - names the constraints below
from .rows import table_of

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
    by: str = Field(default="", max_length=40)
    """Who types at this laptop, as she said; "" if nobody has said so."""
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
    by: str = ""
    """Who typed, as she said; "" if nobody has said so, and of phones and the program."""


_entries = table_of(JournalEntry)
_undoing, _original = _entries.alias(), _entries.alias()
_columns = [column for column in _entries.c if column.name not in ("station", "revision")]
_HEADS = select_columns(*_columns, _undoing.c.number.label("undone_by")).select_from(
    _entries.outerjoin(_undoing, _undoing.c.undo_of == _entries.c.number)
)
_NEWEST = select_columns(func.max(_entries.c.number))


def heads(
    session: Session, *, since: int = 0, place: str | None = None, only: int | None = None
) -> tuple[Head, ...]:
    """Entries after number `since`, oldest first; of one place, or the `only` one, if named."""
    query = _HEADS.where(_entries.c.number > since).order_by(_entries.c.number)
    if place is not None:
        query = query.where(_entries.c.place == place)
    if only is not None:
        query = query.where(_entries.c.number == only)
    return tuple(_head(row) for row in session.connection().execute(query))


def last_number(session: Session) -> int:
    """The newest entry's number; 0 in an empty journal."""
    return session.connection().execute(_NEWEST).scalar() or 0


def last_step(session: Session, station: str, place: str, but: Collection[str] = ()) -> Head | None:
    """The facilitator's newest step at this laptop and place that is not taken back yet.

    `but`: messages that are passed over.
    """
    return _last(
        session,
        *_passing_over(but),
        _entries.c.actor == Actor.FACILITATOR,
        _entries.c.station == station,
        _entries.c.place == place,
        _entries.c.undo_of.is_(None),
        _undoing.c.number.is_(None),
    )


def last_entry(session: Session, place: str, but: Collection[str] = ()) -> Head | None:
    """The newest entry of a place; an undo is an entry, too. `but`: messages passed over."""
    return _last(session, *_passing_over(but), _entries.c.place == place)


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


def tables_touched_by(session: Session, number: int) -> set[str]:
    """The names of the tables of which entry `number` touched a row."""
    query = select(JournalRow.table).where(JournalRow.entry == number).distinct()
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


def _passing_over(messages: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    """The condition that an entry says none of these, nor that one of them was taken back."""
    if not messages:
        return ()
    ignored = sorted(messages)
    said = select_columns(_original.c.number).where(_original.c.message.in_(ignored))
    undone = _entries.c.undo_of.in_(said)
    return _entries.c.message.not_in(ignored), _entries.c.undo_of.is_(None) | ~undone


def _last(session: Session, *where: ColumnElement[bool]) -> Head | None:
    query = _HEADS.where(*where).order_by(_entries.c.number.desc()).limit(1)
    row = session.connection().execute(query).first()
    return None if row is None else _head(row)


def _head(row: Row[*tuple[Any, ...]]) -> Head:
    return Head(
        number=row.number,
        at=row.at,
        actor=Actor(row.actor),
        place=row.place,
        message=row.message,
        refs=row.refs,
        undoable=row.undoable,
        undo_of=row.undo_of,
        undone=row.undone_by is not None,
        by=row.by,
    )
