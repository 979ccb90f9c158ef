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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from ..core.text import clean

Cell = str | int | float | date | time | None

FORMULA = "=+-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−﬩⩵⩶"
"""What begins a formula, with all that Unicode calls compatible to it, and the minus sign."""

_START = re.compile(rf'(?:^|[,;|\t"])\s*(?=[{re.escape(FORMULA)}])')
_LONGEST = 1000  # characters of a cell
_WIDEST = 48  # characters of a column


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def harmless(text: str) -> str:
    """`text` with an apostrophe before whatever could begin a formula; one line, nothing hidden."""
    return _START.sub(lambda found: f"{found[0]}'", clean(text, _LONGEST))


def csv_bytes(sheet: Sheet) -> bytes:
    """The table as Excel in Germany opens it by a double click: UTF-8 with a mark, ";", "77,5"."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(map(harmless, sheet.header))
    writer.writerows(map(_csv_cell, row) for row in sheet.rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Iterable[Sheet]) -> bytes:
    """The tables as one workbook: dates are dates, numbers are numbers, and texts stay texts."""
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
    return written.getvalue()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, float):
        return f"{cell}".replace(".", ",")
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return "" if cell is None else f"{cell}"  # a date as 2027-03-05, which every Excel reads


def _xlsx_cell(cell: Cell, as_text: Callable[[str], Any]) -> Any:
    if not isinstance(cell, str):
        return cell
    text = clean(cell, _LONGEST)
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
