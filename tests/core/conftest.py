"""An open database, once on each engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlmodel import SQLModel

from biq_tui.core.database import Database, parse_url
from biq_tui.core.folders import DATABASE_FILE
from tests.attendance.rooms import opened, url_of
from tests.servers import PostgresServer

LARGE_BYTES = 1_000_000
"""Tables of PostgreSQL that grew beyond this get new files between two tests."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of this laptop."""
    return tmp_path / "biq"


@pytest.fixture(scope="session")
def postgresql_for_rows(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of one database for all tests that only need empty tables: 0.5 s less for each."""
    url = postgres_server.new_database()
    yield url
    _cleaner(url).dispose()
    postgres_server.drop_database(url)


@pytest.fixture(scope="session")
def sqlite_for_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with empty tables, to be copied: migrations take 0.1 s each time."""
    folder = tmp_path_factory.mktemp("sqlite")
    with opened(folder):
        pass
    return folder / DATABASE_FILE


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, folder: Path) -> Iterator[Database]:
    """A database with all tables and no rows."""
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("sqlite_for_rows"), tmp_path / DATABASE_FILE)
        url = f"sqlite:///{copy}"
    else:
        url = request.getfixturevalue("postgresql_for_rows")
    with opened(folder, url) as empty:
        if request.param == "postgresql":
            _empty(empty)
        yield empty


def _empty(database: Database) -> None:
    """As new. TRUNCATE makes new files for each table and index: 0.4 s, DELETE a hundredth."""
    tables = [table.name for table in SQLModel.metadata.sorted_tables]
    with _cleaner(url_of(database)).begin() as connection:
        deletes = "; ".join(f"DELETE FROM {table}" for table in tables)
        # No foreign key is looked after meanwhile.
        connection.exec_driver_sql(f"SET session_replication_role = replica; {deletes}")
        connection.exec_driver_sql(
            "SELECT setval(sequencename::text::regclass, start_value, false) FROM pg_sequences"
            " WHERE schemaname = 'public' AND last_value IS NOT NULL"
        )
        large = connection.exec_driver_sql(
            "SELECT FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            f" AND pg_relation_size(oid) > {LARGE_BYTES}"
        )
        if large.first() is not None:  # what is deleted is read over until somebody cleans up
            connection.exec_driver_sql(f"TRUNCATE {', '.join(tables)}")


@cache
def _cleaner(url: str) -> Engine:
    """One connection for all tests: a new one has to learn all tables first."""
    return create_engine(parse_url(url))
