"""Verified copies of a SQLite file. A PostgreSQL server's data is backed up by whoever runs it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from . import clock
from .errors import Refused
from .folders import make_private, make_private_file
from .language import _

KEPT = 30
"""How many backups stay; the oldest go first."""


def backup(url: URL, folder: Path, why: str) -> Path | None:
    """Copy the SQLite database at `url` into `folder`, verified; None for other databases.

    `why` becomes part of the file's name ("sitting", "migration"). Raises Refused if the copy
    can't be made or differs; a copy that isn't whole never keeps the name of a backup.
    """
    if url.get_backend_name() != "sqlite":
        return None
    name = f"{clock.local(clock.now()):%Y-%m-%d-%H%M%S}-{why}.db"
    draft = folder / f"{name}.new"
    try:
        make_private(folder)
        make_private_file(draft)
        _copy(Path(url.database or ""), draft)
        made = draft.replace(folder / name)
    except (OSError, sqlite3.Error) as error:
        draft.unlink(missing_ok=True)
        raise Refused(
            _("The backup did not work. Your data is safe. Please check the disk and try again.")
        ) from error
    for old in sorted(folder.glob("*.db"))[:-KEPT]:
        old.unlink()
    return made


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        # A copy of its own, not half of a pair with a WAL file that nobody would copy along.
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is not whole")
