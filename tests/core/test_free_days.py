"""Holidays are named where people plan, and what is not known is said."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biq_tui.core import language
from biq_tui.core.free_days import (
    LANDS,
    free_day,
    school_holidays_known,
    unknown_years,
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 5, 6), "Christi Himmelfahrt"),
        (date(2027, 5, 7), "schulfrei"),
        (date(2027, 7, 8), "Sommerferien"),
        (date(2027, 8, 18), "Sommerferien"),
        (date(2027, 8, 19), ""),
        (date(2027, 3, 29), "Ostermontag, Osterferien"),
        (date(2027, 12, 24), "Weihnachtsferien"),
        (date(2028, 1, 1), "Neujahr, Weihnachtsferien"),
        (date(2029, 4, 3), "Osterferien"),
        (date(2029, 4, 4), ""),
    ],
)
def test_a_free_day_in_bremen_has_its_name(day: date, name: str) -> None:
    assert free_day(day) == name


def test_the_names_follow_the_language() -> None:
    language.speak("en")
    assert free_day(date(2027, 3, 29)) == "Easter Monday, Easter holidays"


def test_public_holidays_differ_from_land_to_land() -> None:
    reformation, corpus_christi = date(2028, 10, 31), date(2027, 5, 27)
    assert free_day(reformation, "HB").startswith("Reformationstag")
    assert not free_day(reformation, "BY")
    assert free_day(corpus_christi, "BY") == "Fronleichnam"
    assert not free_day(corpus_christi, "HB")


def test_all_sixteen_lands_are_known_and_no_other() -> None:
    assert len(LANDS) == 16
    assert all(free_day(date(2031, 5, 1), land) for land in LANDS)
    with pytest.raises(KeyError):
        free_day(date(2031, 5, 1), "XX")


def test_years_whose_school_holidays_are_unknown_are_said() -> None:
    assert unknown_years([date(2027, 3, 5), date(2028, 3, 3)]) == ()
    assert unknown_years([date(2030, 8, 21)]) == ()
    assert unknown_years([date(2031, 3, 7), date(2030, 8, 22), date(2031, 4, 4)]) == (2030, 2031)
    assert unknown_years([date(2027, 3, 5)], "BY") == (2027,)
    assert unknown_years([]) == ()


def test_a_public_holiday_is_named_even_where_school_holidays_are_unknown() -> None:
    assert not school_holidays_known(date(2035, 5, 1))
    assert free_day(date(2035, 5, 1)) == "Erster Mai"


def test_every_known_year_has_the_summer_s_six_weeks() -> None:
    for year in range(2026, 2031):
        first = date(year, 1, 1)
        summer = [
            day
            for day in (first + timedelta(days=number) for number in range(365))
            if "Sommerferien" in free_day(day)
        ]
        assert len(summer) == 42
        assert summer[-1] - summer[0] == timedelta(days=41)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(LANDS)))
def test_any_day_of_any_land_can_be_asked(day: date, land: str) -> None:
    assert isinstance(free_day(day, land), str)


def test_the_program_starts_without_the_library_of_holidays() -> None:
    asked = "import sys, biq_tui.qualification.schedule; print('holidays' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
