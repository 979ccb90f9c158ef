"""How soon the first screen is there: against a bare Textual app, in alternation.

    python -m tests.benchmarks.first_paint [--rounds 15] [--people 20]

`first`: from the start of the process to the first character on the terminal. `ready`: to Heute
with today's date from the database (of the bare app: to its last row that is seen). The data
folder holds a course with its dates and people; no sitting is open. Ratios are of the medians.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.qualification.enrolment import Newcomer, enrol_all
from biq_tui.qualification.runs import PlannedDate, new_run

from .sign_ins import invented
from .terminal import Terminal

ROWS = 30


@dataclass(frozen=True)
class Start:
    """Milliseconds from the start of a process, and the most memory it had until then."""

    first: float
    ready: float
    megabytes: float


def fill(database: Database, people: int) -> None:
    """A course with a date today."""
    act = Act(Actor.PROGRAM, "benchmark", "courses")
    today = clock.now() + timedelta(minutes=30)
    dates = [
        PlannedDate(
            block, today + timedelta(days=days), today + timedelta(days=days, hours=3), 15, 4
        )
        for block, days in enumerate((0, 7, 14, 21, 28, 35), start=1)
    ]
    run_id = database.write(act, new_run, "Benchmark", dates).result()
    newcomers = [Newcomer(name) for name in invented(people)]
    database.write(act, enrol_all, run_id, newcomers).result()


def started(command: Sequence[str], ready: str) -> Start:
    """Start a program, wait until `ready` is on its screen, end it."""
    with Terminal(command, rows=ROWS) as terminal:

        def shows(holds: Callable[[str], bool]) -> Callable[[], bool]:
            return lambda: any(holds(terminal.row(row)) for row in range(ROWS))

        first = terminal.when(shows(lambda row: bool(row.strip())))
        is_ready = shows(lambda row: ready in row)
        done = first if is_ready() else terminal.when(is_ready)
        return Start(
            first=(first - terminal.started_at) * 1000,
            ready=(done - terminal.started_at) * 1000,
            megabytes=terminal.peak_megabytes(),
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--people", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        database = open_database(folder)
        fill(database, given.people)
        database.close()
        programs = {
            "bare": ([sys.executable, "-m", "tests.benchmarks.bare"], "Person 12"),
            "biq": ([sys.executable, "-m", "biq_tui", "--data-dir", str(folder)], "Block 1"),
        }
        for command, ready in programs.values():  # once for the disk's and Python's caches
            started(command, ready)
        starts: dict[str, list[Start]] = {program: [] for program in programs}
        for _round in range(given.rounds):
            for program, (command, ready) in programs.items():
                starts[program].append(started(command, ready))
    bare = starts["bare"]
    print(f"{'':6}{'first ms':>10}{'x bare':>8}{'ready ms':>10}{'x bare':>8}{'MB':>6}")
    for program, measured in starts.items():
        first_ms = statistics.median(start.first for start in measured)
        ready_ms = statistics.median(start.ready for start in measured)
        by_first = first_ms / statistics.median(start.first for start in bare)
        by_ready = ready_ms / statistics.median(start.ready for start in bare)
        memory = statistics.median(start.megabytes for start in measured)
        print(
            f"{program:6}{first_ms:10.0f}{by_first:8.2f}{ready_ms:10.0f}{by_ready:8.2f}{memory:6.0f}"
        )


if __name__ == "__main__":
    main()
