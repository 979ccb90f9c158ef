"""PostgreSQL: the program dies, its connection is cut by the server, or the server itself dies."""

from __future__ import annotations

import os
import random
import signal
import time

import psycopg
from sqlalchemy import make_url

from tests.attendance.rooms import opened

from .book import Book, Tally
from .process import working
from .work import Order
from .world import World

STEPS = 24


def _admin(world: World) -> psycopg.Connection[tuple[int]]:
    """A connection past the program, autocommitting."""
    url = make_url(world.url)
    host = url.query.get("host") or url.host
    return psycopg.connect(
        host=str(host), port=url.port or 5432, user=url.username, dbname=url.database,
        autocommit=True,
    )  # fmt: skip


def answers_last(world: World) -> None:
    """The tests' server forgets the last answers when it dies; this database does not."""
    with _admin(world) as admin:
        admin.execute(f"ALTER DATABASE {make_url(world.url).database} SET synchronous_commit=on")


def backends_end(world: World, times: int, seed: int) -> Tally:
    """The server ends the program's connections while it works: it says so and goes on."""
    return _disturbed(world, times, random.Random(seed), "PostgreSQL ends connections", _terminate)


def _disturbed(world, times, chance, kind, disturb) -> Tally:
    book, faults = Book(world), 0
    for turn in range(times):
        with working(Order(world, f"{kind[-4:]}{turn}", STEPS)) as program, _admin(world) as admin:
            program.go()
            for _each in range(3):
                program.until("done", chance.randint(1, 12))
                faults += disturb(admin)
            assert program.until("end")
            book.said += program.said
            program.kill()
    with opened(world.folder, world.url) as database:
        tally = book.tally(kind, database, alive=True)
    tally.faults = faults
    return tally


def _terminate(admin: psycopg.Connection[tuple[int]]) -> int:
    ended = admin.execute(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ).fetchone()
    return ended[0] if ended else 0
