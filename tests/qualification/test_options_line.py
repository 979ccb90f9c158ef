"""The line of the tab "Mehr": a number, then the new value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core import journal, language
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.settings import Option
from biq_tui.core.write import Act
from biq_tui.qualification import options
from biq_tui.qualification.course import Course, course, place_of
from biq_tui.qualification.options_line import read_options, rows

from .. import room


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with room.bremen():
        yield


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(room.folder_of(tmp_path, room.course))
    yield opened
    opened.close()


@pytest.fixture
def seen(database: Database) -> Course:
    return database.read(course, 1, "test")


def do(database: Database, typed: str) -> None:
    intention = read_options(typed, database.read(course, 1, "test"), None)
    assert intention.use_case is not None, intention.hint
    act = Act(Actor.FACILITATOR, "test", place_of(1))
    database.write(act, intention.use_case, *intention.args).result()


def number_of(key: str, seen: Course) -> int:
    return next(row.number for row in rows(seen) if row.key == key)


def test_each_row_has_its_name_its_value_and_an_example(seen: Course) -> None:
    listed = rows(seen)
    assert [row.number for row in listed] == list(range(1, len(options.CHOICES) + 3))
    assert listed[0].value == room.COURSE
    assert {row.name: row.value for row in listed}["Minuten einer UE"] == "45"
    assert all(row.name and row.example for row in listed)


@pytest.mark.parametrize(
    ("option", "typed", "value"),
    [
        (options.VENUE, "Haus der Zukunft", "Haus der Zukunft"),
        (options.ACCESS, "Rampe, WC", "Rampe, WC"),
        (options.LAND, "Niedersachsen", "NI"),
        (options.LAND, "hb", "HB"),
        (options.UNIT_MINUTES, "60", "60"),
        (options.FEE, "45,50 €", "45,50"),
        (options.SHARE, "75 %", "75"),
        (options.SHARE, "0", "0"),
        (options.MANDATORY, "6 1", "1, 6"),
        (options.FUNDER, "[/b] {n}", "[/b] {n}"),
        (options.NOTICE, "Gefördert durch …", "Gefördert durch …"),
    ],
)
def test_a_value_is_said_stored_and_taken_away_again(
    option: Option, typed: str, value: str, database: Database, seen: Course
) -> None:
    number = number_of(option.key, seen)
    hint = read_options(f"{number} {typed}", seen, None).hint
    assert hint.startswith("Enter: ")
    do(database, f"{number} {typed}")
    assert database.read(options.values_in_force)[option.key] == value
    do(database, f"{number} nichts")
    assert database.read(options.values_in_force)[option.key] == option.default


def test_title_and_facilitators_belong_to_this_course(database: Database) -> None:
    do(database, "1 BIQ Süd")
    do(database, "2 Kim")
    seen = database.read(course, 1, "test")
    assert (seen.title, seen.facilitators) == ("BIQ Süd", "Kim")
    assert room.sentences(database)[-2:] == [
        "Der Kurs heißt jetzt „BIQ Süd“.",
        "Die Kursleitung von „BIQ Süd“ ist geändert.",
    ]


@pytest.mark.parametrize(
    ("option", "typed"),
    [
        (options.LAND, "Frankreich"),
        (options.UNIT_MINUTES, "29"),
        (options.UNIT_MINUTES, "91"),
        (options.UNIT_MINUTES, "viele"),
        (options.UNIT_MINUTES, "45,5"),
        (options.UNIT_MINUTES, "9" * 200),
        (options.SHARE, "101"),
        (options.SHARE, "-1"),
        (options.SHARE, "²"),
        (options.MANDATORY, "9"),
        (options.FEE, "geschenkt"),
    ],
)
def test_a_value_that_can_not_be_is_refused_in_place(
    option: Option, typed: str, seen: Course
) -> None:
    intention = read_options(f"{number_of(option.key, seen)} {typed}", seen, None)
    assert intention.use_case is None
    assert intention.hint.startswith("Bitte schreiben Sie")
    assert intention.chosen == number_of(option.key, seen)


@pytest.mark.parametrize("typed", ["99 x", "0 x", "x", "Haus am Park", "5", "999 x"])
def test_without_a_row_or_a_value_nothing_is_set(typed: str, seen: Course) -> None:
    intention = read_options(typed, seen, None)
    assert intention.use_case is None
    assert intention.hint


def test_enter_on_a_marked_row_takes_its_value_into_the_line(seen: Course) -> None:
    intention = read_options("", seen, 1)
    assert (intention.command, intention.args) == ("edit", (f"1 {room.COURSE}",))
    example = read_options("", seen, 4)
    venue = next(row for row in rows(seen) if row.number == 4)
    assert example.args == (f"4 {venue.example}",)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    number=st.integers(0, 12),
    value=st.one_of(
        st.sampled_from(["45", "80 %", "Bremen", "nichts", "-", "[/b]", "{run}", "BIQ Nord"]),
        st.text(min_size=1, max_size=20),
    ),
    code=st.sampled_from(["de", "en"]),
)
def test_enter_does_one_step_or_none(
    database: Database, number: int, value: str, code: str
) -> None:
    language.speak(code)
    before = database.read(course, 1, "test")
    intention = read_options(f"{number} {value}", before, None)
    assert intention.hint
    if intention.use_case is None:
        assert not intention.sentence
        return
    act = Act(Actor.FACILITATOR, "test", place_of(1))
    try:
        database.write(act, intention.use_case, *intention.args).result()
    except Refused:  # what only the use case knows: then nothing is done
        assert database.read(journal.last_number) == before.as_of
        return
    written = database.read(journal.last_number) - before.as_of
    assert written in (0, 1)
    if written:
        assert room.newest(database) == intention.sentence
