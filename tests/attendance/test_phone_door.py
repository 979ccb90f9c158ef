"""The door for phones: which address it shows, and what happens when one does not work."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.web.addresses import Address

HERE = (Address("127.0.0.1", "WLAN"), Address("127.0.0.2", "Ethernet"))
NOWHERE = Address("192.0.2.1", "VPN")
KEY = "k" * 16


class Hall:
    """A door, what it was told, and how often its sign changed."""

    def __init__(self, *addresses: Address) -> None:
        self.names: list[str] = []
        self.signs: list[str] = []
        self.door = PhoneDoor(None, 8421, self._changed, lambda: addresses)

    def _changed(self) -> None:
        self.signs.append(self.door.sign.url or self.door.sign.problem)

    async def open(self) -> None:
        await self.door.open(1, "473", "Block 3", self._report)

    async def _report(self, _key: str, name: str) -> None:
        self.names.append(name)


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    made = Hall(*HERE)
    await made.open()
    yield made
    await made.door.close()


async def answers(url: str) -> bool:
    """Whether a phone gets through."""
    try:
        async with httpx.AsyncClient(timeout=5) as phone:
            return (await phone.post(f"{url}/{KEY}", data={"name": "Ada"})).status_code == 303
    except httpx.ConnectError:
        return False


async def test_the_best_address_is_shown_and_only_that_one_answers(hall: Hall) -> None:
    assert hall.door.sign.short.startswith("127.0.0.1:")
    assert hall.door.sign.interface == "WLAN"
    assert await answers(hall.door.sign.url)
    assert not await answers(hall.door.sign.url.replace("127.0.0.1", "127.0.0.2"))


async def test_the_next_address_takes_over_and_the_first_comes_round_again(hall: Hall) -> None:
    first = hall.door.sign.url
    await hall.door.next_address(1)
    assert hall.door.sign.short.startswith("127.0.0.2:")
    assert await answers(hall.door.sign.url)
    assert await answers(first), "a form that is open there may still be sent"
    await hall.door.next_address(1)
    assert hall.door.sign.short.startswith("127.0.0.1:")
    assert await answers(hall.door.sign.url)


async def test_an_address_that_is_gone_is_told_and_the_next_one_helps() -> None:
    hall = Hall(NOWHERE, HERE[0])
    await hall.open()
    assert hall.door.sign.url == ""
    assert "Nichts ist verloren." in hall.door.sign.problem
    await hall.door.next_address(1)
    assert await answers(hall.door.sign.url)
    await hall.door.close()


async def test_opening_the_same_sitting_again_changes_nothing(hall: Hall) -> None:
    before = list(hall.signs)
    await hall.open()
    assert hall.signs == before


async def test_every_change_of_the_sign_is_told(hall: Hall) -> None:
    await hall.door.next_address(-1)
    await hall.door.close()
    assert len(hall.signs) == 3
    assert hall.signs[-1] == ""
