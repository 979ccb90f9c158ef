"""Two programs at one laptop on one folder are two, so that each takes back its own steps."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from biq_tui.core.turns import Turn

_PROGRAM = """
import sys
from pathlib import Path
from biq_tui.core.turns import Turn
print(Turn(Path(sys.argv[1])).number, flush=True)
sys.stdin.read()
"""


@contextmanager
def another(file: Path) -> Iterator[str]:
    """A program that runs until the end of the block; which one it found itself to be."""
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout
        yield program.stdout.readline().strip()
        program.kill()


def test_each_that_runs_has_a_number_of_its_own_and_a_killed_one_gives_it_back(
    tmp_path: Path,
) -> None:
    file = tmp_path / "station.lock"
    with another(file) as first:
        with another(file) as second:
            assert (first, second) == ("1", "2")
            assert Turn(file).number == 3
        with another(file) as after:
            assert after in ("2", "3")
    assert Turn(file).number == 1


def test_without_a_place_for_locks_there_is_one(tmp_path: Path) -> None:
    assert Turn(tmp_path / "gone" / "station.lock").number == 1
