"""Ballots from a table that was saved as text: one row a ballot, one column an option."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ..core.errors import Refused
from ..core.language import _, ngettext
from ..core.text import clean
from .ballots import MOST_OPTIONS, Ballot, InvalidBallot, Kind, Rules, check

MOST_BYTES = 5_000_000
MOST_BALLOTS = 5_000
OPTION_LENGTH = 200
"""The longest wording of an option that is kept, in characters."""

_ALSO_NAMED = 5
"""So many more rows are named that are wrong, too."""
_DELIMITERS = ";\t,"
"""In the order of preference if several fit equally well."""
_SEP_LINE = re.compile(r"sep=([;,\t|])[^\r\n]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_WHOLE = re.compile(r"(-?[0-9]{1,6})(?:[.,]0+)?")
_AMOUNT = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,6}))?")
_SIGNS = ("euros", "euro", "eur", "€")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of ballots as it was read."""

    options: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """The row's number as a spreadsheet shows it, and as many cells as there are options."""


def read_sheet(file: Path) -> Sheet:
    """The options and the cells of a file; rows without anything in them are left out.

    CSV in UTF-8, UTF-16 or Western Windows, separated by semicolons, tabs or commas. Raises
    Refused for what can't be read, is too large, or names an option twice or not at all.
    """
    rows = _table(_text(file))
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    if not filled:
        raise Refused(_("There is nothing in this file."))
    (_first, head), *below = filled
    if len(below) > MOST_BALLOTS:
        raise Refused(ngettext("{n} ballot at most.", "{n} ballots at most.", MOST_BALLOTS))
    width = max(place for row in (row for _number, row in filled) for place in _used(row)) + 1
    if width > MOST_OPTIONS:
        raise Refused(ngettext("{n} option at most.", "{n} options at most.", MOST_OPTIONS))
    options = _options([*head, *[""] * width][:width])
    cells = ((number, tuple([*row, *[""] * width][:width])) for number, row in below)
    return Sheet(options, tuple(cells))


def ballots_in(sheet: Sheet, held: Rules) -> tuple[Ballot, ...]:
    """The ballots of a sheet, all of them valid.

    Raises InvalidBallot that names the row of the first one that isn't, and other such rows.
    """
    ballots: list[Ballot] = []
    wrong: list[tuple[int, InvalidBallot]] = []
    for number, cells in sheet.rows:
        try:
            ballots.append(check(_ballot(cells, held), held))
        except InvalidBallot as invalid:
            wrong.append((number, invalid))
    if not wrong:
        return tuple(ballots)
    (number, first), *others = wrong
    sentence = _("Row {row}: {reason}").format(row=number, reason=first.sentence)
    if others:
        rows = ", ".join(str(number) for number, _invalid in others[:_ALSO_NAMED])
        more = " …" if len(others) > _ALSO_NAMED else ""
        sentence += " " + _("Also wrong: {rows}").format(rows=rows + more)
    raise InvalidBallot(sentence, first.option)


def costs_of(given: Sequence[str], options: Sequence[str]) -> tuple[Fraction, ...]:
    """What each option costs, from "Bank=1000" and files with two columns: option and cost.

    Raises Refused if one is missing, is there twice, or belongs to no option.
    """
    pairs: list[tuple[str, str]] = []
    for entry in given:
        name, equals, amount = entry.rpartition("=")
        pairs += [(name, amount)] if equals else _costs_in(Path(entry))
    places = {option.casefold(): place for place, option in enumerate(options)}
    costs: dict[int, Fraction] = {}
    for name, amount in pairs:
        called = clean(name, OPTION_LENGTH)
        place = places.get(called.casefold())
        if place is None:
            raise Refused(_("There is no option “{option}” in the ballots.").format(option=called))
        if place in costs:
            raise Refused(_("The cost of “{option}” is there twice.").format(option=called))
        costs[place] = amount_of(amount)
    for place, option in enumerate(options):
        if place not in costs:
            raise Refused(_("“{option}” has no cost.").format(option=option))
    return tuple(costs[place] for place in range(len(options)))


def amount_of(text: str) -> Fraction:
    """The exact amount of "1000", "0,9" or "20.50 €".

    Raises Refused for anything else; "1.000" may be a thousand or one.
    """
    bare = text.strip().casefold()
    for sign in _SIGNS:
        if bare.endswith(sign) or bare.startswith(sign):
            bare = bare.removesuffix(sign).removeprefix(sign).strip()
            break
    found = _AMOUNT.fullmatch(bare)
    if found is None or (len(found[2] or "") == 3 and found[1].strip("0")):
        raise Refused(
            _("“{given}” is no amount. Please write it like 1000 or 20,50.").format(
                given=clean(text)
            )
        )
    whole, part = found.groups()
    return Fraction(f"{whole}.{part or 0}")


def _costs_in(file: Path) -> list[tuple[str, str]]:
    """The rows of a file of costs; a first row that only names its columns is left out."""
    rows = [[cell for cell in row if cell] for row in _table(_text(file)) if any(row)]
    if any(len(row) != 2 for row in rows):
        raise Refused(_("A file of costs has two columns: the option and what it costs."))
    if rows and not any(map(str.isdigit, rows[0][1])):
        del rows[0]
    return [(name, amount) for name, amount in rows]


def _ballot(cells: Sequence[str], held: Rules) -> Ballot:
    ballot: list[int | None] = []
    for place, cell in enumerate(cells):
        whole = _WHOLE.fullmatch(cell)
        if whole is not None:
            ballot.append(int(whole[1]))
        elif not cell:
            ballot.append(None)
        elif cell.casefold() == "x" and held.kind in (Kind.SINGLE, Kind.APPROVAL, Kind.BUDGET):
            ballot.append(1)
        else:
            raise InvalidBallot(
                _("“{option}”: “{cell}” is no whole number.").format(
                    option=held.options[place], cell=clean(cell, 20)
                ),
                place,
            )
    return tuple(ballot)


def _options(head: Sequence[str]) -> tuple[str, ...]:
    options: list[str] = []
    seen: set[str] = set()
    for place, cell in enumerate(head):
        option = clean(cell, OPTION_LENGTH)
        if not option:
            raise Refused(_("Column {column} has no name.").format(column=_column(place)))
        if option.casefold() in seen:
            raise Refused(_("There are two columns “{option}”.").format(option=option))
        seen.add(option.casefold())
        options.append(option)
    return tuple(options)


def _column(place: int) -> str:
    """A column's letters as a spreadsheet shows them."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _used(row: Sequence[str]) -> list[int]:
    return [place for place, cell in enumerate(row) if cell]


def _text(file: Path) -> str:
    try:
        with file.open("rb") as source:
            raw = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(_("This file can't be read: {file}").format(file=file)) from error
    if len(raw) > MOST_BYTES:
        raise Refused(_("This file is too large to be a table of ballots."))
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refused(_("This is no text. Please save the table as CSV."))


def _table(text: str) -> list[list[str]]:
    """The cells, without blanks around them."""
    if sep := _SEP_LINE.match(text):
        tables = [_rows(text[sep.end() :], sep[1])]
    else:
        tables = [_rows(text, delimiter) for delimiter in _DELIMITERS]
    best = max((rows for rows in tables if rows is not None), key=_fit, default=[])
    if None in tables and not _fit(best)[0]:
        raise Refused(_("This table can't be read. Is a quotation mark missing somewhere?"))
    return best


def _fit(rows: Sequence[Sequence[str]]) -> tuple[bool, int, int]:
    """How well it is parted: in columns, most rows as wide as the first, in more columns."""
    filled = [row for row in rows if len(row) > 1 or any(row)]
    width = len(filled[0]) if filled else 0
    return width > 1, sum(len(row) == width for row in filled), width


def _rows(text: str, delimiter: str) -> list[list[str]] | None:
    """None if it is no table with this delimiter."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [[cell.strip() for cell in row] for row in reader]
    except csv.Error:
        return None
