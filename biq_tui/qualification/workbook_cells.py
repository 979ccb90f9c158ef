"""Reads a workbook in a process of its own: bytes come in, text in JSON goes out.

A workbook of 5 kB with one cell in its last row and column makes the reader ask for 500 GB and
abort. Here that ends this process, not the evening. Knows nothing of the package around it.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import zipfile
from datetime import date, datetime
from typing import Any

MOST_MEMORY = 2**30
MOST_UNPACKED = 200 * 2**20
MOST_COLUMNS = 1000

PASSWORD = "password"
DAMAGED = "damaged"
LARGE = "large"
BUSY = "busy"


def sheets(raw: bytes, most_rows: int) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """Title and numbered rows of each sheet that its author sees; of all, if none is seen."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    kept = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    seen = [sheet for sheet in kept if sheet.visible == SheetVisibleEnum.Visible]
    return [(sheet.name, _rows(workbook, sheet.name, most_rows)) for sheet in seen or kept]


def _rows(workbook: Any, title: str, most: int) -> list[tuple[int, list[str]]]:
    sheet = workbook.get_sheet_by_name(title)
    left = sheet.start[1] if sheet.start else 0
    if left + sheet.width > MOST_COLUMNS:
        raise MemoryError
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


def fault(raw: bytes) -> str | None:
    """Why these bytes can't be read, as far as it can be told beforehand."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return PASSWORD
    if raw.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as parts:
                if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                    return LARGE
                manifest = "META-INF/manifest.xml"
                if manifest in parts.namelist() and b"encryption-data" in parts.read(manifest):
                    return PASSWORD
        except Exception:  # a broken archive breaks zipfile in many ways
            return DAMAGED
    return None


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):  # macOS may refuse any limit
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> None:
    """Read standard input, answer on standard output."""
    _limit_memory()
    raw = sys.stdin.buffer.read()
    answer: object = fault(raw)
    if answer is None:
        from python_calamine import CalamineError, PasswordError

        try:
            answer = sheets(raw, int(sys.argv[1]))
        except PasswordError:
            answer = PASSWORD
        except CalamineError:
            answer = DAMAGED
        except MemoryError:
            answer = LARGE
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
