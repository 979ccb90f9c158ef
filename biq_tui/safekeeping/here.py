"""Where the data of this laptop lie, and what beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..core.errors import Refused
from ..core.folders import BACKUP_FOLDER
from ..core.language import _
from ..core.opening import data_file


@dataclass(frozen=True, slots=True)
class Here:
    """The data of this laptop, as files."""

    folder: Path
    """The data folder."""
    live: Path
    """The database; by default in that folder."""

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.folder / BACKUP_FOLDER


def here_of(folder: Path, url: str | None) -> Here:
    """Raises Refused where a server keeps the data: then it keeps their backups, too."""
    file = data_file(folder, url)
    if file is None:
        raise Refused(_("A database server keeps the data. Whoever runs it makes the backups."))
    return Here(folder, file)
