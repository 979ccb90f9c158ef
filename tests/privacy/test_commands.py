"""`biq privacy` in a terminal or a script: it says first, and deletes only when told so."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from biq_tui.__main__ import main
from biq_tui.attendance.models import Arrival
from biq_tui.core import clock
from tests.attendance.rooms import opened

from .houses import NAME, house, rows


@pytest.fixture
def lived_in(folder: Path) -> Path:
    """The data folder of a house in which somebody has left traces, a year ago."""
    with clock.standing_at(clock.now() - timedelta(days=400)), opened(folder) as database:
        house(database)
    return folder


def said(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["--data-dir", str(folder), "privacy", *words]) == 0
    return capsys.readouterr().out


def test_what_is_kept_is_listed(lived_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "1  Payments and receipts: Bookkeeping." in said(
        lived_in, capsys, "--lang", "en", "show"
    )


def test_a_run_only_looks_until_it_is_told_yes(
    lived_in: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["run"], ["run", "--dry-run"], ["run", "--dry-run", "--yes"]):
        said(lived_in, capsys, *words)
        with opened(lived_in) as database:
            assert len(database.read(rows, Arrival)) == 1
    said(lived_in, capsys, "run", "--yes")
    with opened(lived_in) as database:
        assert database.read(rows, Arrival) == []


def test_papers_and_files_come_into_the_folder(
    lived_in: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = str(tmp_path / "out")
    for words in (["person", "1"], ["papers"]):
        for file in said(lived_in, capsys, *words, "--out", out).splitlines():
            assert Path(file).stat().st_size
    assert NAME in (tmp_path / "out" / "Auskunft-Sünje-Waldvogel.json").read_text(encoding="utf-8")
    assert len(list((tmp_path / "out").iterdir())) == 8


def test_a_program_that_has_only_just_started_searches_every_table(
    lived_in: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "biq_tui", "--data-dir", str(lived_in), "privacy", "person"]
    done = subprocess.run(
        [*command, "1", "--out", str(tmp_path)], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 2
