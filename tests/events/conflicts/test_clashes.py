"""What is booked twice, whoever asks: the scan, the search and the plainest comparison agree."""

from __future__ import annotations

import time as system_time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.attendance.models import Kind
from biq_tui.core import clock
from biq_tui.events.conflicts.bookings import (
    Booking,
    Occasion,
    comes,
    contact,
    helper,
    leader,
    lent,
    room,
    things,
)
from biq_tui.events.conflicts.clashes import (
    Clash,
    Index,
    Severity,
    clash_of,
    clashes,
    clashes_with,
    in_order,
)
from biq_tui.events.conflicts.same_place import apart, path
from tests.room import bremen

HALF_HOUR = timedelta(minutes=30)
WAY = HALF_HOUR
NIGHTS = (
    datetime(2027, 3, 27, 21, tzinfo=UTC),  # the clocks go forward
    datetime(2027, 10, 30, 21, tzinfo=UTC),  # and back
    datetime(2027, 6, 12, 9, tzinfo=UTC),
)
VENUES = ("Haus am Park", "Haus am Park, Raum 1", "haus am park  Raum 2", "Haus am Park, Raum 2",
          "Schule", "Hof", "")  # fmt: skip
STANDS_IN_BREMEN = hasattr(system_time, "tzset")
"""On Windows the clock stands wherever the machine does."""

SHARED = frozenset({"hof"})


@st.composite
def occasions(draw: st.DrawFn, gathering_id: int) -> Occasion:
    starts = draw(st.sampled_from(NIGHTS)) + draw(st.integers(0, 16)) * HALF_HOUR
    return Occasion(
        gathering_id,
        gathering_id,
        Kind.EVENT,
        f"Fest {gathering_id}",
        draw(st.sampled_from(VENUES)),
        starts,
        starts + draw(st.integers(1, 8)) * HALF_HOUR,
        draw(st.integers(0, 2)) * HALF_HOUR,
        draw(st.integers(0, 2)) * HALF_HOUR,
        draw(st.booleans()),
    )


@st.composite
def booked(draw: st.DrawFn) -> tuple[Booking, ...]:
    """What up to nine events take up."""
    found: list[Booking] = []
    for gathering_id in range(1, draw(st.integers(2, 9)) + 1):
        one = draw(occasions(gathering_id))
        found += room(one, SHARED, draw(st.booleans()))
        for kind in draw(st.sets(st.integers(0, 4))):
            who = draw(st.integers(1, 2))
            if kind == 0:
                found.append(leader(one, who, f"P{who}"))
            elif kind == 1:
                found.append(comes(one, who, f"P{who}"))
            elif kind == 2:
                found.append(contact(one, who, f"C{who}", "Heim", draw(st.booleans())))
            elif kind == 3:
                found += lent(one, f"o{who}", "Heim", gathering_id, "20 Tische, Bänke", True)
            else:
                for shift in range(2):
                    begins = one.starts_at + shift * draw(st.integers(0, 2)) * HALF_HOUR
                    number = gathering_id * 10 + shift
                    ends = begins + HALF_HOUR
                    found.append(helper(one, who, f"P{who}", number, "Kasse", begins, ends))
    return tuple(found)


def plainly(bookings: tuple[Booking, ...], way: timedelta) -> tuple[Clash, ...]:
    """Everybody against everybody."""
    pairs = combinations(bookings, 2)
    met = (
        clash_of(one, other, way)
        for one, other in pairs
        if one.subject == other.subject
        or one.subject in other.within
        or other.subject in one.within
    )
    return in_order(clash for clash in met if clash is not None)


@settings(max_examples=30)
@given(booked(), st.sampled_from([timedelta(0), WAY]))
def test_the_scan_finds_what_everybody_against_everybody_finds(
    bookings: tuple[Booking, ...], way: timedelta
) -> None:
    assert clashes(bookings, way) == plainly(bookings, way)


@settings(max_examples=30)
@given(booked(), st.sampled_from([timedelta(0), WAY]), st.randoms(use_true_random=False))
def test_one_after_the_other_finds_what_the_scan_finds(
    bookings: tuple[Booking, ...], way: timedelta, chance: Random
) -> None:
    shuffled = list(bookings)
    chance.shuffle(shuffled)
    index, found = Index(way=way), set[Clash]()
    for one in shuffled:
        found.update(clashes_with([one], index))
        index.add(one)
    assert in_order(found) == clashes(bookings, way)
    assert clashes_with(bookings, index) == clashes(bookings, way)


@settings(max_examples=30)
@given(booked())
def test_what_is_one_event_s_is_its_part_of_the_scan(bookings: tuple[Booking, ...]) -> None:
    index = Index(bookings, WAY)
    for gathering_id in {one.occasion.gathering_id for one in bookings}:
        own = [one for one in bookings if one.occasion.gathering_id == gathering_id]
        assert clashes_with(own, index) == tuple(
            clash
            for clash in clashes(bookings, WAY)
            if gathering_id in {side.occasion.gathering_id for side in clash.sides}
        )


@settings(max_examples=30)
@given(occasions(1), st.integers(1, 8))
def test_what_begins_when_the_other_one_ends_is_no_clash(one: Occasion, length: int) -> None:
    one = replace(one, venue="Haus am Park")
    ends = one.ends_at + one.teardown
    after = replace(
        one,
        gathering_id=2,
        starts_at=ends + one.setup,
        ends_at=ends + one.setup + length * HALF_HOUR,
    )
    both = [*taken(one), *taken(after)]
    assert clashes(both, WAY) == ()
    assert clashes_with(taken(after), Index(taken(one), WAY)) == ()


@settings(max_examples=30)
@given(occasions(1))
def test_what_is_at_the_same_time_always_clashes(one: Occasion) -> None:
    one = replace(one, venue="Haus am Park")
    twin = replace(one, gathering_id=2)
    found = clashes([*taken(one), *taken(twin)], WAY)
    assert {clash.one.subject for clash in found} == {one.subject for one in taken(one)}
    for clash in found:
        assert (clash.starts_at, clash.ends_at) == (one.starts_at, one.ends_at)
        assert clash.severity is (Severity.HARD if one.is_sure else Severity.SOFT)


def taken(one: Occasion) -> tuple[Booking, ...]:
    """Its room, whoever leads it, somebody of an institution, a thing."""
    return (
        *room(one, frozenset()),
        leader(one, 1, "Kim"),
        contact(one, 1, "Frau Beispiel", "Heim", one.is_sure),
        *lent(one, "o1", "Heim", 1, "20 Tische", one.is_sure),
    )


# One by one -----------------------------------------------------------------------------------


def at(
    hours: tuple[float, float],
    venue: str = "Haus am Park",
    number: int = 1,
    day: date = date(2027, 6, 12),
    setup: int = 0,
    teardown: int = 0,
    is_sure: bool = True,
) -> Occasion:
    """From one hour of the wall clock in Bremen to another; more than 24 is the next day."""
    starts, ends = (
        clock.moment_of(
            day + timedelta(days=hour // 24), clock_time(int(hour % 24), int(hour % 1 * 60))
        )
        for hour in hours
    )
    minutes = (timedelta(minutes=setup), timedelta(minutes=teardown))
    return Occasion(
        number, number, Kind.EVENT, f"Fest {number}", venue, starts, ends, *minutes, is_sure
    )


def between(one: Occasion, other: Occasion) -> list[tuple[Severity, str, str]]:
    """How their rooms clash: how badly, from when to when in Bremen."""
    bookings = [*room(one, SHARED), *room(other, SHARED)]
    return [
        (clash.severity, clock.clock_time(clash.starts_at), clock.clock_time(clash.ends_at))
        for clash in clashes(bookings)
    ]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ((15, 18), [("15:00", "18:00")]),
        ((15, 16), [("15:00", "16:00")]),
        ((17, 18), [("17:00", "18:00")]),
        ((16, 17), [("16:00", "17:00")]),
        ((14, 19), [("15:00", "18:00")]),
        ((14, 16), [("15:00", "16:00")]),
        ((17, 20), [("17:00", "18:00")]),
        ((13, 15), []),
        ((18, 20), []),
    ],
)
def test_two_rooms_overlap_as_long_as_both_are_taken(
    other: tuple[float, float], found: list[tuple[str, str]]
) -> None:
    with bremen():
        assert between(at((15, 18)), at(other, number=2)) == [
            (Severity.HARD, *times) for times in found
        ]


def test_an_event_that_goes_on_after_midnight_meets_the_one_of_the_next_morning() -> None:
    with bremen():
        night = at((22, 26))
        early = at((1, 3), number=2, day=date(2027, 6, 13))
        assert between(night, early) == [(Severity.HARD, "01:00", "02:00")]
        assert between(night, at((2, 3), number=2, day=date(2027, 6, 13))) == []


def test_when_the_clocks_go_forward_an_hour_is_missing() -> None:
    with bremen():
        if not STANDS_IN_BREMEN:
            return
        spring = date(2027, 3, 28)
        night = at((1, 3.5), day=spring)  # an hour and a half
        assert night.ends_at - night.starts_at == timedelta(hours=1.5)
        assert between(night, at((3, 4), number=2, day=spring)) == [
            (Severity.HARD, "03:00", "03:30")
        ]
        assert between(at((1, 3), day=spring), at((3, 4), number=2, day=spring)) == []


def test_when_the_clocks_go_back_the_same_hour_is_there_twice() -> None:
    with bremen():
        if not STANDS_IN_BREMEN:
            return
        first = clock.moment_of(date(2027, 10, 31), clock_time(2))
        hour = timedelta(hours=1)
        summer = replace(at((1, 2)), starts_at=first, ends_at=first + hour)
        winter = replace(summer, gathering_id=2, starts_at=first + hour, ends_at=first + 2 * hour)
        shown = {clock.clock_time(one.starts_at) for one in (summer, winter)}
        assert shown == {"02:00"}  # both say two, and are an hour apart
        assert between(summer, winter) == []
        both = replace(summer, ends_at=first + 2 * hour)
        assert between(both, winter) == [(Severity.HARD, "02:00", "03:00")]


def test_a_room_clashes_with_its_house_and_not_with_the_room_beside_it() -> None:
    with bremen():
        house, one = at((15, 18)), at((15, 18), "Haus am Park, Raum 1", 2)
        beside = at((15, 18), "Haus am Park, Raum 2", 3)
        assert between(house, one)
        assert between(beside, house)
        assert not between(one, beside)
        assert between(beside, at((15, 18), "haus am park raum 2", 4))  # written without a comma
        assert not between(one, at((15, 18), "Schule, Raum 1", 5))
        assert not between(at((15, 18), "Hof"), at((15, 18), "hof", 2))  # shared
        assert not between(at((15, 18), ""), at((15, 18), "", 2))


def test_setting_up_and_tidying_up_overlap_less_badly() -> None:
    with bremen():
        fest = at((15, 18), teardown=60)
        evening = at((19, 21), number=2, setup=30)
        assert between(fest, evening) == [(Severity.INFO, "18:30", "19:00")]
        assert between(fest, at((18.5, 21), number=2)) == [(Severity.INFO, "18:30", "19:00")]
        assert between(fest, at((19.5, 21), number=2, setup=30)) == []
        assert between(fest, at((17, 19), number=2, is_sure=False)) == [
            (Severity.SOFT, "17:00", "18:00")
        ]


def test_whoever_has_to_be_elsewhere_needs_time_for_the_way() -> None:
    with bremen():

        def found(other: Occasion) -> list[tuple[Severity, bool]]:
            people = [leader(at((15, 18)), 1, "Kim"), leader(other, 1, "Kim")]
            return [(clash.severity, clash.is_way_short) for clash in clashes(people, WAY)]

        assert found(at((18, 20), "Schule", 2)) == [(Severity.INFO, True)]
        assert found(at((18.5, 20), "Schule", 2)) == []
        assert found(at((18, 20), "Haus am Park, Raum 2", 2)) == []
        assert found(at((18, 20), "", 2)) == []


def test_nobody_clashes_with_herself_at_one_event_unless_two_shifts_do() -> None:
    with bremen():
        fest = at((15, 18))
        lists = [comes(fest, 1, "Ayşe"), comes(at((15, 18), number=2), 1, "Ayşe")]
        assert clashes(lists) == ()  # on two lists: nobody does anything for an event
        shifts = [
            helper(fest, 1, "Ayşe", number, doing, fest.starts_at, fest.ends_at)
            for number, doing in ((1, "Kasse"), (2, "Abbau"))
        ]
        assert [clash.severity for clash in clashes(shifts)] == [Severity.HARD]
        assert clashes([leader(fest, 1, "Ayşe"), shifts[0]]) == ()


def test_a_thing_is_the_same_however_many_are_lent() -> None:
    assert things("20 Tische, 40 Stühle und eine Bühne") == (
        ("tische", "20 Tische"),
        ("stuhle", "40 Stühle"),
        ("buhne", "eine Bühne"),
    )
    assert things("") == things("20") == ()


def test_the_key_stays_as_long_as_the_clash_does() -> None:
    with bremen():

        def key(one: Occasion, other: Occasion) -> str:
            (clash,) = clashes([*room(one, SHARED), *room(other, SHARED)])
            return clash.key

        fest, other = at((15, 18)), at((14, 16), number=2)
        same = key(fest, other)
        assert key(other, fest) == same
        assert key(replace(fest, title="Sommerfest"), other) == same
        assert key(fest, replace(other, starts_at=other.starts_at - HALF_HOUR)) == same
        changed = [
            key(fest, replace(other, ends_at=other.ends_at + HALF_HOUR)),
            key(fest, replace(other, gathering_id=3)),
            key(fest, replace(other, is_sure=False)),
            key(replace(fest, venue="Schule"), replace(other, venue="Schule")),
        ]
        assert len({same, *changed}) == 5
        assert len(same) <= 200


@pytest.mark.parametrize(
    ("venue", "parts"),
    [
        ("Haus am Park, Raum 2", ("haus am park", "haus am park raum 2")),
        ("Haus am Park", ("haus am park",)),
        (" , ", ()),
        ("", ()),
    ],
)
def test_a_comma_parts_a_house_from_its_room(venue: str, parts: tuple[str, ...]) -> None:
    assert path(venue) == parts
    assert not apart(venue, venue)
