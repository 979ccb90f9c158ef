"""How quick keys and rows are on the sign-in screen: a list of 20 and of 5 000, with phones and
without.

    python -m tests.benchmarks.keys [--rounds 3] [--seconds 10] [--phones 200] [--taps 40]

The real program in a pseudo-terminal, in alternation; phones in a process of their own that send
evenly, whatever the program does. `echo`: from a key to its letter in the line; `hint`: to the new
hint under it; `row`: from a phone's POST to the new count on the screen. Memory is the peak of the
program with a sitting open, against that of a bare Textual app.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from biq_tui.core.folders import DATABASE_FILE
from tests.evening import filled_folder

from .sign_ins import invented
from .terminal import Terminal

FEW, MANY = 20, 5_000
STATE, LINE, HINT = 1, -4, -3
"""The rows of the screen that are looked at."""

STROKES = "axq\x7f\x7f\x7fbxq\x7f\x7f\x7fcxq\x7f\x7f\x7f"
"""Letters that some have, a name that nobody has, and back: each of them changes the hint."""

PAUSE = 0.05
"""Seconds between a hint and the next key."""

Milliseconds = list[float]


@dataclass
class Program:
    """The program on its sign-in screen."""

    terminal: Terminal
    url: str

    def hint(self) -> str:
        """What Enter would do."""
        return self.terminal.row(HINT)

    def here(self) -> int:
        """How many people are here, as row 2 says."""
        said = re.search(r"(\d+) (?:ist|sind) da", self.terminal.row(STATE))
        return int(said[1]) if said else 0


@contextmanager
def started(filled: Path) -> Iterator[Program]:
    """The program on a copy of this folder, with the sitting on the screen and phones let in."""
    with tempfile.TemporaryDirectory() as copy:
        folder = Path(shutil.copytree(filled, copy, dirs_exist_ok=True))
        with closing(sqlite3.connect(folder / DATABASE_FILE)) as database:
            ((code,),) = database.execute("SELECT code FROM gathering")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        arguments = ["--data-dir", copy, "--host", "127.0.0.1", "--port", f"{port}"]
        command = [sys.executable, "-m", "biq_tui", *arguments]
        with Terminal(command) as terminal:
            program = Program(terminal, f"http://127.0.0.1:{port}/{code}")
            terminal.when(lambda: "Name ›" in terminal.row(LINE))
            terminal.rest(1.5)
            yield program


def filled(folder: Path, people: int) -> Path:
    """A data folder with an open sitting that the program goes back to."""
    filled_folder(folder, invented(people), opened=True)
    station = {"id": "benchmark", "language": "de", "place": "gathering:1", "names_hidden": False}
    (folder / "station.json").write_text(json.dumps(station), encoding="utf-8")
    return folder


@contextmanager
def phones(url: str, names: list[str], seconds: float) -> Iterator[subprocess.Popen[str]]:
    """These phones come meanwhile."""
    command = [sys.executable, "-m", "tests.benchmarks.visits", url, f"{seconds}"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as visits:
        assert visits.stdin
        visits.stdin.write("\n".join(names))
        visits.stdin.close()
        yield visits
        visits.wait()


def typed(program: Program, seconds: float) -> tuple[Milliseconds, Milliseconds]:
    """Type for a while: how long echo and hint took, for each key."""
    echoes, hints = [], []
    until = time.perf_counter() + seconds
    place = 0
    while time.perf_counter() < until or place % len(STROKES) % 6:
        line, hint = program.terminal.row(LINE), program.hint()
        pressed = program.terminal.press(STROKES[place % len(STROKES)])
        echo = 0.0
        for at in program.terminal.paints(10):
            if not echo and program.terminal.row(LINE) != line:
                echo = at
            if program.hint() != hint:
                hints.append((at - pressed) * 1000)
                break
        echoes.append(((echo or at) - pressed) * 1000)
        program.terminal.rest(PAUSE)
        place += 1
    return echoes, hints


def tapped(program: Program, names: list[str], seconds: float) -> Milliseconds:
    """How long after each POST its person was counted on the screen."""
    shown: list[float] = []
    before = program.here()
    with phones(program.url, names, seconds) as visits:
        for at in program.terminal.paints(seconds + 10):
            shown += [at] * (program.here() - before - len(shown))
            if len(shown) >= len(names):
                break
        assert visits.stdout
        sent = sorted(json.loads(line)[0] for line in visits.stdout)
    return [(seen - tap) * 1000 for tap, seen in zip(sent, shown, strict=True)]


def bare_megabytes() -> float:
    """The memory of a Textual app that does nothing."""
    with Terminal([sys.executable, "-m", "tests.benchmarks.bare"]) as terminal:
        terminal.when(lambda: "Person 9" in "\n".join(map(terminal.row, range(30))))
        terminal.rest(1)
        return terminal.peak_megabytes()


def part(values: Milliseconds, share: float) -> float:
    """The value that so large a share of them does not pass."""
    return sorted(values)[min(round(share * (len(values) - 1)), len(values) - 1)]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--taps", type=int, default=40)
    asked = parser.parse_args()
    times: defaultdict[str, Milliseconds] = defaultdict(list)
    memory: defaultdict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        few, many = filled(Path(folder, "few"), FEW), filled(Path(folder, "many"), MANY)
        listed = invented(MANY)
        for _round in range(asked.rounds):
            memory["bare"].append(bare_megabytes())
            for name, sheet in ((f"{FEW} people", few), (f"{MANY} people", many)):
                with started(sheet) as program:
                    echoes, hints = typed(program, asked.seconds)
                    times[f"{name}, echo"] += echoes
                    times[f"{name}, hint"] += hints
                    memory[name].append(program.terminal.peak_megabytes())
            with started(many) as program:
                came = listed[::7][: asked.phones]
                with phones(program.url, came, asked.seconds):
                    echoes, hints = typed(program, asked.seconds)
                name = f"{MANY} people, {asked.phones} phones"
                times[f"{name}, echo"] += echoes
                times[f"{name}, hint"] += hints
                memory[name].append(program.terminal.peak_megabytes())
            with started(many) as program:
                name = f"{MANY} people, {asked.taps} phones, row"
                times[name] += tapped(program, listed[::11][: asked.taps], asked.seconds)
    print(f"{'':<34}{'n':>5}{'p50':>7}{'p95':>7}{'max':>7}  ms")
    for name, values in times.items():
        shares = "".join(f"{part(values, share):7.1f}" for share in (0.5, 0.95, 1.0))
        print(f"{name:<34}{len(values):>5}{shares}")
    for kind in ("echo", "hint"):
        base, large, busy = (
            part(times[f"{name}, {kind}"], 0.95)
            for name in (f"{FEW} people", f"{MANY} people", f"{MANY} people, {asked.phones} phones")
        )
        print(
            f"{kind} p95: {MANY} people {large / base:.2f} x {FEW} people, "
            f"with {asked.phones} phones {busy / large:.2f} x without"
        )
    bare = statistics.median(memory["bare"])
    for name, peaks in memory.items():
        peak = statistics.median(peaks)
        print(f"memory, {name:<26}{peak:7.1f} MB, bare + {peak - bare:.1f}")


if __name__ == "__main__":
    main()
