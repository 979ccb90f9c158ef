"""A room with its real database and its real doors, and phones that are real browsers."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from biq_tui.attendance import service
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.attendance.places import place_of
from biq_tui.core.journal import Actor, last_number
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from tests.evening import TITLE, add_gathering, arrivals, open_sitting

Result = TypeVar("Result")

WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
_STATUS = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
"""What Chromium itself notes of a page that is an answer like 422; not a fault of the page."""


class Room:
    """A sitting that is open to phones, in an event loop of its own, as in the program."""

    def __init__(self, folder: Path) -> None:
        self.database = open_database(folder)
        self.gathering = add_gathering(self.database)
        self.code = open_sitting(self.database, self.gathering)
        self.act = Act(Actor.PHONE, "test", place_of(self.gathering))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self.door = PhoneDoor("127.0.0.1", 0, lambda: None)
        self.run(self.door.open(self.gathering, self.code, TITLE, self._report))

    @property
    def url(self) -> str:
        """What the QR code says."""
        return self.door.sign.url

    @property
    def arrivals(self) -> list[str]:
        """The names that came in, in order."""
        return arrivals(self.database)

    @property
    def written(self) -> int:
        """How long the journal is: anything that was ever changed makes it longer."""
        return self.database.read(last_number)

    def end_evening(self) -> None:
        """The facilitator ends the evening while phones are still at it."""
        act = Act(Actor.FACILITATOR, "test", place_of(self.gathering))
        self.database.write(act, service.end, self.gathering).result(15)

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do this in the room's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(15)

    def close(self) -> None:
        """Lock up."""
        self.run(self.door.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(15)
        self._loop.close()
        self.database.close()

    async def _report(self, key: str, name: str) -> None:
        await self.database.writes(self.act, service.report, self.gathering, key, name)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path / "room")
    yield room
    room.close()


class Phone:
    """A browser of its own, as big as a small phone, and what it noticed."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.asked: list[Request] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request))
        self.page.on("console", self._told)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, url: str) -> Page:
        """The page of an address."""
        self.page.goto(url)
        return self.page

    def key(self) -> str:
        """The key in the address."""
        return self.page.url.split("?")[0].split("/")[4]

    def _told(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not _STATUS.match(message.text):
            self.complaints.append(message.text)


NewPhone = Callable[..., Phone]


@pytest.fixture
def new_phone(browser: Browser) -> Iterator[NewPhone]:
    """Take another phone; options are a browser context's. None may have complained at the end."""
    phones: list[Phone] = []

    def take(**options: Any) -> Phone:
        settings = {"locale": "de-DE", "viewport": {"width": 360, "height": 740}} | options
        phones.append(Phone(browser.new_context(**settings)))
        return phones[-1]

    yield take
    for phone in phones:
        phone.context.close()
    assert [complaint for phone in phones for complaint in phone.complaints] == []


AXE_IS_THERE = "typeof axe === 'object'"
AXE_LOADS = AXE_SCRIPT + "; 0"  # what a script ends with is sent to us: not all of axe
AXE_LOOKS = f"""
axe.run({json.dumps(WCAG)}).then(found => [found.violations, found.passes.length])
"""


def faults(page: Page) -> str:
    """What axe finds against WCAG 2.2 A/AA and good practice; empty if nothing."""
    if not page.evaluate(AXE_IS_THERE):  # a page that is only shown otherwise has it already
        page.evaluate(AXE_LOADS)
    return report(*page.evaluate(AXE_LOOKS))


def report(violations: list[object], passes: int) -> str:
    """The faults in words; `passes`: how many rules found something that is right."""
    assert passes, "axe looked at nothing"
    return str(AxeResults({"violations": violations}).generate_report()) if violations else ""
