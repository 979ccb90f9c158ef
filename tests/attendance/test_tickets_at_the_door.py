"""Scan in time, type in peace; and a room of honest phones while somebody guesses. Real HTTP."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from biq_tui.attendance.doors import Doors
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.attendance.room_wifi import ROTATING
from biq_tui.attendance.sheet import sheet
from biq_tui.core.database import Database
from biq_tui.core.settings import store
from biq_tui.core.station import StationFile
from biq_tui.core.write import Write
from biq_tui.web import entrance
from biq_tui.web.limits import Newcomers
from biq_tui.web.tickets import STEP_SECONDS, Tickets

from .rooms import facilitator, make_gathering

OLD = "Bitte scannen Sie das Bild noch einmal."
ATTACKERS = 60
"""More than may wait for an answer at a time."""

NAMES = [f"Mensch {number}" for number in range(40)]


class Hall:
    """A door whose clock the test turns."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.now = 1_000_000.0 * STEP_SECONDS
        self.door = PhoneDoor("127.0.0.1", 8421, lambda: None)

    async def open(self, rotating: bool) -> None:
        self.door.tickets = Tickets("a secret" if rotating else "", lambda: self.now)
        await self.door.open(1, "473", "Block 3", self._report)

    def minutes_pass(self, minutes: int) -> None:
        self.now += minutes * STEP_SECONDS
        self.door.refresh()

    async def _report(self, _key: str, name: str) -> None:
        self.names.append(name)


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    made = Hall()
    yield made
    await made.door.close()


@pytest.fixture
async def phone() -> AsyncIterator[httpx.AsyncClient]:
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(timeout=30, limits=limits, follow_redirects=True) as browser:
        yield browser


async def test_who_scanned_in_time_may_type_as_long_as_she_likes(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    await hall.open(rotating=True)
    assert re.search(r"/473/[a-z]{9}$", hall.door.sign.url)
    form = await phone.get(hall.door.sign.url)
    assert "Willkommen!" in form.text
    hall.minutes_pass(90)
    thanks = await phone.post(form.url, data={"name": "Ada Muster"})
    assert thanks.status_code == 200
    assert hall.names == ["Ada Muster"]
    again = re.search(r'href="([^"]*/again[^"]*)"', thanks.text)
    assert again
    other = await phone.get(form.url.join(again[1]))
    assert "Willkommen!" in other.text
    assert other.url != form.url
    await phone.post(other.url, data={"name": "Ali Muster"})
    assert hall.names == ["Ada Muster", "Ali Muster"]


async def test_a_slow_phone_is_let_in_and_an_old_photo_is_asked_to_scan_again(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    await hall.open(rotating=True)
    scanned = hall.door.sign.url
    hall.minutes_pass(1)
    assert hall.door.sign.url != scanned
    assert "Willkommen!" in (await phone.get(scanned)).text
    hall.minutes_pass(1)
    assert OLD in (await phone.get(scanned)).text


async def test_nobody_comes_in_by_the_short_address_or_a_key_of_her_own(
    hall: Hall, phone: httpx.AsyncClient
) -> None:
    await hall.open(rotating=True)
    short = hall.door.sign.url.rpartition("/")[0]
    for path in ("", "/" + "k" * 16, "/" + "k" * 32, "/" + "k" * 32 + "/again"):
        assert OLD in (await phone.get(short + path)).text
    assert OLD in (await phone.post(f"{short}/{'k' * 32}", data={"name": "Ada"})).text
    assert hall.names == []


@pytest.mark.parametrize("rotating", [False, True])
async def test_forty_phones_come_through_while_somebody_guesses_as_fast_as_he_can(
    hall: Hall, phone: httpx.AsyncClient, rotating: bool
) -> None:
    await hall.open(rotating)
    base = hall.door.sign.url.partition("/473")[0]
    answers: list[int] = []

    async def guess(number: int) -> None:
        async with httpx.AsyncClient(timeout=30) as attacker:
            while True:
                number += ATTACKERS
                wrong = f"/473/{number:09}" if rotating else f"/{474 + number}"
                answers.append((await attacker.get(base + wrong)).status_code)

    async def sign_in(name: str) -> float:
        began = time.monotonic()
        form = await phone.get(hall.door.sign.url)
        assert (await phone.post(form.url, data={"name": name})).status_code == 200
        return time.monotonic() - began

    guessing = [asyncio.create_task(guess(number)) for number in range(ATTACKERS)]
    while len(answers) < 60:  # the budget of the wrong ones is gone
        await asyncio.sleep(0.01)
    took = await asyncio.gather(*map(sign_in, NAMES))
    for task in guessing:
        task.cancel()
    assert sorted(hall.names) == sorted(NAMES)
    assert set(answers) <= {404, 429}
    assert max(took) < 10, f"seconds of the slowest; wrong guesses answered: {len(answers)}"


async def test_a_flood_of_visits_is_stopped_but_the_forty_before_it_can_send_again(
    hall: Hall, phone: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entrance, "Newcomers", partial(Newcomers, size=60))  # a small flood will do
    await hall.open(rotating=False)
    url = hall.door.sign.url
    keys = {name: f"{name.replace(' ', '-'):k>20}" for name in NAMES}
    for name, key in keys.items():
        await phone.post(f"{url}/{key}", data={"name": name})
    flood = [phone.post(f"{url}/{n:k>20}", data={"name": "x"}) for n in range(40)]
    codes = {answer.status_code for answer in await asyncio.gather(*flood)}
    assert 429 in codes
    for name, key in keys.items():
        assert (await phone.post(f"{url}/{key}", data={"name": name})).status_code == 200


async def test_the_house_turns_it_on_and_tickets_survive_a_restart(
    database: Database, tmp_path: Path, phone: httpx.AsyncClient
) -> None:
    gathering = make_gathering(database, ["Ada Muster"])

    def turn_on(write: Write) -> None:
        store(write, ROTATING, "yes")
        write.tell("test.made", undoable=False)

    await database.writes(facilitator(gathering), turn_on)
    paths: list[str] = []
    for _start in range(2):
        memory = StationFile(tmp_path / "station.json")
        door = PhoneDoor("127.0.0.1", 8421, lambda: None)
        doors = Doors(database, memory.station.id, door, lambda: False, memory)
        await doors.open(await database.reads(sheet, gathering, memory.station.id))
        if not paths:
            paths.append((await phone.get(door.sign.url)).url.path)
        form = httpx.URL(door.sign.url).copy_with(path=paths[0])
        assert "Willkommen!" in (await phone.get(form)).text
        await doors.close_all()
    assert (await phone_arrives(database, gathering)) == []


async def phone_arrives(database: Database, gathering: int) -> list[str]:
    """Who waits: nobody, for looking never writes."""
    seen = await database.reads(sheet, gathering, "laptop-1")
    return [waiting.name for waiting in seen.waiting]
