"""Where the data lies on this laptop, readable by its owner only."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

DATABASE_FILE = "biq.db"
"""The data, in the data folder."""

KEY_FILE = "key.json"
"""The key of encrypted data, in the data folder and beside every copy that leaves it."""

BACKUP_FOLDER = "backups"
"""Its verified copies, in a folder beside it."""

PAPER_FOLDER = "papers"
"""What was made to be printed, or to be taken along."""

ROSTER_FOLDER = "lists"
"""What could not be taken of a list, where it can't lie beside the list itself."""


def data_folder(chosen: str | None = None) -> Path:
    """The folder for the data: `chosen`, else $BIQ_DATA_DIR, else the platform's own place."""
    return Path(chosen or os.environ.get("BIQ_DATA_DIR") or platformdirs.user_data_path("biq_tui"))


def make_private(folder: Path) -> Path:
    """Make `folder` with its parents and keep it to its owner (0700). Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder


def make_private_file(file: Path) -> Path:
    """Make an empty `file` if there is none and keep it to its owner (0600). Raises OSError."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    return file
