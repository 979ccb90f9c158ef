"""What makes a run of hundreds of apps on two cores shorter, and changes nothing that is tested."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, Engine
from textual.css import stylesheet
from textual.css.model import RuleSet

from biq_tui.core import migrations, opening

SECONDS = {
    "tests/qualification/test_import.py": 68,
    "tests/browser/test_phone_everybody.py": 54,
    "tests/qualification/test_lists.py": 51,
    "tests/terminal/test_main_job.py": 49,
    "tests/qualification/test_merging.py": 32,
    "tests/core/test_journal.py": 25,
    "tests/terminal/test_scanner.py": 19,
    "tests/attendance/test_following.py": 15,
    "tests/crash/test_crash.py": 40,
    "tests/attendance/test_tickets_at_the_door.py": 13,
    "tests/core/test_write.py": 11,
    "tests/terminal/test_life.py": 11,
    "tests/test_overview.py": 11,
}
"""Files whose tests are few and long: they begin first, so that at the end no worker waits."""

A_TEST_SECONDS = 0.2
"""What a test of any other file takes."""


def keep_styles() -> None:
    """Parse a text of styles once for all apps with the same variables, not once an app."""
    kept: dict[tuple[Any, ...], list[RuleSet]] = {}
    parse = stylesheet.Stylesheet._parse_rules

    def parsed(sheet: stylesheet.Stylesheet, css: str, *args: Any, **named: Any) -> list[RuleSet]:
        key = (css, args, *named.items(), _variables(sheet))
        if key not in kept:
            kept[key] = parse(sheet, css, *args, **named)
        return kept[key]

    stylesheet.Stylesheet._parse_rules = parsed  # type: ignore[assignment, method-assign]


_known: dict[frozenset[tuple[str, str]], int] = {}


def _variables(sheet: Any) -> int:
    """A number for a set of variables: the same for the same ones."""
    seen = sheet.__dict__.get("_seen_variables")
    if seen is None or seen[0] is not sheet._variables:
        number = _known.setdefault(frozenset(sheet._variables.items()), len(_known))
        seen = sheet._seen_variables = (sheet._variables, number)
    return int(seen[1])


def keep_tables() -> None:
    """Migrate one empty SQLite file; whichever is opened later gets a copy: 0.3 s less for each.

    Only what `open_database` makes anew in this process. Whoever calls `migrations.upgrade` itself,
    older data, encrypted data, PostgreSQL and programs that are started migrate for themselves.
    """
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    one_at_a_time = threading.Lock()

    def upgraded(engine: Engine, target: str = "head") -> None:
        with one_at_a_time:
            if target != "head" or not _is_empty_file(engine):
                migrations.upgrade(engine, target)
            elif kept.execute("SELECT 1 FROM sqlite_master").fetchone():
                _copy(kept, engine)
            else:
                migrations.upgrade(engine)
                with engine.connect() as connection:
                    _driver(connection).backup(kept)

    opening.upgrade = upgraded  # type: ignore[attr-defined]


def _is_empty_file(engine: Engine) -> bool:
    if engine.dialect.name != "sqlite":
        return False
    with engine.connect() as connection:
        driver = _driver(connection)
        # An encrypted file has a driver of its own.
        return isinstance(driver, sqlite3.Connection) and not (
            connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first()
        )


def _copy(kept: sqlite3.Connection, engine: Engine) -> None:
    with engine.connect() as connection:
        kept.backup(_driver(connection))


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def longest_first(items: list[pytest.Item]) -> None:
    """Whole files in the order of how long they take; within a file nothing changes."""
    weights = _weights([_file(item) for item in items])
    items.sort(key=lambda item: (-weights[_file(item)], _file(item)))


def _weights(files: Sequence[str]) -> dict[str, float]:
    counts = Counter(files)
    return {file: SECONDS.get(file, n * A_TEST_SECONDS) for file, n in counts.items()}


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]
