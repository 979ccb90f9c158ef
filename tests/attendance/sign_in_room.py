"""Ankommen at the keyboard: the room that the tests of the sign-in screen share.

The clock stands still, the keys are real, phones report through the same use case as over HTTP.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from biq_tui.app import BiqApp, Options
from biq_tui.attendance import service
from biq_tui.attendance.screens import GatheringScreen
from biq_tui.attendance.sheet import Sheet
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.opening import open_database
from biq_tui.demo import PEOPLE
from biq_tui.ui.item_list import GUTTER, ItemList
from biq_tui.ui.screen import BiqScreen
from tests.room import Room, free_port

from .rooms import make_gathering, phone

NOW = datetime(2027, 3, 5, 11, 52, tzinfo=UTC)
TITLE = "Block 3 · Insel"


class SignIn(Room):
    """Ankommen, as the facilitator sees and touches it."""

    def __init__(self, app: BiqApp, pilot: Pilot[None]) -> None:
        super().__init__(app, pilot)
        self._phones = count(1)

    @property
    def state(self) -> str:
        """Row 2."""
        return self.rows[1].strip()

    @property
    def body(self) -> list[str]:
        """The rows between the rules."""
        return self.rows[4:-5]

    @property
    def sheet(self) -> Sheet:
        """What the sign-in screen knows."""
        assert isinstance(self.app.screen, GatheringScreen)
        return self.app.screen.sheet

    def places(self, texts: Sequence[str]) -> list[tuple[int, int]]:
        """Column and row of each of these texts."""
        rows = self.rows
        found = []
        for text in texts:
            y = next((y for y, row in enumerate(rows) if text in row), None)
            assert y is not None, f"{text!r} is not on the screen:\n{self.text}"
            found.append((cell_len(rows[y].partition(text)[0]), y))
        return found

    @property
    def people(self) -> list[str]:
        """The list as it stands on the screen: sign, number, name and state of each person."""
        roster = self.app.screen.query_one("#roster", ItemList)
        x, y, width, height = roster.region
        column = (width - GUTTER * (roster.columns - 1)) // roster.columns
        lines = [row[x : x + width] for row in self.rows[y : y + height]]
        starts = [number * (column + GUTTER) for number in range(roster.columns)]
        return [line[start : start + column].rstrip() for start in starts for line in lines]

    def person(self, name: str) -> str:
        """Her part of the list, blanks folded: '▸ 12 Jonas Müller da'."""
        found = [" ".join(person.split()) for person in self.people if name in person]
        assert len(found) == 1, f"{name!r} in the list: {found}\n{self.text}"
        return found[0]

    async def press_at_once(self, *keys: str) -> None:
        """Keys that arrive in one read from the terminal, before the first of them is handled."""
        for key in keys:
            letter = key if len(key) == 1 else "\r" if key == "enter" else None
            self.app.post_message(events.Key(key, letter))
        await self.settle()

    async def press_at(self, key: str, moment: float) -> None:
        """A key that was pressed at this moment of the keys' own clock."""
        event = events.Key(key, "\r" if key == "enter" else None)
        event.time = moment
        self.app.post_message(event)
        await self.settle()

    async def phone(self, *names: str) -> None:
        """Phones report, all at once; done when the screen knows."""
        known = self.sheet.phones if isinstance(self.app.screen, GatheringScreen) else None
        act = phone(self.gathering_id, self.app.station.id)
        await asyncio.gather(
            *(
                self.app.database.writes(
                    act, service.report, self.gathering_id, f"key-{next(self._phones):012}", name
                )
                for name in names
            )
        )
        if known is not None:
            await self.until(lambda: self.sheet.phones == known + len(names))
        await self.settle()

    @property
    def gathering_id(self) -> int:
        """The gathering whose screen is open, on top or below."""
        return next(
            screen.sheet.gathering_id
            for screen in self.app.screen_stack
            if isinstance(screen, GatheringScreen)
        )


@pytest.fixture(autouse=True)
def _clock_stands() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second Enter counts at once; the tests of that guard give it its time back."""
    monkeypatch.setattr(BiqScreen, "STEADY_SECONDS", 0)


@pytest.fixture(autouse=True)
def _no_idling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot waits for an idle processor after each key; `settle` waits for messages."""

    async def turn(_least: float = 0, _most: float = 1) -> None:
        await asyncio.sleep(0)

    for module in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module}.wait_for_idle", turn)
    monkeypatch.setattr("biq_tui.app.PAINT_SECONDS", 0.001)  # nobody looks at the first picture


@pytest.fixture(scope="module")
def empty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the tables and nothing else, made once."""
    folder = tmp_path_factory.mktemp("empty")
    open_database(folder).close()
    return folder


@pytest.fixture
def folder(tmp_path: Path, empty_folder: Path) -> Path:
    """A data folder of its own for each test."""
    made = tmp_path / "folder"
    made.mkdir()
    shutil.copy(empty_folder / DATABASE_FILE, made)
    return made


def fill(
    folder: Path,
    names: Sequence[str] = PEOPLE,
    opened: bool = True,
    starts_at: datetime = NOW,
    title: str = TITLE,
) -> None:
    """A gathering with these people on its list."""

    def make(database: Database) -> None:
        make_gathering(database, names, opened, title=title, starts_at=starts_at)

    database = open_database(folder)
    make(database)
    database.close()


@asynccontextmanager
async def started(folder: Path, size: tuple[int, int]) -> AsyncIterator[SignIn]:
    """The app on this folder, as far as its first screen knows the data."""
    app = BiqApp(Options(folder=folder, host="127.0.0.1", port=free_port()))
    async with app.run_test(size=size, notifications=True) as pilot:
        room = SignIn(app, pilot)
        await room.until(lambda: "Einen Moment" not in room.text and "One moment" not in room.text)
        yield room


@asynccontextmanager
async def evening(
    folder: Path, size: tuple[int, int], names: Sequence[str] = PEOPLE
) -> AsyncIterator[SignIn]:
    """Today's sitting, open on the screen, nobody here yet."""
    fill(folder, names)
    async with started(folder, size) as room:
        await room.press("enter")
        await room.until(lambda: isinstance(room.app.screen, GatheringScreen))
        await room.until(lambda: bool(room.app.door.sign.url))
        await room.sees("[Ankommen]", "Name ›")
        yield room
