"""A course that is over, for a test: who was at which dates, and what is known of the ceremony."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session, col, select

from biq_tui.attendance.models import Gathering, Presence, Sitting, State
from biq_tui.core.database import Database
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.write import Write
from biq_tui.people.models import Person
from biq_tui.qualification.ceremony import set_day, set_place, set_signers
from biq_tui.qualification.certificates import Issued, certificates, issue
from biq_tui.qualification.models import CourseDate, CourseRun
from tests.attendance.rooms import STATION, opened
from tests.room import course

from .courses import Run, planned

PLACE, DAY, SIGNERS = "Haus am Park", date(2027, 6, 12), "Kim Beispiel, Jan Muster"

SIX_BLOCKS = tuple(planned(day, block) for block, day in enumerate(range(0, 60, 10), start=1))
"""One date of 3 units for each block."""


def over(
    database: Database, there: Mapping[str, Sequence[int]], title: str = "BIQ Huchting"
) -> Run:
    """A run of six dates, each of a block, that are over: by name, at which of them she was."""
    run = Run(database, SIX_BLOCKS, title)
    for name, dates in there.items():
        (person_id,) = run.enrol(name)
        attend(run, person_id, dates)
    run.do(_end_all, run.run_id)
    return run


@contextmanager
def course_over(folder: Path, there: Mapping[str, Sequence[int]]) -> Iterator[Run]:
    """The same in a new SQLite file, with all that is needed to issue; made only once."""
    frozen = tuple((name, tuple(dates)) for name, dates in there.items())
    (folder / DATABASE_FILE).write_bytes(_course_over(frozen))
    with opened(folder) as database:
        yield known(database)


@cache
def _course_over(there: tuple[tuple[str, tuple[int, ...]], ...]) -> bytes:
    with TemporaryDirectory() as folder:
        with opened(Path(folder)) as database:
            agreed(over(database, dict(there)))
        return (Path(folder) / DATABASE_FILE).read_bytes()


def known(database: Database) -> Run:
    """The first run that is there already."""
    run = Run.__new__(Run)
    run.database, run.station, run.run_id = database, STATION, database.read(_first_run)
    return run


def attend(run: Run, person_id: int, dates: Sequence[int]) -> None:
    """She was at these dates, counted from 0."""
    run.do(_be_there, person_id, [run.gatherings[place] for place in dates])


def agreed(run: Run) -> Run:
    """Place, day and signers are known."""
    run.do(set_place, run.run_id, PLACE)
    run.do(set_day, run.run_id, DAY)
    run.do(set_signers, run.run_id, SIGNERS)
    return run


def issue_all(run: Run) -> tuple[Issued, ...]:
    """Everybody gets her paper; all valid ones."""
    run.do(issue, run.run_id, [row.person_id for row in run.course.people])
    return valid(run)


def valid(run: Run) -> tuple[Issued, ...]:
    """The papers that count, by number."""
    return run.database.read(certificates, run.run_id)


def finished_course(database: Database) -> None:
    """For the screen: six people, five of whom were there; one at half of the dates only."""
    course(database)
    run = known(database)
    people = {row.name: row.person_id for row in run.course.people}
    everywhere = range(len(run.gatherings))
    for name, person_id in people.items():
        if name != "Ali Muster":
            attend(run, person_id, everywhere[:6] if name == "Jonas Müller" else everywhere)
    run.do(_end_all, run.run_id)


def _first_run(session: Session) -> int:
    return session.exec(select(CourseRun.id).order_by(col(CourseRun.id))).first() or 0


def _be_there(write: Write, person_id: int, gatherings: Sequence[int]) -> None:
    write.insert_all(
        [Presence(gathering_id=id, person_id=person_id, state=State.PRESENT) for id in gatherings]
    )
    write.tell("test.there", undoable=False)


def _end_all(write: Write, run_id: int) -> None:
    its = select(CourseDate.gathering_id).where(CourseDate.run_id == run_id)
    write.change(Gathering, col(Gathering.id).in_(its), sitting=Sitting.ENDED)
    write.tell("test.ended", undoable=False)


def named(session: Session, name: str) -> int:
    """Who is called so."""
    return session.exec(select(Person.id).where(Person.name == name)).one() or 0
