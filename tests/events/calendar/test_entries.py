"""Reading the calendar: the same however much is on, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from biq_tui.core.database import Database
from biq_tui.events.calendar.entries import entries
from biq_tui.events.calendar.house import house as all_of_house
from biq_tui.events.calendar.view import read_board, read_month
from biq_tui.events.models import EventState, PledgeRole
from biq_tui.events.partners import pledges
from biq_tui.events.places import place_of
from tests.room import bremen
from tests.statements import statements

from .summer import add, at, do

JUNE = date(2027, 6, 1)


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


def fill(database: Database, count: int, day: int) -> None:
    for number in range(count):
        event_id = add(database, f"Fest {number}", at(day, 10, 12), f"Ort {number % 2}")
        asked = (event_id, "Bremer Heimstiftung", PledgeRole.ROOM)
        do(database, pledges.ask, *asked, place=place_of(event_id))


def test_a_month_says_of_each_what_is_missing_and_whether_it_is_booked_twice(
    database: Database,
) -> None:
    fill(database, 3, 12)
    add(database, "Kino", at(13, 20, 2), "Ort 0", EventState.FIXED)
    add(database, "Regen", at(12, 10, 12), "Ort 0", EventState.CANCELLED)
    add(database, "Ohne Tag")
    found = database.read(entries, JUNE, date(2027, 6, 30))
    told = [(entry.title, entry.mark, entry.missing) for entry in found]
    assert told == [
        ("Fest 0", "!", ("Raum (Heimstiftung)",)),
        ("Fest 1", "?", ("Raum (Heimstiftung)",)),
        ("Fest 2", "!", ("Raum (Heimstiftung)",)),
        ("Regen", "x", ()),
        ("Kino", "", ()),
    ]


def test_more_events_take_no_more_statements(house: Database) -> None:
    counted = []
    for count in (1, 12):
        fill(house, count, 10 + count)
        with statements() as sent:
            house.read(read_month, JUNE)
        month = len(sent)
        with statements() as sent:
            house.read(read_board)
        board = len(sent)
        with statements() as sent:
            house.read(all_of_house)
        counted.append((month, board, len(sent)))
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 20


def test_a_month_reads_no_other_ones(house: Database) -> None:
    add(house, "Mai", at(29, 10, 12, month=5))
    add(house, "Rand", at(31, 10, 12, month=5))
    add(house, "Juli", at(5, 10, 12, month=7))
    assert [entry.title for entry in house.read(read_month, JUNE).entries] == ["Rand"]
    last = house.read(read_month, JUNE).days[-1]
    assert last + timedelta(days=1) == date(2027, 7, 5)
