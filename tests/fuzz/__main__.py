"""The long run: 100 000 hostile inputs, or as many as are named.

python -m tests.fuzz [INPUTS] [SEED]
"""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .feeding import Fed, feed_parsers, print_table
from .lines import feed_lines
from .requests import feed_requests

SHARES = {"parsers": 50, "lines": 45, "requests": 5}
"""Of a hundred inputs."""


def run(inputs: int, seed: int, place: Path) -> list[Fed]:
    """Feed everything, in a folder of its own; what was fed, and what broke."""
    parsers, lines, requests = (inputs * share // 100 for share in SHARES.values())
    chance = random.Random(seed)
    return [
        *feed_parsers(parsers, chance),
        *asyncio.run(feed_lines(lines, chance, _new(place / "lines"))),
        *asyncio.run(feed_requests(requests, chance, _new(place / "requests"))),
    ]


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**9)
    with TemporaryDirectory() as place:
        found = run(inputs, seed, Path(place))
    print_table(found, seed)
    sys.exit(any(each.broken for each in found))
