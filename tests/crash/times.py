"""A clock that jumps, and a laptop that sleeps: what the time says is never what is kept by."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.attendance.rooms import facilitator, opened
from biq_tui.attendance import service
from biq_tui.core.errors import Refused

from .book import Book, Tally
from .process import working
from .work import Order, Said
from .world import World

MOMENTS = (
    datetime(2027, 3, 27, 18, tzinfo=UTC),
    datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC),  # in Bremen the clock is put forward now
    datetime(2027, 3, 28, 1, 0, 1, tzinfo=UTC),
    datetime(2027, 3, 27, 23, tzinfo=UTC),
    datetime(2027, 10, 31, 0, 30, tzinfo=UTC),  # 2:30, the first
    datetime(2027, 10, 31, 1, 30, tzinfo=UTC),  # 2:30 again
    datetime(2027, 10, 31, 0, 59, tzinfo=UTC),
    datetime(2000, 1, 1, tzinfo=UTC),  # the battery of the clock is flat
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2027, 3, 27, 18, 1, tzinfo=UTC),
    datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC),
)


def clock_jumps(world: World, jumps: int, seed: int) -> Tally:
    """At each step the clock says something else; then all is looked at, and again after a kill."""
    chance, kind, book = random.Random(seed), "clock jumps", Book(world)
    order = Order(world, "1", jumps, threads=1, clock=tuple(chance.choices(MOMENTS, k=jumps)))
    with working(order) as program:
        program.go()
        assert program.until("end")
        book.said = program.said
        with opened(world.folder, world.url or None) as database:
            alive = book.tally(kind, database, alive=True)
        program.kill()
    with opened(world.folder, world.url or None) as database:
        tally = book.tally(kind, database)
    tally.wrong += alive.wrong
    tally.faults = jumps
    return tally
