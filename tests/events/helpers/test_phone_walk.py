"""From the word on Helfende to who helps: the app, its door, and phones over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor, last_number
from biq_tui.core.write import Act
from biq_tui.events import events, phone_helpers
from biq_tui.events.helpers import shifts
from biq_tui.events.places import place_of
from biq_tui.events.plan import Plan
from biq_tui.events.screens import HELPERS, EventScreen
from biq_tui.meetings.screens import MINUTES
from tests.meetings.test_meeting_screen import meeting
from tests.room import SMALL, Room, folder_of, started

from .test_phone_pages import a_phone, links, words

NARROW = (60, 20)


def party(database: Database) -> None:
    """A street party this evening, with one shift for two."""
    act, start = Act(Actor.PROGRAM, "test", place_of(1)), clock.now()
    ends = start + timedelta(hours=3)
    made = database.write(act, events.add_event, "Straßenfest", (start, ends), "Haus am Park")
    database.write(act, shifts.add_shift, made.result(), "Abbau", start, ends, 2).result()


def inviting(database: Database) -> None:
    """The same, and phones are invited."""
    party(database)
    act = Act(Actor.PROGRAM, "test", place_of(1))
    database.write(act, phone_helpers.invite, 1, True).result()


def with_meeting(database: Database) -> None:
    """The same, and a meeting this evening."""
    party(database)
    meeting(database)


@asynccontextmanager
async def at_helpers(
    folder: Path, size: tuple[int, int] = SMALL, goes_there: bool = True
) -> AsyncIterator[Room]:
    """The event's screen on tab Helfende; it may be open already."""
    async with started(folder, size) as room:
        if goes_there:
            await room.app.open_event(1)
            await room.settle()
        await room.until(lambda: isinstance(room.app.screen, EventScreen))
        await room.press(*["tab"] * HELPERS)
        assert room.tab.startswith("Helf")
        yield room


def url_of(room: Room) -> str:
    """The address for phones; "" if there is none."""
    return room.app.door.sign.url


async def lets_phones_in(room: Room) -> str:
    """She does; the address."""
    await room.enter("handys")
    await room.until(lambda: bool(url_of(room)))
    return url_of(room)


async def signs_up(url: str, name: str) -> str:
    """Somebody scans the code, chooses the first shift, writes and taps; what she is told."""
    async with a_phone() as client:
        page = await client.get(url)
        if "<form" not in page.text:
            page = await client.get(links(page)["Ich helfe mit."])
        return words(await client.post(page.url, data={"shift": "1", "name": name}))


async def followed(room: Room) -> None:
    """What the journal says by now has come to the door."""
    number = room.app.database.read(last_number)
    await room.until(lambda: room.app._keeper._seen >= number)
    await room.settle()


async def is_closed(url: str) -> bool:
    async with a_phone() as client:
        try:
            await client.get(url)
        except httpx.ConnectError:
            return True
    return False


@pytest.mark.parametrize("size", [SMALL, NARROW])
async def test_a_word_lets_phones_in_and_who_comes_is_seen_at_once(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_helpers(folder_of(tmp_path, party), size) as room:
        await room.type("handys")
        assert room.hint.startswith("Enter: Helfen per Handy: offen.   Bis zum Ende vom Tr")
        await room.press("enter")
        await room.sees("✓ Helfen per Handy: offen.", "Groß:  qr")
        assert "Sie haben einen Platz." in await signs_up(url_of(room), "Theo {Probe}")
        await room.sees("Theo {Probe} (Handy)", "✓ Theo {Probe}")
        assert room.journal()[-1] == "Theo {Probe} hilft: Abbau"
        await signs_up(url_of(room), "Ada")
        assert "Warte-Liste" in await signs_up(url_of(room), "Ida")
        await room.sees("wartet: Ida (Handy)")
        await room.enter("qr")
        await room.sees("Scannen Sie das Bild", "Enter: zurück.")
        assert "Theo" not in room.text
        await room.press("enter")
        await room.sees("Theo {Probe} (Handy)")


async def test_what_is_taken_back_closes_the_page_and_opens_it_again(tmp_path: Path) -> None:
    async with at_helpers(folder_of(tmp_path, party)) as room:
        url = await lets_phones_in(room)
        await room.enter("handys weg")
        await room.until(lambda: not url_of(room))
        assert await is_closed(url)
        await room.press("ctrl+z")
        await room.until(lambda: url_of(room) == url)
        await signs_up(url, "Theo")
        await room.sees("Theo (Handy)")


async def test_the_journal_is_followed_when_another_laptop_says_so(tmp_path: Path) -> None:
    async with at_helpers(folder_of(tmp_path, party)) as room:
        url = await lets_phones_in(room)
        act = Act(Actor.FACILITATOR, "another laptop", place_of(1))
        room.app.database.write(act, phone_helpers.invite, 1, False).result()
        await room.until(lambda: not url_of(room))
        assert await is_closed(url)


async def test_at_a_meeting_helpers_and_ideas_share_one_address(tmp_path: Path) -> None:
    async with at_helpers(folder_of(tmp_path, with_meeting)) as room:
        await room.app.open_meeting(1)
        await room.settle()
        await room.enter("handys")
        await room.until(lambda: bool(url_of(room)))
        url = url_of(room)
        await room.press("escape")
        await room.sees("Straßenfest")
        await room.enter("handys")
        assert url_of(room) == url
        async with a_phone() as client:
            ways = links(await client.get(url))
        assert list(ways) == ["Ich habe eine Idee.", "Ich helfe mit."]
        assert "einen Platz" in await signs_up(url, "Theo")
        await room.sees("Theo (Handy)")
        await room.app.open_meeting(1)
        await room.settle()
        await room.enter("handys zu")
        assert "einen Platz" in await signs_up(url, "Ada"), "helpers are still invited"
        await room.press(*["tab"] * MINUTES)
        await room.enter("ende")
        await room.enter("ja")
        await room.until(lambda: not url_of(room))
        assert await is_closed(url), "the evening is over"
        await room.app.open_event(1)
        await room.settle()
        assert not _plan(room).event.helpers_by_phone, "it has ended with the evening"
        assert not url_of(room)


async def test_a_meeting_in_progress_offers_what_another_laptop_invites_to(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, with_meeting), SMALL) as room:
        await room.app.open_meeting(1)
        await room.settle()
        await room.enter("handys")
        await room.until(lambda: bool(url_of(room)))
        act = Act(Actor.FACILITATOR, "another laptop", place_of(1))
        for is_invited in (True, False):
            room.app.database.write(act, phone_helpers.invite, 1, is_invited).result()
            await followed(room)
            async with a_phone() as client:
                page = await client.get(url_of(room))
            assert "Idee" in page.text
            assert ("Ich helfe mit." in page.text) is is_invited


async def test_a_meeting_opens_no_page_only_because_an_event_invites(tmp_path: Path) -> None:
    async with at_helpers(folder_of(tmp_path, with_meeting)) as room:
        await lets_phones_in(room)
        await room.enter("handys weg")
        await room.until(lambda: not url_of(room))
        await room.app.open_meeting(1)
        await room.settle()
        act = Act(Actor.FACILITATOR, "another laptop", place_of(1))
        room.app.database.write(act, phone_helpers.invite, 1, True).result()
        await room.enter("Begrüßung, 5")
        await followed(room)
        assert not url_of(room)


async def test_a_restart_opens_the_page_again_at_the_same_code(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, inviting)
    async with started(folder, SMALL) as room:
        await room.until(lambda: bool(url_of(room)))
        code = url_of(room).rpartition("/")[2]
        await room.app.open_event(1)
        await room.settle()
    async with at_helpers(folder, goes_there=False) as room:
        assert url_of(room).rpartition("/")[2] == code
        await signs_up(url_of(room), "Theo")
        await room.sees("Theo (Handy)")


async def test_hidden_names_stay_hidden_when_phones_come(tmp_path: Path) -> None:
    async with at_helpers(folder_of(tmp_path, party)) as room:
        url = await lets_phones_in(room)
        room.app.names_hidden = True
        await signs_up(url, "Theo Probe")
        await room.until(lambda: len(_plan(room).shifts[0].helpers) == 1)
        await room.settle()
        assert "Theo" not in room.text
        async with httpx.AsyncClient() as projector:
            shown = (await projector.get(room.app.doors._audience.url)).text
        assert "Theo" not in shown


async def test_the_projector_never_shows_who_helps(tmp_path: Path) -> None:
    async with at_helpers(folder_of(tmp_path, party)) as room:
        url = await lets_phones_in(room)
        await signs_up(url, "Theo Probe")
        await room.sees("Theo Probe (Handy)")
        async with httpx.AsyncClient() as projector:
            shown = await projector.get(room.app.doors._audience.url)
        assert shown.status_code == 200
        assert "Theo" not in shown.text


async def test_an_event_that_loses_its_day_closes_its_page(tmp_path: Path) -> None:
    async with at_helpers(folder_of(tmp_path, party)) as room:
        url = await lets_phones_in(room)
        act = Act(Actor.FACILITATOR, "another laptop", place_of(1))
        await room.enter("1 weg ja")
        room.app.database.write(act, events.drop_day, 1).result()
        await room.until(lambda: not url_of(room))
        assert await is_closed(url)


def _plan(room: Room) -> Plan:
    assert isinstance(room.app.screen, EventScreen)
    return room.app.screen.plan
