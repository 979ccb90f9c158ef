"""The limit of a durable sign-in: nothing but HTTP, one writer thread and one row.

    python -m tests.benchmarks.sign_in_limit FOLDER

One thread takes what waits and commits it once, with the sqlite3 module alone (WAL,
synchronous=FULL); the answer follows the commit. No list, no matching, no journal, no checks.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from biq_tui.web.server import bind

FILE = "limit.db"
GROUP = 256

_Job = tuple[str, str, asyncio.Future[None]]


class GroupWriter(threading.Thread):
    """Commits what waits at once, then lets the loop answer."""

    def __init__(self, file: Path, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(daemon=True)
        self._file = file
        self._loop = loop
        self._jobs: queue.SimpleQueue[_Job] = queue.SimpleQueue()

    async def store(self, key: str, name: str) -> None:
        """Returns when the row is on the disk."""
        done = self._loop.create_future()
        self._jobs.put((key, name, done))
        await done

    def run(self) -> None:
        """Until the program ends."""
        connection = sqlite3.connect(self._file, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(
            "CREATE TABLE arrival (id INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL,"
            " at TEXT NOT NULL, UNIQUE (key, name))"
        )
        while True:
            group = [self._jobs.get()]
            while len(group) < GROUP and not self._jobs.empty():
                group.append(self._jobs.get_nowait())
            at = datetime.now(UTC).isoformat()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                "INSERT INTO arrival (key, name, at) VALUES (?, ?, ?)",
                [(key, name, at) for key, name, _done in group],
            )
            connection.execute("COMMIT")
            self._loop.call_soon_threadsafe(_answer, [done for *_row, done in group])


def _answer(waiting: list[asyncio.Future[None]]) -> None:
    for done in waiting:
        done.set_result(None)


async def serve(folder: Path) -> None:
    """Say where, and serve until the process is ended."""
    writer = GroupWriter(folder / FILE, asyncio.get_running_loop())
    writer.start()

    async def arrive(request: Request) -> RedirectResponse:
        name = parse_qs((await request.body()).decode())["name"][0]
        await writer.store(request.path_params["key"], name)
        return RedirectResponse(f"{request.url.path}/done", 303)

    app = Starlette(routes=[Route("/100/{key}", arrive, methods=["POST"])])
    socket = bind("127.0.0.1", 0)
    sys.stdout.write(f"http://127.0.0.1:{socket.getsockname()[1]}/100\n")
    sys.stdout.flush()
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off")
    await uvicorn.Server(config).serve([socket])


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
