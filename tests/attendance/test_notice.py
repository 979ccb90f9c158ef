"""What a phone is told of the house, and what it is not told: over HTTP, from the real door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from biq_tui.attendance import notice
from biq_tui.attendance.notice import Facts, facts
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core.errors import told
from biq_tui.core.journal import Actor
from biq_tui.core.settings import Option, store
from biq_tui.core.write import Act, Write

from .sign_in_room import SignIn, evening

KEY = "k" * 16


async def seen(url: str, language: str) -> str:
    """The form and the notice of an arrival, one after the other."""
    async with httpx.AsyncClient(headers={"Accept-Language": language}) as phone:
        pages = [await phone.get(f"{url}/{KEY}{page}") for page in ("", "/data")]
    assert [page.status_code for page in pages] == [200, 200]
    return "".join(page.text for page in pages)


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[SignIn]:
    """Tonight's list, open on the laptop."""
    async with evening(tmp_path, (80, 24)) as opened:
        yield opened


def typed(write: Write, option: Option, value: str) -> None:
    store(write, option, value)
    write.tell("test.made", undoable=False)


async def test_the_house_is_named_on_the_pages_as_it_was_typed(room: SignIn) -> None:
    url = room.app.door.sign.url
    assert "Haus am Park" not in await seen(url, "de")
    act = Act(Actor.FACILITATOR, "test", "")
    for option, value in (
        (notice.CONTROLLER, "Haus am Park <e.V.>"),
        (notice.PERIOD, "5 Jahre"),
        (notice.MORE, "Mehr im Flur."),
    ):
        await room.app.database.writes(act, typed, option, value)

    await room.app.open_door(room.sheet)  # as whenever somebody comes back to the list
    for language in ("de", "en", "ar"):
        page = await seen(url, language)
        assert page.count("Haus am Park &lt;e.V.&gt;") == (3 if language == "ar" else 2)
        assert page.count("5 Jahre") == (3 if language == "ar" else 2)
        assert "Mehr im Flur." in page


async def test_nothing_is_invented(room: SignIn) -> None:
    assert await room.app.database.reads(facts) == Facts()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Das hat nicht geklappt. Bitte sagen Sie es der Person am Laptop."),
        ("uk", "Не вийшло. Будь ласка, скажіть про це людині біля ноутбука."),
    ],
)
async def test_the_laptops_trouble_is_not_the_guests(language: str, sentence: str) -> None:
    async def report(_key: str, _name: str) -> None:
        raise told(OperationalError("INSERT", {}, Exception("database or disk is full")))

    door = PhoneDoor("127.0.0.1", 0, lambda: None)
    await door.open(1, "473", "Block 3", report)
    try:
        async with httpx.AsyncClient(headers={"Accept-Language": language}) as phone:
            answer = await phone.post(f"{door.sign.url}/{KEY}", data={"name": "Ada"})
    finally:
        await door.close()
    assert answer.status_code == 409
    assert sentence in answer.text
    assert "Platte" not in answer.text
