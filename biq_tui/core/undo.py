"""Taking a journal entry back: every row becomes what it was before, or none does.

Neighbouring rows of one table that met the same fate are taken back together, so that an import
of ten thousand people costs some hundred statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import Connection, Table
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from . import rows
from .journal import Image, JournalEntry, JournalRow, Touched, head, image_of, values_of


class StandsInTheWay(Exception):  # noqa: N818 - a finding, turned into a sentence by the pillar
    """An undo can't run: a row is no longer as the entry left it, or something newer needs it.

    `rows` are the rows of the entry, and newer ones that refer to them, as (table, id).
    """

    def __init__(self, rows: set[tuple[str, int]]) -> None:
        super().__init__("rows changed since")
        self.rows = rows


class NotUndoable(Exception):  # noqa: N818 - a finding, turned into a sentence by the pillar
    """The entry is of a kind that is never taken back, or was taken back already."""


class _Fate(Enum):
    STORED = auto()
    CHANGED = auto()
    REMOVED = auto()


@dataclass(frozen=True, slots=True)
class _Alike:
    """Different rows of one table that the entry touched one after the other, the newest first."""

    table: Table
    fate: _Fate
    touched: list[Touched]

    @property
    def ids(self) -> list[int]:
        return [row.row_id for row in self.touched]


def take_back(
    session: Session, number: int, revision: str, record: Callable[[Touched], None]
) -> None:
    """Make every row what it was before entry `number`, and `record` that.

    Raises NotUndoable or StandsInTheWay; then nothing may be kept of this transaction.
    """
    entry = head(session, number)
    stored = session.get_one(JournalEntry, number)
    if not entry.undoable or entry.undone or stored.revision != revision:
        raise NotUndoable
    touched = _touched_by(session, number)
    names = {(row.table, row.row_id) for row in touched}
    connection = session.connection()
    try:
        with connection.begin_nested():  # after an error PostgreSQL answers nothing more
            for alike in _neighbours(touched):
                for row in _restored(connection, alike, names):
                    record(row)
    except IntegrityError as error:
        raise StandsInTheWay(names) from error


def _touched_by(session: Session, number: int) -> list[Touched]:
    """The rows of an entry, the last one first."""
    query = (
        select(JournalRow.table, JournalRow.row_id, JournalRow.before, JournalRow.after)
        .where(JournalRow.entry == number)
        .order_by(col(JournalRow.position).desc())
    )
    return [Touched(*row) for row in session.exec(query)]


def _neighbours(touched: list[Touched]) -> Iterator[_Alike]:
    alike: _Alike | None = None
    known: set[int] = set()
    for row in touched:
        table, fate = SQLModel.metadata.tables[row.table], _fate_of(row)
        if alike and (alike.table, alike.fate) == (table, fate) and row.row_id not in known:
            alike.touched.append(row)
            known.add(row.row_id)
            continue
        if alike:
            yield alike
        alike, known = _Alike(table, fate, [row]), {row.row_id}
    if alike:
        yield alike


def _fate_of(row: Touched) -> _Fate:
    if row.before is None:
        return _Fate.STORED
    return _Fate.REMOVED if row.after is None else _Fate.CHANGED


def _restored(
    connection: Connection, alike: _Alike, names: set[tuple[str, int]]
) -> Iterator[Touched]:
    table = alike.table
    now = {
        row_id: image_of(row) for row_id, row in rows.by_id(connection, table, alike.ids).items()
    }
    if any(_unversioned(now.get(row.row_id)) != _unversioned(row.after) for row in alike.touched):
        raise StandsInTheWay(names)
    if alike.fate is _Fate.STORED:
        own = {(table.name, row_id) for row_id in alike.ids}
        if newer := rows.referring_to(connection, table, alike.ids) - own:
            raise StandsInTheWay(names | newer)
        rows.remove(connection, table, alike.ids)
        yield from (Touched(row.table, row.row_id, row.after, None) for row in alike.touched)
    elif alike.fate is _Fate.REMOVED:
        images = [row.before or {} for row in alike.touched]
        rows.put(connection, table, [values_of(table, image) for image in images])
        yield from (Touched(row.table, row.row_id, None, row.before) for row in alike.touched)
    else:
        before = [_unversioned(row.before) or {} for row in alike.touched]
        rows.set_each(connection, table, [values_of(table, image) for image in before])
        for row, image in zip(alike.touched, before, strict=True):
            was = now[row.row_id]
            yield Touched(row.table, row.row_id, was, was | image | _next_version(was))


def _next_version(image: Image) -> Image:
    return {"version": image["version"] + 1} if "version" in image else {}


def _unversioned(image: Image | None) -> Image | None:
    """A version only ever rises, so it says nothing about whether the row is the same."""
    if image is None:
        return None
    return {name: value for name, value in image.items() if name != "version"}
