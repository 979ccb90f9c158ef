"""A file that can't be read is told in one place, and never breaks the evening."""

from __future__ import annotations

import contextlib
import os
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from biq_tui.core.errors import Refused
from biq_tui.qualification.roster_files import MOST_BYTES, READABLE, read_table

from .rosters import TABLE, Write, as_bytes, as_csv, as_ods, as_xlsx, compound_file


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as told:
        read_table(path)
    return told.value.sentence


def cut(write: Write) -> Write:
    def damaged(path: Path) -> None:
        write(path)
        path.write_bytes(path.read_bytes()[:-400])

    return damaged


def a_corner_cell(path: Path) -> None:
    """5 kB of which a careless reader makes 500 GB."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["XFD1048576"] = "Ada", "Muster"
    book.save(path)


def a_bomb(path: Path) -> None:
    """Little when packed, 300 MB when unpacked."""
    as_xlsx(TABLE)(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/bomb.xml", b" " * 300 * 2**20)


def a_locked_ods(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        parts.writestr("content.xml", b"\x8f\x01")


FAULTS: dict[str, tuple[str, Write]] = {
    "empty.csv": ("ist leer", as_bytes(b"")),
    "blank.csv": ("steht nichts", as_bytes(b"\r\n ; ;\r\n")),
    "marked.csv": ("steht nichts", as_bytes(b"\xef\xbb\xbf")),
    "empty.xlsx": ("ist leer", as_xlsx([])),
    "cut.xlsx": ("beschädigt", cut(as_xlsx(TABLE))),
    "cut.ods": ("beschädigt", cut(as_ods(TABLE))),
    "scrap.xls": ("beschädigt", as_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))),
    "locked.xlsx": ("hat ein Passwort", as_bytes(compound_file("EncryptedPackage", b"secret"))),
    "locked.ods": ("hat ein Passwort", a_locked_ods),
    "letter.pdf": ("keine Tabelle", as_bytes(b"%PDF-1.7\n")),
    "letter.csv": ("keine Tabelle", as_bytes(b"%PDF-1.7\n")),
    "letter.docx": ("keine Tabelle", as_bytes(b"PK\x03\x04 word/document.xml")),
    "letter.xlsx": ("keine Tabelle", as_bytes(b"PK\x03\x04 word/document.xml")),
    "page.xls": ("keine Tabelle", as_bytes(b"<html><table>")),
    "photo.csv": ("keine Tabelle", as_bytes(b"\x89PNG\r\n\x1a\n")),
    "dos.csv": ("Buchstaben", as_csv([("Name",), ("Jörg Jäger",)], encoding="cp850")),
    "cyrillic.csv": ("Buchstaben", as_csv([("Name",), ("Олена Зразок",)], encoding="cp1251")),
    "binary.csv": ("Buchstaben", as_bytes(bytes(range(1, 256)) * 4)),
    "rows.csv": ("20000 Zeilen", as_csv([("Ada", "Muster")] * 20_001)),
    "columns.csv": ("100 Spalten", as_csv([("Ada",) * 101])),
    "columns.xlsx": ("100 Spalten", as_xlsx([("Ada",) * 101])),
    "corner.xlsx": ("zu groß", a_corner_cell),
    "bomb.xlsx": ("zu groß", a_bomb),
    "large.csv": ("zu groß", as_bytes(b"Ada Muster\n" * (MOST_BYTES // 11 + 1))),
}


@pytest.mark.parametrize("file", FAULTS)
def test_what_can_t_be_read_is_told_with_what_to_do(file: str, tmp_path: Path) -> None:
    words, write = FAULTS[file]
    write(tmp_path / file)
    before = (tmp_path / file).read_bytes()
    told = refusal(tmp_path / file)
    assert words in told
    assert "Nichts wurde geändert. Bitte" in told
    assert (tmp_path / file).read_bytes() == before


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "gibt es nicht" in refusal(tmp_path / "weg.csv")
    assert "gibt es nicht" in refusal(Path("a\0b.csv"))
    assert "ist ein Ordner" in refusal(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_at_all_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "keine Datei" in refusal(tmp_path / "pipe.csv")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read all, so she is somebody else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    as_csv(TABLE)(tmp_path / "liste.csv")
    (tmp_path / "liste.csv").chmod(0)
    with as_nobody():
        assert "lässt sich nicht öffnen" in refusal(tmp_path / "liste.csv")


def test_a_file_s_name_can_t_play_with_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in refusal(tmp_path / "\x1b[2Jliste.csv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"", b"\xff\xfe", b"sep=", b'"', b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]),
    st.sampled_from(sorted(READABLE)),
)
@example(b"\x00", b"", ".csv")
@example(b"a" * 140_000, b'"', ".csv")
def test_any_bytes_are_read_or_refused(
    tmp_path: Path, content: bytes, start: bytes, ending: str
) -> None:
    path = tmp_path / f"liste{ending}"
    path.write_bytes(start + content)
    try:
        table = read_table(path)
    except Refused:
        return
    assert {len(row) for row in table.rows} == {table.width}
    assert len(table.numbers) == len(table.rows)
    assert all(any(row) for row in table.rows)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(min_value=0), st.integers(0, 255), st.sampled_from([".xlsx", ".ods"]))
def test_a_workbook_with_one_wrong_byte_is_read_or_refused(
    tmp_path: Path, place: int, byte: int, ending: str
) -> None:
    path = tmp_path / f"liste{ending}"
    (as_xlsx if ending == ".xlsx" else as_ods)(TABLE)(path)
    content = bytearray(path.read_bytes())
    content[place % len(content)] = byte
    path.write_bytes(content)
    with contextlib.suppress(Refused):
        assert read_table(path).rows
