"""The people on a roster, and the rows that can't be taken, each with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..core.language import _
from ..core.text import NAME_LENGTH
from .roster_columns import Columns, Meaning
from .roster_table import Table


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the roster."""

    row: int
    """Number of the row in the file."""
    name: str
    """"Ada Muster": first name first, clean, 1 to NAME_LENGTH characters."""
    latin: str
    """The name in Latin letters, "" if the roster has none."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that can't be taken."""

    row: int
    cells: tuple[str, ...]
    reason: str
    """One sentence in the language in force."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a roster gives. Every row below the headings is in one of both."""

    people: tuple[Listed, ...]
    refused: tuple[RefusedRow, ...]
    turned: str = ""
    """The first name that was written "Muster, Ada", as it was written."""
    turned_into: str = ""


_TOTAL = re.compile(
    r"(?:gesamt|insgesamt|gesamtsumme|gesamtzahl|summe|anzahl|total|sum)\b[\s:=]*"
    r"(?:\d|personen|teilnehmende|teilnehmer|tn|people|menschen|\s)*",
    re.IGNORECASE,
)
_ONLY_TITLES = re.compile(
    r"(?:(?:dr|prof|dipl|ing|med|mag|m\.? ?a|b\.? ?a)\b\.?[\s-]*)+", re.IGNORECASE
)
_MOST_WORDS = 10
_GREETING = re.compile(
    r"(?:^|\s)(?:grüßen?|gruß|grüsse|greetings|regards)$|^(?:mfg|lg|vg)$", re.IGNORECASE
)


def people(table: Table, columns: Columns) -> Taken:
    """Everybody on `table`, read as `columns` says."""
    heading = table.rows[columns.header] if columns.header is not None else None
    taken: list[Listed] = []
    refused: list[RefusedRow] = []
    seen: dict[tuple[str, ...], int] = {}
    turned = ("", "")
    for cells, number in zip(
        table.rows[columns.start :], table.numbers[columns.start :], strict=True
    ):
        written, name = _name(cells, columns)
        latin = _cell(cells, columns, Meaning.LATIN)
        reason = _("This is the heading once more.") if cells == heading else _fault(name, cells)
        if not reason and len(latin) > NAME_LENGTH:
            reason = _too_long()
        if not reason and cells in seen:
            reason = _("The same as row {row}.").format(row=seen[cells])
        if reason:
            refused.append(RefusedRow(number, cells, reason))
            continue
        seen[cells] = number
        taken.append(Listed(number, name, "" if latin == name else latin))
        if written != name and not turned[0]:
            turned = written, name
    return Taken(tuple(taken), tuple(refused), *turned)


def _cell(cells: tuple[str, ...], columns: Columns, meaning: Meaning) -> str:
    place = columns.column(meaning)
    return "" if place is None else cells[place]


def _name(cells: tuple[str, ...], columns: Columns) -> tuple[str, str]:
    """A name as it is written and as it is taken."""
    first, last = _cell(cells, columns, Meaning.FIRST), _cell(cells, columns, Meaning.LAST)
    if first and last:
        return f"{first} {last}", f"{first} {last}"
    written = _cell(cells, columns, Meaning.NAME) or first or last
    return written, _first_name_first(written, columns.last_first)


def _first_name_first(written: str, last_first: bool | None) -> str:
    last, comma, rest = written.partition(",")
    if comma and last_first is False:
        return " ".join(written.replace(",", " ").split())
    if comma:
        first = rest.partition(",")[0].strip()
        if not first or _ONLY_TITLES.fullmatch(first):
            return " ".join((first, last.strip())).strip()
        return f"{first} {last.strip()}".strip()
    words = written.split()
    if last_first and len(words) == 2:
        return f"{words[1]} {words[0]}"
    return written


def _fault(name: str, cells: tuple[str, ...]) -> str:
    """Why this is no name; "" if it may be one."""
    lead = next(cell for cell in cells if cell)
    if _TOTAL.fullmatch(lead) or _TOTAL.fullmatch(name):
        return _("This is a total, no person.")
    if not name:
        return _("There is no name.")
    if len(name) > NAME_LENGTH:
        return _too_long()
    if "@" in name:
        return _("This is an e-mail address, no name.")
    if not any(map(str.isalpha, name)):
        return _("There is no letter in the name.")
    if name.endswith((":", "!")) or len(name.split()) > _MOST_WORDS or _GREETING.search(name):
        return _("This does not look like a name.")
    return ""


def _too_long() -> str:
    return _("The name has more than {most} characters.").format(most=NAME_LENGTH)
