"""A roster as text: CSV as Excel in Germany writes it, and names pasted from an e-mail."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from ..core.errors import Refused
from ..core.language import _
from .roster_table import Table, numbered, table

_DELIMITERS = ";\t,|"
"""In the order of preference if two fit equally well."""
_JUDGED_LENGTH = 20_000
_JUDGED_ROWS = 50

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FOREIGN = re.compile(
    r"[\x80-\xff]{3}"  # Олена in a Cyrillic encoding; no Western name has three in a row
    r"|[A-Za-z][\u0152\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122][a-z]"  # J„ger from DOS
)
_SEP_LINE = re.compile(r"sep=(.)[^\r\n]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)

_ADDRESS = re.compile(r"<[^<>]*>|[(\[]?(?:mailto:)?[^\s<>,;()\[\]@]{1,99}@[^\s<>,;()\[\]]+[)\]]?")
_AFTER_ADDRESS = re.compile(r"(?<=>)\s*[,;]")
_BULLET = re.compile(
    r"^(?:[>\s]*)(?:(?:[-–—•*·○●▪‣☐☑☒✓✔+]|\[[ xX]?\]|\(?\d{1,5}[.):])\s*|\d{1,5}\s+)?(?=\S)"
)
_WHOLE_NAME = re.compile(r"[^\s\d]+(?:\s+[^\s\d]+)+")
_AND = re.compile(r"\s+(?:und|and|&)\s+")


def text_table(raw: bytes, name: str) -> Table:
    """The table in a text file. Raises Refused if its encoding can't be told."""
    text = decoded(raw)
    if not text.strip():
        return table(name, [])
    delimiter = _SEP_LINE.match(text)
    if delimiter:
        rows = _rows(text[delimiter.end() :], delimiter[1])
    else:
        rows = _whole_names(_rows(text, _delimiter(text)))
    return table(name, numbered(rows))


def decoded(raw: bytes) -> str:
    """Text from bytes: a byte order mark, UTF-16, UTF-8, else what Western Windows writes."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if raw.startswith(mark):
            encodings: tuple[str, ...] = (encoding,)
            break
    else:
        # Every second byte of Western text in UTF-16 is zero; other encodings have none.
        half = "utf-16-be" if raw[:1] == b"\0" else "utf-16-le"
        encodings = (half,) if b"\0" in raw[:200] else ("utf-8", "cp1252")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text) and not (encoding == "cp1252" and _FOREIGN.search(text)):
            return text
    raise Refused(
        _(
            "The letters of this file can't be read. Nothing was changed. "
            "Please open it in Excel and save it as an Excel workbook (.xlsx)."
        )
    )


def _delimiter(text: str) -> str:
    """The one that gives most lines the same number of columns, the first line included."""
    best = (0.0, 0, 0, ";")
    for preferred, delimiter in enumerate(reversed(_DELIMITERS)):
        rows = [row for row in _rows(text[:_JUDGED_LENGTH], delimiter) if any(map(str.strip, row))]
        if len(rows) > 1 and len(text) > _JUDGED_LENGTH:
            rows.pop()  # it may be cut
        rows = rows[:_JUDGED_ROWS]
        if not rows:
            continue
        (width, fitting), *_rarer = Counter(map(len, rows)).most_common(1)
        if width > 1:
            best = max(best, (fitting / len(rows), width, preferred, delimiter))
    return best[3]


def _whole_names(rows: list[list[str]]) -> list[list[str]]:
    """One column where "Muster, Ada" was taken for two: a table has no blank after its comma."""
    pairs = [row for row in rows if len(row) == 2]
    blank = sum(row[1].startswith(" ") for row in pairs)
    if pairs and all(len(row) < 3 for row in rows) and 2 * blank > len(pairs):
        return [[",".join(row)] for row in rows]
    return rows


def _rows(text: str, delimiter: str) -> list[list[str]]:
    source = io.StringIO(text, newline="")
    try:
        return list(csv.reader(source, delimiter=delimiter, strict=True))
    except csv.Error:
        # A quotation mark that is never closed would swallow the rows after it.
        lines = re.split(r"\r\n|\r|\n", text)
        return [[cell.strip().strip('"') for cell in line.split(delimiter)] for line in lines]


def pasted_table(text: str) -> Table:
    """The table in pasted text: rows of Excel, one name a line, or recipients of an e-mail.

    Bullets, numbers and e-mail addresses are taken off; a line that has nothing else keeps it.
    Raises Refused if there is nothing in it, or too much.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    delimiter = "\t" if "\t" in text.strip() else _table_delimiter(lines)
    if delimiter:
        rows = _rows(text, delimiter)
        rows = [[*map(_bare, row[:1]), *row[1:]] for row in rows]
    else:
        alone = sum(map(bool, map(str.strip, lines))) == 1
        rows = [[_bare(entry)] for line in lines for entry in _entries(line, alone)]
    return table("", numbered(rows))


def _table_delimiter(lines: list[str]) -> str | None:
    """What parts the columns if most lines have the same. "Muster, Ada" is one name, not two."""
    filled = [line for line in lines if line.strip()]
    for delimiter, least in ((";", 1), (",", 2)):
        counts = Counter(line.count(delimiter) for line in filled)
        for number, fitting in counts.most_common(1):
            parted = [line for line in filled if line.count(delimiter) == number]
            columns = not all(_are_people(line.split(delimiter)) for line in parted)
            if number >= least and fitting > 1 and 2 * fitting > len(filled) and columns:
                return None if any("@" in line and ">" in line for line in parted) else delimiter
    return None


def _entries(line: str, alone: bool) -> list[str]:
    """The people in one line that lists several, else the line as it is."""
    line = line.strip().rstrip(",;")
    if "@" in line:
        parts = [part for piece in _AFTER_ADDRESS.split(line) for part in piece.split(";")]
        if len(parts) == 1 and line.count("@") > 1:
            parts = line.split(",")
        return parts
    for delimiter in ";,":
        *parts, last = line.split(delimiter)
        parts += _AND.split(last, maxsplit=1) if parts else [last]
        short = alone and len(parts) > 2 and not any(map(str.isdigit, line))
        if len(parts) > 1 and (short or _are_people(parts)):
            return parts
    return [line]


def _are_people(parts: list[str]) -> bool:
    """Whether each part could be a whole name."""
    return all(_WHOLE_NAME.fullmatch(part.strip()) for part in parts if part.strip())


def _bare(entry: str) -> str:
    """An entry without bullet, number, e-mail address and quotation marks."""
    entry = " ".join(entry.split())
    without = _ADDRESS.sub(" ", _BULLET.sub("", entry, count=1))
    return without.strip(" \"'„“”‚‘’,;") or entry
