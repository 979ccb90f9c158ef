"""The tally at the door: every Enter is one, none is lost, several laptops add up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.events import events, standing
from biq_tui.events.after.reading import by_hour, outcome_of
from biq_tui.events.day.places import place_of
from biq_tui.events.day.tally import Tally, count, tally
from biq_tui.events.day.tally_line import read_tally
from biq_tui.events.models import EventState
from tests.events.event_at import Fest
from tests.room import NOW, Room, bremen, folder_of, newest, started

TODAY = NOW.replace(hour=14, minute=0)
"""It began at three in Bremen, and lasts till six."""


@pytest.fixture(autouse=True)
def _at_the_fest() -> Any:
    with bremen():
        yield


def counted(fest: Fest) -> Tally:
    return fest.database.read(tally, fest.event_id, fest.station)


def counts(fest: Fest, text: str, station: str = "laptop-1") -> str:
    """She types it on the screen of the tally; what the hint says."""
    intention = read_tally(text, counted(fest))
    if intention.use_case is not None:
        act = Act(Actor.FACILITATOR, station, place_of(fest.event_id))
        fest.database.write(act, intention.use_case, *intention.args).result()
        assert newest(fest.database) == intention.sentence
    return intention.hint


def test_two_laptops_add_up_and_what_was_too_much_is_taken_off(database: Database) -> None:
    fest = Fest(database, start=TODAY)
    assert counts(fest, "") == "Enter: 1 Mensch mehr   Mehrere:  5   Weniger:  -2"
    counts(fest, "5", station="laptop-2")
    assert counts(fest, "–2") == "Enter: 2 Menschen weniger"
    assert counted(fest).total == 4
    assert counts(fest, "-5") == "Bis jetzt sind nur 4 gezählt."
    assert counts(fest, "0") == counts(fest, "viele") == "Hier gehen nur Zahlen:  5   -2"
    with pytest.raises(Refused, match="nur 4"):
        fest.do(count, fest.event_id, -5)
    assert database.read(outcome_of, fest.event_id).visitors == 4


def test_each_hour_for_itself_and_an_hour_of_corrections_has_none() -> None:
    steps = [(TODAY, 3), (TODAY + timedelta(hours=1), 4), (TODAY + timedelta(hours=1), -1),
             (TODAY + timedelta(hours=2), -2)]  # fmt: skip
    assert by_hour(steps) == ((15, 3), (16, 3))


def test_counting_is_for_the_day_of_the_event(house: Database) -> None:
    fest = Fest(house, start=TODAY + timedelta(days=1))
    assert counts(fest, "") == "Gezählt wird am Tag selbst."
    with clock.standing_at(NOW + timedelta(days=2)):
        assert counts(fest, "").startswith("Der Tag ist vorbei.")
    with clock.standing_at(NOW + timedelta(days=1)):
        counts(fest, "")
        fest.do(standing.cancel, fest.event_id, "Regen")
        assert counts(fest, "").startswith("Es ist abgesagt.")
        with pytest.raises(Refused, match="abgesagt"):
            fest.do(count, fest.event_id, 1)
    assert fest.plan.event.state is EventState.CANCELLED


# On the screen ------------------------------------------------------------------------------------


def fest_today(database: Database) -> None:
    act = Act(Actor.PROGRAM, "test", "events")
    when = (TODAY, TODAY + timedelta(hours=3))
    database.write(act, events.add_event, "Straßenfest", when, "Haus am Park").result()


async def from_another_laptop(room: Room, number: int) -> None:
    act = Act(Actor.FACILITATOR, "laptop-2", place_of(1))
    await room.app.database.writes(act, count, 1, number)


async def test_enter_held_down_counts_every_time(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, fest_today)
    async with started(folder) as room:
        await room.app.open_event(1)
        await room.settle()
        assert room.row("BESUCH") == "BESUCH An der Tür zählen: zählen"
        await room.enter("zählen")
        assert room.where == "BIQ · Straßenfest · Zählen"
        await room.press(*["enter"] * 30)
        await room.sees("30 Menschen bis jetzt.")
        await from_another_laptop(room, 7)
        await room.sees("37 Menschen bis jetzt.", "16–17")
        assert room.row("16–17").endswith(" 37")
        await room.enter("5")
        await room.sees("42 Menschen bis jetzt.", "✓ 5 Menschen mehr")
        await room.press("ctrl+z")
        await room.sees("37 Menschen bis jetzt.")
        await room.press("ctrl+z")  # her own last step, not the other laptop's
        await room.sees("36 Menschen bis jetzt.", "Zurückgenommen: 1 Mensch mehr")
        assert len([said for said in room.journal() if said == "1 Mensch mehr"]) == 30
    async with started(folder) as room:  # it goes on where it was
        await room.sees("36 Menschen bis jetzt.")
        await room.press("enter", "escape")
        await room.sees("37 Menschen wurden gezählt.")
        await room.enter("was war")
        assert not any("Mensch mehr" in row for row in room.body)  # hundreds of them: apart


async def test_what_is_refused_does_not_count(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, fest_today)) as room:
        await room.app.open_event(1)
        await room.enter("zählen")
        await room.press("enter")
        await room.sees("1 Mensch bis jetzt.")
        act = Act(Actor.FACILITATOR, "laptop-2", "event:1")
        gone = room.app.database.write(act, standing.cancel, 1, "Regen")
        await room.press("enter")  # the screen may not know it yet
        gone.result()
        await room.sees("Es ist abgesagt.", "1 Mensch bis jetzt.")


async def test_people_may_arrive_by_name_as_at_a_meeting(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, fest_today)) as room:
        await room.app.open_event(1)
        await room.enter("ankommen")
        await room.enter("nein")  # nobody else sees the screen
        await room.enter("+Ayşe")
        assert "Ayşe" in room.text
        await room.press("escape")
        assert room.where.startswith("BIQ · Straßenfest")
