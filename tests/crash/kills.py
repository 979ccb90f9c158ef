"""kill -9 at any moment: of the writer in full flow, on SQLite and on PostgreSQL."""

from __future__ import annotations

import random
import time
from pathlib import Path

from tests.attendance.rooms import opened

from .book import Book, Tally
from .process import working
from .work import Order
from .world import World

MOST_ANSWERS = 12
"""After so many of them at the latest it dies."""

LONGEST_BREATH = 0.004
"""Seconds from the last answer listened to to the kill: a few commits."""

A_DATABASE = 25
"""So many deaths of one database, then a fresh one: evenings don't grow without end."""


def kill_again_and_again(world: World, kills: int, seed: int, folder: Path) -> Tally:
    """So many programs die on SQLite files below `folder`, each going on where the last ended."""
    tally = Tally()
    for first in range(0, kills, A_DATABASE):
        its = world.fresh(folder / f"killed-{first}")
        tally += killed(its, min(A_DATABASE, kills - first), seed + first)
    return tally


def killed(world: World, times: int, seed: int) -> Tally:
    """So many programs die on one database; what it holds after each death."""
    book, tally, chance = Book(world), Tally(), random.Random(seed)
    for turn in range(times):
        with working(Order(world, f"{turn}")) as program:
            program.go()
            assert program.until("done", chance.randint(1, MOST_ANSWERS))
            time.sleep(chance.uniform(0, LONGEST_BREATH))  # the moment is the experiment
            program.kill()
            book.said += program.said
        with opened(world.folder, world.url or None) as database:
            tally = book.tally(database)  # all that was ever acknowledged, each time
        if tally.wrong:
            break
    tally.faults = times
    return tally
