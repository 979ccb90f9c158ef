"""The house's tab Veranstaltungen: what comes, what is missing, wishes, and what was."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from biq_tui.core.database import Database
from biq_tui.events.models import EventState
from biq_tui.meetings import agenda, ideas, wishes
from tests.room import LARGE, SMALL, Fill, Room, folder_of, started

from .summer import add, at, do, summer

NARROW = (60, 20)


@asynccontextmanager
async def at_events(
    tmp_path: Path, size: tuple[int, int] = SMALL, fill: Fill = summer
) -> AsyncIterator[Room]:
    """The tab Veranstaltungen, as Tab leads to it."""
    async with started(folder_of(tmp_path, fill), size) as room:
        await room.press("tab", "tab", "tab")
        await room.sees("[Veranstaltungen]")
        yield room


def wished(database: Database) -> None:
    """A meeting wanted an event of two ideas; nothing else is there but what was in winter."""
    starts, ends = at(24, 18, 20, month=2)
    do(database, agenda.make_meeting, "Feste", starts, ends)
    do(database, ideas.collect_many, 1, [("Fest am Kanal", 3, None), ("Grillen", 1, None)])
    do(database, wishes.wish, 1, [1, 2], "Sommerfest am Kanal")
    add(database, "Eislauf", at(9, 15, 18, month=1), "Eishalle", EventState.FIXED)


async def test_what_comes_stands_there_with_its_state_and_what_is_missing(tmp_path: Path) -> None:
    async with at_events(tmp_path, LARGE) as room:
        assert room.where == "BIQ · Veranstaltungen"
        assert room.state == "4 Veranstaltungen kommen. Bei 1 fehlt noch etwas. 1 Wunsch."
        assert room.body == [
            "Kalender Monat, Woche, Liste, Stand",
            "ALS NÄCHSTES",
            "▸ Mi 9.6. 19:00 4 Infoabend Steht fest · Ortsamt",
            "Sa 12.6. 14:00 2 Werkstatt Steht fest · Haus am Park",
            "Sa 12.6. 15:00 1 Straßenfest Geplant · Haus am Park",
            "Es fehlt noch: Raum (Heimstiftung)",
            "Sa 19.6. 10:00 3 Flohmarkt Wunsch · Hof",
            "Sa 26.6. 15:00 6 Regenfest Abgesagt · Wiese",
            "OHNE TAG",
            "5 Filmabend Wunsch",
        ]
        assert room.hint == "Enter: öffnet „Infoabend“."


async def test_what_is_more_than_a_year_away_says_its_year(tmp_path: Path) -> None:
    def later(database: Database) -> None:
        add(database, "Straßenfest", at(12, 15, 18))
        add(database, "Straßenfest", at(12, 15, 18, year=2028))

    async with at_events(tmp_path, fill=later) as room:
        assert [row for row in room.body if "Straßenfest" in row] == [
            "▸ Sa 12.6. 15:00 1 Straßenfest Wunsch",
            "12.6.2028 2 Straßenfest Wunsch",
        ]


async def test_enter_opens_what_comes_next_and_the_first_row_the_calendar(tmp_path: Path) -> None:
    async with at_events(tmp_path, NARROW) as room:
        row = room.row("Straßenfest")
        assert row.startswith("Sa 12.6. 15:00 1 Straßenfest Es fehlt noch: Ra")
        assert room.rows[2].split()[-2:] == ["[Veranstaltungen]", "Menschen"]
        await room.press("enter")
        await room.sees("BIQ · Infoabend")
        await room.press("escape")
        await room.sees("[Veranstaltungen]")
        await room.press("up")
        assert room.hint == "Enter: zeigt den Kalender."
        await room.press("enter")
        await room.sees("[Monat]")


async def test_numbers_words_and_days_find_and_enter_opens(tmp_path: Path) -> None:
    async with at_events(tmp_path) as room:
        await room.type("3")
        assert room.hint == "Enter: öffnet „Flohmarkt“."
        await room.press("escape")
        await room.type("haus park")
        assert len(room.body) == 2
        await room.press("down")
        assert room.hint == "Enter: öffnet „Straßenfest“."
        await room.press("escape")
        await room.type("19.6.")
        assert room.hint == "Enter: öffnet „Flohmarkt“."
        await room.press("escape")
        await room.type("20.6.")
        assert room.hint == "Enter: zeigt So 20.6.2027."
        await room.press("enter")
        await room.sees("[Monat]", "▸20 ──")


async def test_one_line_makes_an_event_with_a_day_or_a_wish_without_one(tmp_path: Path) -> None:
    async with at_events(tmp_path, LARGE) as room:
        await room.type("Grillfest")
        await room.reads("Nichts heißt so. Ein Wunsch:  +Grillfest")
        assert "4 Infoabend" in room.text, "what is not found takes nothing off the screen"
        await room.press("escape")
        await room.enter("Grillfest 14.7. 17-20, heim Hof")
        await room.sees("7 Grillfest")
        assert room.event.startswith("✓ Neu: Grillfest, Mi 14.7.2027")
        await room.enter("+Lesenacht")
        await room.sees("8 Lesenacht")
        await room.press("ctrl+z")
        assert "Lesenacht" not in "\n".join(room.rows[4:-5])
        await room.enter("31.2. 18-20 Fest")
        assert "31. Februar" in room.hint


async def test_a_wish_of_a_meeting_becomes_an_event_and_ctrl_z_takes_it_back(
    tmp_path: Path,
) -> None:
    async with at_events(tmp_path, fill=wished) as room:
        assert room.row("Sommerfest") == "Wunsch Sommerfest am Kanal Treffen am 24.2.2027"
        assert room.row("Eislauf") == "9.1.2027 1 Eislauf Steht fest · Eishalle"
        await room.type("sommer")
        assert room.hint == "Enter: macht daraus eine Veranstaltung: Sommerfest am Kanal"
        await room.press("enter")
        await room.sees("[Überblick]", "BIQ · Sommerfest am Kanal")
        await room.press("escape")
        await room.sees("2 Sommerfest am Kanal")
        assert "Treffen am 24.2.2027" not in room.text
        await room.press("ctrl+z")
        await room.sees("Treffen am 24.2.2027")


async def test_the_title_of_an_event_is_never_markup(tmp_path: Path) -> None:
    def odd(database: Database) -> None:
        add(database, "[b]{Fest}[/b] 日本の祭り", at(12, 15, 18))
        starts, ends = at(12, 15, 18)
        add(database, "مهرجان", (starts + timedelta(days=1), ends + timedelta(days=1)))

    async with at_events(tmp_path, fill=odd) as room:
        assert "1 [b]{Fest}[/b] 日本" in room.row("[b]")
        await room.enter("kalender")
        await room.sees("[Monat]")
        await room.enter("12.6.")
        await room.sees("1 [b]{")
