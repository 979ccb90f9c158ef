"""From an empty folder to the first person ticked, with every key counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..room import LARGE, SMALL, Room, both_sizes, folder_of, started

MAIL = """Liebe Kim, hier die Liste:
Ada Muster
Ali Muster
Ayşe Beispiel
Jonas Müller
Sabine Müller
"""
NAMES = ("Ada Muster", "Ali Muster", "Ayşe Beispiel", "Jonas Müller", "Sabine Müller")

EVERY_KEY = 40
"""From the first start to a name that is ticked. 15 of them are the name of the course and its
first day, 6 the words "ja"; the list is one paste, or one file dropped on the window."""


async def make_course(room: Room) -> None:
    """Three questions, the second answered with today, the third as proposed."""
    assert room.hint == "Enter: ein neuer Kurs. Drei Fragen."
    await room.enter()
    await room.enter("BIQ Huchting")
    await room.enter("heute")
    await room.enter()
    await room.enter("ja")
    await room.sees("BIQ · Kurs BIQ Huchting", "12 Termine.")


async def tick_first(room: Room) -> None:
    """Back on Heute, one Enter opens today's date; the number of a name ticks it."""
    await room.press("escape")
    await room.sees("[Heute]", "Block 1 · Hallo Nachbar!")
    await room.enter()
    await room.sees("[Ankommen]", "5 fehlen noch.")
    await room.enter("1")
    await room.sees("✓ Ada Muster ist da.", "1 ist da.")


@both_sizes
async def test_from_an_empty_folder_to_the_first_person_ticked_in_forty_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path), size) as room:
        await make_course(room)
        await room.paste("\n".join(NAMES))
        await room.sees("5 Menschen.", "Noch wird nichts übernommen.")
        await room.enter("ja")
        await room.sees("[Menschen]", *NAMES)
        await tick_first(room)
        assert room.keys <= EVERY_KEY, room.keys
        assert room.journal() == [
            "Der Kurs „BIQ Huchting“ ist da.",
            "5 Menschen sind neu auf der Liste.",
            "Die Liste ist offen.",
            "Ada Muster ist da.",
        ]
