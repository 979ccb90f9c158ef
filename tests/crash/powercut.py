"""A power cut: what was not flushed to the disk is there in parts, torn, or not at all.

strace records every write and flush of a working program, and every answer it gave. That record
is cut at a random place and played onto an empty disk: what was flushed before is there; of all
else each sector, and each name of a file, may be there or not. Then the data is opened again.
"""

from __future__ import annotations

import os
import pickle
import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.attendance.rooms import opened

from .book import Book, Tally
from .faults import traced
from .process import dying
from .work import Order, Said, work
from .world import World

SECTOR = 512
CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"


@dataclass(frozen=True, slots=True)
class Call:
    """One system call, or one answer (`said`)."""

    name: str
    path: str = ""
    data: bytes = b""
    offset: int = 0
    said: Said | None = None


@dataclass
class File:
    """What is on the disk for sure, and what was written since the last flush."""

    flushed: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes]] = field(default_factory=list)
    """Offset and bytes; no bytes: cut off there."""

    def flush(self) -> None:
        """All is on the disk."""
        for offset, data in self.since:
            _write(self.flushed, offset, data)
        self.since.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """What may be found."""
        there, luck = bytearray(self.flushed), chance.choice((0.0, 0.5, 0.9))
        for offset, data in self.since:
            if not data and chance.random() < luck:
                _write(there, offset, data)
            for at in range(0, len(data), SECTOR):
                if chance.random() < luck:
                    _write(there, offset + at, data[at : at + SECTOR])
        return bytes(there)


class Disk:
    """The files of one folder, as a disk keeps them."""

    def __init__(self, folder: Path, lies: bool = False) -> None:
        """`lies`: it says "flushed" and does nothing; then much must be lost."""
        self._folder = folder
        self._lies = lies
        self._names = {file.name: File(bytearray(file.read_bytes())) for file in _files(folder)}
        self._flushed = dict(self._names)
        self._renames: list[dict[str, File]] = []
        self._ends: dict[str, int] = {}

    def take(self, call: Call) -> None:
        """The program does this."""
        name = Path(call.path).name
        if self._lies and call.name in ("fsync", "fdatasync"):
            return
        if call.path == str(self._folder):
            self._flushed, self._renames = dict(self._names), []
        elif Path(call.path).parent != self._folder:
            return
        elif call.name in ("unlink", "rename"):
            file = self._names.pop(name)
            if call.data:
                self._names[Path(os.fsdecode(call.data)).name] = file
            self._renames.append(dict(self._names))
        elif name not in self._names:
            self._names[name] = File()
            self._renames.append(dict(self._names))
        file = self._names[name] if name in self._names else File()
        if call.name in ("fsync", "fdatasync"):
            file.flush()
        elif call.name in ("pwrite64", "ftruncate"):
            file.since.append((call.offset, call.data))
        elif call.name == "openat":
            self._ends[name] = 0
            if b"O_TRUNC" in call.data:
                file.since.append((0, b""))
        elif call.name == "write":
            file.since.append((self._ends[name], call.data))
            self._ends[name] += len(call.data)

    def after_cut(self, folder: Path, chance: random.Random) -> None:
        """Write into an empty `folder` what may be left. Names come to the disk in their order."""
        for name, file in chance.choice([self._flushed, *self._renames]).items():
            (folder / name).write_bytes(file.after_cut(chance))


def record(order: Order, output: Path) -> list[Call]:
    """Let it work, from the opening to the end; all that it did."""
    options = "--strings-in-hex=all", "--string-limit=100000", "--decode-fds=path"
    with dying(work, order) as program:
        assert program.until("ready")
        with traced(program.pid, output, f"--trace={CALLS}", *options):
            program.go()
            assert program.until("open")
            program.go()
            assert program.until("end")
        program.kill()
    return list(read_record(output, order.world.folder))


def cuts(order: Order, times: int, seed: int, folder: Path, *, lies: bool = False) -> Tally:
    """The power goes so often at random places of one record; what is found after each."""
    folder = Path(tempfile.mkdtemp(dir=folder))
    disk = Disk(order.world.folder, lies)
    calls = record(order, folder / "calls")
    tally, chance = Tally(), random.Random(seed)
    places = sorted(chance.choices(range(len(calls) + 1), k=times))
    book, done = Book(order.world), 0
    for number, place in enumerate(places):
        for call in calls[done:place]:
            if call.said is None:
                disk.take(call)
            else:
                book.said.append(call.said)
        done, found = place, folder / f"cut-{number}"
        found.mkdir()
        disk.after_cut(found, chance)
        tally += found_after(World(found, order.world.gathering, order.world.poll), book)
        shutil.rmtree(found)
    tally.faults = times
    return tally


def found_after(world: World, book: Book) -> Tally:
    """Open what is left, and look."""
    try:
        with opened(world.folder) as database:
            return book.tally(database)
    except Exception as error:  # whatever it is: it does not open
        return Tally(wrong=[f"{type(error).__name__} {error}"])


# What strace wrote -----------------------------------------------------------------------------

_LINE = re.compile(r"(\d+) +(?:<\.\.\. \w+ resumed>|(?=\w+\())(.*)")
_UNFINISHED = " <unfinished ...>"
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
_OPENED = re.compile(r'AT_FDCWD(?:<[^>]*>)?, "([^"]*)", ([A-Z_|]+)')
_GIVEN = re.compile(r'\d+<([^>]*)>(?:, "([^"]*)")?(?:, (\d+))?(?:, (\d+))?')
_NAMED = re.compile(r'"([^"]*)"(?:, "([^"]*)")?')


def read_record(output: Path, folder: Path) -> Iterator[Call]:
    """What was done in `folder` in the order in which it ended; answers, as they begin."""
    begun: dict[str, str] = {}
    for line in output.read_text().splitlines():
        if not (matched := _LINE.match(line)):
            continue
        thread, text = matched.groups()
        if text.endswith(_UNFINISHED):
            begun[thread] = text.removesuffix(_UNFINISHED)
            yield from _answer(begun[thread])
            continue
        if thread not in begun:
            yield from _answer(text)
        text = begun.pop(thread, "") + text
        if (call := _CALL.match(text)) and not call[3].startswith("-"):
            done = _call(call[1], call[2])
            if done and (folder == Path(done.path) or folder == Path(done.path).parent):
                yield done


def _call(name: str, given: str) -> Call | None:
    if name == "openat":
        its = _OPENED.match(given)
        return Call(name, _path(its[1]), its[2].encode()) if its and "O_CREAT" in its[2] else None
    if name in ("unlink", "rename"):
        its = _NAMED.match(given)
        return Call(name, _path(its[1]), _bytes(its[2] or "")) if its else None
    its = _GIVEN.match(given)
    if its is None:
        return None
    offset = {"pwrite64": its[4], "ftruncate": its[3]}.get(name)
    return Call(name, _path(its[1]), _bytes(its[2] or ""), int(offset or 0))


def _answer(text: str) -> Iterator[Call]:
    """What is written to whoever listens: a length, and a message."""
    its = _GIVEN.match(text.removeprefix("write("))
    if its and text.startswith("write(") and b"tests.crash.work" in (data := _bytes(its[2] or "")):
        yield Call("write", said=pickle.loads(data[4:]))


def _bytes(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


def _path(hexed: str) -> str:
    return os.fsdecode(_bytes(hexed))


def _write(into: bytearray, offset: int, data: bytes) -> None:
    if not data:
        del into[offset:]
        into.extend(bytes(offset - len(into)))
        return
    into.extend(bytes(max(offset - len(into), 0)))
    into[offset : offset + len(data)] = data


def _files(folder: Path) -> Any:
    return [file for file in folder.iterdir() if file.is_file()] if folder.exists() else []
