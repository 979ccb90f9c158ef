"""A disk of a few megabytes that is full, and one that becomes read-only: real ones, in memory.

The process takes a mount namespace of its own, so that nobody else sees the disk, and it is gone
with the process.
"""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from biq_tui.core import language
from biq_tui.core.errors import CannotStart
from biq_tui.core.opening import open_database
from tests.attendance.rooms import opened

from .book import Book, Tally
from .process import dying
from .work import Order, do_all
from .world import World

SIZE = b"size=32m"
BLOCK = 4096
_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000
_READ_ONLY, _AGAIN = 1, 32


def full_and_read_only(world: World, turns: int, folder: Path) -> Tally:
    """A disk in `folder` is filled so often, and at last becomes read-only.

    Raises PermissionError where the kernel lets nobody make a disk.
    """
    folder.mkdir()
    with dying(_on_a_small_disk, world, turns, folder) as process:
        answer = process.ear.recv()
    if isinstance(answer, OSError):
        raise answer
    assert isinstance(answer, Tally)
    return answer


def _on_a_small_disk(world: World, turns: int, folder: Path, mouth: Connection) -> None:
    language.speak("de")
    try:
        _alone_with_mounts()
        _mount(folder)
    except OSError as error:
        mouth.send(error)
        return
    its = world.fresh(folder / "data")
    book, starts = Book(its), []
    for turn in range(turns):
        with opened(its.folder) as database:
            do_all(database, Order(its, f"{turn} room", 3, 2), book.said.append)
            left = turn * BLOCK  # each time it is full at another place
            _fill(folder / "ballast", left)
            do_all(database, Order(its, f"{turn} full", 6, 2), book.said.append)
            starts.append(_start(its))
            (folder / "ballast").unlink()
            before = len(book.said)
            do_all(database, Order(its, f"{turn} room again", 3, 2), book.said.append)
            refused = [said for said in book.said[before:] if said.word == "refused"]
            tally = book.tally(database, alive=True)
            tally.wrong += [f"there is room, and yet: {said.sentence}" for said in refused]
    _mount(folder, _READ_ONLY | _AGAIN)
    starts.append(_start(its))
    _mount(folder, _AGAIN)
    with opened(its.folder) as database:
        do_all(database, Order(its, "at last", 3, 2), book.said.append)
        tally.wrong += book.tally(database, alive=True).wrong
    tally.sentences.update(filter(None, starts))
    tally.faults = turns + 1
    mouth.send(tally)


def _start(world: World) -> str:
    """What somebody is told who starts the program now; "" if it starts."""
    try:
        open_database(world.folder).close()
    except CannotStart as sentence:
        return f"Start: {sentence.sentence}"
    return ""


def _fill(ballast: Path, left: int) -> None:
    """Fill the disk up to so many bytes."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(BLOCK)):
            pass
    os.truncate(ballast, max(ballast.stat().st_size - left, 0))


def _alone_with_mounts() -> None:
    """This process gets its own mounts: by its rights, or as root of a namespace of its own."""
    user, group = os.getuid(), os.getgid()
    try:
        _call("unshare", _NEW_MOUNTS)
    except OSError:
        _call("unshare", _NEW_USER | _NEW_MOUNTS)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")


def _mount(folder: Path, flags: int = 0) -> None:
    _call("mount", b"biq", bytes(folder), b"tmpfs", flags, SIZE)


def _call(name: str, *arguments: object) -> None:
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments):
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")
