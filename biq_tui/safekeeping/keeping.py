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

from ..core import sqlite
from ..core.backup import Backup, backup, last_backup
from ..core.copies import DRAFT, Halted
from ..core.database import Database
from ..core.errors import Refused
from ..core.journal import last_number
from ..core.standing import Relation, ends
from ..voting.reading import any_open
from .encrypting import convert_backups
from .erased import erased_in, erasures, note, stay_erased
from .hand_over import LEAVING, look
from .here import Here
from .staging import clear
from .stick import bring, has, house_of, known_sticks
from .words import relation_words

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
    if sqlite.key() is not None:
        convert_backups(here)  # a power cut may have left plain ones; or somebody laid one there
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
        self._asked = threading.Event()
        """The thread will look for erased people anyway."""
        self._erasures: object = None
        database.listen(self._committed)

    async def keep(self, why: str, *, always: bool = False) -> Made:
        """`keep`, without blocking the screen. Raises Refused; Halted once the program ends."""
        if self._end.is_set():
            raise Halted
        return await asyncio.get_running_loop().run_in_executor(
            self._thread,
            lambda: keep(self._database, self._here, why, always=always, halted=self._end.is_set),
        )

    async def newer_on_stick(self) -> str:
        """What a stick that is plugged in has to say, if it goes on where these data end."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._newer_on_stick)

    def _newer_on_stick(self) -> str:
        with suppress(Refused):
            beside = look(self._here)
            if beside.relation is Relation.NEWER:
                return relation_words(beside.relation, beside.found.standing)
        return ""

    async def end(self) -> None:
        """The program ends: a backup that is not whole yet is given up, and the files are free."""
        self._end.set()
        await asyncio.to_thread(self._thread.shutdown, cancel_futures=True)

    def _committed(self, _numbers: list[int]) -> None:
        """Somebody may have been erased. Called in the writer's thread, which does not wait."""
        if not (self._asked.is_set() or self._end.is_set()):
            self._asked.set()
            with suppress(RuntimeError):  # the program has just ended
                self._thread.submit(self._note_erased)

    def _note_erased(self) -> None:
        self._asked.clear()
        with suppress(OSError):  # the next backup tries it again
            counted = erasures(self._here.live)
            if counted != self._erasures:
                note(self._here.folder, erased_in(self._here.live))
                self._erasures = counted


def _step_back() -> None:
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
