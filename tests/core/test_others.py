"""Two programs on one database: each hears of the other's commits, also after a lost connection."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act, Write
from biq_tui.people.models import Person
from tests.attendance.rooms import around, opened, url_of

ACT = Act(Actor.FACILITATOR, "laptop-2", "somewhere")
PATIENCE_SECONDS = 15


def add(write: Write, name: str) -> None:
    write.insert(Person(name=name))
    write.tell("test.added")


class Heard:
    """What the first laptop heard."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._news = threading.Event()
        database.watch(self._news.set)
        assert self._news.wait(PATIENCE_SECONDS), "it begins with a first look"

    def nothing_yet(self) -> None:
        """Forget what was heard so far."""
        self._news.clear()

    def hears(self) -> bool:
        """Whether something is heard."""
        heard = self._news.wait(PATIENCE_SECONDS)
        self._news.clear()
        return heard


@contextmanager
def second_laptop(database: Database, folder: Path) -> Iterator[Database]:
    with opened(folder, url_of(database)) as other:
        yield other


def test_what_the_other_one_commits_is_heard(database: Database, folder: Path) -> None:
    heard = Heard(database)
    with second_laptop(database, folder) as other:
        for name in ("Ada", "Ali"):
            heard.nothing_yet()
            other.write(ACT, add, name).result()
            assert heard.hears()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_lost_connection_is_told_and_made_anew(database: Database, folder: Path) -> None:
    heard = Heard(database)
    heard.nothing_yet()
    with around(database) as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND query LIKE 'LISTEN%'"
            )
        )
    assert heard.hears(), "it is lost"
    assert heard.hears(), "it is back"
    with second_laptop(database, folder) as other:
        other.write(ACT, add, "Ada").result()
        assert heard.hears()


def test_whoever_closes_the_data_waits_for_nobody(database: Database) -> None:
    Heard(database)
    database.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "biq-others"]
