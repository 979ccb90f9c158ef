"""Rows of one table, one or ten thousand at once: the statements that change data.

Only the write scope and the undo call these, and record in the journal what they did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

Values = dict[str, Any]
"""Column name to value."""

CHUNK = 1000
"""How many ids one statement names at most."""

_LAST_ID = text("SELECT seq FROM sqlite_sequence WHERE name = :table")


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]  # SQLModel sets it on table models
    return table


def store_unless_there(connection: Connection, table: Table, values: Values) -> int | None:
    """Store a new row; its id, or None if a unique constraint already has it."""
    engine = postgresql if connection.dialect.name == "postgresql" else sqlite
    row_id: int | None = connection.execute(
        engine.insert(table).values(values).on_conflict_do_nothing().returning(table.c.id)
    ).scalar()
    return row_id


def store(connection: Connection, table: Table, new: Sequence[Values]) -> Sequence[int]:
    """Store new rows without ids; their ids in the same order."""
    ids = _next_ids(connection, table, len(new))
    put(connection, table, [{**row, "id": row_id} for row, row_id in zip(new, ids, strict=True)])
    return ids


def put(connection: Connection, table: Table, with_ids: Sequence[Values]) -> None:
    """Store rows under the ids they have."""
    if with_ids:
        connection.execute(_insert(table), with_ids)


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


def where(connection: Connection, table: Table, *conditions: ColumnElement[bool]) -> list[Values]:
    """The rows for which all conditions hold."""
    query = select(table).where(*conditions)
    return [dict(row) for row in connection.execute(query).mappings()]


def by_id(connection: Connection, table: Table, ids: Collection[int]) -> dict[int, Values]:
    """Those of the named rows that are there."""
    return {
        row["id"]: row
        for chunk in _chunks(ids)
        for row in where(connection, table, table.c.id.in_(chunk))
    }


def set_alike(connection: Connection, table: Table, ids: Collection[int], values: Values) -> None:
    """Give the named rows the same values, and each its next version."""
    for chunk in _chunks(ids):
        connection.execute(
            update(table).where(table.c.id.in_(chunk)).values({**values, **_raised(table)})
        )


def set_each(connection: Connection, table: Table, rows: Sequence[Values]) -> None:
    """Give each row its own values (all of one set of columns, and `id`), and its next version."""
    connection.execute(
        update(table).where(table.c.id == bindparam("its_id")).values(_raised(table)),
        [
            {"its_id": row["id"], **{name: row[name] for name in row if name != "id"}}
            for row in rows
        ],
    )


def remove(connection: Connection, table: Table, ids: Collection[int]) -> None:
    """Remove the named rows."""
    for chunk in _chunks(ids):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))


def referring_to(
    connection: Connection, referred: Table, ids: Collection[int]
) -> set[tuple[str, int]]:
    """The rows that would be left without the named ones, as (table, id); 0 for one without id."""
    return {
        (table.name, referring)
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is referred.c.id
        for chunk in _chunks(ids)
        for referring in connection.execute(
            select(table.c.get("id", literal(0))).where(key.parent.in_(chunk))
        ).scalars()
    }


def _next_ids(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Ids nobody has had. The transaction is alone on the database, so nobody else takes them."""
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        numbers = func.generate_series(1, count).table_valued()
        query = select(func.nextval(sequence)).select_from(numbers)
        return connection.execute(query).scalars().all()
    last = connection.execute(_LAST_ID, {"table": table.name}).scalar() or 0
    return range(last + 1, last + 1 + count)


def _raised(table: Table) -> Values:
    return {"version": table.c.version + 1} if "version" in table.c else {}


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    listed = list(ids)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]
