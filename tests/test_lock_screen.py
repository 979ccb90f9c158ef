"""Ctrl+L: the laptop is left alone. Nothing is seen, nothing can be done, and phones go on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from biq_tui.ui.pin_screens import PinScreen
from tests.attendance.sign_in_room import empty_folder, evening, folder

from .room import SMALL, Room, started

__all__ = ["empty_folder", "folder"]

PIN = "4711"


@asynccontextmanager
async def locked(folder: Path) -> AsyncIterator[Room]:
    """Locked from the list of arrivals, with a PIN that was thought of for it."""
    async with evening(folder, SMALL) as room:
        await room.type("sab")
        await room.press("ctrl+l")
        await room.sees("Neue PIN")
        await room.enter(PIN)
        await room.enter(PIN)
        await room.until(lambda: isinstance(room.app.screen, PinScreen))
        yield room


def is_shut(room: Room) -> bool:
    """Only the PIN is asked for, and no name is to be read."""
    return isinstance(room.app.screen, PinScreen) and "Müller" not in room.text


async def test_no_key_leads_out_and_the_pin_leads_back_to_the_same_line(folder: Path) -> None:
    async with locked(folder) as room:
        keys = ("escape", "ctrl+q", "f1", "tab", "ctrl+z", "ctrl+l", "ctrl+b", "question_mark")
        for key in keys:
            await room.press(key)
            assert is_shut(room), key
        await room.press("backspace")
        await room.enter("9999")
        await room.sees("Das ist nicht die PIN.")
        assert is_shut(room)
        await room.enter(PIN)
        await room.sees("Sabine Müller", "[Ankommen]")
        assert room.line == "sab"


async def test_phones_arrive_meanwhile(folder: Path) -> None:
    async with locked(folder) as room:
        await room.until(lambda: bool(room.app.door.sign.url))
        async with httpx.AsyncClient(follow_redirects=True) as phone:
            form = (await phone.get(room.app.door.sign.url)).url
            assert "Danke" in (await phone.post(form, data={"name": "Ada Muster"})).text
        assert is_shut(room)
        await room.enter(PIN)
        await room.sees("1 ist da.")


async def test_a_new_start_asks_for_the_pin_first(folder: Path) -> None:
    async with locked(folder):
        pass
    async with started(folder) as room:
        await room.until(lambda: isinstance(room.app.screen, PinScreen))
        await room.press("escape", "ctrl+q")
        assert is_shut(room)
        await room.enter(PIN)
        await room.sees("[Ankommen]")


async def test_from_heute_with_a_pin_it_is_one_key(folder: Path) -> None:
    async with started(folder) as room:
        await room.press("ctrl+l")
        await room.enter(PIN)
        await room.enter(PIN)
        await room.enter(PIN)
        assert room.where == "BIQ · Heute"
        await room.press("ctrl+l")
        assert is_shut(room)
