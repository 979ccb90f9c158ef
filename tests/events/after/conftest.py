"""An event that is behind us, and the next Treffen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from biq_tui.core.database import Database
from tests.events.conftest import database, folder, house, postgresql_for_rows, sqlite_for_rows
from tests.events.event_at import Fest
from tests.room import NOW, bremen

__all__ = ["database", "folder", "house", "postgresql_for_rows", "sqlite_for_rows"]

LAST_WEEK = NOW.replace(hour=14, minute=0) - timedelta(days=6)
"""Saturday 27 February, three to six in Bremen."""


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


@pytest.fixture
def past(house: Database) -> Fest:
    """An event that is over."""
    return Fest(house, start=LAST_WEEK)


@pytest.fixture
def past_anywhere(database: Database) -> Fest:
    """The same, once on each engine."""
    return Fest(database, start=LAST_WEEK)
