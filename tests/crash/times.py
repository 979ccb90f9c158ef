"""A clock that jumps, and a laptop that sleeps: what the time says is never what is kept by."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import UTC, datetime

from tests.attendance.rooms import opened

from .book import Book, Tally
from .process import working
from .work import Order
from .world import World

NAP_STEPS, MOST_ANSWERS = 4, 10
LONGEST_NAP = 0.1
"""Seconds: the other one waits for longer, so it has to go on."""

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


def clock_jumps(world: World, times: int, seed: int) -> Tally:
    """At each step the clock says something else; then all is looked at, and again after a kill."""
    chance, book = random.Random(seed), Book(world)
    order = Order(world, "1", times, threads=1, clock=tuple(chance.choices(MOMENTS, k=times)))
    with working(order) as program:
        program.go()
        assert program.until("end")
        book.said = program.said
        with opened(world.folder, world.url or None) as database:
            alive = book.tally(database, alive=True)
        program.kill()
    with opened(world.folder, world.url or None) as database:
        tally = book.tally(database)
    tally.wrong += alive.wrong
    tally.faults = times
    return tally


def naps(world: World, times: int, seed: int) -> Tally:
    """The laptop sleeps in the middle of a step; another program at the same data goes on."""
    chance, book = random.Random(seed), Book(world)
    for turn in range(times):
        one, other = Order(world, f"{turn} one", NAP_STEPS), Order(world, f"{turn} two", NAP_STEPS)
        with working(one) as sleeper, working(other) as second:
            sleeper.go()
            assert sleeper.until("done", chance.randint(1, MOST_ANSWERS))
            os.kill(sleeper.pid, signal.SIGSTOP)
            second.go()
            time.sleep(chance.uniform(0, LONGEST_NAP))  # the moment is the experiment
            os.kill(sleeper.pid, signal.SIGCONT)
            for program in (sleeper, second):
                assert program.until("end")
                book.said += program.said
                program.kill()
    with opened(world.folder) as database:
        tally = book.tally(database, alive=True)
    tally.faults = times
    return tally
