"""Typed days and times become moments; what the clock leaves out or doubles is asked."""

from __future__ import annotations

import time as system_time
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.core import clock
from biq_tui.core.errors import Refused
from biq_tui.events.when import in_words, moment, moved, on_day, read_when, span
from tests.room import bremen

SUMMER, SPRING, AUTUMN = date(2027, 6, 12), date(2027, 3, 28), date(2027, 10, 31)
in_bremen = pytest.mark.skipif(not hasattr(system_time, "tzset"), reason="the machine's own zone")


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


def asked(day: date, text: str) -> str:
    with pytest.raises(Refused) as question:
        span(day, text)
    return question.value.sentence


@in_bremen
def test_a_time_that_the_clock_leaves_out_is_asked_with_both_neighbours() -> None:
    said = "02:30 gibt es am So 28.3.2027 nicht: Die Uhr springt. 01:30 oder 03:30?"
    assert asked(SPRING, "2:30-4") == said
    assert asked(date(2027, 3, 27), "22-2:30") == said, "also if it is the end"


@in_bremen
def test_a_time_that_comes_twice_is_asked_and_can_be_typed() -> None:
    assert asked(AUTUMN, "2:30-4").startswith("02:30 gibt es am So 31.10.2027 zweimal:")
    assert span(AUTUMN, "2:30 erste-4") == (utc(10, 31, 0, 30), utc(10, 31, 3))
    assert span(AUTUMN, "2:30 zweite - 4") == (utc(10, 31, 1, 30), utc(10, 31, 3))
    assert span(AUTUMN, "2:30a-2:15b") == (utc(10, 31, 0, 30), utc(10, 31, 1, 15))
    assert span(AUTUMN, "2:15-2:45 zweite") == (utc(10, 31, 1, 15), utc(10, 31, 1, 45))
    assert span(AUTUMN, "2b-2:45") == (utc(10, 31, 1), utc(10, 31, 1, 45))
    assert "02:30 (zweites Mal)" in in_words(utc(10, 31, 1, 30), utc(10, 31, 3))


@in_bremen
def test_the_hours_of_a_night_in_which_the_clock_jumps_are_counted_right() -> None:
    long = span(date(2027, 10, 30), "22-4")
    short = span(date(2027, 3, 27), "22-4")
    assert long
    assert long[1] - long[0] == timedelta(hours=7)
    assert short
    assert short[1] - short[0] == timedelta(hours=5)


def test_across_midnight_means_the_next_day_and_says_so() -> None:
    night = span(SUMMER, "22-2")
    assert night is not None
    assert in_words(*night) == "Sa 12.6.2027, 22 Uhr bis So 13.6.2027, 2 Uhr"
    midnight = span(SUMMER, "20-24 Uhr")
    assert midnight
    assert midnight[1] - midnight[0] == timedelta(hours=4)


@pytest.mark.parametrize("text", ["18-15", "15-15", "10 bis 9 Uhr"])
def test_an_end_before_its_beginning_is_refused(text: str) -> None:
    assert "muss nach dem Anfang" in asked(SUMMER, text)


@pytest.mark.parametrize(
    "text",
    ["12.6. 15-18", "Sa 12.6., 15-18 Uhr", "am 12. Juni 2027 von 15 bis 18 Uhr", "12.6.27 15-18"],
)  # fmt: skip
def test_a_day_and_times_in_one_text(text: str) -> None:
    when = read_when(text)
    assert when
    assert when.span
    assert in_words(*when.span) == "Sa 12.6.2027, 15–18 Uhr"


def test_only_a_beginning_proposes_two_hours() -> None:
    when = read_when("12.6. um 15:30 Uhr")
    assert when
    assert when.span
    assert when.is_proposed
    assert in_words(*when.span) == "Sa 12.6.2027, 15:30–17:30 Uhr"


@pytest.mark.parametrize("text", ["31.2.", "31.2. 15-18", "So 12.6.2027 15-18", "12.6. 25-26"])
def test_a_day_or_a_time_that_there_is_not_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_when(text)


@pytest.mark.parametrize("text", ["Plakat", "4 erledigt", "3.5. Kuchen", "ja nein", "", "15-18"])
def test_everything_else_is_no_day(text: str) -> None:
    assert read_when(text) is None


TIMES = st.tuples(st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.times())


@settings(max_examples=30)
@given(TIMES, st.integers(-400, 400))
def test_a_copy_by_days_keeps_the_time_of_the_clock_and_comes_back(
    start: tuple[date, time], days: int
) -> None:
    day, at = start[0], start[1].replace(second=0, microsecond=0)
    try:
        begins = moment(day, at)
        there = moved(begins, days)
        back = moved(there, -days)
    except Refused:
        return  # the clock does not show it, or twice: nobody guesses
    assert clock.local(there).time() == clock.local(begins).time() == at
    assert back == begins


@settings(max_examples=30)
@given(st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.times(), st.times())
def test_what_is_typed_is_what_the_clock_shows(day: date, one: time, other: time) -> None:
    try:
        read = read_when(f"{day.day}.{day.month}.{day.year} {one:%H:%M}-{other:%H:%M}")
    except Refused:
        return
    assert read
    assert read.span
    starts, ends = map(clock.local, read.span)
    assert (starts.date(), starts.hour, starts.minute) == (day, one.hour, one.minute)
    assert (ends.hour, ends.minute) == (other.hour, other.minute)
    assert timedelta(0) < read.span[1] - read.span[0] < timedelta(hours=25)
    assert on_day(read.span, day) == read.span
