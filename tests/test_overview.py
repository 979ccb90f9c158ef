"""Heute's numbers: the same from the open database, from the bare file, and on either engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.attendance import beforehand, service
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.overview import MOST_DATES, Overview, glance, overview
from biq_tui.qualification import enrolment, runs
from biq_tui.qualification.enrolment import Newcomer
from tests.attendance.rooms import opened
from tests.core.conftest import (
    _empty,
    database,
    folder,
    postgresql_for_rows,
    sqlite_for_rows,
)
from tests.qualification.courses import START, Run, planned
from tests.statements import statements

__all__ = ["database", "folder", "postgresql_for_rows", "sqlite_for_rows"]

ADA, ALI, CEM = "Ada Muster", "Ali Beispiel", "Cem Probe"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is the afternoon of START's day; `planned(0)` is this evening."""
    with clock.standing_at(START.astimezone(UTC) - timedelta(hours=1)):
        yield


def seen(database: Database) -> Overview:
    return database.read(overview)


def file_of(database: Database) -> Path:
    return Path(database.url.database or "")


def test_nothing_is_there_at_first(database: Database) -> None:
    assert seen(database) == Overview(0, (), (), None, (), 0)
    assert seen(database).is_empty


@pytest.mark.parametrize("what", ["people", "runs"])
def test_as_soon_as_something_is_there_it_is_not_empty(database: Database, what: str) -> None:
    act = Act(Actor.FACILITATOR, "laptop-1", "")
    if what == "people":
        database.write(act, enrolment.collect_all, [Newcomer(ADA)]).result()
    else:
        database.write(act, runs.new_run, "BIQ Huchting", []).result()
    assert not seen(database).is_empty


def test_an_evening_in_numbers(database: Database) -> None:
    run = Run(database)
    ada, ali, cem = run.enrol(ADA, ALI, CEM)
    run.on_date(0, beforehand.excuse, cem)
    run.open(0)
    for person in (ada, ali):
        run.on_date(0, service.come, person)
    run.on_date(0, service.leave, ali)
    run.on_date(0, service.report, "key-of-one-phone", "Fatima")
    today, *later = seen(database).dates
    assert (today.expected, today.excused, today.here, today.were) == (3, 1, 1, 2)
    assert (today.waiting, today.sitting) == (1, "open")
    assert (today.venue, today.title) == ("Haus am Park", run.course.dates[0].title)
    assert (today.starts_at, today.ends_at) == (START, START + timedelta(hours=3))
    assert [(date.expected, date.excused, date.here) for date in later] == [(3, 0, 0)] * 2


def test_needs_are_counted_for_those_who_have_not_cancelled(database: Database) -> None:
    run = Run(database)
    ada, ali, cem = run.enrol(ADA, ALI, CEM)
    for person, needs in ((ada, "Hörschleife"), (ali, "Rampe, Hörschleife, "), (cem, "Rampe")):
        run.do(enrolment.need, run.run_id, person, needs)
    assert seen(database).dates[0].needs == (("Hörschleife", 2), ("Rampe", 2))
    run.on_date(0, beforehand.excuse, ali)
    assert seen(database).dates[0].needs == (("Hörschleife", 1), ("Rampe", 1))
    assert seen(database).dates[1].needs == (("Hörschleife", 2), ("Rampe", 2))
    run.open(0)
    run.on_date(0, service.come, ada)
    run.on_date(0, service.miss, cem)
    assert seen(database).dates[0].needs == (("Hörschleife", 1),)


def test_needs_of_who_is_not_expected_that_day_are_not_counted(database: Database) -> None:
    run = Run(database)
    (ada,) = run.enrol(ADA)
    run.do(enrolment.need, run.run_id, ada, "Rampe")
    run.do(enrolment.leave, run.run_id, ada, planned(1).starts_at.date())
    assert [date.needs for date in seen(database).dates] == [(("Rampe", 1),), (), ()]


def test_what_was_is_apart_from_what_comes(database: Database) -> None:
    run = Run(database, [planned(day) for day in (-9, -2, -1, 0, 5)])
    run.open(1)
    run.on_date(1, service.end)
    now = seen(database)
    assert [date.gathering_id for date in now.dates] == run.gatherings[3:]
    assert [date.gathering_id for date in now.unfinished] == [run.gatherings[0], run.gatherings[2]]
    assert now.last is not None
    assert now.last.gathering_id == run.gatherings[1]


def test_an_evening_that_ended_today_is_still_one_of_today(database: Database) -> None:
    run = Run(database)
    run.open(0)
    run.on_date(0, service.end)
    with clock.standing_at(START.astimezone(UTC) + timedelta(hours=4)):
        assert [date.gathering_id for date in seen(database).dates] == run.gatherings
        assert seen(database).last is None


def test_a_course_in_numbers(database: Database) -> None:
    run = Run(database, [planned(-28), planned(0), planned(28)])
    run.enrol(ADA, ALI)
    (course,) = seen(database).courses
    assert (course.title, course.people, course.dates) == ("BIQ Huchting", 2, 3)
    assert (course.first, course.next, course.last) == (
        START - timedelta(days=28), START, START + timedelta(days=28),
    )  # fmt: skip
    assert seen(database).people == 2


def test_courses_stand_by_their_last_date_those_without_dates_at_the_end(
    database: Database,
) -> None:
    for title, dates in (("A", []), ("B", [planned(3)]), ("C", [planned(30)]), ("D", [])):
        Run(database, dates, title)
    assert [course.title for course in seen(database).courses] == ["C", "B", "D", "A"]
    assert seen(database).courses[-1].next is None


def test_only_so_many_dates_are_shown(database: Database) -> None:
    Run(database, [planned(day) for day in range(MOST_DATES + 5)])
    assert len(seen(database).dates) == MOST_DATES


def test_more_dates_and_people_take_no_more_statements(database: Database) -> None:
    counted = []
    for size in (1, 20):
        run = Run(database, [planned(day) for day in range(size)], f"BIQ {size}")
        run.fetch(f"Person {n}" for n in range(size))
        with statements() as sent:
            seen(database)
        counted.append(len(sent))
    assert counted[0] == counted[1] <= 12


# Any state, on both engines ----------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "date", "date", "enrol", "enrol", "excuse", "open", "open", "come", "leave",
                "guest", "phone", "end", "need", "away", "move", "remove", "run", "collect",
            ]
        ),
        st.integers(0, 5),
        st.integers(-3, 3),
    ),
    max_size=15,
)  # fmt: skip
_numbers = count(1)


@pytest.fixture
def twins(tmp_path: Path, postgresql_for_rows: str) -> Iterator[tuple[Database, Database]]:
    """The same program on SQLite and on PostgreSQL, both empty."""
    with opened(tmp_path / "one") as one, opened(tmp_path / "two", postgresql_for_rows) as two:
        _empty(two)
        yield one, two


@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS, now=st.integers(-100, 100))
def test_glance_and_both_engines_say_the_same_of_any_state(
    twins: tuple[Database, Database], steps: list[tuple[str, int, int]], now: int
) -> None:
    number = next(_numbers)
    for twin in twins:
        go(Run(twin, title=f"BIQ {number}"), steps)
    with clock.standing_at(START.astimezone(UTC) + timedelta(hours=now)):
        on_file, on_sqlite, on_postgresql = (
            glance(file_of(twins[0])), seen(twins[0]), seen(twins[1]),
        )  # fmt: skip
    assert on_file == on_sqlite
    assert plainly(on_sqlite) == plainly(on_postgresql)


def go(run: Run, steps: list[tuple[str, int, int]]) -> None:
    """What a facilitator and some phones may do; what is refused is not done."""
    for place, (step, one, other) in enumerate(steps):
        with suppress(Refused, IndexError):
            _go(run, step, one, other, place)


def _go(run: Run, step: str, one: int, other: int, place: int) -> None:
    people, date = run.course.people, one % max(len(run.gatherings), 1)
    act: dict[str, Any] = {
        "date": lambda: run.add(planned(other, block=1 + one)),
        "enrol": lambda: run.enrol(f"Person {one}"),
        "excuse": lambda: run.on_date(date, beforehand.excuse, people[other].person_id),
        "open": lambda: run.open(date),
        "come": lambda: run.on_date(date, service.come, people[other].person_id),
        "leave": lambda: run.on_date(date, service.leave, people[other].person_id),
        "guest": lambda: run.on_date(date, service.add_guest, f"Gast {other}"),
        "phone": lambda: run.on_date(date, service.report, f"key {place}", f"Person {other}"),
        "end": lambda: run.on_date(date, service.end),
        "need": lambda: run.do(
            enrolment.need, run.run_id, people[other].person_id, ("Rampe", "Ton, Rampe")[one % 2]
        ),
        "away": lambda: run.do(
            enrolment.leave, run.run_id, people[one].person_id, planned(other).starts_at.date()
        ),
        "move": lambda: run.do(runs.change_date, run.date_ids[date], planned(other)),
        "remove": lambda: run.do(runs.remove_date, run.date_ids[date]),
        "run": lambda: Run(
            run.database, [planned(other)] * (one % 2), f"{run.course.title} {place}"
        ),
        "collect": lambda: run.do(enrolment.collect_all, [Newcomer(f"Person {one}")]),
    }
    act[step]()


def plainly(looked: Overview) -> Any:
    """Without ids, which PostgreSQL also uses up for what was refused."""
    dates = [looked.dates, looked.unfinished, (looked.last,) if looked.last else ()]
    return (
        looked.as_of,
        looked.people,
        [
            [replace(date, gathering_id=0, run_id=date.run_id and 1) for date in some]
            for some in dates
        ],
        [replace(course, run_id=0) for course in looked.courses],
    )
