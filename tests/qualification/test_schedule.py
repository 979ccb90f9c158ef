"""From a first day and a rhythm, the dates of the whole course are proposed."""

from __future__ import annotations

import time as system_time
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biq_tui.core import clock
from biq_tui.qualification.curriculum import curriculum
from biq_tui.qualification.rhythm import DEFAULT_RHYTHM, Every, Rhythm, Slot, read_rhythm
from biq_tui.qualification.schedule import ProposedDate, propose, proposed_break, units

from .rhythms import RHYTHMS

BIQ = curriculum()
STARTS = st.dates(date(2000, 1, 1), date(2098, 12, 31))


@pytest.fixture(autouse=True, scope="module")
def _in_germany() -> Iterator[None]:
    """The laptop's clock stands in Bremen, summer and winter."""
    if not hasattr(system_time, "tzset"):
        yield  # Windows: wherever this one stands
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        system_time.tzset()
        yield
    system_time.tzset()


def days(proposed: tuple[ProposedDate, ...]) -> list[str]:
    return [f"{clock.local(one.starts_at):%a %d.%m.%y}" for one in proposed]


def test_a_weekend_a_month_stays_a_weekend_even_over_the_month_s_end() -> None:
    proposed = propose(BIQ, date(2027, 1, 29), DEFAULT_RHYTHM)  # the fifth Friday: the last one
    assert days(proposed) == [
        "Fri 29.01.27",
        "Sat 30.01.27",
        "Fri 26.02.27",
        "Sat 27.02.27",
        "Fri 26.03.27",
        "Sat 27.03.27",
        "Fri 30.04.27",
        "Sat 01.05.27",
        "Fri 28.05.27",
        "Sat 29.05.27",
        "Fri 25.06.27",
        "Sat 26.06.27",
    ]


def test_the_first_friday_stays_the_first_friday_into_the_next_year() -> None:
    proposed = propose(BIQ, date(2027, 9, 3), read_rhythm("monatlich Fr 17-20"))
    assert days(proposed) == [
        "Fri 03.09.27",
        "Fri 01.10.27",
        "Fri 05.11.27",
        "Fri 03.12.27",
        "Fri 07.01.28",
        "Fri 04.02.28",
    ]


def test_the_course_begins_on_the_first_day_that_fits() -> None:
    begins = propose(BIQ, date(2027, 3, 6), DEFAULT_RHYTHM)[0]  # a Saturday: its Friday is over
    assert days((begins,)) == ["Fri 12.03.27"]


def test_weekly_and_every_other_week_go_by_weeks() -> None:
    weekly = propose(BIQ, date(2027, 3, 3), read_rhythm("weekly Wed 18-20"))
    assert days(weekly)[:3] == ["Wed 03.03.27", "Wed 10.03.27", "Wed 17.03.27"]
    biweekly = propose(BIQ, date(2027, 3, 3), read_rhythm("alle 2 Wochen Mi 18-20"))
    assert days(biweekly)[:3] == ["Wed 03.03.27", "Wed 17.03.27", "Wed 31.03.27"]


@pytest.mark.parametrize("typed", ["monatlich So 10-12, Mo 10-12", "monatlich Mo 10-12, So 10-12"])
def test_the_dates_of_a_block_lie_close_together_however_they_were_typed(typed: str) -> None:
    proposed = propose(BIQ, date(2027, 3, 1), read_rhythm(typed))
    assert days(proposed)[:2] == ["Sun 07.03.27", "Mon 08.03.27"]


def test_a_date_knows_its_place_its_break_and_its_units() -> None:
    evening, day = propose(BIQ, date(2027, 3, 5), DEFAULT_RHYTHM)[:2]
    assert (evening.block, evening.part, evening.parts) == (1, 1, 2)
    assert (evening.break_minutes, evening.units) == (15, 4)
    assert (day.block, day.part, day.parts) == (1, 2, 2)
    assert (day.break_minutes, day.units) == (45, 7)


def test_free_days_are_marked_but_not_avoided() -> None:
    marked = {
        f"{clock.local(one.starts_at):%d.%m.}": one.free
        for one in propose(BIQ, date(2027, 3, 26), DEFAULT_RHYTHM)
        if one.free
    }
    assert marked["26.03."] == "Karfreitag, Osterferien"
    assert marked["27.03."] == "Osterferien"
    assert "24.04." not in marked


def test_seventeen_o_clock_stays_seventeen_o_clock_in_summer() -> None:
    proposed = propose(BIQ, date(2027, 3, 26), read_rhythm("weekly Fri 17-20"))
    shown = {f"{clock.local(one.starts_at):%H:%M}" for one in proposed}
    assert shown == {"17:00"}
    if hasattr(system_time, "tzset"):
        assert [one.starts_at.hour for one in proposed[:2]] == [16, 15]  # stored in UTC


@pytest.mark.parametrize(
    ("minutes", "pause", "taught"),
    [
        (45, 0, 1),
        (120, 0, 2),
        (179, 0, 3),
        (180, 15, 3),
        (195, 15, 4),
        (300, 45, 5),
        (360, 45, 7),
        (480, 60, 9),
        (30, 0, 0),
    ],
)
def test_breaks_are_no_units_and_only_whole_units_count(
    minutes: int, pause: int, taught: int
) -> None:
    assert proposed_break(minutes) == pause
    assert units(minutes, pause) == taught


def test_a_house_may_count_units_of_sixty_minutes() -> None:
    assert units(195, 15, unit_minutes=60) == 3
    assert propose(BIQ, date(2027, 3, 5), DEFAULT_RHYTHM, unit_minutes=60)[0].units == 3


def test_a_break_longer_than_its_date_leaves_no_units() -> None:
    assert units(30, 45) == 0


@given(STARTS, RHYTHMS)
def test_every_proposal_is_a_whole_course_in_order(start: date, rhythm: Rhythm) -> None:
    proposed = propose(BIQ, start, rhythm)
    assert [(one.block, one.part) for one in proposed] == [
        (block, part) for block in range(1, 7) for part in range(1, len(rhythm.slots) + 1)
    ]
    local = [(clock.local(one.starts_at), clock.local(one.ends_at)) for one in proposed]
    assert local[0][0].date() >= start
    assert local[0][0].date() < start + timedelta(weeks=1)
    for _, ends, starts, _ in [(*one, *other) for one, other in pairwise(local)]:
        assert ends <= starts
    for starts, ends in local:
        assert Slot(starts.weekday(), wall(starts.time()), wall(ends.time())) in rhythm.slots


@given(STARTS, RHYTHMS)
def test_the_blocks_keep_their_rhythm(start: date, rhythm: Rhythm) -> None:
    openings = [
        clock.local(one.starts_at).date() for one in propose(BIQ, start, rhythm) if one.part == 1
    ]
    steps = {other - one for one, other in pairwise(openings)}
    if rhythm.every is Every.MONTHLY:
        assert steps <= {timedelta(weeks=4), timedelta(weeks=5)}
        assert len({(day.year, day.month) for day in openings}) == 6
    else:
        assert steps == {timedelta(weeks=2 if rhythm.every is Every.BIWEEKLY else 1)}


def wall(at: time) -> time:
    return at.replace(tzinfo=None, fold=0)
