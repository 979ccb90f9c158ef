"""A foreign calendar comes in: once, by its UIDs, and only what is newer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from biq_tui.core import clock
from biq_tui.core.errors import Refused
from biq_tui.core.telling import take_back
from biq_tui.events.ics.fates import Fate, in_words
from biq_tui.events.ics.fetch import preview, take
from biq_tui.events.ics.outside import publish
from biq_tui.events.ics.reading import ForeignDate, Problem, dates_in, plain
from biq_tui.events.ics.writing import calendar_file
from biq_tui.events.models import Event, EventState
from tests.events.event_at import Fest

NOON = datetime(2027, 7, 3, 10, tzinfo=UTC)
MARKET = ForeignDate(
    title="Flohmarkt",
    uid="1@elsewhere",
    starts_at=NOON,
    ends_at=NOON + timedelta(hours=2),
    venue="Hof",
)


def titles(session: Session) -> list[tuple[str, str]]:
    rows = session.exec(select(Event.title, Event.state).order_by(Event.id))  # type: ignore[arg-type]
    return [(title, state) for title, state in rows]


def fates(done: Any) -> list[Fate]:
    return [each.fate for each in done]


def test_the_same_file_twice_is_there_once(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    assert fates(fest.do(take, [MARKET])) == [Fate.NEW]
    with pytest.raises(Refused, match=r"1 Termin ist schon da\."):
        fest.do(take, [MARKET])
    assert fest.database.read(titles) == [("Straßenfest", "wish"), ("Flohmarkt", "planned")]


def test_a_higher_sequence_moves_it_and_a_lower_one_is_an_old_file(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.do(take, [MARKET])
    later = replace(MARKET, sequence=2, starts_at=NOON + timedelta(hours=1), title="Markt")
    assert fates(fest.do(take, [later])) == [Fate.CHANGED]
    assert fest.database.read(preview, [MARKET])[0].fate is Fate.OLDER
    assert ("Markt", "planned") in fest.database.read(titles)


def test_cancelled_there_is_cancelled_here_and_comes_back(fest: Fest) -> None:
    fest.do(take, [MARKET])
    fest.do(take, [replace(MARKET, sequence=1, is_cancelled=True)])
    assert ("Flohmarkt", "cancelled") in fest.database.read(titles)
    fest.do(take, [replace(MARKET, sequence=2)])
    assert ("Flohmarkt", "planned") in fest.database.read(titles)


def test_a_whole_file_is_one_step_that_is_taken_back_at_once(fest: Fest) -> None:
    dates = [replace(MARKET, recurrence=f"{number}") for number in range(5)]
    before = fest.database.read(titles)
    fest.do(take, dates)
    assert len(fest.database.read(titles)) == 6
    step = fest.plan.my_step
    assert step is not None
    fest.do(take_back, step.number)
    assert fest.database.read(titles) == before


def test_our_own_file_brought_back_changes_nothing(fest: Fest) -> None:
    raw = calendar_file(fest.do(publish, [fest.event_id]))
    dates = [plain(found) for found in dates_in(raw)]
    assert fates(fest.database.read(preview, dates)) == [Fate.SAME]


def test_what_can_not_be_taken_is_named_and_the_rest_comes_in(fest: Fest) -> None:
    mars = ForeignDate(title="Mars {x}", problem=Problem.ZONE)
    done = fest.do(take, [mars, MARKET])
    assert in_words(done) == (
        "1 Termin ist neu.",
        "Weggelassen: „Mars {x}“, weil seine Zeit-Zone unbekannt ist.",
    )


def test_hostile_words_are_cleaned_and_long_ones_are_cut(fest: Fest) -> None:
    hostile = replace(MARKET, title="\x1b[31mRot\u202e" + "x" * 500, uid="u" * 3000)
    fest.do(take, [hostile])
    (title, _state) = fest.database.read(titles)[-1]
    assert title.startswith("[31mRotx")
    assert len(title) == 100
    assert fest.database.read(preview, [hostile])[0].fate is Fate.SAME


def test_a_version_beyond_all_numbers_is_the_highest_there_is(fest: Fest) -> None:
    raw = (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1@heim\r\nSUMMARY:Markt\r\n"
        b"DTSTART:20270703T140000Z\r\nSEQUENCE:99999999999999999999\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    dates = [plain(found) for found in dates_in(raw)]
    assert fates(fest.do(take, dates)) == [Fate.NEW]
    assert fates(fest.database.read(preview, dates)) == [Fate.SAME]


def test_a_series_forgets_no_date_that_is_over(fest: Fest) -> None:
    fest.do(take, weekly(0, 14, 3))
    rest = weekly(1, 16, 3)[1:]  # a long series is read from today on
    with clock.standing_at(datetime(2027, 7, 9, tzinfo=UTC)):
        assert fates(fest.do(take, rest)) == [Fate.CHANGED] * 2
    assert ("Café", "cancelled") not in fest.database.read(titles)


def test_of_a_date_that_comes_twice_the_newest_counts(fest: Fest) -> None:
    fest.do(take, [replace(MARKET, sequence=1, title="Neu"), MARKET])
    assert fest.database.read(titles)[-1][0] == "Neu"


def test_tentative_dates_are_wishes(fest: Fest) -> None:
    fest.do(take, [replace(MARKET, is_sure=False)])
    assert fest.database.read(titles)[-1][1] == EventState.WISH


def weekly(sequence: int, hour: int, count: int) -> list[ForeignDate]:
    raw = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1@heim\r\n"
        f"SUMMARY:Café\r\nSEQUENCE:{sequence}\r\nDTSTART;TZID=Europe/Berlin:20270703T{hour}0000\r\n"
        f"RRULE:FREQ=WEEKLY;COUNT={count}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    return [plain(found) for found in dates_in(raw.encode())]


def test_a_series_that_moves_is_not_doubled_and_what_falls_out_is_cancelled(fest: Fest) -> None:
    fest.do(take, weekly(0, 14, 3))
    assert fates(fest.do(take, weekly(1, 16, 3))) == [Fate.CHANGED] * 3
    assert fates(fest.do(take, weekly(2, 16, 2))) == [Fate.SAME, Fate.SAME, Fate.CHANGED]
    assert [state for title, state in fest.database.read(titles) if title == "Café"] == [
        "planned", "planned", "cancelled",
    ]  # fmt: skip
    alone = [replace(weekly(3, 18, 1)[0], is_of_rule=False)]
    assert fates(fest.database.read(preview, alone)) == [Fate.NEW], "one of it alone moves no other"
    assert set(fates(fest.database.read(preview, weekly(0, 14, 3)))) == {Fate.OLDER}
