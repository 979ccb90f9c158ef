"""A badge signs in on any screen, once, and its keys do nothing else."""

# ruff: noqa: F811

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events

from biq_tui.people import badges
from biq_tui.people.codes import check_letter
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


async def test_nobody_has_a_card_that_was_never_given(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        scan(room, "CCDFG" + check_letter("CCDFG"), "enter")
        await room.sees("Diese Karte gehört niemandem.")
        assert room.sheet.here == 0


@pytest.mark.parametrize("tab", ["QR-Bild", "Abend beenden"])
async def test_a_scan_on_another_tab_signs_in_and_stays_there(folder: Path, tab: str) -> None:
    async with evening(folder, SMALL) as room:
        code = await room.app.database.writes(facilitator(1), badges.give, 7)
        await room.press("tab")
        if tab != "QR-Bild":
            await room.press("tab")
        scan(room, code, "tab")
        await room.until(lambda: room.sheet.here == 1)
        assert f"[{tab}]" in room.text


async def test_a_scan_while_help_is_open_says_so_there(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        code = await room.app.database.writes(facilitator(1), badges.give, 7)
        name = room.sheet.row(7).name
        await room.press("f1")
        await room.sees("BIQ · Hilfe")
        scan(room, code, "enter")
        await room.sees(f"{name} ist da.")
        assert "BIQ · Hilfe" in room.text
        await room.press("escape")
        await room.until(lambda: room.sheet.here == 1)


async def test_a_scan_is_my_step_and_ctrl_z_takes_it_back(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        code = await room.app.database.writes(facilitator(1), badges.give, 7)
        scan(room, code + code, "enter")  # a scanner that sends twice
        await room.sees("1 ist da.")
        await room.press("ctrl+z")
        await room.sees("0 sind da.")
        assert room.sheet.here == 0


async def test_with_names_hidden_a_scan_names_nobody(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        code = await room.app.database.writes(facilitator(1), badges.give, 7)
        name = room.sheet.row(7).name
        await room.press("ctrl+b")
        scan(room, code, "enter")
        await room.until(lambda: room.sheet.here == 1)
        assert name.split()[0] not in room.text


async def test_the_line_shows_somebodys_code_and_a_new_one_voids_it(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        name = room.sheet.row(7).name
        await room.type("7 karte")
        assert room.hint == f"Enter: zeigt den Code der Karte von {name}."
        await room.press("enter")
        await room.sees(f"Karte von {name}:")
        code = shown_code(room)
        await room.enter("7 karte")
        await room.until(lambda: shown_code(room) == code)
        await room.enter("7 karte neu")
        await room.until(lambda: shown_code(room) not in ("", code))
        scan(room, code, "enter")
        await room.sees("Diese Karte gilt nicht mehr.")
        assert room.sheet.here == 0
        await room.enter("was war")
        await room.sees(f"{name} hat eine neue Karte.")
        assert code not in room.text


async def test_nobody_is_guessed_whose_card_is_asked_for(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.type("must karte")
        assert room.hint.startswith("Wer ist es?")
        await room.press("enter")
        await room.sees("Enter: zeigt den Code der Karte von")


def shown_code(room: SignIn) -> str:
    """The code in the row of what just happened."""
    said = next((row for row in room.rows if "Karte von" in row), "")
    found = re.search(r": +([A-Z]{6})", said)
    return found[1] if found else ""
