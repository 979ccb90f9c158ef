"""Privacy at the screen: what is kept, the Löschlauf, and one person's rights, with real keys."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.folders import make_private
from biq_tui.people.directory import everybody
from tests.attendance.rooms import opened
from tests.core.bytes_of import places_holding
from tests.room import Room, both_sizes, folder_of, started

from .houses import NAME, OTHER, house


def lived_in(database: Database) -> None:
    house(database)


def a_year_ago(database: Database) -> None:
    with clock.standing_at(clock.now() - timedelta(days=400)):
        house(database)


async def people(room: Room) -> None:
    await room.press("shift+tab")
    await room.sees("[Menschen]", "Name ›")


@both_sizes
async def test_every_class_is_shown_and_the_arrows_say_what_for(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, lived_in), size) as room:
        await room.enter("datenschutz")
        await room.sees("BIQ · Datenschutz", "Quittungen", "Wozu:", "Grundlage (Hinweis):")
        await room.press("down")
        await room.sees("▸   2  Wer bei einem Treffen war", "Wozu: Protokoll")
        await room.type("5 12 monate")  # payments: the law says how long
        await room.reads("Bitte 96 bis 360 Monate.")
        await room.press("escape")
        await room.enter("1 24 monate")
        await room.sees("Die Frist ist jetzt 24 Monate.")


async def test_the_loeschlauf_shows_first_what_goes_and_wants_a_yes(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, a_year_ago)) as room:
        await room.sees("Ein Jahr ist um")
        await room.enter("löschlauf")
        await room.sees("über der Frist.")
        await room.enter("ja")  # nothing was shown yet
        await room.enter("löschlauf")
        await room.sees("Das würde jetzt gelöscht.", "Ankommen, wie es geschrieben wurde")
        await room.enter("ja")
        await room.sees("gelöscht.", "Zuletzt nach Fristen gelöscht")
        await room.press("escape")
        await room.sees("BIQ · Heute")
        await room.until(lambda: "Ein Jahr ist um" not in room.text)


@both_sizes
async def test_somebody_is_erased_after_a_look_at_what_goes(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    folder = folder_of(tmp_path, lived_in)
    printed = make_private(folder / "papers") / "Liste.pdf"
    printed.write_bytes(NAME.encode())
    async with started(folder, size) as room:
        await people(room)
        await room.enter("sünje löschen")
        await room.sees("DAS WIRD GELÖSCHT", "DAS BLEIBT", "gesperrt bis", "Quittungen")
        await room.sees("1 Papier auf diesem Laptop")
        await room.enter("löschen")
        await room.sees("Schreiben Sie: ja")
        await room.enter("ja")
        await room.sees("Erledigt.")
        await room.press("escape")
        await room.sees(OTHER)
        assert NAME not in room.text
    with opened(folder) as database:
        assert [person.name for person in database.read(everybody)] == [OTHER]
    assert not printed.exists()


async def test_she_gets_everything_on_paper_and_as_a_file(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, lived_in)
    async with started(folder) as room:
        await people(room)
        await room.enter("sünje auskunft")
        await room.sees("Alles steht auf Papier")
    held = json.loads((folder / "papers" / "Auskunft-Sünje-Waldvogel.json").read_text())
    assert held["name"] == NAME
    assert (folder / "papers" / "Auskunft-Sünje-Waldvogel.pdf").exists()


async def test_what_she_allowed_is_shown_and_taken_back_in_one_step(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, lived_in)) as room:
        await people(room)
        await room.enter("sünje einwilligungen")
        await room.sees("Dürfen wir Fotos zeigen", "ja")
        await room.press("escape")
        await room.enter("sünje widerruft foto")
        await room.sees("erlaubt keine Fotos")
        await room.enter("sünje einwilligungen")
        await room.sees("zurückgenommen am")


async def test_a_new_name_for_good_needs_a_yes_and_says_what_still_shows_the_old_one(
    tmp_path: Path,
) -> None:
    folder = folder_of(tmp_path, lived_in)
    async with started(folder) as room:
        await people(room)
        await room.enter("sünje heißt jetzt Jens Waldvogel")
        await room.reads("Der alte Name ist dann für immer weg. Schreiben Sie dahinter:  ja")
        await room.enter("sünje heißt jetzt Jens Waldvogel ja")
        await room.sees("Der alte Name ist weg.", "1 Zertifikat")
        await room.press("ctrl+z")
        await room.sees("Das geht nicht zurück.")
    with opened(folder) as database:
        assert "biq.db-wal" not in places_holding(database, [NAME])
