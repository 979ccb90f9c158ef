"""Everything that reads a text or a file without a screen, with what must hold for each."""

from __future__ import annotations

import csv
import io
import random
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from biq_tui.core.errors import Told
from biq_tui.core.spreadsheets import Sheet, csv_bytes, harmless
from biq_tui.core.text import clean
from biq_tui.core.workbook_cells import sheets
from biq_tui.events.ics.fates import title_of
from biq_tui.events.ics.reading import MOST_DATES, dates_in, plain
from biq_tui.events.when import read_when
from biq_tui.meetings.idea_files import ideas_in, table_pasted
from biq_tui.meetings.ideas import worded
from biq_tui.people import names
from biq_tui.people.codes import is_code
from biq_tui.qualification.roster_columns import guess
from biq_tui.qualification.roster_people import people
from biq_tui.qualification.roster_text import pasted_table, text_table
from biq_tui.ui.scanner import Scanner
from biq_tui.voting.ballots import Kind, check, rules
from biq_tui.voting.count_file import ballots_in, read_sheet
from tests.qualification.rosters import Write, as_ods, as_xlsx

from .hostile import mutated, text

MOST_ROWS = 50
ROWS = (("Vorname", "Nachname", "Herkunft"), ("Ada", "Muster", "=1+1"), ("Ali", "Beispiel", "[b]"))
CSV = "\ufeffVorname;Nachname\r\nAda;Muster\r\nAli;Beispiel\r\n".encode()
BALLOTS = b"Bank;Baum;Alles bleibt\n1;0;0\n3;2;1\n;;\n"
ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//DE\r\nBEGIN:VEVENT\r\nUID:a@b\r\n"
    b"DTSTAMP:20270101T000000Z\r\nDTSTART;TZID=Europe/Berlin:20270612T150000\r\n"
    b"DTEND;TZID=Europe/Berlin:20270612T180000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nSUMMARY:Fest\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
CONTROLS = frozenset({"Cc", "Cs"})


@dataclass(frozen=True, slots=True)
class Parser:
    """What is fed, and how often of a hundred."""

    name: str
    share: int
    feed: Callable[[random.Random], None]


def is_harmless(said: str) -> bool:
    """Nothing in it that a terminal obeys, or that no file can hold."""
    return not any(unicodedata.category(letter) in CONTROLS for letter in said)


class _file:  # noqa: N801 - reads as a word: with _file(raw, ".csv") as file
    """A file with these bytes, gone at the end."""

    _folder = tempfile.TemporaryDirectory(prefix="biq-fuzz-")

    def __init__(self, raw: bytes, kind: str) -> None:
        self._path = Path(self._folder.name) / f"hostile{kind}"
        self._path.write_bytes(raw)

    def __enter__(self) -> Path:
        return self._path

    def __exit__(self, *_error: object) -> None:
        self._path.unlink()


def _names(chance: random.Random) -> None:
    one, other = text(chance), text(chance, 2)
    cleaned = clean(one)
    assert is_harmless(cleaned), repr(cleaned)
    assert clean(cleaned) == cleaned
    names.same(cleaned, clean(other))
    names.begins(clean(other), cleaned)
    names.spellings(cleaned)


def _days(chance: random.Random) -> None:
    read_when(text(chance, 4))


def _cells(chance: random.Random) -> None:
    cells = [text(chance, 3) for _ in range(3)]
    for cell in cells:
        assert not harmless(cell).startswith(FORMULA), repr(harmless(cell))
    written = csv_bytes(Sheet("x", cells, [cells])).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(written), delimiter=";"):
        assert len(row) == 3
        assert not [cell for cell in row if cell.startswith(FORMULA)], row


def _roster(chance: random.Random) -> None:
    raw = mutated(chance, CSV)
    table = text_table(raw, "x.csv") if chance.random() < 0.7 else pasted_table(text(chance))
    for listed in people(table, guess(table)).people:
        assert is_harmless(listed.name), repr(listed.name)
        assert listed.name.strip()


def _workbook(write: Write) -> Callable[[random.Random], None]:
    with _file(b"", ".book") as file:
        write(file)
        made = file.read_bytes()

    def feed(chance: random.Random) -> None:
        raw = mutated(chance, made)
        found = []
        # Whatever the reader raises ends only the process it runs in, and is told (`core.apart`).
        with suppress(Exception):
            found = sheets(raw, MOST_ROWS)
        assert all(len(rows) <= MOST_ROWS + 1 for _title, rows in found)

    return feed


def _calendar(chance: random.Random) -> None:
    raw = mutated(chance, ICS)
    found = []
    with suppress(Exception):  # as above
        found = dates_in(raw)
    assert len(found) <= MOST_DATES
    for each in found:
        assert is_harmless(title_of(plain(each))), repr(title_of(plain(each)))


def _ideas(chance: random.Random) -> None:
    with _file(mutated(chance, b"Idee;Anzahl\nBank;3\nBaum;2\n"), ".csv") as file:
        for said, _count in (*ideas_in(file), *table_pasted(text(chance))):
            assert is_harmless(worded(said)), repr(worded(said))


def _ballots(chance: random.Random) -> None:
    kind = chance.choice(list(Kind))
    with _file(mutated(chance, BALLOTS), ".csv") as file:
        sheet = read_sheet(file)
        money = {"costs": [1] * len(sheet.options), "budget": 2} if kind is Kind.BUDGET else {}
        held = rules(kind, sheet.options, **money)  # type: ignore[arg-type]
        for ballot in ballots_in(sheet, held):
            assert len(ballot) == len(held.options)
    wild = [chance.choice((None, -1, 0, 1, 7, 10**30)) for _ in range(chance.randint(0, 5))]
    check(wild, rules(Kind.APPROVAL, ["Bank", "Baum", "Licht"]))


def _badges(chance: random.Random) -> None:
    scanner, at = Scanner(is_code), 0.0
    for _ in range(chance.randint(1, 30)):
        at += chance.choice((0.0, 0.001, 0.02, 0.034, 0.036, 1.0, -5.0))
        letter = (
            chance.choice("ABCDEFGHJKLMNPQRSTUVWXYZyz0189äß \x1b") if chance.random() < 0.9 else ""
        )
        key = chance.choice((letter, "enter", "tab", "ctrl+j", "escape"))
        scanner.see(key, letter or None, at)
        assert not scanner.scan.code or is_code(scanner.scan.code)


def refusing(feed: Callable[[random.Random], Any]) -> Callable[[random.Random], None]:
    """A refusal is an answer: one sentence, without anything a terminal obeys."""

    def fed(chance: random.Random) -> None:
        try:
            feed(chance)
        except Told as told:
            if not told.sentence.strip():
                raise AssertionError("it was refused without a word") from told

    return fed


PARSERS: Sequence[Parser] = tuple(
    Parser(name, share, refusing(feed))
    for name, share, feed in (
        ("names", 20, _names),
        ("days and times", 12, _days),
        ("cells of exports", 12, _cells),
        ("lists as text", 14, _roster),
        ("workbooks (XLSX)", 3, _workbook(as_xlsx(ROWS))),
        ("workbooks (ODS)", 2, _workbook(as_ods(ROWS))),
        ("calendars (ICS)", 8, _calendar),
        ("files of ideas", 8, _ideas),
        ("ballots", 9, _ballots),
        ("badge streams", 12, _badges),
    )
)
