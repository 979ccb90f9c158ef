"""The line of a course's dates: a number, then what changes; nothing else changes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.attendance.models import Sitting
from biq_tui.core import journal, language
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.intention import Intention
from biq_tui.core.journal import Actor
from biq_tui.core.language import LANGUAGES, _
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.qualification import runs
from biq_tui.qualification.course import Course, DateRow, course, place_of
from biq_tui.qualification.dates_line import GRAMMAR, as_text, read_dates
from biq_tui.qualification.runs import PlannedDate

from .. import room

berlin = pytest.mark.skipif(sys.platform == "win32", reason="the time zone can't be set on Windows")


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


def planned(intention: Intention) -> PlannedDate:
    """What Enter would make of the date."""
    assert intention.use_case in (runs.change_date, runs.add_date), intention.hint
    made = intention.args[1]
    assert isinstance(made, PlannedDate)
    return made


def date_number(number: int, seen: Course) -> DateRow:
    return next(row for row in seen.dates if row.number == number)


# What changes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("3 9.4.", "Fr 9.4.2027, 17:00–20:15, 15 Min. Pause, 4 UE, Haus am Park, Raum 2"),
        ("3 Fr 9.4.27", "Fr 9.4.2027, 17:00–20:15, 15 Min. Pause, 4 UE, Haus am Park, Raum 2"),
        ("3 9.4. 18-20", "Fr 9.4.2027, 18:00–20:00, 0 Min. Pause, 2 UE, Haus am Park, Raum 2"),
        ("1 18-20", "Fr 5.3.2027, 18:00–20:00, 0 Min. Pause, 2 UE, Haus am Park, Raum 2"),
        ("1 pause 30", "Fr 5.3.2027, 17:00–20:15, 30 Min. Pause, 3 UE, Haus am Park, Raum 2"),
        ("1 break 30, 5 UE", "Fr 5.3.2027, 17:00–20:15, 30 Min. Pause, 5 UE, Haus am Park, Raum 2"),
        ("1 5 ue", "Fr 5.3.2027, 17:00–20:15, 15 Min. Pause, 5 UE, Haus am Park, Raum 2"),
        ("1 Haus der Zukunft", "Fr 5.3.2027, 17:00–20:15, 15 Min. Pause, 4 UE, Haus der Zukunft"),
        ("1, Saal", "Fr 5.3.2027, 17:00–20:15, 15 Min. Pause, 4 UE, Saal"),
        (
            "2 7.3. 10-15, pause 60, 5 UE, Saal",
            "So 7.3.2027, 10:00–15:00, 60 Min. Pause, 5 UE, Saal",
        ),
    ],
)
def test_only_what_is_written_changes_and_units_follow_the_times(
    typed: str, hint: str, seen: Course
) -> None:
    intention = read_dates(typed, seen, None)
    assert intention.hint == f"Enter: {hint}" or intention.hint.startswith(f"Enter: {hint}   ! ")
    assert intention.chosen == int(typed.split()[0].strip(","))


def test_units_that_somebody_has_said_stay_when_only_the_day_changes(
    database: Database, seen: Course
) -> None:
    act = Act(Actor.FACILITATOR, "test", place_of(1))
    said = read_dates("1 9 ue", seen, None)
    database.write(act, runs.change_date, *said.args).result()
    later = planned(read_dates("1 8.3.", database.read(course, 1, "test"), None))
    assert later.units == 9


def test_the_text_of_a_date_read_again_changes_nothing(seen: Course) -> None:
    for row in seen.dates:
        for code in ("de", "en"):
            language.speak(code)
            assert read_dates(as_text(row), seen, None).hint == _("It is so already.")


@pytest.mark.parametrize(
    "venue",
    [
        "",
        "Haus am Park, Raum 2",
        "10 Linden",
        "Halle 3.4.",
        "Pause 5",
        "2 UE",
        "Fr",
        "morgen, 17-20",
        "29.2.2027",
        '"Zur Linde"',
        "[/b]",
    ],
)
def test_whatever_a_venue_is_called_the_text_of_its_date_changes_nothing(
    venue: str, seen: Course
) -> None:
    row = replace(seen.dates[0], venue=venue)
    shown = replace(seen, dates=(row, *seen.dates[1:]))
    assert read_dates(as_text(row), shown, None).hint == "Das ist schon so."


def test_a_holiday_is_said_and_stays_possible(seen: Course) -> None:
    intention = read_dates("1 26.3.", seen, None)
    assert intention.hint.endswith("! Karfreitag, Osterferien")
    assert intention.use_case is runs.change_date


@berlin
@pytest.mark.parametrize(
    ("typed", "starts", "hours"),
    [
        ("1 28.3. 1-4", datetime(2027, 3, 28, 0, tzinfo=UTC), 2),  # the night that lacks an hour
        ("1 31.10. 1-4", datetime(2027, 10, 30, 23, tzinfo=UTC), 4),  # and the one that has two
        ("1 27.3. 17-20", datetime(2027, 3, 27, 16, tzinfo=UTC), 3),
        ("1 28.3. 17-20", datetime(2027, 3, 28, 15, tzinfo=UTC), 3),
    ],
)
def test_times_are_those_on_the_wall_summer_and_winter(
    typed: str, starts: datetime, hours: int, seen: Course
) -> None:
    made = planned(read_dates(typed, seen, None))
    assert made.starts_at == starts
    assert (made.ends_at - made.starts_at).total_seconds() == hours * 3600


# What is refused ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3 29.2.2027", "Den 29. Februar gibt es 2027 nicht."),
        ("3 31.4.", "Den 31. April gibt es nicht."),
        ("3 Mo 9.4.2027", "Der 9.4.2027 ist ein Freitag."),
        ("3 20-17", "Das Ende (17:00) muss nach dem Anfang (20:00) liegen."),
        ("3 17-17", "Das Ende (17:00) muss nach dem Anfang (17:00) liegen."),
        ("3 25-26", "Die Uhrzeit 25:00 gibt es nicht."),
        ("3 9.4. 17-18, pause 60", "Die Pause ist länger als der Termin."),
        ("3 pause 999", "Die Pause ist länger als der Termin."),
        ("99 9.4.", "Die Nummer 99 gibt es nicht."),
        ("0 9.4.", "Die Nummer 0 gibt es nicht."),
        ("3", "Was ändert sich?"),
        ("Haus am Park", "Erst die Nummer"),
        ("+", "Erst der Block"),
        ("+9 9.4. 17-20", "Erst der Block"),
        ("+4 9.4.", "Tag und Zeit fehlen"),
        ("+4 17-20", "Tag und Zeit fehlen"),
        ("3 weg", "Schreiben Sie:  3 weg ja"),
        ("3 weg bitte", "Schreiben Sie:  3 weg ja"),
        ("3 remove yes please", "Schreiben Sie:  3 weg ja"),
    ],
)
def test_what_can_not_be_is_told_in_one_sentence(typed: str, said: str, seen: Course) -> None:
    intention = read_dates(typed, seen, None)
    assert said in intention.hint
    assert intention.use_case is None
    assert not intention.command


@pytest.mark.parametrize("typed", ["1 9.4.", "1 weg ja", "1 Saal", "1"])
@pytest.mark.parametrize("sitting", [Sitting.OPEN, Sitting.ENDED])
def test_a_date_at_which_people_have_arrived_stays(
    typed: str, sitting: Sitting, seen: Course
) -> None:
    first = replace(seen.dates[0], sitting=sitting)
    intention = read_dates(typed, replace(seen, dates=(first, *seen.dates[1:])), None)
    assert intention.use_case is None
    assert intention.hint == "Bei diesem Termin waren schon Menschen. Er bleibt, wie er ist."


def test_removal_wants_the_word_yes_in_both_languages(seen: Course) -> None:
    for typed in ("3 weg ja", "3 remove yes", "3 WEG Ja"):
        assert read_dates(typed, seen, None).use_case is runs.remove_date


# The empty line ----------------------------------------------------------------------------------


def test_enter_on_a_marked_date_takes_its_text_into_the_line(seen: Course) -> None:
    intention = read_dates("", seen, 3)
    assert intention.command == "edit"
    assert intention.args == (as_text(date_number(3, seen)),)
    assert read_dates("", seen, None).command == ""


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_example_in_help_does_something(code: str, seen: Course) -> None:
    language.speak(code)
    for example, _what in GRAMMAR:
        intention = read_dates(_(example), seen, None)
        assert intention.use_case or intention.hint == _("It is so already."), _(example)


# Whatever is typed -------------------------------------------------------------------------------

parts = st.one_of(
    st.dates(date(2027, 1, 1), date(2028, 12, 31)).map(
        lambda day: f"{day.day}.{day.month}.{day.year}"
    ),
    st.tuples(st.integers(0, 24), st.integers(0, 24)).map(lambda t: f"{t[0]}-{t[1]}"),
    st.integers(0, 400).map(lambda n: f"pause {n}"),
    st.integers(0, 99).map(lambda n: f"{n} ue"),
    st.sampled_from(["Haus am Park", "[/b]", "weg", "weg ja", "29.2.2027", "morgen", "17-20", ""]),
    st.text(max_size=8),
)
numbers = st.one_of(
    st.integers(1, 14).map(str),
    st.integers(1, 7).map(lambda block: f"+{block}"),
    st.sampled_from(["", "x"]),
)
lines = st.tuples(numbers, st.lists(parts, max_size=3)).map(
    lambda line: f"{line[0]} {', '.join(line[1])}"
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(lines, st.integers(0, 13)), min_size=1, max_size=4))
def test_what_the_hint_says_is_what_the_journal_says(
    database: Database, steps: list[tuple[str, int]]
) -> None:
    act = Act(Actor.FACILITATOR, "test", place_of(1))
    for typed, marked in steps:
        before = database.read(course, 1, "test")
        intention = read_dates(typed, before, marked or None)
        assert intention.hint
        if intention.use_case is None:
            assert not intention.sentence
            assert intention.command in ("", "edit")
            continue
        try:
            database.write(act, intention.use_case, *intention.args).result()
        except Refused:  # what only the use case knows: then nothing is done
            assert database.read(course, 1, "test") == before
            continue
        assert room.newest(database) == intention.sentence
        assert database.read(journal.last_number) == before.as_of + 1
        after = database.read(course, 1, "test")
        if intention.use_case is not runs.remove_date:
            made = planned(intention)
            found = [row for row in after.dates if row.starts_at == made.starts_at]
            assert any(
                (row.ends_at, row.break_minutes, row.units)
                == (made.ends_at, made.break_minutes, made.units)
                for row in found
            )
