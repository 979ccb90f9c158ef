"""The whole app is killed on one screen after the other: it comes back on that screen and tab."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path

from sqlmodel import col, select

from biq_tui import demo
from biq_tui.app import BiqApp
from biq_tui.attendance.models import Gathering, Sitting
from biq_tui.ui.home_screen import COURSES, EVENTS, MEETINGS, PEOPLE
from biq_tui.ui.screen import BiqScreen
from tests.attendance.rooms import STATION, opened
from tests.room import Room, bremen, started

from .book import Tally
from .process import dying
from .work import Said

Way = Callable[[BiqApp], Awaitable[None]]


async def _arrivals(app: BiqApp) -> None:
    """Ankommen of the newest date that nobody has ended."""
    open_ = select(Gathering.id).where(Gathering.sitting != Sitting.ENDED)
    newest = await app.read(lambda session: session.exec(open_.order_by(col(Gathering.id))).first())
    await app.open_arrivals(newest or 0)


WAYS: tuple[tuple[str, Way, int], ...] = (
    ("Ankommen", _arrivals, 0),
    ("a course", lambda app: app.open_course(1), 3),
    ("a meeting", lambda app: app.open_meeting(1), 2),
    ("an event", lambda app: app.open_event(1), 3),
    ("the people", lambda app: app.turn_home(PEOPLE), 0),
    ("the courses", lambda app: app.turn_home(COURSES), 0),
    ("the meetings", lambda app: app.turn_home(MEETINGS), 0),
    ("the events", lambda app: app.turn_home(EVENTS), 0),
    ("a course, another tab", lambda app: app.open_course(1), 6),
    ("a meeting, another tab", lambda app: app.open_meeting(1), 1),
    ("an event, another tab", lambda app: app.open_event(1), 1),
)
"""What it is called, how one gets there, and how often Tab is pressed there."""


def killed_on_screens(kills: int, folder: Path) -> Tally:
    """The app dies so often, each time on the next screen; where it is after the next start."""
    folder.mkdir()
    with bremen(), opened(folder) as database:
        demo.fill(database, STATION)
    tally, left = Tally(faults=kills), ""
    for turn in range(kills + 1):
        name, _way, _tabs = WAYS[turn % len(WAYS)]
        with dying(walk, folder, turn) as app:
            assert app.until("is at"), f"it does not start after it was killed: {left}"
            found = app.said[-1].sentence
            if left:
                tally.found += found == left
                if found != left:
                    tally.wrong.append(f"it was at {left}, and came back at {found}")
            if turn < kills:
                app.go()
                assert app.until("goes to"), f"{name} does not open"
                left = app.said[-1].sentence
                tally.asked += 1
                tally.acknowledged += 1
            app.kill()
    return tally


def walk(folder: Path, turn: int, mouth: Connection) -> None:
    """The process that dies: says where it is, goes to the next screen, says so, and waits."""
    asyncio.run(_walk(folder, turn, mouth))


async def _walk(folder: Path, turn: int, mouth: Connection) -> None:
    async with started(folder) as room:
        mouth.send(Said("is at", sentence=_where(room)))
        await asyncio.to_thread(mouth.recv)
        _name, way, tabs = WAYS[turn % len(WAYS)]
        while len(room.app.screen_stack) > 2:  # back to the tabs of the house
            await room.app.go_home()
        await way(room.app)
        await room.settle()
        await room.press(*["tab"] * tabs)
        mouth.send(Said("goes to", sentence=_where(room)))
        await asyncio.to_thread(mouth.recv)


def _where(room: Room) -> str:
    """The first rows, and what is open."""
    screen = room.app.screen
    assert isinstance(screen, BiqScreen)
    return f"{screen.place} tab {screen.current_tab}: {room.rows[0].strip()}"
