# ruff: noqa: F811 - fixtures are found by their names
"""Others see the screen: asked once for each venue, and one word that makes it fit for a wall."""

from __future__ import annotations

from pathlib import Path

from biq_tui.demo import PEOPLE
from tests.room import both_sizes

from .sign_in_room import (  # noqa: F401 - fixtures are found by their names
    _clock_stands,
    _no_idling,
    _no_waiting,
    empty_folder,
    evening,
    fill,
    folder,
    started,
)

QUESTION = "Sehen andere diesen Bildschirm, an der Wand?"


def without_names(text: str) -> bool:
    """Whether no family name is to be seen."""
    return not any(name.split()[-1] in text for name in PEOPLE)


@both_sizes
async def test_yes_hides_the_names_now_and_at_the_next_evening_here(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        assert QUESTION in room.event
        await room.type("ja")
        await room.reads("Enter: Andere sehen hier diesen Bildschirm.")
        await room.press("enter")
        assert without_names(room.text)
        assert QUESTION not in room.text
        await room.press("ctrl+b", "escape")
    async with started(folder, size) as room:
        await room.press("enter")
        await room.sees("[Ankommen]")
        assert without_names(room.text)
        await room.press("ctrl+b")
        assert QUESTION not in room.text


@both_sizes
async def test_no_is_remembered_and_names_stay(folder: Path, size: tuple[int, int]) -> None:
    async with evening(folder, size) as room:
        await room.enter("nein")
        assert QUESTION not in room.text
        assert PEOPLE[0] in room.text
        await room.press("escape")
    async with started(folder, size) as room:
        await room.press("enter")
        await room.sees("[Ankommen]", PEOPLE[0])
        assert QUESTION not in room.text


@both_sizes
async def test_it_blocks_nothing_and_is_gone_once_she_works(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.press("enter")
        assert QUESTION in room.event
        await room.enter("1")
        assert room.sheet.here == 1
        assert QUESTION not in room.text


@both_sizes
async def test_once_a_phone_comes_the_question_makes_room(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        assert QUESTION in room.event
        await room.phone(PEOPLE[1])
        assert QUESTION not in room.text
        await room.type("ja")
        assert "Bildschirm" not in room.hint, "what is not asked is not answered"


@both_sizes
async def test_wall_shows_the_code_without_names_and_the_line_goes_on(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.enter("1")
        await room.enter("wand")
        await room.sees("[QR-Bild]", "1 ist da.")
        assert without_names(room.text)
        first, family = PEOPLE[1].split()
        await room.type(PEOPLE[1][: len(first) + 2])
        await room.reads(first)
        assert family not in room.text
        await room.press("enter")
        assert room.sheet.here == 2
        assert without_names(room.text)
