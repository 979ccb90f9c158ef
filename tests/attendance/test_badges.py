"""A badge signs in on any screen, once, and its keys do nothing else."""

# ruff: noqa: F811

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from biq_tui.people import badges
from tests.room import SMALL

from .rooms import facilitator
from .sign_in_room import (  # noqa: F401 - fixtures are found by their names
    SignIn,
    _clock_stands,
    _no_idling,
    _no_waiting,
    empty_folder,
    evening,
    folder,
)


def scan(room: SignIn, code: str, suffix: str, gap: float = 0.01) -> None:
    """A scanner types, by its keys' own clock."""
    keys = [(letter, letter) for letter in code] + [(key, None) for key in suffix.split()]
    start = 1_000_000.0
    for place, (key, character) in enumerate(keys):
        event = events.Key(key, character)
        event.time = start + place * gap
        room.app.post_message(event)


@pytest.mark.parametrize("suffix", ["", "enter", "tab", "enter ctrl+j"])
@pytest.mark.parametrize("caps", [True, False])
async def test_a_scan_signs_in_and_leaves_what_she_typed(
    folder: Path,
    suffix: str,
    caps: bool,
) -> None:
    async with evening(folder, SMALL) as room:
        code = await room.app.database.writes(facilitator(1), badges.give, 7)
        before = room.sheet.here
        await room.type("be")
        scan(room, code if caps else code.lower(), suffix)
        await room.until(lambda: room.sheet.here == before + 1)
        assert [row.person_id for row in room.sheet.rows if row.here] == [7]
        assert room.app.screen.line.value == "be"  # type: ignore[attr-defined]  # a BiqScreen


async def test_a_hand_is_not_a_scan(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        code = await room.app.database.writes(facilitator(1), badges.give, 7)
        scan(room, code, "", gap=0.05)
        await room.until(lambda: room.app.screen.line.value == code)  # type: ignore[attr-defined]
        assert room.sheet.here == 0


async def test_an_old_card_is_void(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        old = await room.app.database.writes(facilitator(1), badges.give, 7)
        await room.app.database.writes(facilitator(1), badges.give, 7)
        scan(room, old, "enter")
        await room.sees("Diese Karte gilt nicht mehr.")
        assert room.sheet.here == 0
