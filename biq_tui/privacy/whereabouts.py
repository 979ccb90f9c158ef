"""Where somebody stands in the data: found by the tables themselves, so that none is forgotten."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, String, Text, TypeDecorator, cast, or_, select
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_rows

from ..attendance import models as _attendance
from ..core.journal import JournalRow
from ..core.rows import Values, table_of
from ..core.tables import Record
from ..events import models as _events
from ..meetings import models as _meetings
from ..people.models import Person
from ..people.names import one_spelling
from ..people.public import BLOCKED, ERASED, is_known
from ..qualification import certificate_models as _certificates
from ..qualification import models as _qualification
from ..voting import models as _voting

_EVERY_TABLE = (_attendance, _certificates, _events, _meetings, _qualification, _voting)
"""Imported here, for a table that nobody has imported would be searched by nobody."""

_NOT_WORDS = frozenset({"journal_entry", "journal_row", "ticket", "voter_roll", "ballot"})
"""The journal is searched apart; of the urn's nothing is written by anybody."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A row in whose free text somebody's name stands."""

    table: str
    row_id: int
    columns: tuple[str, ...]


@cache
def models() -> dict[str, type[Record]]:
    """All tables whose rows have ids, by name."""
    mappers = SQLModel._sa_registry.mappers
    classes = [its.class_ for its in mappers if issubclass(its.class_, Record)]
    return {table_of(its).name: its for its in sorted(classes, key=lambda its: table_of(its).name)}


@cache
def columns_to_person() -> tuple[tuple[str, str], ...]:
    """Table and column of everything that refers to a person; but of the doubles."""
    return tuple(
        (name, column.name)
        for name, model in models().items()
        for column in table_of(model).columns
        for key in column.foreign_keys
        if key.column.table.name == "person" and name != "person"
    )


def ids_of(session: Session, person_id: int) -> tuple[int, ...]:
    """Her own number, then those of all who were found to be her."""
    doubles = select_rows(Person.id).where(Person.same_as == person_id).order_by(col(Person.id))
    return (person_id, *(its for its in session.exec(doubles) if its is not None))


def names_of(session: Session, ids: Collection[int]) -> tuple[str, ...]:
    """Every name, spelling and mark these persons have or ever had; the longest first."""
    images = select_rows(JournalRow.before, JournalRow.after).where(
        col(JournalRow.table) == "person", col(JournalRow.row_id).in_(sorted(ids))
    )
    known = [image for both in session.exec(images) for image in both if image]
    rows = session.exec(select_rows(Person).where(col(Person.id).in_(sorted(ids))))
    known += [row.model_dump() for row in rows]
    names = {image.get(key, "") for image in known for key in ("name", "latin")}
    return tuple(sorted(names - {"", ERASED, BLOCKED}, key=lambda name: (-len(name), name)))


def namesakes(session: Session, ids: Collection[int], names: Iterable[str]) -> bool:
    """Whether somebody else has one of the names: then a text may mean her."""
    spelt = {one_spelling(name) for name in names}
    others = select(col(Person.name), col(Person.latin)).where(
        is_known(), col(Person.id).not_in(sorted(ids))
    )
    return any(
        one_spelling(name) in spelt for both in session.execute(others) for name in both if name
    )


def rows_about(session: Session, ids: Collection[int]) -> dict[str, list[Values]]:
    """All rows that refer to one of these persons, by table; what hangs on them, too."""
    wanted = sorted(ids)
    found: dict[str, list[Values]] = {}

    def take(table: str, column: str, values: Collection[Any]) -> None:
        its = table_of(models()[table])
        query = select(its).where(its.c[column].in_(sorted(values))).order_by(its.c.id)
        rows = [dict(row) for row in session.execute(query).mappings()]
        known = {row["id"] for row in found.get(table, [])}
        if new := [row for row in rows if row["id"] not in known]:
            found.setdefault(table, []).extend(new)

    take("person", "id", wanted)
    for table, column in columns_to_person():
        take(table, column, wanted)
    take("payment", "enrolment_id", [row["id"] for row in found.get("enrolment", [])])
    take("certificate_copy", "certificate_id", [row["id"] for row in found.get("certificate", [])])
    return found


def mentions(session: Session, names: Collection[str]) -> tuple[Mention, ...]:
    """Rows that name her in a text, whoever they belong to."""
    return tuple(_mentions(session, names)) if names else ()


def _mentions(session: Session, names: Collection[str]) -> Iterator[Mention]:
    for name, model in models().items():
        if name in _NOT_WORDS or name == "person":
            continue
        table = table_of(model)
        texts = [its for its in table.c if isinstance(_kind(its.type), (String, Text, JSON))]
        holding = [
            cast(its, Text).contains(_spelt(word, _kind(its.type)), autoescape=True)
            for its in texts
            for word in names
        ]
        if not holding:
            continue
        for row in session.execute(select(table).where(or_(*holding)).order_by(table.c.id)):
            values = row._mapping
            at = tuple(its.name for its in texts if _names_her(values[its.name], names))
            if at:
                yield Mention(name, values["id"], at)


def _kind(kind: Any) -> Any:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


def _spelt(word: str, kind: Any) -> str:
    return json.dumps(word)[1:-1] if isinstance(kind, JSON) else word


def _names_her(value: Any, names: Collection[str]) -> bool:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return any(tells(name, text) for name in names)


def tells(name: str, text: str) -> bool:
    """Whether a text names her: a name of one word may be any word, unless it is all there is."""
    return text == name or (" " in name and name in text)
