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
STEPS = 3
"""Of each of two threads."""

PAGES = 30
"""Changed pages until they are moved to the data file: so that this fails, too."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong: `call` answers `error` at its `first` time, and `more` times after that."""

    kind: str
    call: str
    error: str
    first: int
    more: int = 0

    @property
    def injection(self) -> str:
        """As strace wants it."""
        what = self.error if self.error == KILLED else f"error={self.error}"
        return f"{self.call}:{what}:when={self.first}..{self.first + self.more}"


def faults(every: int) -> Iterator[Fault]:
    """Each kind of fault at each of the first `every` calls that it can meet."""
    for first in range(1, every + 1):
        yield Fault("kill -9 at a write", "pwrite64", KILLED, first)
        yield Fault("kill -9 at a flush", "fdatasync", KILLED, first)
        yield Fault("I/O error at a write", "pwrite64", "EIO", first)
        yield Fault("I/O error at a flush: COMMIT fails", "fdatasync", "EIO", first)
        yield Fault("disk full, then room again", "pwrite64", "ENOSPC", first, more=first % 7)
        yield Fault("read-only all of a sudden", "pwrite64", "EROFS", first, more=2)


def by_kind(every: int) -> dict[str, list[Fault]]:
    """The same, by what goes wrong."""
    kinds: dict[str, list[Fault]] = {}
    for fault in faults(every):
        kinds.setdefault(fault.kind, []).append(fault)
    return kinds


def with_faults(world: World, kind: str, its: Iterable[Fault], folder: Path) -> Tally:
    """Each of these once, on a fresh copy below `folder`."""
    tally, copy = Tally(kind), folder / "fault"
    for fault in its:
        tally += with_fault(world.fresh(copy), fault)
        shutil.rmtree(copy)
    return tally


class Forbidden(RuntimeError):
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
                alive = book.tally(fault.kind, database, alive=True)
        program.kill()
    with opened(world.folder) as database:
        tally = book.tally(fault.kind, database)
    if lives:
        tally.wrong += alive.wrong
    tally.faults = 1 if not lives else met.read_text().count("(INJECTED)")
    return tally
