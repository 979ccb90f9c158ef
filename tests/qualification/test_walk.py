"""From an empty folder to the first person ticked, with every key counted."""

from __future__ import annotations

from pathlib import Path

from ..room import SMALL, Room, both_sizes, folder_of, started

NAMES = ("Ada Muster", "Ali Muster", "Ayşe Beispiel", "Jonas Müller", "Sabine Müller")

EVERY_KEY = 32
"""From the first start to a name that is ticked. 17 of them are the course's name and first day,
4 the word "ja" twice, 9 Enter, 1 Esc, 1 the person's number; the list is one paste."""


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
async def test_from_an_empty_folder_to_the_first_person_ticked_in_32_keys(
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


async def test_the_list_can_be_a_file_that_is_dropped_on_the_window(tmp_path: Path) -> None:
    file = tmp_path / "Anmeldungen 2027.csv"
    file.write_bytes("Nachname;Vorname\r\nMuster;Ada\r\nMüller;Jörg\r\n".encode("cp1252"))
    async with started(folder_of(tmp_path), SMALL) as room:
        await make_course(room)
        await room.drop(file)
        await room.sees("2 Menschen.", "Jörg Müller")
        await room.enter("ja")
        await room.sees("[Menschen]", "2 Menschen.")
        await room.press("escape")
        await room.enter()
        await room.sees("[Ankommen]", "2 fehlen noch.")
        await room.enter("jör")
        await room.sees("✓ Jörg Müller ist da.")
        assert room.keys <= EVERY_KEY + 2, room.keys


async def test_the_walk_speaks_english(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path), SMALL, "en") as room:
        await room.enter()
        for answer in ("BIQ South", "today", "", "yes"):
            await room.enter(answer)
        await room.sees("BIQ · Course BIQ South", "12 dates.")
        await room.paste("\n".join(NAMES))
        await room.sees("5 people.", "Nothing is taken yet.")
        await room.enter("yes")
        await room.sees("[People]", "5 people.")
        await room.press("escape")
        await room.sees("[Today]")
        await room.enter()
        await room.sees("5 are still missing.")
        await room.enter("ada")
        await room.sees("✓ Ada Muster is here.")
        assert room.keys <= EVERY_KEY + 1, room.keys


async def test_what_was_only_looked_at_is_not_taken_and_what_was_made_is_there_at_the_next_start(
    tmp_path: Path,
) -> None:
    folder = folder_of(tmp_path)
    async with started(folder) as room:
        await make_course(room)
        await room.paste("\n".join(NAMES))
        await room.sees("Noch wird nichts übernommen.")
    async with started(folder) as room:  # the list was not taken yet, the course was made
        await room.sees("BIQ · Kurs BIQ Huchting")
        await room.press("escape", "escape")
        await room.sees("Block 1 · Hallo Nachbar!", "0 Menschen auf der Liste")
        assert room.journal() == ["Der Kurs „BIQ Huchting“ ist da."]
