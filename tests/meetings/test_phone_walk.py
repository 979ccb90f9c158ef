"""From the verb on Ablauf to the idea on the wall: the app, its door, and phones over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import phone_ideas
from biq_tui.meetings.board import Board
from biq_tui.meetings.models import PhoneIdeas
from biq_tui.meetings.screens import COLLECT, MINUTES, MeetingScreen
from tests.room import SMALL, Room, folder_of, started

from .test_meeting_screen import at_meeting, meeting

IDEA = "Mehr Bänke {am} <See>"


def inviting(database: Database) -> None:
    """This evening's meeting, and phones may send ideas to it."""
    meeting(database)
    database.write(
        Act(Actor.PROGRAM, "test", "meeting:1"), phone_ideas.invite, 1, PhoneIdeas.HELD
    ).result()


@asynccontextmanager
async def phone() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(timeout=30, follow_redirects=True) as client:
        yield client


async def lets_phones_in(room: Room, word: str = "handys") -> str:
    """She does on Ablauf; the address for phones."""
    await room.enter(word)
    await room.until(lambda: bool(room.app.door.sign.url))
    return room.app.door.sign.url


async def sends(url: str, idea: str, times: int = 1) -> None:
    """Somebody scans the code, writes and taps."""
    async with phone() as client:
        page = await client.get(url)
        for _tap in range(times):
            thanks = await client.post(page.url, data={"idea": idea, "name": "Fatima Beispiel"})
            assert "Fertig. Danke!" in thanks.text


def board(room: Room) -> Board:
    assert isinstance(room.app.screen, MeetingScreen)
    return room.app.screen.board


async def is_closed(url: str) -> bool:
    async with phone() as client:
        try:
            await client.get(url)
        except httpx.ConnectError:
            return True
    return False


async def test_phones_are_let_in_by_a_word_and_what_they_send_waits(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=0) as room:
        await room.type("handys")
        assert room.hint == "Enter: Handys können Ideen schicken. Sie sehen sie zuerst."
        await room.press("enter")
        await room.sees("✓ Handys können Ideen schicken.", "Groß:  qr")
        await sends(room.app.door.sign.url, IDEA, times=3)
        await room.until(lambda: len(board(room).waiting) == 1)
        (row,) = board(room).waiting
        assert (row.text, row.name) == (IDEA, "Fatima Beispiel")
        assert room.journal()[-1] == "Eine Idee vom Handy wartet."


async def test_free_ideas_are_on_the_wall_and_the_screen_says_so(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=0) as room:
        url = await lets_phones_in(room, "handys frei")
        await room.press(*["tab"] * COLLECT)
        await room.enter("Hochbeete")
        await sends(url, "Bank am See")
        await room.sees("Idee 2 „Bank am See“ kam vom Handy.")
        assert [idea.text for idea in board(room).ideas] == ["Hochbeete", "Bank am See"]


async def test_what_is_taken_back_closes_the_page_and_opens_it_again(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=0) as room:
        url = await lets_phones_in(room)
        await room.enter("handys zu")
        assert await is_closed(url)
        await room.press("ctrl+z")
        await room.until(lambda: room.app.door.sign.url == url)
        await sends(url, "Bank am See")
        await room.until(lambda: len(board(room).waiting) == 1)


async def test_people_who_arrive_and_ideas_share_one_address_without_a_gap(tmp_path: Path) -> None:
    async with at_meeting(tmp_path, tab=0) as room:
        url = await lets_phones_in(room)
        async with phone() as client:
            idea = await client.get(url)
            await room.enter("ankommen")
            assert room.app.door.sign.url == url
            start = await client.get(url)
            assert "Ich bin da." in start.text
            assert "Ich habe eine Idee." in start.text
            thanks = await client.post(idea.url, data={"idea": "Bank am See"})
            assert "Fertig. Danke!" in thanks.text, "on the connection that was open before"
        await room.press("escape")
        await room.enter("handys zu")
        async with phone() as client:
            assert "Willkommen!" in (await client.get(url)).text
            assert "Ich habe eine Idee." not in (await client.get(url)).text


async def test_a_restart_opens_the_page_again_at_the_same_address(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, inviting)
    async with started(folder, SMALL) as room:
        url = room.app.door.sign.url
        assert url, "though she has not opened the meeting's screen"
        port = room.app.options.port
        await room.enter("treffen")
        await room.sees("Ablauf")
        assert room.app.door.sign.url == url
    async with started(folder, SMALL) as room:
        await room.sees("Ablauf")
        again = room.app.door.sign.url.replace(f"{room.app.options.port}", f"{port}")
        assert again == url
        await sends(room.app.door.sign.url, "Bank am See")
        await room.until(lambda: len(board(room).waiting) == 1)


@pytest.mark.parametrize("arrivals", [False, True])
async def test_when_the_meeting_ends_the_page_closes(tmp_path: Path, arrivals: bool) -> None:
    async with at_meeting(tmp_path, tab=0) as room:
        url = await lets_phones_in(room)
        if arrivals:
            await room.enter("ankommen")
            await room.press("escape")
        await room.press(*["tab"] * MINUTES)
        await room.enter("ende")
        await room.enter("ja")
        await room.until(lambda: not room.app.door.sign.url)
        assert "Das Treffen ist zu Ende." in room.journal()
        assert await is_closed(url)
