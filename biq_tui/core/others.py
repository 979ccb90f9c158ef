"""What other programs on the same database commit is known here within a fraction of a second.

SQLite counts the commits of other connections in `PRAGMA data_version`, which costs a look at
shared memory; PostgreSQL tells by NOTIFY, as part of the writer's commit. What is missed while a
connection is lost, whoever is told finds in the journal.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from selectors import EVENT_READ, DefaultSelector
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

LOOK_SECONDS = 0.2
"""How often a SQLite file is looked at."""

AGAIN_SECONDS = 2.0
"""So long after a connection was lost, another one is tried."""

STILL_THERE_SECONDS = 5.0
"""How often a PostgreSQL server that says nothing is asked whether it is there."""

CHANNEL = "biq_journal"
"""Under this name PostgreSQL passes on that something was committed."""


class Others:
    """Calls `changed()` in a thread of its own whenever some program has committed, this one
    included, and when the connection was lost or is back. One call may stand for many commits.
    """

    def __init__(self, readers: Engine, changed: Callable[[], None]) -> None:
        self._readers = readers
        self._changed = changed
        self._end, self._ends = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="biq-others", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Watch no more; waits until that is so."""
        self._end.close()
        self._thread.join()
        self._ends.close()

    def _run(self) -> None:
        watch = self._look if self._readers.dialect.name == "sqlite" else self._listen
        going_on = True
        while going_on:
            try:
                going_on = self._watch(watch)
            except (DBAPIError, self._driver_error):
                self._changed()
                going_on = self._goes_on(AGAIN_SECONDS)

    def _watch(self, watch: Callable[[Any], bool]) -> bool:
        pooled = self._readers.raw_connection()
        connection = pooled.driver_connection
        assert connection is not None
        pooled.detach()  # it waits for news: nobody else gets it
        try:
            return watch(connection)
        finally:
            connection.close()

    def _look(self, connection: Any) -> bool:
        seen = 0
        while self._goes_on(LOOK_SECONDS):
            now = connection.execute("PRAGMA data_version").fetchone()[0]
            if now != seen:
                self._changed()
            seen = now
        return False

    def _listen(self, connection: Any) -> bool:
        connection.autocommit = True
        connection.execute(f"LISTEN {CHANNEL}")
        self._changed()
        while self._goes_on(STILL_THERE_SECONDS, connection):
            connection.execute("SELECT 1")  # takes what has come, and fails if nobody is there
            if list(connection.notifies(timeout=0)):
                self._changed()
        return False

    def _goes_on(self, seconds: float, *connections: Any) -> bool:
        """Wait so long, or until something comes on a connection; False: the watch ends."""
        with DefaultSelector() as waiting:  # select() itself takes no number above 1023
            for each in (self._ends, *connections):
                waiting.register(each, EVENT_READ)
            return self._ends not in [key.fileobj for key, _events in waiting.select(seconds)]

    @property
    def _driver_error(self) -> type[Exception]:
        error: type[Exception] = self._readers.dialect.loaded_dbapi.Error
        return error


def tell_others(connection: Connection) -> None:
    """Once this transaction is committed, every program on the database hears of it."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"NOTIFY {CHANNEL}")
