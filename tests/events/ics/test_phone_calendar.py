"""A date comes into a phone's own calendar, over real HTTP: no name, no write by a look."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from biq_tui.attendance.models import Gathering
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core import clock, journal
from biq_tui.events import events, phone_helpers, standing
from biq_tui.events.helpers import shifts
from biq_tui.events.models import EventState
from biq_tui.events.phone_calendar import dates_at
from biq_tui.events.phone_pages import helping_at
from tests.attendance.rooms import STATION
from tests.events.event_at import START, Fest
from tests.events.helpers.test_phone_pages import a_phone, links, words
from tests.room import NOW

BUTTON = "In meinen Kalender"


class Room:
    """An event whose page for phones is open."""

    def __init__(self, fest: Fest) -> None:
        self.fest = fest
        self.door = PhoneDoor("127.0.0.1", 0, lambda: None)
        ends = START + timedelta(hours=2)
        self.shift: int = fest.do(shifts.add_shift, fest.event_id, "Abbau", START, ends, 1)

    async def let_in(self, invited: bool = True, listed: bool = False) -> None:
        """As the app does it."""
        self.fest.do(phone_helpers.invite, self.fest.event_id, invited)
        database = self.fest.database
        with database.reading() as session:
            gathering = session.get_one(Gathering, self.fest.plan.event.gathering_id or 0)
        helping = await helping_at(database, STATION, lambda: self.door.facts)
        offers = [helping, dates_at(database, STATION, helping.is_open)]
        at = gathering.id or 0, gathering.code, gathering.title, self._report
        await self.door.open(*at, listed=listed, offers=offers)

    async def _report(self, key: str, name: str) -> None:
        raise NotImplementedError

    async def signs_up(self, phone: httpx.AsyncClient, name: str) -> httpx.Response:
        """What she is told."""
        page = await phone.get(self.door.sign.url)
        return await phone.post(page.url, data={"shift": f"{self.shift}", "name": name})

    @property
    def written(self) -> int:
        return self.fest.database.read(journal.last_number)


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    """It is spring: the event is to come."""
    with clock.standing_at(NOW):
        yield


@pytest.fixture
async def room(fest: Fest) -> AsyncIterator[Room]:
    made = Room(fest)
    await made.let_in()
    yield made
    await made.door.close()


@pytest.fixture
async def phone() -> AsyncIterator[httpx.AsyncClient]:
    async with a_phone() as client:
        yield client


def date_in(answer: httpx.Response) -> tuple[str, int, str]:
    """UID, SEQUENCE and title of the one date of a file."""
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="BIQ.ics"'
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    (found,) = Calendar.from_ical(answer.content).walk("VEVENT")
    return str(found["uid"]), int(str(found["sequence"])), str(found["summary"])


async def to_calendar(phone: httpx.AsyncClient, page: httpx.Response) -> httpx.Response:
    """She taps "In meinen Kalender"."""
    return await phone.get(links(page)[BUTTON])


async def test_whoever_comes_takes_the_date_along_and_an_old_one_is_replaced(
    room: Room, phone: httpx.AsyncClient
) -> None:
    page = await to_calendar(phone, await phone.get(room.door.sign.url))
    assert "Straßenfest 15:00–18:00 12.6.2027 · Samstag" in words(page)
    event: dict[str, Any] = {"which": f"{room.fest.event_id}"}
    uid, sequence, title = date_in(await phone.post(page.url, data=event))
    assert title == "Straßenfest"
    before = room.written
    again = await phone.post(page.url, data=event)
    assert date_in(again) == (uid, sequence, title)
    assert room.written == before, "nothing has changed, so nothing is written"
    was = START, START + timedelta(hours=3)
    when = tuple(each + timedelta(days=7) for each in was)
    room.fest.do(events.set_when, room.fest.event_id, was, when)
    stale = await phone.get(again.url)
    assert stale.headers["content-type"].startswith("text/html"), "an old date is never given"
    assert date_in(await phone.post(stale.url, data=event)) == (uid, sequence + 1, title)


async def test_who_has_a_place_takes_her_shift_along_and_no_name_is_in_it(
    room: Room, phone: httpx.AsyncClient
) -> None:
    thanks = await room.signs_up(phone, "Theo Muster")
    mine = page = await to_calendar(phone, thanks)
    assert "Straßenfest Abbau 15:00–17:00" in words(page)
    file = await phone.post(page.url, data={"which": "mine"})
    assert date_in(file)[2] == "Abbau · Straßenfest"
    assert "Theo" not in file.text + str(file.url) + page.text
    waits = await room.signs_up(phone, "Ida Muster")
    page = await to_calendar(phone, waits)
    assert "Abbau" not in words(page), "who waits has no date yet"
    assert "Straßenfest" in words(page)
    other = str(file.url).replace(str(file.url).split("/")[4], "k" * 16)
    stranger = await phone.get(other)
    assert stranger.headers["content-type"].startswith("text/html")
    room.fest.do(standing.become, room.fest.event_id, EventState.PLANNED)
    room.fest.do(standing.cancel, room.fest.event_id, "Regen")
    told = await phone.post(mine.url, data={"which": "mine"})
    assert date_in(told) == (date_in(file)[0], 1, "ABGESAGT: Abbau · Straßenfest")


async def test_looking_never_writes_and_made_up_numbers_lead_back(
    room: Room, phone: httpx.AsyncClient
) -> None:
    before, at = room.written, f"{room.door.sign.url}/{'k' * 16}/calendar"
    pages = ("", "/1.ics", "/mine.ics", "/77.ics", "/²³.ics", "/x.ics", "/done", "/again", "/data")
    for page in pages:
        for method in ("GET", "HEAD"):
            answer = await phone.request(method, at + page)
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("text/html")
    for which in ("", "77", "mine", "-1", "9" * 30, "1; x"):
        assert (await phone.post(at, data={"which": which})).status_code == 200
    assert room.written == before
    assert (await phone.post(f"{at}/1.ics")).status_code == 405


async def test_when_it_is_closed_no_file_is_there(room: Room, phone: httpx.AsyncClient) -> None:
    page = await to_calendar(phone, await phone.get(room.door.sign.url))
    file = await phone.post(page.url, data={"which": f"{room.fest.event_id}"})
    assert date_in(file)[2] == "Straßenfest"
    await room.let_in(invited=False, listed=True)
    gone = await phone.get(file.url)
    assert gone.status_code == 404
    assert "SUMMARY" not in gone.text
    assert "Ich bin da." in (await phone.get(page.url)).text, "what is open is led to"
    sent = await phone.post(page.url, data={"which": f"{room.fest.event_id}"})
    assert "SUMMARY" not in sent.text
    await room.door.close()
    with pytest.raises(httpx.ConnectError):
        await phone.get(file.url)
