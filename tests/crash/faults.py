"""Faults below the database, by the kernel's own tool: each write, each flush to the disk fails.

strace makes one system call of a running program fail with a chosen error, or kills the program
just there. The process opens its database first; what is counted from then on is its own work.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.attendance.rooms import opened

from .book import Book, Tally
from .process import working
from .work import Order
from .world import World

KILLED = "signal=KILL"
WRITES, FLUSHES = 80, 10
"""So many of these calls there are, about; a fault at one more meets nobody."""

STEPS = 3
"""Of each of two threads."""

PAGES = 30
"""Changed pages until they are moved to the data file: so that this fails, too."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong: `call` answers `error` at its `first` time, and `more` times after that."""

    call: str
    error: str
    first: int
    more: int = 0

    @property
    def injection(self) -> str:
        """As strace wants it."""
        what = self.error if self.error == KILLED else f"error={self.error}"
        return f"{self.call}:{what}:when={self.first}..{self.first + self.more}"


def by_kind(points: int) -> dict[str, list[Fault]]:
    """Each kind of fault at so many places, spread over all calls that it can meet."""
    kinds: dict[str, list[Fault]] = {}
    for point in range(points):
        write, flush = (1 + point * most // points for most in (WRITES, FLUSHES))
        kinds.setdefault("kill -9 at a write", []).append(Fault("pwrite64", KILLED, write))
        kinds.setdefault("kill -9 at a flush", []).append(Fault("fdatasync", KILLED, flush))
        kinds.setdefault("I/O error at a write", []).append(Fault("pwrite64", "EIO", write))
        kinds.setdefault("I/O error at a flush, COMMIT fails", []).append(
            Fault("fdatasync", "EIO", flush)
        )
        kinds.setdefault("disk full, then room again", []).append(
            Fault("pwrite64", "ENOSPC", write, more=point % 7)
        )
        kinds.setdefault("read-only all of a sudden", []).append(
            Fault("pwrite64", "EROFS", write, more=2)
        )
    return kinds


def with_faults(world: World, its: Iterable[Fault], folder: Path) -> Tally:
    """Each of these once, on a fresh copy below `folder`."""
    tally, copy = Tally(), folder / "fault"
    for fault in its:
        tally += with_fault(world.fresh(copy), fault)
        shutil.rmtree(copy)
    return tally


class Forbidden(PermissionError):  # noqa: N818 - the test machine's no, not a fault
    """strace is there, and the kernel forbids it."""


@contextmanager
def traced(pid: int, output: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """strace writes what this process and its threads call to `output`.

    Raises FileNotFoundError without strace, Forbidden where nobody may be traced.
    """
    program = shutil.which("strace")
    if program is None:
        raise FileNotFoundError("strace is not installed")
    with subprocess.Popen(
        [program, "--follow-forks", f"--attach={pid}", f"--output={output}", *options],
        stderr=subprocess.PIPE,
        text=True,
    ) as strace:
        assert strace.stderr is not None
        line = strace.stderr.readline()
        if "attached" not in line:
            raise Forbidden(line.strip())
        try:
            yield strace
        finally:
            strace.terminate()
            strace.stderr.read()


def with_fault(world: World, fault: Fault) -> Tally:
    """The program works while this happens; what it answered is looked at, and then it dies."""
    book, met = Book(world), world.folder / "calls"
    with working(Order(world, "1", STEPS, threads=2, pages=PAGES)) as program:
        injection = f"--trace={fault.call}", f"--inject={fault.injection}"
        with traced(program.pid, met, *injection) as strace:
            program.go()
            lives = program.until("end")
            if not lives:
                strace.kill()  # it may wait for ever for what is dead
        book.said = program.said
        if lives:
            with opened(world.folder) as database:
                alive = book.tally(database, alive=True)
        program.kill()
    with opened(world.folder) as database:
        tally = book.tally(database)
    if lives:
        tally.wrong += alive.wrong
    tally.faults = 1 if not lives else met.read_text().count("(INJECTED)")
    return tally
