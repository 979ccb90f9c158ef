"""The rest of an evening at the keyboard: who waits, what was, the end, help, language, leaving."""

from __future__ import annotations

import re
import time
import unicodedata
from datetime import timedelta
from pathlib import Path

import polib
import pytest
import zxingcpp

from biq_tui.core import clock
from biq_tui.core.folders import BACKUP_FOLDER
from biq_tui.today import TodayScreen
from biq_tui.ui.help import HelpScreen
from biq_tui.ui.history import HistoryScreen
from biq_tui.ui.qr import QrCode
from biq_tui.ui.screen import BiqScreen
from tests.room import LARGE, SMALL, both_sizes
from tests.terminal_picture import widget_pixels

from .sign_in_room import (  # noqa: F401 - fixtures are found by their names
    NOW,
    _clock_stands,
    _no_idling,
    _no_waiting,
    empty_folder,
    evening,
    folder,
    started,
)

GERMAN = Path(__file__).parents[2] / "biq_tui" / "locale" / "de.po"

HOSTILE = (
    "[/b] oh",
    "[@click=app.quit]x[/]",
    "a\x1b[2J\x1b]0;owned\x07b",
    "\u202eevil",
    "e" + "\u0301" * 40,
    "x" * 10_000,
    "محمد",
    "👩\u200d👧 Kim",
)


# Who waits -----------------------------------------------------------------------------------


@both_sizes
async def test_who_waits_appears_above_and_moves_nobody(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        before = room.people
        await room.phone("Fatima", "Müller", "Zora", "Kim")
        await room.sees("WARTET AUF SIE (4)", "„Fatima“", "Sabine Müller?")
        assert room.people == before


async def test_an_answer_stays_until_the_next_key_whatever_news_comes(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        hint = room.hint
        await room.press("ctrl+z")
        assert room.hint == "Hier gibt es nichts zurückzunehmen."
        await room.phone("Hatice Muster")
        await room.sees("1 ist da.")
        assert room.hint == "Hier gibt es nichts zurückzunehmen."
        await room.press("a", "backspace")
        assert room.hint == hint


@both_sizes
async def test_who_waits_is_taken_by_a_look_and_an_enter(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.phone("Hatice", "Mickey")
        await room.press("up")
        assert room.hint == "Enter: Hatice Muster ist da."
        await room.press("enter")
        await room.sees("WARTET AUF SIE (1)", "1 ist da.")
        assert "Hatice Muster da" in room.person("Hatice Muster")
        assert room.hint == "Wer ist das? ↓ wählt.", "the next one is looked at, not taken"
        await room.press("enter")
        assert room.sheet.here == 1
        await room.press("down", "down", "enter")
        await room.sees("Niemand wartet.", "1 weggelegt")


async def test_an_enter_on_the_empty_line_only_shows_who_waits(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.phone("Müller", "Bernd")
        await room.press("enter")
        assert "▸" in room.text
        assert room.sheet.here == 0
        assert len(room.sheet.waiting) == 2


async def test_who_waits_can_become_a_guest(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.phone("Fatima")
        await room.press("up", "down")
        assert room.hint == "Enter: Fatima ist als Gast da."
        await room.press("enter")
        await room.sees("Gast: Fatima", "1 ist da, davon 1 Gast.")


async def test_a_phone_between_hint_and_enter_stops_that_enter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with evening(folder, SMALL) as room:
        monkeypatch.setattr(BiqScreen, "STEADY_SECONDS", 0.3)
        await room.type("sab")
        pressed = room.app.monotonic()
        await room.phone("Sabine Müller")
        await room.press_at("enter", pressed)
        assert room.hint.startswith("Gerade hat sich etwas geändert. Bitte noch einmal Enter.")
        assert room.line == "sab"
        assert [row.name for row in room.sheet.rows if row.here] == ["Sabine Müller"]


async def test_the_same_enter_repeated_does_not_count(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with evening(folder, SMALL) as room:
        monkeypatch.setattr(BiqScreen, "STEADY_SECONDS", 0.3)
        await room.type("Ayla")
        soon = room.app.monotonic() + 10
        await room.press_at("enter", soon)
        await room.press_at("enter", soon + 0.2)
        assert room.hint == "Enter: Ayla ist als Gast da.", "the second one has still to come"
        assert len(room.sheet.rows) == 18
        await room.press_at("enter", soon + 1)
        await room.until(lambda: len(room.sheet.rows) == 19)


# What was, the end ---------------------------------------------------------------------------


async def test_what_was_lists_sentences_and_takes_a_phones_step_back(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.phone("Olha Beispiel")
        await room.enter("was war")
        await room.until(lambda: isinstance(room.app.screen, HistoryScreen))
        await room.sees("Olha Beispiel ist da.", "mit Handy", "Die Liste ist offen.")
        await room.press("up")
        assert room.hint == "Enter: Zurückgenommen: Olha Beispiel ist da."
        await room.press("enter")
        await room.sees("zurückgenommen")
        await room.press("escape")
        await room.sees("[Ankommen]", "18 fehlen noch.")


@both_sizes
async def test_ending_asks_three_questions_and_wants_the_word_yes(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.enter("sab")
        await room.enter("ida")
        await room.press("shift+tab")
        assert "Wie viele Menschen sehen Sie?" in room.hint
        await room.enter("2")
        await room.sees("Passt.")
        await room.enter("ida")
        await room.sees("1 Mensch ist gegangen.")
        await room.enter("nein")
        await room.press("enter")
        assert room.sheet.sitting == "open", "Enter alone never ends an evening"
        await room.enter("ja")
        await room.sees("Beendet um", "Fertig. Alles ist gesichert.")
        states = {row.name: row.state for row in room.sheet.rows}
        assert states["Ada Muster"] == "absent"
        assert states["Sabine Müller"] == "present"
        assert room.app.door.sign.url == ""
        assert len(list((folder / BACKUP_FOLDER).glob("*-sitting.db"))) == 1
        await room.press("ctrl+z")
        assert room.sheet.sitting == "ended"


async def test_an_ended_evening_opens_again_with_a_reason(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.press("shift+tab")
        for answer in ("später", "nein", "ja"):
            await room.enter(answer)
        await room.sees("Beendet um")
        await room.press("tab")
        await room.enter("sab")
        assert "Wieder öffnen?" in room.hint
        await room.enter("öffnen, Sabine war doch da")
        await room.until(lambda: room.sheet.sitting == "open")
        await room.until(lambda: bool(room.app.door.sign.url))
        await room.enter("sab")
        await room.sees("1 ist da.")


async def test_the_real_start_makes_later_ones_late(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.enter("wir beginnen")
        await room.sees("Begonnen um")
        with clock.standing_at(NOW + timedelta(minutes=12)):
            await room.enter("sab")
        await room.until(lambda: room.sheet.here == 1)
        assert "spät" in room.person("Sabine Müller")


# Help, language, leaving ---------------------------------------------------------------------


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_lists_what_can_be_done_and_takes_an_example_over(
    folder: Path, key: str
) -> None:
    async with evening(folder, SMALL) as room:
        await room.press(key)
        await room.until(lambda: isinstance(room.app.screen, HelpScreen))
        await room.sees("mül geht", "wir beginnen", "Strg+Z")
        await room.type("abgesagt")
        await room.press("down", "enter")
        await room.sees("[Ankommen]")
        assert room.line == "mül abgesagt"


async def test_a_question_mark_inside_a_text_is_just_one(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.type("was?")
        assert room.line == "was?"


async def test_the_language_changes_at_once_and_no_german_is_left(folder: Path) -> None:
    german = {
        word
        for entry in polib.pofile(GERMAN.read_text(encoding="utf-8"))
        if entry.msgstr != entry.msgid
        for word in re.findall(r"[A-Za-zÄÖÜäöüß]{7,}", entry.msgstr)
        if word not in entry.msgid
    }
    english = {
        word
        for entry in polib.pofile(GERMAN.read_text(encoding="utf-8"))
        for word in re.findall(r"[A-Za-z]{7,}", entry.msgid)
    }
    async with evening(folder, LARGE) as room:
        await room.enter("sab")
        await room.press("question_mark")
        await room.type("english")
        await room.press("down", "enter")
        await room.sees("BIQ · Help")
        await room.press("escape")
        await room.sees("[Arrivals]", "1 is here.")
        for _tab in range(3):
            seen = set(re.findall(r"[A-Za-zÄÖÜäöüß]{7,}", room.text))
            assert not (german - english - {"Beispiel"}) & seen
            await room.press("tab")
    async with started(folder, SMALL) as room:
        await room.sees("[Arrivals]")


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_leaving_asks_and_only_yes_leaves(folder: Path, key: str) -> None:
    async with evening(folder, SMALL) as room:
        await room.press(key)
        await room.sees("BIQ beenden? Schreiben Sie: ja")
        await room.press("escape")
        assert "BIQ beenden?" not in room.text
        await room.press(key)
        await room.enter("ja")
        assert room.app._exit


@pytest.mark.parametrize("key", ["ctrl+p", "ctrl+f", "ctrl+backslash", "ctrl+s"])
async def test_no_other_key_does_anything(folder: Path, key: str) -> None:
    async with evening(folder, SMALL) as room:
        before = room.people
        await room.press(key)
        assert len(room.app.screen_stack) == 3
        assert room.people == before
        await room.type("sab")
        assert room.hint == "Enter: Sabine Müller ist da."


async def test_the_mouse_can_do_it_too(folder: Path) -> None:
    async with evening(folder, LARGE) as room:
        await room.click("Sabine Müller")
        assert room.hint == "Enter: Sabine Müller ist da."
        await room.click("Enter: Sabine")
        await room.sees("1 ist da.")
        await room.click("QR-Bild")
        await room.sees("[QR-Bild]")
        await room.click("? Hilfe")
        await room.until(lambda: isinstance(room.app.screen, HelpScreen))


async def test_esc_goes_to_heute_and_phones_go_on(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.press("escape")
        await room.until(lambda: isinstance(room.app.screen, TodayScreen))
        assert room.app.door.sign.url
        await room.press("enter")
        await room.sees("[Ankommen]")


# What people send ----------------------------------------------------------------------------


@both_sizes
async def test_hostile_names_are_shown_harmless_and_the_app_lives(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        for name in HOSTILE[:4]:
            await room.paste("+" + name)
            await room.press("enter")
        await room.phone(*HOSTILE)
        await room.press("up", "down", "down", "down")
        await room.enter("was war")
        await room.sees("Was war")
        await room.press("escape")
        await room.sees("[Ankommen]")
        assert "[/b] oh" in room.text
        drawn = room.text.replace("\n", "")
        assert not {
            character
            for character in drawn
            if unicodedata.category(character) in ("Cc", "Cs", "Co")
            or character in "\u202e\u2066\u200b"
        }
        await room.enter("sab")
        await room.sees("Enter", "Sabine Müller ist da.")


async def test_three_hundred_people_are_a_list_like_any_other(folder: Path) -> None:
    names = [f"Mensch{number} Muster" for number in range(1, 301)]
    async with evening(folder, SMALL, names) as room:
        await room.type("mensch287")
        assert room.hint == "Enter: Mensch287 Muster ist da."
        assert "▸ 287 Mensch287 Muster" in room.person("Mensch287")
        await room.press("enter")
        await room.sees("1 ist da.", "299 fehlen noch.")


# The code ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "tab", "code"), [(SMALL, 1, "#big-code"), (LARGE, 0, "#code")])
async def test_the_code_on_the_screen_is_the_phones_address(
    folder: Path, size: tuple[int, int], tab: int, code: str
) -> None:
    async with evening(folder, size) as room:
        await room.press(*["tab"] * tab)
        end = time.monotonic() + 15
        while True:
            pixels = widget_pixels(room.app.screen.query_one(code, QrCode))
            read = [barcode.text for barcode in zxingcpp.read_barcodes(pixels)]
            if read or time.monotonic() > end:
                break
            await room.settle()
        assert read == [room.app.door.sign.url]
