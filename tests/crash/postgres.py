"""PostgreSQL: the program dies, its connection is cut by the server, or the server itself dies."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import make_url

from tests.attendance.rooms import opened

from .book import Book, Tally
from .cut_line import line
from .process import PATIENCE_SECONDS, working
from .work import Order
from .world import World

STEPS = 24

DIES = "PostgreSQL dies"
"""The kind for which a server of its own is needed."""


def _admin(world: World) -> psycopg.Connection[tuple[int]]:
    """A connection past the program, autocommitting."""
    url = make_url(world.url)
    host = url.query.get("host") or url.host
    return psycopg.connect(
        host=str(host), port=url.port or 5432, user=url.username, dbname=url.database,
        autocommit=True,
    )  # fmt: skip


def connections_end(world: World, times: int, seed: int) -> Tally:
    """The server ends the program's connections while it works; it says so, and goes on."""
    book, chance, ended = Book(world), random.Random(seed), 0
    for turn in range(times):
        with working(Order(world, f"{turn}", STEPS)) as program, _admin(world) as admin:
            program.go()
            for _each in range(3):
                program.until("done", chance.randint(1, 12))
                ended += _end_others(admin)
            assert program.until("end")
            book.said += program.said
            program.kill()
    return _alive(book, ended)


def commits_break(world: World, times: int, seed: int) -> Tally:
    """The connection breaks while COMMIT is on its way, to the server or back."""
    book, turn = Book(world), 0
    with TemporaryDirectory(prefix="biq-") as folder, line(world.url, Path(folder), seed, 4) as its:
        url, through = its
        while through.broken < times:
            with working(Order(replace(world, url=url), f"{turn}", STEPS)) as program:
                through.breaks = times - through.broken
                program.go()
                assert program.until("end")
                through.breaks = 0
                book.said += program.said
                program.kill()
            turn += 1
        return _alive(book, through.broken)


def _alive(book: Book, faults: int) -> Tally:
    with opened(book.world.folder, book.world.url) as database:
        tally = book.tally(database, alive=True)
    tally.faults = faults
    return tally


def _end_others(admin: psycopg.Connection[tuple[int]]) -> int:
    """End the program's connections; how many."""
    return len(admin.execute(f"SELECT pg_terminate_backend(pid) {_OF_THE_PROGRAM}").fetchall())


def server_dies(world: World, times: int, seed: int) -> Tally:
    """kill -9 of the program's writer inside the server: all of the server starts again.

    For a server of its own: everybody's connection to it is lost.
    """
    book, chance = Book(world), random.Random(seed)
    for turn in range(times):
        with working(Order(world, f"{turn}", STEPS)) as program:
            program.go()
            program.until("done", chance.randint(1, 12))
            with _admin(world) as admin:
                (writer,) = admin.execute(
                    f"SELECT pid {_OF_THE_PROGRAM} AND query NOT LIKE 'LISTEN%' LIMIT 1"
                ).fetchone() or (0,)
            os.kill(writer, signal.SIGKILL)
            assert program.until("end")
            book.said += program.said
            program.kill()
        _once_back(world)
    return _alive(book, times)


def _once_back(world: World) -> None:
    """Wait until the server takes connections again."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with suppress(psycopg.OperationalError), _admin(world):
            return
    raise TimeoutError("the server does not come back")


_OF_THE_PROGRAM = (
    "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
