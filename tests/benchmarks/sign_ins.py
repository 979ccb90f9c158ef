"""Durable sign-ins per second from many phones at once, against the limit in the same run.

    python -m tests.benchmarks.sign_ins [--people 1000] [--strangers 200] [--connections 32]
                                        [--rounds 5] [--keep-alive] [--screen]

In alternation: the limit (`sign_in_limit`: HTTP, one writer thread, one row, raw sqlite3) and the
program's own room (`sign_in_room`: the door with all its checks, matching, arrival, presence,
journal). Each server and the phones are processes of their own; each round has fresh data and
begins with some sign-ins that don't count. Every acknowledged sign-in must be in the database.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from itertools import product
from pathlib import Path

from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.opening import open_database
from tests.evening import add_gathering, open_sitting

from .phones import Answered, Order
from .sign_in_limit import FILE

WARM_UP = 100
_FIRST = ("Ada", "Ali", "Bernd", "Chiara", "Dilek", "Emre", "Fatima", "Grete", "Hatice", "Ivo")
_LAST = ("Muster", "Beispiel", "Probe", "Test", "Sample", "Muster-Beispiel", "Übung", "Vorlage")


def invented(count: int) -> list[str]:
    """So many different names, plainly sample."""
    numbered = (
        f"{first} {last} {number:03}"
        for number in range(1, 1000)
        for first, last in product(_FIRST, _LAST)
    )
    return [next(numbered) for _ in range(count)]


@contextmanager
def serving(module: str, *arguments: str) -> Iterator[str]:
    """A server in a process of its own; its address."""
    with subprocess.Popen(
        [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments],
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def send(order: Order, folder: Path) -> Answered:
    """Have phones in a process of their own carry it out."""
    file = folder / "order.json"
    file.write_text(json.dumps(asdict(order)), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.phones", str(file)],
        stdout=subprocess.PIPE,
        check=True,
    )
    return Answered(**json.loads(done.stdout))


def stored(file: Path) -> set[str]:
    """The names of the arrivals that the database holds."""
    with closing(sqlite3.connect(file)) as database:
        return {name for (name,) in database.execute("SELECT name FROM arrival")}


def present(file: Path) -> int:
    """How many people are present."""
    with closing(sqlite3.connect(file)) as database:
        count: int = database.execute("SELECT count(*) FROM presence").fetchone()[0]
    return count


def one_round(kind: str, given: argparse.Namespace) -> Answered:
    """Fresh data, a fresh server, all sign-ins once; whoever was thanked must be there."""
    people = invented(given.people)
    strangers = [f"Gast {number}" for number in range(given.strangers)]
    every = max(len(people) // max(len(strangers), 1), 1)
    names = people.copy()
    for number, stranger in enumerate(strangers):
        names.insert(number * (every + 1), stranger)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if kind == "limit":
            file, arguments = folder / FILE, ["sign_in_limit", made]
        else:
            file, arguments = folder / DATABASE_FILE, ["sign_in_room", made]
            arguments += ["--screen"] if given.screen else []
            database = open_database(folder)
            open_sitting(database, add_gathering(database, people))
            database.close()
        with serving(*arguments) as url:
            warm = [f"Vorher {number}" for number in range(WARM_UP)]
            send(Order(url, warm, given.connections, given.keep_alive), folder)
            answered = send(Order(url, names, given.connections, given.keep_alive), folder)
        missing = set(answered.names) - stored(file)
        assert kind == "limit" or present(file) == len(people)
    assert not missing, f"{kind}: {len(missing)} were thanked and are not there"
    assert not answered.refused, f"{kind}: {answered.refused} were refused"
    return answered


def line(kind: str, rounds: list[Answered], limit: float) -> str:
    """One row of the table: medians of the rounds."""
    rates = [len(one.names) / one.seconds for one in rounds]
    cuts = [statistics.quantiles(one.milliseconds, n=100) for one in rounds]
    p50, p95, p99 = (statistics.median(cut[place] for cut in cuts) for place in (49, 94, 98))
    rate = statistics.median(rates)
    busy = statistics.median(one.busy for one in rounds)
    return (
        f"{kind:<6} {rate:>7.0f}/s ({min(rates):.0f}-{max(rates):.0f})  {rate / limit:>4.0%}"
        f"   p50 {p50:>5.1f}  p95 {p95:>5.1f}  p99 {p99:>5.1f} ms   phones' processor {busy:.0%}"
    )


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--people", type=int, default=1000, help="on the list; each signs in once")
    parser.add_argument("--strangers", type=int, default=200, help="not on the list")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep-alive", action="store_true", help="many sign-ins on a connection")
    parser.add_argument("--screen", action="store_true", help="inside the app, on its screen")
    given = parser.parse_args()
    rounds: dict[str, list[Answered]] = {"limit": [], "room": []}
    for number in range(given.rounds):
        for kind, answers in rounds.items():
            answers.append(one_round(kind, given))
            one = answers[-1]
            sys.stderr.write(f"round {number + 1} {kind}: {len(one.names) / one.seconds:.0f}/s\n")
    rates = [len(one.names) / one.seconds for one in rounds["limit"]]
    for kind, answers in rounds.items():
        sys.stdout.write(line(kind, answers, statistics.median(rates)) + "\n")


if __name__ == "__main__":
    main()
