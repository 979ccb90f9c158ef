"""The yearly Löschlauf: what goes when its time is over, and that the numbers stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import SQLModel

from biq_tui.attendance.models import Arrival, Expected, Gathering, Presence
from biq_tui.core import clock, telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import last_number
from biq_tui.events.models import Helper, Shift
from biq_tui.meetings.models import IdeaByPhone
from biq_tui.people.models import Badge, Person
from biq_tui.people.public import BLOCKED, ERASED
from biq_tui.privacy.classes import CLASSES, due, set_months
from biq_tui.privacy.cleaning import run
from biq_tui.privacy.timetable import timetable
from biq_tui.privacy.yearly import is_due
from biq_tui.qualification.models import Enrolment, Payment
from tests.core.bytes_of import places_holding

from .houses import NAME, OTHER, WORDS, House, house, rows, today


def after(years: float) -> datetime:
    return clock.now() + timedelta(days=366 * years)


def now_due(its: House) -> dict[str, int]:
    seen = its.database.read(timetable, today())
    return {row.record_class.key: len(row.now) for row in seen if row.now}


def test_every_table_belongs_to_a_class() -> None:
    classed = {table for its in CLASSES for table in its.tables}
    assert {table.name for table in SQLModel.metadata.sorted_tables} == classed


def test_every_class_says_what_for_on_what_ground_and_whence_its_time_comes() -> None:
    for its in CLASSES:
        assert its.purpose
        assert its.basis
        assert its.source or not its.after


def test_the_end_of_a_year_counts_where_the_law_counts_so() -> None:
    receipts = next(its for its in CLASSES if its.key == "payments")
    arrivals = next(its for its in CLASSES if its.key == "arrivals")
    day = datetime(2027, 1, 31, tzinfo=UTC).date()
    assert f"{due(receipts, day, 120)}" == "2037-12-31"
    assert f"{due(arrivals, day, 1)}" == "2027-02-28"


def test_today_nothing_goes_and_half_a_year_later_what_nobody_needs(database: Database) -> None:
    its = house(database)
    assert now_due(its) == {}
    with clock.standing_at(after(0.5)):
        due_then = now_due(its)
        assert due_then["arrivals"] == 1
        assert due_then["meetings"] == 1
        assert due_then["idea_names"] == 1
        assert due_then["helpers"] == 1
        assert not due_then.keys() & {"attendance", "payments", "certificates", "people"}
        _done, tables = its.do(run)
        its.forget(tables)
        assert now_due(its) == {}
    for model in (Arrival, Helper):
        assert database.read(rows, model) == []
    assert [row.name for row in database.read(rows, IdeaByPhone)] == [""]
    assert [row.helped for row in database.read(rows, Shift)] == [2]
    meeting = next(row for row in database.read(rows, Gathering) if row.kind == "meeting")
    assert meeting.head_count == 0


def test_in_the_end_nobody_is_left_and_every_count_is(database: Database) -> None:
    its = house(database)
    before = len(database.read(rows, Presence)), len(database.read(rows, Enrolment))
    with clock.standing_at(after(3)):
        its.do(run)
        assert {row.name for row in database.read(rows, Person)} >= {BLOCKED}
        assert database.read(rows, Badge) == []
    for years in (7, 14):
        with clock.standing_at(after(years)):
            its.do(run)
    names = [table.name for table in SQLModel.metadata.sorted_tables]
    database.forget(*names, anew=True)
    assert {row.name for row in database.read(rows, Person)} == {ERASED}
    assert places_holding(database, [*WORDS, OTHER]) == []
    assert database.read(rows, Payment) == []
    assert (len(database.read(rows, Presence)), len(database.read(rows, Enrolment))) == before
    assert len(its.run.course.people) == 2


def test_somebody_who_still_comes_stays_and_only_her_old_course_loses_her(
    database: Database,
) -> None:
    def come_again(write: object) -> None:
        from biq_tui.core.write import Write

        assert isinstance(write, Write)
        starts = clock.now()
        at = write.insert(
            Gathering(
                kind="meeting",
                title="Treffen",
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
            )
        )
        assert at is not None
        write.insert(Expected(gathering_id=at.id or 0, person_id=its.other_id, number=1))
        write.tell("test.came")

    its = house(database, paid=False, certified=False)
    with clock.standing_at(after(8)):
        its.do(come_again)
        its.do(run)
    left = database.read(rows, Enrolment)
    assert its.other_id not in {row.person_id for row in left}
    assert database.read(lambda session: session.get(Person, its.other_id).name) == OTHER  # type: ignore[union-attr]
    assert [row.name for row in its.run.course.people] == [ERASED, ERASED]


def test_the_run_can_not_be_taken_back_and_comes_once_a_year(lived: House) -> None:
    its, database = lived, lived.database
    its.do(run)
    with pytest.raises(Refused):
        its.do(telling.take_back, database.read(last_number))
    assert is_due("", today())
    assert not is_due(today().isoformat(), today())
    assert is_due(today().isoformat(), after(1).date())


def test_the_house_can_keep_a_class_for_another_time(lived: House) -> None:
    its, database = lived, lived.database
    its.do(set_months, "arrivals", 24)
    with clock.standing_at(after(0.5)):
        assert "arrivals" not in now_due(its)
    for key in ("votes", "helpers", "unknown"):
        with pytest.raises(Refused):
            its.do(set_months, key, 1)
    assert NAME in {row.name for row in database.read(rows, Person)}
