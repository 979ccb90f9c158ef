"""A whole room of phones at the same moment, over real HTTP, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from sqlmodel import select

from biq_tui.attendance import service
from biq_tui.attendance.models import Arrival, Gathering, Presence
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core.database import Database
from biq_tui.core.journal import last_number

from .rooms import TITLE, make_gathering, phone

PEOPLE = ("Ayşe Beispiel", "Jonas Müller", "Sabine Müller")
KEY = "k" * 16


@dataclass
class Room:
    """An open sitting with its door for phones."""

    database: Database
    gathering: int
    door: PhoneDoor

    async def send(self, client: httpx.AsyncClient, name: str, key: str = KEY) -> httpx.Response:
        """Tap the button."""
        return await client.post(f"{self.door.sign.url}/{key}", data={"name": name})

    @property
    def arrivals(self) -> list[Arrival]:
        """What the database holds."""
        with self.database.reading() as session:
            return list(session.exec(select(Arrival)).all())


@pytest.fixture
async def room(database: Database) -> AsyncIterator[Room]:
    gathering = make_gathering(database, PEOPLE)
    with database.reading() as session:
        code = session.get_one(Gathering, gathering).code

    async def report(key: str, name: str) -> None:
        await database.writes(phone(gathering), service.report, gathering, key, name)

    door = PhoneDoor("127.0.0.1", 8421, lambda: None)
    await door.open(gathering, code, TITLE, report)
    yield Room(database, gathering, door)
    await door.close()


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    limits = httpx.Limits(max_connections=None)  # two hundred phones are not a hundred
    async with httpx.AsyncClient(timeout=30, limits=limits) as browser:
        yield browser


async def test_two_hundred_identical_taps_are_one_arrival(
    room: Room, client: httpx.AsyncClient
) -> None:
    answers = await asyncio.gather(*(room.send(client, "Jonas Müller") for _ in range(200)))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert [arrival.name for arrival in room.arrivals] == ["Jonas Müller"]
    with room.database.reading() as session:
        assert len(session.exec(select(Presence)).all()) == 1


async def test_forty_phones_at_once_all_land(room: Room, client: httpx.AsyncClient) -> None:
    names = [f"Mensch {number}" for number in range(40)]
    answers = await asyncio.gather(
        *(room.send(client, name, f"phone-number-{name[7:]:>04}") for name in names)
    )
    assert {answer.status_code for answer in answers} == {303}
    assert sorted(arrival.name for arrival in room.arrivals) == sorted(names)


async def test_looking_never_writes(room: Room, client: httpx.AsyncClient) -> None:
    before = room.database.read(last_number)
    for path in ("", f"/{KEY}", f"/{KEY}/done", "/x", "?l=en"):
        for method in ("GET", "HEAD"):
            await client.request(
                method, room.door.sign.url + path, headers={"Sec-Purpose": "prefetch"}
            )
    assert room.database.read(last_number) == before
    assert room.arrivals == []


async def test_the_short_address_leads_to_a_new_key_each_time(
    room: Room, client: httpx.AsyncClient
) -> None:
    targets = {(await client.get(room.door.sign.url)).headers["location"] for _ in range(5)}
    assert len(targets) == 5


async def test_the_answer_is_the_same_for_every_name(room: Room, client: httpx.AsyncClient) -> None:
    seen = set()
    for name in ("Ayşe Beispiel", "Ayşe Beispiel", "Müller", "Niemand Bekanntes"):
        answer = await room.send(client, name)
        page = await client.get(httpx.URL(room.door.sign.url).join(answer.headers["location"]))
        headers = {key: value for key, value in answer.headers.items() if key != "date"}
        seen.add((answer.status_code, str(headers), answer.content, page.content))
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("[/b] oh", "[/b] oh"),
        ("a\x1b[2Jb\x00c", "a[2Jbc"),
        ("x" * 3000, "x" * 80),
        ("  Zoë\u202e\u200b  Müller ", "Zoë Müller"),
    ],
)
async def test_hostile_names_are_kept_harmless(
    room: Room, client: httpx.AsyncClient, sent: str, kept: str
) -> None:
    assert (await room.send(client, sent)).status_code == 303
    assert [arrival.name for arrival in room.arrivals] == [kept]


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e", "\x00"])
async def test_a_name_of_nothing_is_asked_for_again(
    room: Room, client: httpx.AsyncClient, name: str
) -> None:
    answer = await room.send(client, name)
    assert answer.status_code == 422
    assert "Bitte schreiben Sie Ihren Namen." in answer.text
    assert room.arrivals == []


async def test_what_is_too_large_or_no_text_is_refused(
    room: Room, client: httpx.AsyncClient
) -> None:
    address = f"{room.door.sign.url}/{KEY}"
    assert (await client.post(address, data={"name": "x" * 10_000})).status_code == 413
    upload = await client.post(address, files={"name": ("a.txt", b"Sabine")})
    assert upload.status_code in (400, 422)
    assert room.arrivals == []


async def test_another_host_or_an_old_code_is_refused(
    room: Room, client: httpx.AsyncClient
) -> None:
    address = f"{room.door.sign.url}/{KEY}"
    foreign = await client.post(address, data={"name": "Ada"}, headers={"Host": "evil.example"})
    assert foreign.status_code == 400
    old = await client.post(
        str(httpx.URL(room.door.sign.url).join(f"/1/{KEY}")), data={"name": "Ada"}
    )
    assert old.status_code == 404
    assert "Bitte scannen Sie das Bild noch einmal." in old.text
    assert room.arrivals == []


async def test_after_the_sitting_nobody_answers(room: Room, client: httpx.AsyncClient) -> None:
    url = room.door.sign.url
    await room.door.close()
    assert room.door.sign.url == ""
    with pytest.raises(httpx.ConnectError):
        await client.get(url)
