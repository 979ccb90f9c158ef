"""Etwas stimmt nicht: what is wrong stands there in a sentence, in the terminal and under `?`."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from biq_tui.core import clock, language
from biq_tui.core.folders import BACKUP_FOLDER, DATABASE_FILE
from biq_tui.doctor.examination import Finding, Health, Patient, examine
from tests.attendance.rooms import make_gathering, opened
from tests.room import NOW, both_sizes, bremen, course, folder_of, started
from tests.test_command_line import biq


@pytest.fixture(autouse=True)
def _german() -> None:
    language.speak("de")


def found(folder: Path, host: str | None = "127.0.0.1") -> dict[str, Finding]:
    """By what was looked at."""
    with bremen():
        return {each.what: each for each in examine(Patient(folder, host=host))}


def test_an_empty_laptop_is_well_and_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "none yet"
    looked = found(folder)
    assert {each.health for each in looked.values()} <= {Health.WELL, Health.MIND}
    assert looked["Data"].sentence == "Es gibt noch keine Daten. Der erste Start legt sie an."
    assert not folder.exists()


def test_a_house_in_order_has_nothing_to_mend_but_what_is_still_to_do(tmp_path: Path) -> None:
    looked = found(folder_of(tmp_path, course))
    assert [each.what for each in looked.values() if each.health is Health.ILL] == []
    assert looked["Backup"].health is Health.MIND
    assert looked["Plan Z"].sentence.startswith("Plan Z für „Block 1")


def test_a_damaged_page_is_found_and_the_looks_go_on(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    file = folder / DATABASE_FILE
    (folder / BACKUP_FOLDER).mkdir()
    shutil.copy(file, folder / BACKUP_FOLDER / "2027-03-04-120000-sitting.db")
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2 :] = os.urandom(len(whole) - len(whole) // 2)
    file.write_bytes(whole)
    looked = found(folder)
    assert looked["Data"].health is Health.ILL
    assert "beschädigt" in looked["Data"].sentence
    assert looked["Disk"].health is not Health.ILL
    assert looked["Clock"].sentence == "Die Uhr zeigt 05.03.2027, 16:52."
    assert looked["Backup"].sentence.startswith("Letzte Sicherung: ")
    assert looked["Network"].sentence


def test_a_clock_that_went_back_is_seen_by_what_was_noted_later(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    with clock.standing_at(NOW + timedelta(days=1)), opened(folder) as database:
        make_gathering(database, ["Ada"])
    looked = found(folder)
    assert looked["Clock"].health is Health.ILL
    assert "05.03.2027, 16:52" in looked["Clock"].sentence
    with clock.standing_at(datetime(1980, 1, 1, tzinfo=UTC)):
        (seen,) = [each for each in examine(Patient(folder)) if each.what == "Clock"]
    assert seen.health is Health.ILL


def test_an_address_that_this_laptop_has_no_more_is_told(tmp_path: Path) -> None:
    told = found(tmp_path, host="192.0.2.77")["Network"]
    assert told.health is Health.ILL
    assert "192.0.2.77" in told.sentence


def test_a_full_disk_is_told_before_it_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for free, health in ((100_000_000, Health.ILL), (900_000_000, Health.MIND)):
        usage = shutil.disk_usage(tmp_path)._replace(free=free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _place, usage=usage: usage)
        assert found(tmp_path)["Disk"].health is health


def test_an_old_backup_is_told_with_its_age(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    (folder / BACKUP_FOLDER).mkdir()
    shutil.copy(folder / DATABASE_FILE, folder / BACKUP_FOLDER / "2027-02-20-120000-sitting.db")
    assert found(folder)["Backup"].sentence.startswith("Letzte Sicherung: vor 13 Tagen.")


def test_the_command_says_the_same_and_ends_with_1_if_something_is_to_be_mended(
    tmp_path: Path,
) -> None:
    well = biq("doctor", "--lang", "de", "--data-dir", str(tmp_path), "--host", "127.0.0.1")
    assert (well.returncode, well.stderr) == (0, "")
    assert len(well.stdout.splitlines()) == 9
    ill = biq("doctor", "--lang", "de", "--data-dir", str(tmp_path), "--host", "192.0.2.77")
    assert ill.returncode == 1
    assert "✗ Netz: Handys sollen zu 192.0.2.77 kommen" in ill.stdout


@both_sizes
async def test_help_leads_to_it(tmp_path: Path, size: tuple[int, int]) -> None:
    async with started(folder_of(tmp_path, course), size) as room:
        await room.press("?")
        await room.type("stimmt nicht")  # the only one found is the one that is meant
        await room.reads("Enter: Etwas stimmt nicht?")
        await room.press("enter")
        await room.sees("BIQ · Etwas stimmt nicht?", "Plan Z", "noch nicht gedruckt")
        await room.reads("Enter: sieht alles noch einmal an.")
        await room.press("enter")
        await room.reads("Enter: sieht alles noch einmal an.")
        await room.press("escape")
        assert room.where.startswith("BIQ")
