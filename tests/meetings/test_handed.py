"""The laptop is handed over: a participant types ideas, and whatever she tries, she stays there."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from string import ascii_lowercase

from textual import events

from biq_tui.core import journal
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import phone_ideas, tasks
from biq_tui.meetings.board import Board
from biq_tui.meetings.handed import HandedScreen
from biq_tui.meetings.handed_reading import handed
from biq_tui.meetings.models import PhoneIdeas
from biq_tui.meetings.places import place_of
from biq_tui.people import badges
from biq_tui.ui.locked import LockedHelp
from biq_tui.ui.pin_screens import NewPinScreen, PinScreen
from tests.room import LARGE, SMALL, both_sizes, started

from .handed_room import PIN, back_to_ideas, folder, given, hand_over, stays, try_pin

__all__ = ["folder"]

# Handing over ------------------------------------------------------------------------------------


@both_sizes
async def test_the_first_time_a_pin_is_thought_of_and_typed_twice(
    folder: Path, size: tuple[int, int]
) -> None:
    async with started(folder, size) as room:
        await room.enter("treffen")
        await room.sees("Begrüßung")
        await room.type("weitergeben")
        assert room.hint.startswith("Enter: fragt nach einer neuen PIN.")
        await room.press("enter")
        assert room.label == "Neue PIN"
        await room.type("1234")
        assert room.hint == "Diese errät man sofort. Bitte nehmen Sie eine andere."
        await room.press(*["backspace"] * 4)
        await room.type("471")
        assert room.hint == "Eine PIN hat 4 bis 8 Ziffern."
        await room.type("1")
        assert room.line == "••••"
        await room.press("enter")
        assert (room.label, room.line) == ("PIN noch einmal", "")
        await room.enter("4712")
        assert room.hint == "Das war nicht die gleiche. Bitte fangen Sie neu an."
        await room.press("escape")
        assert room.tab == "Ablauf", "and nothing is locked"
        await hand_over(room)
        assert (room.rows[2].strip(), room.label) == ("[Sammeln]", "Idee 3")
        assert room.state == "Thema: Was fehlt im Quartier? 2 Ideen."
        stays(room)


async def test_with_a_pin_it_opens_at_once_and_the_hint_says_so(folder: Path) -> None:
    async with given(folder) as room:
        await room.press("escape")
        await try_pin(room, PIN)
        assert room.tab == "Ablauf"
        await room.type("weitergeben")
        assert room.hint == "Enter: Andere tippen, nur auf Sammeln. Zurück mit Ihrer PIN."
        await room.press("enter")
        await room.until(lambda: isinstance(room.app.screen, HandedScreen))
        await room.press("escape")
        await try_pin(room, PIN)
        await room.enter("weitergeben neu")
        assert isinstance(room.app.screen, NewPinScreen)
        await room.enter("0815")
        await room.enter("0815")
        await room.press("escape")
        await try_pin(room, PIN)
        assert room.hint.startswith("Das ist nicht die PIN.")
        await try_pin(room, "0815")
        assert room.tab == "Ablauf"


async def test_no_digit_of_the_pin_is_kept_anywhere(folder: Path) -> None:
    pin = "73190462"
    async with started(folder) as room:
        await room.enter("treffen")
        await room.sees("Begrüßung")
        await room.enter("weitergeben")
        await room.enter(pin)
        await room.enter(pin)
        await room.until(lambda: isinstance(room.app.screen, HandedScreen))
        await room.press("escape")
        await room.type(pin)
        assert pin not in room.app.export_screenshot().replace("&#160;", "")
        await room.press("enter")
        await room.settle()
        assert all(pin not in sentence for sentence in room.journal())
    for file in folder.rglob("*"):
        assert not file.is_file() or pin.encode() not in file.read_bytes(), file


# She stays ---------------------------------------------------------------------------------------

KEYS = (
    "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter",
    "delete", "backspace", "insert", "ctrl+up", "ctrl+down", "ctrl+pageup", "ctrl+pagedown",
    "ctrl+tab", "ctrl+backslash", "ctrl+right_square_bracket", "ctrl+underscore", "ctrl+at",
    "ctrl+shift+c", "ctrl+shift+v", "ctrl+shift+t", "super+c", "super+q", "alt+enter", "alt+f4",
    *(f"f{n}" for n in range(2, 13)),
    *(f"ctrl+{letter}" for letter in ascii_lowercase if letter not in "cq"),
    *(f"alt+{letter}" for letter in "bcfhpqswxz"),
)  # fmt: skip
"""All that lead nowhere; Esc, Ctrl+Q, Ctrl+C, F1 and ? have their own tests."""

BATCH = 12


async def test_no_key_leads_out_of_it(folder: Path) -> None:
    async with given(folder) as room:
        before = room.journal()
        for opening, kind in (((), HandedScreen), (("f1",), LockedHelp), (("ctrl+c",), PinScreen)):
            await back_to_ideas(room)
            await room.press(*opening)
            for start in range(0, len(KEYS), BATCH):
                await room.press(*KEYS[start : start + BATCH])
                if kind is LockedHelp and isinstance(room.app.screen, HandedScreen):
                    await room.press("escape", *opening)  # an example went into the line
                assert isinstance(room.app.screen, kind), (KEYS[start : start + BATCH], room.text)
                stays(room)
        assert room.journal() == before, "nothing was done, and nothing taken back"


async def test_the_ways_back_of_every_screen_lead_to_ideas_or_the_pin(folder: Path) -> None:
    async with given(folder) as room:
        for keys, kind in (
            ("escape", PinScreen), ("escape", HandedScreen), ("ctrl+q", PinScreen),
            ("ctrl+c", HandedScreen), ("ctrl+c", PinScreen), ("f1", PinScreen),
            ("question_mark", PinScreen), ("ctrl+q", HandedScreen), ("f1", LockedHelp),
            ("f1", LockedHelp), ("ctrl+q", HandedScreen), ("question_mark", LockedHelp),
            ("escape", HandedScreen),
        ):  # fmt: skip
            await room.press(keys)
            assert isinstance(room.app.screen, kind), room.text
            stays(room)
        for words in ("treffen", "english", "beenden", "yes"):
            await room.type(words)
            stays(room)
            await room.press("escape")


async def test_no_click_leads_out_of_it(folder: Path) -> None:
    async with given(folder) as room:
        height = SMALL[1]
        everywhere = {2: 9, height - 1: 6} | dict.fromkeys((0, 4, 5, 6, *range(20, 23)), 40)
        for y, step in everywhere.items():
            for x in range(2, SMALL[0], step):
                await room.pilot.click(offset=(x, y))
                await room.settle()
                stays(room)
                await back_to_ideas(room)
        assert room.hint.startswith("Tippen Sie eine Idee."), "ideas of others are not marked"


async def test_the_key_row_shows_only_keys_that_mean_something(folder: Path) -> None:
    async with given(folder) as room:
        assert room.rows[-1].split("   ")[0].strip() == "? Hilfe"
        assert not [word for word in ("Tab", "Strg+B") if word in room.rows[-1]]
        await room.click("Esc zurück")
        assert room.label == "PIN"
        assert room.rows[-1].strip() == "Enter tun   Esc zurück"


async def test_the_help_knows_ideas_only(folder: Path) -> None:
    async with given(folder) as room:
        for key in ("f1", "question_mark"):
            await room.press(key)
            assert isinstance(room.app.screen, LockedHelp)
            assert len(room.body) == 5
            assert not [word for word in ("Handy", "Strg+Q", "english") if word in room.text]
            await room.press("down", "enter")
            assert room.line == "Bank am See"
            await room.press("escape")


async def test_names_are_neither_shown_nor_hidden_and_all_is_saved(folder: Path) -> None:
    async with given(folder) as room:
        await room.press("ctrl+b", "f8")
        assert not room.app.names_hidden
        await room.press("ctrl+s")
        assert room.hint == "Ist schon gespeichert."


async def test_a_card_signs_nobody_in(folder: Path) -> None:
    async with given(folder) as room:
        act = Act(Actor.FACILITATOR, "other", "people")
        code = await room.app.database.writes(act, badges.give, 3)
        before = room.journal()
        for screen in (HandedScreen, PinScreen):
            for place, letter in enumerate(code):
                event = events.Key(letter, letter)
                event.time = 1_000_000.0 + place * 0.01
                room.app.post_message(event)
            await room.settle()
            assert isinstance(room.app.screen, screen)
            assert room.line == ""
            stays(room)
            await room.press("escape")
        assert room.journal() == before


async def test_no_file_is_read_but_pasted_lines_are_ideas(folder: Path) -> None:
    file = folder / "Liste.csv"
    file.write_text("Idee\nAyşe Beispiel, Lärmweg 3\n", encoding="utf-8")
    async with given(folder, LARGE) as room:
        await room.drop(file)
        assert room.screen.line.value.endswith("Liste.csv'"), "a text like any other"
        stays(room)
        await room.press("escape")
        await room.paste("Bank am See x3\nMüll sammeln\n")
        assert room.hint.startswith("Enter: 2 neue Ideen. Nummer 3 bis 4.")
        await room.press("enter")
        assert "4 Ideen." in room.state
        await room.press("escape")
        await room.paste("4711\n0815")
        assert isinstance(room.app.screen, PinScreen)
        assert room.line == ""


# What is hers ------------------------------------------------------------------------------------


@both_sizes
async def test_she_changes_and_takes_back_what_was_typed_since_and_nothing_else(
    folder: Path, size: tuple[int, int]
) -> None:
    async with given(folder, size, first=("Bolzplatz",)) as room:
        before = room.journal()
        await room.press("ctrl+z")
        assert room.hint == "Hier gibt es nichts zurückzunehmen."
        await room.press("up")
        assert room.hint.startswith("Tippen Sie eine Idee.")
        await room.enter("Bank am See")
        await room.enter("3")
        assert room.event.startswith("✓ Idee 3 jetzt 2 Mal genannt: „Bolzplatz“.")
        for key in ("up", "up", "down"):
            await room.press(key)
            assert room.hint.startswith("Enter: holt Idee 4 in die Zeile"), "there is no other"
        await room.press("enter", "backspace", "backspace", "backspace")
        await room.enter("Fluss")
        assert room.event.startswith("✓ Idee 4 heißt jetzt: „Bank am Fluss“.")
        await room.click("Hochbeete")
        assert room.hint.startswith("Tippen Sie eine Idee.")
        await room.click("Bank am Fluss")
        assert room.hint.startswith("Enter: holt Idee 4")
        await room.press("escape")
        for _key in range(5):
            await room.press("ctrl+z")
        await room.until(lambda: "3 Ideen." in room.state)
        assert "Bolzplatz" in room.text
        taken = [said for said in room.journal()[len(before) :] if said.startswith("Zurückgenom")]
        assert len(taken) == 3


async def test_what_others_do_meanwhile_is_not_told(folder: Path) -> None:
    async with given(folder, LARGE) as room:
        await room.enter("Bank am See")
        writes = room.app.database.writes
        other, phone = (
            Act(actor, "other", place_of(1)) for actor in (Actor.FACILITATOR, Actor.PHONE)
        )
        await writes(other, tasks.add_task, 1, 2, "Plakat kleben", 3)
        await writes(phone, phone_ideas.hand_in, 1, "k" * 24, "Geheim und länger", "Ayşe")
        await room.until(
            lambda: room.screen.as_of == room.app.database.read(journal.last_number)  # both read
        )
        await room.press("up", "up", "up", "pageup", "pagedown")
        stays(room)
        assert room.event.startswith("✓ Idee 3 „Bank am See“.")
        room.app.screen.tell("Ayşe Beispiel ist da.")  # type: ignore[attr-defined]  # a BiqScreen
        await room.settle()
        stays(room)


def test_the_board_she_sees_holds_ideas_and_nothing_beside(folder: Path) -> None:
    from biq_tui.core.opening import open_database

    database = open_database(folder)
    seen = database.read(handed, 1, "here", 0).board
    database.close()
    known = {
        "meeting_id", "gathering_id", "topic", "venue", "starts_at", "ends_at", "sitting",
        "with_names", "ideas", "groups", "next_meeting", "next_idea", "next_task", "as_of",
    }  # fmt: skip
    rest = {field.name: getattr(seen, field.name) for field in fields(Board)}
    held = {name: value for name, value in rest.items() if name not in known and value}
    assert held == {"phones": PhoneIdeas.OFF}
    assert len(seen.ideas) == 2
