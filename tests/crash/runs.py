"""All kinds of faults, and how often each is tried."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import faults, kills, phones, postgres, powercut, small_disk, times
from .book import Tally
from .work import Order
from .world import World, make_world

Run = Callable[[], Tally]


@dataclass(frozen=True, slots=True)
class Size:
    """How often."""

    kills: int
    """Of the program on SQLite, at any moment; on PostgreSQL a tenth of it."""
    points: int
    """At so many places each call of the system fails once."""
    cuts: int
    """Of the power, while people arrive and vote."""
    starts: int
    """Of the power, while the program starts for the first time."""
    jumps: int
    """Of the clock."""


LONG = Size(kills=1000, points=40, cuts=2000, starts=100, jumps=2000)
SHORT = Size(kills=12, points=2, cuts=40, starts=3, jumps=40)


def runs(
    size: Size, seed: int, folder: Path, new_database: Callable[[], str]
) -> Iterator[tuple[str, Run]]:
    """The name of each kind, and how it is tried."""
    world, few = make_world(folder / "world"), max(size.kills // 10, 2)
    yield from on_sqlite(size, few, seed, folder, world)
    kinds = {
        "PostgreSQL: kill -9": partial(kills.killed, kills=few, chance=random.Random(seed)),
        "PostgreSQL ends the connections": partial(postgres.connections_end, times=few, seed=seed),
        "PostgreSQL: the line breaks at COMMIT": partial(
            postgres.commits_break, times=few, seed=seed
        ),
        # the last: nobody else's connection survives it
        "PostgreSQL dies": partial(postgres.server_dies, times=few, seed=seed),
    }
    for kind, run in kinds.items():
        yield kind, lambda kind=kind, run=run: run(make_world(folder, new_database()), kind=kind)


def on_sqlite(
    size: Size, few: int, seed: int, folder: Path, world: World
) -> Iterator[tuple[str, Run]]:
    """The kinds that need a file."""

    def fresh(name: str) -> World:
        return world.fresh(folder / name)

    def first_start(kind: str) -> Tally:
        (folder / "first").mkdir()
        order = Order(World(folder / "first", 0, 0), "1", 0)
        return powercut.cuts(order, size.starts, seed, folder, kind)

    yield "kill -9", partial(kills.kill_again_and_again, world, size.kills, seed, folder)
    kind = "kill -9, phones by HTTP"
    yield kind, lambda kind=kind: phones.room_dies(fresh("phones"), few, seed, kind)
    for kind, listed in faults.by_kind(size.points).items():
        yield kind, partial(faults.with_faults, world, kind, listed, folder)
    kind = "power cut"
    yield kind, lambda kind=kind: powercut.cuts(
        Order(fresh("cut"), "1", 12, 2, pages=40), size.cuts, seed, folder, kind
    )
    yield "power cut at the first start", lambda: first_start("power cut at the first start")
    yield small_disk.KIND, partial(small_disk.full_and_read_only, world, few, folder / "small")
    yield times.JUMPS, lambda: times.clock_jumps(fresh("clock"), size.jumps, seed)
    yield times.NAPS, lambda: times.naps(fresh("naps"), few, seed)
