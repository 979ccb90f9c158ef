"""Every database that can't be used is refused in one sentence, and stays as it was."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from biq_tui.core import database as database_module
from biq_tui.core.errors import CannotStart
from biq_tui.core.opening import BACKUP_FOLDER, DATABASE_FILE, open_database


def refusal(folder: Path, url: str | None = None) -> str:
    """The sentence with which it is refused."""
    with pytest.raises(CannotStart) as refused:
        open_database(folder, url).close()
    return refused.value.sentence


@contextmanager
def untouched(file: Path) -> Iterator[None]:
    """The bytes of `file` are the same afterwards."""
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    yield
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database of ours, closed."""
    open_database(tmp_path).close()
    return tmp_path / DATABASE_FILE


def change(file: Path, *statements: str) -> None:
    """Past the program's rules."""
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_the_first_start_makes_everything_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "biq"
    open_database(folder).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir() if file.is_file()}
    assert modes == {0o600}


def test_a_file_that_others_could_read_is_closed_to_them(file: Path) -> None:
    file.chmod(0o644)
    open_database(file.parent).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_opening_again_changes_nothing_and_makes_no_backup(file: Path) -> None:
    open_database(file.parent).close()
    assert not (file.parent / BACKUP_FOLDER).exists()


@pytest.mark.parametrize("url", ["nonsense", "://", "sqlite+nothing:///x"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    assert refusal(tmp_path, url) == "Die Adresse der Datenbank stimmt nicht."


def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    assert "Nur SQLite und PostgreSQL" in refusal(tmp_path, "oracle://x/y")


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    said = refusal(tmp_path, "postgresql://127.0.0.1:1/biq")
    assert (
        said
        == "Die Datenbank antwortet nicht. Nichts ist verloren. Bitte versuchen Sie es noch einmal."
    )


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "biq").write_text("x")
    assert str(tmp_path / "biq") in refusal(tmp_path / "biq")


@pytest.mark.parametrize("content", [b"no database at all " * 300, b"\x00" * 5000])
def test_a_file_that_is_no_database_is_not_changed(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / DATABASE_FILE
    file.write_bytes(content)
    with untouched(file):
        assert (
            refusal(tmp_path)
            == "In dieser Datei sind keine Daten von BIQ. Sie wurde nicht verändert."
        )


def test_a_damaged_file_is_told_and_not_changed(file: Path) -> None:
    change(file, "PRAGMA journal_mode=DELETE")
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 6] = b"\xa5" * (4096 * 5)
    file.write_bytes(content)
    with untouched(file):
        assert "beschädigt" in refusal(file.parent)


def test_another_programs_database_is_not_changed(tmp_path: Path) -> None:
    file = tmp_path / DATABASE_FILE
    change(file, "CREATE TABLE songs (title TEXT)", "INSERT INTO songs VALUES ('x')")
    assert "keine Daten von BIQ" in refusal(tmp_path)
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("songs",)]


def test_data_of_a_newer_version_is_not_changed(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '9999'", "PRAGMA journal_mode=DELETE")
    assert "neueren Version" in refusal(file.parent)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_a_database_that_another_program_holds_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "LOCK_WAIT_MS", 10)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refusal(file.parent) == (
            "Ein anderes Programm benutzt gerade die Daten. Nichts ist verloren. "
            "Bitte versuchen Sie es noch einmal."
        )
        other.execute("ROLLBACK")
    open_database(file.parent).close()


def test_a_database_that_can_only_be_read_is_told(file: Path) -> None:
    change(file, "PRAGMA journal_mode=DELETE")
    # Rights don't hold root back; a connection that may only read does, whoever asks.
    with untouched(file):
        said = refusal(file.parent / "x", f"sqlite:///file:{file.as_posix()}?mode=ro&uri=true")
    assert said == (
        "Hier kann nichts gespeichert werden. Nichts ist verloren. "
        "Bitte prüfen Sie die Rechte vom Ordner."
    )
