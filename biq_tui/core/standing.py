"""What a database file holds, in numbers, and how its journal stands to another one.

Files of older versions can be looked at, too: nothing here needs today's tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from . import sealed, sqlite
from .copies import connect, urn_is_open
from .errors import Refused
from .language import _
from .migrations import is_known
from .revision import HEAD

_SOME_CHECK = "PRAGMA quick_check(1)"

_MARKS = "SELECT number, at, station, message FROM journal_entry ORDER BY number"

_COUNTED = {"people": "person", "courses": "course_run", "meetings": "meeting", "events": "event"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The head of a journal entry: which it is. Two journals with the same mark had one past."""

    number: int
    at: str
    """As SQLite stores it, in UTC."""
    station: str
    message: str
    """What was done: a clock of whole seconds alone can't tell two steps of one laptop apart."""

    @property
    def moment(self) -> datetime:
        """When it was, aware, in UTC."""
        return datetime.fromisoformat(self.at).replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a file holds."""

    file: Path
    revision: str
    journal: tuple[Mark, ...]
    by: str
    """Who typed last, as she said; "" if nobody has said so."""
    people: int
    courses: int
    meetings: int
    events: int
    is_voting: bool

    @property
    def oldest(self) -> Mark | None:
        """The oldest journal entry; None in an empty database."""
        return self.journal[0] if self.journal else None

    @property
    def newest(self) -> Mark | None:
        """The newest journal entry; None in an empty database."""
        return self.journal[-1] if self.journal else None


class Relation(StrEnum):
    """How the data of another file stand to ours."""

    SAME = "same"
    NEWER = "newer"  # they go on where ours end
    OLDER = "older"  # ours go on where they end
    PARTED = "parted"  # both have gone on, each without the other
    OTHER = "other"  # they never were the same


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two journals side by side."""

    relation: Relation
    common: int
    """Number of the newest entry that both have; 0 if there is none."""
    only_ours: int
    only_theirs: int
    """So many entries only one of them has."""


def standing(file: Path, *, still: bool = False) -> Standing:
    """What `file` holds. Raises Refused with a sentence if it can't be used; it stays as it is."""
    try:
        with closing(connect(file, still=still)) as connection:
            connection.execute("BEGIN")
            return _read(connection, file)
    except sqlite.DatabaseError as error:
        raise _unreadable(file, error) from error
    except (OSError, ValueError, TypeError) as error:
        said = _("{file} can't be read. Please check the file.")
        raise Refused(said.format(file=file)) from error


def ends(file: Path, *, still: bool = False) -> tuple[Mark, Mark] | None:
    """The oldest and the newest journal entry of a file; None if it has none or can't be read."""
    with suppress(*sqlite.FileError), closing(connect(file, still=still)) as connection:
        oldest = connection.execute(f"{_MARKS} LIMIT 1").fetchone()
        newest = connection.execute(f"{_MARKS} DESC LIMIT 1").fetchone()
        return None if oldest is None else (Mark(*oldest), Mark(*newest))
    return None


def compare(ours: Sequence[Mark], theirs: Sequence[Mark]) -> Comparison:
    """How `theirs` stand to `ours`. Pure. The journal's beginning may be gone in one of them."""
    here = {mark.number: mark for mark in ours}
    common = 0
    for mark in theirs:
        if mark.number in here:
            if here[mark.number] != mark:
                break
            common = mark.number
    only_ours = sum(mark.number > common for mark in ours)
    only_theirs = sum(mark.number > common for mark in theirs)
    if not only_theirs:
        relation = Relation.OLDER if only_ours else Relation.SAME
    elif not only_ours:
        relation = Relation.NEWER
    else:
        relation = Relation.PARTED if common else Relation.OTHER
    return Comparison(relation, common, only_ours, only_theirs)


def _read(connection: sqlite.Connection, file: Path) -> Standing:
    if connection.execute(_SOME_CHECK).fetchone() != ("ok",):
        raise sqlite3.DatabaseError("malformed")
    revision = _one(connection, "SELECT version_num FROM alembic_version")
    if not isinstance(revision, str):
        raise sqlite3.DatabaseError("no such table: empty")
    if revision != HEAD and not is_known(revision):
        raise Refused(
            _("This data was made by a newer version of BIQ. Please install the newer version.")
        )
    journal = tuple(Mark(*head) for head in connection.execute(_MARKS))
    counts = {name: _count(connection, table) for name, table in _COUNTED.items()}
    voting = urn_is_open(connection)
    return Standing(file, revision, journal, _by(connection), is_voting=voting, **counts)


def _count(connection: sqlite.Connection, table: str) -> int:
    """Rows of a table; none, where an older version has no such table."""
    columns = {name for _place, name, *_ in connection.execute(f"PRAGMA table_info({table})")}
    if not columns:
        return 0
    where = " WHERE same_as IS NULL" if "same_as" in columns else ""
    found = _one(connection, f"SELECT count(*) FROM {table}{where}")
    return found if isinstance(found, int) else 0


def _by(connection: sqlite.Connection) -> str:
    columns = {name for _place, name, *_ in connection.execute("PRAGMA table_info(journal_entry)")}
    if "by" not in columns:
        return ""
    newest = 'SELECT "by" FROM journal_entry WHERE "by" <> \'\' ORDER BY number DESC LIMIT 1'
    found = _one(connection, newest)
    return found if isinstance(found, str) else ""


def _one(connection: sqlite.Connection, query: str) -> object:
    row = connection.execute(query).fetchone()
    return None if row is None else row[0]


def _unreadable(file: Path, error: Exception) -> Refused:
    said = str(error)
    if "unable to open" in said or "disk i/o" in said:
        return Refused(_("{file} can't be read. Please check the file.").format(file=file))
    if "not a database" in said and sealed.is_strange(file):
        return Refused(sealed.strange_words(file))
    if "not a database" in said and sqlite.kind_of(file) is sqlite.Kind.OURS:
        return Refused(_("{file} is damaged.").format(file=file))
    if "not a database" in said or "no such table" in said:
        return Refused(_("{file} holds no data of this program.").format(file=file))
    return Refused(_("{file} is damaged.").format(file=file))
