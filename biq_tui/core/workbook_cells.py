"""The cells of a workbook as text. For `core.apart`: it may take all memory.

A workbook of 5 kB with one cell in its last row and column makes the reader ask for 500 GB and
abort.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

from .apart import Fault, Unreadable

MOST_UNPACKED = 200 * 2**20
MOST_COLUMNS = 1000


def sheets(raw: bytes, most_rows: int) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """Title and numbered rows of each sheet that its author sees; of all, if none is seen.

    Raises Unreadable, and more.
    """
    from python_calamine import (
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    _look_beforehand(raw)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    except PasswordError as error:
        raise Unreadable(Fault.PASSWORD) from error
    kept = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    seen = [sheet for sheet in kept if sheet.visible == SheetVisibleEnum.Visible]
    return [(sheet.name, _rows(workbook, sheet.name, most_rows)) for sheet in seen or kept]


def _rows(workbook: Any, title: str, most: int) -> list[tuple[int, list[str]]]:
    sheet = workbook.get_sheet_by_name(title)
    left = sheet.start[1] if sheet.start else 0
    if left + sheet.width > MOST_COLUMNS:
        raise Unreadable(Fault.LARGE)
    rows = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):  # from row 1, but column `left`
        texts = [_text(cell) for cell in cells]
        if any(texts):
            rows.append((number, [*[""] * left, *texts]))
            if len(rows) > most:
                break
    return rows


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour or value.minute):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value)


def _look_beforehand(raw: bytes) -> None:
    """Raise Unreadable, as far as it can be told without a reader."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise Unreadable(Fault.PASSWORD)
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Unreadable(Fault.LARGE)
            manifest = "META-INF/manifest.xml"
            if manifest in parts.namelist() and b"encryption-data" in parts.read(manifest):
                raise Unreadable(Fault.PASSWORD)
