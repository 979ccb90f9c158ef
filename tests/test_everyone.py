"""Menschen and the tabs of the house: twenty people or ten thousand, one list."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from biq_tui.attendance.beforehand import excuse
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.everyone import EveryoneScreen
from biq_tui.people.codes import is_code
from biq_tui.qualification.enrolment import Newcomer, collect_all
from biq_tui.today import TodayScreen
from biq_tui.ui.item_list import Item

from .room import (
    COURSE,
    LARGE,
    PEOPLE,
    Room,
    both_sizes,
    course,
    do,
    example,
    folder_of,
    slow,
    started,
)

MANY = 10_000


def crowd(database: Database) -> None:
    """Ten thousand people without a course."""
    act = Act(Actor.PROGRAM, "test", "")
    people = [Newcomer(f"Probe Nummer{number:05}") for number in range(MANY)]
    database.write(act, collect_all, people).result()


async def turn_to_people(room: Room) -> None:
    await room.press("shift+tab")
    await room.sees("[Menschen]", "Name ›")


# The tabs of the house ---------------------------------------------------------------------------


@both_sizes
async def test_tab_and_the_mouse_turn_the_tabs_of_the_house(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        for tab in ("Kurs", "Treffen", "Veranstaltungen", "Menschen", "Heute"):
            await room.press("tab")
            await room.sees(f"[{tab}]")
        for tab in ("Menschen", "Veranstaltungen", "Treffen", "Kurs", "Heute"):
            await room.press("shift+tab")
            await room.sees(f"[{tab}]")
        for tab in ("Menschen", "Veranstaltungen", "Treffen", "Kurs", "Heute"):
            await room.click(f" {tab} ")
            await room.sees(f"[{tab}]")


async def test_each_tab_keeps_its_half_typed_text(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.type("block 4")
        await room.press("tab")
        await room.sees("[Kurs]")
        assert room.line == ""
        await room.type("hucht")
        await room.press("tab")
        await room.sees("[Treffen]")
        await room.type("park")
        await room.press("tab")
        await room.sees("[Veranstaltungen]")
        await room.type("fest")
        await room.press("tab")
        await room.sees("[Menschen]")
        await room.type("ada")
        for tab, text, body in (
            ("Heute", "block 4", "▸ Fr 4.6. 17:00 Block 4 · Die unterstützende Gemeinde!"),
            ("Kurs", "hucht", f"▸ {COURSE}"),
            ("Treffen", "park", ""),
            ("Veranstaltungen", "fest", "Kalender Monat, Woche, Liste, Stand"),
            ("Menschen", "ada", f"▸ 1 Ada Muster {COURSE}"),
        ):
            await room.press("tab")
            await room.sees(f"[{tab}]")
            assert room.line == text
            assert "".join(room.body[:1]) == body


async def test_escape_goes_to_heute_from_every_tab(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        for turns in (1, 2, 3, 4):
            await room.press(*["tab"] * turns)
            await room.type("x")
            await room.press("escape")
            assert room.tab != "Heute"
            await room.press("escape")
            await room.sees("[Heute]")
        await room.press("escape", "escape")
        assert isinstance(room.app.screen, TodayScreen)


async def test_keys_that_come_quicker_than_the_screens_go_to_the_one_that_is_there_then(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.press("tab", "tab", "tab", "tab")
        await room.sees("[Menschen]")
        await room.press("shift+tab", "shift+tab", "shift+tab")
        await room.enter()
        await room.sees(f"BIQ · Kurs {COURSE}")
        await room.press(*["escape"] * 6)
        await room.sees("[Heute]")
        await room.press("f1", "escape")
        await room.sees("[Heute]")


async def test_a_tab_that_is_quicker_than_the_database_waits_for_it(tmp_path: Path) -> None:
    gate = threading.Event()

    async with started(folder_of(tmp_path, course), kind=slow(gate)) as room:
        await room.sees("[Heute]", "Enter: öffnet")
        await room.press("tab")
        gate.set()
        await room.sees("[Kurs]", COURSE)


async def test_a_course_opens_from_its_tab_and_escape_leads_back(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.press("tab")
        await room.sees("6 Menschen · 12 Termine · 5.3.2027 bis 7.8.2027")
        assert room.hint == f"Enter: öffnet „{COURSE}“."
        await room.type("xyzzy")
        assert room.hint == "Nichts heißt so. Ein neuer Kurs:  neuer kurs"
        await room.press("enter", "escape", "enter")
        await room.sees(f"BIQ · Kurs {COURSE}")
        await room.press("escape")
        await room.sees("[Kurs]")


# Menschen ----------------------------------------------------------------------------------------


@both_sizes
async def test_menschen_lists_everybody_with_their_courses(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await turn_to_people(room)
        assert room.state == "6 Menschen."
        assert len(room.body) == 6
        for name in PEOPLE:
            assert COURSE in room.row(name)
        assert "Олена Зразок (Olena Zrazok)" in room.text


async def test_letters_find_people_as_written_and_in_latin(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await turn_to_people(room)
        await room.type("muell")
        assert [row.removeprefix("▸ ").split()[1] for row in room.body] == ["Jonas", "Sabine"]
        await room.press("escape")
        await room.type("olena")
        assert room.hint == "Enter: zeigt Олена Зразок (Olena Zrazok)."
        await room.press("escape")
        await room.type("xyzzy")
        assert room.hint == "Niemand heißt so."
        await room.press("enter")
        assert room.line == "xyzzy"


@both_sizes
async def test_enter_shows_where_somebody_was_and_escape_leads_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, example), size) as room:
        await turn_to_people(room)
        await room.enter("frieda")
        await room.sees("Frieda Muster.", "8 Termine.")
        visits = "\n".join(room.body)
        assert "5.3.2027 Block 3 · Niemand ist eine Insel! abgesagt" in visits
        assert "8.1.2027 Block 1 · Hallo Nachbar! war da" in visits
        await room.press("escape")
        assert room.state == "18 Menschen."
        assert room.row("Frieda Muster").startswith("▸")
        await room.press("escape")
        assert "▸" not in "\n".join(room.body)


async def test_arrows_choose_and_go_round(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await turn_to_people(room)
        await room.press("down")
        assert room.row("▸") == f"▸ 1 {PEOPLE[0]} {COURSE}"
        await room.press("up")
        last = room.row("▸")
        assert PEOPLE[0] not in last
        await room.press("down", "enter")
        await room.sees("Ada Muster.", "12 Termine.")


async def test_a_wrong_name_is_corrected_for_every_list_and_taken_back(tmp_path: Path) -> None:
    said = "Der Name ist jetzt: Sabine Möller."
    async with started(folder_of(tmp_path, course)) as room:
        await turn_to_people(room)
        await room.type("sabine heißt Sabine Möller")
        assert room.hint == f"Enter: {said}"
        await room.press("enter")
        await room.sees("Sabine Möller")
        assert room.line == ""
        assert room.journal()[-1] == said
        assert "Strg+Z" in room.event
        await room.press("ctrl+z")
        await room.sees(f"Zurückgenommen: {said}", "Sabine Müller")
        await room.type("mül called X")
        assert room.hint == "Wer ist es? ↑↓ wählt."
        await room.press("down")
        assert room.hint == "Enter: Der Name ist jetzt: X."


async def test_with_names_hidden_no_name_stands_on_menschen(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await turn_to_people(room)
        await room.press("ctrl+b")
        words = {word for name in PEOPLE for word in name.split()} - {"Jonas", "Sabine"}
        assert not [word for word in words if word in room.text]
        await room.type("mül")
        assert "Jonas" in room.text
        assert "Müller" not in room.text
        await room.press("enter")
        await room.settle()
        assert "Müller" not in room.text


# Ten thousand ------------------------------------------------------------------------------------


async def test_of_ten_thousand_only_the_painted_ones_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Item] = []
    draw = EveryoneScreen._person

    def counted(self: EveryoneScreen, person: object) -> Item:
        item = draw(self, person)  # type: ignore[arg-type]  # whoever it is
        drawn.append(item)
        return item

    monkeypatch.setattr(EveryoneScreen, "_person", counted)
    async with started(folder_of(tmp_path, crowd)) as room:
        await turn_to_people(room)
        assert room.state == "10 000 Menschen." or room.state == "10000 Menschen."
        page = len(room.body)
        drawn.clear()
        await room.press("down")
        await room.press("up")  # the last of all
        assert "Nummer09999" in room.row("▸")
        assert len(drawn) <= 6 * page
        drawn.clear()
        await room.type("nummer0777")
        assert len(room.body) == 10
        assert len(drawn) <= 12 * page
        await room.press("enter")
        await room.sees("Probe Nummer07770.")


# Hostile -----------------------------------------------------------------------------------------

HOSTILE = ("[/b] Eins", "[link=x]Zwei", "{person} Drei", "a" * 80, "👩‍🦽 Vier", "漢字 Fünf")


async def test_names_that_look_like_commands_are_only_names(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    do(folder, collect_all, [Newcomer(name) for name in HOSTILE])
    async with started(folder) as room:
        await turn_to_people(room)
        for name in ("[/b] Eins", "[link=x]Zwei", "{person} Drei"):
            assert name in room.text
        await room.enter("eins")
        await room.sees("[/b] Eins.")
        await room.press("escape", "escape", "escape")
        await turn_to_people(room)
        await room.type("drei heißt [/i] {n}")
        await room.press("enter")
        await room.settle()
        assert room.journal()[-1] == "Der Name ist jetzt: [/i] {n}."


async def test_menschen_speaks_english(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    do(folder, excuse, 1, 1)
    async with started(folder, LARGE, "en") as room:
        await room.press("shift+tab")
        await room.sees("[People]", "6 people.")
        await room.enter("ada")
        await room.sees("Ada Muster.", "12 dates.", "cancelled")


async def test_a_new_badge_says_its_code_and_can_be_taken_back(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await turn_to_people(room)
        await room.enter("ada karte")
        await room.sees("Karte von Ada Muster:")
        said = next(row for row in room.rows if "Karte von" in row)
        assert is_code(said.split(":")[1].split()[0])
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Ada Muster hat jetzt eine Karte.")
