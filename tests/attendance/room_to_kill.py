"""A program of its own for test_kill: opens the door for phones, says where, and serves on."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from biq_tui.attendance import service
from biq_tui.attendance.models import Gathering
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core.opening import open_database

from .rooms import TITLE, phone


async def serve(folder: Path, gathering: int) -> None:
    """Until somebody kills it."""
    database = open_database(folder)
    with database.reading() as session:
        code = session.get_one(Gathering, gathering).code

    async def report(key: str, name: str) -> None:
        await database.writes(phone(gathering), service.report, gathering, key, name)

    door = PhoneDoor("127.0.0.1", 8421, lambda: None)
    await door.open(gathering, code, TITLE, report)
    sys.stdout.write(f"{door.sign.url}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2])))
