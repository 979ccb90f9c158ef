"""A course run for a test, made and changed through its use cases like everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from biq_tui.attendance import service
from biq_tui.attendance.models import Expected, Gathering, Presence
from biq_tui.attendance.places import place_of as place_of_gathering
from biq_tui.core import clock, journal
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.people.models import Person
from biq_tui.qualification import enrolment, runs
from biq_tui.qualification.course import Course, course, place_of
from biq_tui.qualification.lists import take_back
from biq_tui.qualification.models import CourseDate, Enrolment
from biq_tui.qualification.roster_matching import Recognised, house, newcomers, recognise
from biq_tui.qualification.roster_people import Listed
from biq_tui.qualification.runs import PlannedDate, new_run
from tests.attendance.rooms import STATION

TITLE = "BIQ Huchting"
START = datetime(2027, 3, 5, 16, tzinfo=clock.local(clock.now()).tzinfo)
"""A Friday in the future, in the afternoon."""


def planned(day: int, block: int = 1, hours: int = 3) -> PlannedDate:
    """A date `day` days after START."""
    starts = START + timedelta(days=day)
    return PlannedDate(block, starts, starts + timedelta(hours=hours), 15, 3, "Haus am Park")


def day(number: int) -> date:
    """The day of `planned(number)`."""
    return (START + timedelta(days=number)).date()


def listed(names: Iterable[str]) -> list[Listed]:
    """As a file gives them. "Олена Зразок/Olena Zrazok" has a Latin spelling."""
    parted = (name.partition("/") for name in names)
    return [Listed(row, name, latin) for row, (name, _, latin) in enumerate(parted, start=2)]


class Run:
    """One course run, spoken to as the facilitator at its screen."""

    def __init__(
        self,
        database: Database,
        dates: Sequence[PlannedDate] = (planned(0), planned(1), planned(28, block=2)),
        title: str = TITLE,
        station: str = STATION,
    ) -> None:
        self.database = database
        self.station = station
        act = Act(Actor.FACILITATOR, station, "courses")
        self.run_id = database.write(act, new_run, title, dates).result()

    def do(self, use_case: Any, *args: Any) -> Any:
        """The facilitator does it on the screen of the course."""
        act = Act(Actor.FACILITATOR, self.station, place_of(self.run_id))
        return self.database.write(act, use_case, *args).result()

    def enrol(self, *names: str, joined: date | None = None) -> list[int]:
        """These people are new; their ids."""
        for name in names:
            self.do(enrolment.enrol, self.run_id, name, joined)
        return [self.person(name) for name in names]

    def fetch(self, names: Iterable[str], as_new: Sequence[int] = ()) -> tuple[Recognised, ...]:
        """A list is looked at and taken; who was recognised."""
        seen = self.look(names, as_new)
        self.do(enrolment.enrol_all, self.run_id, newcomers(seen))
        return seen

    def look(self, names: Iterable[str], as_new: Sequence[int] = ()) -> tuple[Recognised, ...]:
        """A list is looked at."""
        return recognise(listed(names), self.database.read(house, self.run_id), as_new)

    def undo(self, number: int | None = None) -> None:
        """Ctrl+Z, by default of the last step."""
        self.do(take_back, number or self.database.read(journal.last_number))

    def on_date(self, place: int, use_case: Any, *args: Any) -> Any:
        """The facilitator does it on the screen of a date, counted from 0."""
        gathering = self.gatherings[place]
        act = Act(Actor.FACILITATOR, self.station, place_of_gathering(gathering))
        return self.database.write(act, use_case, gathering, *args).result()

    def open(self, place: int) -> None:
        """The list of a date is opened."""
        self.on_date(place, service.open_sitting)

    def add(self, date: PlannedDate) -> None:
        """One more date."""
        self.do(runs.add_date, self.run_id, date)

    @property
    def course(self) -> Course:
        return self.database.read(course, self.run_id, self.station)

    @property
    def gatherings(self) -> list[int]:
        """In the order of time."""
        return [gathering for _date, gathering in self._dates()]

    @property
    def date_ids(self) -> list[int]:
        return [date_id for date_id, _gathering in self._dates()]

    def _dates(self) -> list[tuple[int, int]]:
        """Ids of date and gathering, without the rest of the course: it is asked for often."""

        def read(session: Session) -> list[tuple[int, int]]:
            rows = session.exec(
                select(CourseDate.id, CourseDate.gathering_id)
                .join(Gathering, col(Gathering.id) == col(CourseDate.gathering_id))
                .where(CourseDate.run_id == self.run_id)
                .order_by(col(Gathering.starts_at), col(CourseDate.id))
            )
            return [(date_id or 0, gathering) for date_id, gathering in rows]

        return self.database.read(read)

    @property
    def titles(self) -> list[str]:
        """Of the dates, in the order of time, as far as they say which date it is."""
        return [row.title.partition(" · ")[0] for row in self.course.dates]

    @property
    def names(self) -> list[str]:
        """On the list of the course, by number."""
        return [row.name for row in self.course.people]

    @property
    def numbers(self) -> dict[str, int]:
        return {row.name: row.number for row in self.course.people}

    def person(self, name: str) -> int:
        """The newest of this name."""

        def read(session: Session) -> list[int]:
            enrolled = select(Enrolment.person_id).join(
                Person, col(Person.id) == col(Enrolment.person_id)
            )
            mine = enrolled.where(Enrolment.run_id == self.run_id, Person.name == name)
            return list(session.exec(mine).all())

        return max(self.database.read(read))

    def list_of(self, place: int) -> dict[str, tuple[int, str]]:
        """Number and role of everybody expected at a date."""

        def read(session: Session, gathering: int) -> dict[str, tuple[int, str]]:
            rows = session.exec(
                select(Person.name, Expected.number, Expected.role)
                .join(Person, col(Person.id) == col(Expected.person_id))
                .where(Expected.gathering_id == gathering)
                .order_by(col(Expected.number))  # of two with one name, always the same
            )
            return {name: (number, role) for name, number, role in rows}

        return self.database.read(read, self.gatherings[place])

    def expected(self, place: int) -> set[str]:
        return set(self.list_of(place))

    def states(self, place: int) -> dict[str, str]:
        """What is known of whom at a date."""

        def read(session: Session, gathering: int) -> dict[str, str]:
            rows = session.exec(
                select(Person.name, Presence.state)
                .join(Person, col(Person.id) == col(Presence.person_id))
                .where(Presence.gathering_id == gathering)
            )
            return dict(rows.all())

        return self.database.read(read, self.gatherings[place])


def stored_dates(session: Session) -> list[tuple[int, str]]:
    """Block and title of every date that there is."""
    rows = session.exec(
        select(CourseDate.block, Gathering.title)
        .join(Gathering, col(Gathering.id) == col(CourseDate.gathering_id))
        .order_by(col(Gathering.starts_at))
    )
    return list(rows.all())
