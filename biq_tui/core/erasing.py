"""Taking personal data out of the journal: what was said of somebody once is not kept for ever.

A use case says what has to go (`blank`, `remove`, `forget_words`); the writer does it in the same
transaction, after the use case's own entry is stored, so that neither that entry nor one of its
neighbours in the same commit keeps the old value. An entry that lost a value can't be undone any
more: undoing it would bring nothing back but gaps. The data files forget by `Database.forget`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    Text,
    bindparam,
    cast,
    func,
    or_,
    select,
    update,
)
from sqlmodel import col

from .journal import Image, JournalEntry, JournalRow
from .rows import CHUNK, table_of
from .tables import Record

if TYPE_CHECKING:
    from .write import Write

GONE = "…"
"""What stands in a sentence where a value was taken out."""

_PERSONAL = frozenset({"person", "contact"})
"""Tables whose rows are somebody: what refers to them says something of her."""

_entries, _rows = table_of(JournalEntry), table_of(JournalRow)


@dataclass(frozen=True, slots=True)
class Blanking:
    """What the journal has to forget: values in images of `ids`, or `words` wherever they stand."""

    table: str = ""
    ids: frozenset[int] = frozenset()
    columns: Mapping[str, Any] = field(default_factory=dict)
    kept: frozenset[str] | None = None
    """Of these columns alone something stays; None: of all but `columns`."""
    refs: frozenset[str] = frozenset()
    """What the sentences of the entries that lose a value name no more: keys of their refs."""
    upto: int = 0
    """In place of `ids`: all images of the table in entries up to this number."""
    words: tuple[str, ...] = ()
    instead: str = GONE


def blank(
    write: Write, model: type[Record], ids: Collection[int], columns: Mapping[str, Any]
) -> int:
    """In all images of these rows, the columns get these values; in how many images that stood.

    The rows themselves are changed or deleted by the verbs of `write`, before or after this call.
    Their entries can't be undone any more, and what refers to an old value in words says `GONE`.
    """
    return _register(write, Blanking(table_of(model).name, frozenset(ids), dict(columns)))


def remove(
    write: Write, model: type[Record], ids: Collection[int], refs: Collection[str] = ()
) -> int:
    """Delete these rows, and leave of them in the journal only to which things they belonged.

    Also of rows that are deleted already. `refs`: the keys by which what is told of them names
    somebody who stays, like "person". Returns how many rows were still there.
    """
    table = table_of(model)
    its = Blanking(table.name, frozenset(ids), kept=_belonging(table), refs=frozenset(refs))
    _register(write, its)
    return sum(write.delete(model, col(model.id).in_(chunk)) for chunk in _chunks(ids))


def fade(write: Write, models: Iterable[type[Record]], upto: int) -> None:
    """Of rows of these models, entries up to this number keep only to which things they belong."""
    for table in map(table_of, models):
        _register(write, Blanking(table.name, kept=_belonging(table), upto=upto))


def forget_words(write: Write, words: Iterable[str], instead: str = GONE) -> None:
    """Wherever in the journal one of these stands, in an image, a reference or as who typed, it
    is replaced. For what is written in free text; nobody else may be called so."""
    known = tuple(sorted({word for word in words if word}, key=len, reverse=True))
    if known:
        _register(write, Blanking(words=known, instead=instead))


def images_with(
    write: Write, model: type[Record], column: str, values: Collection[int]
) -> dict[int, tuple[Image, ...]]:
    """By id, the images of rows in which `column` holds one of these numbers; the oldest first.

    Also of rows that are not there any more.
    """
    found: dict[int, tuple[Image, ...]] = {}
    query = (
        select(_rows.c.row_id, _rows.c.before, _rows.c.after)
        .where(_rows.c.table == table_of(model).name)
        .order_by(_rows.c.entry, _rows.c.position)
    )
    for row_id, *images in write.session.connection().execute(query):
        its = tuple(image for image in images if image and image.get(column) in values)
        if its:
            found[row_id] = (*found.get(row_id, ()), *its)
    return found


def settle(connection: Connection, blankings: Iterable[Blanking]) -> None:
    """Take out of the journal what was registered. Called by the writer, before the commit."""
    for blanking in blankings:
        if blanking.words:
            _take_out(connection, blanking.words, blanking.instead)
        else:
            _empty(connection, blanking)


def _register(write: Write, blanking: Blanking) -> int:
    write.blankings.append(blanking)
    connection, count = write.session.connection(), func.count()
    return sum(
        connection.execute(select(count).where(*_images(blanking.table, chunk))).scalar() or 0
        for chunk in _chunks(blanking.ids)
    )


def _belonging(table: Table) -> frozenset[str]:
    """The columns that say what a row belonged to, but not to whom."""
    keys = (key for key in table.foreign_keys if key.column.table.name not in _PERSONAL)
    return frozenset({"id", *(key.parent.name for key in keys)})


def _empty(connection: Connection, blanking: Blanking) -> None:
    """Do it for rows known by their ids, or by how long ago they were touched."""
    lost: dict[int, set[str]] = {}
    of_table = (_rows.c.table == blanking.table, _rows.c.entry <= blanking.upto)
    wheres = [_images(blanking.table, chunk) for chunk in _chunks(blanking.ids)]
    for where in wheres or [of_table]:
        query = select(_rows).where(*where)
        changed = []
        for row in connection.execute(query).mappings():
            before, after = _emptied(row["before"], blanking), _emptied(row["after"], blanking)
            if (before, after) != (row["before"], row["after"]):
                changed.append((row, before, after))
                words = lost.setdefault(row["entry"], set())
                words |= _texts_of(row["before"], before) | _texts_of(row["after"], after)
        _store_images(connection, changed)
    _no_undo(connection, lost)
    if blanking.refs:
        _take_refs(connection, lost, blanking.refs)
    for chunk in _chunks(lost):
        query = select(_entries.c.number, _entries.c.refs).where(_entries.c.number.in_(chunk))
        for number, refs in connection.execute(query).all():
            _store_refs(connection, number, refs, hiding(lost[number], GONE, whole=True)(refs))


def _emptied(image: Image | None, blanking: Blanking) -> Image | None:
    if image is None:
        return None
    if blanking.kept is not None:
        return {name: value for name, value in image.items() if name in blanking.kept}
    return image | {name: value for name, value in blanking.columns.items() if name in image}


def _texts_of(before: Image | None, after: Image | None) -> set[str]:
    """The texts that the image lost: what the entry's sentence may repeat."""
    left = after or {}
    return {
        value
        for name, value in (before or {}).items()
        if isinstance(value, str) and value and left.get(name) != value
    }


def _take_out(connection: Connection, words: tuple[str, ...], instead: str) -> None:
    hidden = hiding(words, instead)
    holding = or_(*(_holds(column, words) for column in (_rows.c.before, _rows.c.after)))
    changed = []
    for row in connection.execute(select(_rows).where(holding)).mappings():
        before, after = hidden(row["before"]), hidden(row["after"])
        if (before, after) != (row["before"], row["after"]):
            changed.append((row, before, after))
    _store_images(connection, changed)
    _no_undo(connection, {row["entry"] for row, _before, _after in changed})
    entries = select(_entries.c.number, _entries.c.refs).where(_holds(_entries.c.refs, words))
    for number, refs in connection.execute(entries).all():
        _store_refs(connection, number, refs, hidden(refs))
    for word in words:
        connection.execute(update(_entries).where(_entries.c.by == word).values(by=""))


def _take_refs(connection: Connection, entries: Collection[int], keys: frozenset[str]) -> None:
    """What these entries tell names nobody by these keys any more."""
    for chunk in _chunks(entries):
        query = select(_entries.c.number, _entries.c.refs).where(_entries.c.number.in_(chunk))
        for number, refs in connection.execute(query).all():
            left = {key: its for key, its in refs.items() if key not in keys}
            _store_refs(connection, number, refs, left)


def _store_refs(connection: Connection, number: int, refs: Any, left: Any) -> None:
    if left != refs:
        connection.execute(update(_entries).where(_entries.c.number == number).values(refs=left))


def hiding(words: Collection[str], instead: str, *, whole: bool = False) -> Callable[[Any], Any]:
    """A copy of a JSON value without the words; `whole`: what holds one says `instead` alone.

    A word of one or two letters stands in many others, so only a text that equals it goes.
    """

    def hidden(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: hidden(its) for name, its in value.items()}
        if isinstance(value, list):
            return [hidden(its) for its in value]
        if not isinstance(value, str):
            return value
        for word in words:
            if value == word:
                return instead
            if len(word) > 2 and word in value:
                if whole:
                    return instead
                value = value.replace(word, instead)
        return value

    return hidden


def _holds(column: ColumnElement[Any], words: Collection[str]) -> ColumnElement[bool]:
    """Whether the JSON may hold one of the words: they stand there as JSON spells them."""
    text = cast(column, Text)
    return or_(*(text.contains(json.dumps(word)[1:-1], autoescape=True) for word in words))


def _store_images(
    connection: Connection, changed: list[tuple[RowMapping, Image | None, Image | None]]
) -> None:
    if changed:
        connection.execute(
            update(_rows).where(
                _rows.c.entry == bindparam("its_entry"),
                _rows.c.position == bindparam("its_position"),
            ),
            [
                {
                    "its_entry": row["entry"],
                    "its_position": row["position"],
                    "before": before,
                    "after": after,
                }
                for row, before, after in changed
            ],
        )


def _no_undo(connection: Connection, entries: Collection[int]) -> None:
    for chunk in _chunks(entries):
        which = _entries.c.number.in_(chunk)
        connection.execute(update(_entries).where(which).values(undoable=False))


def _images(table: str, ids: Collection[int]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _rows.c.table == table, _rows.c.row_id.in_(ids)


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    listed = sorted(ids)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]
