"""What the room sees on the wall: the projector's page of the running program."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Browser, Page, expect

from biq_tui.app import BiqApp, Options
from biq_tui.core import clock
from biq_tui.web.wifi import Wifi
from tests.browser.conftest import AXE_IS_THERE, AXE_LOADS, AXE_LOOKS, report
from tests.evening import PEOPLE, TITLE, filled_folder

pytestmark = pytest.mark.browser

COLOURS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WALL = {"width": 1280, "height": 720}
SCREENS = ((1280, 720), (1024, 768), (1920, 1080))


class Evening:
    """The program with an open sitting, as a task beside the test."""

    def __init__(self, app: BiqApp) -> None:
        self.app = app
        self.url = ""
        self._running = asyncio.create_task(app.run_async(headless=True, size=(80, 24)))

    async def end(self) -> None:
        """Leave the program."""
        self.app.exit()
        await self._running

    @property
    def phone_url(self) -> str:
        """What the QR code says."""
        return self.app.door.sign.url

    async def report(self, *names: str) -> None:
        """Phones send these names."""
        async with httpx.AsyncClient() as phone:
            for name in names:
                form = (await phone.get(self.phone_url)).headers["location"]
                answer = await phone.post(httpx.URL(self.phone_url).join(form), data={"name": name})
                assert answer.status_code == 303


@pytest.fixture
async def evening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Evening]:
    for desktop in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(desktop, raising=False)  # no second browser, please
    folder = filled_folder(tmp_path / "evening", opened=True)
    evening = Evening(BiqApp(Options(folder, host="127.0.0.1", port=0)))
    async with asyncio.timeout(15):
        while not evening.app.ready:
            await asyncio.sleep(0.02)
        while not evening.url:
            said = re.search(r"http://\S+", await evening.app.projector())
            evening.url = said[0] if said else ""
            await asyncio.sleep(0.02)
    yield evening
    await evening.end()


@pytest.fixture
async def wall(async_browser: Browser, evening: Evening) -> AsyncIterator[Page]:
    """The projector's browser with the page; it must have nothing to complain about."""
    page = await async_browser.new_page(viewport=WALL, locale="de-DE")  # type: ignore[arg-type]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    await page.goto(evening.url)
    yield page
    # That the program has gone, Chromium itself notes.
    assert [told for told in complaints if not told.startswith("Failed to load resource")] == []


async def decoded(page: Page, smaller: int = 1) -> list[str]:
    image = Image.open(io.BytesIO(await page.screenshot()))
    seen = image.resize((image.width // smaller, image.height // smaller))
    return [code.text for code in zxingcpp.read_barcodes(seen)]


async def faults(page: Page) -> str:
    if not await page.evaluate(AXE_IS_THERE):
        await page.evaluate(AXE_LOADS)
    return report(*await page.evaluate(AXE_LOOKS))


async def test_it_shows_title_address_count_and_clock(
    evening: Evening, wall: Page, tmp_path: Path
) -> None:
    await expect(wall.get_by_role("heading")).to_have_text(TITLE)
    await expect(wall.locator(".address")).to_have_text(evening.phone_url.removeprefix("http://"))
    await expect(wall.locator(".count")).to_have_text("0 Menschen sind da")
    await expect(wall.locator(".clock")).to_have_text(clock.clock_time(clock.now()))
    await wall.screenshot(path=tmp_path / "wall.png")


async def test_everything_fits_on_the_wall_even_with_the_longest_title(
    evening: Evening, wall: Page
) -> None:
    heading = wall.get_by_role("heading")
    parts = (heading, *map(wall.locator, (".count", ".clock", ".address", "svg")))
    for (width, height), title in product(SCREENS, [TITLE, "Nachbarschaft " * 8 + "am Park"]):
        await wall.set_viewport_size({"width": width, "height": height})
        await heading.evaluate("(heading, title) => { heading.innerText = title }", title)
        for part in parts:
            box = await part.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["y"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] + box["height"] <= height


async def test_its_code_leads_to_the_phone_page_even_from_the_last_row(
    evening: Evening, wall: Page
) -> None:
    for smaller in (1, 4):
        assert await decoded(wall, smaller) == [evening.phone_url]
    async with httpx.AsyncClient(follow_redirects=True) as phone:
        assert "Willkommen!" in (await phone.get((await decoded(wall))[0])).text


async def test_the_count_grows_by_itself_and_tells_no_name(evening: Evening, wall: Page) -> None:
    await wall.evaluate("window.sameness = 'not loaded anew'")
    served: list[str] = []

    async def keep(answer: Any) -> None:
        served.append(await answer.text())

    wall.on("response", keep)
    await evening.report("Ada Muster")
    await expect(wall.locator(".count")).to_have_text("1 Mensch ist da")
    await evening.report("Hatice Muster", "Olha Beispiel", "Somebody Unknown")
    await expect(wall.locator(".count")).to_have_text("3 Menschen sind da")
    assert await wall.evaluate("window.sameness") == "not loaded anew"

    served.append(await wall.content())
    async with httpx.AsyncClient() as other:
        served.append((await other.get(evening.url)).text)
    assert len(served) >= 3
    for name in (*PEOPLE, "Somebody Unknown"):
        for part in name.split():
            assert [html for html in served if part in html] == []


async def test_names_hidden_takes_everything_away_until_they_are_back(
    evening: Evening, wall: Page
) -> None:
    await expect(wall.locator(".count")).to_be_visible()
    evening.app.names_hidden = True
    await expect(wall.locator("main")).to_have_text("BIQ")
    assert await decoded(wall) == []
    async with httpx.AsyncClient() as other:
        assert TITLE not in (await other.get(evening.url)).text
    evening.app.names_hidden = False
    await expect(wall.get_by_role("heading")).to_have_text(TITLE)


async def test_it_says_nothing_once_the_evening_has_ended(evening: Evening, wall: Page) -> None:
    await expect(wall.locator(".count")).to_be_visible()
    await evening.app.end_sitting(evening.app.door.gathering_id or 0)
    await expect(wall.locator("main")).to_have_text("BIQ")


async def test_when_the_program_is_gone_nothing_wrong_stays(evening: Evening, wall: Page) -> None:
    await wall.clock.install()
    await wall.reload()
    await expect(wall.locator(".count")).to_be_visible()
    phone_url = evening.phone_url
    await evening.end()
    await wall.clock.run_for(3_000)
    await expect(wall.locator(".clock")).not_to_be_visible()
    assert await decoded(wall) == [phone_url], "for a moment the code stays"
    for _second in range(40):
        await wall.clock.run_for(1_000)
    await expect(wall.locator("main")).to_be_empty()
    assert await decoded(wall) == []


async def boxes(wall: Page, selector: str) -> list[dict[str, float]]:
    """Where these are, as far as they are seen: all at one moment, for the page renews itself."""
    found: list[dict[str, float]] = await wall.locator(selector).evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().toJSON())"
    )
    return [box for box in found if box["width"] and box["height"]]


@pytest.mark.parametrize("with_wifi", [False, True])
async def test_it_can_be_read_from_the_last_row(
    evening: Evening, wall: Page, tmp_path: Path, with_wifi: bool
) -> None:
    wifi = Wifi("Nachbarschaftshaus Gäste", "Kaffee;und:Kuchen") if with_wifi else None
    evening.app.doors._wifi = wifi
    await expect(wall.locator(".wifi")).to_have_count(int(with_wifi))
    texts = "h1, h2, p, li"
    for width, height in SCREENS:
        await wall.set_viewport_size({"width": width, "height": height})
        codes = await boxes(wall, "svg")
        assert codes
        assert all(code["height"] >= 0.3 * height for code in codes)
        sizes = await wall.locator(texts).evaluate_all(
            "(all) => all.filter((one) => one.offsetParent)"
            ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(sizes) >= 0.025 * height
        for box in await boxes(wall, f"svg, {texts}"):
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
            assert 0 <= box["y"] <= box["y"] + box["height"] <= height
        seen = {evening.phone_url} | ({wifi.text} if wifi else set())
        for smaller in (1, 4):
            assert set(await decoded(wall, smaller)) == seen, f"{width} x {height} / {smaller}"
        await wall.screenshot(path=tmp_path / f"wall-{width}-{with_wifi}.png")
    assert await faults(wall) == ""


async def test_it_speaks_the_language_of_the_screen(evening: Evening, wall: Page) -> None:
    evening.app.speak("en")
    await expect(wall.locator(".count")).to_have_text("0 people are here")


async def test_nobody_comes_in_without_the_token_or_by_another_name(evening: Evening) -> None:
    page = httpx.URL(evening.url)
    async with httpx.AsyncClient() as other:
        for path in ("/", "/wrong/", page.path[:-2] + "/", page.path.upper()):
            assert (await other.get(page.copy_with(path=path))).status_code == 404
        for path in (page.path, f"{page.path}now", f"{page.path}live.js"):
            url = page.copy_with(path=path)
            assert (await other.get(url)).status_code == 200
            for host in ("evil.example", f"localhost:{page.port}", "127.0.0.1"):
                assert (await other.get(url, headers={"Host": host})).status_code == 400
        # Nor does the door for phones lead there.
        phones = httpx.URL(evening.phone_url)
        assert (await other.get(phones.copy_with(path=page.path))).status_code == 404


async def test_nothing_is_loaded_from_elsewhere(evening: Evening, wall: Page) -> None:
    asked: list[str] = []
    wall.on("request", lambda request: asked.append(request.url))
    await wall.reload()
    await expect(wall.locator(".count")).to_be_visible()
    assert [url for url in asked if not url.startswith(evening.url)] == []
    state = await wall.context.storage_state()
    assert (state.get("cookies"), state.get("origins")) == ([], [])


async def test_axe_finds_nothing(evening: Evening, wall: Page) -> None:
    await expect(wall.locator(".count")).to_be_visible()
    for colours in COLOURS:
        await wall.emulate_media(color_scheme=colours)
        assert await faults(wall) == ""
    evening.app.names_hidden = True
    await expect(wall.locator("main")).to_have_text("BIQ")
    assert await faults(wall) == ""
