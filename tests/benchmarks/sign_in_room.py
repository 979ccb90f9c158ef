"""The program's own room for the benchmark of sign-ins: its door, its pages, its writer.

    python -m tests.benchmarks.sign_in_room FOLDER [--screen]

Serves the gathering that is open in the data folder; with `--screen` inside the whole app, on
its sign-in screen, as in a real room. Says its address, then serves until the process is ended.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from sqlmodel import select

from biq_tui.attendance import service
from biq_tui.attendance.models import Gathering, Sitting
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.attendance.places import place_of
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.station import StationFile
from biq_tui.core.write import Act

PORT = 8721


def say(url: str) -> None:
    """Tell the benchmark where the door is."""
    sys.__stdout__.write(f"{url}\n")  # type: ignore[union-attr]  # only None without a console
    sys.__stdout__.flush()  # type: ignore[union-attr]


async def serve(folder: Path) -> None:
    """The door alone."""
    database = open_database(folder)
    with database.reading() as session:
        gathering = session.exec(select(Gathering).where(Gathering.sitting == Sitting.OPEN)).one()
        gathering_id, code, title = gathering.id or 0, gathering.code, gathering.title
    act = Act(Actor.PHONE, "laptop", place_of(gathering_id))

    async def report(key: str, name: str) -> None:
        await database.writes(act, service.report, gathering_id, key, name)

    door = PhoneDoor("127.0.0.1", PORT, lambda: None)
    await door.open(gathering_id, code, title, report)
    say(door.sign.url)
    await asyncio.Event().wait()


async def show(folder: Path) -> None:
    """The whole app, headless, on the screen it was left on: the sign-in."""
    from biq_tui.app import BiqApp, Options
    from biq_tui.attendance.screens import GatheringScreen

    database = open_database(folder)
    with database.reading() as session:
        gathering = session.exec(select(Gathering).where(Gathering.sitting == Sitting.OPEN)).one()
        place = place_of(gathering.id or 0)
    database.close()
    StationFile(folder / "station.json").remember(place=place)
    app = BiqApp(Options(folder, host="127.0.0.1", port=PORT))

    async def say_when_open() -> None:
        while not (app.ready and isinstance(app.screen, GatheringScreen) and app.door.sign.url):
            await asyncio.sleep(0.05)
        say(app.door.sign.url)

    saying = asyncio.create_task(say_when_open())
    await app.run_async(headless=True, size=(100, 30))
    await saying


if __name__ == "__main__":
    asyncio.run((show if "--screen" in sys.argv else serve)(Path(sys.argv[1])))
