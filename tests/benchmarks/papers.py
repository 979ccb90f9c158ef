"""How long papers take, from the data to the finished PDF.

    python -m tests.benchmarks.papers [MOST_SECONDS_FOR_300_BADGES [MOST_SECONDS_FOR_A_CERTIFICATE]]

Each line: what, the first time and the best of three more, in seconds. With a limit, exit code 1
if its best is above it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act
from biq_tui.papers.look import Look
from biq_tui.qualification.certificates import issue
from biq_tui.qualification.course import place_of
from biq_tui.qualification.enrolment import Newcomer, enrol_all
from biq_tui.qualification.papers.catalogue import make
from biq_tui.qualification.papers.printing import issued_paper
from biq_tui.qualification.papers.wanted import Wanted
from tests.attendance.rooms import STATION
from tests.qualification.ceremonies import agreed, over
from tests.qualification.courses import Run

BADGES = 300


def seconds(work: Callable[[], Any], times: int = 3) -> tuple[float, float]:
    """The first time, and the best of `times` more."""
    taken = []
    for _time in range(times + 1):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return taken[0], min(taken[1:])


def badges() -> tuple[float, float]:
    """300 badges on 30 pages, each with its QR code. The first time everybody gets a code."""
    with tempfile.TemporaryDirectory(prefix="biq-benchmark-") as folder:
        database = open_database(Path(folder))
        run = Run(database)
        people = [Newcomer(f"Vorname{n} Nachname-{n % 17}") for n in range(BADGES)]
        run.do(enrol_all, run.run_id, people)
        act = Act(Actor.FACILITATOR, STATION, place_of(run.run_id))
        wanted = Wanted(run.run_id)
        taken = seconds(lambda: make(database, act, "badges", wanted, Look()))
        database.close()
    return taken


def certificate() -> tuple[float, float]:
    """One certificate, from the press of Enter to the kept PDF; each time another person's."""
    with tempfile.TemporaryDirectory(prefix="biq-benchmark-") as folder:
        database = open_database(Path(folder))
        run = agreed(over(database, {f"Vorname{n} Nachname": range(6) for n in range(4)}))
        act = Act(Actor.FACILITATOR, STATION, place_of(run.run_id))
        people = iter([row.person_id for row in run.course.people])

        def issue_one() -> None:
            ids = run.do(issue, run.run_id, [next(people)])
            issued_paper(database, act, ids, Look)

        taken = seconds(issue_one)
        database.close()
    return taken


def main() -> int:
    """Print the table."""
    (first, best), (first_one, best_one) = badges(), certificate()
    print(f"{BADGES} badges: {first:.2f}  {best:.2f}")
    print(f"a certificate: {first_one:.2f}  {best_one:.2f}")
    limits = [float(limit) for limit in sys.argv[1:]]
    return int(any(taken > limit for taken, limit in zip((best, best_one), limits, strict=False)))


if __name__ == "__main__":
    sys.exit(main())
