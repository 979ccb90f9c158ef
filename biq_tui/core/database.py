"""The database: SQLite by default, PostgreSQL by URL, both behaving alike.

Reading goes through sessions that can't write; writing goes through the writer's one connection,
alone on the database at that moment (BEGIN IMMEDIATE on SQLite, an advisory lock on PostgreSQL).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session

from . import sqlite
from .errors import told
from .in_doubt import TRANSACTION
from .others import Others
from .write import Act, Write
from .writer import Writer

Given = ParamSpec("Given")
Result = TypeVar("Result")

WRITER_LOCK = 0x424951
"""Key of PostgreSQL's advisory lock that makes one writer of many ("BIQ" in ASCII)."""

LOST_SECONDS = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,
}
"""When PostgreSQL counts as lost: after some ten seconds of silence, not after the two hours that
systems wait by themselves. Whatever the address says itself comes first (libpq's own names)."""

LOCK_WAIT_MS = 5000
"""How long SQLite waits for another program's write before it says "locked"."""


class Database:
    """One open database: many readers, one writer, and word of every commit made here."""

    def __init__(self, url: URL, revision: str) -> None:
        self.url = url
        self._readers = reading_engine(url)
        self._writers = writing_engine(url)
        self._listeners: list[Callable[[list[int]], None]] = []
        self._others: list[Others] = []
        self._writer = Writer(self._writers, revision, _session, self._committed)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent state of the data. It refuses to write."""
        with self._readers.connect() as connection, connection.begin(), _session(connection) as s:
            yield s

    def read(
        self,
        query: Callable[Concatenate[Session, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """What `query(session, ...)` returns. Blocks: from the event loop use `reads`.

        Raises Refused with a sentence if the database does not answer.
        """
        try:
            try:
                return self._read(query, *args, **kwargs)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                return self._read(query, *args, **kwargs)  # the laptop slept; reading is harmless
        except DBAPIError as error:
            raise told(error) from error

    def _read(
        self,
        query: Callable[Concatenate[Session, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        with self.reading() as session:
            return query(session, *args, **kwargs)

    async def reads(
        self,
        query: Callable[Concatenate[Session, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """`read`, in a thread of its own."""
        return await asyncio.to_thread(lambda: self.read(query, *args, **kwargs))

    def write(
        self,
        act: Act,
        use_case: Callable[Concatenate[Write, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Future[Result]:
        """Have the writer run `use_case(write, ...)`; the result comes once it is durable.

        The future raises Refused with a sentence where the person can do something about it.
        """
        return self._writer.submit(act, use_case, args, kwargs)

    async def writes(
        self,
        act: Act,
        use_case: Callable[Concatenate[Write, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """`write`, awaited without blocking the event loop."""
        done: asyncio.Future[Result] = self._writer.submit_here(act, use_case, args, kwargs)
        return await done

    def forget(self, *tables: str, anew: bool = False) -> bool:
        """What was deleted from these tables is gone from the data files, too; whether it is.

        SQLite has overwritten it already, but for its write-ahead log, which is emptied here
        unless somebody is reading just now; PostgreSQL writes the tables anew. `anew`: SQLite
        writes its file anew, too; where a row moved to another page, a copy can lie in the gap.
        Blocks. Raises Refused if the database does not answer.
        """
        try:
            with self._writers.connect() as connection:
                if self.url.get_backend_name() != "sqlite":
                    alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                    for table in tables:
                        alone.exec_driver_sql(f"VACUUM (FULL) {table}")
                    return True
                driver = connection.connection.driver_connection
                assert driver is not None
                if anew and not _written_anew(driver):
                    return False
                busy, _pages, _moved = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not busy
        except DBAPIError as error:
            raise told(error) from error

    def listen(self, listener: Callable[[list[int]], None]) -> None:
        """Call `listener(new entry numbers)` after each commit here, in the writer's thread."""
        self._listeners.append(listener)

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed()`, in a thread of its own, soon after any program's commit, and when the
        connection was lost or is back."""
        self._others.append(Others(self._readers, changed))

    def close(self) -> None:
        """Finish what waits to be written and let go of the database."""
        for others in self._others:
            others.close()
        self._writer.close()
        self._readers.dispose()
        self._writers.dispose()

    def _committed(self, numbers: list[int]) -> None:
        for listener in self._listeners:
            listener(numbers)


def parse_url(url: str) -> URL:
    """The URL with the driver this program uses. Raises ArgumentError if it is none."""
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


def writing_engine(url: URL) -> Engine:
    """Connections that write, alone on the database from the first statement to the commit."""
    engine = _engine(url, writes=True)
    alone = _begin_immediate if engine.dialect.name == "sqlite" else _take_writer_lock
    event.listen(engine, "begin", alone)
    return engine


def reading_engine(url: URL) -> Engine:
    """Connections that the database itself keeps from writing."""
    engine = _engine(url, writes=False)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "begin", _begin_reading)
    return engine


def _engine(url: URL, writes: bool) -> Engine:
    """Parameters of statements are people's names: they never appear in an error's text."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, hide_parameters=True, module=sqlite.driver())
        event.listen(engine, "do_connect", _sqlite_connected)
        event.listen(engine, "connect", _sqlite_settings(writes))
        return engine
    lost = {name: value for name, value in LOST_SECONDS.items() if name not in url.query}
    if writes:
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=lost)
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",  # every query of a session sees the same moment
        connect_args={"options": "-c default_transaction_read_only=on", **lost},
    )


def _sqlite_connected(_dialect: Any, _record: Any, arguments: Any, settings: Any) -> Any:
    return sqlite.connect_as_told(arguments, settings)


def _sqlite_settings(writes: bool) -> Callable[[Any, Any], None]:
    def settings(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin below, not in the driver
        connection.execute(f"PRAGMA busy_timeout={LOCK_WAIT_MS}")
        connection.execute("PRAGMA foreign_keys=ON")
        if writes:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten
        else:
            connection.execute("PRAGMA query_only=ON")

    return settings


def _written_anew(driver: Any) -> bool:
    """Whether SQLite could write its whole file anew: not while somebody else writes."""
    driver.execute("PRAGMA temp_store=MEMORY")  # no name gets into a temporary file
    try:
        driver.execute("VACUUM")
    except sqlite.OperationalError:
        return False
    return True


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _take_writer_lock(connection: Connection) -> None:
    connection.info[TRANSACTION] = connection.exec_driver_sql(_ALONE_AND_DURABLE).scalar()


_ALONE_AND_DURABLE = f"""
SELECT pg_current_xact_id()::text,
  CASE current_setting('synchronous_commit')
    WHEN 'off' THEN set_config('synchronous_commit', 'on', true)
  END
FROM pg_advisory_xact_lock({WRITER_LOCK})
"""
"""Whatever the server is set to: COMMIT is answered once it is on the server's disk."""


class WroteAround(Exception):  # noqa: N818 - a programming error, never shown
    """Somebody changed an object of a session instead of using the write scope."""


def _session(connection: Connection) -> Session:
    """A session that shows what the database holds and never writes."""
    session = Session(connection, autoflush=False, join_transaction_mode="rollback_only")
    event.listen(session, "do_orm_execute", _load_anew)
    event.listen(session, "before_flush", _refuse_flush)
    return session


def _load_anew(state: ORMExecuteState) -> None:
    state.update_execution_options(populate_existing=True)


def _refuse_flush(session: Session, _context: Any, _instances: Any) -> None:
    if session.new or session.dirty or session.deleted:
        raise WroteAround
