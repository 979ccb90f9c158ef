"""Hundreds of slow connections, and a room full of phones that come through all the same.

How quickly they do is what `python -m tests.benchmarks.slow_clients` prints.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import cycle, islice

from sqlmodel import select

from biq_tui.attendance import service
from biq_tui.attendance.models import Arrival, Gathering
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core.database import Database
from biq_tui.web.protocol import RoomProtocol
from tests.attendance.rooms import TITLE, make_gathering, phone
from tests.benchmarks.slow_clients import KINDS, Slow, visit

NAMES = [f"Mensch {number}" for number in range(40)]


@asynccontextmanager
async def door_of(database: Database) -> AsyncIterator[PhoneDoor]:
    """The door of a gathering that is open."""
    gathering_id = make_gathering(database, ())
    with database.reading() as session:
        code = session.get_one(Gathering, gathering_id).code

    async def report(key: str, name: str) -> None:
        await database.writes(phone(gathering_id), service.report, gathering_id, key, name)

    door = PhoneDoor("127.0.0.1", 0, lambda: None)
    await door.open(gathering_id, code, TITLE, report)
    try:
        yield door
    finally:
        await door.close()


@asynccontextmanager
async def slow_ones(url: str, kinds: tuple[str, ...], number: int) -> AsyncIterator[list[Slow]]:
    """So many who are slow, each in its way; all have been connected."""
    made = [Slow(kind, url) for kind in islice(cycle(kinds), number)]
    tasks = [asyncio.create_task(one.stay()) for one in made]
    await until(lambda: all(one.is_open or one.cuts for one in made))
    try:
        yield made
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def arrived(database: Database) -> list[str]:
    with database.reading() as session:
        return sorted(arrival.name for arrival in session.exec(select(Arrival)))


def connections(door: PhoneDoor) -> list[RoomProtocol]:
    """What the server holds."""
    server = door._server._uvicorn
    assert server is not None
    return [one for one in server.server_state.connections if isinstance(one, RoomProtocol)]


def dawdle(held: list[RoomProtocol]) -> int:
    """How many have been there for a moment and let the server wait."""
    just_now = asyncio.get_running_loop().time() - RoomProtocol.patience_seconds
    return sum((one._dawdles_since or just_now) < just_now for one in held)


async def until(holds: Callable[[], bool]) -> None:
    """Go on once `holds` is true."""
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.01)


async def all_come(url: str) -> None:
    """Forty phones at the same moment, each from the short address to the thanks."""
    took = await asyncio.gather(*(visit(url, name) for name in NAMES))
    assert [len(answers) for answers in took] == [4] * len(NAMES)


async def test_forty_phones_are_answered_while_two_hundred_slow_ones_stay(
    nothing_yet: Database,
) -> None:
    async with door_of(nothing_yet) as door, slow_ones(door.sign.url, KINDS, 200) as slow:
        await all_come(door.sign.url)
        assert {one.cuts for one in slow} == {0}, "nobody had to make room"
        assert len(connections(door)) >= 200
        assert arrived(nothing_yet) == sorted(NAMES)


async def test_they_are_answered_though_more_are_slow_than_the_room_has_places(
    nothing_yet: Database,
) -> None:
    places, kinds = RoomProtocol.open_at_most, ("silent", "heads", "forms")
    async with door_of(nothing_yet) as door, slow_ones(door.sign.url, kinds, places + 100):
        await until(lambda: dawdle(connections(door)) > places / 2)
        assert len(connections(door)) <= places
        await all_come(door.sign.url)
        assert arrived(nothing_yet) == sorted(NAMES)
