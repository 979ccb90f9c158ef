"""An empty SQLite file for what is asked over HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from biq_tui.core.database import Database
from biq_tui.core.folders import DATABASE_FILE
from tests.attendance.rooms import opened
from tests.core.conftest import folder, sqlite_for_rows

__all__ = ["folder", "sqlite_for_rows"]


@pytest.fixture
def nothing_yet(tmp_path: Path, folder: Path, sqlite_for_rows: Path) -> Iterator[Database]:
    """A SQLite file with all tables and no rows."""
    copy = shutil.copy(sqlite_for_rows, tmp_path / DATABASE_FILE)
    with opened(folder, f"sqlite:///{copy}") as database:
        yield database
