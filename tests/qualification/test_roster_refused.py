"""Rows that can't be taken are not lost: each has its reason, and all go into a file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from biq_tui.core.errors import Refused
from biq_tui.qualification.roster_columns import guess
from biq_tui.qualification.roster_files import read_table
from biq_tui.qualification.roster_people import people
from biq_tui.qualification.roster_preview import save_refused, sentences
from biq_tui.qualification.roster_text import pasted_table

from .rosters import as_csv

ROWS = (
    ("Vorname", "Nachname", "Telefon"),
    ("Ada", "Muster", "1"),
    ("Ada", "Muster", "1"),
    ("", "", "=1+1"),
    ("A" * 100, "Beispiel", "+49 421"),
)


def saved(source: Path, folder: Path) -> Path:
    table = read_table(source)
    columns = guess(table)
    return save_refused(table, columns, people(table, columns), source, folder)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    as_csv(ROWS)(tmp_path / "liste.csv")
    return tmp_path / "liste.csv"


def test_each_row_that_can_t_be_taken_has_its_reason(source: Path) -> None:
    table = read_table(source)
    assert [(refused.row, refused.reason) for refused in people(table, guess(table)).refused] == [
        (3, "Das Gleiche wie Zeile 2."),
        (4, "Da steht kein Name."),
        (5, "Der Name hat mehr als 80 Zeichen."),
    ]


def test_they_are_saved_beside_the_list_for_excel(source: Path, tmp_path: Path) -> None:
    path = saved(source, tmp_path / "elsewhere")
    assert path == tmp_path / "liste (nicht übernommen).csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file, delimiter=";")) == [
            ["Grund", "Vorname", "Nachname", "Telefon"],
            ["Das Gleiche wie Zeile 2.", "Ada", "Muster", "1"],
            ["Da steht kein Name.", "", "", "'=1+1"],
            ["Der Name hat mehr als 80 Zeichen.", "A" * 100, "Beispiel", "'+49 421"],
        ]


@pytest.mark.parametrize("cell", ["=1+1", "＝1+1", "Muster,=1+1", "−1"])
def test_nothing_in_the_saved_rows_is_a_formula(tmp_path: Path, cell: str) -> None:
    source = tmp_path / "liste.csv"
    source.write_text(f"Vorname;Nachname;Notiz\nAda;Muster;\n;;{cell}\n", encoding="utf-8")
    path = saved(source, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        (*_others, kept) = list(csv.reader(file, delimiter=";"))[-1]
    before, _sign, behind = kept.partition("'")
    assert before + behind == cell
    assert behind[0] in "=＝−"


def test_no_file_is_ever_overwritten(source: Path, tmp_path: Path) -> None:
    first = saved(source, tmp_path)
    first.write_text("von Hand")
    assert saved(source, tmp_path) == tmp_path / "liste (nicht übernommen) 2.csv"
    assert first.read_text() == "von Hand"


def test_the_saved_rows_can_be_corrected_and_read_again(source: Path, tmp_path: Path) -> None:
    path = saved(source, tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("A" * 100, "Cem"), encoding="utf-8")
    table = read_table(path)
    taken = people(table, guess(table))
    assert [listed.name for listed in taken.people] == ["Ada Muster", "Cem Beispiel"]


def test_where_the_list_lies_on_a_stick_that_can_t_be_written_the_own_folder_takes_them(
    source: Path, tmp_path: Path
) -> None:
    stick, folder = tmp_path / "pulled", tmp_path / "own"
    table = read_table(source)
    columns = guess(table)
    taken = people(table, columns)
    path = save_refused(table, columns, taken, stick / "liste.csv", folder)
    assert path == folder / "liste (nicht übernommen).csv"
    with pytest.raises(Refused, match="Sonst ist nichts verloren"):
        save_refused(table, columns, taken, stick / "liste.csv", stick / "own")
    assert not stick.exists()


def test_pasted_names_have_a_file_of_their_own(tmp_path: Path) -> None:
    table = pasted_table("Ada Muster\nali@example.org")
    columns = guess(table)
    path = save_refused(table, columns, people(table, columns), None, tmp_path)
    assert path.name == "eingefügte Namen (nicht übernommen).csv"
    assert path.read_text(encoding="utf-8-sig") == (
        "Grund;Name\nDas ist eine E-Mail-Adresse, kein Name.;ali@example.org\n"
    )


def test_lost_letters_are_told() -> None:
    table = pasted_table("Ay?e Muster\nAda Muster")
    columns = guess(table)
    assert "In 1 Namen fehlt ein Buchstabe („?“). Sie können ihn später berichtigen." in sentences(
        table, columns, people(table, columns)
    )


def test_where_no_column_has_names_the_preview_asks() -> None:
    table = pasted_table("1\t2\n3\t4")
    columns = guess(table)
    told = sentences(table, columns, people(table, columns))
    assert told[:3] == (
        "0 Menschen.",
        "Keine Spalte sieht nach Namen aus.",
        "In welcher Spalte stehen die Namen?",
    )
