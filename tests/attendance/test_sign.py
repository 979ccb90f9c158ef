"""The page of the code at the door: Wi-Fi and page, what to try, and what changed by itself."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import zxingcpp

from biq_tui.attendance.room_wifi import WIFI_KIND, WIFI_NAME, WIFI_PASSWORD, room_wifi
from biq_tui.attendance.screens import CODE, GatheringScreen
from biq_tui.attendance.sign import Shown, shown
from biq_tui.attendance.triage import Sign
from biq_tui.core import clock, settings
from biq_tui.core.station import StationFile
from biq_tui.core.write import Write
from biq_tui.ui.qr import QrCode
from biq_tui.web.addresses import Address
from biq_tui.web.wifi import Wifi
from tests.room import LARGE, NOW, SMALL, VENUE, Room, course, do, folder_of, started
from tests.terminal_picture import widget_pixels

WIFI = Wifi("BIQ", "komm-herein")
NEW = "Die Adresse ist neu. Das alte Plakat gilt nicht mehr."


def with_wifi(
    folder: Path, name: str = WIFI.ssid, key: str = WIFI.password, kind: str = ""
) -> None:
    """The house has a Wi-Fi for its guests."""

    def set_it(write: Write) -> None:
        settings.store(write, WIFI_NAME, name)
        settings.store(write, WIFI_PASSWORD, key)
        settings.store(write, WIFI_KIND, kind or WIFI_KIND.default)
        write.tell("test.wifi")

    do(folder, set_it)


async def page_of_the_code(room: Room) -> GatheringScreen:
    """Enter opens today's date, Tab the code."""
    await room.press("enter")
    await room.sees("[Ankommen]")
    await room.until(lambda: bool(room.app.door.sign.url))
    await room.press("tab")
    screen = room.app.screen
    assert isinstance(screen, GatheringScreen)
    assert screen.current_tab == CODE
    return screen


def codes(room: Room) -> list[str]:
    """What a phone's camera reads from the screen, from left to right."""
    seen = [code for code in room.app.screen.query(QrCode) if code.data and _is_seen(code)]
    read = [zxingcpp.read_barcodes(widget_pixels(code)) for code in seen]
    return [code.text for found in read for code in found]


def _is_seen(code: QrCode) -> bool:
    return code.region.width > 0 and all(node.display for node in code.ancestors_with_self)


async def phone(room: Room, path: str = "") -> int:
    """Somebody's phone opens the page."""
    room.app.door.is_own = lambda ip: ip == "127.0.0.1"
    transport = httpx.AsyncHTTPTransport(local_address="127.0.0.9")
    async with httpx.AsyncClient(transport=transport, timeout=5) as client:
        return (await client.get(room.app.door.sign.url + path)).status_code


# Wi-Fi and page ----------------------------------------------------------------------------------


async def test_side_by_side_where_both_fit_numbered_and_in_words(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    with_wifi(folder)
    async with started(folder, LARGE) as room:
        await page_of_the_code(room)
        assert codes(room) == [WIFI.text, room.app.door.sign.url]
        titles = room.row("1 WLAN: BIQ")
        assert f"2 Seite: {room.app.door.sign.short}" in titles
        assert room.row("Passwort: komm-herein")


async def test_on_a_small_screen_one_after_the_other(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    with_wifi(folder)
    async with started(folder, SMALL) as room:
        await page_of_the_code(room)
        assert codes(room) == [WIFI.text]
        assert "1 Zuerst das WLAN." in " ".join(room.body)
        assert "Passwort: komm-herein" in room.text
        await room.press("down")
        assert codes(room) == [room.app.door.sign.url]
        assert "2 Scannen Sie das Bild" in " ".join(room.body)
        await room.press("down")
        assert codes(room) == [WIFI.text]
        await room.press("up")
        assert codes(room) == [room.app.door.sign.url]


async def test_a_wifi_whose_code_is_too_large_stands_in_words_beside_the_page(
    tmp_path: Path,
) -> None:
    folder = folder_of(tmp_path, course)
    with_wifi(folder, "Nachbarschaftshaus am Park", "ein-sicheres-Passwort-2027")
    async with started(folder, SMALL) as room:
        await page_of_the_code(room)
        assert codes(room) == [room.app.door.sign.url]
        assert "1 WLAN: Nachbarschaftshaus am Park" in " ".join(room.text.split())
        assert "Passwort: ein-sicheres-Passwort-2027" in room.text
        assert "2 Scannen Sie das Bild mit dem Handy." in " ".join(room.text.split())
        await room.press("down")
        assert codes(room) == [room.app.door.sign.url]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_without_a_wifi_everything_is_as_it_was(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await page_of_the_code(room)
        assert codes(room) == [room.app.door.sign.url]
        assert "WLAN" not in room.text
        await room.press("down")
        assert codes(room) == [room.app.door.sign.url]


async def test_an_open_wifi_has_no_password_whatever_is_set(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    with_wifi(folder, kind="open")
    async with started(folder, LARGE) as room:
        await page_of_the_code(room)
        assert codes(room)[0] == "WIFI:T:nopass;S:BIQ;;"
        assert "Ohne Passwort." in room.text
        assert "komm-herein" not in room.text
        assert room.app.doors.wifi() == await room.app.read(room_wifi) == Wifi("BIQ")


URL = "http://192.168.178.23:8421/473"


@pytest.mark.parametrize(
    ("width", "height", "first", "what"),
    [
        (100, 21, True, Shown.BOTH),
        (80, 17, True, Shown.WIFI),
        (80, 17, False, Shown.PAGE),
        (80, 19, False, Shown.BOTH),
    ],
)
def test_what_fits_is_shown(width: int, height: int, first: bool, what: Shown) -> None:
    assert shown(Sign(URL, wifi=WIFI), first, width, height) is what


# When phones do not come -------------------------------------------------------------------------


async def test_one_try_at_a_time_until_a_phone_comes(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await page_of_the_code(room)
        assert room.hint == "Kommen keine Handys? Enter: was Sie tun können."
        await room.press("enter")
        assert "im gleichen WLAN?" in " ".join(room.body)
        await room.enter("geht nicht")
        assert room.app.door.sign.url in " ".join(room.body), "to be typed"
        await phone(room)
        await room.until(lambda: room.app.door.sign.step == 0)
        await room.settle()
        assert "Schreiben Sie im Handy" not in room.text
        assert "Handys kommen an, um 16:52" in room.text
        assert room.hint == "Schreiben Sie ein paar Buchstaben vom Namen, oder die Nummer."


async def test_for_one_phone_that_fails_while_others_come_there_is_help(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await page_of_the_code(room)
        await phone(room)
        await room.until(lambda: room.app.door.sign.heard_at is not None)
        await room.enter("geht nicht")
        assert "An diesem Handy:" in " ".join(room.body)
        await phone(room)
        assert "An diesem Handy:" in " ".join(room.body), "others do not take it away"
        await room.press("enter", "enter", "enter")
        assert room.app.door.sign.step == 0


async def test_after_two_minutes_without_a_phone_the_list_is_proposed(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course), LARGE) as room:
        await page_of_the_code(room)
        assert "Noch kein Handy" not in room.text
        with clock.standing_at(NOW + timedelta(minutes=2)):
            await room.app.door.look()
            await room.settle()
            assert "Noch kein Handy war hier. Wir machen es mit" in room.text
            await room.press("shift+tab")
            assert "Noch kein Handy war hier." in " ".join(room.body), "beside the list, too"
            await phone(room)
            await room.until(lambda: "Noch kein Handy" not in room.text)


async def test_names_are_typed_beside_the_code_as_ever(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await page_of_the_code(room)
        await room.type("ada")
        assert room.hint == "Enter: Ada Muster ist da."


# What changes by itself --------------------------------------------------------------------------


async def test_in_another_wifi_the_evening_goes_on_and_says_so(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course), LARGE) as room:
        await page_of_the_code(room)
        before = room.app.door.sign.url
        move(room, "127.0.0.4")
        await room.app.door.look()
        await room.settle()
        assert room.event == NEW
        assert NEW in " ".join(room.body)
        assert codes(room) == [before.replace("127.0.0.1", "127.0.0.4")]
        await room.press("escape", "escape")
        await room.sees("BIQ · Heute", f"! {NEW}")
        room.app.door.is_own = lambda ip: ip == "127.0.0.1"
        assert await phone(room) == 303
        await room.until(lambda: NEW not in " ".join(room.body))


def move(room: Room, ip: str) -> None:
    """The laptop is in another Wi-Fi now, in which it has this address."""
    room.app.door._host = None
    room.app.door._find_addresses = lambda: (Address(ip, "WLAN"),)


async def test_the_poster_of_last_time_at_this_place_is_recognised(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    StationFile(folder / "station.json").remember_address(VENUE, "192.168.8.2:8421")
    async with started(folder, LARGE) as room:
        await page_of_the_code(room)
        assert NEW in " ".join(room.body)
        now = room.app.door.sign.short.partition("/")[0]
        assert room.app.station.addresses == {VENUE: now}


async def test_who_comes_with_the_code_of_an_old_poster_is_told_in_words(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await page_of_the_code(room)
        place = room.app.door.sign.url.rpartition("/")[0]
        async with httpx.AsyncClient(headers={"Accept-Language": "en"}) as client:
            answer = await client.get(f"{place}/999")
        assert await phone(room, path="/../999") == 404
        await room.until(lambda: "Plakat" in room.event)
        assert room.event == "Jemand hat ein altes Plakat gescannt. Bitte nehmen Sie es weg."
        await phone(room)
        await room.until(lambda: room.app.door.sign.notice == "")
        assert answer.status_code == 404
        assert "This address is old or not complete. Please scan the code again." in answer.text


async def test_beside_a_wifi_too_it_is_said_that_the_address_is_new(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    with_wifi(folder)
    StationFile(folder / "station.json").remember_address(VENUE, "192.168.8.2:8421")
    async with started(folder, LARGE) as room:
        await page_of_the_code(room)
        assert NEW in " ".join(room.body)
        assert codes(room) == [room.app.door.sign.url]
        await room.press("down")
        assert codes(room) == [WIFI.text]
        await phone(room)
        await room.until(lambda: len(codes(room)) == 2)
