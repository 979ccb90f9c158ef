"""The test at home: two minutes with one's own phone, and one sentence that stays on Heute.

The phone is a real HTTP client at 127.0.0.9; only 127.0.0.1 counts as this laptop.
"""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
import zxingcpp

from biq_tui.attendance.home_test import HomeTestScreen
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.attendance.screens import CODE, GatheringScreen
from biq_tui.core.station import PHONES_FAIL, PHONES_WORK, StationFile
from biq_tui.ui.qr import QrCode
from tests.room import LARGE, SMALL, Room, both_sizes, course, folder_of, started
from tests.terminal_picture import widget_pixels

from .test_sign import with_wifi

FAILS = "Handys gehen hier nicht. Die IT muss helfen."
FAILS_TOO = "Der Abend geht auch mit der Liste."


async def ask(door: PhoneDoor, ip: str = "127.0.0.9", language: str = "en") -> httpx.Response:
    """What a phone at this address gets for the code on the screen."""
    door.is_own = lambda ip: ip == "127.0.0.1"
    transport = httpx.AsyncHTTPTransport(local_address=ip)
    async with httpx.AsyncClient(transport=transport, timeout=5, follow_redirects=True) as phone:
        return await phone.get(door.sign.url, headers={"Accept-Language": language})


async def begin(room: Room) -> PhoneDoor:
    """`probe` on Heute."""
    await room.enter("probe")
    await room.sees("BIQ · Probe mit dem Handy")
    screen = room.app.screen
    assert isinstance(screen, HomeTestScreen)
    await room.until(lambda: bool(screen.door.sign.url))
    await room.settle()
    return screen.door


@both_sizes
async def test_the_code_on_the_screen_is_the_address_of_the_test(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        door = await begin(room)
        assert room.state == "Der Laptop wartet auf Ihr Handy."
        pixels = widget_pixels(room.app.screen.query_one("#test-code", QrCode))
        assert [code.text for code in zxingcpp.read_barcodes(pixels)] == [door.sign.url]
        for number in ("1 ", "2 ", "3 "):
            assert any(number in row for row in room.body)


async def test_a_phone_gets_through_and_heute_says_so_from_now_on(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    async with started(folder) as room:
        assert "Gehen Handys? Testen Sie es zu Hause." in room.text
        door = await begin(room)
        answer = await ask(door)
        assert answer.status_code == 200
        assert "It works." in answer.text
        assert "You may close this page." in answer.text
        await room.sees("Die Probe ist fertig.")
        assert room.hint == "Handys gehen. Enter: zurück zu Heute."
        await room.press("enter")
        await room.sees("BIQ · Heute", "Handys gehen. Getestet: Fr 5.3.")
        assert "Testen Sie es zu Hause" not in room.text
    async with started(folder.parent / "folder") as room:
        assert "Handys gehen. Getestet: Fr 5.3." in room.text


async def test_the_page_speaks_the_phones_language(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        door = await begin(room)
        assert "Es geht." in (await ask(door, language="de")).text


async def test_the_laptops_own_browser_proves_nothing(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        door = await begin(room)
        assert (await ask(door, ip="127.0.0.1")).status_code == 200
        await room.settle()
        assert room.state == "Der Laptop wartet auf Ihr Handy."
        assert room.app.station.phones == ""


async def test_the_tries_come_one_after_the_other(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course), LARGE) as room:
        await begin(room)
        assert room.hint == "Kommen keine Handys? Enter: was Sie tun können."
        await room.press("enter")
        assert "gleichen WLAN" in " ".join(room.body)
        assert "Firewall" not in room.text
        await room.press("enter")
        await room.press("enter")
        assert "Firewall" in room.text
        await room.press("enter", "enter")
        assert room.hint == "Geht es nicht? Dann schreiben Sie: geht nicht".replace(": ", ":  ")


@pytest.mark.parametrize("how", ["words", "escape"])
async def test_no_phone_gets_through_and_heute_says_so(tmp_path: Path, how: str) -> None:
    folder = folder_of(tmp_path, course)
    async with started(folder) as room:
        await begin(room)
        if how == "words":
            await room.type("geht nicht")
            assert room.hint == f"Enter: {FAILS}"
            await room.press("enter")
        else:
            await room.press("escape")
            assert room.hint.startswith("Kein Handy war hier. Esc: Handys gehen hier nicht.")
            await room.press("escape")
        await room.sees("BIQ · Heute", FAILS, FAILS_TOO, "Neu testen: schreiben Sie  probe")
    assert StationFile(folder / "station.json").station.phones == PHONES_FAIL


async def test_who_only_looked_goes_back_without_a_result(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await begin(room)
        await room.press("escape")
        assert room.hint.endswith("Enter: später noch einmal.")
        await room.press("enter")
        await room.sees("BIQ · Heute")
        assert room.app.station.phones == ""


async def test_the_door_of_the_test_is_shut_afterwards(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        door = await begin(room)
        url = door.sign.url
        await room.press("escape", "enter")
        await room.until(lambda: not door.sign.url)
        with pytest.raises(httpx.ConnectError):
            httpx.get(url)


# Where phones do not work ------------------------------------------------------------------------


async def fails(folder: Path) -> None:
    """A laptop whose test has failed."""
    StationFile(folder / "station.json").remember_phones(work=False)


async def open_today(room: Room) -> GatheringScreen:
    """Enter opens today's date."""
    await room.press("enter")
    await room.sees("[Ankommen]")
    screen = room.app.screen
    assert isinstance(screen, GatheringScreen)
    await room.until(lambda: room.app.door.gathering_id is not None)
    await room.settle()
    return screen


async def test_where_phones_do_not_work_nothing_of_them_is_seen(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    with_wifi(folder)
    await fails(folder)
    async with started(folder, LARGE) as room:
        screen = await open_today(room)
        assert not screen.sign.display
        assert "Handy" not in room.text
        await room.press("tab")
        assert screen.current_tab == CODE
        told = " ".join(room.body)
        assert "Handys gehen hier nicht." in told
        assert "http" not in room.text
        assert screen.poster.code.data == ""
        assert room.app.doors.wifi() is None


async def test_beside_the_code_one_enter_tries_it_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    await fails(folder)
    async with started(folder, LARGE) as room:
        screen = await open_today(room)
        await room.press("tab")
        assert room.hint.startswith("Enter: zeigt das Bild wieder.")
        await room.press("enter")
        assert screen.poster.code.data == room.app.door.sign.url != ""
        await ask(room.app.door)
        await room.until(lambda: room.app.station.phones == PHONES_WORK)


async def test_a_phone_that_comes_through_all_the_same_brings_it_back(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    await fails(folder)
    async with started(folder, LARGE) as room:
        screen = await open_today(room)
        door = room.app.door
        door.put_up(None, off=False)
        url = door.sign.url
        door.put_up(None, off=True)
        door.is_own = lambda ip: ip == "127.0.0.1"
        transport = httpx.AsyncHTTPTransport(local_address="127.0.0.9")
        async with httpx.AsyncClient(transport=transport) as phone:
            await phone.get(url)
        await room.until(lambda: bool(door.sign.url))
        await room.settle()
        assert screen.sign.display
        assert room.app.station.phones == PHONES_WORK


async def test_while_an_evening_is_open_it_is_the_test(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course), SMALL) as room:
        await open_today(room)
        await room.press("escape")
        await room.sees("BIQ · Heute")
        await room.type("probe")
        assert room.hint == "Ein Abend ist offen. Dort zeigt „QR-Code“, ob Handys kommen."
