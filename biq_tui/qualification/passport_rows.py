"""What the passports of a run are made of, read in few statements however many people there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from ..attendance.models import BESIDE, Expected, Gathering, Presence, Sitting, State
from ..core import clock
from ..core.settings import value_of
from ..people.models import Person
from ..people.public import is_somebody
from .making_up import Taught
from .models import CountedUnits, CourseDate, CourseRun, Enrolment
from .options import UNIT_MINUTES
from .units import suggested


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody was at a date."""

    units: int
    """That count."""
    by_hand: bool = False
    """The facilitator has set them."""
    suggested: int | None = None
    """What coming late or leaving early would leave of them; None: all."""
    late_minutes: int | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody enrolled, with the dates she was at, in whatever run; by id of the date."""

    number: int
    person_id: int
    name: str
    joined_on: date | None
    left_on: date | None
    decided_because: str
    stays: Mapping[int, Stay]
    cancelled: frozenset[int] = frozenset()
    latin: str = ""
    known_by: str = ""
    locked: bool = False

    def is_enrolled_on(self, moment: datetime) -> bool:
        """Whether she is awaited then: she has joined and not left."""
        day = clock.local(moment).date()
        joined = self.joined_on is None or self.joined_on <= day
        return joined and (self.left_on is None or day < self.left_on)


def taught(session: Session, curriculum: str) -> tuple[Taught, ...]:
    """The dates of all runs of a curriculum, by time."""
    rows = session.execute(
        select_columns(CourseDate, Gathering, col(CourseRun.title))
        .join(Gathering, col(Gathering.id) == col(CourseDate.gathering_id))
        .join(CourseRun, col(CourseRun.id) == col(CourseDate.run_id))
        .where(col(CourseRun.curriculum) == curriculum)
        .order_by(col(Gathering.starts_at), col(CourseDate.id))
    )
    return tuple(
        Taught(
            date_id=row.id or 0,
            run_id=row.run_id,
            run=title,
            block=row.block,
            units=row.units,
            starts_at=gathering.starts_at,
            ends_at=gathering.ends_at,
            break_minutes=row.break_minutes,
            ended=gathering.sitting == Sitting.ENDED,
            ended_at=gathering.ended_at if gathering.sitting == Sitting.ENDED else None,
        )
        for row, gathering, title in rows
    )


def members(session: Session, run_id: int, dates: tuple[Taught, ...]) -> tuple[Member, ...]:
    """Everybody enrolled in a run, by number. `dates`: of all runs of its curriculum."""
    stays, cancelled = _stays(session, run_id, {date.date_id: date for date in dates})
    rows = session.execute(
        select_columns(Enrolment, Person)
        .join(Person, col(Person.id) == col(Enrolment.person_id))
        .where(col(Enrolment.run_id) == run_id, is_somebody())
        .order_by(col(Enrolment.number))
    )
    return tuple(
        Member(
            number=enrolment.number,
            person_id=enrolment.person_id,
            name=person.name,
            joined_on=enrolment.joined_on,
            left_on=enrolment.left_on,
            decided_because=enrolment.decided_because,
            stays=stays.get(enrolment.person_id, {}),
            cancelled=frozenset(cancelled.get(enrolment.person_id, ())),
            latin=person.latin,
            known_by=person.known_by,
            locked=person.locked,
        )
        for enrolment, person in rows
    )


def _stays(
    session: Session, run_id: int, dates: Mapping[int, Taught]
) -> tuple[dict[int, dict[int, Stay]], dict[int, set[int]]]:
    """By person: her stay at each date, and the dates for which she has cancelled."""
    unit_minutes = int(value_of(session, UNIT_MINUTES))
    rows = session.execute(
        select_columns(
            col(CourseDate.id),
            col(Presence.person_id),
            col(Presence.state),
            col(Presence.late_minutes),
            col(Presence.left_at),
            col(CountedUnits.units),
        )
        .join(CourseDate, col(CourseDate.gathering_id) == col(Presence.gathering_id))
        .join(
            Expected,
            (col(Expected.gathering_id) == col(Presence.gathering_id))
            & (col(Expected.person_id) == col(Presence.person_id)),
            isouter=True,
        )
        .join(
            CountedUnits,
            (col(CountedUnits.date_id) == col(CourseDate.id))
            & (col(CountedUnits.person_id) == col(Presence.person_id)),
            isouter=True,
        )
        .where(
            col(Presence.person_id).in_(
                select(Enrolment.person_id).where(Enrolment.run_id == run_id)
            ),
            col(Expected.role).is_(None) | col(Expected.role).not_in(BESIDE),
            col(Presence.state).in_((State.PRESENT, State.EXCUSED)),
        )
        .order_by(col(CourseDate.id), col(Presence.person_id))
    )
    stays: dict[int, dict[int, Stay]] = {}
    cancelled: dict[int, set[int]] = {}
    for date_id, person_id, state, late, left_at, by_hand in rows:
        if date_id not in dates:  # of another curriculum
            continue
        if state != State.PRESENT:
            cancelled.setdefault(person_id, set()).add(date_id)
            continue
        its = dates[date_id]
        stays.setdefault(person_id, {})[date_id] = Stay(
            units=its.units if by_hand is None else min(by_hand, its.units),
            by_hand=by_hand is not None,
            suggested=suggested(its, late, left_at, unit_minutes),
            late_minutes=late,
            left_at=left_at,
        )
    return stays, cancelled
