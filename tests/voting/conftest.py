"""An open database, once on each engine, with a meeting that votes."""

from __future__ import annotations

import pytest

from biq_tui.core.database import Database
from tests.core.conftest import database, folder, postgresql_for_rows, sqlite_for_rows

from .votes import Votes

__all__ = ["database", "folder", "postgresql_for_rows", "sqlite_for_rows"]


@pytest.fixture
def votes(database: Database) -> Votes:
    """A meeting on a Wednesday at six."""
    return Votes(database)
