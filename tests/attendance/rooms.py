"""A gathering for a test, made through the write scope like everything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, Select, create_engine, event, select
from sqlmodel import SQLModel

from biq_tui.attendance import service
from biq_tui.attendance.models import Expected, Gathering, Kind
from biq_tui.attendance.places import place_of
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act, Write
from biq_tui.people.models import Person

STATION = "laptop-1"
"""The laptop of `facilitator`, unless a test names another one."""

TITLE = "Block 3 · Niemand ist eine Insel!"


def make_gathering(
    database: Database,
    names: Iterable[str],
    open: bool = True,  # noqa: A002 - reads as a sentence: make_gathering(database, names, open=False)
    *,
    title: str = TITLE,
    starts_at: datetime | None = None,
) -> int:
    """A date of a block with these people enrolled, numbered from 1 in this order; its id.

    It starts in half an hour and lasts three, unless `starts_at` is given; `open`: people arrive.
    """
    begins = starts_at or clock.now() + timedelta(minutes=30)
    program = Act(Actor.PROGRAM, STATION, "")
    made = database.write(program, _make, tuple(names), title, begins).result()
    if open:
        at_gathering = Act(Actor.PROGRAM, STATION, place_of(made))
        database.write(at_gathering, service.open_sitting, made).result()
    return made


def facilitator(gathering_id: int, station: str = STATION) -> Act:
    """The facilitator at her laptop, on the screen of this gathering."""
    return Act(Actor.FACILITATOR, station, place_of(gathering_id))


def phone(gathering_id: int, station: str = STATION) -> Act:
    """Somebody's phone at this gathering, served by this laptop."""
    return Act(Actor.PHONE, station, place_of(gathering_id))


def _make(write: Write, names: tuple[str, ...], title: str, starts_at: datetime) -> int:
    gathering = write.insert(
        Gathering(
            kind=Kind.BLOCK,
            title=title,
            venue="Haus am Park, Raum 2",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=3),
        )
    )
    assert gathering is not None
    assert gathering.id is not None
    for number, name in enumerate(names, start=1):
        person = write.insert(Person(name=name))
        assert person is not None
        assert person.id is not None
        write.insert(Expected(gathering_id=gathering.id, person_id=person.id, number=number))
    write.tell("test.made", undoable=False)
    return gathering.id


@contextmanager
def opened(folder: Path, url: str | None = None) -> Iterator[Database]:
    """The database at `url`, by default a file in `folder`; closed at the end."""
    database = open_database(folder, url)
    try:
        yield database
    finally:
        database.close()


def url_of(database: Database) -> str:
    """Its URL as `opened` takes it: for a second laptop."""
    return database.url.render_as_string(hide_password=False)


@contextmanager
def around(database: Database) -> Iterator[Connection]:
    """A connection past all of the program's rules: only the database itself says no."""
    engine = create_engine(database.url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA foreign_keys=ON"))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables but the journal's, without their versions, in the order of ids."""
    with database.reading() as session:  # its connection knows the tables; a new one takes 40 ms
        connection = session.connection()
        return {
            name: [row._asdict() for row in connection.execute(query)]
            for name, query in _all_rows().items()
        }


@cache
def _all_rows() -> dict[str, Select[Any]]:
    """What `everything` asks each table: made once, as there are dozens of them."""
    return {
        table.name: select(
            *(column for column in table.columns if column.name != "version")
        ).order_by(*table.primary_key)
        for table in SQLModel.metadata.sorted_tables
        if not table.name.startswith("journal_")
    }
