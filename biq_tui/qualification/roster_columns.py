"""What the columns of a roster mean: guessed from headings and content, changed by hand.

Only names are taken. Addresses, telephone numbers and birthdays stay in the file they came in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..core.errors import Refused
from ..core.language import _
from .roster_table import Table


class Meaning(StrEnum):
    """What a column holds."""

    NAME = "name"
    """The whole name."""
    FIRST = "first"
    LAST = "last"
    LATIN = "latin"
    """The whole name in Latin letters."""
    NOTHING = "nothing"
    """Nothing that is taken."""


_PAIR = {Meaning.FIRST: Meaning.LAST, Meaning.LAST: Meaning.FIRST}


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is read."""

    header: int | None
    """Place of the row with the headings in `Table.rows`, from 0."""
    start: int
    """Place of the first row that may be a person; those before are titles and headings."""
    meanings: tuple[Meaning, ...]
    last_first: bool | None = None
    """Whether the heading of whole names puts the last name first; None: it does not say."""

    def column(self, meaning: Meaning) -> int | None:
        """Place of the column that holds `meaning`, from 0."""
        return self.meanings.index(meaning) if meaning in self.meanings else None

    def with_meaning(self, column: int, meaning: Meaning) -> Columns:
        """The same with another meaning for `column`, counted from 1 as people do.

        A meaning has one column: its old one gets what the new one was, so that first and last
        name change places. Raises Refused if there is no such column.
        """
        if not 1 <= column <= len(self.meanings):
            raise Refused(
                _("There is no column {column}. Please choose 1 to {last}.").format(
                    column=column, last=len(self.meanings)
                )
            )
        meanings, place = list(self.meanings), column - 1
        before = meanings[place]
        for other, held in enumerate(meanings):
            if held is meaning:
                meanings[other] = before if before in _PAIR else Meaning.NOTHING
            elif meaning is Meaning.NAME and held in _PAIR:
                meanings[other] = Meaning.NOTHING
            elif meaning in _PAIR and held is Meaning.NAME:
                meanings[other] = _PAIR[meaning]  # "Name" beside "Vorname" is the last name
        meanings[place] = meaning
        return replace(self, meanings=tuple(meanings))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FIRST = _set(
    "vorname vornamen rufname rufnamen firstname forename forenames givenname given first"
)
_LAST = _set(
    "nachname nachnamen familienname familiennamen zuname surname lastname last familyname"
)
_PERSON = _set(
    "teilnehmer teilnehmerin teilnehmerinnen teilnehmende teilnehmenden teilnehmender tn person "
    "personen participant participants menschen kursteilnehmer kursteilnehmerin mitglied"
)
_LATIN = _set("latein lateinisch lateinische latin umschrift transliteration")
_ABOUT_NAMES = _PERSON | _set(
    "der des die und and in n r e innen vor voll vollständiger ganzer full of the dein ihr name "
    "namen names"
)
_OTHER = _set(
    "nr lfd nummer plz postleitzahl ort wohnort stadt straße strasse str hausnummer adresse "
    "anschrift email mail telefon tel handy mobil phone geburtsdatum geburtstag geb alter "
    "geschlecht anrede titel bemerkung bemerkungen notiz unterschrift datum status sprache "
    "gruppe kurs land staatsangehörigkeit address city street zip age date birthday"
)
_TITLE_WORDS = _PERSON | _set(
    "teilnehmerliste teilnehmendenliste teilnehmerinnenliste liste namensliste anwesenheitsliste "
    "stand kurs roster list"
)
_NOT_IN_NAMES = re.compile(r"[\d@/\\<>|=+#%&€$;:!*_\[\]{}]")
_ONE_WORD = re.compile(r"(?<=\be)-(?=mail)|(?<=\bfamily) (?=name)")  # written as two
_STREET = re.compile(r"(?:straße|strasse|str\.|weg|allee|platz|gasse)$", re.IGNORECASE)
_JUDGED_ROWS = 200
_TELLING_ROWS = 5  # fewer may be in order by chance
_TITLES_ARE_WITHIN = 20
_LONGEST_NAME_WORDS = 6


def guess(table: Table) -> Columns:
    """What the columns mean, as far as headings, else the content, tell it."""
    return _by_headings(table) or _by_content(table)


def likeness(table: Table) -> tuple[bool, int]:
    """How much a table looks like a list of people: has it headings for names, how many rows."""
    columns = guess(table)
    places = [
        place for place, held in enumerate(columns.meanings) if held in (*_PAIR, Meaning.NAME)
    ]
    named = sum(
        any(_like_a_name(row[place]) for place in places) for row in table.rows[columns.start :]
    )
    return columns.header is not None and named > 0, named


def _words(cell: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", _ONE_WORD.sub("", cell.casefold()))


def _heading(cell: str) -> Meaning | None:
    """What a heading says its column holds; None if it is no heading that is known."""
    words = _words(cell)
    if not words or len(words) > _LONGEST_NAME_WORDS:
        return None
    if _LATIN.intersection(words):
        return Meaning.LATIN
    first = bool(_FIRST.intersection(words)) or "vor" in words
    last = bool(_LAST.intersection(words))
    if (first and last) or ("name" in words and _FIRST.intersection(words) - {"first", "given"}):
        return Meaning.NAME
    rest = set(words) - _ABOUT_NAMES - _FIRST - _LAST
    if rest:
        return Meaning.NOTHING if _OTHER.intersection(words) else None
    if {"first", "given", "last"}.issuperset(words):
        return None  # a word of other headings, too
    if first:
        return Meaning.FIRST
    if last:
        return Meaning.LAST
    return (
        Meaning.NAME
        if {"name", "namen"}.intersection(words) or _PERSON.intersection(words)
        else None
    )


def _last_first(heading: str) -> bool | None:
    """Whether a heading such as "Name, Vorname" puts the last name first; None: no such heading."""
    words = _words(heading)
    first = [place for place, word in enumerate(words) if word in _FIRST or word == "vor"]
    last = [place for place, word in enumerate(words) if word in _LAST or word == "name"]
    return last[0] < first[0] if first and last else None


def _by_headings(table: Table) -> Columns | None:
    best: tuple[int, int, list[Meaning | None]] | None = None
    for place, row in enumerate(table.rows[:_TITLES_ARE_WITHIN]):
        meanings = [_heading(cell) for cell in row]
        known = sum(meaning is not None for meaning in meanings)
        named = any(meaning in (*_PAIR, Meaning.NAME) for meaning in meanings)
        if named and 2 * known >= sum(map(bool, row)) and (best is None or known > best[0]):
            best = known, place, meanings
    if best is None:
        return None
    _known, header, found = best
    heading, below = table.rows[header], table.rows[header + 1 :][:_JUDGED_ROWS]
    if not any(heading[1:]) and sum(sum(map(bool, row)) > 1 for row in below) * 2 > len(below):
        return None  # a title over a table without headings
    settled, order = _settled(found), None
    if Meaning.NAME in settled:
        order = _last_first(heading[settled.index(Meaning.NAME)])
    return Columns(header, header + 1, settled, order)


def _settled(found: Sequence[Meaning | None]) -> tuple[Meaning, ...]:
    """Each meaning once, the leftmost counts; "Name" beside "Vorname" is the last name."""
    meanings: list[Meaning] = []
    for meaning in found:
        taken = meaning is None or meaning in meanings
        meanings.append(Meaning.NOTHING if taken or meaning is None else meaning)
    if Meaning.NAME in meanings:
        place = meanings.index(Meaning.NAME)
        for one, other in _PAIR.items():
            if one in meanings and other not in meanings:
                meanings[place] = other
        if meanings[place] is Meaning.NAME:
            meanings = [Meaning.NOTHING if meaning in _PAIR else meaning for meaning in meanings]
    return tuple(meanings)


def _by_content(table: Table) -> Columns:
    start = _titles(table)
    rows = table.rows[start : start + _JUDGED_ROWS]
    meanings = [Meaning.NOTHING] * table.width
    columns = list(zip(*rows, strict=True)) if rows else []
    named = [place for place, cells in enumerate(columns) if _holds_names(cells)]
    if named:
        first = named[0]
        second = named[1] if len(named) > 1 else None
        if second is None or _whole(columns[first]):
            meanings[first] = Meaning.NAME
        else:
            turned = _holds_last_names(columns[first], columns[second])
            meanings[first] = Meaning.LAST if turned else Meaning.FIRST
            meanings[second] = Meaning.FIRST if turned else Meaning.LAST
    elif table.width == 1:
        meanings[0] = Meaning.NAME
    return Columns(None, start, tuple(meanings))


def _titles(table: Table) -> int:
    """How many rows at the top are titles: lone cells over a table, or words of a title."""
    counts = sorted(sum(map(bool, row)) for row in table.rows)
    usual = counts[len(counts) // 2]
    for place, row in enumerate(table.rows[:_TITLES_ARE_WITHIN]):
        filled = [cell for cell in row if cell]
        lone = len(filled) == 1 < usual
        title = len(filled) == 1 and (
            bool(_TITLE_WORDS.intersection(_words(filled[0]))) or filled[0].endswith((":", "!"))
        )
        if not lone and not title:
            return place
    return 0


def _like_a_name(cell: str) -> bool:
    return (
        sum(map(str.isalpha, cell)) > 1
        and len(cell.split()) <= _LONGEST_NAME_WORDS
        and not _NOT_IN_NAMES.search(cell)
        and not _STREET.search(cell)
    )


def _holds_names(cells: Sequence[str]) -> bool:
    """Whether most cells could be names, and not the same few again and again ("Bremen")."""
    filled = [cell for cell in cells if cell]
    like = [cell for cell in filled if _like_a_name(cell)]
    enough = 2 * len(filled) > len(cells) and 3 * len(like) > 2 * len(filled)
    return enough and len(set(like)) >= min(0.5 * len(like), 12)


def _whole(cells: Sequence[str]) -> bool:
    """Whether most cells hold first and last name at once."""
    filled = [cell for cell in cells if cell]
    return 2 * sum(" " in cell for cell in filled) > len(filled)


def _holds_last_names(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether `one` is the column of last names: written in capitals, or the list's order."""
    for sign in (_capitals, _in_order):
        if sign(one) != sign(other):
            return sign(one)
    return False


def _capitals(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return 2 * sum(cell.isupper() for cell in filled) > len(filled)


def _in_order(cells: Sequence[str]) -> bool:
    folded = [cell.casefold() for cell in cells]
    return len(folded) >= _TELLING_ROWS and folded == sorted(folded)
