"""An open database: a SQLite file for what any engine does alike, or once on each engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from biq_tui.core.database import Database
from biq_tui.core.folders import DATABASE_FILE
from tests.attendance.rooms import opened
from tests.core.conftest import database, folder, postgresql_for_rows, sqlite_for_rows

from .event_at import Fest

__all__ = ["database", "folder", "postgresql_for_rows", "sqlite_for_rows"]


@pytest.fixture
def house(tmp_path: Path, folder: Path, sqlite_for_rows: Path) -> Iterator[Database]:
    """A SQLite file with all tables and no rows."""
    copy = shutil.copy(sqlite_for_rows, tmp_path / DATABASE_FILE)
    with opened(folder, f"sqlite:///{copy}") as empty:
        yield empty


@pytest.fixture
def fest(house: Database) -> Fest:
    """An event on a Saturday from three to six."""
    return Fest(house)


@pytest.fixture
def fest_anywhere(database: Database) -> Fest:
    """The same, once on each engine."""
    return Fest(database)
