"""What the screen of a course reads: consistent rows, in few statements."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from biq_tui.attendance import beforehand, service
from biq_tui.attendance.models import Sitting
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.qualification import enrolment
from biq_tui.qualification.course import course, titles
from biq_tui.qualification.options import CHOICES, LAND, set_option
from tests.attendance.rooms import STATION
from tests.statements import statements

from .courses import START, TITLE, Run, day, planned

ADA, ALI = "Ada Muster", "Ali Beispiel"


def test_dates_are_numbered_in_the_order_of_time(database: Database) -> None:
    run = Run(database, [planned(28, block=2), planned(1), planned(0)])
    run.enrol(ADA, ALI)
    run.on_date(1, beforehand.excuse, run.person(ADA))
    rows = run.course.dates
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.starts_at for row in rows] == [START + timedelta(days=n) for n in (0, 1, 28)]
    assert [(row.expected, row.excused) for row in rows] == [(2, 0), (2, 1), (2, 0)]
    assert {row.sitting for row in rows} == {Sitting.PLANNED}
    assert run.course.units == 9


def test_a_holiday_is_named_for_the_land_of_the_house(database: Database) -> None:
    run = Run(database, [planned(0), planned(21), planned(28)])
    assert [row.free for row in run.course.dates] == ["", "Karfreitag, Osterferien", "Osterferien"]
    run.do(set_option, LAND.key, "Bayern")
    assert run.course.dates[1].free == "Karfreitag", "Bavaria's school holidays are unknown here"
    assert run.course.option(LAND.key) == "BY"


def test_people_stand_by_their_numbers_with_all_that_is_known(database: Database) -> None:
    run = Run(database)
    ada, ali = run.enrol(ADA, ALI)
    run.do(enrolment.join, run.run_id, ada, day(0))
    run.do(enrolment.leave, run.run_id, ada, day(20))
    run.do(enrolment.need, run.run_id, ada, "Rampe")
    for place in (1, 0):
        run.on_date(place, beforehand.excuse, ali)
    first, second = run.course.people
    assert (first.number, first.name, first.joined_on, first.left_on, first.needs) == (
        1, ADA, day(0), day(20), "Rampe",
    )  # fmt: skip
    assert second.excused == tuple(run.gatherings[:2]), "in the order of the dates"
    run.open(0)
    assert run.course.people[1].excused == (run.gatherings[1],), "that date has begun"


def test_the_next_date_is_the_one_she_can_still_cancel(database: Database) -> None:
    run = Run(database)
    ada, ali = run.enrol(ADA, ALI)

    def next_of(place: int) -> int | None:
        seen = run.course
        found = seen.next_date(seen.people[place])
        return None if found is None else run.gatherings.index(found.gathering_id)

    with clock.standing_at(START.astimezone(UTC) - timedelta(days=1)):
        assert next_of(0) == 0
        run.on_date(0, beforehand.excuse, ada)
        assert (next_of(0), next_of(1)) == (1, 0)
        run.do(enrolment.join, run.run_id, ali, day(2))
        assert next_of(1) == 2
        run.do(enrolment.leave, run.run_id, ada, day(1))
        assert next_of(0) is None
    with clock.standing_at(START.astimezone(UTC) + timedelta(days=29)):
        assert next_of(1) is None
    run.open(2)
    assert next_of(1) is None


def test_the_options_are_those_of_the_house(database: Database) -> None:
    run = Run(database)
    assert dict(run.course.options) == {
        choice.option.key: choice.option.default for choice in CHOICES
    }


def test_what_happened_and_the_own_step_are_told(database: Database) -> None:
    run = Run(database)
    assert run.course.my_step is None, "the course was made on another screen"
    run.enrol(ADA)
    other = database.read(course, run.run_id, "laptop-2")
    assert other.last_event is not None
    assert other.last_event.sentence == "Ada Muster steht auf der Liste."
    assert other.my_step is None
    assert run.course.my_step == run.course.last_event == other.last_event
    assert run.course.as_of == 2


def test_a_course_that_is_gone_is_told(database: Database) -> None:
    run = Run(database)
    run.undo()
    with pytest.raises(Refused, match="gibt es nicht mehr"):
        database.read(course, run.run_id, STATION)


def test_all_titles_are_known(database: Database) -> None:
    Run(database)
    Run(database, title="BIQ Gröpelingen")
    assert set(database.read(titles)) == {TITLE, "BIQ Gröpelingen"}


def test_more_dates_and_people_take_no_more_statements(database: Database) -> None:
    counted = []
    for size in (1, 20):
        run = Run(database, [planned(n) for n in range(size)], f"BIQ {size}")
        run.fetch(f"Person {n}" for n in range(size))
        run.open(0)
        run.on_date(0, service.come, run.course.people[0].person_id)
        with statements() as sent:
            database.read(course, run.run_id, STATION)
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 13
