"""Other data, made ready beside ours before anything is replaced: whole, today's shape, readable.

Whatever is wrong with them is found out here, while our own are untouched.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from ..core import sqlite
from ..core.backup import urn_refusal
from ..core.copies import DRAFT, NotWhole, UrnOpen, copy_database
from ..core.database import Database, writing_engine
from ..core.errors import Refused
from ..core.language import _
from ..core.migrations import upgrade
from ..core.revision import HEAD
from ..core.standing import Comparison, Mark, Standing, compare, standing
from .here import Here

ARRIVING = "arriving.db"
"""The file, beside the database: so it can take its place at one moment."""


@dataclass(frozen=True, slots=True)
class Staged:
    """Data that could take the place of ours."""

    file: Path
    origin: Path
    """Where they come from: a backup, or a stick."""
    standing: Standing


def stage(source: Path, here: Here) -> Staged:
    """Make the data of `source` ready beside ours. Raises Refused; `source` stays as it is.

    `standing` is that of the source; the file has today's shape.
    """
    file = here.live.with_name(ARRIVING)
    clear(here)
    still = not source.with_name(f"{source.name}-wal").exists()
    seen = standing(source, still=still)
    if seen.is_voting:
        raise urn_refusal()
    try:
        copy_database(source, file, still=still)
        if seen.revision != HEAD:
            _bring_up_to_date(file)
    except UrnOpen as open_urn:
        raise urn_refusal() from open_urn
    except NotWhole as error:
        raise Refused(_("{file} is damaged.").format(file=source)) from error
    except sqlite.FileError as error:
        clear(here)
        raise Refused(_("That did not work: the disk or the stick does not answer.")) from error
    return Staged(file, source, seen)


def clear(here: Here) -> None:
    """Remove what was made ready, also what a power cut left of it."""
    for ending in ("", "-wal", "-shm", "-journal", DRAFT, f"{DRAFT}-journal"):
        with suppress(OSError):
            here.live.with_name(f"{ARRIVING}{ending}").unlink()


def compared(ours: Sequence[Mark], staged: Staged) -> Comparison:
    """How the staged data stand to ours."""
    return compare(ours, staged.standing.journal)


def opened(staged: Staged) -> Database:
    """The staged data, to be read and to be made ready; the caller closes it."""
    return Database(address(staged.file), HEAD)


def address(file: Path) -> URL:
    """The URL of a SQLite file."""
    return URL.create("sqlite", database=str(file))


def as_one_file(file: Path) -> None:
    """Let a database stand in one file alone. Raises sqlite.Error if somebody else has it open."""
    with closing(sqlite.connect(file, timeout=0.5)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _bring_up_to_date(file: Path) -> None:
    engine = writing_engine(address(file))
    try:
        upgrade(engine)
    finally:
        engine.dispose()
    as_one_file(file)
