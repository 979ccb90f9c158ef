"""Liste holen at the keyboard: files, dropped paths and pasted names, and nothing taken unseen."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

from biq_tui.attendance.screens import GatheringScreen

from ..room import COURSE, NOW, PEOPLE, SMALL, Room, both_sizes, course, folder_of, started
from .rosters import compound_file

LIST = "Nachname;Vorname;Telefon\nNeu;Eins;1\nNeu;Zwei;2\nMuster;Ada;3\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with lists on the desktop and in downloads, the newest in downloads."""
    made = tmp_path / "home"
    for age, name in enumerate(("Downloads/neu.csv", "Desktop/alt.csv"), start=1):
        file = made / name
        file.parent.mkdir(parents=True)
        file.write_text(LIST, encoding="utf-8")
        os.utime(file, (NOW.timestamp() - age * 86400,) * 2)
    (made / "Desktop" / "brief.docx").write_bytes(b"x")
    return made


async def fetch(room: Room) -> None:
    """From Heute to the files for the course."""
    await room.press("tab")
    await room.enter()
    await room.sees(f"BIQ · Kurs {COURSE}")
    await room.press("tab")
    await room.enter("liste holen")
    await room.sees("BIQ · Liste holen")


def lists(room: Room, name: str) -> bool:
    return any(name in row for row in room.body)


# Files -------------------------------------------------------------------------------------------


@both_sizes
async def test_files_are_offered_newest_first_and_one_enter_looks_into_one(
    tmp_path: Path, home: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size, home=home) as room:
        await fetch(room)
        assert room.state == f"Menschen für „{COURSE}“. Welche Datei?"
        assert room.body[0].startswith("▸ 1 neu.csv Downloads, 4.3.2027")
        assert room.body[1].startswith("2 alt.csv")
        assert not lists(room, "brief")
        await room.press("down")
        assert room.hint == "Enter: schaut in alt.csv. Noch wird nichts übernommen."
        await room.press("escape")
        await room.sees(f"BIQ · Kurs {COURSE}")
        await room.enter("liste holen")
        await room.sees("BIQ · Liste holen")
        await room.enter("neu")
        await room.sees("3 Menschen.", "Eins Neu")


@both_sizes
async def test_the_preview_says_in_sentences_what_would_be_taken(
    tmp_path: Path, home: Path, size: tuple[int, int]
) -> None:
    async with started(folder_of(tmp_path, course), size, home=home) as room:
        await fetch(room)
        await room.enter()
        await room.sees("3 Menschen.")
        told = " ".join(room.text.split())
        assert "Spalte 2 ist der Vorname. Spalte 1 ist der Nachname." in told
        assert "1 steht schon auf der Liste." in told
        assert room.row("Ada Muster") == "4 Ada Muster steht schon auf der Liste"
        assert "2 Menschen übernehmen? Schreiben Sie: ja" in room.hint
        await room.enter()
        assert len(room.journal()) == 2
        await room.enter("ja")
        await room.sees("[Menschen]", "8 Menschen.", "Eins Neu", "Zwei Neu")
        assert room.journal()[-1] == "2 Menschen sind neu auf der Liste."
        assert all(cell_len(row) == size[0] for row in room.rows)


async def test_one_undo_takes_all_back_and_the_same_list_again_doubles_nobody(
    tmp_path: Path, home: Path
) -> None:
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.enter()
        await room.sees("3 Menschen.")
        await room.enter("ja")
        await room.sees("8 Menschen.")
        await room.enter("liste holen")
        await room.sees("Welche Datei?")
        await room.enter()
        await room.sees("3 stehen schon auf der Liste.")
        assert "niemand neu" in room.hint.lower() or "Niemand" in room.hint
        before = room.journal()
        await room.enter("ja")
        assert room.journal() == before
        await room.press("escape", "escape", "escape")
        await room.sees("[Menschen]", "8 Menschen.")
        await room.press("ctrl+z")
        await room.sees("Zurückgenommen: 2 Menschen sind neu auf der Liste.", "6 Menschen.")


async def test_columns_can_be_changed_in_the_preview(tmp_path: Path, home: Path) -> None:
    (home / "Downloads" / "neu.csv").write_text("Kim;Ute\nLee;Max\n", encoding="utf-8")
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.enter("neu")
        await room.sees("2 Menschen.")
        await room.enter("1 nachname")
        await room.enter("2 vorname")
        await room.sees("Ute Kim", "Max Lee")
        await room.enter("1 vorname")
        await room.enter("2 nachname")
        await room.sees("Kim Ute", "Lee Max")
        await room.type("1 quatsch")
        assert room.hint == "Möglich sind:  nachname, vorname, name, lateinisch, nichts"
        await room.press("escape")
        for typed in ("9 nachname", "0 name", "999 nichts"):
            await room.enter(typed)
            assert "Kim Ute" in room.text
            await room.press("escape")
        assert len(room.journal()) == 2


async def test_somebody_of_the_same_name_can_be_somebody_else(tmp_path: Path, home: Path) -> None:
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.enter()
        await room.sees("steht schon auf der Liste")
        await room.enter("zeile 4 neu")
        assert room.row("Ada Muster") == "4 Ada Muster"
        assert "3 Menschen übernehmen?" in room.hint
        await room.enter("ja")
        await room.sees("9 Menschen.")


async def test_rows_that_can_not_be_taken_are_shown_and_saved_beside_the_file(
    tmp_path: Path, home: Path
) -> None:
    source = home / "Downloads" / "neu.csv"
    source.write_text("Nachname;Vorname\nNeu;Eins\n;\n" + "a" * 10_000 + ";Lang\n12345;678\n")
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.enter("neu")
        await room.sees("Eins Neu", "!")
        refused = [row for row in room.body if row.startswith("!")]
        assert refused
        await room.enter("ja")
        await room.sees("7 Menschen.", "Nicht dabei: „neu (nicht übernommen).csv“")
    saved = source.with_name("neu (nicht übernommen).csv").read_text(encoding="utf-8-sig")
    assert len(saved.splitlines()) == 1 + len(refused)
    assert saved.startswith("Grund;Nachname;Vorname")


# Dropped and pasted ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["{}", "'{}'", '"{}"', "file://{}", "& '{}'"])
async def test_a_file_dropped_on_the_window_is_looked_into(
    tmp_path: Path, home: Path, form: str
) -> None:
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.paste(form.format(home / "Downloads" / "neu.csv"))
        await room.sees("3 Menschen.", "Eins Neu")


async def test_names_from_an_email_are_looked_at_before_they_are_taken(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await fetch(room)
        await room.paste("Eins Neu\r\nZwei Neu\r\n\r\nMüller, Jonas\r\n")
        await room.sees("3 Menschen.", "Eins Neu")
        await room.enter("ja")
        await room.sees("8 Menschen.")
        assert "Eins Neu" in room.text


async def test_people_without_a_course_become_people_of_the_house(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path)) as room:
        await room.enter("2")
        await room.sees("Menschen ohne Kurs. Welche Datei?")
        await room.paste("Eins Neu\nZwei Neu")
        await room.sees("2 Menschen.")
        await room.enter("ja")
        await room.sees("[Menschen]", "2 Menschen.", "Eins Neu")
        assert room.journal() == ["2 Menschen sind neu."]


# Files that are none -----------------------------------------------------------------------------


def broken(home: Path) -> dict[str, tuple[Path, str]]:
    """Files that can't be read, and a word of the sentence that says so."""
    folder = home / "Downloads"
    zipped = folder / "kaputt.xlsx"
    zipped.write_bytes(b"PK\x03\x04" + b"\0" * 200)
    locked = folder / "geheim.xlsx"
    locked.write_bytes(compound_file("EncryptedPackage", b"secret"))
    empty = folder / "leer.csv"
    empty.write_bytes(b"")
    letter = folder / "brief.pdf"
    letter.write_bytes(b"%PDF-1.4")
    return {
        "damaged": (zipped, "kaputt.xlsx ist beschädigt"),
        "locked": (locked, "geheim.xlsx hat ein Passwort"),
        "empty": (empty, "leer.csv ist leer"),
        "letter": (letter, "brief.pdf ist keine Tabelle"),
        "gone": (folder / "weg.csv", "Die Datei weg.csv gibt es nicht"),
    }


@pytest.mark.parametrize("kind", ["damaged", "locked", "empty", "letter", "gone"])
async def test_a_file_that_can_not_be_read_says_so_in_place_and_the_files_stay(
    tmp_path: Path, home: Path, kind: str
) -> None:
    file, sentence = broken(home)[kind]
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.drop(file)
        await room.sees(sentence)
        assert "Nichts wurde geändert." in " ".join(room.body)
        assert "…" not in " ".join(room.body[:3]), "the whole sentence is to be read"
        assert room.where == "BIQ · Liste holen"
        assert lists(room, "neu.csv")
        assert len(room.journal()) == 2
        await room.enter("neu")
        await room.sees("3 Menschen.", "Eins Neu")


async def test_a_workbook_is_read_like_a_text_file(tmp_path: Path, home: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Vorname", "Nachname"), ("Eins", "Neu"), ("Ayşe", "Yılmaz")):
        sheet.append(row)
    book.save(home / "Downloads" / "liste.xlsx")
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.enter("liste")
        await room.sees("2 Menschen.", "Ayşe Yılmaz")
        await room.enter("ja")
        await room.sees("8 Menschen.")


# Hidden and hostile ------------------------------------------------------------------------------


async def test_with_names_hidden_the_preview_shows_none(tmp_path: Path, home: Path) -> None:
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.press("ctrl+b")
        await room.enter()
        await room.sees("3 Menschen.")
        shown = room.text
        await room.type("2 vorname")
        shown += room.text
        await room.press("escape")
        await room.type("zeile 4 neu")
        shown += room.text
        await room.press("escape")
        await room.paste("Müller, Jonas\nMuster, Ada")
        await room.sees("2 Menschen.")
        shown += room.text
        for word in ("Eins", "Zwei", "Ada", "Muster", "Jonas", "Müller"):
            assert word not in shown


async def test_hostile_names_in_a_list_are_only_names(tmp_path: Path, home: Path) -> None:
    (home / "Downloads" / "neu.csv").write_text(
        "Vorname;Nachname\n[/b];[red]Rot\n\x1b[2JKlar;Bild\n‮Quer;Links\n=1+1;Formel\n{n};%s\n",
        encoding="utf-8",
    )
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.enter("neu")
        await room.sees("Schreiben Sie: ja")
        assert "\x1b" not in room.text
        assert "‮" not in room.text
        await room.enter("ja")
        await room.sees("[Menschen]", "[/b] [red]Rot")
        assert all(cell_len(row) == 80 for row in room.rows)


async def test_escape_leads_back_one_step_at_a_time(tmp_path: Path, home: Path) -> None:
    async with started(folder_of(tmp_path, course), home=home) as room:
        await fetch(room)
        await room.enter()
        await room.sees("3 Menschen.")
        await room.press("escape")
        await room.sees("Welche Datei?", "neu.csv")
        await room.press("escape")
        await room.sees(f"BIQ · Kurs {COURSE}", "[Menschen]")
        assert len(room.journal()) == 2


async def test_names_pasted_during_an_evening_are_not_swallowed(tmp_path: Path) -> None:
    async with started(folder_of(tmp_path, course)) as room:
        await room.enter()
        await room.until(lambda: isinstance(room.app.screen, GatheringScreen))
        await room.sees("[Ankommen]")
        await room.paste("Ada Muster\nAli Muster")
        assert isinstance(room.app.screen, GatheringScreen)
        assert room.line.startswith("Ada Muster")


async def test_a_list_of_ten_thousand_is_looked_at_and_taken(tmp_path: Path, home: Path) -> None:
    rows = "".join(f"Probe;Nummer{number}\n" for number in range(10_000))
    (home / "Downloads" / "neu.csv").write_text("Nachname;Vorname\n" + rows)
    async with started(folder_of(tmp_path), SMALL, home=home) as room:
        await room.enter("2")
        await room.sees("neu.csv")
        await room.enter("neu")
        await room.until(lambda: "10000 Menschen" in room.text or "10 000 Menschen" in room.text)
        assert len(room.body) < 20
        assert PEOPLE[0] not in room.text
