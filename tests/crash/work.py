"""The process that dies: the program's own writer and use cases, each answer told as it comes.

It is forked from a server that has imported everything already, so that a thousand of them can
be started and killed.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from biq_tui.attendance import service
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import CannotStart, Refused
from biq_tui.core.opening import open_database
from biq_tui.core.telling import last_step
from biq_tui.core.write import Act
from biq_tui.voting import urn
from tests.attendance.rooms import facilitator, phone

from .world import World

ATTEMPTS = 20
_ANYBODY_MAY_TRACE = 0x59616D61, -1


@dataclass(frozen=True, slots=True)
class Order:
    """What one process does: so many `steps` in each of `threads`, with names of its own `turn`."""

    world: World
    turn: str
    steps: int = 400
    threads: int = 3
    clock: tuple[datetime, ...] = ()
    """What the laptop's clock says, step after step; without: the time."""
    pages: int = 0
    """So many changed pages are moved to the data file at once; 0: as many as in real life."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the process: about `token`, "" for the whole; `wanted`: to be there or not."""

    word: str
    token: str = ""
    kind: str = ""
    sentence: str = ""
    wanted: bool = True


def work(order: Order, mouth: Connection) -> None:
    """Open the data, do everything, wait for the end; each at a word from outside, and say so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(*_ANYBODY_MAY_TRACE, 0, 0, 0)
    say = _Saying(mouth)
    say(Said("ready"))
    mouth.recv()
    try:
        database = open_database(order.world.folder, order.world.url or None)
    except CannotStart as sentence:
        say(Said("cannot start", sentence=sentence.sentence))
        return
    say(Said("open"))
    if order.pages:
        with database._writers.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA wal_autocheckpoint={order.pages}")
    mouth.recv()
    do_all(database, order, say)
    say(Said("end"))
    mouth.recv()
    database.close()


def do_all(database: Database, order: Order, say: Callable[[Said], None]) -> None:
    """All that is ordered, in threads of its own; each step is said before and after."""
    threads = [
        threading.Thread(target=_act, args=(database, order, number, say))
        for number in range(order.threads)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class _Saying:
    def __init__(self, mouth: Connection) -> None:
        self._mouth = mouth
        self._turn = threading.Lock()

    def __call__(self, said: Said) -> None:
        with self._turn:
            self._mouth.send(said)


def _act(database: Database, order: Order, thread: int, say: Callable[[Said], None]) -> None:
    """One thread: guests that are typed, phones, ballots, and a guest taken back, in turn."""
    world, station = order.world, f"laptop-{thread}"
    typed = facilitator(world.gathering, station)
    sent = phone(world.gathering, station)

    def do(said: Said, act: Any, *call: Any) -> bool:
        say(said)
        try:
            database.write(act, *call).result()
        except Refused as refusal:
            say(Said("refused", said.token, said.kind, refusal.sentence, said.wanted))
            return False
        except BaseException as error:
            say(Said("broken", said.token, said.kind, repr(error), said.wanted))
            return False
        say(Said("done", said.token, said.kind, "", said.wanted))
        return True

    def own_step(typed: Act) -> int:
        for _attempt in range(ATTEMPTS):
            with suppress(Refused):
                its = database.read(last_step, typed.station, typed.place)
                assert its is not None
                return its.number
        raise TimeoutError

    def step(number: int, token: str) -> None:
        match number % 4:
            case 0:
                said = Said("asked", token, "phone")
                do(said, sent, service.report, world.gathering, key_of(token), token)
            case 1:
                marks = {"abc"[number % 3]: 1}
                do(Said("asked", token, "ballot"), sent, urn.cast, world.poll, marks, token)
            case turn:
                said = Said("asked", token, "guest")
                if do(said, typed, service.add_guest, world.gathering, token) and turn == 3:
                    undo = Said("asked", token, "undo", wanted=False)
                    do(undo, typed, service.take_back, own_step(typed))

    for number in range(order.steps):
        token = f"{order.turn} {thread} {number}"
        with (
            clock.standing_at(order.clock[number % len(order.clock)])
            if order.clock
            else nullcontext()
        ):
            step(number, token)


def key_of(token: str) -> str:
    """What a phone's form is known by."""
    return token.replace(" ", "-").ljust(20, "k")
