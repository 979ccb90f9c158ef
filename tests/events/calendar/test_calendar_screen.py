"""The calendar, with real keys and the mouse: days, entries, months, and its line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from biq_tui.events.calendar.screen import CalendarScreen
from biq_tui.ui.help import HelpScreen
from tests.room import LARGE, SMALL, Room, folder_of, started

from .summer import add, at, summer

NARROW = (60, 20)
every_size = pytest.mark.parametrize(
    "size", [SMALL, LARGE, NARROW], ids=["80x24", "100x30", "60x20"]
)


@asynccontextmanager
async def in_june(tmp_path: Path, size: tuple[int, int] = SMALL) -> AsyncIterator[Room]:
    """The calendar on Saturday, 12 June."""
    async with started(folder_of(tmp_path, summer), size) as room:
        await room.app.push_screen(CalendarScreen(date(2027, 6, 12)))
        await room.sees("▸12", "SAMSTAG, 12. JUNI")
        yield room


async def test_a_month_shows_what_is_on_and_what_the_chosen_day_holds(tmp_path: Path) -> None:
    async with in_june(tmp_path, LARGE) as room:
        assert room.where == "BIQ · Veranstaltungen · Juni 2027"
        assert room.state == (
            "4 Veranstaltungen, 2 Kurstage, 1 Treffen. 1 Raum ist doppelt belegt. Keine Feiertage."
        )
        assert room.tab == "Monat"
        for text in ("▸12 ──", "4 Infoabend", "2 Werkstatt !", "3 Flohmarkt ?", "6 Regenfest x"):
            assert text in room.text
        assert "Treffen · Weg" in room.text
        assert room.row("14–16") == "14–16 2 Werkstatt Steht fest · Haus am Park"
        assert "! Gleicher Raum wie Straßenfest, 15–16 Uhr" in room.body
        await room.press("enter", "down")
        assert "Es fehlt noch: Raum (Heimstiftung)" in room.body, "the chosen one is told at length"
        await room.press("ctrl+b")
        assert "Straßenfest" in room.text, "an event is no person"
        room.app.speak("en")
        await room.sees("BIQ · Events · June 2027", "SATURDAY, 12 JUNE", "4 events, 2 course dates")


async def test_a_narrow_screen_keeps_days_marks_and_what_is_on(tmp_path: Path) -> None:
    async with in_june(tmp_path, NARROW) as room:
        assert "▸12 ─ 2!" in room.text
        assert " 19 ─ 1?" in room.text
        assert room.row("1 Straßenfest").startswith("15–18 1 Straßenfest")
        await room.click(" 19 ─")
        assert room.row("Flohmarkt").startswith("10–16 3 Flohmarkt Wunsch")


async def test_arrows_choose_a_day_and_enter_goes_in_and_opens(tmp_path: Path) -> None:
    async with in_june(tmp_path) as room:
        assert "▸12 ─── … 1" in room.text, "one line a day; the rest is counted"
        assert room.hint == "Enter: 2 Einträge an diesem Tag. Dann wählt ↑↓."
        await room.press("enter")
        assert room.hint == "Enter: öffnet „Werkstatt“."
        await room.press("down")
        assert room.hint == "Enter: öffnet „Straßenfest“."
        await room.press("escape")
        assert room.hint.startswith("Enter: 2 Einträge"), "Esc leads out of the day again"
        await room.press("down")
        assert "▸19 ─" in room.text
        assert room.hint == "Enter: öffnet „Flohmarkt“.", "alone on its day, it needs no choice"
        await room.press("left")
        assert room.hint.startswith("An diesem Tag ist nichts. Etwas Neues:  Infoabend 18.6.")
        await room.type("strassen", "left", "left", "x")
        assert room.line == "strassxen", "with a text, arrows edit it"
        assert "▸18 ─" in room.text
        await room.press("escape", "right", "enter")
        await room.sees("BIQ · Flohmarkt")
        await room.press("escape")
        await room.sees("BIQ · Veranstaltungen · Juni 2027", "▸19 ─")
        await room.press("escape")
        await room.sees("[Heute]")


async def test_months_and_days_are_shown_and_what_there_is_not_is_said(tmp_path: Path) -> None:
    async with in_june(tmp_path) as room:
        await room.press(*["pagedown"] * 7)
        await room.sees("BIQ · Veranstaltungen · Januar 2028", "▸12 ──")
        await room.press("pageup")
        await room.sees("BIQ · Veranstaltungen · Dezember 2027", "Weihnachtsferien")
        await room.enter("heute")
        await room.sees("BIQ · Veranstaltungen · März 2027", "▸5 heute")
        await room.enter("juli 2041")
        await room.sees("BIQ · Veranstaltungen · Juli 2041", "Ferien unbekannt.")
        await room.press("question_mark")
        assert isinstance(room.screen, HelpScreen)
        await room.type("14.7", "down", "enter")
        assert room.hint == "Enter: zeigt Mi 14.7.2027."
        await room.press("enter")
        await room.sees("BIQ · Veranstaltungen · Juli 2027", "▸14 ──")
        await room.enter("31.2.")
        assert room.hint.startswith("Den 31. Februar gibt es nicht.")
        assert room.line == "31.2."


async def test_numbers_and_words_find_in_any_month_and_a_slip_makes_nothing(
    tmp_path: Path,
) -> None:
    async with in_june(tmp_path, LARGE) as room:
        await room.type("park")
        await room.reads("Enter: öffnet „Werkstatt“.")
        assert "▸2 Werkstatt !" in room.text
        assert "›1 Straßenfe !" in room.text
        await room.press("down")
        assert room.hint == "Enter: öffnet „Straßenfest“."
        await room.press("escape", "pagedown")
        await room.type("99")
        await room.reads("Es gibt keine Veranstaltung 99.")
        await room.press("escape")
        await room.type("infoabnd")
        await room.reads("Nichts heißt so.")
        assert "+infoabnd" in room.hint
        before = room.journal()
        await room.press("enter")
        assert room.journal() == before
        assert room.line == "infoabnd"
        await room.press("escape")
        await room.type("3")
        await room.reads("Enter: öffnet „Flohmarkt“.")
        await room.press("enter")
        await room.sees("BIQ · Flohmarkt")


async def test_one_line_makes_an_event_shows_it_and_ctrl_z_takes_it_back(tmp_path: Path) -> None:
    async with in_june(tmp_path) as room:
        add(room.app.database, "Kanufahrt", at(22, 10, 12), "Kanal")
        await room.sees("7 Kanufa ?", "▸12 ─")
        await room.type("Grillfest 14.7. 17-20, heim Hof")
        await room.reads("Enter: Neu: Grillfest, Mi 14.7.2027")
        assert "Heimstiftung: Hof (gefragt)" in room.hint
        await room.press("enter")
        await room.sees("BIQ · Veranstaltungen · Juli 2027", "8 Grillf ?")
        assert room.row("17–20").startswith("17–20 8 Grillfest Wunsch")
        assert room.event.startswith("✓ Neu: Grillfest, Mi 14.7.2027")
        await room.press("ctrl+z")
        assert "Grillf" not in "\n".join(room.rows[4:-5])
        assert room.event.startswith("Zurückgenommen: Neu: Grillfest")


async def test_meetings_open_and_the_evening_of_a_course_not_by_mistake(tmp_path: Path) -> None:
    async with in_june(tmp_path) as room:
        await room.enter("16.6.")
        await room.reads("Enter: öffnet „Treffen · Wege“.")
        await room.press("enter")
        await room.sees("[Ablauf]")
        await room.press("escape")
        await room.sees("▸16 ─")
        await room.enter("5.6.")
        await room.reads("Das ist erst am Sa 5.6.  Trotzdem öffnen? Schreiben Sie: ja")
        before = room.journal()
        await room.press("enter")
        assert room.journal() == before
        await room.enter("ja")
        await room.until(lambda: room.label == "Name")


async def test_the_mouse_marks_days_and_entries(tmp_path: Path) -> None:
    async with in_june(tmp_path) as room:
        await room.click(" 19 ─")
        assert "▸19 ─" in room.text
        await room.click("4 Info")
        assert room.hint == "Enter: öffnet „Infoabend“."
        assert "▸9 ──" in room.text
        await room.click(" 12 ─")
        await room.click("1 Straßen")
        assert room.hint == "Enter: öffnet „Straßenfest“."
        await room.click("[Monat]   Woche"[8:])
        await room.sees("[Woche]")
        await room.click("2 We")
        await room.click("Enter: öffnet")
        await room.sees("BIQ · Werkstatt")


@every_size
async def test_week_list_and_board_show_the_same_day_and_what_is_on(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with in_june(tmp_path, size) as room:
        await room.press("tab")
        assert room.tab == "Woche"
        assert "Mo 7.6." in room.rows[4]
        assert "▸Sa 12.6" in room.rows[4]
        await room.press("down", "down")
        assert room.hint == "Enter: öffnet „Straßenfest“."
        await room.press("right", "right")
        assert "▸Mo 14.6" in room.rows[4]
        await room.press("pageup")
        assert "▸Mo 7.6." in room.rows[4]

        await room.enter("liste")
        await room.sees("[Liste]")
        assert room.row("4 Infoabend").startswith("Mi 9.6. 19–21 4 Infoabend Steht fest")
        assert next(row for row in room.body if "Block" in row).startswith("Fr 4.6. 17–20:15")
        await room.press("up")
        assert room.hint == "Enter: öffnet „Regenfest“."
        await room.press("pagedown")
        await room.sees("Block 5")
        await room.press("down")
        assert room.hint.startswith("Das ist erst am Fr 2.7.")

        await room.enter("stand")
        await room.sees("WÜNSCHE (2)", "ABGESAGT (1)")
        assert room.state == "2 Wünsche, 1 geplant, 2 stehen fest."
        await room.press("down")
        assert room.hint == "Enter: öffnet „Flohmarkt“."
        await room.press("right")
        assert room.hint == "Enter: öffnet „Straßenfest“."
        assert "Es fehlt noch: Raum (Heimstiftung" in room.text
        await room.press("right", "down")
        assert room.hint == "Enter: öffnet „Werkstatt“."
        await room.press("right", "enter")
        await room.sees("BIQ · Regenfest")
        assert room.label != "Name", "nobody arrives at what was called off"
