"""A month and a week, drawn: months of every shape, full days, wide letters, nights, the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from biq_tui.attendance.models import Kind, Sitting
from biq_tui.core import clock
from biq_tui.events.calendar.entries import Entry
from biq_tui.events.calendar.month import lines_a_day, month_lines
from biq_tui.events.calendar.view import (
    Month,
    another_month,
    days_shown,
    holidays,
    last_day,
    month_of,
    summary,
    week_of,
)
from biq_tui.events.calendar.week import week_lines
from biq_tui.events.conflicts.found import Between
from biq_tui.events.models import EventState
from biq_tui.ui.cells import Lines
from biq_tui.ui.sheet import cut
from tests.room import bremen

SIZES = [(80, 15), (100, 21), (60, 11)]
"""What the calendar has of a terminal of 80x24, 100x30 and 60x20."""

DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))
NOTHING = Between(())


def event(
    number: int,
    day: date,
    title: str = "Fest",
    first: time = time(15),
    hours: float = 3,
    state: EventState = EventState.FIXED,
) -> Entry:
    begins = clock.moment_of(day, first)
    return Entry(
        kind=Kind.EVENT,
        title=title,
        venue="",
        event_id=number,
        gathering_id=number,
        starts_at=begins,
        ends_at=begins + timedelta(hours=hours),
        sitting=Sitting.PLANNED,
        state=state,
    )


def month(first: date, entries: Iterable[Entry] = ()) -> Month:
    return Month(0, first, tuple(entries), {}, False, NOTHING)


def rows(lines: Lines) -> list[str]:
    """What stands in each line."""
    return ["".join(cut(cell.text, cell.width) for cell in line) for line in lines]


@given(DAYS, st.sampled_from(SIZES))
@settings(max_examples=30, deadline=None)
def test_every_month_fits_with_room_for_the_chosen_day(day: date, size: tuple[int, int]) -> None:
    seen = month(month_of(day), [event(7, day)])
    lines = month_lines(seen, day, day, size)
    assert len(lines) <= size[1] - 2, "what is on the day still has two lines"
    assert {sum(cell.width for cell in line) for line in lines} == {size[0] // 7 * 7}
    targets = {cell.target for line in lines for cell in line}
    assert set(days_shown(month_of(day))) <= targets, "each day can be clicked"
    first, last = days_shown(month_of(day))[0], days_shown(month_of(day))[-1]
    assert (first.weekday(), last.weekday()) == (0, 6)
    assert first <= month_of(day)
    assert last >= last_day(month_of(day))


def test_a_month_of_31_days_that_begins_on_a_sunday_has_six_weeks() -> None:
    august = date(2027, 8, 1)
    assert august.weekday() == 6
    said = rows(month_lines(month(august, [event(3, date(2027, 8, 30))]), august, august, (80, 15)))
    assert said[0].split() == ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]
    assert len(said) == 13
    assert said[1].split()[0] == "26.7."
    assert said[1].split()[-1].startswith("1") or "▸1" in said[1]
    assert said[11].startswith(" 30 ──")
    assert said[12].startswith(" 3 Fest")


def test_february_of_four_weeks_leaves_more_lines_for_the_day() -> None:
    february = date(2027, 2, 1)
    assert len(days_shown(february)) == 28
    assert len(month_lines(month(february), february, february, (80, 15))) == 9


def test_over_new_year_the_weeks_belong_to_both_years() -> None:
    december = date(2027, 12, 1)
    feast = event(9, date(2028, 1, 1), "Neujahr")
    said = rows(month_lines(month(december, [feast]), date(2027, 12, 31), december, (80, 15)))
    assert "▸31 ───" in said[-2]
    assert " 1.1. ──" in said[-2]
    assert "9 Neujahr" in said[-1]
    assert another_month(date(2027, 12, 31), 1) == date(2028, 1, 31)
    assert another_month(date(2027, 1, 31), -1) == date(2026, 12, 31)
    assert another_month(date(2027, 1, 31), 1) == date(2027, 2, 28)


@pytest.mark.parametrize("size", SIZES)
def test_thirty_entries_on_one_day_are_counted(size: tuple[int, int]) -> None:
    day = date(2027, 6, 12)
    seen = month(date(2027, 6, 1), [event(number, day) for number in range(1, 31)])
    text = "\n".join(rows(month_lines(seen, day, day, size)))
    shown = lines_a_day(5, size[1])
    if shown:
        assert f"… {30 - shown}" in text
        assert all(f"{number} Fest" in text for number in range(1, shown + 1))
    else:
        assert "30" in text


def test_a_cell_says_double_and_unsettled_and_cancelled_by_a_sign() -> None:
    june, day = date(2027, 6, 1), date(2027, 6, 12)
    wish = event(1, day, state=EventState.WISH)
    off = event(2, day + timedelta(days=1), state=EventState.CANCELLED)
    fixed = event(3, day + timedelta(days=2))
    said = rows(month_lines(month(june, [wish, off, fixed]), june, june, (80, 15)))
    assert " 1 Fest   ?" in said[4]
    assert " 2 Fest   x" in said[4]
    assert said[6].startswith(" 3 Fest    ")


@pytest.mark.parametrize(
    "title", ["日本の祭り日本の祭り", "Straßenfest am Kanal", "مهرجان الشارع", "[b]Fest[/b]"]
)
def test_any_letters_keep_the_columns(title: str) -> None:
    june, day = date(2027, 6, 1), date(2027, 6, 12)
    lines = month_lines(month(june, [event(123, day, title)]), day, june, (80, 15))
    assert {cell_len(row.replace("\u200e", "")) for row in rows(lines)} == {77}
    assert "123" in rows(lines)[4], "the number is whole"


def test_what_goes_on_into_the_night_is_on_one_day_and_what_lasts_is_on_each() -> None:
    with bremen():
        june = date(2027, 6, 1)
        party = event(1, date(2027, 6, 12), "Nacht", time(22), hours=4)
        show = event(2, date(2027, 6, 14), "Schau", time(10), hours=55)
        seen = month(june, [party, show])
        assert [day.day for day, here in seen.by_day.items() if party in here] == [12]
        assert [day.day for day, here in seen.by_day.items() if show in here] == [14, 15, 16]


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_the_day_on_which_the_clock_is_changed_is_a_day_like_any_other(day: date) -> None:
    with bremen():
        early = event(1, day, "Früh", time(1), hours=3)
        late = event(2, day, "Spät", time(23), hours=0.5)
        seen = month(month_of(day), [early, late])
        assert [entry.event_id for entry in seen.on(day)] == [1, 2]
        assert sum(len(here) for here in seen.by_day.values()) == 2
        assert week_of(day)[-1] == day, "both are Sundays"
        said = rows(week_lines(seen, day, day, (80, 30)))
        assert next(row for row in said if "1 Früh" in row).startswith(" 1")
        assert next(row for row in said if "2 Spät" in row).startswith("23")


def test_in_a_week_what_overlaps_stands_side_by_side() -> None:
    with bremen():
        day = date(2027, 6, 12)
        one, other = event(1, day, "Fest"), event(2, day, "Kino", time(16))
        after = event(3, day, "Tanz", time(18))
        said = rows(week_lines(month(date(2027, 6, 1), [one, other, after]), day, day, (100, 21)))
        five = next(row for row in said if row.startswith("16"))
        assert "│2 Kin" in five
        assert "│     │" in five, "the first one goes on"
        assert "│3 Ta" in next(row for row in said if row.startswith("18")), "in the first lane"


def test_in_a_week_the_number_of_each_stays_whole_and_the_rest_is_counted() -> None:
    with bremen():
        day = date(2027, 6, 12)
        many = [event(number, day) for number in range(512, 520)]
        said = "\n".join(rows(week_lines(month(date(2027, 6, 1), many), day, day, (80, 15))))
        for number in range(512, 520):
            assert f"│{number}" in said or f"{number}" not in said
        assert "│512" in said


@given(
    st.lists(st.tuples(st.integers(0, 23), st.integers(1, 12)), max_size=8), st.sampled_from(SIZES)
)
@settings(max_examples=30, deadline=None)
def test_a_week_fits_whatever_is_on(times: list[tuple[int, int]], size: tuple[int, int]) -> None:
    day = date(2027, 6, 12)
    here = [event(n, day, "日本", time(first), hours) for n, (first, hours) in enumerate(times, 1)]
    here.sort(key=lambda entry: entry.place)
    lines = week_lines(month(date(2027, 6, 1), here), day, day, (size[0], size[1] - 2))
    assert len(lines) <= size[1] - 2
    assert {sum(cell.width for cell in line) for line in lines} == {3 + (size[0] - 3) // 7 * 7}
    if here:
        assert any(cell.target == here[0].key for line in lines for cell in line)


def test_holidays_are_named_once_with_their_days() -> None:
    easter = {date(2027, 3, day): "Osterferien" for day in range(22, 32)}
    easter[date(2027, 3, 26)] = "Karfreitag, Osterferien"
    seen = Month(0, date(2027, 3, 1), (), easter, False, NOTHING)
    assert holidays(seen) == "Osterferien 22.–31.3., Karfreitag 26.3."
    assert summary(seen, 80) == "0 Veranstaltungen.   Osterferien 22.–31.3., Karfreitag 26.3."
    assert holidays(Month(0, date(2040, 3, 1), (), {}, True, NOTHING)) == ("Ferien unbekannt.")
    assert "Keine Feiertage." in summary(month(date(2027, 6, 1)), 80)


def test_a_moment_is_not_needed_to_know_an_undated_wish() -> None:
    wish = Entry(Kind.EVENT, "Film", "", 5, None, None, None, None, EventState.WISH)
    assert (wish.first_day, wish.last_day, wish.mark) == (None, None, "?")
    assert not wish.is_on(date(2027, 6, 12))
    assert wish.place > event(1, date(2090, 1, 1)).place
    assert isinstance(wish.place[0], datetime)
