"""A roster as a table of clean text, whatever it was read from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean

MOST_ROWS = 20_000
"""More rows with something in them are no roster of a course."""
MOST_COLUMNS = 100
CELL_LENGTH = 32_767
"""The longest cell Excel can hold, in characters. What is beyond is cut."""

_POST_CODE = frozenset({"plz", "postleitzahl", "post code", "postcode"})
_HEADER_IS_WITHIN = 20
_LOST_ZERO = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal width; each cell is one clean line, no row is wholly empty."""

    name: str
    """The file's name; what was pasted has none."""
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    """The number of each row as people see it in their file, from 1, empty rows counted."""
    sheet: str = ""
    """The sheet's title, if the workbook has several that could be meant."""

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def table(name: str, numbered: Iterable[tuple[int, Sequence[str]]], sheet: str = "") -> Table:
    """Clean, drop what is empty, pad. Raises Refused if nothing is left or it is too much."""
    read = []
    for number, cells in numbered:
        if any(cells) and any(cell and not cell.isspace() for cell in cells):
            read.append((number, [cell[:CELL_LENGTH] for cell in cells]))
            if len(read) > MOST_ROWS:
                raise _too_many_rows()
    cleaned = cleaner(cell for _number, cells in read for cell in cells)
    numbers, rows = [], []
    for number, cells in read:
        row = [cleaned(cell) if cell else "" for cell in cells]
        while row and not row[-1]:
            row.pop()
        if row:
            numbers.append(number)
            rows.append(row)
    if not rows:
        raise Refused(
            _("There is nothing in this list. Nothing was changed. Please choose another one.")
        )
    width = max(map(len, rows))
    if width > MOST_COLUMNS:
        raise Refused(
            _(
                "This list has more than {most} columns. Nothing was changed. "
                "Please choose one with names only."
            ).format(most=MOST_COLUMNS)
        )
    for row in rows:
        row.extend("" for _missing in range(width - len(row)))
    _restore_post_codes(rows)
    return Table(name, tuple(map(tuple, rows)), tuple(numbers), sheet)


def cleaner(texts: Iterable[str]) -> Callable[[str], str]:
    """`clean` for cells of any length, made fast by knowing every character they hold.

    A roster of 10 000 has few different characters: only cells with an unusual one are cleaned
    the long way.
    """
    unusual = "".join(sorted(filter(_unusual, set().union(*texts))))
    strange = re.compile(f"[{re.escape(unusual)}]") if unusual else None

    def cleaned(cell: str) -> str:
        if not unicodedata.is_normalized("NFC", cell) or (strange and strange.search(cell)):
            return clean(cell, CELL_LENGTH)
        return " ".join(cell.split())

    return cleaned


def _unusual(character: str) -> bool:
    """Whether `clean` could do more with it than fold white space."""
    if character in "\t\n\r ":
        return False
    kind = unicodedata.category(character)
    return kind[0] not in "LNPS" or clean(character) != character


def _restore_post_codes(rows: list[list[str]]) -> None:
    """Excel keeps 01067 as the number 1067: give it back its zero."""
    for place, row in enumerate(rows[:_HEADER_IS_WITHIN]):
        for column, cell in enumerate(row):
            if cell.casefold() in _POST_CODE:
                for below in rows[place + 1 :]:
                    if _LOST_ZERO.fullmatch(below[column]):
                        below[column] = f"0{below[column]}"
                return


def _too_many_rows() -> Refused:
    return Refused(
        _(
            "This list has more than {most} rows. Nothing was changed. "
            "Please choose the list of one course."
        ).format(most=MOST_ROWS)
    )


def numbered(rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows with their numbers as people count them."""
    return enumerate(rows, start=1)
