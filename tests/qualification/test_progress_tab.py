"""The tab "Stand" at the keyboard: people by blocks, units, suggestions and decisions."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.qualification.runs import new_run

from ..room import COURSE, LARGE, SMALL, Room, both_sizes, course, folder_of, started
from .progress import first_block
from .test_course_screen import open_course

TINY = (60, 20)


async def stand(room: Room) -> None:
    """From Heute to the tab."""
    await room.press("tab")
    await room.sees("[Kurs]", COURSE)
    await room.enter("huch")
    await room.sees(f"BIQ · Kurs {COURSE}")
    while room.tab != "Stand":
        await room.press("tab")
    await room.sees("geschafft")


@pytest.mark.parametrize("size", [TINY, SMALL, LARGE], ids=["60x20", "80x24", "100x30"])
async def test_everybody_has_signs_units_and_what_is_to_be_minded(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, first_block), size) as room:
        await stand(room)
        assert "1 Ada Muster ✓····· 11/66 UE 16,6 %" in room.row("Ada")
        assert "2 Ali Muster N····· 0/66 UE 0 %" in room.row("Ali")
        assert "3 Ayşe Beispiel ✓····· 11/66 UE 16,6 %?" in room.row("Ayşe")
        if size != TINY:
            assert room.row("Ali").endswith("darf nicht fehlen")
        assert "1 Vorschlag." in room.state
        assert room.body[-2].startswith("✓ geschafft · kommt noch N nachholen – fehlt")
        assert room.body[-1] == "Für das Zertifikat braucht es 80 % der UE (45 Min.)."
        assert all(cell_len(row) == size[0] for row in room.rows)


@both_sizes
async def test_the_chosen_persons_blocks_stand_in_words(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, first_block), size) as room:
        await stand(room)
        await room.type("2")
        assert room.state.startswith("nachholen: 1 (Fr 16.4., BIQ Walle). kommt noch: 2, 3, 4")
        assert room.hint.startswith("Ali Muster: 0 von 66 UE (0 %).  Enter: mehr.")
        await room.press("enter")
        await room.sees("Block 1 · Hallo Nachbar!: 0 von 11 UE, nachholen Fr 16.4., BIQ Walle")
        assert room.row("Fr 5.3.").startswith("Fr 5.3.: fehlt Sa 6.3.: fehlt")
        assert "Esc: zurück" in room.hint
        await room.press("escape")
        await room.sees("Ada Muster", "Sabine Müller")
        assert room.tab == "Stand"


async def test_a_suggestion_is_taken_by_enter_and_taken_back(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, first_block)) as room:
        await stand(room)
        await room.type("3")
        assert room.hint.startswith("Enter: Vorschlag 3 von 4 UE für Ayşe Beispiel (kam Fr 5.3.")
        await room.press("enter")
        await room.sees("10/66 UE 15,1 %")
        assert "Vorschlag" not in room.state
        assert "✓ Vom 5.3.2027 zählen 3 von 4 UE für Ayşe" in room.event
        await room.press("ctrl+z")
        await room.sees("11/66 UE 16,6 %?")


async def test_units_of_a_date_and_a_decision_are_one_line_each(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, first_block)) as room:
        await stand(room)
        await room.enter("ada 6.3. 4 ue")
        await room.sees("8/66 UE 12,1 %")
        await room.enter("2 zertifikat weil war krank")
        await room.sees("Ihre Entscheidung", "1 geschafft.")
        assert room.journal()[-2:] == [
            "Vom 6.3.2027 zählen 4 von 7 UE für Ada Muster.",
            "Ali Muster bekommt das Zertifikat. Sie haben so entschieden.",
        ]
        await room.enter("2")
        await room.sees("Entschieden: war krank")


async def test_with_names_hidden_numbers_and_signs_stay_and_no_name_or_reason(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, first_block)) as room:
        await stand(room)
        await room.enter("2 zertifikat weil war krank")
        await room.press("ctrl+b")
        for typed in ("", "2", "1 3 ue"):
            await room.type(typed)
            for name in ("Muster", "Beispiel", "Müller", "krank"):
                assert name not in room.text, room.text
            if typed:
                await room.press("escape")
        await room.type("2")
        assert "2 Ali" in room.row("▸")
        await room.press("enter")
        await room.sees("Block 6 · Keiner bleibt draußen!")
        assert "krank" not in room.text
        assert "Ali" not in room.text.replace("Ali: 0", "")


async def test_another_rule_shows_at_once(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await open_course(room, "Mehr")
        number = room.row("Blöcke, die sein müssen").split()[0]
        await room.enter(f"{number} 6 1")
        await room.sees("1, 6")
        assert room.journal()[-1] == "Die Regel für das Zertifikat ist geändert."
        while room.tab != "Stand":
            await room.press("tab")
        await room.sees("braucht es 80 % der UE (45 Min.) und die Blöcke 1, 6.")


async def test_a_course_without_people_says_so(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, nobody)) as room:
        await open_course(room, "Stand")
        await room.sees("Noch ist niemand im Kurs.")


def nobody(database: Database) -> None:
    """A course whose list is empty."""
    database.write(Act(Actor.PROGRAM, "test", ""), new_run, COURSE, ()).result()
