"""People type a date or a time as they say it; a slip is told, never guessed away."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biq_tui.core import language
from biq_tui.core.clock import moment_of
from biq_tui.core.date_words import read_date, read_time, read_times, read_weekday
from biq_tui.core.dates import long_date, short_date
from biq_tui.core.errors import Refused

FRIDAY = date(2027, 3, 5)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
TYPED = st.one_of(
    st.text(max_size=300),
    st.text(st.sampled_from("0123456789.-–:/ ,wtduhr"), max_size=20),
    st.from_regex(r"\A[0-9]{1,4}[.\-/ ]{1,2}[0-9]{1,4}[.\-/ ]{0,2}[0-9]{0,6}\Z"),
    st.from_regex(r"\A(in )?[0-9]{1,4} ?(w|t|Wochen|Monate|Tage|month)\Z"),
)


def told(text: str) -> str:
    with pytest.raises(Refused) as refused:
        read_date(text, FRIDAY)
    return refused.value.sentence


@pytest.mark.parametrize(
    "typed",
    [
        "12.6.",
        "12.6",
        "12.06.",
        "12. 6.",
        "12.6.27",
        "12.06.2027",
        "12. 6. 2027",
        "2027-06-12",
        "12. Juni",
        "12. Juni 2027",
        "12 JUNE 2027",
        "12 jun",
        "Sa 12.6.",
        "Samstag, 12. Juni 2027",
        "am 12.6.",
        "am Samstag, den 12.6.",
        " 12.6. ",
    ],
)
def test_a_day_can_be_written_in_many_ways(typed: str) -> None:
    assert read_date(typed, FRIDAY) == date(2027, 6, 12)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("heute", date(2027, 3, 5)),
        ("Today", date(2027, 3, 5)),
        ("morgen", date(2027, 3, 6)),
        ("tomorrow", date(2027, 3, 6)),
        ("übermorgen", date(2027, 3, 7)),
        ("gestern", date(2027, 3, 4)),
        ("in 2 Wochen", date(2027, 3, 19)),
        ("in two weeks", date(2027, 3, 19)),
        ("2w", date(2027, 3, 19)),
        ("in einer Woche", date(2027, 3, 12)),
        ("in 3 Tagen", date(2027, 3, 8)),
        ("3t", date(2027, 3, 8)),
        ("in 10 Monaten", date(2028, 1, 5)),
    ],
)
def test_a_day_can_be_counted_from_today(typed: str, day: date) -> None:
    assert read_date(typed, FRIDAY) == day


def test_a_month_later_than_the_31st_is_the_last_of_a_shorter_month() -> None:
    assert read_date("in 1 Monat", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize("typed", ["Sa", "sa.", "sat", "Samstag", "Sonnabend", "am Samstag"])
def test_a_weekday_is_the_next_one(typed: str) -> None:
    assert read_date(typed, FRIDAY) == date(2027, 3, 6)


def test_the_weekday_of_today_is_a_week_ahead_for_today_has_its_own_word() -> None:
    assert read_date("Fr", FRIDAY) == date(2027, 3, 12)


def test_a_day_without_its_year_is_the_next_one_from_today_on() -> None:
    assert read_date("5.3.", FRIDAY) == FRIDAY
    assert read_date("4.3.", FRIDAY) == date(2028, 3, 4)
    assert read_date("29.2.", FRIDAY) == date(2028, 2, 29)
    assert read_date("29.2.", date(2096, 3, 1)) == date(2104, 2, 29)  # 2100 is no leap year


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Ada Muster",
        "12",
        "Sa Silva",
        "morgen früh",
        "2 w w",
        "12.6.27.28",
        "12.6." + " " * 2000 + "x",
    ],
)
def test_what_is_no_date_at_all_is_left_for_others_to_read(typed: str) -> None:
    assert read_date(typed, FRIDAY) is None


def test_a_day_that_the_calendar_does_not_have_is_told() -> None:
    assert told("29.2.2027") == ("Den 29. Februar gibt es 2027 nicht. Bitte prüfen Sie das Datum.")
    assert told("31.4.") == "Den 31. April gibt es nicht. Bitte prüfen Sie das Datum."
    assert told("0.5.27") == "Den 0. Mai gibt es 2027 nicht. Bitte prüfen Sie das Datum."
    assert told("12.13.") == (
        "Einen 13. Monat gibt es nicht. Bitte schreiben Sie das Datum so: 12.6.2027"
    )


def test_a_weekday_that_does_not_fit_its_date_is_told() -> None:
    assert told("Fr 12.6.2027") == "Der 12.6.2027 ist ein Samstag. Bitte prüfen Sie das Datum."


@pytest.mark.parametrize("typed", ["12/6/2027", "12-6-2027", "12.6.20277", "1.2.3"])
def test_a_date_that_could_be_two_days_is_never_guessed(typed: str) -> None:
    assert told(typed) == "Bitte schreiben Sie das Datum so: 12.6.2027"


def test_a_year_far_away_is_a_slip() -> None:
    assert told("12.6.1027") == "Das Jahr 1027 kann nicht stimmen. Bitte prüfen Sie es."


def test_the_sentences_follow_the_language() -> None:
    language.speak("en")
    assert told("29.2.2027") == "There is no 29 February in 2027. Please check the date."


@given(TYPED, DAYS)
@example("٣.٦.", FRIDAY)
@example("999 Monate", date(2099, 12, 31))
def test_whatever_is_typed_is_a_date_no_date_or_refused(text: str, today: date) -> None:
    with suppress(Refused):
        day = read_date(text, today)
        assert day is None or isinstance(day, date)


@given(DAYS, st.sampled_from(["de", "en"]))
def test_the_dates_that_the_screens_write_can_be_typed(day: date, spoken: str) -> None:
    with language.speaking(spoken):
        noon = moment_of(day, time(12))
        assert read_date(long_date(noon), FRIDAY) == day
        assert read_date(short_date(noon), day) == day


@given(DAYS, DAYS)
def test_a_day_and_month_mean_the_nearest_such_day_ahead(day: date, today: date) -> None:
    read = read_date(f"{day.day}.{day.month}.", today)
    assert read is not None
    assert (read.day, read.month) == (day.day, day.month)
    assert timedelta() <= read - today < timedelta(days=8 * 366)


@pytest.mark.parametrize(
    "typed",
    [
        "17:00-20:15",
        "17-20.15",
        "17 bis 20:15 Uhr",
        "17.00–20.15 Uhr",
        "von 17 Uhr bis 20 Uhr 15",
        "17 — 20:15",
        "from 17:00 to 20:15",
        "17h-20:15h",
    ],
)
def test_a_beginning_and_an_end_can_be_written_in_many_ways(typed: str) -> None:
    assert read_times(typed) == (time(17), time(20, 15))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("20:15-17", "Das Ende (17:00) muss nach dem Anfang (20:15) liegen."),
        ("17-17", "Das Ende (17:00) muss nach dem Anfang (17:00) liegen."),
        ("17-25", "Die Uhrzeit 25:00 gibt es nicht. Ein Tag geht von 0:00 bis 23:59."),
        ("17:75-20", "Die Uhrzeit 17:75 gibt es nicht. Ein Tag geht von 0:00 bis 23:59."),
    ],
)
def test_times_that_can_not_be_are_told(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_times(typed)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize("typed", ["17", "17:30", "17.30 Uhr", "17 Uhr 30", "9:05"])
def test_one_time_can_be_written_alone(typed: str) -> None:
    hour, minute = (9, 5) if typed.startswith("9") else (17, 0 if typed == "17" else 30)
    assert read_time(typed) == time(hour, minute)


@pytest.mark.parametrize("typed", ["", "Ada", "17:5", "1730", "17:00-20:15", "2027-06-12"])
def test_what_is_no_time_is_left_for_others_to_read(typed: str) -> None:
    assert read_time(typed) is None


@given(TYPED)
def test_whatever_is_typed_is_a_time_no_time_or_refused(text: str) -> None:
    for read in (read_time, read_times):
        with suppress(Refused):
            read(text)


@pytest.mark.parametrize("typed", ["Fr", "fr.", "fri", "Freitag", "freitags", "FRIDAYS"])
def test_a_weekday_is_known_in_both_languages(typed: str) -> None:
    assert read_weekday(typed) == 4


def test_a_name_is_no_weekday() -> None:
    assert read_weekday("Frieda") is None


def test_a_time_of_the_wall_clock_becomes_a_moment_and_back() -> None:
    moment = moment_of(FRIDAY, time(17))
    assert moment.astimezone().replace(tzinfo=None) == datetime.combine(FRIDAY, time(17))
