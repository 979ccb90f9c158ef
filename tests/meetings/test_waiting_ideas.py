"""Ideas from phones on the facilitator's screen: they wait quietly, and only she lets them in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len, set_cell_size

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import ideas, phone_ideas
from biq_tui.meetings.models import PhoneIdeas
from biq_tui.meetings.places import place_of
from biq_tui.meetings.screens import COLLECT, ORDER
from tests.room import LARGE, SMALL, Room, both_sizes, folder_of, started

from .test_meeting_screen import meeting

TINY = 60, 20
UKRAINIAN = "Більше лавок біля озера"
ARABIC = "مقاعد عند البحيرة"
ACT = Act(Actor.PHONE, "test", place_of(1))


def invited(database: Database) -> None:
    """This evening's meeting with one idea on the wall, and phones are invited."""
    meeting(database)
    act = Act(Actor.PROGRAM, "test", "")
    database.write(act, ideas.collect, 1, 1, "Hochbeete").result()
    database.write(act, phone_ideas.invite, 1, PhoneIdeas.HELD).result()


def send(room: Room, text: str, name: str = "", language: str = "uk") -> None:
    """A phone sends an idea."""
    args = (1, f"key of {text}"[:40], text, name, language)
    room.app.database.write(ACT, phone_ideas.hand_in, *args).result()


@asynccontextmanager
async def at_wall(
    tmp_path: Path, *texts: str, size: tuple[int, int] = SMALL, tab: int = COLLECT
) -> AsyncIterator[Room]:
    """On Sammeln, after phones have sent these."""
    async with started(folder_of(tmp_path, invited), size) as room:
        for text in texts:
            send(room, text)
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        await room.press(*["tab"] * tab)
        yield room


@both_sizes
async def test_what_waits_is_said_quietly_and_comes_to_the_wall_word_for_word(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_wall(tmp_path, "Bank", UKRAINIAN, size=size) as room:
        await room.sees("(2 Ideen von Handys warten. ↑ zeigt sie.)")
        assert UKRAINIAN not in room.text
        await room.press("up")
        assert "VOM HANDY (2 von 2)   16:52 · Українська" in room.text
        assert UKRAINIAN in room.text
        assert room.label == "Kurze Zeile"
        assert room.hint == "Enter: Idee 2 kommt an die Wand.   Oder:  kurze Zeile dazu   weg"
        await room.press("enter")
        await room.sees(f"2  {UKRAINIAN}" if size == SMALL else f"2  {UKRAINIAN[:12]}")
        assert room.journal()[-1] == f"Vom Handy: Idee 2 „{UKRAINIAN}“."
        assert "(1 Idee von Handys wartet. ↑ zeigt sie.)" in room.text
        assert (room.label, room.line) == ("Idee 3", "")
        await room.press("ctrl+z")
        await room.sees("(2 Ideen von Handys warten.")


async def test_a_short_line_stands_on_the_wall_and_the_own_words_beside_it(tmp_path: Path) -> None:
    async with at_wall(tmp_path, UKRAINIAN) as room:
        await room.press("up")
        await room.type("Mehr Bänke")
        assert UKRAINIAN in room.text, "the idea stays in sight while somebody types"
        assert room.hint == "Enter: Idee 2 kommt an die Wand.   Kurz: „Mehr Bänke“"
        await room.press("enter")
        assert room.body == ["1 Hochbeete", "2 Mehr Bänke"]
        await room.press("up")
        assert room.event == UKRAINIAN
        await room.press("escape", "tab")
        await room.enter("2 kurz Bänke am See")
        assert room.row("2 ") == "2 Bänke am See"
        await room.press("up")
        assert room.event == UKRAINIAN


async def test_an_idea_is_laid_aside_by_one_word_and_comes_back_by_ctrl_z(tmp_path: Path) -> None:
    async with at_wall(tmp_path, "Quatsch") as room:
        await room.press("up")
        await room.type("weg")
        assert room.hint == "Enter: Diese Idee kommt nicht an die Wand.   Falsch? Dann Strg+Z"
        await room.type(" mit dem Müll")
        assert "Kurz: „weg mit dem Müll“" in room.hint, "only the very word"
        await room.press("escape")
        await room.enter("weg")
        assert room.event.startswith("✓ Eine Idee vom Handy ist weggelegt.")
        assert "warte" not in "".join(room.rows[4:-4])
        await room.press("ctrl+z")
        await room.sees("(1 Idee von Handys wartet.")


async def test_esc_drops_the_text_and_then_the_mark(tmp_path: Path) -> None:
    async with at_wall(tmp_path, UKRAINIAN) as room:
        await room.press("up")
        await room.type("Mehr", "escape")
        assert (room.label, room.line) == ("Kurze Zeile", "")
        await room.press("escape")
        assert room.label == "Idee 2"
        assert "[Sammeln]" in room.text
        await room.enter("weg")
        assert room.body[:2] == ["1 Hochbeete", "2 weg"], "with nothing marked it is an idea"


async def test_the_arrows_show_the_newest_first_and_then_the_ideas(tmp_path: Path) -> None:
    async with at_wall(tmp_path, "Bank", "Fest") as room:
        for place, text in (("2", "Fest"), ("1", "Bank")):
            await room.press("up")
            await room.sees(f"VOM HANDY ({place} von 2)", text)
        await room.press("up")
        assert room.hint.startswith("Enter: holt Idee 1 in die Zeile")
        assert "VOM HANDY" not in room.text
        await room.press("down", "down")
        await room.sees("VOM HANDY (2 von 2)")


async def test_a_phone_never_steals_the_mark_nor_the_line(tmp_path: Path) -> None:
    async with at_wall(tmp_path, UKRAINIAN) as room:
        await room.press("up")
        await room.type("Mehr")
        send(room, "Fest")
        await room.sees("VOM HANDY (1 von 2)")
        assert UKRAINIAN in room.text
        await room.type(" Bänke", "up")
        assert room.hint == "Erst Enter oder Esc."
        await room.press("enter")
        await room.sees("2  Mehr Bänke", "(1 Idee von Handys wartet.")


async def test_an_idea_that_is_typed_is_not_touched_by_what_waits(tmp_path: Path) -> None:
    async with at_wall(tmp_path) as room:
        await room.type("Bank am")
        send(room, UKRAINIAN)
        await room.sees("(1 Idee von Handys wartet.")
        await room.press("up")
        await room.enter(" See")
        assert room.journal()[-1] == "Idee 2 „Bank am See“."
        await room.sees("(1 Idee von Handys wartet.")


async def test_what_the_other_laptop_has_answered_is_said_and_nothing_else_happens(
    tmp_path: Path,
) -> None:
    async with at_wall(tmp_path, UKRAINIAN) as room:
        await room.press("up")
        await room.type("Mehr Bänke")
        act = Act(Actor.FACILITATOR, "other", place_of(1))
        room.app.database.write(act, phone_ideas.let_in, 1, 1).result()
        await room.reads("Diese Idee hat schon jemand bearbeitet.   Esc: zurück")
        await room.press("enter")
        assert room.line == "Mehr Bänke"
        assert room.journal()[-1] == f"Vom Handy: Idee 2 „{UKRAINIAN}“."


async def test_a_half_written_short_line_waits_on_its_tab_with_its_idea(tmp_path: Path) -> None:
    async with at_wall(tmp_path, UKRAINIAN) as room:
        await room.press("up")
        await room.type("Mehr Bänke")
        await room.press("tab", "shift+tab")
        assert (room.label, room.line) == ("Kurze Zeile", "Mehr Bänke")
        await room.press("enter")
        assert room.body == ["1 Hochbeete", "2 Mehr Bänke"]


async def test_a_short_line_that_is_too_long_is_said_and_not_cut(tmp_path: Path) -> None:
    async with at_wall(tmp_path, UKRAINIAN) as room:
        await room.press("up")
        await room.type("a" * 121, "enter")
        assert room.hint == "Eine kurze Zeile hat höchstens 120 Zeichen. Das sind 121."
        assert len(room.screen.line.value) == 121


async def test_a_name_is_shown_if_it_was_given_and_names_are_not_hidden(tmp_path: Path) -> None:
    async with at_wall(tmp_path) as room:
        send(room, "Bank [red]am[/] See {0}\x1b[31m", name="Fatima [b]")
        await room.sees("wartet.")
        await room.press("up")
        assert "16:52 · Fatima [b] · Українська" in room.text
        assert "Bank [red]am[/] See {0}[31m" in room.text, "nothing in it is obeyed"
        await room.press("ctrl+b")
        assert "Fatima" not in room.text
        assert "Bank [red]am[/] See" in room.text


@pytest.mark.parametrize("size", [TINY, LARGE], ids=["60x20", "100x30"])
async def test_a_page_of_text_is_seen_to_its_last_word(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    words = " ".join(f"Wort{n}" for n in range(250))
    async with at_wall(tmp_path, words, size=size) as room:
        await room.press("up")
        seen = room.text
        assert "Bild ↓: weiter" in seen
        for _page in range(4):
            await room.press("pagedown")
            seen += room.text
        assert all(f"Wort{n}" in seen for n in range(250))
        assert room.hint.startswith("Enter: Idee 2 kommt an die Wand.")
        assert {len(room.rows), *map(cell_len, room.rows)} == {size[1], size[0]}


async def test_a_click_on_the_quiet_row_shows_what_waits(tmp_path: Path) -> None:
    async with at_wall(tmp_path, UKRAINIAN, size=LARGE) as room:
        await room.click("1 Idee von Handys wartet.")
        await room.sees("VOM HANDY (1 von 1)")
        await room.click("Enter: Idee 2")
        await room.sees("✓ Vom Handy: Idee 2")


# Ablauf ------------------------------------------------------------------------------------------


async def test_phones_are_invited_and_sent_away_on_ablauf(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, meeting)) as room:
        await room.enter("treffen")
        await room.sees("[Ablauf]")
        await room.enter("qr")
        assert room.hint == "Kein Handy ist eingeladen.   Für Ideen von Handys:  handys"
        await room.press("escape")
        await room.type("handys")
        assert room.hint == "Enter: Handys können Ideen schicken. Sie sehen sie zuerst."
        await room.press("enter")
        await room.sees("Ideen von Handys: Sie sehen sie zuerst.", "127.0.0.1:", "Groß:  qr")
        await room.enter("handys frei")
        await room.sees("Ideen von Handys: sofort an der Wand.")
        await room.enter("handys zu")
        await room.until(lambda: "127.0.0.1" not in room.text)
        await room.press("ctrl+z")
        await room.sees("Ideen von Handys: sofort an der Wand.", "127.0.0.1:")


@pytest.mark.parametrize("size", [TINY, SMALL], ids=["60x20", "80x24"])
async def test_the_code_fills_the_screen_and_esc_goes_back(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_wall(tmp_path, size=size, tab=0) as room:
        await room.sees("127.0.0.1:")
        await room.enter("qr")
        await room.sees("▀▀▀▀▀▀▀", "Scannen Sie das Bild")
        assert room.where == "BIQ · Der Code für Handys"
        await room.press("escape")
        await room.sees("[Ablauf]")


# Columns -----------------------------------------------------------------------------------------

WORLD = (
    ARABIC, "صندلی کنار کانال برای همه", "کورسی بۆ پیران لە باخچە", "漢字と公園のベンチ",
    "👩‍👩‍👧 Spielplatz für alle 🛝", "กำแพง", "Ёлка", UKRAINIAN, "ﷺ" * 30,
)  # fmt: skip


GOES_ON_TURNED = re.compile("[\u0590-\u08ff][^\u200ea-zA-Zа-яА-Я]*[0-9×]")
"""Digits that a terminal with bidirectional text would take over to the other side."""


@pytest.mark.parametrize(
    ("size", "tab", "column"),
    [(LARGE, COLLECT, 23), (SMALL, ORDER, 39)],
    ids=["wall", "list"],
)
async def test_no_script_breaks_the_columns(
    tmp_path: Path, size: tuple[int, int], tab: int, column: int
) -> None:
    async with at_wall(tmp_path, size=size, tab=tab) as room:
        act = Act(Actor.PROGRAM, "test", place_of(1))
        new = tuple((text, 3, None) for text in WORLD * 3)
        room.app.database.write(act, ideas.collect_many, 1, new).result()
        await room.until(lambda: room.text.count("×3") > 18)
        assert {cell_len(row) for row in room.rows} == {size[0]}
        rows = [row for row in room.rows[4:-10] if "×3" in row]
        for row in rows:
            left = set_cell_size(row, column + 2).replace("\u200e", "")
            assert left.endswith("  "), f"between two columns nothing stands: {row}"
            assert not GOES_ON_TURNED.search(row), row
        assert any(ARABIC[:12] in row for row in rows)
