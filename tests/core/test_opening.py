"""Every database that can't be used is refused in one sentence, and stays as it was."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from biq_tui.core import database as database_module
from biq_tui.core.backup import backup
from biq_tui.core.errors import CannotStart
from biq_tui.core.folders import BACKUP_FOLDER, DATABASE_FILE
from biq_tui.core.opening import open_database


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


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "://",
        "sqlite+nothing:///x",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///folder",
        "sqlite:///new.db?nonsense=1",
        "postgresql://127.0.0.1:port/biq",
    ],
)
def test_an_address_that_is_none_is_refused_and_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    here = tmp_path / "here"
    (here / "folder").mkdir(parents=True, mode=0o755)
    monkeypatch.chdir(here)
    here.chmod(0o755)
    assert refusal(tmp_path / "biq", url) == "Die Adresse der Datenbank stimmt nicht."
    assert [entry.name for entry in here.iterdir()] == ["folder"]
    modes = {stat.S_IMODE(folder.stat().st_mode) for folder in (here, here / "folder")}
    assert modes == {0o755}


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


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_another_programs_database_is_not_changed(tmp_path: Path, mode: str) -> None:
    file = tmp_path / DATABASE_FILE
    change(file, f"PRAGMA journal_mode={mode}", "PRAGMA user_version=7", "CREATE TABLE songs (a)")
    file.chmod(0o644)
    with untouched(file):
        assert "keine Daten von BIQ" in refusal(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_data_of_a_newer_version_is_not_changed(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '9999'", "PRAGMA journal_mode=DELETE")
    with untouched(file):
        assert "neueren Version" in refusal(file.parent)
    # A backup at every try would push out those of data that is ours to read.
    assert not (file.parent / BACKUP_FOLDER).exists()


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


def test_a_folder_with_an_odd_name_holds_data_and_backups(tmp_path: Path) -> None:
    folder = tmp_path / "50% #1 ? & Zoë's"
    with closing(open_database(folder)) as database:
        made = backup(database.url, folder / BACKUP_FOLDER, "sitting")
    assert made is not None
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    assert {entry.name for entry in folder.iterdir()} >= {DATABASE_FILE, BACKUP_FOLDER}


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own are closed to others than their owner."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder


@contextmanager
def as_somebody_without_rights() -> Iterator[None]:
    """Root may do everything, so for a moment this process is nobody."""
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


if hasattr(os, "geteuid") and os.geteuid() == 0:  # nobody else can become somebody else

    @pytest.mark.parametrize("is_there", [True, False])
    def test_a_folder_of_somebody_else_is_told(open_to_all: Path, is_there: bool) -> None:
        folder = open_to_all / "biq"
        if is_there:
            open_database(folder).close()
            folder.chmod(0o755)
        with as_somebody_without_rights():
            said = refusal(folder)
        assert str(folder) in said
        assert "prüfen Sie seine Rechte" in said

    @pytest.mark.parametrize("mode", [0o644, 0o600])
    def test_a_file_of_somebody_else_is_told_and_not_changed(open_to_all: Path, mode: int) -> None:
        open_database(open_to_all).close()
        file = open_to_all / DATABASE_FILE
        change(file, "PRAGMA journal_mode=DELETE")
        open_to_all.chmod(0o755)
        file.chmod(mode)
        mine = open_to_all / "mine"
        mine.mkdir()
        os.chown(mine, 65534, 65534)
        with untouched(file), as_somebody_without_rights():
            said = refusal(mine, f"sqlite:///{file}")
        assert "prüfen Sie" in said
        assert "Rechte" in said
        assert stat.S_IMODE(file.stat().st_mode) == mode
