"""An open door looks after itself: another Wi-Fi, sleep, a server that fell over; nothing is lost.

Phones are real HTTP clients. 127.0.0.2 stands for the room: the test says which address is whose.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.attendance.triage import PATIENCE
from biq_tui.core import clock
from biq_tui.web.addresses import NOWHERE, Address, is_own
from tests.room import free_port

HOME, ROOM = Address("127.0.0.3", "WLAN"), Address("127.0.0.4", "WLAN")
PHONE = "127.0.0.9"
NOW = datetime(2027, 3, 5, 15, 52, 30, tzinfo=UTC)
KEY = "k" * 16
NEW = "Die Adresse ist neu. Das alte Plakat gilt nicht mehr."
AGAIN = "Die Seite für Handys ist wieder offen. Nichts ist verloren."


class Laptop:
    """A laptop whose networks and clock the test moves."""

    def __init__(self, *addresses: Address) -> None:
        self.addresses = addresses
        self.seconds = 0.0
        self.names: list[str] = []
        self.changes = 0
        self.door = PhoneDoor(
            None, free_port(), self._changed, lambda: self.addresses, lambda: self.seconds
        )
        self.door.is_own = lambda ip: ip != PHONE

    def _changed(self) -> None:
        self.changes += 1

    async def open(self, known: str = "") -> None:
        await self.door.open(1, "473", "Block 3", self._report, known)

    async def _report(self, _key: str, name: str) -> None:
        self.names.append(name)

    @property
    def ip(self) -> str:
        return self.door.sign.short.partition(":")[0]


@pytest.fixture
async def laptop() -> AsyncIterator[Laptop]:
    made = Laptop(HOME)
    with clock.standing_at(NOW):
        await made.open()
        yield made
        await made.door.close()


@asynccontextmanager
async def phone(ip: str = PHONE) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody's phone at this address."""
    transport = httpx.AsyncHTTPTransport(local_address=ip)
    async with httpx.AsyncClient(transport=transport, timeout=5) as client:
        yield client


async def signs_in(url: str, name: str, ip: str = PHONE) -> int:
    """The status of what a phone sends."""
    async with phone(ip) as client:
        return (await client.post(f"{url}/{KEY}", data={"name": name})).status_code


# Another Wi-Fi -----------------------------------------------------------------------------------


async def test_in_another_wifi_the_sign_is_new_and_says_so(laptop: Laptop) -> None:
    before = laptop.door.sign.url
    laptop.addresses = (ROOM,)
    await laptop.door.look()
    assert laptop.ip == ROOM.ip
    assert laptop.door.sign.notice == NEW
    assert laptop.door.sign.url == before.replace(HOME.ip, ROOM.ip), "the same port and code"
    assert await signs_in(laptop.door.sign.url, "Ada") == 303
    assert laptop.names == ["Ada"]


async def test_once_a_phone_came_to_the_new_address_it_is_not_news_any_more(
    laptop: Laptop,
) -> None:
    laptop.addresses = (ROOM,)
    await laptop.door.look()
    await signs_in(laptop.door.sign.url, "Ada")
    assert laptop.door.sign.notice == ""


async def test_another_network_beside_it_changes_nothing_but_the_choice(laptop: Laptop) -> None:
    before = laptop.door.sign.url
    laptop.addresses = (ROOM, HOME)
    await laptop.door.look()
    assert laptop.door.sign.url == before
    assert laptop.door.sign.choices == 2


async def test_without_any_network_the_list_goes_on_and_the_same_address_comes_back(
    laptop: Laptop,
) -> None:
    before = laptop.door.sign.url
    laptop.addresses = (NOWHERE,)
    await laptop.door.look()
    assert laptop.door.sign.url == ""
    assert "in keinem Netz" in laptop.door.sign.problem
    laptop.addresses = (ROOM, HOME)
    await laptop.door.look()
    assert laptop.door.sign.url == before
    assert laptop.door.sign.notice == AGAIN
    assert await signs_in(before, "Ada") == 303


async def test_what_was_said_before_the_change_stays_and_what_comes_after_too(
    laptop: Laptop,
) -> None:
    assert await signs_in(laptop.door.sign.url, "Ada") == 303
    laptop.addresses = (ROOM,)
    await laptop.door.look()
    assert await signs_in(laptop.door.sign.url, "Ali") == 303
    assert laptop.names == ["Ada", "Ali"]


async def test_a_look_without_news_is_silent(laptop: Laptop) -> None:
    before = laptop.changes
    for _look in range(3):
        await laptop.door.look()
    assert laptop.changes == before


# Known from last time ----------------------------------------------------------------------------


async def test_the_address_of_last_time_is_taken_again_though_another_is_likelier() -> None:
    laptop = Laptop(HOME, ROOM)
    known = f"{ROOM.ip}:{free_port()}"
    await laptop.open(known)
    assert laptop.ip == ROOM.ip
    await laptop.door.close()


async def test_the_poster_of_last_time_is_old_if_the_address_is_another() -> None:
    laptop = Laptop(HOME)
    await laptop.open("192.168.8.2:8421")
    assert laptop.door.sign.notice == NEW
    await laptop.door.close()


async def test_who_takes_another_address_herself_is_not_told_so(laptop: Laptop) -> None:
    laptop.addresses = (HOME, ROOM)
    await laptop.door.look()
    await laptop.door.next_address(1)
    assert laptop.ip == ROOM.ip
    assert laptop.door.sign.notice == ""


# Sleep and a server that fell over ---------------------------------------------------------------


async def test_after_sleep_the_page_opens_again_at_the_same_address(laptop: Laptop) -> None:
    before = laptop.door.sign.url
    await laptop.door.look(slept=True)
    assert laptop.door.sign.url == before
    assert laptop.door.sign.notice == AGAIN
    assert await signs_in(before, "Ada") == 303


async def test_a_jump_of_the_clock_is_noticed_as_sleep(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("biq_tui.attendance.phone_door.LOOK_SECONDS", 0.01)
    await laptop.door.close()
    await laptop.open()
    await asyncio.sleep(0)  # the watch has read the clock
    laptop.seconds += 3600
    await until(lambda: laptop.door.sign.notice == AGAIN)
    assert await signs_in(laptop.door.sign.url, "Ada") == 303


async def test_a_server_that_fell_over_is_up_again_by_itself(laptop: Laptop) -> None:
    before = laptop.door.sign.url
    laptop.door._server._uvicorn.should_exit = True  # type: ignore[union-attr]  # as a fault would
    await until(lambda: laptop.door.sign.notice == AGAIN)
    assert laptop.door.sign.url == before
    assert await signs_in(before, "Ada") == 303


async def until(holds: object) -> None:
    """Go on once it is so."""
    async with asyncio.timeout(10):
        while not holds():  # type: ignore[operator]
            await asyncio.sleep(0.005)


# Who counts --------------------------------------------------------------------------------------


async def test_only_another_device_counts(laptop: Laptop) -> None:
    for own in ("127.0.0.1", HOME.ip):
        assert await signs_in(laptop.door.sign.url, "Ada", own) == 303
    assert laptop.door.visits.number == 0
    assert laptop.door.sign.heard_at is None
    assert await signs_in(laptop.door.sign.url, "Ali") == 303
    assert laptop.door.visits.number == 1
    assert laptop.door.visits.first == laptop.door.visits.last == NOW
    assert laptop.door.sign.heard_at == NOW.replace(second=0)


async def test_who_asks_for_another_host_does_not_count(laptop: Laptop) -> None:
    async with phone() as client:
        answer = await client.get(laptop.door.sign.url, headers={"Host": "example.org"})
    assert answer.status_code == 400
    assert laptop.door.visits.number == 0


async def test_the_next_sitting_counts_anew(laptop: Laptop) -> None:
    await signs_in(laptop.door.sign.url, "Ada")
    await laptop.door.open(2, "474", "Block 4", laptop._report)
    assert laptop.door.visits.number == 0


async def test_after_two_minutes_without_a_phone_the_list_is_proposed(laptop: Laptop) -> None:
    assert not laptop.door.sign.overdue
    with clock.standing_at(NOW + PATIENCE - timedelta(seconds=1)):
        await laptop.door.look()
        assert not laptop.door.sign.overdue
    with clock.standing_at(NOW + PATIENCE):
        await laptop.door.look()
        assert laptop.door.sign.overdue
        await signs_in(laptop.door.sign.url, "Ada")
        assert not laptop.door.sign.overdue


def test_this_laptops_addresses_are_its_own() -> None:
    here = (Address("192.168.8.2", "WLAN"),)
    assert is_own("192.168.8.2", here)
    assert is_own("127.0.0.1", ())
    assert is_own("127.9.9.9", here)
    assert not is_own("192.168.8.3", here)


async def test_phones_that_report_while_it_opens_again_lose_nothing(laptop: Laptop) -> None:
    url = laptop.door.sign.url
    people = [f"Person {number}" for number in range(20)]
    sent = [asyncio.create_task(signs_in(url, name)) for name in people]
    await laptop.door.look(slept=True)
    answers = await asyncio.gather(*sent, return_exceptions=True)
    told = [name for name, answer in zip(people, answers, strict=True) if answer == 303]
    assert set(told) <= set(laptop.names), "who was told that it is done is on the list"
    for name in set(people) - set(told):
        assert await signs_in(url, name) == 303, "the same form, sent once more"
    assert set(laptop.names) == set(people)
