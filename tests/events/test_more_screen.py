"""The tab Mehr: what is booked twice, access and needs, in three sizes and by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act, Write
from biq_tui.events import access, events
from biq_tui.events.models import Answer, Event, EventState, Feature
from biq_tui.events.places import place_of
from biq_tui.events.screens import MORE
from biq_tui.people.models import Person
from tests.room import LARGE, SMALL, Room, folder_of, started

NARROW = (60, 20)
SCROLLBAR = " ▁▂▃▄▅▆▇█"


def june(day: int, first: int, last: int) -> Any:
    """From one hour to another in Bremen."""
    return tuple(clock.moment_of(date(2027, 6, day), time(hour)) for hour in (first, last))


def party(database: Database) -> None:
    """A street party with a workshop in the same house, and a film a week later."""
    act = Act(Actor.PROGRAM, "test", place_of(1))
    for title, when, venue in (
        ("Straßenfest", june(12, 15, 18), "Haus am Park"),
        ("Werkstatt", june(12, 14, 16), "Haus am Park, Raum 2"),
        ("Film", june(19, 15, 17), "Haus am Park"),
    ):
        database.write(act, events.add_event, title, when, venue).result()
    database.write(act, _plan).result()
    looked = (
        access.Found(Feature.STEP_FREE, Answer.NO),
        access.Found(Feature.DOOR, Answer.YES, "95 cm"),
    )
    database.write(
        act, access.note_access, "Haus am Park", looked, date(2024, 3, 1), "Jan"
    ).result()
    database.write(act, access.set_need, 1, "Rollstuhl", 2).result()


def _plan(write: Write) -> None:
    kim = write.insert(Person(name="Kim Beispiel"))
    assert kim is not None
    write.change(Event, state=EventState.PLANNED, person_id=kim.id)
    write.change(Event, col(Event.id) == 1, setup_minutes=60, teardown_minutes=30)
    write.tell("test.planned", undoable=False)


@asynccontextmanager
async def at_more(tmp_path: Path, size: tuple[int, int] = SMALL) -> AsyncIterator[Room]:
    """The event's screen on tab Mehr."""
    async with started(folder_of(tmp_path, party), size) as room:
        await room.app.open_event(1)
        await room.settle()
        await room.press(*["tab"] * MORE)
        assert room.tab == "Mehr"
        yield room


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW], ids=["80x24", "100x30", "60x20"])
async def test_a_heading_and_its_lines_in_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_more(tmp_path, size) as room:
        assert room.label == "Mehr"
        assert room.body[0].startswith("DOPPELT BELEGT A ! Werkstatt, 14–16 Uhr, im gleichen")
        assert all(len(row) == size[0] for row in room.rows)
        assert "Dort gibt es: rampe ja" in " ".join(room.hint.split())
        seen = room.body
        await room.press("pagedown")
        seen += room.body
        await room.press("pagedown")
        text = " ".join(row.strip(SCROLLBAR) for row in [*seen, *room.body])
        for said in (
            "B ! Kim Beispiel leitet auch Werkstatt, 14–16 Uhr",
            "C ! 2 Menschen brauchen: Rollstuhl.",
            "ZUGANG Haus am Park: Rampe nein · Tür ja (95 cm)",
            "! Geprüft am Fr 1.3.2024 (Jan). Das ist lange her",
            "GEBRAUCHT 2 × Rollstuhl",
            "AUF- UND ABBAU 60 Minuten vorher, 30 Minuten danach:",
            "EINLADUNG Es gibt Stufen und keine Rampe.",
        ):
            assert said in text
        await room.press("pageup", "pageup")
        assert room.body[0].startswith("DOPPELT BELEGT A !")


async def test_what_is_booked_twice_may_stay_so_with_a_reason(tmp_path: Path) -> None:
    async with at_more(tmp_path) as room:
        await room.press("down")
        assert room.hint == "Enter: nimmt es in die Zeile.   A passt, weil …"
        await room.press("enter")
        assert room.line == "A passt, weil"
        assert room.hint.startswith("Bitte schreiben Sie, warum:")
        await room.enter("der Hof groß genug ist")
        assert room.journal()[-1] == "Das passt so: der Hof groß genug ist"
        assert "A ✓ Werkstatt" in room.body[0]
        assert "Passt so: der Hof groß genug ist" in " ".join(room.body)
        await room.enter("b egal")  # no reason: nothing happens, and the text stays
        assert room.line == "b egal"
        await room.press("escape")
        await room.enter("a passt nicht")
        assert "A ! Werkstatt" in room.body[0]
        await room.press("ctrl+z")
        assert "A ✓ Werkstatt" in room.body[0]
        await room.type("z egal weil so")
        assert room.hint == "Ein Z gibt es hier nicht."


async def test_access_and_needs_are_typed_and_taken_back(tmp_path: Path) -> None:
    async with at_more(tmp_path, LARGE) as room:
        await room.enter("rampe ja, wc ja")
        assert room.journal()[-1] == "Haus am Park: Rampe ja, WC ja"
        assert "Rollstuhl. Haus am Park" not in room.text  # nothing is missing for them now
        await room.press("ctrl+z")
        assert "Rollstuhl. Haus am Park: Rampe nein, WC klären" in room.text
        await room.type("braucht 1 kim")
        assert room.hint.startswith("Bitte keinen Namen.")
        await room.press("escape")
        await room.enter("geteilt ja")
        assert "im gleichen Haus" not in room.text
        await room.type("plakat drucken")
        assert room.hint == "Das geht hier nicht. ? zeigt, was hier geht."


async def test_what_is_said_of_the_event_itself_can_be_typed_here_too(tmp_path: Path) -> None:
    async with at_more(tmp_path) as room:
        await room.enter("aufbau 90")
        assert "90 Minuten vorher" in room.row("AUF- UND ABBAU")
        await room.type("19.6. 15-18")
        await room.reads("doppelt belegt: Film, 15–17 Uhr, im")
        await room.press("escape")
        await room.enter("was war")
        assert room.where == "BIQ · Was war"
        await room.press("escape")
        assert room.tab == "Mehr"


async def test_a_helper_s_other_event_is_told_before_enter(tmp_path: Path) -> None:
    async with at_more(tmp_path) as room:
        await room.press("shift+tab", "shift+tab")
        assert room.tab == "Helfende"
        await room.enter("Abbau 14-16, 2")
        await room.type("1 kim")
        await room.reads("doppelt belegt: Kim Beispiel leitet auch")


async def test_hidden_names_are_hidden_here_too(tmp_path: Path) -> None:
    async with at_more(tmp_path) as room:
        assert "(Jan)" in room.text
        await room.press("ctrl+b")
        assert "Kim" not in room.text
        assert "Jan" not in room.text  # who has looked at the place
        assert "Jemand leitet auch Werkstatt" in room.text
