"""Backups and the hand-over, as the facilitator sees them on her screen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from biq_tui.app import BiqApp
from biq_tui.attendance import service
from biq_tui.core.backup import backup, backups
from biq_tui.core.database import Database
from biq_tui.core.folders import BACKUP_FOLDER, DATABASE_FILE
from biq_tui.safekeeping import life
from biq_tui.safekeeping.hand_over import hand_over, look
from biq_tui.safekeeping.here import Here
from biq_tui.safekeeping.staging import address
from biq_tui.safekeeping.stick import FOLDER, HAND_OVER, SHEET
from tests.papers.reading import pages
from tests.room import LARGE, PEOPLE, Room, both_sizes, bremen, course, do, folder_of, started
from tests.voting.votes import Votes

from .laptops import Laptop, damage, names_in

SIX = 6


class Unready(BiqApp):
    """Nobody waits for its database: it does not open."""


def voting(database: Database) -> None:
    """People vote."""
    Votes(database).open(12)


def here_of(folder: Path) -> Here:
    return Here(folder, folder / DATABASE_FILE)


def backed_up(folder: Path) -> Path:
    with bremen():
        made = backup(address(folder / DATABASE_FILE), folder / BACKUP_FOLDER, "sitting")
    assert made is not None
    return made


def restarted(room: Room) -> str:
    """What is done between two starts; the sentence that the second one says."""
    assert room.app._exit
    assert room.app.between is not None
    with bremen():
        return room.app.between()


async def test_a_word_makes_a_backup(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    async with started(folder) as room:
        await room.type("sicherung")
        assert room.hint == "Enter: sichert jetzt die Daten."
        await room.press("enter")
        await room.reads("✓ Gesichert und geprüft.")
    (made,) = backups(folder / BACKUP_FOLDER)
    assert len(names_in(made.file)) == SIX


async def test_onto_a_stick_it_is_brought_by_hand_once(
    tmp_path: Path, plug: Callable[[str], Path]
) -> None:
    folder = folder_of(tmp_path, course)
    async with started(folder) as room:
        await room.enter("sicherung stick")
        await room.reads("Es steckt kein Stick.")
        stick = plug("KIM")
        await room.type("sicherung stick")
        assert "Wer den Stick hat, kann alles lesen." in room.hint
        await room.press("enter")
        await room.reads("✓ Gesichert, auch auf dem Stick:")
        assert list(stick.rglob("*.db"))


async def test_it_is_made_by_itself_soon_after_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "START_SECONDS", 0.01)
    folder = folder_of(tmp_path, course)
    async with started(folder) as room:
        await room.until(lambda: bool(backups(folder / BACKUP_FOLDER)))
        await room.settle()
    async with started(folder) as room:
        await room.settle()
    (only,) = backups(folder / BACKUP_FOLDER)
    assert only.why == "start", "nothing has changed since, so there is no second one"


async def test_she_sees_what_would_be_missing_and_goes_back(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    backed_up(folder)
    do(folder, service.open_sitting, 1)
    do(folder, service.add_guest, 1, "Dana Zufall")
    async with started(folder) as room:
        await room.type("zurückholen")
        assert room.hint == "Enter: zeigt die Sicherungen. Noch wird nichts geändert."
        await room.press("enter")
        await room.sees("Fr 5.3.2027 16:52  nach einem Abend")
        await room.press("enter")
        await room.sees("2 Schritte von hier würden fehlen:", "Dana Zufall ist als Gast da.")
        assert "6 Menschen, 1 Kurs, 0 Treffen, 0 Veranstaltungen" in room.text
        await room.press("ctrl+b")
        assert "Dana Zufall" not in room.text
        await room.press("ctrl+b", "enter")
        assert not room.app._exit, "a plain Enter does nothing here"
        await room.type("ja")
        assert room.hint == "Enter: holt diese Sicherung zurück. BIQ startet neu."
        await room.press("enter")
    assert "Fertig" in restarted(room)
    assert "Dana Zufall" not in names_in(folder / DATABASE_FILE)


async def test_she_looks_and_leaves_it_as_it_is(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    backed_up(folder)
    async with started(folder) as room:
        await room.enter("zurückholen")
        await room.press("enter")
        await room.sees("Von hier würde nichts fehlen.")
        await room.press("escape")
        await room.sees("nach einem Abend")
        await room.press("escape")
        assert room.where == "BIQ · Heute"
    assert not list(folder.glob("arriving*"))


async def test_without_a_backup_it_is_said(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.enter("zurückholen")
        assert room.hint == "Hier ist keine Sicherung. Esc: zurück."


async def test_nothing_is_shown_or_copied_while_people_vote(tmp_path: Path, stick: Path) -> None:
    folder = folder_of(tmp_path, voting)
    async with started(folder) as room:
        await room.press("escape")
        for word in ("zurückholen", "übergabe", "sicherung"):
            await room.enter(word)
            await room.reads("Eine Abstimmung läuft.")
            assert room.where == "BIQ · Heute"
    assert not (folder / BACKUP_FOLDER).exists() or not list((folder / BACKUP_FOLDER).iterdir())
    assert not list(stick.iterdir())


async def test_all_data_go_onto_the_stick_with_a_sheet(
    tmp_path: Path, plug: Callable[[str], Path]
) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.enter("übergabe")
        await room.reads("Es steckt kein Stick. Bitte stecken Sie einen ein.")
        stick = plug("KIM")
        await room.press("enter")
        await room.sees("AUF DEM STICK KIM", "Dort ist noch keine Übergabe.")
        await room.press("enter")
        assert not list(stick.iterdir()), "a plain Enter brings no name onto a foreign stick"
        assert "Alle Daten und Namen auf den Stick KIM?" in room.hint
        await room.enter("ja")
        await room.sees("Bitte drucken Sie den Zettel dazu")
        assert len(names_in(stick / FOLDER / HAND_OVER)) == SIX
        (page,) = pages((stick / FOLDER / SHEET).read_bytes())
        assert "6 Menschen, 1 Kurs" in page
        assert "Wer den Stick hat, kann alles lesen" in page
        assert not any(name in page for name in PEOPLE)
        await room.press("enter")
        await room.enter("übergabe")
        await room.sees("Der Stick und dieser Laptop haben den gleichen Stand.")


async def test_a_newer_state_is_taken_over_with_one_word(tmp_path: Path, stick: Path) -> None:
    mine, hers = folder_of(tmp_path, course), tmp_path / "hers"
    shutil.copytree(mine, hers)
    do(hers, service.open_sitting, 1)
    do(hers, service.add_guest, 1, "Dana Zufall")
    hand_over(here_of(hers), look(here_of(hers)))
    async with started(mine) as room:
        await room.enter("übergabe")
        await room.reads("Dieser Stand ist neuer: 5.3.2027. Übernehmen? Schreiben Sie: ja")
        await room.sees("Nur auf dem Stick: 2", "Dana Zufall ist als Gast da.")
        await room.press("enter")
        assert not room.app._exit
        await room.enter("ja")
    assert "Übernommen" in restarted(room)
    assert "Dana Zufall" in names_in(mine / DATABASE_FILE)


async def test_two_that_have_gone_on_stand_side_by_side(tmp_path: Path, stick: Path) -> None:
    mine, hers = folder_of(tmp_path, course), tmp_path / "hers"
    do(mine, service.open_sitting, 1)
    shutil.copytree(mine, hers)
    with bremen():
        Laptop(mine, "mine").guest("Cem Probe")
        Laptop(hers, "hers").guest("Dana Zufall")
    hand_over(here_of(hers), look(here_of(hers)))
    async with started(mine) as room:
        await room.enter("übergabe")
        await room.reads("Welcher Stand gilt?")
        assert "Beide haben weitergeschrieben" in room.state
        assert "Nur auf dem Stick: 1" in room.text
        for answer in ("ja", "stick", "laptop"):
            await room.enter(answer)
            assert not room.app._exit
            await room.press("escape")
        await room.type("laptop ja")
        assert "Die andere Datei bleibt dort." in room.hint
        await room.press("enter")
        await room.sees("✓ Auf dem Stick:")
    there = [names_in(file) for file in (stick / FOLDER).glob("*.db")]
    assert sorted(names[-1] for names in there) == ["Cem Probe", "Dana Zufall"]


# What can't be read -----------------------------------------------------------------------------


@both_sizes
async def test_damaged_data_are_known_at_the_start_and_the_backup_is_offered(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    folder = folder_of(tmp_path, course)
    backed_up(folder)
    damage(folder / DATABASE_FILE)
    async with started(folder, size, kind=Unready) as room:
        await room.sees("Neueste gute Sicherung: Fr 5.3.2027 16:52  nach einem Abend")
        assert room.state == "Die Datei mit den Daten ist beschädigt. Es gibt eine gute Sicherung."
        assert "6 Menschen, 1 Kurs" in room.text
        await room.press("escape", "enter", "ctrl+z", "tab")
        assert not room.app._exit
        await room.enter("ja")
    restarted(room)
    async with started(folder, size) as room:
        assert room.where == "BIQ · Heute"
        assert "6 Menschen auf der Liste" in room.text


async def test_where_the_data_are_gone_she_may_begin_anew(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, course)
    backed_up(folder)
    (folder / DATABASE_FILE).unlink()
    async with started(folder, kind=Unready) as room:
        await room.sees("Die Daten sind nicht da, wo sie sein sollen.")
        await room.enter("neu")
    assert "neuer Anfang" in restarted(room)
    assert names_in(folder / DATABASE_FILE) == []


async def test_damaged_data_without_a_backup_end_the_program_with_a_sentence(
    tmp_path: Path,
) -> None:
    folder = folder_of(tmp_path, course)
    damage(folder / DATABASE_FILE)
    async with started(folder, kind=Unready) as room:
        await room.until(lambda: room.app._exit)
        assert room.app.return_code == 2
        assert room.app.between is None


async def test_a_newer_state_on_a_stick_is_told_on_heute(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(life, "START_SECONDS", 0.01)
    mine, hers = folder_of(tmp_path, course), tmp_path / "hers"
    shutil.copytree(mine, hers)
    do(hers, service.open_sitting, 1)
    hand_over(here_of(hers), look(here_of(hers)))
    async with started(mine, LARGE) as room:
        await room.sees("Dieser Stand ist neuer: 5.3.2027. Übernehmen? Schreiben Sie  übergabe")
