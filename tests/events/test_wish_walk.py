"""With real keys: a wish of a meeting becomes an event, gets a day, and the meeting tells it."""

from __future__ import annotations

from pathlib import Path

from biq_tui.core.database import Database
from biq_tui.meetings.screens import MINUTES
from tests.meetings.meetings_at import Treffen
from tests.meetings.test_meeting_screen import at_meeting
from tests.room import SMALL


def wishing(database: Database) -> None:
    here = Treffen(database)
    here.collect("Straßenfest", "Kino")
    here.order("1 veranstaltung Straßenfest")
    here.order("2 veranstaltung Kino am Kanal")


async def test_a_wish_is_planned_from_the_minutes_and_taken_back_there(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, SMALL, MINUTES, wishing) as room:
        await room.type("w1")
        assert room.hint == "w1 planen  macht daraus eine Veranstaltung."
        await room.type(" planen")
        assert room.hint == "Enter: Der Wunsch wird eine Veranstaltung: Straßenfest"
        await room.press("enter")
        await room.sees("BIQ · Straßenfest · noch ohne Tag")
        await room.enter("12.6. 15-18")
        await room.sees("BIQ · Straßenfest · Sa 12.6.2027, 15:00–18:00")
        await room.press("escape")
        await room.sees("wird am Sa 12.6.2027")
        await room.type("w1")
        assert room.hint.startswith("Enter: öffnet „Straßenfest“.")
        await room.press("enter")
        await room.sees("[Überblick]")
        await room.press("escape")
        await room.sees("[Protokoll]")
        await room.enter("w1 w2 planen ja")
        await room.sees("[Überblick]")
        assert room.journal()[-1] == "Die Wünsche werden eine Veranstaltung: Straßenfest"
        await room.press("escape")
        await room.sees("[Protokoll]")
        await room.press("ctrl+z")
        assert room.journal()[-1] == ("Zurückgenommen: Die Wünsche werden eine Veranstaltung: …")
        await room.type("w3 planen")
        assert room.hint == "Es gibt keinen Wunsch 3."
