"""The command line: what starts, and how it refuses in one sentence."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from biq_tui import __version__
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.opening import open_database

from .terminal.program import LOCAL, free_port, started

ALONE = {"BIQ_DATA_DIR": "", "BIQ_DATABASE_URL": "", "BIQ_HOST": ""}


def biq(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "biq_tui", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **ALONE, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=60,
        check=False,
    )


def refused(*arguments: str, **environment: str) -> str:
    """The one sentence with which it refuses."""
    done = biq(*arguments, **environment)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr.strip()


def test_the_version_is_told() -> None:
    assert biq("--version").stdout == f"biq_tui {__version__}\n"


def test_help_speaks_german_first_and_english_if_asked() -> None:
    german, english = biq("--help").stdout, biq("--help", "--lang", "en").stdout
    assert "der Ordner für die Daten" in german
    assert "the folder for the data" in english
    for option in ("--data-dir", "--database-url", "--host", "--port", "--lang", "--version"):
        assert option in german


@pytest.mark.parametrize(
    "arguments",
    [("--nonsense",), ("fly",), ("--port", "abc"), ("--lang", "fr"), ("--data-dir",)],
)
def test_wrong_options_are_refused_in_one_sentence(arguments: tuple[str, ...]) -> None:
    assert "Alle Angaben zeigt: biq --help" in refused(*arguments)


@pytest.mark.parametrize("port", ["0", "70000", "-1"])
def test_a_port_that_can_not_be_is_refused(port: str) -> None:
    assert refused("--port", port) == "--port braucht eine Zahl von 1 bis 65535."


@pytest.mark.parametrize("host", ["haus", "1.2.3", "::1", "999.1.1.1"])
def test_a_host_that_is_no_address_is_refused(host: str) -> None:
    assert refused("--host", host) == "--host braucht eine Adresse wie 192.168.8.2."
    assert refused(BIQ_HOST=host) == "--host braucht eine Adresse wie 192.168.8.2."


def test_refusals_speak_the_chosen_language() -> None:
    assert refused("--host", "haus", "--lang", "en") == "--host wants an address like 192.168.8.2."


def test_a_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "biq"
    file.write_text("x")
    said = refused("--data-dir", str(file))
    assert said == f"Der Ordner für die Daten geht nicht: {file}. Bitte prüfen Sie seine Rechte."
    assert file.read_text() == "x"


@pytest.mark.terminal
class TestInATerminal:
    """The database is opened behind the first screen; a refusal ends it with one sentence."""

    @pytest.mark.parametrize(
        ("url", "sentence"),
        [
            ("nonsense", "Die Adresse der Datenbank stimmt nicht."),
            ("postgresql://127.0.0.1:1/biq", "Die Datenbank antwortet nicht."),
        ],
    )
    def test_a_database_that_is_none_is_refused(
        self, tmp_path: Path, url: str, sentence: str
    ) -> None:
        with started("--data-dir", str(tmp_path), "--database-url", url) as program:
            code, text = program.ended()
        assert code == 2
        assert sentence in text
        assert "Traceback" not in text

    def test_a_file_that_holds_something_else_stays_as_it_is(self, tmp_path: Path) -> None:
        file = tmp_path / DATABASE_FILE
        file.write_bytes(b"letters to my aunt " * 500)
        before = hashlib.sha256(file.read_bytes()).hexdigest()
        with started("--data-dir", str(tmp_path), "--lang", "en") as program:
            code, text = program.ended()
            assert program.is_clean()
        assert code == 2
        assert "This file holds no data of this program. It was not changed." in text
        assert hashlib.sha256(file.read_bytes()).hexdigest() == before

    def test_folder_database_and_address_come_from_the_environment(self, tmp_path: Path) -> None:
        other = tmp_path / "other.db"
        environment = {
            "BIQ_DATA_DIR": str(tmp_path / "data"),
            "BIQ_DATABASE_URL": f"sqlite:///{other}",
            "BIQ_HOST": "127.0.0.1",
        }
        with started(environment=environment) as program:
            program.shows("Hier ist noch nichts.")
        assert other.exists()
        assert (tmp_path / "data" / "station.json").exists()
        assert not (tmp_path / "data" / DATABASE_FILE).exists()

    def test_everything_is_its_owners_alone(self, tmp_path: Path) -> None:
        folder = tmp_path / "biq"
        with started("--data-dir", str(folder), before="umask 000") as program:
            program.shows("Hier ist noch nichts.")
            modes = {
                path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode)
                for path in folder.rglob("*")
                if path.is_file()
            }
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert modes
        assert set(modes.values()) == {0o600}, modes

    def test_the_example_leaves_nothing_behind(self, tmp_path: Path) -> None:
        port = free_port()
        with started(
            "demo", *LOCAL, "--port", str(port), environment={"TMPDIR": str(tmp_path)}
        ) as program:
            program.shows("Block 3", "Enter: öffnet")
            assert list(tmp_path.iterdir())
            program.press("Enter")
            program.shows("Ankommen", "sind da")
            program.press("C-q")
            program.shows("BIQ beenden?")
            program.press("j", "a")
            program.shows("Enter: BIQ geht zu.")
            program.press("Enter")
            assert program.ended()[0] == 0
        assert list(tmp_path.iterdir()) == []

    def test_what_it_holds_is_still_there_at_the_next_start(self, tmp_path: Path) -> None:
        open_database(tmp_path).close()
        for _ in range(2):
            with started("--data-dir", str(tmp_path)) as program:
                program.shows("Hier ist noch nichts.")
