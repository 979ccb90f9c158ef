"""What Heute says of events: what is missing, what is late, and what was called off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.events.checklist import tasks
from biq_tui.events.checklist.due import Due
from biq_tui.events.models import EventState, PledgeRole
from biq_tui.events.partners import pledges
from biq_tui.events.places import place_of
from biq_tui.overview import Late, glance, overview
from tests.room import LARGE, bremen, folder_of, started

from .summer import add, at, do


def spring(database: Database) -> None:
    """Something late at one event; one today, two that were called off, one that nobody ended."""
    add(database, "Straßenfest", at(12, 15, 18, month=3), "Haus am Park", EventState.PLANNED)  # 1
    add(database, "Sprechstunde", at(5, 18, 20, month=3), "Laden", EventState.FIXED)  # 2
    add(database, "Regenfest", at(13, 15, 18, month=3), "Wiese", EventState.CANCELLED)  # 3
    add(database, "Eislauf", at(9, 15, 18, month=1), "Eishalle", EventState.FIXED)  # 4
    add(database, "Nebelfest", at(10, 15, 18, month=1), "Wiese", EventState.CANCELLED)  # 5
    place = place_of(1)
    late = Due(offset_days=-11)
    do(database, tasks.add_task, 1, "Geld beim Beirat holen", None, None, late, place=place)
    asked = (1, "Bremer Heimstiftung", PledgeRole.ROOM, "", date(2027, 3, 2))
    do(database, pledges.ask, *asked, place=place)


async def test_heute_says_what_events_lack_and_what_is_late(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, spring), LARGE) as room:
        assert room.row("Sprechstunde").startswith("▸ 18:00 Sprechstunde")
        said = "Fr 12.3. 15:00 Straßenfest · fehlt noch: Raum (Heimstiftung, keine Antwort)"
        assert room.row("fehlt noch") == said
        assert "Regenfest" not in room.text, "it was called off"
        assert "Nebelfest" not in room.text
        assert "Auswerten: Eislauf" in room.row("Eislauf")
        assert room.row("Beirat") == "Straßenfest: Geld beim Beirat holen (1.3.): zu spät."
        assert room.row("geantwortet") == (
            "Straßenfest: Bremer Heimstiftung hat noch nicht geantwortet (bis 2.3.)."
        )
        await room.press("ctrl+b")
        assert "Beirat" not in room.text, "a task may say a name"
        await room.press("ctrl+b")
        await room.click("Straßenfest: Geld")
        assert room.hint == "Enter: öffnet „Straßenfest“."
        await room.press("enter")
        await room.sees("BIQ · Straßenfest")


async def test_an_event_is_found_by_words_and_by_its_day_also_one_that_was_called_off(
    tmp_path: Path,
) -> None:
    async with started(folder_of(tmp_path, spring), LARGE) as room:
        await room.type("veranstaltung")
        await room.sees("Nebelfest")
        assert len(room.body) == 5, "each once"
        await room.press("escape")
        await room.type("regen")
        await room.reads("Enter: öffnet „Regenfest“.")
        await room.press("enter")
        await room.sees("BIQ · Regenfest")
        assert not any("kommen an" in said for said in room.journal())
        await room.press("escape")
        await room.sees("[Heute]")
        await room.type("12.3.2027")
        await room.reads("Enter: öffnet „Straßenfest“.")
        await room.press("escape")
        await room.type("vera")
        await room.reads("Nichts heißt so.")
        await room.press("escape")
        await room.enter("veranstaltung Infoabend 23.6. 19-21")
        await room.sees("Mi 23.6. 19:00   Infoabend")


@pytest.fixture
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


@pytest.mark.usefixtures("_in_bremen")
def test_the_bare_file_and_both_engines_say_the_same_of_events(database: Database) -> None:
    spring(database)
    seen = database.read(overview)
    assert [(date.title, date.event_id) for date in seen.dates] == [
        ("Sprechstunde", 2), ("Straßenfest", 1),
    ]  # fmt: skip
    assert [past.title for past in seen.past_events] == ["Eislauf"], "to look back on"
    when = database.read(overview).dates[1].starts_at
    assert clock.local(when).hour == 15
    its = (1, seen.dates[1].gathering_id, "Straßenfest")
    assert seen.late_at_events == (
        Late(*its, "Geld beim Beirat holen", date(2027, 3, 1)),
        Late(*its, "", date(2027, 3, 2), True, "Bremer Heimstiftung"),
    )
    if database.url.get_backend_name() == "sqlite":
        assert glance(Path(database.url.database or "")) == seen
