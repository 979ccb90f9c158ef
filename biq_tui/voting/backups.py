"""No backup while an urn is open: a copy would keep the order in which people vote."""

from __future__ import annotations

from pathlib import Path

from ..core.backup import backup
from ..core.database import Database
from ..core.errors import Refused
from ..core.language import _
from .reading import any_open


def backup_of(database: Database, folder: Path, why: str) -> Path | None:
    """Like `core.backup.backup`. Raises Refused while a vote is open."""
    if database.read(any_open):
        raise Refused(_("A vote is open. The backup is made once it is closed. Nothing is lost."))
    return backup(database.url, folder, why)
