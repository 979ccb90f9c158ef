"""A laptop's clock that is put back, and the nights when all clocks are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import select

from biq_tui.attendance import service
from biq_tui.attendance.models import Presence
from biq_tui.attendance.sheet import sheet
from biq_tui.core import clock
from biq_tui.core.dates import start_of_today
from biq_tui.meetings import agenda
from biq_tui.meetings.agenda import Point
from tests.attendance.rooms import STATION, facilitator, make_gathering, opened
from tests.meetings.meetings_at import START, Treffen
from tests.room import bremen


def test_nobody_is_late_by_a_clock_that_was_put_back(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        gathering = make_gathering(database, ["Ada Muster"])
        act = facilitator(gathering)
        database.write(act, service.begin, gathering).result()
        with clock.standing_at(clock.now() - timedelta(hours=5)):
            database.write(act, service.add_guest, gathering, "Theo").result()
            assert database.read(sheet, gathering, STATION).here == 1
            late = database.read(lambda session: session.exec(select(Presence.late_minutes)).all())
        assert late == [None]


def test_the_point_begun_last_is_in_hand_whatever_the_clock_says(tmp_path: Path) -> None:
    with opened(tmp_path) as database:
        treffen = Treffen(database)
        points = [Point("Ankommen", 10), Point("Ideen", 10)]
        treffen.do(agenda.add_points, treffen.meeting_id, points)
        second, first = reversed(treffen.board.agenda)
        with clock.standing_at(START):
            treffen.do(agenda.begin_point, treffen.meeting_id, second.item_id)
        with clock.standing_at(START - timedelta(hours=2)):
            treffen.do(agenda.begin_point, treffen.meeting_id, first.item_id)
        in_hand = treffen.board.in_hand
        assert in_hand is not None
        assert in_hand.title == "Ankommen"


def test_a_day_begins_at_midnight_also_when_the_clock_was_changed_that_night() -> None:
    with bremen(), clock.standing_at(datetime(2027, 3, 28, 18, tzinfo=UTC)):
        assert clock.local(start_of_today()).isoformat() == "2027-03-28T00:00:00+01:00"
    with bremen(), clock.standing_at(datetime(2027, 10, 31, 18, tzinfo=UTC)):
        assert clock.local(start_of_today()).isoformat() == "2027-10-31T00:00:00+02:00"
