"""How soon a change made at one laptop stands on the other one's screen, on both databases.

    python -m tests.benchmarks.others [CHANGES]

The screen is the running app's, the other laptop a second `Database` in the same process.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings import agenda
from biq_tui.meetings.places import place_of
from tests.attendance.rooms import opened
from tests.meetings.test_meeting_screen import meeting
from tests.room import bremen, started
from tests.servers import PostgresServer

THERE = Act(Actor.FACILITATOR, "laptop-2", place_of(1))


async def measured(url: str, folder: Path, changes: int) -> list[float]:
    """Milliseconds from the answer "done" there to the painted row here, in rising order."""
    here, there = folder / "here", folder / "there"
    here.mkdir()
    with bremen(), opened(there, url) as database:
        meeting(database)
        async with started(here, url=url) as room:
            await room.enter("treffen")
            await room.sees("BIQ · Treffen am")
            took = []
            for heads in range(1, changes + 1):
                await asyncio.to_thread(
                    database.write(THERE, agenda.count_heads, 1, heads + 1000).result
                )
                done = time.perf_counter()
                while f"{heads + 1000} Menschen" not in room.rows[1]:
                    await asyncio.sleep(0.002)
                took.append((time.perf_counter() - done) * 1000)
    return sorted(took)


def main() -> None:
    """Measure and print."""
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with TemporaryDirectory() as place, PostgresServer() as server:
        folder = Path(place)
        for name, url in (
            ("SQLite", f"sqlite:///{folder / 'biq.db'}"),
            ("PostgreSQL", server.new_database()),
        ):
            its = folder / name
            its.mkdir()
            took = asyncio.run(measured(url, its, changes))
            half, most = took[len(took) // 2], took[int(len(took) * 0.95)]
            print(f"{name}: {changes} changes, p50 {half:.0f} ms, p95 {most:.0f} ms, "
                  f"most {took[-1]:.0f} ms (aim 1000)")  # fmt: skip


if __name__ == "__main__":
    main()
