"""Calendar files of others: what can be taken is taken, what can't is named, nothing hangs."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from biq_tui.core import clock
from biq_tui.core.apart import Unreadable
from biq_tui.events.ics import reading
from biq_tui.events.ics.fates import Fate, Fetched, in_words
from biq_tui.events.ics.reading import (
    MOST_DATES,
    MOST_OF_A_SERIES,
    ForeignDate,
    Problem,
    dates_in,
    read_calendar,
)


def a_file(*events: str) -> bytes:
    parts = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{parts}END:VCALENDAR\r\n"
    return text.encode()


def read(*events: str) -> list[ForeignDate]:
    return list(read_calendar(a_file(*(event.strip().replace("\n", "\r\n") for event in events))))


def test_a_date_with_its_zone_is_read_as_that_moment() -> None:
    (found,) = read(
        """
UID:1@elsewhere
SEQUENCE:4
DTSTART;TZID=Europe/Berlin:20270612T150000
DTEND;TZID=Europe/Berlin:20270612T180000
SUMMARY:Flohmarkt
LOCATION:Hof
""",
    )
    assert found.starts_at == datetime(2027, 6, 12, 13, tzinfo=UTC)
    assert found.ends_at == datetime(2027, 6, 12, 16, tzinfo=UTC)
    assert (found.uid, found.sequence, found.title) == ("1@elsewhere", 4, "Flohmarkt")
    assert (found.venue, found.problem, found.recurrence) == ("Hof", None, "")


def test_zones_as_windows_calls_them_are_known_and_others_are_named() -> None:
    windows, mars = read(
        "UID:1\nDTSTART;TZID=W. Europe Standard Time:20270101T100000\nSUMMARY:Büro",
        "UID:2\nDTSTART;TZID=Mars/Olympus:20270101T100000\nSUMMARY:Mars",
    )
    assert windows.starts_at == datetime(2027, 1, 1, 9, tzinfo=UTC)
    assert (mars.title, mars.problem) == ("Mars", Problem.ZONE)


def test_a_thousand_million_dates_are_as_many_as_are_wanted() -> None:
    found = read("UID:1\nDTSTART:20270101T100000Z\nRRULE:FREQ=DAILY;COUNT=1000000000\nSUMMARY:Viel")
    assert len(found) == MOST_OF_A_SERIES
    assert all(date.more for date in found)
    assert len({date.recurrence for date in found}) == MOST_OF_A_SERIES


def test_a_series_keeps_its_time_on_the_wall_and_leaves_out_what_is_left_out() -> None:
    found = read(
        """
UID:1
DTSTART;TZID=Europe/Berlin:20270320T100000
DTEND;TZID=Europe/Berlin:20270320T120000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/Berlin:20270327T100000
SUMMARY:Café
""",
        """
UID:1
RECURRENCE-ID;TZID=Europe/Berlin:20270403T100000
DTSTART;TZID=Europe/Berlin:20270404T110000
SUMMARY:Café am Sonntag
""",
    )
    assert [(date.title, date.starts_at) for date in found] == [
        ("Café", datetime(2027, 3, 20, 9, tzinfo=UTC)),
        ("Café", datetime(2027, 4, 10, 8, tzinfo=UTC)),  # summer time: the same on the wall
        ("Café am Sonntag", datetime(2027, 4, 4, 9, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("until", ["20270327T090000Z", "20270327", "20270327T100000"])
def test_the_last_date_of_a_series_is_read_however_its_end_is_told(until: str) -> None:
    found = read(
        "UID:1\nDTSTART;TZID=Europe/Berlin:20270320T100000\nSUMMARY:Café\n"
        f"RRULE:FREQ=WEEKLY;UNTIL={until}"
    )
    assert [date.starts_at for date in found] == [
        datetime(2027, 3, 20, 9, tzinfo=UTC),
        datetime(2027, 3, 27, 9, tzinfo=UTC),
    ]


def test_of_a_series_that_has_long_gone_on_the_dates_to_come_are_read() -> None:
    found = read("UID:1\nDTSTART:20200107T100000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:Chor")
    assert len(found) == MOST_OF_A_SERIES
    yesterday = clock.now() - timedelta(days=1)
    assert all(date.starts_at is not None and date.starts_at >= yesterday for date in found)


def test_dates_that_are_listed_one_by_one_are_read() -> None:
    found = read(
        "UID:1\nDTSTART:20270320T100000Z\nSUMMARY:Café\n"
        "RDATE:20270401T100000Z\nRDATE;VALUE=PERIOD:20270327T110000Z/PT1H"
    )
    assert [date.starts_at for date in found] == [
        datetime(2027, 3, 20, 10, tzinfo=UTC),
        datetime(2027, 3, 27, 11, tzinfo=UTC),
        datetime(2027, 4, 1, 10, tzinfo=UTC),
    ]


def test_letters_of_old_programs_and_letters_cut_by_a_fold_are_read() -> None:
    date = "UID:1\r\nDTSTART:20270101T100000Z\r\nSUMMARY:Frühstück"
    old = dates_in(a_file(date).decode().encode("cp1252"))
    cut = dates_in(a_file(date).replace(b"\xc3\xbc", b"\xc3\r\n \xbc"))
    assert [found["title"] for found in old + cut] == ["Frühstück"] * 2


def test_what_is_wrong_with_a_date_is_told_and_the_others_are_read() -> None:
    found = read(
        "DTSTART:20270101T100000Z\nSUMMARY:Ohne UID",
        "UID:2\nSUMMARY:Ohne Tag",
        "UID:3\nDTSTART:20270101T100000Z\nDTEND:20270101T090000Z\nSUMMARY:Rückwärts",
        "UID:4\nDTSTART:kaputt\nSUMMARY:Kaputt",
        "UID:5\nDTSTART;VALUE=DATE:20270101\nSUMMARY:Ganzer Tag",
    )
    assert [(date.title, date.problem) for date in found] == [
        ("Ohne UID", Problem.NO_UID),
        ("Ohne Tag", Problem.NO_START),
        ("Rückwärts", Problem.ENDS_FIRST),
        ("Kaputt", Problem.DAMAGED),
        ("Ganzer Tag", None),
    ]


def test_what_is_cancelled_there_is_cancelled_here() -> None:
    (found,) = read("UID:1\nDTSTART:20270101T100000Z\nSTATUS:CANCELLED\nSUMMARY:Aus")
    assert found.is_cancelled
    raw = a_file("UID:1\r\nDTSTART:20270101T100000Z\r\nSUMMARY:Aus")
    (found,) = read_calendar(raw.replace(b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:CANCEL\r\n"))
    assert found.is_cancelled


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Name,Tag\nFest,12.6.",
        b"\xff\xfe" * 100,
    ],
)
def test_what_is_no_calendar_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_calendar(raw)


@pytest.mark.parametrize(
    "raw",
    [
        a_file(),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5000,
    ],
)
def test_a_calendar_without_a_whole_date_has_none(raw: bytes) -> None:
    assert read_calendar(raw) == ()


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYDAY=6MO;BYMONTH=1",
        "FREQ=HOURLY;INTERVAL=0",
    ],
)
def test_rules_that_never_come_true_end(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 2.0)
    raw = a_file(f"UID:1\r\nDTSTART:20270101T100000Z\r\nRRULE:{rule}\r\nSUMMARY:Nie")
    with suppress(Unreadable):  # it was ended
        assert len(read_calendar(raw)) <= MOST_OF_A_SERIES


def test_broken_folding_damages_one_date_at_most() -> None:
    raw = a_file(
        "UID:1\r\nDTSTART:20270101T100000Z\r\nSUMMARY:Ga\r\n nz",
        "UID:2\r\nDTSTART:2027\r\n0101T100000Z\r\nSUMMARY:Zer\r\nrissen",
    )
    found = dates_in(raw)
    assert found[0]["title"] == "Ganz"


def test_of_a_file_that_is_too_long_the_first_dates_are_read_and_it_is_said() -> None:
    many = [f"UID:{n}\nDTSTART:20270101T100000Z\nSUMMARY:Fest" for n in range(MOST_DATES + 1)]
    found = read(*many)
    assert len(found) == MOST_DATES
    assert [date.is_last for date in found[-2:]] == [False, True]
    fetched = [Fetched(date, Fate.NEW) for date in found]
    assert "Die Datei geht weiter." in " ".join(in_words(fetched))
