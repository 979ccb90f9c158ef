"""What a roster's file holds: CSV, text, Excel and OpenDocument tables, or one sentence why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..core import workbook_cells
from ..core.apart import Fault, Unreadable, apart
from ..core.errors import Refused
from ..core.language import N_, _
from ..core.text import clean
from .roster_columns import likeness
from .roster_table import MOST_ROWS, Table, table
from .roster_text import decoded, pasted_table, text_table

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
READABLE = WORKBOOKS | {".csv", ".tsv", ".txt"}
"""Endings of the files that `read_table` reads."""
MOST_BYTES = 20 * 2**20

_PATIENCE = 60.0  # seconds; a workbook of 20 MB takes ten on an old laptop

_NOT_THERE = N_("There is no file {file}. Nothing was changed. Please choose another one.")
_FOLDER = N_("{file} is a folder. Nothing was changed. Please choose a file in it.")
_NO_FILE = N_("{file} is no file. Nothing was changed. Please choose another one.")
_EMPTY = N_("{file} is empty. Nothing was changed. Please choose another file.")
_TOO_LARGE = N_(
    "{file} is too large for a list of one course. Nothing was changed. "
    "Please save the names alone in a file of their own."
)
_NOT_ALLOWED = N_(
    "{file} can't be opened. Nothing was changed. "
    "Please close it in Excel, or check the rights of the file."
)
_DAMAGED = N_(
    "{file} is damaged and can't be read. Nothing was changed. "
    "Please open it in Excel and save it again under a new name."
)
_PASSWORD = N_(
    "{file} has a password. Nothing was changed. "
    "Please open it in Excel and save it without the password."
)
_BUSY = N_(
    "{file} can't be read now: this laptop is too busy. Nothing was changed. "
    "Please close other programs and try again."
)
_NO_TABLE = N_(
    "{file} is no table. Nothing was changed. "
    "Please choose an Excel, OpenDocument or CSV file, or copy the names and paste them here."
)
_FAULTS = {
    Fault.PASSWORD: _PASSWORD,
    Fault.DAMAGED: _DAMAGED,
    Fault.LARGE: _TOO_LARGE,
    Fault.BUSY: _BUSY,
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<", b"PK\x05\x06")
_IN_TEXTS = (
    b"word/document",
    b"ppt/presentation",
    b"application/vnd.oasis.opendocument.text",
    "WordDocument".encode("utf-16-le"),
)
_IN_WORKBOOKS = (
    b"xl/workbook",
    b"application/vnd.oasis.opendocument.spreadsheet",
    "Workbook".encode("utf-16-le"),
)


def read_table(path: Path) -> Table:
    """The table in the file at `path`; of several sheets the one with the most people.

    What counts is what the file holds, not its ending. Raises Refused, and nothing else.
    """
    raw = _bytes(path)
    if path.suffix.lower() not in READABLE or _is_no_table(raw):
        raise _refused(_NO_TABLE, path)
    if raw.startswith((_OLE, _ZIP)):
        return _workbook(raw, path)
    read = text_table(raw, clean(path.name))
    if read.width == 1 and path.suffix.lower() == ".txt":
        return replace(pasted_table(decoded(raw)), name=read.name)
    return read


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _refused(_FOLDER, path)
        if not path.exists():
            raise _refused(_NOT_THERE, path)
        if not path.is_file():
            raise _refused(_NO_FILE, path)
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except PermissionError as error:
        raise _refused(_NOT_ALLOWED, path) from error
    except ValueError as error:  # a name that no system allows
        raise _refused(_NOT_THERE, path) from error
    except OSError as error:
        raise _refused(_DAMAGED if path.name else _NOT_THERE, path) from error
    if not raw:
        raise _refused(_EMPTY, path)
    if len(raw) > MOST_BYTES:
        raise _refused(_TOO_LARGE, path)
    return raw


def _is_no_table(raw: bytes) -> bool:
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_NO_TABLES):
        return True
    # A workbook may hold a text, so a text is only what isn't a workbook as well.
    return any(part in raw for part in _IN_TEXTS) and not any(part in raw for part in _IN_WORKBOOKS)


def _workbook(raw: bytes, path: Path) -> Table:
    try:
        sheets = apart(workbook_cells.sheets, raw, MOST_ROWS, patience=_PATIENCE)
    except Unreadable as unreadable:
        raise _refused(_FAULTS[unreadable.fault], path) from unreadable
    filled = [(title, rows) for title, rows in sheets if rows]
    if not filled:
        raise _refused(_EMPTY, path)
    tables, refusals = [], []
    for title, rows in filled:
        try:
            tables.append(table(clean(path.name), rows, clean(title) if len(filled) > 1 else ""))
        except Refused as refusal:  # another sheet may hold the people
            refusals.append(refusal)
    if not tables:
        raise refusals[0]
    return max(tables, key=likeness)


def _refused(sentence: str, path: Path) -> Refused:
    return Refused(_(sentence).format(file=clean(path.name or str(path))))
