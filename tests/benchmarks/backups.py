"""How quick keys are while a large database is backed up, one backup after the other.

    python -m tests.benchmarks.backups FOLDER [--seconds 20]

`FOLDER` is a data folder; a copy of it is used. The real program in a pseudo-terminal, on Heute:
from a key to its letter in the line, with and without backups, and how long one backup takes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from biq_tui.core.backup import backup
from biq_tui.core.database import parse_url
from biq_tui.core.folders import BACKUP_FOLDER, DATABASE_FILE

from .keys import LINE, part
from .terminal import Terminal

_WITH_BACKUPS = """\
from biq_tui.safekeeping import keeping, life
life.START_SECONDS, life.EVERY_SECONDS = 0.2, 0.8
keeping.has_changed = lambda *_known: True
from biq_tui.__main__ import main
raise SystemExit(main())
"""
_WITHOUT = "from biq_tui.__main__ import main\nraise SystemExit(main())\n"


def echoes(folder: Path, program: str, seconds: float) -> list[float]:
    """Milliseconds from each key to its letter."""
    command = [sys.executable, "-c", program, "--data-dir", str(folder), "--host", "127.0.0.1"]
    with Terminal(command) as terminal:
        terminal.when(lambda: "›" in terminal.row(LINE))
        terminal.rest(3)
        found = []
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            for key in ("7", "\x7f"):
                before = terminal.row(LINE)
                pressed = terminal.press(key)
                at = terminal.when(lambda before=before: terminal.row(LINE) != before)  # type: ignore[misc]
                found.append((at - pressed) * 1000)
                terminal.rest(0.03)
        return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=20)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "biq"
        shutil.copytree(asked.folder, folder, ignore=shutil.ignore_patterns(BACKUP_FOLDER))
        live = folder / DATABASE_FILE
        taken = []
        for _time in range(5):
            began = time.perf_counter()
            backup(parse_url(f"sqlite:///{live}"), folder / BACKUP_FOLDER, "by-hand")
            taken.append(time.perf_counter() - began)
        size = live.stat().st_size / 1e6
        print(f"one backup of {size:.0f} MB: {min(taken):.2f} to {max(taken):.2f} s")
        for name, program in (("without", _WITHOUT), ("with", _WITH_BACKUPS)):
            shutil.rmtree(folder / BACKUP_FOLDER, ignore_errors=True)
            times = echoes(folder, program, asked.seconds)
            shares = "".join(f"{part(times, share):7.1f}" for share in (0.5, 0.95, 0.99, 1.0))
            made = len(list((folder / BACKUP_FOLDER).glob("*.db")))
            print(f"{name:<8} n {len(times):>4}  p50, p95, p99, max{shares} ms, backups {made}")


if __name__ == "__main__":
    main()
