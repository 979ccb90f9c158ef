"""A data folder with one gathering today: for tests that go in through the real doors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlmodel import select

from biq_tui.attendance import service
from biq_tui.attendance.models import Arrival, Expected, Gathering, Kind
from biq_tui.attendance.places import place_of
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act, Write
from biq_tui.people.models import Person

TITLE = "Block 3 · Niemand ist eine Insel!"
PEOPLE = (
    "Ada Muster", "Ali Muster", "Ayşe Beispiel", "Bernd Muster", "Hatice Muster", "Jonas Müller",
    "Olha Beispiel",
)  # fmt: skip


def add_gathering(database: Database, people: Sequence[str] = PEOPLE, title: str = TITLE) -> int:
    """One gathering that begins now, with `people` on its list; its id."""

    def make(write: Write) -> int:
        start = clock.now()
        gathering = write.insert(
            Gathering(
                kind=Kind.BLOCK,
                title=title,
                venue="Haus am Park, Raum 2",
                starts_at=start,
                ends_at=start + timedelta(hours=3),
            )
        )
        assert gathering
        assert gathering.id
        for number, name in enumerate(people, start=1):
            person = write.insert(Person(name=name))
            assert person
            assert person.id
            write.insert(Expected(gathering_id=gathering.id, person_id=person.id, number=number))
        write.tell("test.made", undoable=False)
        return gathering.id

    return database.write(Act(Actor.PROGRAM, "test", ""), make).result()


def open_sitting(database: Database, gathering_id: int) -> str:
    """Open its list, as the screen does; the code of its short address."""
    act = Act(Actor.PROGRAM, "test", place_of(gathering_id))
    database.write(act, service.open_sitting, gathering_id).result()
    with database.reading() as session:
        return session.get_one(Gathering, gathering_id).code


def filled_folder(folder: Path, people: Sequence[str] = PEOPLE, *, opened: bool = False) -> Path:
    """A data folder as a first evening leaves it: today's gathering, its list open or not yet."""
    database = open_database(folder)
    gathering_id = add_gathering(database, people)
    if opened:
        open_sitting(database, gathering_id)
    database.close()
    return folder


def arrivals(database: Database) -> list[str]:
    """The names that were reported or typed, in the order they came."""
    with database.reading() as session:
        return [arrival.name for arrival in session.exec(select(Arrival).order_by("id"))]
