"""An open database, once on each engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from biq_tui.core.database import Database
from biq_tui.core.folders import DATABASE_FILE
from tests.attendance.rooms import around, opened
from tests.servers import PostgresServer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of this laptop."""
    return tmp_path / "biq"


@pytest.fixture(scope="session")
def postgresql_for_rows(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of one database for all tests that only need empty tables: 0.5 s less for each."""
    url = postgres_server.new_database()
    yield url
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
    tables = ", ".join(table.name for table in SQLModel.metadata.sorted_tables)
    with around(database) as connection:
        connection.exec_driver_sql(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
