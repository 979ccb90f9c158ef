"""A program of its own for test_networks: opens the door for phones and says what its sign shows.

One line for each change: address, what changed by itself or hinders, how many phones came.
"""

from __future__ import annotations

import asyncio
import sys

from biq_tui.attendance import phone_door
from biq_tui.attendance.phone_door import PhoneDoor
from biq_tui.core import language

LOOK_SECONDS = 0.1


async def serve() -> None:
    """Serve until nobody listens any more."""

    async def report(_key: str, _name: str) -> None:
        pass

    def changed() -> None:
        sign = door.sign
        told = (sign.short, sign.interface, sign.notice or sign.problem, f"{door.visits.number}")
        sys.stdout.write("|".join(told) + "\n")
        sys.stdout.flush()

    language.speak("en")
    phone_door.LOOK_SECONDS = LOOK_SECONDS
    door = PhoneDoor(None, 8421, changed)
    await door.open(1, "473", "Block 3", report)
    await asyncio.to_thread(sys.stdin.read)
    await door.close()


if __name__ == "__main__":
    asyncio.run(serve())
