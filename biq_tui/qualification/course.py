"""What the screens show of a course run: frozen rows, consistent as of one journal entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select as select_columns  # sqlmodel's knows types for 4 columns at most
from sqlmodel import Session, col, func, select

from ..attendance.models import TAKING_PART, Expected, Gathering, Presence, Sitting, State
from ..core import clock, journal
from ..core.errors import Refused
from ..core.free_days import free_day
from ..core.language import _
from ..core.settings import value_of
from ..core.telling import Happened, last_event, last_step
from ..people.directory import told_apart
from ..people.models import Person
from ..people.names import same
from ..people.public import doubles, is_somebody
from .models import CourseDate, CourseRun, Enrolment
from .options import LAND, values_in_force

_PREFIX = "course:"


def place_of(run_id: int) -> str:
    """The journal's name for what is done with this course run."""
    return f"{_PREFIX}{run_id}"


def run_of(place: str) -> int | None:
    """The run's id; None if the place is another one."""
    number = place.removeprefix(_PREFIX)
    return int(number) if place.startswith(_PREFIX) and number.isdecimal() else None


def is_there(session: Session, run_id: int) -> bool:
    """Whether there is such a course: its making may have been taken back."""
    return session.get(CourseRun, run_id) is not None


@dataclass(frozen=True, slots=True)
class DateRow:
    """One date, with the number by which it is named on the screen."""

    number: int
    date_id: int
    gathering_id: int
    block: int
    title: str
    starts_at: datetime
    ends_at: datetime
    break_minutes: int
    units: int
    venue: str
    sitting: Sitting
    expected: int
    excused: int
    free: str
    """The holiday it falls on; "" on an ordinary day."""


@dataclass(frozen=True, slots=True)
class EnrolledRow:
    """Somebody who takes part, with her fixed number."""

    number: int
    person_id: int
    name: str
    latin: str
    joined_on: date | None
    left_on: date | None
    needs: str
    excused: tuple[int, ...]
    """Gatherings to come for which she has cancelled."""
    known_by: str = ""
    """What tells her from others of her name; for the facilitator's eyes only."""
    locked: bool = False
    """She has a privacy lock: no list that others see has her name."""


@dataclass(frozen=True, slots=True)
class Course:
    """A course run as its screen sees it."""

    run_id: int
    title: str
    curriculum: str
    facilitators: str
    dates: tuple[DateRow, ...]
    people: tuple[EnrolledRow, ...]
    options: tuple[tuple[str, str], ...]
    """Key and value in force of everything a house can set."""
    as_of: int
    last_event: Happened | None
    my_step: Happened | None

    @property
    def units(self) -> int:
        """Teaching units of all dates together."""
        return sum(row.units for row in self.dates)

    def told_apart(self, person: EnrolledRow) -> str:
        """Her name, and what tells her from others if more than one on the list has it."""
        if sum(same(person.name, other.name) for other in self.people) < 2:
            return person.name
        return told_apart(person.name, person.known_by, person.number)

    def option(self, key: str) -> str:
        """The value in force of one option."""
        return dict(self.options)[key]

    def next_date(self, person: EnrolledRow) -> DateRow | None:
        """The next planned date at which she is expected and has not cancelled."""
        for row in sorted(self.dates, key=lambda row: row.starts_at):
            day = clock.local(row.starts_at).date()
            joined = person.joined_on is None or person.joined_on <= day
            stays = person.left_on is None or day < person.left_on
            if (
                row.sitting is Sitting.PLANNED
                and row.ends_at >= clock.now()
                and row.gathering_id not in person.excused
                and joined
                and stays
            ):
                return row
        return None


def course(session: Session, run_id: int, station: str) -> Course:
    """Read one course run. Raises Refused if there is none."""
    run = session.get(CourseRun, run_id)
    if run is None:
        raise Refused(_("This course is not there any more."))
    place = place_of(run_id)
    return Course(
        run_id=run_id,
        title=run.title,
        curriculum=run.curriculum,
        facilitators=run.facilitators,
        dates=_dates(session, run_id),
        people=_people(session, run_id),
        options=tuple(values_in_force(session).items()),
        as_of=journal.last_number(session),
        last_event=last_event(session, place),
        my_step=last_step(session, station, place),
    )


def titles(session: Session) -> tuple[str, ...]:
    """The titles of all course runs."""
    return tuple(session.exec(select(CourseRun.title)).all())


def _dates(session: Session, run_id: int) -> tuple[DateRow, ...]:
    land = value_of(session, LAND)
    listed = (
        select(func.count())
        .where(
            col(Expected.gathering_id) == col(Gathering.id),
            col(Expected.role).in_(TAKING_PART),
            col(Expected.person_id).not_in(doubles()),
        )
        .scalar_subquery()
    )
    excused = (
        select(func.count())
        .where(
            col(Presence.gathering_id) == col(Gathering.id),
            col(Presence.state) == State.EXCUSED,
            col(Presence.person_id).not_in(doubles()),
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select_columns(CourseDate, Gathering, listed, excused)
        .join(Gathering, col(Gathering.id) == col(CourseDate.gathering_id))
        .where(col(CourseDate.run_id) == run_id)
        .order_by(col(Gathering.starts_at), col(CourseDate.id))
    )
    return tuple(
        DateRow(
            number=number,
            date_id=date_row.id or 0,
            gathering_id=gathering.id or 0,
            block=date_row.block,
            title=gathering.title,
            starts_at=gathering.starts_at,
            ends_at=gathering.ends_at,
            break_minutes=date_row.break_minutes,
            units=date_row.units,
            venue=gathering.venue,
            sitting=Sitting(gathering.sitting),
            expected=expected,
            excused=cancelled,
            free=free_day(clock.local(gathering.starts_at).date(), land),
        )
        for number, (date_row, gathering, expected, cancelled) in enumerate(rows, start=1)
    )


def _people(session: Session, run_id: int) -> tuple[EnrolledRow, ...]:
    excused: dict[int, list[int]] = {}
    for person_id, gathering_id in session.exec(
        select(Presence.person_id, Presence.gathering_id)
        .join(CourseDate, col(CourseDate.gathering_id) == col(Presence.gathering_id))
        .join(Gathering, col(Gathering.id) == col(Presence.gathering_id))
        .where(
            CourseDate.run_id == run_id,
            Presence.state == State.EXCUSED,
            Gathering.sitting == Sitting.PLANNED,
        )
        .order_by(col(Gathering.starts_at))
    ):
        excused.setdefault(person_id, []).append(gathering_id)
    rows = session.execute(
        select_columns(
            col(Enrolment.number),
            col(Enrolment.person_id),
            col(Person.name),
            col(Person.latin),
            col(Enrolment.joined_on),
            col(Enrolment.left_on),
            col(Enrolment.needs),
            col(Person.known_by),
            col(Person.locked),
        )
        .join(Person, col(Person.id) == col(Enrolment.person_id))
        .where(col(Enrolment.run_id) == run_id, is_somebody())
        .order_by(col(Enrolment.number))
    )
    return tuple(
        EnrolledRow(
            number=row.number,
            person_id=row.person_id,
            name=row.name,
            latin=row.latin,
            joined_on=row.joined_on,
            left_on=row.left_on,
            needs=row.needs,
            excused=tuple(excused.get(row.person_id, ())),
            known_by=row.known_by,
            locked=row.locked,
        )
        for row in rows
    )
