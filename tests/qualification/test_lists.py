"""The lists of all dates are what the run says, whatever was done in whatever order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from biq_tui.attendance import beforehand, service
from biq_tui.attendance.models import Expected, Presence, Role, Sitting
from biq_tui.core import clock, journal
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.qualification import enrolment, runs
from biq_tui.qualification.course import place_of, run_of
from biq_tui.qualification.curriculum import Block, Curriculum, Module, curriculum
from biq_tui.qualification.lists import TITLE_LENGTH, is_expected, settle, title_of
from biq_tui.qualification.models import Enrolment
from tests.statements import statements

from .courses import Run, day, planned


@pytest.mark.parametrize(
    ("joined", "left", "expected"),
    [
        (None, None, [True, True, True, True]),
        (day(1), None, [False, True, True, True]),
        (None, day(2), [True, True, False, False]),
        (day(1), day(2), [False, True, False, False]),
        (day(1), day(1), [False, False, False, False]),
    ],
)
def test_somebody_is_expected_from_the_day_she_joined_to_the_day_before_she_left(
    joined: date | None, left: date | None, expected: list[bool]
) -> None:
    her = Enrolment(run_id=1, person_id=1, number=1, joined_on=joined, left_on=left)
    assert [is_expected(her, day(n)) for n in range(4)] == expected


def test_a_title_names_block_day_and_what_it_is_about() -> None:
    assert title_of(curriculum(), 3, 1) == "Block 3 · Niemand ist eine Insel!"
    assert title_of(curriculum(), 3, 2) == "Block 3, Tag 2 · Niemand ist eine Insel!"


def test_a_long_title_fits_the_gathering() -> None:
    long = Curriculum("long", "", (Module("", (Block(1, "", "x" * 200),)),), ())
    assert len(title_of(long, 1, 12)) == TITLE_LENGTH


@pytest.mark.parametrize("place", ["", "courses", "course:", "course:x", "gathering:3", "course:²"])
def test_other_places_are_no_run(place: str) -> None:
    assert run_of(place) is None
    assert run_of(place_of(3)) == 3


def test_settling_a_settled_run_changes_nothing(database: Database) -> None:
    run = Run(database)
    run.enrol("Ada Muster")
    number = database.read(journal.last_number)
    run.do(settle, run.run_id)
    assert database.read(journal.last_number) == number


def test_more_people_take_no_more_statements_to_settle(database: Database) -> None:
    counted = []
    for size in (2, 200):
        run = Run(database, title=f"BIQ {size}")
        run.fetch(f"Person {n}" for n in range(size))
        with statements() as sent:
            run.add(planned(50))
        counted.append(len(sent))
    assert counted[0] == counted[1]


def test_a_date_before_midnight_counts_for_its_own_day(database: Database) -> None:
    late = clock.moment_of(day(1), datetime(2027, 3, 6, 23, 30).time())  # noqa: DTZ001 - the wall clock's
    around_midnight = replace(planned(1), starts_at=late, ends_at=late + timedelta(hours=1))
    run = Run(database, [around_midnight])
    run.enrol("Ada Muster", joined=day(1))
    run.enrol("Ali Beispiel", joined=day(2))
    assert run.expected(0) == {"Ada Muster"}


# Any order ---------------------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "enrol", "enrol", "late", "late", "join", "begin", "leave", "stay", "off", "add",
                "move", "remove", "open", "open", "end", "come", "guest", "guest", "known",
                "excuse", "undo", "undo",
            ]
        ),
        st.integers(0, 3),
        st.integers(-2, 3),
    ),
    max_size=20,
)  # fmt: skip
_numbers = count(1)
Found = TypeVar("Found")


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
@example(steps=[("late", 1, 1), ("open", 0, 0), ("guest", 0, 0), ("begin", 1, 0)])
@example(steps=[("join", 0, 1), ("open", 0, 0), ("come", 0, 0)])
@example(steps=[("leave", 0, 1), ("add", 0, 3), ("undo", 0, 1)])
@example(steps=[("remove", 2, 0), ("enrol", 1, 0), ("undo", 0, 1)])
@example(
    steps=[("known", 0, 0), ("excuse", 0, 1), ("enrol", 0, 0), ("enrol", 0, 0), ("undo", 0, 2)]
)
def test_every_list_is_what_the_run_says(
    database: Database, steps: list[tuple[str, int, int]]
) -> None:
    run = Run(database, title=f"BIQ {next(_numbers)}")
    run.enrol("Ada Muster")
    numbers: dict[int, int] = {}
    ended: dict[int, Any] = {}
    for step, one, other in steps:
        with suppress(Refused, IndexError):
            _act(run, step, one, other)()
        holds(run, numbers, ended)


def _act(run: Run, step: str, one: int, other: int) -> Callable[[], Any]:
    def her(number: int) -> int:
        return _any(run.course.people, number).person_id

    def place(number: int) -> int:
        return _any(range(len(run.gatherings)), number)

    acts: dict[str, Callable[[], Any]] = {
        "enrol": lambda: run.enrol(f"Person {one}"),
        "late": lambda: run.enrol(f"Person {one}", joined=day(other)),
        "join": lambda: run.do(enrolment.join, run.run_id, her(one), day(other)),
        "begin": lambda: run.do(enrolment.join, run.run_id, her(one), None),
        "leave": lambda: run.do(enrolment.leave, run.run_id, her(one), day(other)),
        "stay": lambda: run.do(enrolment.leave, run.run_id, her(one), None),
        "off": lambda: run.do(enrolment.take_off, run.run_id, her(one)),
        "add": lambda: run.add(planned(other, block=1 + one)),
        "move": lambda: run.do(runs.change_date, run.date_ids[place(one)], planned(other)),
        "remove": lambda: run.do(runs.remove_date, run.date_ids[place(one)]),
        "open": lambda: run.open(place(one)),
        "end": lambda: run.on_date(place(one), service.end),
        "come": lambda: run.on_date(place(one), service.come, her(other)),
        "guest": lambda: run.on_date(place(one), service.add_guest, f"Gast {other}"),
        "known": lambda: run.fetch([f"Gast {other}"]),
        "excuse": lambda: run.on_date(place(one), beforehand.excuse, her(other)),
        "undo": lambda: _undo_an_own_step(run, other),
    }
    return acts[step]


def _any(items: Sequence[Found], number: int) -> Found:
    """One of them. IndexError if there is none."""
    return items[number % max(len(items), 1)]


def _undo_an_own_step(run: Run, back: int) -> None:
    """One of the last steps on the screen of the course."""
    own = run.database.read(journal.heads, place=place_of(run.run_id))
    standing = [head.number for head in own if not head.undone and head.undo_of is None]
    run.undo(standing[-1 - abs(back)])


def holds(run: Run, numbers: dict[int, int], ended: dict[int, Any]) -> None:
    """What is true of lists and numbers after every step."""
    seen = run.course
    for row in seen.people:
        assert numbers.setdefault(row.person_id, row.number) == row.number, "numbers are stable"
    assert len({row.number for row in seen.people}) == len(seen.people)
    lists = run.database.read(_lists, [row.gathering_id for row in seen.dates])
    her_run = {row.person_id: row for row in seen.people}
    for date_row in seen.dates:
        gathering = date_row.gathering_id
        listed, known = lists[gathering]
        assert known <= listed.keys(), "who is noted is on the list"
        if date_row.sitting is Sitting.ENDED:
            assert ended.setdefault(gathering, (date_row.title, listed)) == (date_row.title, listed)
            continue
        coming = {
            person_id
            for person_id, row in her_run.items()
            if (row.joined_on is None or row.joined_on <= _day_of(date_row.starts_at))
            and (row.left_on is None or _day_of(date_row.starts_at) < row.left_on)
        }
        participants = {p for p, row in listed.items() if row.role == Role.PARTICIPANT}
        assert coming <= participants
        stay = known if date_row.sitting is Sitting.OPEN else set()
        assert participants - coming <= stay, "only who is known this evening stays"
    for block in {row.block for row in seen.dates}:
        titles = [
            row.title
            for row in sorted(seen.dates, key=lambda row: (row.starts_at, row.gathering_id))
            if row.block == block
        ]
        for part, title in enumerate(titles, start=1):
            is_ended = title in {kept for kept, _listed in ended.values()}
            assert title == title_of(curriculum(), block, part) or is_ended


def _lists(session: Session, gatherings: list[int]) -> dict[int, tuple[dict[int, Any], set[int]]]:
    """By gathering: the rows of its list by person, and of whom something is known there."""
    lists: dict[int, tuple[dict[int, Any], set[int]]] = {place: ({}, set()) for place in gatherings}
    columns = select_columns(
        col(Expected.gathering_id),
        col(Expected.person_id),
        col(Expected.number),
        col(Expected.role),
    )
    for row in session.execute(columns.where(col(Expected.gathering_id).in_(gatherings))):
        lists[row.gathering_id][0][row.person_id] = row
    whom = select(Presence.gathering_id, Presence.person_id)
    for place, person in session.exec(whom.where(col(Presence.gathering_id).in_(gatherings))):
        lists[place][1].add(person)
    return lists


def _day_of(moment: datetime) -> date:
    return clock.local(moment).date()
