"""A corpus of rosters as offices, clubs and authorities really send them, and what is expected.

Each is written by the program that people would use: csv, openpyxl, odf. Names are samples.
"""

from __future__ import annotations

import csv
import io
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Cell = str | int | float | None
Rows = Sequence[Sequence[Cell]]
Write = Callable[[Path], None]

NAMES = ("Ada Muster", "Ali Beispiel", "Zoë Groß", "Cem Probe")
TABLE: Rows = (
    ("Nachname", "Vorname", "PLZ", "E-Mail"),
    ("Muster", "Ada", 28195, "ada@example.org"),
    ("Beispiel", "Ali", 28197, "ali@example.org"),
    ("Groß", "Zoë", 1067, "zoe@example.org"),
    ("Probe", "Cem", 28195, "cem@example.org"),
)
TABLE_PREVIEW = (
    "4 Menschen. Spalte 2 ist der Vorname. Spalte 1 ist der Nachname. Richtig? "
    "Nur die Namen werden übernommen."
)
TITLED: Rows = (
    ("Teilnehmendenliste BIQ Huchting",),
    ("Stand 5.3.2027",),
    (),
    ("lfd. Nr.", "Name", "Vorname"),
    (1, "Muster", "Ada"),
    (2, "Beispiel", "Ali"),
    (),
    (3, "Groß", "Zoë"),
    (4, "Probe", "Cem"),
    (None, "Gesamt: 4"),
)
TITLED_PREVIEW = (
    "4 Menschen. Spalte 3 ist der Vorname. Spalte 2 ist der Nachname. Richtig? "
    "Nur die Namen werden übernommen. Zeilen 1 bis 2 sind Titel und werden nicht übernommen. "
    "1 Zeile geht nicht."
)
COMMA: Rows = (
    ("Name, Vorname",),
    ("Muster, Ada",),
    ("Beispiel, Ali",),
    ("Groß, Zoë",),
    ("Probe, Cem",),
)
COMMA_PREVIEW = "4 Menschen. Aus „Muster, Ada“ wird „Ada Muster“."


@dataclass(frozen=True)
class Roster:
    """A file of the corpus."""

    file: str
    write: Write
    preview: str
    names: tuple[str, ...] = NAMES


def as_csv(rows: Rows, delimiter: str = ";", encoding: str = "cp1252", before: str = "") -> Write:
    def write(path: Path) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        path.write_bytes((before + text.getvalue()).encode(encoding))

    return write


def as_text(text: str, encoding: str = "utf-8") -> Write:
    return as_bytes(text.encode(encoding))


def as_bytes(content: bytes) -> Write:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def as_xlsx(rows: Rows, *others: Rows) -> Write:
    def write(path: Path) -> None:
        book = openpyxl.Workbook()
        for place, sheet_rows in enumerate((rows, *others)):
            sheet = book.active if place == 0 else book.create_sheet()
            assert sheet is not None
            for row in sheet_rows:
                sheet.append(list(row))
        book.save(path)

    return write


def as_ods(rows: Rows) -> Write:
    def write(path: Path) -> None:
        document = OpenDocumentSpreadsheet()
        sheet = Table(name="Tabelle1")
        for row in rows:
            line = TableRow()
            for value in row:
                if isinstance(value, int | float):
                    cell = TableCell(valuetype="float", value=value)
                else:
                    cell = TableCell(valuetype="string") if value else TableCell()
                if value is not None:
                    cell.addElement(P(text=str(value)))
                line.addElement(cell)
            sheet.addElement(line)
        rest = TableRow(numberrowsrepeated=1_048_000)  # as LibreOffice ends every sheet
        rest.addElement(TableCell(numbercolumnsrepeated=16_384))
        sheet.addElement(rest)
        document.spreadsheet.addElement(sheet)
        document.save(str(path))

    return write


def as_xls(rows: Rows) -> Write:
    def write(path: Path) -> None:
        import xlwt

        book = xlwt.Workbook()
        sheet = book.add_sheet("Tabelle1")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
        book.save(str(path))

    return write


def compound_file(stream: str, content: bytes) -> bytes:
    """The container of old Office files and of encrypted new ones, with one stream in it.

    [MS-CFB] version 3: sectors of 512 bytes; here FAT, directory, then the stream.
    """
    content = content.ljust(4096, b"\0")  # shorter streams live elsewhere
    sectors = (len(content) + 511) // 512
    end, free, fat, nothing = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )[:76]  # fmt: skip
    header += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    chain = [fat, end, *range(3, 2 + sectors), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = f"{name}\0".encode("utf-16-le")
        return struct.pack(
            "<64sHBBIII16sIQQIQ",
            raw, len(raw), kind, 1, nothing, nothing, child, b"", 0, 0, 0, start, size,
        )  # fmt: skip

    directory = entry("Root Entry", 5, 1, end, 0) + entry(stream, 2, nothing, 2, len(content))
    directory = directory.ljust(512, b"\0")
    return header + table + directory + content.ljust(sectors * 512, b"\0")


CORPUS = (
    Roster("excel.csv", as_csv(TABLE), TABLE_PREVIEW),
    Roster("excel-utf8.csv", as_csv(TABLE, encoding="utf-8-sig"), TABLE_PREVIEW),
    Roster("unicode-text.txt", as_csv(TABLE, "\t", "utf-16"), TABLE_PREVIEW),
    Roster("no-mark.csv", as_csv(TABLE, encoding="utf-16-le"), TABLE_PREVIEW),
    Roster("comma.csv", as_csv(TABLE, ",", "utf-8"), TABLE_PREVIEW),
    Roster("tabs.tsv", as_csv(TABLE, "\t", "utf-8"), TABLE_PREVIEW),
    Roster("sep.csv", as_csv(TABLE, "|", "cp1252", "sep=|\r\n"), TABLE_PREVIEW),
    Roster("excel.xlsx", as_xlsx(TABLE), TABLE_PREVIEW),
    Roster("macros.xlsm", as_xlsx(TABLE), TABLE_PREVIEW),
    Roster("libreoffice.ods", as_ods(TABLE), TABLE_PREVIEW),
    Roster("export.xls", as_csv(TABLE, "\t"), TABLE_PREVIEW),  # many web pages call this Excel
    Roster("titled.csv", as_csv(TITLED), TITLED_PREVIEW),
    Roster("titled.xlsx", as_xlsx(TITLED), TITLED_PREVIEW),
    Roster("titled.ods", as_ods(TITLED), TITLED_PREVIEW),
    Roster("turned.csv", as_csv(COMMA), COMMA_PREVIEW),
    Roster("turned.xlsx", as_xlsx(COMMA), COMMA_PREVIEW),
    Roster(
        "turned-bare.txt",
        as_text("Muster, Ada\nBeispiel, Ali\n\nGroß, Zoë\nProbe, Cem"),
        COMMA_PREVIEW,
    ),
    Roster(
        "names.txt",
        as_text("1. Ada Muster\n2. Ali Beispiel\n3. Zoë Groß\n4. Cem Probe\n"),
        "4 Menschen.",
    ),
    Roster("names.csv", as_text("\n".join(NAMES), "cp1252"), "4 Menschen."),
    Roster(
        "no-headings.csv",
        as_csv([("BEISPIEL", "Ali", 4), ("GROSS", "Zoë", 5), ("MUSTER", "Ada", 6)]),
        "3 Menschen. Spalte 2 ist der Vorname. Spalte 1 ist der Nachname. Richtig? "
        "Nur die Namen werden übernommen.",
        ("Ali BEISPIEL", "Zoë GROSS", "Ada MUSTER"),
    ),
    Roster(
        "two-sheets.xlsx",
        as_xlsx([("Ansprechpartner",), ("Lea Büro",)], TABLE),
        TABLE_PREVIEW.replace("4 Menschen.", "4 Menschen. Gelesen wird das Blatt „Sheet1“."),
    ),
    Roster(
        "latin.csv",
        as_csv(
            [("Name", "Lateinische Schreibung"), ("Олена Зразок", "Olena Zrazok")], encoding="utf-8"
        ),
        "1 Mensch. Spalte 1 ist der Name. "
        "Spalte 2 ist der Name in lateinischen Buchstaben. Richtig?",
        ("Олена Зразок",),
    ),
    Roster(
        "faults.csv",
        as_csv(
            [
                ("Vorname", "Nachname", "Ort"),
                ("Ada", "Muster", "Bremen"),
                ("Ada", "Muster", "Huchting"),
                ("Ada", "Muster", "Bremen"),
                ("", "", "Bremen"),
                ("A" * 10_000, "Muster", "Bremen"),
                ("4711", "", "Bremen"),
                ("ada@example.org", "", "Bremen"),
                ("Vorname", "Nachname", "Ort"),
                ("Summe", "2", ""),
            ]
        ),
        "2 Menschen. Spalte 1 ist der Vorname. Spalte 2 ist der Nachname. Richtig? "
        "Nur die Namen werden übernommen. "
        "1 Name kommt mehrmals vor, für verschiedene Menschen. 7 Zeilen gehen nicht.",
        ("Ada Muster", "Ada Muster"),
    ),
)
"""Files that can be read, each with its preview in German and the names it gives."""
