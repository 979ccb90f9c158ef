"""Copies of a SQLite file: one moment of it, whole and on the disk, or not there at all."""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from . import sqlite
from .folders import make_private_file

PAGES = 64
"""So many pages (a quarter of a megabyte) are copied at a time."""

REST_SECONDS = 0.002
"""So long the disk is left to others after each of these steps."""

SPARE_BYTES = 32_000_000
"""A copy leaves so much room on its disk, or it is not begun: what people do there goes first."""

_READING, _STILL = "?mode=ro", "?mode=ro&immutable=1"

DRAFT = ".new"
"""The ending of what is not whole yet."""


class NotWhole(sqlite3.DatabaseError):
    """What was copied is no sound database."""


class UrnOpen(Exception):  # noqa: N818 - a finding, turned into a sentence by who asked
    """People are voting: a copy would keep the order in which they do."""


class Halted(Exception):  # noqa: N818 - somebody wants the program to end
    """The copy was given up before it was whole."""


def connect(file: Path, *, still: bool = False) -> sqlite.Connection:
    """A connection that only reads `file`. Raises sqlite.Error.

    `still`: nobody else has it open, so SQLite makes no files beside it, as on a stick.
    """
    return sqlite.connect(file, how=_STILL if still else _READING)


def copy_database(
    source: Path,
    target: Path,
    halted: Callable[[], bool] = lambda: False,
    *,
    still: bool = False,
    with_urn: bool = False,
) -> Path:
    """Copy one moment of the database `source` to `target`; it appears there whole, or not at all.

    People may write meanwhile: neither waits for the other. `halted` is asked between two steps.
    `with_urn`: whoever asks sees to it that no copy of an open urn stays. Raises Halted; UrnOpen;
    NotWhole if the source is damaged; OSError or sqlite.Error for a disk that is full or gone.
    Then `target` is as it was before.
    """
    draft = target.with_name(target.name + DRAFT)
    try:
        leave_room(target.parent, size_of(source))
        draft.unlink(missing_ok=True)
        make_private_file(draft)
        _copy(source, draft, halted, still, with_urn)
        return settle(draft, target)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def copy_file(source: Path, target: Path) -> Path:
    """Copy a database that nobody writes to, byte by byte, and read the copy once more.

    For sticks: `target` appears whole or not at all, and may be pulled afterwards. Raises OSError.
    """
    draft = target.with_name(target.name + DRAFT)
    try:
        leave_room(target.parent, size_of(source))
        with source.open("rb") as reading, draft.open("wb") as writing:
            shutil.copyfileobj(reading, writing, PAGES * 4096)
            os.fsync(writing.fileno())
            if hasattr(os, "posix_fadvise"):  # what is read now comes from the stick itself
                os.posix_fadvise(writing.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        with suppress(OSError):  # a stick's file system may know no rights
            draft.chmod(0o600)
        if not filecmp.cmp(source, draft, shallow=False):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return settle(draft, target)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def settle(draft: Path, target: Path) -> Path:
    """Give a whole draft its name: after a power cut there is the old file or the new one."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(target)
    settle_folder(target.parent)
    return target


def settle_folder(folder: Path) -> None:
    """Have the folder remember its names even if the power goes or the stick is pulled."""
    if sys.platform == "win32":
        return  # a folder can't be opened there
    with suppress(OSError):  # some sticks' file systems don't know this
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def size_of(file: Path) -> int:
    """Bytes of a database with what SQLite keeps beside it."""
    beside = (file, file.with_name(f"{file.name}-wal"))
    return sum(one.stat().st_size for one in beside if one.exists())


def leave_room(folder: Path, size: int) -> None:
    """Raises OSError ("no space") if `size` bytes more would leave too little for anybody else."""
    if shutil.disk_usage(folder).free < size + SPARE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def is_sound(connection: sqlite.Connection) -> bool:
    """Whether SQLite finds nothing wrong in all of the file.

    Raises OperationalError if it can't look: somebody holds the file, or the disk is gone.
    """
    try:
        found: object = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite.OperationalError:
        raise
    except sqlite.DatabaseError:
        return False
    return found == ("ok",)


def urn_is_open(connection: sqlite.Connection) -> bool:
    """Whether people are voting in this database."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'poll'").fetchone()
    open_one = "SELECT 1 FROM poll WHERE state = 'open' LIMIT 1"
    return known is not None and connection.execute(open_one).fetchone() is not None


def _copy(
    source: Path, draft: Path, halted: Callable[[], bool], still: bool, with_urn: bool
) -> None:
    def rest(_status: int, _left: int, _all: int) -> None:
        if halted():
            raise Halted
        time.sleep(REST_SECONDS)

    with closing(connect(source, still=still)) as original:
        # One moment is held while others write; else every write would begin the copy anew.
        original.execute("BEGIN")
        if not with_urn and urn_is_open(original):
            raise UrnOpen
        if _is_same_inside(source):
            with closing(sqlite.connect(draft)) as copy:
                copy.execute("PRAGMA synchronous=OFF")  # it is forced to the disk once, at the end
                original.backup(copy, pages=PAGES, progress=rest)
        else:
            sqlite.export(source, draft, how=_STILL if still else _READING)
            if not _holds_as_much(draft, original):
                raise NotWhole("the copy holds less")
    with closing(sqlite.connect(draft)) as copy:
        # A copy of its own, not half of a pair with a WAL file that nobody would copy along.
        copy.execute("PRAGMA journal_mode=DELETE")
        if not is_sound(copy):
            raise NotWhole("the copy is not whole")


def _is_same_inside(source: Path) -> bool:
    """Whether its pages can be copied as they are: nothing has to be encrypted or decrypted."""
    return sqlite.kind_of(source) is (sqlite.Kind.OURS if sqlite.key() else sqlite.Kind.PLAIN)


def _holds_as_much(copy_file: Path, original: sqlite.Connection) -> bool:
    """Whether the copy has the same tables with as many rows in each."""
    with closing(connect(copy_file)) as copy:
        return _counted(copy) == _counted(original)


def _counted(connection: sqlite.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in tables
    }
