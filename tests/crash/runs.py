"""All kinds of faults, and how often each is tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from . import faults, kills, phones, postgres, powercut, screens, small_disk, times
from .book import Tally
from .work import Order
from .world import World, make_world


@dataclass(frozen=True, slots=True)
class Size:
    """How often."""

    kills: int
    """Of the program at work on SQLite, at any moment."""
    others: int
    """All that is slow: on PostgreSQL, with phones, with the whole app, asleep."""
    points: int
    """At so many places each call of the system fails once."""
    cuts: int
    """Of the power, while people arrive and vote."""
    starts: int
    """Of the power, while the program starts for the first time."""
    jumps: int
    """Of the clock."""


LONG = Size(kills=1000, others=100, points=40, cuts=2000, starts=100, jumps=1000)
SHORT = Size(kills=33, others=3, points=4, cuts=40, starts=2, jumps=24)


class Runs:
    """Each kind of fault by its name in `kinds`: called, it is tried, and gives its figures.

    Nothing is made before that. Raises FileNotFoundError where a program is not installed,
    PermissionError where the kernel allows it nobody.
    """

    def __init__(
        self, size: Size, seed: int, folder: Path, new_database: Callable[[], str]
    ) -> None:
        self._size = size
        self._seed = seed
        self._folder = folder
        self._new_database = new_database
        few = {"times": size.others, "seed": seed}
        self.kinds: dict[str, Callable[[], Tally]] = {
            "kill -9": self._kills,
            "kill -9, phones by HTTP": self._at(phones.room_dies, **few),
            **{
                kind: partial(self._faults, listed)
                for kind, listed in faults.by_kind(size.points).items()
            },
            "power cut": self._cuts,
            "power cut at the first start": self._first_starts,
            "a disk that is full, then read-only": self._small_disk,
            "the clock jumps": self._at(times.clock_jumps, times=size.jumps, seed=seed),
            "asleep, beside another program": self._at(times.naps, **few),
            "the screen comes back": self._screens,
            "PostgreSQL: kill -9": self._on_postgres(kills.killed, **few),
            "PostgreSQL: connections end": self._on_postgres(postgres.connections_end, **few),
            "PostgreSQL: the line breaks at COMMIT": self._on_postgres(
                postgres.commits_break, **few
            ),
            # the last: nobody else's connection survives it
            postgres.DIES: self._on_postgres(postgres.server_dies, **few),
        }

    def run(self, kind: str) -> Tally:
        """Try this kind."""
        tally = self.kinds[kind]()
        tally.kind = kind
        return tally

    @cached_property
    def _world(self) -> World:
        return make_world(self._folder / "world")

    def _fresh(self, name: str) -> World:
        return self._world.fresh(self._folder / name)

    def _at(self, run: Callable[..., Tally], **given: int) -> Callable[[], Tally]:
        return lambda: run(self._fresh(run.__name__), **given)

    def _on_postgres(self, run: Callable[..., Tally], **given: int) -> Callable[[], Tally]:
        return lambda: run(make_world(self._folder, self._new_database()), **given)

    def _kills(self) -> Tally:
        return kills.kill_again_and_again(self._world, self._size.kills, self._seed, self._folder)

    def _faults(self, listed: list[faults.Fault]) -> Tally:
        return faults.with_faults(self._world, listed, self._folder)

    def _cuts(self) -> Tally:
        order = Order(self._fresh("cut"), "1", 12, 2, pages=40)
        return powercut.cuts(order, self._size.cuts, self._seed, self._folder)

    def _first_starts(self) -> Tally:
        (folder := self._folder / "first").mkdir()
        order = Order(World(folder, 0, 0), "1", 0)
        return powercut.cuts(order, self._size.starts, self._seed, self._folder)

    def _small_disk(self) -> Tally:
        return small_disk.full_and_read_only(self._world, self._size.others, self._folder / "small")

    def _screens(self) -> Tally:
        return screens.killed_on_screens(self._size.others, self._folder / "screens")


def kinds_of(size: Size) -> tuple[str, ...]:
    """The names of all kinds."""
    return tuple(Runs(size, 0, Path(), str).kinds)
