"""The write scope: the only way in which data changes.

A use case gets a `Write`, reads through its session, changes rows with three verbs and says in
one sentence what it did (`tell`). The verbs record each row before and after; the writer turns
that into one journal entry in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection
from sqlmodel import Session

from . import clock, rows, undo
from .erasing import Blanking
from .journal import Actor, Touched, image_of
from .kept import Kept
from .overtaking import refuse_if_overtaken
from .rows import Values, table_of
from .tables import Record
from .undo import NotUndoable as NotUndoable
from .undo import StandsInTheWay as StandsInTheWay

Row = TypeVar("Row", bound=Record)
Found = TypeVar("Found")
AnyUseCase = TypeVar("AnyUseCase", bound=Callable[..., Any])
Where = ColumnElement[bool] | bool


class NothingTold(Exception):  # noqa: N818 - a programming error, never shown
    """A use case changed data and didn't say what it did."""


@dataclass(frozen=True, slots=True)
class Act:
    """Who writes (`actor`, at which laptop: `station`) and where on the screen (`place`)."""

    actor: Actor
    station: str
    place: str
    by: str = ""
    """Who types there, if somebody has said so."""
    as_of: int = 0
    """Number of the newest journal entry that whoever writes has seen; 0: that is not known."""


@dataclass
class Write:
    """One use case at work, inside one transaction.

    A use case may run twice when its group could not be committed as a whole, so it changes
    nothing but rows, and those only through the verbs.
    """

    session: Session
    act: Act
    revision: str
    kept: Kept = field(default_factory=Kept)
    touched: list[Touched] = field(default_factory=list)
    blankings: list[Blanking] = field(default_factory=list)
    """What the journal has to forget once this is stored (`erasing`)."""
    newest: int = 0
    """Number of the journal's newest entry as the transaction begins."""
    _message: str | None = None
    _refs: dict[str, Any] = field(default_factory=dict)
    _undoable: bool = True
    _undo_of: int | None = None

    def insert(self, row: Row) -> Row | None:
        """Store a new row and return it with its id; None if a unique constraint already has it."""
        table, values = table_of(type(row)), _values_of(row)
        row_id = rows.store_unless_there(self._connection, table, values)
        if row_id is None:
            return None
        values["id"] = row_id
        self.touched.append(Touched(table.name, row_id, None, image_of(values)))
        return type(row)(**values)

    def insert_all(self, new: Sequence[Row]) -> tuple[Row, ...]:
        """Store new rows of one model in few statements; the same rows, now with new ids.

        Raises IntegrityError if a constraint stands in the way of one of them; then nothing may be
        kept of this scope.
        """
        if new:
            stored = [_values_of(row) for row in new]
            for row, row_id in zip(new, self.insert_values(type(new[0]), stored), strict=True):
                row.id = row_id
        return tuple(new)

    def insert_values(self, model: type[Record], new: Sequence[Values]) -> Sequence[int]:
        """`insert_all` from column values, which costs a fifth; the ids in the given order."""
        return insert_each(model, [(self, values) for values in new])

    def change(self, model: type[Row], *where: Where, **values: Any) -> tuple[Row, ...]:
        """Set `values` in every row where the conditions hold; the rows as they are now.

        Rows that already have the values are returned too but not journalled. A model with a
        `version` gets it raised. Raises Refused if the writer would overwrite what somebody else
        has changed since she looked (`overtaking`).
        """
        table, now, changed = table_of(model), [], []
        overwritten: dict[int, Values] = {}
        for row in self._rows(model, where):
            after = {**row, **values}
            if after != row:
                overwritten[row["id"]] = row
                if "version" in row:
                    after["version"] = row["version"] + 1
                changed.append(row["id"])
                self.touched.append(Touched(table.name, row["id"], image_of(row), image_of(after)))
            now.append(after)
        if overwritten and 0 < self.act.as_of < self.newest:
            its = {name: value for name, value in values.items() if name not in model.ADDED_UP}
            refuse_if_overtaken(self.session, self.act.as_of, table, overwritten, its)
        rows.set_alike(self._connection, table, changed, values)
        return tuple(model(**after) for after in now)

    def delete(self, model: type[Row], *where: Where) -> int:
        """Remove every row where the conditions hold; how many these were."""
        table, gone = table_of(model), self._rows(model, where)
        rows.remove(self._connection, table, [row["id"] for row in gone])
        self.touched += [Touched(table.name, row["id"], image_of(row), None) for row in gone]
        return len(gone)

    def tell(self, message: str, *, undoable: bool = True, **refs: Any) -> None:
        """Say what was done: a message id and what it refers to (ids and numbers, never names)."""
        self._message, self._refs, self._undoable = message, refs, undoable

    def undo(self, number: int) -> None:
        """Take entry `number` back: every row becomes what it was before.

        Raises NotUndoable or StandsInTheWay; then nothing may be kept of this scope.
        """
        undo.take_back(self.session, number, self.revision, self.touched.append)
        self._undo_of = number
        self.tell("core.undone", undoable=False, of=number)

    def keep(
        self,
        key: Hashable,
        models: tuple[type[Record], ...],
        read: Callable[[Session], Found],
    ) -> Found:
        """What `read(session)` gives, kept under `key` until a row of `models` changes.

        Right whoever changes it, another laptop or this transaction. `read` may look at no other
        tables, and what it gives is never changed.
        """
        self.kept.touched({touched.table for touched in self.touched})
        return self.kept.get(key, models, read, self.session)

    def entry(self, number: int) -> dict[str, Any] | None:
        """The head of what was done, as entry `number`; None if no row changed."""
        if not self.touched:
            return None
        if self._message is None:
            raise NothingTold([touched.table for touched in self.touched])
        return {
            "number": number,
            "at": clock.now(),
            "actor": self.act.actor,
            "station": self.act.station,
            "by": self.act.by,
            "place": self.act.place,
            "message": self._message,
            "refs": self._refs,
            "undoable": self._undoable,
            "undo_of": self._undo_of,
            "revision": self.revision,
        }

    @property
    def _connection(self) -> Connection:
        return self.session.connection()

    def _rows(self, model: type[Row], where: Sequence[Where]) -> list[Values]:
        return rows.where(self._connection, table_of(model), *where)  # type: ignore[arg-type]  # sqlmodel types a comparison as bool


def insert_each(model: type[Record], new: Sequence[tuple[Write, Values]]) -> Sequence[int]:
    """Store new rows in few statements, each told by its own scope of one transaction; their ids.

    A column nobody names gets the model's default. Raises IntegrityError if a constraint stands
    in the way of one; then nothing may be kept of the transaction.
    """
    if not new:
        return ()
    table, defaults = table_of(model), _defaults(model)
    stored = [{**defaults, **values} for _scope, values in new]
    ids = rows.store(new[0][0].session.connection(), table, stored)
    for (scope, _values), values, row_id in zip(new, stored, ids, strict=True):
        scope.touched.append(Touched(table.name, row_id, None, image_of({**values, "id": row_id})))
    return ids


Calls = Sequence[tuple[Write, tuple[Any, ...]]]
"""Scopes of one transaction, each with the arguments of its call."""


def done_together(
    all_at_once: Callable[[Calls], Sequence[Any]],
) -> Callable[[AnyUseCase], AnyUseCase]:
    """Declare that `all_at_once` carries out all calls of a use case that wait at the same time.

    It returns their results in the given order. If it raises, they are carried out one by one.
    """

    def declare(use_case: AnyUseCase) -> AnyUseCase:
        _together[use_case] = all_at_once
        return use_case

    return declare


def together(use_case: Callable[..., Any]) -> Callable[[Calls], Sequence[Any]] | None:
    """How calls of this use case are carried out at once; None if they are not."""
    return _together.get(use_case)


_together: dict[Callable[..., Any], Callable[[Calls], Sequence[Any]]] = {}


@cache
def _defaults(model: type[Record]) -> Values:
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in model.model_fields.items()
        if name != "id" and not field.is_required()
    }


def _values_of(row: Record) -> Values:
    """All columns but the id."""
    return {name: getattr(row, name) for name in table_of(type(row)).c.keys() if name != "id"}  # noqa: SIM118 - a ColumnCollection is no mapping
