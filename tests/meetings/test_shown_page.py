"""The projector's page of a Treffen: what she said, as it was then; no name, and only here."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from biq_tui.attendance.screens import GatheringScreen
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import agenda, clusters, ideas
from biq_tui.meetings.agenda import Point
from biq_tui.meetings.screens import AGENDA, ORDER, TASKS, MeetingScreen
from tests.attendance.rooms import STATION
from tests.room import NOW, PEOPLE, Room, folder_of, started

from .test_meeting_screen import TOPIC, meeting

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %}",
    "Bank \u202eneB\u202c am See",
    "<img src=x onerror=alert(1)>&amp;",
)


def evening(database: Database) -> None:
    """A course with its people, and a meeting with an agenda, ideas and a task for somebody."""
    meeting(database)
    act = Act(Actor.FACILITATOR, STATION, "")
    database.write(act, agenda.add_points, 1, (Point("Ankommen", 10), Point("Ideen", 35))).result()
    lines = ("Hochbeete", "Café ohne Geld", *HOSTILE)
    database.write(act, ideas.collect_many, 1, tuple((line, 1, None) for line in lines)).result()
    database.write(act, clusters.new_group, 1, "a", "<b>Grün</b>", (1, 2)).result()


class Wall:
    """The projector's page, asked as its browser does."""

    def __init__(self, room: Room, browser: httpx.AsyncClient) -> None:
        self.room = room
        self._browser = browser

    @property
    def url(self) -> str:
        return self.room.app.doors._audience.url

    async def get(self, path: str = "now", **options: Any) -> httpx.Response:
        return await self._browser.get(self.url + path, **options)

    async def reads(self) -> str:
        """The words on the page, blanks folded."""
        answer = await self.get()
        assert answer.status_code == 200
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


@asynccontextmanager
async def at_wall(
    tmp_path: Path, tab: int = AGENDA, fill: Callable[[Database], None] = evening
) -> AsyncIterator[tuple[Room, Wall]]:
    async with started(folder_of(tmp_path, fill)) as room, httpx.AsyncClient() as browser:
        await room.enter("treffen")
        await room.sees("Ablauf")
        await room.press(*["tab"] * tab)
        yield room, Wall(room, browser)


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for desktop in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(desktop, raising=False)


async def test_nothing_of_a_meeting_is_on_the_wall_until_she_says_so(tmp_path: Path) -> None:
    async with at_wall(tmp_path) as (room, wall):
        assert not room.app._doors, "a meeting alone opens no page"
        await room.enter("zeigen")
        assert room.event.startswith(f"Die Seite für den Beamer: {wall.url}")
        assert await wall.reads() == f"{TOPIC} 1 Ankommen 10 Min. 2 Ideen 35 Min."
        await room.enter("zeigen ideen")
        assert room.event == "Auf der Leinwand: 6 Ideen.", "the page is seen: no need to say where"
        seen = await wall.reads()
        assert seen.startswith(f"{TOPIC} Noch in keiner Gruppe 3 <script>")
        assert "A <b>Grün</b> 1 Hochbeete 2 Café ohne Geld" in seen
        assert room.row("Auf der Leinwand") == "Auf der Leinwand: 6 Ideen."
        await room.enter("zeigen weg")
        assert room.event == "Auf der Leinwand: nichts."
        assert await wall.reads() == "BIQ"


async def test_new_ideas_come_with_the_next_word_only(tmp_path: Path) -> None:
    async with at_wall(tmp_path, ORDER) as (room, wall):
        await room.enter("zeigen")
        before = await wall.reads()
        await room.press("shift+tab")
        await room.enter("Kino im Hof")
        await room.enter("zeigen")
        assert room.app.on_wall == "Auf der Leinwand: 6 Ideen.", "on Sammeln every text is an idea"
        assert await wall.reads() == before
        await room.press("tab")
        await room.enter("zeigen")
        seen = await wall.reads()
        assert "7 Kino im Hof" in seen
        assert "8 zeigen" in seen


async def test_only_the_time_runs_and_her_word_takes_it_away(tmp_path: Path) -> None:
    async with at_wall(tmp_path) as (room, wall):
        await room.enter("2")
        await room.enter("zeigen")
        assert (await wall.reads()).endswith("Noch 35 Minuten.")
        with clock.standing_at(NOW + timedelta(minutes=5)):
            assert (await wall.reads()).endswith("Noch 30 Minuten.")
        await room.enter("uhr weg")
        assert "Minuten" not in await wall.reads()
        await room.enter("uhr da")
        assert "Minuten" in await wall.reads()
        await room.enter("thema Anderes")
        assert TOPIC in await wall.reads()


async def test_names_hidden_blanks_it_and_says_so(tmp_path: Path) -> None:
    async with at_wall(tmp_path) as (room, wall):
        await room.enter("zeigen ideen")
        await room.press("ctrl+b")
        assert await wall.reads() == "BIQ"
        await room.enter("zeigen")
        assert "Darum ist sie leer" in room.hint
        assert await wall.reads() == "BIQ"
        await room.press("ctrl+b")
        assert TOPIC in await wall.reads()


async def test_no_name_and_no_task_is_ever_on_it(tmp_path: Path) -> None:
    async with at_wall(tmp_path, TASKS) as (room, wall):
        await room.enter("Plakat drucken, ada muster, in 2 Wochen")
        await room.press(*["shift+tab"] * TASKS)
        pages = ""
        for word in ("zeigen", "zeigen ideen"):
            await room.enter(word)
            pages += (await wall.get("")).text + (await wall.get()).text
        for name in (*PEOPLE, "Plakat"):
            assert name.split()[0] not in pages


async def test_hostile_ideas_are_only_words(tmp_path: Path) -> None:
    async with at_wall(tmp_path) as (room, wall):
        await room.enter("zeigen ideen")
        for path in ("", "now"):
            answer = await wall.get(path)
            body = answer.text.partition("<main")[2] or answer.text
            assert "<script" not in body
            assert "<img" not in body
            assert "<b>" not in body
            assert "{{ 7 * 7 }}" in body
            assert not re.search("[\u202a-\u202e\u2066-\u2069]", body)
            assert "script-src 'self'" in answer.headers["content-security-policy"]


async def test_only_this_laptop_with_the_right_address_may_look(tmp_path: Path) -> None:
    async with at_wall(tmp_path) as (room, wall):
        await room.enter("zeigen ideen")
        assert wall.url.startswith("http://127.0.0.1:")
        assert (await wall.get("../")).status_code == 404
        assert (await wall.get(headers={"Host": "evil.example"})).status_code == 400


async def test_who_arrives_is_seen_when_she_asks_for_it_last(tmp_path: Path) -> None:
    async with at_wall(tmp_path) as (room, wall):
        await room.enter("zeigen ideen")
        await room.enter("ankommen")
        await room.until(lambda: isinstance(room.app.screen, GatheringScreen))
        await room.sees("Niemand wartet.")
        assert "Hochbeete" in await wall.reads(), "opening the list turns nothing"
        await room.enter("zeigen")
        assert "0 Menschen sind da" in await wall.reads()
        await room.press("escape")
        await room.until(lambda: isinstance(room.app.screen, MeetingScreen))
        await room.enter("zeigen")
        assert "Ankommen 10 Min." in await wall.reads()


async def test_after_a_restart_nothing_is_shown(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, evening)
    async with started(folder) as room:
        await room.enter("treffen")
        await room.sees("Ablauf")
        await room.enter("zeigen ideen")
        assert room.app.on_wall
    async with started(folder) as room:
        await room.sees("Ablauf")
        assert room.app.on_wall == ""
        assert "Leinwand" not in room.text


async def test_the_code_for_phones_follows_the_door(tmp_path: Path) -> None:
    async with at_wall(tmp_path) as (room, wall):
        await room.enter("handys")
        await room.until(lambda: bool(room.app.door.sign.url))
        assert await wall.reads() == "BIQ", "inviting phones turns nothing"
        await room.enter("zeigen qr")
        url = room.app.door.sign.url.removeprefix("http://")
        seen = await wall.reads()
        assert seen.startswith(TOPIC)
        assert url in seen
        assert "Schreiben Sie dann Ihre Idee." in seen
        await room.enter("handys zu")
        await room.until(lambda: not room.app.door.sign.url)
        assert url not in await wall.reads()
