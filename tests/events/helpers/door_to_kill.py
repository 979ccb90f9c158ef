"""A program of its own for test_door_kill: it serves the page for helpers until it dies."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from biq_tui.attendance.models import Gathering
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core.opening import open_database
from biq_tui.events.phone_pages import helping_at
from tests.attendance.rooms import STATION


async def _report(_key: str, _name: str) -> None:
    """Nobody arrives here."""


async def serve(folder: Path) -> None:
    """Open the door, tell its address, and go on for ever."""
    database = open_database(folder)
    with database.reading() as session:
        gathering = session.get_one(Gathering, 1)
    door = PhoneDoor("127.0.0.1", 0, lambda: None)
    helping = await helping_at(database, STATION, lambda: door.facts)
    shown = 1, gathering.code, gathering.title, _report
    await door.open(*shown, listed=False, offers=[helping])
    print(door.sign.url, flush=True)  # noqa: T201 - the test waits for it
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
