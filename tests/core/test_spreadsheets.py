"""Tables for an office: texts stay texts, whatever they begin with, in each program that reads."""

from __future__ import annotations

import csv
import io
import time as time_module
import unicodedata
import zipfile
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from biq_tui.core.spreadsheets import (
    FORMULA,
    Cell,
    Sheet,
    csv_bytes,
    harmless,
    tamed,
    untamed,
    xlsx_bytes,
)
from biq_tui.core.text import clean

INJECTIONS = {
    "=1+1": "'=1+1",
    "+49 421 123": "'+49 421 123",
    "-2": "'-2",
    "@x": "'@x",
    "\t=1+1": "'=1+1",
    "\r=1+1": "'=1+1",
    "\n=1+1": "'=1+1",
    "\x00=1+1": "'=1+1",
    " \u00a0=1+1": "'=1+1",
    "\u202e=1+1": "'=1+1",
    "\ufeff\u200b=1+1": "'=1+1",
    "＝1+1": "'＝1+1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠SUM(1)": "'＠SUM(1)",
    "−2": "'−2",
    "﹦1+1": "'﹦1+1",
    "=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
    'Ada";=1+1': "Ada\";'=1+1",
    "Muster,=1+1": "Muster,'=1+1",
    "Muster, =1+1": "Muster, '=1+1",
    "Muster|@SUM(1)": "Muster|'@SUM(1)",
    "Muster\t=1+1": "Muster =1+1",
}
"""What somebody may write as a name, and how it stands in a CSV."""

HARMLESS = [
    "Ada Muster",
    "Anna-Lena Müller",
    "O'Brien",
    "Şükrü Yıldız",
    "محمد علي",
    "{x}",
    "Ada +1",
]


def one_cell(text: str) -> Sheet:
    return Sheet("Namen", ["Name"], [[text]])


def in_csv(raw: bytes, delimiter: str = ";") -> list[list[str]]:
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("text", INJECTIONS, ids=ascii)
def test_a_name_is_no_formula_in_a_csv(text: str) -> None:
    raw = csv_bytes(one_cell(text))
    assert in_csv(raw) == [["Name"], [INJECTIONS[text]]]
    assert csv_bytes(one_cell(INJECTIONS[text])) == raw  # once is enough


@pytest.mark.parametrize("text", INJECTIONS, ids=ascii)
def test_a_name_is_no_formula_in_a_workbook(text: str) -> None:
    raw = xlsx_bytes([one_cell(text)])
    cell = load_workbook(io.BytesIO(raw))["Namen"]["A2"]
    assert (cell.data_type, cell.value) == ("s", clean(text))
    assert cell.quotePrefix or cell.value[0].isalpha()
    (_head, (read,)) = (
        CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    )
    assert read == cell.value
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert b"<f" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", HARMLESS)
def test_an_ordinary_name_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
    assert load_workbook(io.BytesIO(xlsx_bytes([one_cell(text)])))["Namen"]["A2"].value == text


def test_every_letter_that_unicode_calls_the_same_counts() -> None:
    alike = {
        letter
        for letter in map(chr, (*range(0xD800), *range(0xE000, 0x110000)))
        if unicodedata.normalize("NFKC", letter)[0] in "=+-@"
    }
    assert alike <= set(FORMULA)


@settings(max_examples=60)
@given(st.text(alphabet="=+-@＝;,|\"\t\r\n \u00a0\u200bAé1'", max_size=12))
def test_no_program_finds_a_formula_at_whatever_it_splits(text: str) -> None:
    raw = csv_bytes(one_cell(text))
    for delimiter in ";,\t|":
        for row in in_csv(raw, delimiter):
            assert not any(cell.strip(' "').startswith(tuple(FORMULA)) for cell in row)


@settings(max_examples=60)
@given(st.text(alphabet="=+-@＝;,|\" Aé1'", max_size=12).map(clean))
def test_a_text_that_was_tamed_comes_back_as_it_was(text: str) -> None:
    assert untamed(tamed(text)) == text
    (_head, (cell,)) = in_csv(csv_bytes(Sheet("Ideen", ["Idee"], [[text]], verbatim=True)))
    assert untamed(cell) == text
    assert not cell.lstrip(' "').startswith(tuple(FORMULA))


def test_letters_that_look_like_a_code_of_a_workbook_stay() -> None:
    read = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes([one_cell("_x0041_")])))
    assert read.get_sheet_by_index(0).to_python() == [["Name"], ["_x0041_"]]


def test_the_same_tables_are_the_same_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = xlsx_bytes([one_cell("Ada")])
    monkeypatch.setattr("time.localtime", lambda *_when: time_module.gmtime(2_000_000_000))
    assert xlsx_bytes([one_cell("Ada")]) == raw
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        assert b"<dcterms" not in parts.read("docProps/core.xml")


def test_numbers_dates_and_times_are_what_they_are() -> None:
    row: list[Cell] = [7, 77.5, date(2027, 3, 5), time(17, 0), None, "Block 1, 3", "#N/A", "007"]
    sheet = Sheet("Werte", [f"{place}" for place in range(len(row))], [row])
    assert in_csv(csv_bytes(sheet))[1] == [
        "7", "77,5", "2027-03-05", "17:00", "", "Block 1, 3", "#N/A", "007",
    ]  # fmt: skip
    raw = xlsx_bytes([sheet])
    page = load_workbook(io.BytesIO(raw))["Werte"]
    cells = [cell.value for cell in page[2]]
    assert cells[0:2] == [7, 77.5]
    assert cells[2].date() == date(2027, 3, 5)
    assert cells[3:] == [time(17, 0), None, "Block 1, 3", "#N/A", "007"]
    assert page.freeze_panes == "A2"
    (_head, read) = (
        CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    )
    assert read == [7, 77.5, date(2027, 3, 5), time(17, 0), "", "Block 1, 3", "#N/A", "007"]
