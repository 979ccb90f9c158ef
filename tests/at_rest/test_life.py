"""The whole life of encrypted data: at the commands, on the screen, on sticks, on two laptops."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from biq_tui.app import BiqApp
from biq_tui.core import sqlite, vault
from biq_tui.core.backup import backups
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.standing import standing
from biq_tui.privacy.erasing import erase
from biq_tui.safekeeping.encrypting import encrypt
from biq_tui.safekeeping.here import Here
from biq_tui.ui.passphrase_screen import PassphraseScreen
from tests.attendance.rooms import opened
from tests.papers.reading import pages
from tests.room import PEOPLE, VENUE, Room, course, folder_of, started
from tests.safekeeping.laptops import Laptop
from tests.safekeeping.test_commands import ran

from .test_encrypting import names_in
from .words import ANOTHER, CODE, FIRST, PASSPHRASE, open_places, shut


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What a command says that is given this passphrase, in a program of its own."""

    def said(laptop: Laptop, *arguments: str, refused: str = "", **given: str) -> list[str]:
        shut()
        with monkeypatch.context() as environment:
            for name, value in {"BIQ_PASSPHRASE": PASSPHRASE, **given}.items():
                environment.setenv(name, value)
            code, lines, error = ran(laptop, *arguments)
        assert (code, bool(re.search(refused, error))) == (2 if refused else 0, True), error
        return lines

    return said


Says = Callable[..., list[str]]


def test_at_the_commands_from_the_first_day_to_the_last(
    mine: Laptop, tmp_path: Path, says: Says
) -> None:
    sheet = tmp_path / "Blatt.pdf"
    said = says(mine, "encrypt", "--sheet", str(sheet))
    (code,) = (line.partition(": ")[2] for line in said if line.startswith("Notfall-Code"))
    (page,) = pages(sheet.read_bytes())
    assert all(group in page for group in code.split("-"))
    assert re.sub(r"\W", "", str(mine.here.live)) in re.sub(r"\W", "", page), "where the data are"
    sheet.unlink()

    says(mine, "status", refused="weder die Passphrase", BIQ_PASSPHRASE="falsch falsch")
    says(mine, "status", refused="BIQ_PASSPHRASE", BIQ_PASSPHRASE="")
    says(mine, "backup")
    mine.guest("Cem Probe")
    says(mine, "restore", "newest", "--yes")
    assert names_in(mine.here.live) == FIRST
    with opened(mine.folder) as database:
        database.write(mine.act, erase, 1).result()
    says(mine, "restore", "2", "--yes")
    assert names_in(mine.here.live) == ["(gelöscht)", FIRST[1]], "erased again"
    assert open_places(mine.folder) == []

    says(mine, "passphrase", "--sheet", str(sheet), BIQ_PASSPHRASE=code, BIQ_NEW_PASSPHRASE=ANOTHER)
    says(mine, "status", refused="weder die Passphrase")
    says(mine, "status", refused="weder die Passphrase", BIQ_PASSPHRASE=code)
    says(mine, "decrypt", BIQ_PASSPHRASE=ANOTHER)
    says(mine, "status", BIQ_PASSPHRASE="")


def test_what_a_command_refuses_changes_nothing(mine: Laptop, tmp_path: Path, says: Says) -> None:
    sheet = ("--sheet", str(tmp_path / "Blatt.pdf"))
    says(mine, "encrypt", *sheet, refused="12 Zeichen", BIQ_PASSPHRASE="kurz")
    says(mine, "decrypt", refused="nicht verschlüsselt")
    says(mine, "passphrase", refused="nicht verschlüsselt")
    url = ("--database-url", "postgresql://127.0.0.1:1/biq")
    says(mine, "encrypt", *url, refused="Datenbank-Server")
    mine.open_urn()
    says(mine, "encrypt", *sheet, refused="Abstimmung")
    assert not (tmp_path / "Blatt.pdf").exists()
    assert mine.names == FIRST


def test_over_a_stick_to_a_colleague_who_takes_the_same_key(
    encrypted: Laptop, hers: Laptop, stick: Path, tmp_path: Path, says: Says
) -> None:
    says(encrypted, "hand-over", "--write")
    says(encrypted, "backup", "--stick")
    assert open_places(stick) == []
    (theirs,) = stick.rglob("BIQ-Uebergabe.db")
    assert any("biq encrypt --stick" in line for line in says(hers, "hand-over"))
    says(hers, "restore", str(theirs), refused="biq encrypt --key-of")
    says(hers, "encrypt", "--stick", "--sheet", str(tmp_path / "Blatt.pdf"))
    says(hers, "hand-over", "--take")
    assert names_in(hers.here.live) == FIRST
    hers.guest("Cem Probe")
    says(hers, "hand-over", "--write")
    says(encrypted, "hand-over", "--take")
    assert names_in(encrypted.here.live) == [*FIRST, "Cem Probe"]
    assert open_places(encrypted.folder, hers.folder, stick) == []


def test_from_a_stick_of_another_passphrase_or_of_none(
    encrypted: Laptop, hers: Laptop, mine: Laptop, stick: Path, tmp_path: Path, says: Says
) -> None:
    says(encrypted, "hand-over", "--write")
    says(hers, "encrypt", "--sheet", str(tmp_path / "Blatt.pdf"), BIQ_PASSPHRASE=ANOTHER)
    wrong = {"BIQ_PASSPHRASE": ANOTHER, "BIQ_OTHER_PASSPHRASE": ANOTHER}
    says(hers, "hand-over", "--take", refused="weder die Passphrase", **wrong)
    right = {"BIQ_PASSPHRASE": ANOTHER, "BIQ_OTHER_PASSPHRASE": PASSPHRASE}
    says(hers, "hand-over", "--take", **right)
    assert names_in(hers.here.live) == FIRST
    assert sqlite.kind_of(hers.here.live) is sqlite.Kind.OURS
    says(hers, "decrypt", BIQ_PASSPHRASE=ANOTHER)
    hers.guest("Cem Probe")
    says(hers, "hand-over", "--write", "--anyway")
    says(encrypted, "hand-over", "--take")
    assert names_in(encrypted.here.live) == [*FIRST, "Cem Probe"]
    assert open_places(encrypted.folder) == []


class Shut(BiqApp):
    """BIQ of which nobody expects that it opens the data at once."""


async def test_without_sqlcipher_it_is_said_what_to_install(
    encrypted: Laptop, monkeypatch: pytest.MonkeyPatch, says: Says
) -> None:
    monkeypatch.setattr(sqlite, "_DRIVER", "sqlcipher_that_is_not_there")
    says(encrypted, "status", refused="biq-tui\\[encrypted\\]")
    async with started(encrypted.folder, kind=Shut) as room:
        await room.until(lambda: room.app.return_code == 2)


async def test_the_screen_asks_before_anything_is_seen_and_an_evening_is_closed(
    tmp_path: Path,
) -> None:
    here = Here(folder_of(tmp_path, course), tmp_path / "folder" / DATABASE_FILE)
    encrypt(here, vault.new_key(), PASSPHRASE, CODE)
    shut()
    async with started(here.folder, kind=Shut) as room:
        await room.sees("Passphrase ›")
        for key in ("tab", "f1", "ctrl+b", "ctrl+l", "ctrl+z", "question_mark", "backspace"):
            await room.press(key)
            assert isinstance(room.app.screen, PassphraseScreen), key
            assert open_words(room) == []
        await room.enter("Ada Muster ist hier")
        await room.reads("Das ist weder die Passphrase noch der Notfall-Code.")
        await room.type(PASSPHRASE)
        assert open_words(room) == [], "what is typed is not to be read"
        await room.press("enter")
        await room.opened()
        await room.sees("[Heute]", "Block 1")
        await room.press("enter")
        await room.sees("[Ankommen]", "Ada Muster")
        await room.enter("ada")
        await room.sees("✓ Ada Muster ist da.")
        assert open_places(here.folder) == [], "while it runs"
        await room.press("shift+tab")
        for answer in ("1", "nein", "ja"):
            await room.enter(answer)
        await room.sees("Fertig. Alles ist gesichert.")
    assert open_places(here.folder) == []
    (made,) = backups(here.backups)
    assert standing(made.file).people == len(PEOPLE)


def open_words(room: Room) -> list[str]:
    return [word for word in ("Block", "Bänke", "Muster", VENUE, "DANACH") if word in room.text]
