"""A glance at the bare file: before anything heavy is loaded, and without leaving a trace."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.overview import Overview, glance, overview
from biq_tui.qualification import enrolment
from tests.attendance.rooms import opened
from tests.qualification.courses import START, Run

ADA, ALI = "Ada Muster", "Ali Beispiel"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is the afternoon of START's day."""
    with clock.standing_at(START.astimezone(UTC) - timedelta(hours=1)):
        yield


def seen(database: Database) -> Overview:
    return database.read(overview)


def file_of(database: Database) -> Path:
    return Path(database.url.database or "")


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    with opened(tmp_path / "biq") as made:
        yield made


@pytest.fixture
def closed(sqlite: Database) -> Path:
    """The file of a database with something in it, as the program leaves it."""
    run = Run(sqlite)
    (ada,) = run.enrol(ADA)
    run.do(enrolment.need, run.run_id, ada, "Rampe")
    sqlite.close()
    return file_of(sqlite)


def content(folder: Path) -> dict[str, str]:
    """Name and bytes of all files in a folder."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def test_a_glance_at_the_closed_file_leaves_no_trace(closed: Path) -> None:
    before = content(closed.parent)
    looked = glance(closed)
    assert looked is not None
    assert looked.dates[0].needs == (("Rampe", 1),)
    assert content(closed.parent) == before
    with opened(closed.parent) as database:
        assert seen(database) == looked


def test_a_glance_at_the_open_file_sees_what_was_committed_last(sqlite: Database) -> None:
    run = Run(sqlite)
    for name in (ADA, ALI):
        run.enrol(name)
        assert glance(file_of(sqlite)) == seen(sqlite)


def test_a_glance_writes_nothing_while_the_program_runs(sqlite: Database) -> None:
    Run(sqlite).enrol(ADA)
    before = content(file_of(sqlite).parent)
    assert glance(file_of(sqlite)) is not None
    after = content(file_of(sqlite).parent)
    assert {name: after[name] for name in before if not name.endswith("-shm")} == {
        name: before[name] for name in before if not name.endswith("-shm")
    }, "readers mark their place in -shm, which is no data"
    assert after.keys() == before.keys()


def test_a_glance_is_not_kept_waiting_by_somebody_who_writes(sqlite: Database) -> None:
    Run(sqlite).enrol(ADA)
    before = seen(sqlite)
    with closing(sqlite3.connect(file_of(sqlite), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM expected")
        assert glance(file_of(sqlite)) == before
        other.execute("ROLLBACK")


def nothing(file: Path) -> None:
    """A glance finds nothing and changes nothing."""
    before = content(file.parent) if file.parent.exists() else {}
    assert glance(file) is None
    assert (content(file.parent) if file.parent.exists() else {}) == before


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    nothing(tmp_path / "biq.db")
    nothing(tmp_path / "folder" / "biq.db")
    assert not (tmp_path / "folder").exists()
    assert glance(tmp_path) is None


@pytest.mark.parametrize(
    "bytes_", [b"", b"letters to my aunt " * 500, b"\0" * 5000, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, bytes_: bytes) -> None:
    (tmp_path / "biq.db").write_bytes(bytes_)
    nothing(tmp_path / "biq.db")


def change(file: Path, *statements: str) -> None:
    """Past the program's rules."""
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE songs (a)",),
        ("CREATE TABLE alembic_version (version_num)",),
        (
            "CREATE TABLE alembic_version (version_num)",
            "INSERT INTO alembic_version VALUES ('0002')",
            "CREATE TABLE journal_entry (number)",
        ),
    ],
)
def test_another_program_s_database_is_left_alone(
    tmp_path: Path, statements: tuple[str, ...]
) -> None:
    change(tmp_path / "biq.db", *statements)
    nothing(tmp_path / "biq.db")


@pytest.mark.parametrize("revision", ["0001", "9999", ""])
def test_data_of_another_version_is_left_to_the_opening(closed: Path, revision: str) -> None:
    change(closed, f"UPDATE alembic_version SET version_num = '{revision}'")
    nothing(closed)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE gathering SET starts_at = 'soon'",
        "UPDATE gathering SET ends_at = 7",
        "UPDATE gathering SET ends_at = x'00ff'",
        "UPDATE enrolment SET needs = 7",
        "UPDATE enrolment SET needs = x'00ff'",
    ],
)
def test_values_that_can_not_be_are_left_to_the_opening(closed: Path, damage: str) -> None:
    change(closed, "PRAGMA ignore_check_constraints=ON", damage)
    glance(closed)  # None or numbers, but never an error before the first screen


def test_a_locked_file_is_left_to_the_opening(closed: Path) -> None:
    change(closed, "PRAGMA journal_mode=DELETE")
    with closing(sqlite3.connect(closed, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM expected")
        looked = glance(closed)
        assert looked is None or looked.dates[0].expected in (0, 1)
        other.execute("ROLLBACK")


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=64))))
def test_a_damaged_file_never_stops_the_first_screen(
    closed: Path, damages: list[tuple[float, bytes]]
) -> None:
    whole = closed.read_bytes()
    damaged = bytearray(whole)
    for where, wrong in damages:
        place = int(where * len(damaged))
        damaged[place : place + len(wrong)] = wrong
    copy = closed.with_name("damaged.db")
    copy.write_bytes(damaged)
    looked = glance(copy)
    assert looked is None or isinstance(looked, Overview)


@pytest.mark.parametrize("name", ["50% #1 ? & Zoë's", "a b"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    with opened(tmp_path / name) as database:
        Run(database)
        assert glance(tmp_path / name / DATABASE_FILE) == seen(database)


def test_a_glance_loads_nothing_heavy(closed: Path) -> None:
    script = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from biq_tui.overview import glance\n"
        "looked = glance(Path(sys.argv[1]))\n"
        "print(json.dumps([looked.people, sorted(sys.modules)]))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, closed], capture_output=True, text=True, check=True
    )
    people, modules = json.loads(ended.stdout)
    assert people == 1
    heavy = {"sqlalchemy", "sqlmodel", "alembic", "textual", "asyncio", "holidays", "rapidfuzz"}
    assert heavy.isdisjoint(modules)
