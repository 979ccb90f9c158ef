"""How long a month of the calendar takes in a year with 500 events, and in an empty one.

.venv/bin/python -m tests.benchmarks.calendar

Reading and drawing alone, and the view: the whole way from Page down to the last paint in the
running app. In time of the processor, all threads together: a busy machine says the same.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from biq_tui.core.database import Database
from biq_tui.core.opening import open_database
from biq_tui.events.calendar.month import month_lines
from biq_tui.events.calendar.screen import CalendarScreen
from biq_tui.events.calendar.view import another_month, read_month
from biq_tui.events.models import EventState, PledgeRole
from biq_tui.events.partners import pledges
from biq_tui.events.places import place_of
from tests.events.calendar.summer import YEAR, add, at, do
from tests.room import SMALL, Fill, bremen, folder_of, started

EVENTS, MOST_TIMES, ROUNDS = 500, 2.0, 8
STATES = (EventState.WISH, EventState.PLANNED, EventState.FIXED)


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as place:
        empty, full = (_measured(Path(place), name, fill) for name, fill in FILLS)
    print(f"a month, median of {ROUNDS * 12}, in ms     empty year   {EVENTS} events")
    for what, none, many in zip(("read and drawn", "page turned"), empty, full, strict=True):
        print(f"{what:<30}    {none:>10.1f}   {many:>10.1f}   {many / none:.1f} times")
    print(f"aim: a page turned in at most {MOST_TIMES:.0f} times the time")


def year(database: Database) -> None:
    """500 events: over all days, in forty rooms, some of them with somebody who is asked."""
    chance = random.Random(YEAR)
    for number in range(EVENTS):
        day = date(YEAR, 1, 1) + timedelta(days=chance.randrange(365))
        first = chance.randrange(9, 20)
        when = at(day.day, first, first + 3, month=day.month)
        state = chance.choice(STATES)
        event_id = add(database, f"Fest {number}", when, f"Raum {chance.randrange(40)}", state)
        if number % 2:
            asked = (event_id, "Bremer Heimstiftung", PledgeRole.ROOM)
            do(database, pledges.ask, *asked, place=place_of(event_id))


FILLS: tuple[tuple[str, Fill | None], ...] = (("empty", None), ("full", year))


def _measured(place: Path, name: str, fill: Fill | None) -> tuple[float, float]:
    own = place / name
    own.mkdir()
    folder = folder_of(own, fill)
    return _read_and_drawn(folder), asyncio.run(_turned(folder))


def _read_and_drawn(folder: Path) -> float:
    with bremen():
        database = open_database(folder)
        took = []
        for _round in range(ROUNDS):
            for month in range(1, 13):
                first = date(YEAR, month, 1)
                began = time.process_time()
                seen = database.read(read_month, first)
                month_lines(seen, first, first, (80, 15))
                took.append(time.process_time() - began)
        database.close()
    return statistics.median(took) * 1000


async def _turned(folder: Path) -> float:
    async with started(folder, SMALL) as room:
        screen = CalendarScreen(date(YEAR, 1, 15))
        await room.app.push_screen(screen)
        await room.settle()
        took = []
        for turn in range(ROUNDS * 12):
            day = another_month(screen._scene.day, 1 if turn // 11 % 2 == 0 else -1)
            began = time.process_time()
            await room.press("pagedown" if turn // 11 % 2 == 0 else "pageup")
            while screen._scene.shown is None:
                await asyncio.sleep(0)
            await room.settle()
            took.append(time.process_time() - began)
            assert screen._scene.day == day
    return statistics.median(took) * 1000


if __name__ == "__main__":
    main()
