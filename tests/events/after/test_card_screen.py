"""The evaluation card by keys: from the Treffen and from Heute, on the wall, into the minutes."""

from __future__ import annotations

import re
from pathlib import Path

import httpx

from biq_tui.core.database import Database
from biq_tui.events.after.card import answer
from biq_tui.events.models import FeedbackQuestion
from tests.events.event_at import Fest
from tests.meetings.meetings_at import Treffen
from tests.room import Room, folder_of, started

from .conftest import LAST_WEEK

NARROW = (60, 20)


def a_week_later(database: Database) -> None:
    """A party last Saturday, and a Treffen today at six."""
    Fest(database, start=LAST_WEEK)
    Treffen(database, days=-12)


async def answers(room: Room) -> None:
    """One to each question, without leaving the line."""
    await room.enter("Die Musik war schön")
    await room.press("tab")
    await room.enter("Zu laut")
    await room.press("tab")
    await room.enter("Früher anfangen")


async def test_a_group_looks_back_and_a_wish_is_an_idea_at_once(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, a_week_later)) as room:
        await room.app.open_meeting(1)
        await room.settle()
        assert room.row("Auswerten").startswith("Auswerten: Straßenfest, 27.2.")
        await room.enter("auswertung")
        assert room.where == "BIQ · Straßenfest · Auswertung"
        assert (room.tab, room.label) == ("Was war gut?", "Gut")
        await answers(room)
        assert (room.tab, room.label) == ("Nächstes Mal?", "Nächstes Mal")
        await room.enter("3 idee")
        assert room.row("Früher anfangen").endswith("→ Idee 1")
        await room.enter("waren 120")
        await room.enter("fertig")
        assert room.state == "120 Menschen waren da. 3 Antworten. Fertig."
        await room.press("escape")
        assert "Auswerten" not in room.text
        await room.press("tab", "up")  # Sammeln, the newest idea
        assert "(aus der Auswertung: Straßenfest, 27.2.)" in room.event
        await room.press("escape", *["tab"] * 4)
        assert room.tab == "Protokoll"
        assert "AUSWERTUNG: STRASSENFEST, 27.2." in room.body
        for said in ("Gut: Die Musik war schön", "Nicht gut: Zu laut"):
            assert f"- {said}" in room.body


async def test_an_answer_is_changed_by_the_arrows(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, a_week_later)) as room:
        await room.click("Auswerten: Straßenfest")
        assert room.hint == "Enter: Auswertung von „Straßenfest, 27.2.“. Drei Fragen."
        await room.enter()
        await answers(room)
        await room.press("up", "up")
        assert room.row("Zu laut").startswith("▸ 2")
        await room.press("enter")
        assert room.line == "2 = Zu laut"
        await room.enter(" am Abend")
        assert room.row("Zu laut am Abend").startswith("2")
        await room.press("ctrl+z")
        assert room.row("Zu laut") == "2 Zu laut"
        await room.press("ctrl+b")  # it goes on with names away: nobody's name is there
        await room.enter("Alles gut")
        assert room.row("Alles gut")


def much_was_good(database: Database) -> None:
    """More than a small screen can show."""
    fest = Fest(database, start=LAST_WEEK)
    for number in range(9):
        fest.do(answer, fest.event_id, FeedbackQuestion.GOOD, f"Schönes {number}")


async def test_the_open_question_is_in_sight_on_a_small_screen(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, much_was_good), NARROW) as room:
        await room.app.open_card(1)
        await room.settle()
        assert "Schönes 8" in room.text
        assert "NÄCHSTES MAL?" not in room.text
        await room.press("tab", "tab")
        assert "NÄCHSTES MAL?" in room.text


async def test_the_wall_shows_what_was_said_as_it_was(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, a_week_later)) as room:
        await room.app.open_card(1)
        await room.settle()
        assert (await _hint(room, "zeigen")) == "Es gibt noch nichts zu zeigen."
        await answers(room)
        await room.enter("zeigen")
        await room.until(lambda: "127.0.0.1" in room.event)
        found = re.search(r"http://\S+/", room.text.replace("\n", ""))
        url = found[0] if found else room.app.doors._audience.url
        async with httpx.AsyncClient() as browser:
            page = (await browser.get(f"{url}now")).text
        for said in ("Was war gut?", "Die Musik war schön", "Zu laut", "Früher anfangen"):
            assert said in page


async def _hint(room: Room, text: str) -> str:
    await room.type(text)
    hint = room.hint
    await room.press("escape")
    return hint
