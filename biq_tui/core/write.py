"""The write scope: the only way in which data changes.

A use case gets a `Write`, reads through its session, changes rows with three verbs and says in
one sentence what it did (`tell`). The verbs record each row before and after; the writer turns
that into one journal entry in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col

from . import clock
from .journal import Actor, Image, JournalEntry, JournalRow, head, image_of, values_of
from .tables import Record

Row = TypeVar("Row", bound=Record)
Where = ColumnElement[bool] | bool


class NothingTold(Exception):  # noqa: N818 - a programming error, never shown
    """A use case changed data and didn't say what it did."""


class StandsInTheWay(Exception):  # noqa: N818 - a finding, turned into a sentence by the pillar
    """An undo can't run: a row is no longer as the entry left it, or something newer needs it.

    `rows` are the rows of the entry, and newer ones that refer to them, as (table, id).
    """

    def __init__(self, rows: set[tuple[str, int]]) -> None:
        super().__init__("rows changed since")
        self.rows = rows


class NotUndoable(Exception):  # noqa: N818 - a finding, turned into a sentence by the pillar
    """The entry is of a kind that is never taken back, or was taken back already."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who writes (`actor`, at which laptop: `station`) and where on the screen (`place`)."""

    actor: Actor
    station: str
    place: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that a verb changed."""

    table: str
    row_id: int
    before: Image | None
    after: Image | None


@dataclass
class Write:
    """One use case at work, inside one transaction.

    A use case may run twice when its group could not be committed as a whole, so it changes
    nothing but rows, and those only through the verbs.
    """

    session: Session
    act: Act
    revision: str
    touched: list[Touched] = field(default_factory=list)
    _message: str | None = None
    _refs: dict[str, Any] = field(default_factory=dict)
    _undoable: bool = True
    _undo_of: int | None = None

    def insert(self, row: Row) -> Row | None:
        """Store a new row and return it with its id; None if a unique constraint already has it."""
        table = _table(type(row))
        values = {name: getattr(row, name) for name in table.columns.keys()}  # noqa: SIM118 - a ColumnCollection is no mapping
        if values["id"] is None:
            del values["id"]
        engine = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        row_id = self._connection.execute(
            engine.insert(table).values(values).on_conflict_do_nothing().returning(table.c.id)
        ).scalar()
        if row_id is None:
            return None
        values["id"] = row_id
        self.touched.append(Touched(table.name, row_id, None, image_of(values)))
        return type(row)(**values)

    def change(self, model: type[Row], *where: Where, **values: Any) -> tuple[Row, ...]:
        """Set `values` in every row where the conditions hold; the rows as they are now.

        Rows that already have the values are returned too but not journalled. A model with a
        `version` gets it raised.
        """
        return tuple(
            model(**after) for after in self._set(_table(model), self._rows(model, where), values)
        )

    def delete(self, model: type[Row], *where: Where) -> int:
        """Remove every row where the conditions hold; how many these were."""
        table = _table(model)
        rows = self._rows(model, where)
        for row in rows:
            self._connection.execute(delete(table).where(table.c.id == row["id"]))
            self.touched.append(Touched(table.name, row["id"], image_of(row), None))
        return len(rows)

    def tell(self, message: str, *, undoable: bool = True, **refs: Any) -> None:
        """Say what was done: a message id and what it refers to (ids and numbers, never names)."""
        self._message, self._refs, self._undoable = message, refs, undoable

    def undo(self, number: int) -> None:
        """Take entry `number` back: every row becomes what it was before.

        Raises NotUndoable or StandsInTheWay; then nothing may be kept of this scope.
        """
        entry = head(self.session, number)
        stored = self.session.get_one(JournalEntry, number)
        if not entry.undoable or entry.undone or stored.revision != self.revision:
            raise NotUndoable
        rows = self.session.exec(
            select(JournalRow)  # type: ignore[call-overload]  # sqlalchemy's select, one entity
            .where(col(JournalRow.entry) == number)
            .order_by(col(JournalRow.position).desc())
        ).scalars()
        touched: Sequence[JournalRow] = rows.all()
        names = {(row.table, row.row_id) for row in touched}
        try:
            with self._connection.begin_nested():  # after an error PostgreSQL answers nothing more
                for row in touched:
                    self._restore(row, names)
        except IntegrityError as error:
            raise StandsInTheWay(names) from error
        self._undo_of = number
        self.tell("core.undone", undoable=False, of=number)

    def entry(self, number: int) -> JournalEntry | None:
        """The head of what was done, as entry `number`; None if no row changed."""
        if not self.touched:
            return None
        if self._message is None:
            raise NothingTold([touched.table for touched in self.touched])
        return JournalEntry(
            number=number,
            at=clock.now(),
            actor=self.act.actor,
            station=self.act.station,
            place=self.act.place,
            message=self._message,
            refs=self._refs,
            undoable=self._undoable,
            undo_of=self._undo_of,
            revision=self.revision,
        )

    @property
    def _connection(self) -> Connection:
        return self.session.connection()

    def _rows(self, model: type[Row], where: Sequence[Where]) -> list[dict[str, Any]]:
        query = select(_table(model)).where(*where)  # type: ignore[arg-type]  # sqlmodel types a comparison as bool
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def _set(
        self, table: Table, rows: list[dict[str, Any]], values: dict[str, Any]
    ) -> list[dict[str, Any]]:
        changed = []
        for row in rows:
            after = {**row, **values}
            if after != row:
                if "version" in row:
                    after["version"] = row["version"] + 1
                new = {name: after[name] for name in after if after[name] != row[name]}
                self._connection.execute(update(table).where(table.c.id == row["id"]).values(new))
                self.touched.append(Touched(table.name, row["id"], image_of(row), image_of(after)))
            changed.append(after)
        return changed

    def _restore(self, row: JournalRow, names: set[tuple[str, int]]) -> None:
        table = SQLModel.metadata.tables[row.table]
        now = self._connection.execute(select(table).where(table.c.id == row.row_id)).mappings()
        current = now.one_or_none()
        if _unversioned(None if current is None else image_of(current)) != _unversioned(row.after):
            raise StandsInTheWay(names)
        if row.before is None:
            if newer := self._referring_to(table, row.row_id):
                raise StandsInTheWay(names | newer)
            self._connection.execute(delete(table).where(table.c.id == row.row_id))
            self.touched.append(Touched(table.name, row.row_id, row.after, None))
        elif current is None:
            self._connection.execute(table.insert().values(values_of(table, row.before)))
            self.touched.append(Touched(table.name, row.row_id, None, row.before))
        else:
            before = values_of(table, _unversioned(row.before) or {})
            self._set(table, [dict(current)], before)

    def _referring_to(self, referred: Table, row_id: int) -> set[tuple[str, int]]:
        """The rows that would be left without this one."""
        return {
            (table.name, referring)
            for table in SQLModel.metadata.sorted_tables
            for key in table.foreign_keys
            if key.column is referred.c.id
            for referring in self._connection.execute(
                select(table.c.id).where(key.parent == row_id)
            ).scalars()
        }


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel sets it on table models
    return table


def _unversioned(image: Image | None) -> Image | None:
    """A version only ever rises, so it says nothing about whether the row is the same."""
    if image is None:
        return None
    return {name: value for name, value in image.items() if name != "version"}
