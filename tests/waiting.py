"""Use cases that wait for the writer at the same time, as when a whole room taps at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act, Write


@contextmanager
def in_one_group(database: Database) -> Iterator[None]:
    """What is handed in meanwhile waits behind one use case, and is then taken together."""
    started, go_on = threading.Event(), threading.Event()

    def hold(_write: Write) -> None:
        started.set()
        go_on.wait()

    held = database.write(Act(Actor.PROGRAM, "test", ""), hold)
    started.wait()
    yield
    go_on.set()
    held.result()
