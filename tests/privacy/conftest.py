"""An open database, once on each engine; and a house that somebody has lived in, on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.conftest import database, folder, postgresql_for_rows, sqlite_for_rows

from .houses import House, lived_in

__all__ = ["database", "folder", "lived", "postgresql_for_rows", "sqlite_for_rows"]


@pytest.fixture
def lived(folder: Path) -> Iterator[House]:
    """For what is the same on each engine."""
    with lived_in(folder) as its:
        yield its
