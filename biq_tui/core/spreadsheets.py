"""Tables for Excel and LibreOffice, as CSV and XLSX. A text in them is never a formula.

What begins a formula: "=", "+", "-", "@" in Excel and LibreOffice; Apple Numbers takes the
full-width and other compatibility forms ("＝") for the same, and so does an Excel set to Chinese or
Japanese. It counts at the start of a cell, also behind blanks, and a cell may start where a program
that splits at other separators begins a new one: "Muster,=1+1".
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from .text import clean

Cell = str | int | float | date | time | None

FORMULA = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−﬩⩵⩶"
"""What begins a formula, with all that Unicode calls compatible to it, and the minus sign."""

_BEGIN = r'(?:^|[,;|\t"])\s*'
_START = re.compile(rf"{_BEGIN}(?=[{re.escape(FORMULA)}])")
_PERHAPS = re.compile(rf"{_BEGIN}(?='*[{re.escape(FORMULA)}])")
_TAMED = re.compile(rf"({_BEGIN})'(?='*[{re.escape(FORMULA)}])")
_LONGEST = 32_767  # characters of a cell: more Excel can't hold
_WIDEST = 48  # characters of a column
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read "_x0041_" as "A"
_TIMES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # before it a zip knows no time


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    verbatim: bool = False
    """Its CSV is read in again: `untamed` gives back every text as it was."""


def harmless(text: str) -> str:
    """`text` with an apostrophe before whatever could begin a formula; one line, nothing hidden."""
    return _START.sub(lambda found: f"{found[0]}'", clean(text, _LONGEST))


def tamed(text: str) -> str:
    """As `harmless`, but one apostrophe more where some are already, so that it can be undone."""
    return _PERHAPS.sub(lambda found: f"{found[0]}'", clean(text, _LONGEST))


def untamed(text: str) -> str:
    """The text that `tamed` made this of; any other text as it is, as far as it could be."""
    return _TAMED.sub(r"\1", text)


def csv_bytes(sheet: Sheet) -> bytes:
    """The table as Excel in Germany opens it by a double click: UTF-8 with a mark, ";", "77,5"."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(map(harmless, sheet.header))
    as_text = tamed if sheet.verbatim else harmless
    writer.writerows([_csv_cell(cell, as_text) for cell in row] for row in sheet.rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """The tables as one workbook: dates are dates, numbers are numbers, and texts stay texts.

    The same tables are the same bytes each time.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    book.properties.creator = "biq"
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.freeze_panes = "A2"
        for letter, width in zip(_letters(), _widths(sheet), strict=False):
            page.column_dimensions[letter].width = width

        def as_text(text: str, page: Any = page) -> Any:
            cell = WriteOnlyCell(page, text)
            cell.data_type = "s"  # openpyxl would make "=1+1" a formula and "#N/A" a fault
            cell.quotePrefix = True  # else a double click and Enter in Excel would make it one
            return cell

        headings = [WriteOnlyCell(page, heading) for heading in sheet.header]
        for heading in headings:
            heading.font = Font(bold=True)
        page.append(headings)
        for row in sheet.rows:
            page.append([_xlsx_cell(cell, as_text) for cell in row])
    written = io.BytesIO()
    book.save(written)
    return _timeless(written)


def _timeless(book: io.BytesIO) -> bytes:
    """A workbook without the time when it was made."""
    written = io.BytesIO()
    with zipfile.ZipFile(book) as made, zipfile.ZipFile(written, "w") as kept:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _TIMES.sub(b"", content)
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            kept.writestr(part, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _csv_cell(cell: Cell, as_text: Callable[[str], str]) -> str:
    if isinstance(cell, str):
        return as_text(cell)
    if isinstance(cell, float):
        return f"{cell}".replace(".", ",")
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return "" if cell is None else f"{cell}"  # a date as 2027-03-05, which every Excel reads


def _xlsx_cell(cell: Cell, as_text: Callable[[str], Any]) -> Any:
    if not isinstance(cell, str):
        return cell
    text = _CODE.sub("_x005F_", clean(cell, _LONGEST))
    return text if text[:1].isalpha() else as_text(text)


def _widths(sheet: Sheet) -> list[int]:
    """Of each column, in characters."""
    longest = [len(heading) for heading in sheet.header]
    for row in sheet.rows:
        for place, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) > longest[place]:
                longest[place] = len(cell)
    return [min(max(length, 10), _WIDEST) + 2 for length in longest]


def _letters() -> Iterable[str]:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
