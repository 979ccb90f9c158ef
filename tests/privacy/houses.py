"""A house in which one person has left traces in everything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session, select

from biq_tui.attendance.models import Arrival, Door, Expected, Fate, Gathering, Kind, Sitting
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.journal import Actor
from biq_tui.core.tables import Record
from biq_tui.core.write import Act, Write
from biq_tui.events.models import Event, EventOrigin, EventTask, Helper, Shift
from biq_tui.meetings.models import Decision, IdeaByPhone, Meeting, Task, TaskHelper, Wish
from biq_tui.people import badges, consents, service
from biq_tui.people.models import Allowed, Person
from biq_tui.qualification import money
from biq_tui.qualification.enrolment import need
from biq_tui.qualification.merging import unite
from biq_tui.qualification.models import Enrolment
from tests.attendance.rooms import opened
from tests.qualification.ceremonies import agreed, issue_all, known, named, over
from tests.qualification.courses import Run

NAME, DOUBLE, OLD = "Sünje Waldvogel", "Suenje Waldvogell", "Jens Waldvogel"
OTHER = "Torben Ahlers"
WORDS = [NAME, "Waldvogel", "Suenje", "wintergrün", "Rollator"]
"""What must be nowhere once she is erased: name, double, mark, need."""


@dataclass(frozen=True, slots=True)
class House:
    """An open database, the run, and her number."""

    database: Database
    run: Run
    person_id: int
    other_id: int

    def do(self, use_case: Any, *args: Any, by: str = "") -> Any:
        """As the facilitator."""
        act = Act(Actor.FACILITATOR, "laptop-1", "people", by)
        return self.database.write(act, use_case, *args).result()

    def forget(self, tables: tuple[str, ...]) -> None:
        """As the program does after erasing."""
        assert self.database.forget(*tables, anew=True)


def house(database: Database, *, paid: bool = True, certified: bool = True) -> House:
    """She took part in a course, with all that belongs to it, in a Treffen and in an event."""
    run = agreed(over(database, {NAME: range(6), OTHER: range(6)}))
    its = House(database, run, database.read(named, NAME), database.read(named, OTHER))
    numbers = database.read(_enrolments, its.person_id)
    if paid:
        its.do(money.pay, numbers)
    if certified:
        issue_all(run)
    its.do(need, run.run_id, its.person_id, "Rollator")
    its.do(consents.answer, [its.person_id], Allowed.PHOTO, True)
    its.do(badges.give, its.person_id)
    its.do(service.tell_apart, its.person_id, "wintergrün", by=NAME)
    double = its.do(_someone, DOUBLE)
    its.do(_traces, its.person_id, double)
    its.do(unite, double, its.person_id)
    return its


def _enrolments(session: Session, person_id: int) -> list[int]:
    return [row.id for row in rows(session, Enrolment) if row.person_id == person_id]


@contextmanager
def lived_in(folder: Path) -> Iterator[House]:
    """The same in a new SQLite file; made only once."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATABASE_FILE).write_bytes(_lived_in())
    with opened(folder) as database:
        run = known(database)
        yield House(database, run, database.read(named, NAME), database.read(named, OTHER))


@cache
def _lived_in() -> bytes:
    with TemporaryDirectory() as folder:
        with opened(Path(folder)) as database:
            house(database)
        return (Path(folder) / DATABASE_FILE).read_bytes()


def add(write: Write, row: Record) -> int:
    """Store it; its id."""
    stored = write.insert(row)
    assert stored is not None
    return stored.id or 0


def _someone(write: Write, name: str) -> int:
    person_id = add(write, Person(name=name))
    write.tell("test.someone", person=person_id)
    return person_id


def _traces(write: Write, person: int, double: int) -> None:
    now = clock.now()
    hour = timedelta(hours=1)

    def gathering(kind: Kind, starts: Any) -> int:
        its = Gathering(
            kind=kind, title="Im Park", starts_at=starts, ends_at=starts + hour,
            sitting=Sitting.ENDED if starts < now else Sitting.PLANNED,
        )  # fmt: skip
        return add(write, its)

    treffen = gathering(Kind.MEETING, now - 3 * hour)
    add(write, Expected(gathering_id=treffen, person_id=double, number=1))
    add(write, Arrival(
        gathering_id=treffen, key="k1", name=DOUBLE, folded=DOUBLE.lower(), at=now,
        door=Door.PHONE, fate=Fate.MATCHED, person_id=double,
    ))  # fmt: skip
    meeting = add(write, Meeting(gathering_id=treffen))
    add(write, IdeaByPhone(
        meeting_id=meeting, key="k2", digest="0" * 64, text="Mehr Bänke", name=NAME, at=now,
    ))  # fmt: skip
    add(write, Decision(meeting_id=meeting, wording=f"{NAME} fragt beim Ortsamt."))
    task = add(write, Task(number=1, meeting_id=meeting, what=f"mit {NAME}", person_id=person))
    add(write, TaskHelper(task_id=task, person_id=double))
    wish = add(write, Wish(meeting_id=meeting, wording="Straßenfest"))
    event = add(write, Event(gathering_id=gathering(Kind.EVENT, now + 48 * hour), title="Fest",
                             state="planned", person_id=person))  # fmt: skip
    add(write, EventOrigin(event_id=event, wish_id=wish, receipt={"names": [NAME]}))
    add(write, EventTask(event_id=event, number=1, what="Strom", person_id=person))
    shift = add(write, Shift(event_id=event, number=2, what="Kuchen", starts_at=now + 48 * hour,
                             ends_at=now + 49 * hour, wanted=3))  # fmt: skip
    add(write, Helper(shift_id=shift, person_id=person, at=now))
    add(write, Helper(shift_id=shift, name=NAME, folded=NAME.lower(), key="k3", at=now))
    write.tell("test.traces", undoable=False, said=f"{NAME} war da")


def rows(session: Session, model: Any) -> list[Any]:
    """All rows, by id."""
    return list(session.exec(select(model).order_by(model.id)))


def today() -> date:
    """This laptop's."""
    return clock.local(clock.now()).date()
