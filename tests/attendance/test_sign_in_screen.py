"""Ankommen at the keyboard: what the facilitator sees after each key, small and large.

The clock stands still, the keys are real, phones report through the same use case as over HTTP.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from datetime import timedelta
from pathlib import Path

import polib
import pytest
from rich.cells import cell_len

from biq_tui.core import clock
from biq_tui.demo import PEOPLE
from biq_tui.today import TodayScreen
from biq_tui.ui.screen import BiqScreen
from tests.room import LARGE, SMALL, both_sizes

from .sign_in_room import (  # noqa: F401 - fixtures are found by their names
    NOW,
    TITLE,
    SignIn,
    _clock_stands,
    _no_idling,
    _no_waiting,
    empty_folder,
    evening,
    fill,
    folder,
    started,
)

TINY = (60, 20)

GERMAN = Path(__file__).parents[2] / "biq_tui" / "locale" / "de.po"


# Heute -------------------------------------------------------------------------------------------


@both_sizes
async def test_one_enter_on_heute_opens_todays_sitting(folder: Path, size: tuple[int, int]) -> None:
    fill(folder, opened=False)
    fill(folder, opened=False, starts_at=NOW + timedelta(days=1), title="Morgen")
    async with started(folder, size) as room:
        await room.sees("HEUTE", TITLE, "DANACH", "Morgen")
        assert "18 Menschen auf der Liste" in room.text
        assert room.hint == f"Enter: öffnet „{TITLE}“. Die Menschen kommen an."
        await room.press("enter")
        await room.sees("[Ankommen]", "18 fehlen noch.")
        assert room.sheet.title == TITLE
        assert room.app.door.sign.url.startswith("http://127.0.0.1:")


@both_sizes
async def test_another_day_than_today_asks_for_the_word_yes(
    folder: Path, size: tuple[int, int]
) -> None:
    fill(folder, opened=False, starts_at=NOW + timedelta(days=1), title="Block 4")
    async with started(folder, size) as room:
        await room.sees("DANACH", "Block 4")
        assert room.hint.startswith("Das ist erst am Sa 6.3.")
        assert room.hint.endswith("Trotzdem öffnen? Schreiben Sie: ja")
        await room.press("enter", "enter")
        assert isinstance(room.app.screen, TodayScreen)
        assert room.hint.endswith("Schreiben Sie: ja")
        await room.enter("nein")
        assert isinstance(room.app.screen, TodayScreen)
        await room.press("escape")
        await room.type("ja")
        await room.reads("Enter: öffnet „Block 4“.")
        await room.press("enter")
        await room.sees("[Ankommen]", "18 fehlen noch.")


async def test_the_word_yes_opens_the_day_that_was_chosen(folder: Path) -> None:
    for days in (1, 2, 3):
        fill(folder, opened=False, starts_at=NOW + timedelta(days=days), title=f"Tag {days}")
    async with started(folder, SMALL) as room:
        await room.press("down", "down")
        assert room.hint.startswith("Das ist erst am Mo 8.3.")
        await room.type("j")
        await room.type("a")
        assert room.hint.startswith("Enter: öffnet „Tag 3“.")
        await room.press("escape")
        await room.enter("tag 2")
        await room.reads("Das ist erst am So 7.3.")
        await room.enter("ja")
        await room.sees("BIQ · Tag 2", "[Ankommen]")


async def test_heute_finds_a_date_by_its_words_and_shows_no_name(folder: Path) -> None:
    fill(folder, opened=False)
    fill(folder, opened=False, starts_at=NOW + timedelta(hours=4), title="Treffen im Park")
    async with started(folder, SMALL) as room:
        await room.type("park")
        assert room.hint == "Enter: öffnet „Treffen im Park“. Die Menschen kommen an."
        assert not any(name in room.text for name in PEOPLE)
        await room.press("escape", "down")
        assert room.hint == "Enter: öffnet „Treffen im Park“. Die Menschen kommen an."
        await room.press("up")
        assert room.hint == f"Enter: öffnet „{TITLE}“. Die Menschen kommen an."
        await room.type("xyz")
        await room.reads("Nichts heißt so.")
        await room.press("enter")
        assert isinstance(room.app.screen, TodayScreen)


# Typing ------------------------------------------------------------------------------------------


@both_sizes
async def test_typing_ticks_and_the_hint_says_before_what_happens_after(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        assert room.state == "0 sind da.   18 fehlen noch."
        await room.type("lot")
        assert room.hint == "Enter: Lotte Beispiel ist da."
        assert room.person("Lotte") == "▸ 14 Lotte Beispiel ·"
        await room.press("enter")
        await room.sees("1 ist da.   17 fehlen noch.")
        assert room.person("Lotte") == "14 Lotte Beispiel da"
        assert room.line == ""
        assert room.event == "✓ Lotte Beispiel ist da. Falsch? Strg+Z nimmt es zurück."
        await room.enter("12")
        await room.sees("✓ Jonas Müller ist da.")
        await room.type("mül")
        assert room.hint == "Enter: Sabine Müller ist da. (Jonas Müller ist schon da.)"
        assert room.person("Sabine") == "▸ 18 Sabine Müller ·"
        assert room.person("Jonas") == "› 12 Jonas Müller da"
        await room.press("enter")
        await room.sees("✓ Sabine Müller ist da.", "3 sind da.   15 fehlen noch.")


@both_sizes
async def test_a_fixed_word_after_the_name_says_what_of_it(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.enter("sab")
        await room.sees("✓ Sabine Müller ist da.")
        for typed, said, shown, state in (
            ("sab geht", "Sabine Müller ist gegangen.", "18 Sabine Müller ging", "1 ging."),
            ("sab", "Sabine Müller ist wieder da.", "18 Sabine Müller da", "1 ist da."),
            ("frie abgesagt", "Frieda Muster hat abgesagt.", "9 Frieda Muster abgesagt",
             "1 hat abgesagt."),
            ("anna spät", "Anna Muster ist da, aber zu spät.", "3 Anna Muster spät", "2 sind da."),
            ("12 fehlt", "Jonas Müller fehlt.", "12 Jonas Müller fehlt", "1 fehlt."),
        ):  # fmt: skip
            await room.type(typed)
            assert room.hint == f"Enter: {said}"
            await room.press("enter")
            await room.sees(f"✓ {said}")
            name = " ".join(shown.split()[1:3])
            assert room.person(name) == shown
            assert state in room.state
        assert room.state == "2 sind da.   14 fehlen noch.   1 hat abgesagt.   1 fehlt."
        await room.enter("wir beginnen")
        await room.sees("✓ Wir haben begonnen.", "Begonnen um")


async def test_typing_somebody_who_is_here_never_toggles(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.enter("ali")
        await room.sees("✓ Ali Muster ist da.")
        newest = room.sheet.as_of
        await room.type("ali")
        assert room.hint == "Ali Muster ist schon da. Danach geht auch:  2 geht   2 spät"
        await room.press("enter", "enter")
        await room.enter("2")
        assert room.person("Ali") == "2 Ali Muster da"
        assert room.sheet.as_of == newest


@both_sizes
async def test_several_hits_light_up_in_place_and_the_arrows_choose(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        places = room.places(PEOPLE)
        await room.type("mül")
        assert room.hint == "Wer ist es? Jonas Müller, Sabine Müller.   Enter oder ↑↓ wählt."
        assert room.person("Jonas").startswith("› 12")
        assert room.person("Sabine").startswith("› 18")
        await room.press("enter")
        assert room.hint == "Enter: Jonas Müller ist da."
        assert room.person("Jonas").startswith("▸ 12")
        assert room.line == "mül"
        assert room.sheet.here == 0
        await room.press("down")
        assert room.hint == "Enter: Sabine Müller ist da."
        assert room.person("Sabine").startswith("▸ 18")
        await room.press("down", "down")
        assert room.hint == "Enter: Sabine Müller ist da."
        await room.press("up", "up")
        assert room.hint == "Enter: Sabine Müller ist da."
        assert room.places(PEOPLE) == places
        await room.press("enter")
        await room.sees("✓ Sabine Müller ist da.")
        assert [person.name for person in room.sheet.rows if person.here] == ["Sabine Müller"]
        assert room.places(PEOPLE) == places


async def test_keys_pressed_all_at_once_are_done_in_their_order(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.press_at_once(*"mül", "enter", "down")
        assert room.hint == "Enter: Sabine Müller ist da."
        await room.press("escape")
        await room.press_at_once(*"mül", "enter", "down", "enter")
        assert "Enter: Sabine Mü" in room.hint, "nobody can have read this before the last Enter"
        assert (room.line, room.sheet.here) == ("mül", 0)
        await room.press("enter")
        await room.sees("✓ Sabine Müller ist da.")
        await room.press_at_once(*"bern", "ctrl+z")
        await room.press_at_once(*"ada", "escape")
        await room.press_at_once(*"dan")
        assert room.line == "dan"
        assert room.hint == "Enter: Dana Muster ist da."
        assert [person.name for person in room.sheet.rows if person.here] == ["Sabine Müller"]


async def test_another_letter_forgets_what_was_marked(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.type("must")
        await room.press("down")
        assert room.hint == "Enter: Ada Muster ist da."
        await room.type("er")
        assert room.hint.startswith("Wer ist es? Ada Muster, Ali Muster, …")


async def test_the_arrows_on_the_empty_line_choose_in_the_list(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.press("down")
        assert room.hint == "Enter: Ada Muster ist da."
        await room.press("pagedown")
        assert room.hint == "Enter: Cem Beispiel ist da."
        await room.press("up")
        assert room.person("Bernd").startswith("▸ 5")
        await room.press("enter")
        await room.sees("✓ Bernd Muster ist da.")
        await room.press("up")
        assert room.hint == "Enter: Sabine Müller ist da."


@both_sizes
async def test_an_unknown_name_becomes_a_guest_by_a_second_enter(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.type("Da Silva")
        assert room.hint == "Niemand auf der Liste heißt so. Noch einmal Enter: Da Silva als Gast."
        await room.press("enter")
        assert room.hint == "Enter: Da Silva ist als Gast da."
        assert room.line == "Da Silva"
        assert room.sheet.here == 0
        await room.press("enter")
        await room.sees("✓ Da Silva ist als Gast da.")
        assert room.person("Da Silva") == "19 Gast: Da Silva da"
        assert room.state == "1 ist da, davon 1 Gast.   18 fehlen noch."
        await room.enter("+Theo")
        await room.sees("✓ Theo ist als Gast da.", "2 sind da, davon 2 Gäste.")
        assert room.person("Theo") == "20 Gast: Theo da"


async def test_a_second_enter_on_another_text_makes_no_guest(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.enter("Theo")
        await room.enter("dor")
        assert room.line == "Theodor"
        assert room.sheet.guests == 0


async def test_a_typo_is_offered_and_taken_by_the_second_enter(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.type("hatize")
        assert room.hint.startswith("Niemand heißt so. Vielleicht Hatice Muster?")
        await room.press("enter")
        assert room.hint == "Enter: Hatice Muster ist da."
        assert room.sheet.here == 0
        await room.press("enter")
        await room.sees("✓ Hatice Muster ist da.")


async def test_quick_typing_after_enter_is_not_lost(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.pilot.press(*"ada", "enter", *"bernd", "enter", *"cem", "enter", *"dan")
        await room.sees("✓ Cem Beispiel ist da.")
        assert [person.name for person in room.sheet.rows if person.here] == [
            "Ada Muster", "Bernd Muster", "Cem Beispiel",
        ]  # fmt: skip
        assert room.line == "dan"
        assert room.hint == "Enter: Dana Muster ist da."


# Places stay -------------------------------------------------------------------------------------


@both_sizes
async def test_the_first_four_and_the_last_five_rows_never_change_place(
    folder: Path, size: tuple[int, int]
) -> None:
    width, height = size

    def check(label: str = "Name", has_rules: bool = True) -> None:
        rows = room.rows
        assert len(rows) == height
        assert all(cell_len(row) == width for row in rows)
        assert rows[0].startswith(" BIQ · ")
        assert rows[0].rstrip().endswith(f"alles gespeichert · {clock.clock_time(NOW)}")
        assert rows[2].replace("[", " ").replace("]", " ") == tabs
        assert rows[-4].startswith(f" {label} ›")
        assert rows[-1].startswith(" ? Hilfe")
        assert "Enter tun" in rows[-1]
        if has_rules:
            assert rows[3] == rows[-5] == "─" * width

    async with evening(folder, size) as room:
        tabs = room.rows[2].replace("[", " ").replace("]", " ")
        check()
        await room.type("mül")
        check()
        await room.press("enter", "down", "enter")
        await room.sees("✓ Sabine Müller ist da.")
        check()
        await room.phone("Cem Beispiel", "Fatima", "Müller", "Theo", "Uli")
        check()
        await room.press("up", "down", "down")
        check()
        await room.press("escape", "tab")
        check(has_rules=size != SMALL)  # there the code needs the rows of the rules
        await room.press("tab")
        check("Frage")
        await room.enter("3")
        check("Frage")
        await room.press("ctrl+q")
        check("Beenden?")
        await room.press("escape", "ctrl+b")
        check("Frage")
        await room.press("f1")
        rows = room.rows
        assert rows[0].startswith(" BIQ · Hilfe")
        assert rows[3] == rows[-5] == "─" * width
        assert rows[-4].startswith(" Suchen ›")
        assert rows[-1].startswith(" ? Hilfe")


async def test_a_window_too_small_keeps_state_list_line_and_hint(folder: Path) -> None:
    async with evening(folder, TINY) as room:
        await room.enter("ada")
        await room.sees("1 ist da.")
        await room.type("bern")
        assert room.hint == "Enter: Bernd Muster ist da."
        assert room.line == "bern"
        assert room.person("Ada Muster") == "1 Ada Muster da"
        assert len(room.rows) == 20
        await room.press("escape")
        for _tab in range(3):
            await room.press("tab")
            assert len(room.rows) == 20
        await room.press("f1", "escape")
        await room.enter("was war")
        await room.sees("Ada Muster ist da.")


@pytest.mark.parametrize("size", [(1, 1), (20, 5), (40, 10), (200, 60)])
async def test_no_window_is_too_small_or_too_large_to_go_on_typing(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, SMALL) as room:
        await room.pilot.resize_terminal(*size)
        await room.enter("ada")
        await room.until(lambda: room.sheet.here == 1)
        for key in ("tab", "tab", "tab", "f1", "escape"):
            await room.press(key)
        await room.pilot.resize_terminal(*LARGE)
        await room.sees("✓ Ada Muster ist da.", "1 ist da.", "[Ankommen]")


# Ctrl+Z ------------------------------------------------------------------------------------------


@both_sizes
async def test_ctrl_z_names_and_takes_back_my_last_step_and_never_the_phones(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.enter("ada")
        await room.sees("✓ Ada Muster ist da. ")
        await room.phone("Cem Beispiel")
        time_said = clock.clock_time(NOW)
        assert room.event == (
            f"✓ Cem Beispiel ist da. (Handy, {time_said}) Falsch? Strg+Z: „Ada Muster ist da.“"
        )
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Ada Muster ist da.")
        assert room.person("Ada") == "1 Ada Muster ·"
        assert room.person("Cem") == "6 Cem Beispiel da"
        await room.press("ctrl+z")
        assert room.hint == "Hier gibt es nichts zurückzunehmen."
        assert room.person("Cem") == "6 Cem Beispiel da"


async def test_ctrl_z_goes_back_step_by_step(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        for typed in ("ada", "ada geht", "+Theo"):
            await room.enter(typed)
        await room.sees("✓ Theo ist als Gast da.")
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Theo ist als Gast da.")
        assert "Gast: Theo" not in room.text
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Ada Muster ist gegangen.")
        assert room.person("Ada") == "1 Ada Muster da"
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Ada Muster ist da.", "0 sind da.")


async def test_ctrl_z_takes_the_typed_text_back_first(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.enter("ada")
        await room.sees("✓ Ada Muster ist da.")
        await room.type("bern", "ctrl+z")
        assert room.line == ""
        assert room.hint == "Schreiben Sie ein paar Buchstaben vom Namen, oder die Nummer."
        assert room.person("Ada") == "1 Ada Muster da"
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Ada Muster ist da.")


async def test_ctrl_z_says_what_must_be_taken_back_first(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.enter("ada")
        await room.sees("✓ Ada Muster ist da.")
        await room.phone("Ada Muster")
        await room.press("ctrl+z")
        await room.reads("Nehmen Sie zuerst zurück, was danach kam: Ada Muster ist da.")
        assert room.person("Ada") == "1 Ada Muster da"


@both_sizes
async def test_after_a_restart_it_opens_where_it_was_and_ctrl_z_still_works(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.enter("ada")
        await room.sees("✓ Ada Muster ist da.")
    async with started(folder, size) as room:
        await room.sees("[Ankommen]", "1 ist da.   17 fehlen noch.")
        await room.until(lambda: bool(room.app.door.sign.url))
        assert room.event == "✓ Ada Muster ist da. Falsch? Strg+Z nimmt es zurück."
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: Ada Muster ist da.", "0 sind da.   18 fehlen noch.")


# Esc ---------------------------------------------------------------------------------------------


async def test_esc_clears_the_line_then_the_mark_then_the_tab_then_goes_to_heute(
    folder: Path,
) -> None:
    async with evening(folder, SMALL) as room:
        await room.press("tab")
        await room.type("mül")
        await room.press("escape")
        assert room.line == ""
        assert "[QR-Bild]" in room.text
        await room.press("escape")
        assert "[Ankommen]" in room.text
        await room.press("down", "escape")
        assert room.hint == "Schreiben Sie ein paar Buchstaben vom Namen, oder die Nummer."
        assert "[Ankommen]" in room.text
        await room.press("escape")
        await room.sees("[Heute]", "18 Menschen auf der Liste")
        assert room.app.door.sign.url, "phones may go on"
        await room.press("escape", "escape")
        assert isinstance(room.app.screen, TodayScreen)
        await room.press("enter")
        await room.sees("[Ankommen]")


# Names hidden ------------------------------------------------------------------------------------


@both_sizes
async def test_ctrl_b_hides_every_name_while_typing_keeps_working(
    folder: Path, size: tuple[int, int]
) -> None:
    def names_seen() -> set[str]:
        words = {word for name in (*PEOPLE, "Fatima", "Theo") for word in name.split()}
        shown = room.text
        return {word for word in words if word in shown}

    async with evening(folder, size) as room:
        await room.enter("+Theo")
        await room.phone("Cem Beispiel", "Fatima", "Müller")
        assert names_seen() > {"Ada", "Fatima", "Theo", "Cem"}
        await room.press("ctrl+b")
        assert room.hint == "Namen weg. Sie können weiter schreiben."
        assert not names_seen()
        for key in ("up", "down", "down", "down", "down", "down", "escape", "down"):
            await room.press(key)  # only whom she looks at, by number and first name
            assert not any(name in room.text for name in PEOPLE)
            assert names_seen() <= {"Fatima", "Jonas", "Sabine", "Müller", "Ada"}
        await room.press("escape")
        assert not names_seen()
        await room.type("sab")
        assert room.hint == "Enter: 18 Sabine ist da."
        assert names_seen() == {"Sabine"}
        await room.press("enter")
        await room.until(lambda: room.sheet.here == 3)
        assert not names_seen()
        assert room.event == "Strg+Z nimmt Ihren letzten Schritt zurück."
        await room.type("ada")
        await room.press("escape", "tab")
        assert not names_seen()
        await room.press("tab")
        assert not names_seen()
        await room.press("tab")
        await room.enter("was war")
        await room.sees("Was war")
        await room.press("up")
        assert room.hint == "Enter: nimmt diesen Schritt zurück."
        assert not names_seen()
        await room.press("escape", "escape")
        await room.sees("[Ankommen]")
        await room.press("ctrl+z")
        await room.until(lambda: room.sheet.here == 2)
        assert not names_seen()
    async with started(folder, size) as room:
        await room.sees("[Ankommen]", "2 sind da")
        assert not names_seen()
        await room.press("f8")
        assert "Sabine Müller" in room.text
        assert "Fatima" in room.text


async def test_with_names_hidden_a_refusal_has_no_name_either(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.enter("ada")
        await room.sees("✓ Ada Muster ist da.")
        await room.phone("Ada Muster")
        await room.press("ctrl+b", "ctrl+z")
        await room.until(lambda: "Namen weg" not in room.hint)
        assert "Ada" not in room.text
        assert room.sheet.here == 1


# Somebody else, meanwhile ------------------------------------------------------------------------


async def test_an_enter_that_was_meant_to_choose_never_takes_who_is_left_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with evening(folder, SMALL) as room:
        await room.type("mül")
        assert room.hint.startswith("Wer ist es? Jonas Müller, Sabine Müller.")
        await room.phone("Jonas Müller")
        taking_sabine = "Enter: Sabine Müller ist da. (Jonas Müller ist schon da.)"
        await room.reads(taking_sabine)
        changed = room.app.monotonic()
        monkeypatch.setattr(BiqScreen, "STEADY_SECONDS", 0.3)
        await room.press_at("enter", changed + 0.1)
        assert room.hint.startswith("Gerade hat sich etwas geändert. Bitte noch einmal Enter.")
        assert "Enter: Sabine Mü" in room.hint, "the new hint stands behind it, as far as it fits"
        assert room.line == "mül"
        assert [person.name for person in room.sheet.rows if person.here] == ["Jonas Müller"]
        await room.press_at("enter", changed + 0.6)
        await room.sees("✓ Sabine Müller ist da.")


async def test_a_phone_that_changes_nothing_of_what_is_meant_stops_no_enter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with evening(folder, SMALL) as room:
        await room.type("ada")
        await room.phone("Cem Beispiel")
        monkeypatch.setattr(BiqScreen, "STEADY_SECONDS", 0.3)
        await room.press_at("enter", room.app.monotonic())
        await room.sees("✓ Ada Muster ist da.")


async def test_two_enters_in_one_breath_leave_hint_and_line_together(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with evening(folder, SMALL) as room:
        monkeypatch.setattr(BiqScreen, "STEADY_SECONDS", 0.3)
        await room.press(*"Zoe", "enter", "enter")
        assert room.line == "Zoe"
        assert room.hint == "Enter: Zoe ist als Gast da."
        assert room.screen.text == "Zoe"
        assert room.sheet.guests == 0


async def test_an_enter_pressed_twice_never_takes_the_next_who_waits(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with evening(folder, SMALL) as room:
        await room.phone("Hatice", "Lotte")
        await room.press("up")
        assert room.hint == "Enter: Hatice Muster ist da."
        monkeypatch.setattr(BiqScreen, "STEADY_SECONDS", 0.3)
        pressed = room.app.monotonic() + 10
        await room.press_at("enter", pressed)
        await room.sees("✓ Hatice Muster ist da.")
        assert room.hint == "Enter: Lotte Beispiel ist da."
        for repeated in (0.03, 0.06, 0.3, 0.5):
            await room.press_at("enter", pressed + repeated)
            assert room.sheet.here == 1
        await room.press_at("enter", pressed + 1)
        await room.sees("✓ Lotte Beispiel ist da.")


@both_sizes
async def test_the_mouse_looks_at_who_waits_and_shows_what_can_be_done(
    folder: Path, size: tuple[int, int]
) -> None:
    async with evening(folder, size) as room:
        await room.phone("Müller", "Fatima")
        assert "Jonas Müller oder Sabine Müller?" in room.text
        await room.click("„Fatima“")
        await room.sees("▸", "Sabine Müller ist da.", "Müller ist als Gast da.", "ist weggelegt.")
        assert room.sheet.here == 0
        assert len(room.sheet.waiting) == 2


# The end -----------------------------------------------------------------------------------------


async def test_the_door_for_phones_is_open_as_long_as_the_evening(folder: Path) -> None:
    async def answers(url: str) -> bool:
        host, _colon, port = url.removeprefix("http://").partition("/")[0].partition(":")
        try:
            _reader, writer = await asyncio.open_connection(host, int(port))
        except OSError:
            return False
        writer.close()
        await writer.wait_closed()
        return True

    async with evening(folder, SMALL) as room:
        url = room.app.door.sign.url
        assert await answers(url)
        await room.press("shift+tab")
        for answer in ("0", "nein", "ja"):
            await room.enter(answer)
        await room.sees("Fertig. Alles ist gesichert.")
        assert not await answers(url)
        await room.press("tab", "tab")
        await room.sees("Der Abend ist beendet. Handys können sich")
        await room.enter("öffnen, Ali kam noch")
        await room.sees("✓ Der Abend ist wieder offen.")
        await room.until(lambda: bool(room.app.door.sign.url))
        assert await answers(room.app.door.sign.url)


# The language ------------------------------------------------------------------------------------


async def test_no_german_word_is_left_on_any_english_screen(folder: Path) -> None:
    texts = [
        (entry.msgid, text)
        for entry in polib.pofile(GERMAN.read_text(encoding="utf-8"))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    ]
    pieces = {
        piece.strip()
        for msgid, text in texts
        for piece in re.split(r"\{\w+\}", text)
        if text != msgid and len(piece.strip()) > 6 and piece.strip() not in msgid
    }
    assert {"Niemand wartet.", "alles gespeichert", "ist als Gast da."} <= pieces
    seen: list[str] = []

    def look() -> None:
        shown = room.text
        seen.append(shown)
        left = {piece for piece in pieces if piece in shown}
        assert not left, shown

    fill(folder)
    async with started(folder, LARGE) as room:
        await room.enter("english")
        await room.sees("[Today]")
        look()
        await room.press("enter")
        await room.sees("[Arrivals]", "Nobody is waiting.")
        for typed in ("ada", "bern excused", "cem absent", "+Theo", "ada leaves", "dan late"):
            await room.type(typed)
            look()
            await room.press("enter")
            await room.until(lambda: room.line == "")
            look()
        await room.phone("Müller", "Fatima")
        for text in ("we begin", "nad", "must", "müllre", "Zoe", "99", "+", "dan", "dan leaves"):
            await room.type(text)
            look()
            await room.press("escape")
        for key in ("up", "down", "down", "down", "escape", "ctrl+z", "ctrl+z", "ctrl+s"):
            await room.press(key)
            look()
        for key in ("tab", "tab", "ctrl+q", "escape", "ctrl+b", "ctrl+b"):
            await room.press(key)
            look()
        await room.press("f1")
        look()
        await room.press("down")
        look()
        await room.press("escape")
        await room.sees("[End the evening]")
        for answer in ("2", "no", "yes"):
            await room.enter(answer)
            look()
        await room.sees("Done. Everything is backed up.")
        await room.enter("what happened")
        await room.sees("What happened")
        await room.press("up")
        look()
        for _back in ("mark", "what happened", "tab", "gathering"):
            await room.press("escape")
        await room.sees("[Today]", "has ended")
        look()
        await room.enter("deutsch")
        await room.sees("[Heute]", "ist beendet")
    assert len(seen) > 40


# What must not be shown --------------------------------------------------------------------------


RAW = (
    "[/b] oh",
    "[@click=app.quit]x[/]",
    "a\x1b[2J\x1b]0;owned\x07b",
    "c\x9b31md",
    "\u202eevil\u2066 Kim",
    "Z" + "\u0301" * 40,
    "x" * 10_000,
    "y\nz\ty",
    "w\u200b\u2060\ufeffw",
    "محمد بن سلمان",
    "👩\u200d👧 Kim",
    "宮崎 駿",
)
"""As no door lets them in: into the tables by hand."""


@both_sizes
async def test_hostile_names_that_got_into_the_data_do_no_harm_on_the_screen(
    folder: Path, size: tuple[int, int]
) -> None:
    def check() -> None:
        for row in room.rows:
            assert cell_len(row) == size[0], row
            for character in row:
                kind = unicodedata.category(character)
                assert kind not in {"Cc", "Cs", "Co"}, row
                # Joiners belong to words; the third one is ours: it keeps columns in their places.
                assert kind != "Cf" or character in "\u200c\u200d\u200e", row

    async with evening(folder, size, RAW) as room:
        check()
        assert "[@click=app" in room.text
        for number in range(1, len(RAW) + 1):
            await room.type(f"{number}")
            check()
            await room.press("enter")
            await room.until(lambda number=number: room.sheet.here == number)  # type: ignore[misc]  # mypy does not infer a lambda's default
            check()
        await room.click("[@click=app")
        check()
        await room.press("escape", "ctrl+b", *"1", "escape", "ctrl+b", "ctrl+z")
        check()
        await room.enter("was war")
        await room.sees("Was war")
        check()
        await room.press("up", "enter")
        check()
        await room.press("escape", "escape")
        await room.sees("[Ankommen]")
        await room.press("escape")
        await room.sees("[Heute]")
        check()


async def test_hostile_text_can_be_typed_and_pasted_and_stays_text(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.type("+[/b] oh[")
        assert room.line == "+[/b] oh["
        await room.press("enter")
        await room.sees("✓ [/b] oh[ ist als Gast da.")
        await room.paste("+\x1b[2J\x1b]0;owned\x07\u202eevil")
        assert room.line == "+[2J]0;ownedevil"
        await room.press("escape")
        await room.paste("Ada\nBernd\r\nCem\n")
        assert room.line == "Ada Bernd Cem", "a pasted line end is no Enter"
        assert room.sheet.here == 1
        await room.press("escape")
        await room.paste("y" * 10_000)
        await room.press("enter")
        await room.press("enter")
        await room.until(lambda: room.sheet.guests == 2)
        await room.sees("✓ yyy")


async def test_ctrl_s_says_that_it_is_saved_already(folder: Path) -> None:
    async with evening(folder, SMALL) as room:
        await room.type("ada", "ctrl+s")
        assert room.hint == "Ist schon gespeichert."
        assert room.line == "ada"
        await room.press("enter")
        await room.sees("✓ Ada Muster ist da.")


async def test_a_busy_evening_with_thirty_phones_at_once_moves_nothing_under_the_hand(
    folder: Path,
) -> None:
    async with evening(folder, LARGE) as room:
        await room.type("sab")
        places = room.places(PEOPLE)
        await room.phone(*(f"Unbekannt{number}" for number in range(15)), *PEOPLE[:15])
        await room.sees("WARTET AUF SIE (15)", "15 sind da.")
        assert room.places(PEOPLE) == places
        assert room.line == "sab"
        assert room.hint == "Enter: Sabine Müller ist da."
        await room.press("enter")
        await room.sees("✓ Sabine Müller ist da.", "16 sind da.")
