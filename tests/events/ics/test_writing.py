"""A calendar file says what is true, in every calendar program, also on the days of the clock."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from biq_tui.events.ics.outside import Entry
from biq_tui.events.ics.reading import dates_in
from biq_tui.events.ics.writing import calendar_file
from biq_tui.events.models import EventState

BERLIN = ZoneInfo("Europe/Berlin")


def an_entry(
    title: str = "Straßenfest",
    starts_at: datetime = datetime(2027, 6, 12, 13, tzinfo=UTC),
    hours: int = 3,
    state: EventState = EventState.FIXED,
    venue: str = "Haus am Park",
    uid: str = "1@biq-1.invalid",
) -> Entry:
    ends_at = starts_at + timedelta(hours=hours)
    return Entry(1, uid, 2, title, venue, "Wir feiern.", starts_at, ends_at, state)


def parts_of(raw: bytes, name: str) -> list[Any]:
    return list(Calendar.from_ical(raw).walk(name))


def test_what_is_written_is_read_again() -> None:
    (event,) = parts_of(calendar_file([an_entry()]), "VEVENT")
    assert event["uid"] == "1@biq-1.invalid"
    assert event["sequence"] == 2
    assert event["summary"] == "Straßenfest"
    assert event["location"] == "Haus am Park"
    assert event["dtstart"].dt == datetime(2027, 6, 12, 15, tzinfo=BERLIN)
    assert event["dtend"].dt == datetime(2027, 6, 12, 18, tzinfo=BERLIN)
    assert event["status"] == "CONFIRMED"


def test_the_zone_shows_berlins_time_in_every_half_hour_of_three_years() -> None:
    (zone,) = parts_of(calendar_file([an_entry()]), "VTIMEZONE")
    theirs = zone.to_tz(lookup_tzid=False)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year < 2029:
        assert moment.astimezone(theirs).replace(tzinfo=None) == (
            moment.astimezone(BERLIN).replace(tzinfo=None)
        )
        moment += timedelta(minutes=30)


def test_what_is_cancelled_says_so_in_its_title_and_in_its_method() -> None:
    raw = calendar_file([an_entry(state=EventState.CANCELLED)]).decode()
    assert "METHOD:CANCEL\r\n" in raw
    assert "STATUS:CANCELLED\r\n" in raw
    assert "SUMMARY:ABGESAGT: Straßenfest\r\n" in raw


def test_one_of_several_that_is_cancelled_leaves_the_file_a_publication() -> None:
    raw = calendar_file([an_entry(), an_entry("Café", state=EventState.CANCELLED)]).decode()
    assert "METHOD:PUBLISH\r\n" in raw
    assert raw.count("STATUS:CANCELLED\r\n") == 1


@pytest.mark.parametrize("state", [EventState.WISH, EventState.PLANNED])
def test_what_is_not_fixed_is_tentative(state: EventState) -> None:
    assert b"STATUS:TENTATIVE\r\n" in calendar_file([an_entry(state=state)])


HOSTILE = st.text(st.characters(codec="utf-8"), max_size=150) | st.sampled_from(
    ["a\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M", "\x1b[31mrot", "a;b,c\\n:d", "ß" * 100, "{title}"]
)


@given(title=HOSTILE, venue=HOSTILE)
@settings(max_examples=60)
def test_no_title_breaks_out_of_its_line(title: str, venue: str) -> None:
    raw = calendar_file([an_entry(title, venue=venue)])
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(byte >= 32 and byte != 127 for line in lines for byte in line)
    assert [line for line in lines if line.startswith(b"BEGIN:")] == [
        b"BEGIN:" + part
        for part in (b"VCALENDAR", b"VTIMEZONE", b"DAYLIGHT", b"STANDARD", b"VEVENT")
    ]
    (read,) = dates_in(raw)
    assert "problem" not in read
