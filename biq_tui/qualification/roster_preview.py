"""What is told before a roster is taken, and the file of the rows that can't be taken."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..core.errors import Refused
from ..core.language import N_, _, ngettext
from ..core.spreadsheets import harmless
from .roster_columns import Columns, Meaning
from .roster_people import Taken
from .roster_table import Table

_MEANS = {
    Meaning.NAME: N_("Column {column} is the name."),
    Meaning.FIRST: N_("Column {column} is the first name."),
    Meaning.LAST: N_("Column {column} is the last name."),
    Meaning.LATIN: N_("Column {column} is the name in Latin letters."),
}
_HEADINGS = {
    Meaning.NAME: N_("Name"),
    Meaning.FIRST: N_("First name"),
    Meaning.LAST: N_("Last name"),
    Meaning.LATIN: N_("Name in Latin letters"),
}
_TRIES = 100


def sentences(table: Table, columns: Columns, taken: Taken) -> tuple[str, ...]:
    """The preview: how many people, what the columns are taken for, what is left out."""
    return tuple(_sentences(table, columns, taken))


def _sentences(table: Table, columns: Columns, taken: Taken) -> Iterator[str]:
    yield ngettext("{n} person.", "{n} people.", len(taken.people))
    if table.sheet:
        yield _("The sheet “{sheet}” is read.").format(sheet=table.sheet)
    known = [(meaning, columns.column(meaning)) for meaning in _MEANS]
    held = [(meaning, place) for meaning, place in known if place is not None]
    if not held:
        yield _("No column looks like names.")
        yield _("Which column has the names?")
    elif table.width > 1:
        for meaning, place in held:
            yield _(_MEANS[meaning]).format(column=place + 1)
        yield _("Right?")
        if len(held) < table.width:
            yield _("Only the names are taken.")
    if taken.turned:
        yield _("“{written}” becomes “{name}”.").format(
            written=taken.turned, name=taken.turned_into
        )
    yield from _titles(table, columns)
    lost = sum("?" in listed.name for listed in taken.people)
    if lost:
        yield ngettext(
            "{n} name has lost a letter (“?”). You can correct it later.",
            "{n} names have lost a letter (“?”). You can correct them later.",
            lost,
        )
    names = Counter(listed.name for listed in taken.people)
    shared = sum(times > 1 for times in names.values())
    if shared:
        yield ngettext(
            "{n} name is there more than once, for different people.",
            "{n} names are there more than once, for different people.",
            shared,
        )
    if taken.refused:
        yield ngettext("{n} row can't be taken.", "{n} rows can't be taken.", len(taken.refused))


def _titles(table: Table, columns: Columns) -> Iterator[str]:
    titles = columns.start if columns.header is None else columns.header
    if titles == 1:
        yield _("Row {row} is a title and is not taken.").format(row=table.numbers[0])
    elif titles:
        yield _("Rows {first} to {last} are titles and are not taken.").format(
            first=table.numbers[0], last=table.numbers[titles - 1]
        )


def save_refused(
    table: Table, columns: Columns, taken: Taken, source: Path | None, folder: Path
) -> Path:
    """Write the refused rows, reason first, as CSV that Excel in Germany opens; give its place.

    It lies beside `source`, or in `folder` (made if need be) if nothing was read from a file or a
    stick can't be written. No file is ever overwritten. Raises Refused if neither place can be
    written.
    """
    heading = [_("Reason"), *_heading(table, columns)]
    rows = [heading, *([row.reason, *row.cells] for row in taken.refused)]
    stem = _("{name} (not taken)").format(name=source.stem if source else _("pasted names"))
    for place in (source.parent if source else folder, folder):
        try:
            if place == folder:
                place.mkdir(mode=0o700, exist_ok=True)
            return _write(rows, place, stem)
        except OSError:
            continue  # a stick may be read-only; the other place may do
    raise Refused(
        _(
            "The rows that can't be taken could not be saved. Nothing else is lost. "
            "Please check the disk."
        )
    )


def _heading(table: Table, columns: Columns) -> list[str]:
    if columns.header is not None:
        return list(table.rows[columns.header])
    return [_(_HEADINGS[held]) if held in _HEADINGS else "" for held in columns.meanings]


def _write(rows: list[list[str]], folder: Path, stem: str) -> Path:
    names = (f"{stem}.csv", *(f"{stem} {number}.csv" for number in range(2, _TRIES)))
    path = next((path for name in names if not (path := folder / name).exists()), None)
    if path is None:
        raise FileExistsError(stem)
    try:
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(map(harmless, row) for row in rows)
    except FileExistsError:
        raise
    except OSError:
        path.unlink(missing_ok=True)  # the disk was full halfway
        raise
    return path
