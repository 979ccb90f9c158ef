"""How often a course meets is typed as one says it, and said as one types it."""

from __future__ import annotations

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biq_tui.core import language
from biq_tui.core.errors import Refused
from biq_tui.qualification.rhythm import (
    DEFAULT_RHYTHM,
    Every,
    Rhythm,
    Slot,
    read_rhythm,
    rhythm_words,
)

from .rhythms import RHYTHMS

WEDNESDAY = Slot(2, time(18), time(20))
TUESDAY_MORNING = Slot(1, time(10), time(12))


@pytest.mark.parametrize(
    "typed",
    [
        "monthly Fri 17:00-20:15, Sat 10:00-16:00",
        "monatlich Fr 17-20:15 und Sa 10-16",
        "MONATLICH FREITAG 17:00–20:15 UHR, SAMSTAG 10–16 UHR",
        "jeden Monat Fr 17 bis 20.15 Uhr und Sa 10 bis 16 Uhr",
        "monatlich: Fr. von 17:00 bis 20:15, Sa. von 10 bis 16",
        "every month on Friday from 17:00 to 20:15 and on Saturday from 10 to 16",
        "Fr 17:00-20:15 Sa 10:00-16:00 monatlich",
        "monthly, Fri + Sat",
        "monatlich",
    ],
)
def test_a_weekend_a_month_can_be_written_in_many_ways(typed: str) -> None:
    assert read_rhythm(typed) == DEFAULT_RHYTHM


@pytest.mark.parametrize(
    "typed",
    [
        "weekly Wed 18-20",
        "wöchentlich Mi 18-20",
        "jede Woche mittwochs 18-20 Uhr",
        "jeden Mittwoch 18 bis 20",
        "every Wednesday 18:00-20:00",
        "Mi 18-20 einmal pro Woche",
    ],
)
def test_every_week_can_be_written_in_many_ways(typed: str) -> None:
    assert read_rhythm(typed) == Rhythm(Every.WEEKLY, (WEDNESDAY,))


@pytest.mark.parametrize(
    "typed",
    [
        "biweekly Tue 10-12",
        "alle 2 Wochen Di 10-12",
        "alle zwei Wochen dienstags 10-12",
        "vierzehntägig Di 10-12",
        "14-tägig Di 10-12",
        "zweiwöchentlich Di 10-12",
        "every other week Tue 10-12",
        "jede zweite Woche Di 10-12",
        "alle 14 Tage Di 10-12",
    ],
)
def test_every_other_week_can_be_written_in_many_ways(typed: str) -> None:
    assert read_rhythm(typed) == Rhythm(Every.BIWEEKLY, (TUESDAY_MORNING,))


def test_weekdays_named_together_share_their_times() -> None:
    assert read_rhythm("wöchentlich Di und Do 10-12").slots == (
        TUESDAY_MORNING,
        Slot(3, time(10), time(12)),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Fr 17-20",
        "monatlich abends",
        "monatlich 17-20",
        "alle 3 Wochen Di 10-12",
        "Ada Muster",
        "monatlich Fr 17-20, Sa",
        "weekly Mo-Fr 10-12",
        "weekly Wed 18-20 x",
        "weekly " * 200,
    ],
)
def test_what_is_no_rhythm_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_rhythm(typed)
    assert refused.value.sentence == (
        "Bitte schreiben Sie, wie oft und wann, zum Beispiel: "
        "monatlich Fr 17:00-20:15, Sa 10:00-16:00"
    )


@pytest.mark.parametrize("spoken", ["de", "en"])
def test_the_example_is_itself_a_rhythm(spoken: str) -> None:
    language.speak(spoken)
    with pytest.raises(Refused) as refused:
        read_rhythm("?")
    example = refused.value.sentence.split(": ", 1)[1]
    assert read_rhythm(example) == DEFAULT_RHYTHM


def test_an_end_before_its_beginning_is_told() -> None:
    with pytest.raises(Refused, match="muss nach dem Anfang"):
        read_rhythm("monatlich Fr 20-17")


def test_two_dates_at_the_same_time_are_told() -> None:
    with pytest.raises(Refused, match="Zwei Termine am Freitag überschneiden sich"):
        read_rhythm("monatlich Fr 10-12, Fr 11-13")
    assert len(read_rhythm("monatlich Fr 10-12, Fr 12-14").slots) == 2


def test_a_rhythm_is_said_in_the_language_of_the_screen() -> None:
    assert rhythm_words(DEFAULT_RHYTHM) == "monatlich, Fr 17:00–20:15 und Sa 10:00–16:00"
    language.speak("en")
    assert rhythm_words(DEFAULT_RHYTHM) == "monthly, Fri 17:00–20:15 and Sat 10:00–16:00"
    assert rhythm_words(Rhythm(Every.BIWEEKLY, (WEDNESDAY,))) == "every 2 weeks, Wed 18:00–20:00"


@given(RHYTHMS, st.sampled_from(["de", "en"]), st.sampled_from(["de", "en"]))
def test_what_is_said_can_be_typed_again(rhythm: Rhythm, spoken: str, later: str) -> None:
    with language.speaking(spoken):
        words = rhythm_words(rhythm)
    with language.speaking(later):
        assert read_rhythm(words) == rhythm


@given(st.one_of(st.text(max_size=300), st.text("monatlichweeklyfrsa 0123456789:-,", max_size=60)))
def test_whatever_is_typed_is_a_rhythm_or_refused(text: str) -> None:
    with suppress(Refused):
        assert read_rhythm(text).slots
