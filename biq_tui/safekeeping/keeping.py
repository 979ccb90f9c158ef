"""The backups that nobody has to ask for, and the sticks they are brought onto. Knows no screen."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ..core.backup import Backup, backup, last_backup
from ..core.copies import DRAFT, Halted
from ..core.database import Database
from ..core.errors import Refused
from ..core.journal import last_number
from ..core.standing import ends
from ..voting.reading import any_open
from .erased import stay_erased
from .hand_over import LEAVING
from .here import Here
from .staging import clear
from .stick import bring, has, house_of, known_sticks

BY_HAND = "by-hand"
"""Why a backup is made that was asked for."""

NICE = 10
"""How far the thread of the backups steps back behind all others, as nice(1) counts."""


@dataclass(frozen=True, slots=True)
class Made:
    """How a backup went."""

    backup: Path | None
    """None if nothing had changed since the last one, or people are voting."""
    onto: tuple[Path, ...] = ()
    """Where it lies on the sticks of this house that are plugged in."""
    trouble: str = ""
    """Why a stick did not take it, in a sentence; what is on this laptop is whole."""


def tidy(here: Here) -> None:
    """Remove what a power cut left of a hand-over or of data that were made ready."""
    clear(here)
    for ending in ("", DRAFT):
        with suppress(OSError):
            (here.folder / (LEAVING + ending)).unlink()


def has_changed(database: Database, newest: Backup | None) -> bool:
    """Whether anything was done since this backup was made."""
    if newest is None:
        return True
    known = ends(newest.file, still=True)
    return database.read(last_number) != (known[1].number if known else 0)


def keep(
    database: Database,
    here: Here,
    why: str,
    *,
    always: bool = False,
    halted: Callable[[], bool] = lambda: False,
) -> Made:
    """Back up what changed, here and onto every stick of this house that is plugged in. Blocks.

    `always`: also if nothing has changed, and while people vote that is refused and not put off.
    Raises Refused if the backup can't be made; Halted.
    """
    stay_erased(database, here.live, here.folder)
    if not always and database.read(any_open):
        return Made(None)
    newest = last_backup(here.backups)
    made = None
    if always or has_changed(database, newest):
        made = backup(database.url, here.backups, why, halted)
    onto, trouble = _onto_sticks(here, made or (newest.file if newest else None))
    return Made(made, onto, trouble)


def _onto_sticks(here: Here, made: Path | None) -> tuple[tuple[Path, ...], str]:
    known = ends(made, still=True) if made is not None else None
    if made is None or known is None:
        return (), ""
    house = house_of(known[0])
    onto, trouble = [], ""
    for stick in known_sticks(house):
        if has(made, stick):
            continue
        try:
            onto.append(bring(made, stick, house, here.folder))
        except Refused as refusal:
            trouble = refusal.sentence
    return tuple(onto), trouble


class Keeper:
    """Makes them one after the other, in a thread that lets everything else go first."""

    def __init__(self, database: Database, here: Here) -> None:
        self._database = database
        self._here = here
        self._thread = ThreadPoolExecutor(1, "backups", _step_back)
        self._end = threading.Event()

    async def keep(self, why: str, *, always: bool = False) -> Made:
        """`keep`, without blocking the screen. Raises Refused; Halted once the program ends."""
        if self._end.is_set():
            raise Halted
        return await asyncio.get_running_loop().run_in_executor(
            self._thread,
            lambda: keep(self._database, self._here, why, always=always, halted=self._end.is_set),
        )

    def end(self) -> None:
        """The program ends: a backup that is not whole yet is given up."""
        self._end.set()
        self._thread.shutdown(wait=False, cancel_futures=True)


def _step_back() -> None:
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
