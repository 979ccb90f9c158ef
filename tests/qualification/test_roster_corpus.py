"""Every kind of roster that people send is read, and the preview says what was understood."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from biq_tui.qualification.roster_columns import guess
from biq_tui.qualification.roster_files import read_table
from biq_tui.qualification.roster_people import Taken, people
from biq_tui.qualification.roster_preview import sentences
from biq_tui.qualification.roster_table import Table

from .rosters import CORPUS, NAMES, TABLE, TABLE_PREVIEW, Roster, as_xls, as_xlsx


def taken_from(path: Path) -> tuple[Table, Taken, str]:
    table = read_table(path)
    columns = guess(table)
    taken = people(table, columns)
    return table, taken, " ".join(sentences(table, columns, taken))


@pytest.mark.parametrize("roster", CORPUS, ids=lambda roster: roster.file)
def test_a_roster_gives_its_people_and_tells_how_it_was_read(
    roster: Roster, tmp_path: Path
) -> None:
    path = tmp_path / roster.file
    roster.write(path)
    _table, taken, preview = taken_from(path)
    assert tuple(listed.name for listed in taken.people) == roster.names
    assert preview == roster.preview


@pytest.mark.skipif(find_spec("xlwt") is None, reason="nothing here writes .xls (xlwt)")
def test_a_workbook_of_an_old_excel_is_read(tmp_path: Path) -> None:
    as_xls(TABLE)(tmp_path / "old.xls")
    _table, taken, preview = taken_from(tmp_path / "old.xls")
    assert tuple(listed.name for listed in taken.people) == NAMES
    assert preview == TABLE_PREVIEW


def test_post_codes_get_back_the_zero_that_excel_took(tmp_path: Path) -> None:
    as_xlsx(TABLE)(tmp_path / "liste.xlsx")
    table = read_table(tmp_path / "liste.xlsx")
    assert [row[2] for row in table.rows[1:]] == ["28195", "28197", "01067", "28195"]


def test_rows_and_columns_are_counted_as_excel_shows_them(tmp_path: Path) -> None:
    as_xlsx([(), (), (None, "Vorname", "Nachname"), (), (None, "Ada", "Muster")])(
        tmp_path / "liste.xlsx"
    )
    table, taken, preview = taken_from(tmp_path / "liste.xlsx")
    assert table.numbers == (3, 5)
    assert taken.people[0].row == 5
    assert "Spalte 3 ist der Nachname." in preview


def test_ten_thousand_rows_are_taken(tmp_path: Path) -> None:
    rows = [
        ("Vorname", "Nachname"),
        *((f"Ada{'abcdefghij'[n % 10]}", f"Muster{n}") for n in range(10_000)),
    ]
    as_xlsx(rows)(tmp_path / "viele.xlsx")
    _table, taken, preview = taken_from(tmp_path / "viele.xlsx")
    assert len(taken.people) == 10_000
    assert preview.startswith("10000 Menschen.")


def test_a_hidden_sheet_is_not_taken_for_the_list(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "liste.xlsx"
    as_xlsx(TABLE, [("Vorname", "Nachname"), *(("Lea", f"Alt {n}") for n in range(9))])(path)
    book = openpyxl.load_workbook(path)
    book["Sheet1"].sheet_state = "hidden"
    book.save(path)
    assert tuple(listed.name for listed in taken_from(path)[1].people) == NAMES
