"""Starting, watching and killing the processes of `work`."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .work import Order, Said, work

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(
    [
        "tests.crash.work",
        "sqlalchemy.dialects.sqlite.pysqlite",
        "sqlalchemy.dialects.postgresql.psycopg",
        "psycopg",
    ]
)

PATIENCE_SECONDS = 60


class Dying:
    """One process at work, and what it has said so far. Made by `dying`."""

    def __init__(self, target: Callable[..., None], *arguments: Any) -> None:
        self.ear, mouth = _server.Pipe()
        self.process = _server.Process(target=target, args=(*arguments, mouth), daemon=True)
        self.process.start()
        mouth.close()
        self.said: list[Said] = []

    @property
    def pid(self) -> int:
        """Its number."""
        assert self.process.pid is not None
        return self.process.pid

    def go(self) -> None:
        """It may go on."""
        self.ear.send("go")

    def until(self, word: str, times: int = 1) -> bool:
        """Listen until it has said this word so often; False: it died before."""
        while times and (said := self._next()) is not None:
            times -= said.word == word
        return not times

    def kill(self) -> None:
        """As a power switch does; then listen to what it had still said."""
        self.process.kill()
        self.ended()

    def ended(self) -> None:
        """Wait for its end, listening."""
        while self._next() is not None:
            pass
        self.process.join(PATIENCE_SECONDS)
        assert self.process.exitcode is not None, "it does not end"

    def _next(self) -> Said | None:
        if not self.ear.poll(PATIENCE_SECONDS):
            raise TimeoutError("it says nothing any more")
        try:
            said: Said = self.ear.recv()
        except (EOFError, OSError):
            return None
        self.said.append(said)
        return said


@contextmanager
def dying(target: Callable[..., None], *arguments: Any) -> Iterator[Dying]:
    """A process of its own that does `target(*arguments, mouth)`; gone at the end."""
    process = Dying(target, *arguments)
    try:
        yield process
    finally:
        if process.process.is_alive():
            process.process.kill()
        process.process.join()
        process.ear.close()


@contextmanager
def working(order: Order) -> Iterator[Dying]:
    """`work` with its database open, waiting for its `go`."""
    with dying(work, order) as process:
        process.go()
        assert process.until("open"), [said.sentence for said in process.said]
        yield process
