"""Who was erased stays erased, also in data that come back from before.

A small file beside the data says it, too: with numbers only, and for the day on which the
database itself can't be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..core import sqlite
from ..core.copies import DRAFT, connect, settle
from ..core.database import Database
from ..core.folders import make_private_file

FILE = "erased.json"


@dataclass(frozen=True, slots=True, order=True)
class Erased:
    """Somebody who was erased: her number, and the journal entry with which she came.

    Both, for after going back to a backup a number may be given once more, to somebody else.
    """

    person_id: int
    on: str
    """The day, like 2027-03-05."""
    number: int
    at: str
    station: str


def erased_in(file: Path) -> tuple[Erased, ...]:
    """Who was erased, as the database `file` says; nobody, if it can't be read."""
    try:
        with closing(connect(file)) as connection:
            days = dict(connection.execute("SELECT person_id, erased_on FROM erasure").fetchall())
            born = _born(connection, days)
    except sqlite.Error:  # damaged, or of a time before anybody could be erased
        return ()
    return tuple(sorted(Erased(person, days[person], *entry) for person, entry in born.items()))


def erasures(file: Path) -> tuple[int, int] | None:
    """How many were erased, and the newest number of these; None if it can't be read now."""
    with suppress(*sqlite.Error), closing(connect(file)) as connection:
        found: tuple[int, int] = connection.execute(
            "SELECT count(*), coalesce(max(id), 0) FROM erasure"
        ).fetchone()
        return found
    return None


def known(folder: Path) -> tuple[Erased, ...]:
    """Who was erased, as the file in the data folder says; nobody, if that is lost or broken."""
    try:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return tuple(sorted(Erased(**one) for one in stored))
    except (OSError, ValueError, TypeError):
        return ()


def note(folder: Path, erased: Iterable[Erased]) -> tuple[Erased, ...]:
    """Add these to the file in the data folder; all that it now says. Raises OSError."""
    before = known(folder)
    every = tuple(sorted({*before, *erased}))
    if every != before:
        draft = make_private_file(folder / (FILE + DRAFT))
        draft.write_text(json.dumps([asdict(one) for one in every]), encoding="utf-8")
        settle(draft, folder / FILE)
    return every


def erase_again(database: Database, file: Path, erased: Sequence[Erased]) -> int:
    """Erase in `database` (the SQLite `file`) whoever was erased elsewhere; how many these were.

    Not who only has the same number. Blocks. Raises Refused if the database does not answer.
    """
    with closing(connect(file)) as connection:
        born = _born(connection, [one.person_id for one in erased])
        there = {person for (person,) in connection.execute("SELECT person_id FROM erasure")}
    again = [
        one
        for one in erased
        if one.person_id not in there
        and born.get(one.person_id) == (one.number, one.at, one.station)
    ]
    if again:
        from ..privacy.erasing_again import erase_again as erase

        erase(database, {one.person_id: date.fromisoformat(one.on) for one in again})
    return len(again)


def stay_erased(database: Database, live: Path, folder: Path) -> int:
    """Bring the data and the file beside them in line: somebody may have put an old copy there.

    Returns how many people were erased again. Blocks. Raises Refused; OSError.
    """
    return erase_again(database, live, note(folder, erased_in(live)))


def _born(
    connection: sqlite.Connection, people: Iterable[int] | Mapping[int, Any]
) -> dict[int, tuple[int, str, str]]:
    """By person, the journal entry with which she came."""
    ids = ", ".join(str(int(person)) for person in sorted(people))
    rows = connection.execute(
        "SELECT r.row_id, e.number, e.at, e.station FROM journal_row r"
        " JOIN journal_entry e ON e.number = r.entry"
        f" WHERE r.\"table\" = 'person' AND r.before IS NULL AND r.row_id IN ({ids})"
        " ORDER BY e.number DESC"
    )
    return {person: (number, at, station) for person, number, at, station in rows}
