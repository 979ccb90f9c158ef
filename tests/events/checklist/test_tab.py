"""Aufgaben on the screen of an event, with real keys: walk-through 7c, its questions and tasks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.events import events
from biq_tui.events.checklist import tasks
from biq_tui.events.checklist.due import Due
from biq_tui.events.models import Template
from tests.room import LARGE, SMALL, Room, course, folder_of, started

from ..event_at import START

NARROW = (60, 20)
TASKS = 2
"""The place of the tab."""


def party(database: Database) -> None:
    """A street party on Saturday, 12 June; now it is Friday, 5 March. Six people are known."""
    course(database)
    act = Act(Actor.PROGRAM, "test", "")
    when = (START, START + timedelta(hours=3))
    database.write(
        act, events.add_event, "Straßenfest", when, "Haus am Park", Template.STREET_PARTY
    ).result()


def late(database: Database) -> None:
    """Two tasks of our own: one is late, one waits for it behind a gate."""
    course(database)
    act = Act(Actor.PROGRAM, "test", "")
    when = (START, START + timedelta(hours=3))
    event_id = database.write(act, events.add_event, "Infoabend", when, "").result()
    for what, offset in (("Geld holen", -105), ("Bestellen", -30)):
        database.write(act, tasks.add_task, event_id, what, None, None, Due(offset)).result()
    database.write(act, tasks.wait, 2, 1, True).result()


@asynccontextmanager
async def at_tasks(
    tmp_path: Path, size: tuple[int, int] = SMALL, fill: object = party
) -> AsyncIterator[Room]:
    """The event's tab Aufgaben."""
    async with started(folder_of(tmp_path, fill), size) as room:  # type: ignore[arg-type]
        await room.app.open_event(1)
        await room.settle()
        await room.press(*["tab"] * TASKS)
        assert room.tab == "Aufgaben"
        room.keys = 0
        yield room


async def test_the_walk_through_of_the_questions_and_tasks(tmp_path: Path) -> None:
    """7c, minutes 5-15 and 35-55, with the keys counted. The date has been typed."""
    async with at_tasks(tmp_path) as room:
        assert room.state == "26 Aufgaben sind offen. 4 Fragen sind noch offen."
        assert room.body == [
            "? Ist es auf öffentlichem Grund? ja oder nein",
            "? Wird öffentlich geworben? ja oder nein",
            "? Gibt es Alkohol? ja oder nein",
            "? Gibt es Musik? ja oder nein",
            "1 Ziel aufschreiben: Was soll gelingen? Sa 20.3. · niemand",
            "2 Ausweich-Termin festlegen Sa 20.3. · niemand",
            "3 Partner fragen: Wer macht mit? Sa 20.3. · niemand",
            "26 Aufgaben in allem zeigen: alle",
        ]
        # All four questions at once: five keys.
        await room.type("jnjj")
        assert room.hint.startswith("Enter: 12 Aufgaben kommen dazu. Öffentlich ja, Werbung nein")
        assert room.event.startswith("Erlaubnis beim Ordnungsamt beantragen (Sa 17.4.2027) · ")
        await room.press("enter")
        assert room.keys == 5
        assert room.state == "38 Aufgaben sind offen."
        await room.press("ctrl+z")
        assert room.state == "26 Aufgaben sind offen. 4 Fragen sind noch offen."
        # One after the other: two keys each.
        room.keys = 0
        for letter in "jnjn":
            await room.enter(letter)
        assert room.keys == 8
        assert room.state == "35 Aufgaben sind offen."
        # Who does it: number, name, Enter. What nobody does stays on top.
        await room.enter("alle")
        room.keys = 0
        await room.enter("1 ayse")
        await room.enter("4 heim")
        assert room.keys == 14
        assert room.event.startswith("✓ Bremer Heimstiftung macht Aufgabe 4")
        assert all("niemand" in row for row in room.body)
        await room.press("down", "enter")
        assert room.line == "2"
        await room.enter("jonas")
        await room.enter("alle")
        assert room.row("Ziel aufschreiben").endswith("Sa 20.3. · Ayşe Beispiel")
        assert room.row("Ausweich-Termin").endswith("Sa 20.3. · Jonas Müller")
        await room.press("ctrl+b")
        assert room.row("Ziel aufschreiben").endswith("gelingen? Sa 20.3.")


async def test_what_is_known_of_a_marked_task_stands_in_the_last_row(tmp_path: Path) -> None:
    async with at_tasks(tmp_path, LARGE) as room:
        await room.click("Gibt es Alkohol?")
        await room.press("enter")
        assert room.line == "alkohol"
        await room.enter("nein")
        await room.enter("öffentlich ja")
        await room.enter("alle")
        row = next(row for row in room.body if "Erlaubnis beim Ordnungsamt" in row)
        await room.press(*["down"] * (room.body.index(row) + 1))
        assert room.hint.startswith(
            "Enter: holt Aufgabe 30 in die Zeile.   Ordnungsamt · nach 27, 28 · spätestens bis Sa"
        )
        assert room.event.startswith("Schriftlich, spätestens 3 Wochen vorher (§ 18 Landesstr")


async def test_a_marked_task_lets_go_before_a_step_is_taken_back(tmp_path: Path) -> None:
    async with at_tasks(tmp_path) as room:
        await room.enter("ja ja nein ja")
        await room.enter("alle")
        row = next(row for row in room.body if "Erlaubnis beim Ordnungsamt" in row)
        await room.press(*["down"] * (room.body.index(row) + 1))
        assert room.event.startswith("Schriftlich, spätestens 3 Wochen vorher")
        await room.press("ctrl+z")
        assert room.state == "37 Aufgaben sind offen."
        assert room.event.endswith("Falsch? Strg+Z nimmt es zurück.")
        await room.press("ctrl+z")
        assert room.state.startswith("26 Aufgaben sind offen.")


async def test_a_hint_too_long_for_its_row_goes_on_in_the_next(tmp_path: Path) -> None:
    async with at_tasks(tmp_path, NARROW, late) as room:
        await room.type("2 erledigt")
        assert room.hint.endswith("erledigt sein.   Trotzdem…")
        assert room.event == "… Trotzdem: 2 erledigt weil …"
        await room.press("enter", "escape")
        assert "Trotzdem" not in room.event


async def test_late_tasks_and_gates_are_said_on_a_narrow_screen_too(tmp_path: Path) -> None:
    async with at_tasks(tmp_path, NARROW, late) as room:
        assert room.row("Alkohol").endswith("ja oder nein")
        assert room.row("Geld holen") == "1 Geld holen ! Sa 27.2. · niemand"
        await room.enter("2 erledigt")
        assert room.line == "2 erledigt"
        assert room.hint.startswith("Erst muss Aufgabe 1 „Geld holen“ erledigt sein.")
        await room.press("escape")
        await room.enter("1 erledigt")
        await room.enter("2 erledigt")
        assert room.state.startswith("0 Aufgaben sind offen.")
        await room.enter("alle")
        assert room.row("Bestellen") == "2 Bestellen ✓ erledigt"
