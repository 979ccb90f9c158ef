"""A list is taken whole, in one step, once; and it is taken back whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from biq_tui.attendance import beforehand, service
from biq_tui.core import journal
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.rows import CHUNK
from biq_tui.people import service as people
from biq_tui.people.models import Person
from biq_tui.qualification import enrolment
from biq_tui.qualification.enrolment import Newcomer
from biq_tui.qualification.roster_matching import newcomers
from tests.attendance.rooms import STATION, everything
from tests.statements import statements

from .courses import Run, day, listed, planned

NAMES = st.sampled_from(
    [
        "Ada Muster", "ada muster", "Muster Ada", "Ali Beispiel", "Олена Зразок",
        "Олена Зразок/Olena Zrazok", "Olena Zrazok", "Zoë Groß", "Zoe Gross", "🙂", "李小龍",
    ]
)  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["enrol", "other", "collect", "late", "leave", "excuse", "guest", "rename"]
        ),
        NAMES,
    ),
    max_size=5,
)
FIXTURE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
_numbers = count(1)


def plainly(run: Run) -> Any:
    """What the facilitator sees of the course: names and numbers, no ids."""
    seen = run.course
    lists = [sorted(run.list_of(place).items()) for place in range(len(seen.dates))]
    return [(row.number, row.name, row.latin, row.joined_on) for row in seen.people], lists


def go_before(run: Run, steps: Sequence[tuple[str, str]]) -> None:
    """Whatever may have happened before a list is fetched."""
    run.open(0)
    other = Run(run.database, [planned(3)], f"Another {next(_numbers)}")
    for step, name in steps:
        (newcomer,) = listed([name])
        enrolled = [row.person_id for row in run.course.people]
        if step == "enrol":
            run.enrol(newcomer.name)
        elif step == "other":
            other.fetch([name])
        elif step == "collect":
            run.do(enrolment.collect_all, [Newcomer(newcomer.name, newcomer.latin)])
        elif step == "late":
            run.enrol(newcomer.name, joined=day(1))
        elif step == "guest":
            run.on_date(0, service.add_guest, newcomer.name)
        elif enrolled and step == "leave":
            run.do(enrolment.leave, run.run_id, enrolled[0], day(1))
        elif enrolled and step == "rename":
            run.do(people.name, enrolled[0], newcomer.name)
        elif enrolled and enrolled[-1] not in _cancelled(run):
            run.on_date(2, beforehand.excuse, enrolled[-1])


def _cancelled(run: Run) -> set[int]:
    gone = {row.person_id for row in run.course.people if row.excused or row.left_on}
    return gone


@settings(max_examples=15, suppress_health_check=FIXTURE)
@given(before=STEPS, names=st.lists(NAMES, max_size=8))
@example(before=[], names=["Ada Muster", "Ada Muster"])
@example(before=[("guest", "Ada Muster"), ("late", "Ali Beispiel")], names=["Ada Muster"] * 3)
@example(before=[("late", "Ada Muster"), ("guest", "Zoë Groß")], names=["Zoe Gross", "Ada Muster"])
def test_an_import_taken_back_leaves_no_trace_and_the_next_one_is_the_same(
    database: Database, before: list[tuple[str, str]], names: list[str]
) -> None:
    run = Run(database, title=f"BIQ {next(_numbers)}")
    go_before(run, before)
    was, shown, number = everything(database), plainly(run), database.read(journal.last_number)

    first = run.fetch(names)
    after = plainly(run)
    imported = database.read(journal.last_number)
    assert imported == number + bool(newcomers(first)), "one step, or none if nobody is new"

    if imported > number:
        run.undo()
        assert everything(database) == was
        assert plainly(run) == shown

    assert run.fetch(names) == first
    assert plainly(run) == after

    again = everything(database)
    assert newcomers(run.fetch(names)) == (), "the same list once more doubles nobody"
    assert everything(database) == again


def test_an_import_is_one_step_and_says_how_many(database: Database) -> None:
    run = Run(database)
    run.enrol("Ada Muster")
    run.fetch(["Ada Muster", "Ali Beispiel", "Cem Probe"])
    last = run.course.last_event
    assert last is not None
    assert last.sentence == "2 Menschen sind neu auf der Liste."
    assert run.numbers == {"Ada Muster": 1, "Ali Beispiel": 2, "Cem Probe": 3}
    assert all(run.expected(place) == set(run.names) for place in range(3))


def test_the_latin_spelling_comes_with_the_list(database: Database) -> None:
    run = Run(database)
    run.fetch(["Олена Зразок/Olena Zrazok"])
    (row,) = run.course.people
    assert (row.name, row.latin) == ("Олена Зразок", "Olena Zrazok")


def test_people_of_another_course_are_the_same_people_in_this_one(database: Database) -> None:
    first, second = Run(database), Run(database, title="BIQ Gröpelingen")
    first.fetch(["Ada Muster", "Ali Beispiel"])
    second.fetch(["Ali Beispiel", "Cem Probe"])
    assert second.person("Ali Beispiel") == first.person("Ali Beispiel")
    assert len(everything(database)["person"]) == 3
    second.undo()
    assert first.names == ["Ada Muster", "Ali Beispiel"]


def test_two_laptops_that_fetch_the_same_list_double_nobody_who_is_known(
    database: Database,
) -> None:
    run = Run(database)
    run.do(enrolment.collect_all, [Newcomer("Ada Muster"), Newcomer("Ali Beispiel")])
    both = [run.look(["Ada Muster", "Ali Beispiel"]) for _laptop in range(2)]
    for seen in both:
        run.do(enrolment.enrol_all, run.run_id, newcomers(seen))
    assert run.names == ["Ada Muster", "Ali Beispiel"]


# What stands in the way --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "step", "sentence"),
    [
        (0, service.come, "Ali Beispiel ist da."),
        (2, beforehand.excuse, "Ali Beispiel hat für den 2.4.2027 abgesagt."),
    ],
)
def test_an_import_is_not_taken_back_past_what_came_later(
    database: Database, place: int, step: Any, sentence: str
) -> None:
    run = Run(database)
    run.open(0)
    run.fetch(["Ada Muster", "Ali Beispiel"])
    imported = database.read(journal.last_number)
    run.on_date(place, step, run.person("Ali Beispiel"))
    before = everything(database)
    with pytest.raises(Refused) as refused:
        run.undo(imported)
    assert sentence in refused.value.sentence
    assert everything(database) == before


def test_an_import_is_taken_back_once_what_came_later_is_taken_back(database: Database) -> None:
    run = Run(database)
    before = everything(database)
    run.fetch(["Ada Muster"])
    imported = database.read(journal.last_number)
    run.do(enrolment.need, run.run_id, run.person("Ada Muster"), "Rampe")
    with pytest.raises(Refused, match="Ada Muster braucht: Rampe"):
        run.undo(imported)
    run.undo()
    run.undo(imported)
    assert everything(database) == before


def test_a_phone_that_came_in_stands_in_the_way_of_taking_her_off_again(
    database: Database,
) -> None:
    run = Run(database)
    run.open(0)
    run.fetch(["Ada Muster"])
    imported = database.read(journal.last_number)
    run.on_date(0, service.report, "key-of-one-phone", "Ada Muster")
    with pytest.raises(Refused, match=r"Ada Muster ist da\."):
        run.undo(imported)


def test_new_people_appear_on_the_list_of_an_open_evening(database: Database) -> None:
    run = Run(database)
    run.open(0)
    run.on_date(0, service.report, "key-of-one-phone", "Ada Muster")
    run.fetch(["Ada Muster", "Ali Beispiel"])
    assert run.expected(0) == {"Ada Muster", "Ali Beispiel"}
    run.on_date(0, service.report, "key-of-another-phone", "Ali Beispiel")
    assert run.states(0) == {"Ali Beispiel": "present"}


# Many --------------------------------------------------------------------------------------------


MANY = 2 * CHUNK + 100
"""More than two of the pieces in which rows are sent, with a rest."""


def test_thousands_of_people_at_twelve_dates_take_few_statements_and_so_does_their_undo(
    database: Database,
) -> None:
    run = Run(database, [planned(week * 7) for week in range(12)])
    before = everything(database)
    many = [Newcomer(f"Person {n}") for n in range(MANY)]
    with statements() as sent:
        run.do(enrolment.enrol_all, run.run_id, many)
    assert len(sent) <= 40
    with database.reading() as session:
        assert len(session.exec(select(Person.id)).all()) == MANY
    with statements() as sent:
        run.undo()
    assert len(sent) <= 160
    assert everything(database) == before


def test_one_more_person_in_a_run_of_many_takes_as_many_statements_as_in_a_small_one(
    database: Database,
) -> None:
    counted = []
    for size in (3, 300):
        run = Run(database, title=f"BIQ {size}", station=STATION)
        run.do(enrolment.enrol_all, run.run_id, [Newcomer(f"Person {n}") for n in range(size)])
        with statements() as sent:
            run.enrol("Ada Muster")
        counted.append(len(sent))
    assert counted[0] == counted[1]
