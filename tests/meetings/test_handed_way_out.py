"""Back from a laptop that was handed over: with the PIN, after a restart, or without the PIN."""

from __future__ import annotations

import threading
from pathlib import Path

from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.station import StationFile
from biq_tui.meetings.handed import HandedScreen
from biq_tui.ui.locked import CoverScreen
from biq_tui.ui.pin_screens import PinScreen
from tests.room import slow, started
from tests.test_commands import Biq

from .handed_room import PIN, folder, given, stays, try_pin

__all__ = ["folder"]


async def test_the_pin_leads_back_to_where_she_was(folder: Path) -> None:
    async with given(folder) as room:
        await room.type("halb get")
        await room.press("ctrl+q")
        assert (room.label, room.line) == ("PIN", "")
        await room.press("escape")
        assert room.line == "halb get"
        await room.press("escape", "escape")
        await try_pin(room, "4712")
        assert room.hint.startswith("Das ist nicht die PIN.")
        await try_pin(room, PIN)
        assert room.tab == "Ablauf"
        await room.sees("Begrüßung")
        await room.enter("Pause, 15")
        assert "Pause" in room.text


async def test_after_three_wrong_ones_each_try_waits(folder: Path) -> None:
    async with given(folder) as room:
        now = room.app.monotonic()
        room.app.monotonic = lambda: now  # type: ignore[method-assign]  # it stands still
        await room.press("escape")
        for pin in ("4712", "4713", "4714"):
            await try_pin(room, pin)
        assert room.hint == "Das ist nicht die PIN.  Bitte warten Sie noch 5 Sekunden."
        await try_pin(room, PIN)
        assert isinstance(room.app.screen, PinScreen)
        assert room.line == "••••", "it can be tried again"
        await room.press("escape", "escape")
        await room.enter("Bank am See")
        assert room.event.startswith("✓ Idee 3"), "who types ideas waits for nothing"
        await room.press("escape")
        assert room.hint == "Bitte warten Sie noch 5 Sekunden."
        now += 5
        await try_pin(room, PIN)
        assert room.tab == "Ablauf"


async def test_a_new_start_is_locked_before_anything_is_seen(folder: Path) -> None:
    async with given(folder) as room:
        await room.enter("Bank am See")
    gate = threading.Event()
    async with started(folder, kind=slow(gate)) as room:
        assert isinstance(room.app.screen, CoverScreen)
        for key in (*PIN, "enter", "escape", "ctrl+q", "f1", "tab", "question_mark", "up"):
            await room.press(key)
            assert isinstance(room.app.screen, CoverScreen)
            stays(room)
        assert "4" not in room.rows[-4]
        gate.set()
        await room.until(lambda: isinstance(room.app.screen, HandedScreen))
        await room.sees("Hochbeete")
        stays(room)
        assert room.line == ""
        assert room.event.startswith("✓ Idee 3 „Bank am See“."), "it can still be taken back"
        await room.press("ctrl+z", "ctrl+z")
        await room.until(lambda: "2 Ideen." in room.state)
        await room.press("escape")
        await try_pin(room, PIN)
        await room.sees("[Ablauf]", "Begrüßung")
        await room.press("escape")
        assert room.where == "BIQ · Heute"


async def test_a_start_without_the_meeting_asks_for_the_pin(folder: Path) -> None:
    async with given(folder):
        pass
    memory = StationFile(folder / "station.json")
    memory.remember(locked_to="meeting:99", place="meeting:99")
    async with started(folder) as room:
        await room.until(lambda: isinstance(room.app.screen, PinScreen))
        await room.press("escape", "ctrl+q", "f1")
        assert isinstance(room.app.screen, PinScreen)
        await try_pin(room, PIN)
        await room.until(lambda: room.where == "BIQ · Heute")


async def test_a_second_program_is_locked_too_and_a_forgotten_pin_opens_both(folder: Path) -> None:
    async with given(folder) as room, started(folder) as second:
        await second.until(lambda: isinstance(second.app.screen, HandedScreen))
        await room.press("escape")
        biq = Biq(folder)
        assert biq.says("pin") == [
            "Auf diesem Laptop gibt es eine PIN. Ein Bild ist damit gesperrt."
        ]
        (said,) = biq.says("pin", "--forget")
        assert said.startswith("Die PIN ist vergessen")
        assert biq.says("pin") == ["Auf diesem Laptop gibt es keine PIN."]
        await try_pin(room, "9999")
        await second.press("escape")
        assert room.tab == "Ablauf"
        await second.sees("[Ablauf]", "Begrüßung")


def test_the_pin_command_needs_no_database(tmp_path: Path) -> None:
    assert Biq(tmp_path / "new").says("pin", "--forget") == ["Auf diesem Laptop gibt es keine PIN."]
    assert not (tmp_path / "new" / DATABASE_FILE).exists()
