"""Feeding in numbers: what was fed, how long the slowest took, and what broke."""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from .parsers import PARSERS

HANGS_SECONDS = 5.0
"""Whatever takes so long hangs. Nothing takes a hundredth of it where nothing else runs."""

MOST_TOLD = 5
"""So many faults of each kind are printed."""


@dataclass
class Fed:
    """What one parser or form was fed with."""

    name: str
    inputs: int = 0
    slowest: float = 0.0
    """Seconds."""
    broken: list[str] = field(default_factory=list)
    """Which input, and what it did."""

    def feed(self, which: object, act: Callable[[], object]) -> None:
        """Do it, and note what it did."""
        begins = time.perf_counter()
        try:
            act()
        except Exception:
            self.broken.append(f"{which!r}\n{traceback.format_exc()}")
        self.took(which, time.perf_counter() - begins)

    def took(self, which: object, seconds: float) -> None:
        """One input is done."""
        self.inputs += 1
        self.slowest = max(self.slowest, seconds)
        if seconds > HANGS_SECONDS:
            self.broken.append(f"{which!r} hung for {seconds:.1f} s")


def feed_parsers(inputs: int, chance: random.Random) -> list[Fed]:
    """Feed every parser its share of so many inputs."""
    fed = []
    for parser in PARSERS:
        its = Fed(parser.name)
        for _ in range(max(inputs * parser.share // 100, 1)):
            seed = chance.randrange(2**32)
            its.feed(seed, partial(parser.feed, random.Random(seed)))
        fed.append(its)
    return fed


def print_table(found: Sequence[Fed], seed: int) -> None:
    """The figures, then the first faults."""
    print(f"{'hostile inputs':<28}{'inputs':>9}{'slowest':>10}{'broken':>8}      (seed {seed})")
    for its in found:
        print(f"{its.name:<28}{its.inputs:>9}{its.slowest * 1000:>7.0f} ms{len(its.broken):>8}")
    total, broken = sum(its.inputs for its in found), sum(len(its.broken) for its in found)
    print(f"{'all':<28}{total:>9}{'':>10}{broken:>8}")
    for its in found:
        for fault in its.broken[:MOST_TOLD]:
            print(f"\n{its.name}: {fault}")
