"""Where a roster may lie: files on this laptop and its sticks, and paths dropped on the window."""

from __future__ import annotations

import os
import re
import shlex
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..core.language import N_, _
from ..core.sticks import sticks
from ..core.text import clean

MOST_FILES = 30

_OFFERED = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"})
_TOLD_APART = _OFFERED | frozenset(
    {
        ".txt",
        ".pdf",
        ".doc",
        ".docx",
        ".odt",
        ".rtf",
        ".pages",
        ".numbers",
        ".xlsb",
        ".html",
        ".htm",
        ".jpg",
        ".jpeg",
        ".png",
        ".zip",
        ".ics",
    }
)
"""Endings of a dropped file: the first are read, the others get a sentence why not."""
_MOST_ENTRIES = 5_000  # looked at in one place; a folder with more is no place for a list
_HOME = {
    "Desktop": N_("Desktop"),
    "Schreibtisch": N_("Desktop"),
    "Downloads": N_("Downloads"),
    "Documents": N_("Documents"),
    "Dokumente": N_("Documents"),
    "OneDrive/Desktop": N_("Desktop"),
    "OneDrive/Schreibtisch": N_("Desktop"),
    "OneDrive/Documents": N_("Documents"),
    "OneDrive/Dokumente": N_("Documents"),
}
_XDG = {
    "XDG_DESKTOP_DIR": N_("Desktop"),
    "XDG_DOWNLOAD_DIR": N_("Downloads"),
    "XDG_DOCUMENTS_DIR": N_("Documents"),
}
_XDG_LINE = re.compile(r'^\s*(XDG_\w+_DIR)="(?:\$HOME/)?(.*)"', re.MULTILINE)
_WINDOWS_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\[^\\]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A spreadsheet that could be the roster."""

    path: Path
    name: str
    """The file's name, safe to show."""
    changed: datetime
    """When it was last changed, aware."""
    where: str
    """The place in a word: "Downloads", the stick's name."""


def found_files(places: Iterable[Path] | None = None) -> tuple[FoundFile, ...]:
    """Spreadsheets in `places` and the folders right in them, newest first, at most MOST_FILES.

    Without `places`: desktop, downloads, documents and sticks. Hidden files, those that an open
    Excel leaves, links and what can't be read are left out.
    """
    named = _usual_places() if places is None else ((place, place.name) for place in places)
    found: dict[Path, FoundFile] = {}
    for place, where in named:
        for file in _in_place(place, clean(where)):
            found.setdefault(file.path, file)
    newest = sorted(found.values(), key=lambda file: (-file.changed.timestamp(), file.name))
    return tuple(newest[:MOST_FILES])


def _in_place(place: Path, where: str) -> Iterator[FoundFile]:
    folders = []
    looked_at = 0
    for entry in _entries(place):
        looked_at += 1
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.path)
        elif file := _as_found(entry, where):
            yield file
    for folder in folders:
        for entry in _entries(Path(folder)):
            looked_at += 1
            if looked_at > _MOST_ENTRIES:
                return
            if file := _as_found(entry, where):
                yield file


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What lies in a folder and is meant to be seen; nothing if it can't be read."""
    try:
        with os.scandir(folder) as entries:
            for count, entry in enumerate(entries):
                if count == _MOST_ENTRIES:
                    return
                if not entry.name.startswith((".", "~$")):
                    yield entry
    except OSError:
        return  # a stick just pulled, a folder of somebody else: no files to offer


def _as_found(entry: os.DirEntry[str], where: str) -> FoundFile | None:
    if os.path.splitext(entry.name)[1].lower() not in _OFFERED:
        return None
    try:
        facts = entry.stat(follow_symlinks=False)
        changed = datetime.fromtimestamp(facts.st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None  # gone meanwhile, or a date of no calendar
    if not stat.S_ISREG(facts.st_mode) or _hidden_in_windows(facts):
        return None
    return FoundFile(Path(entry.path), clean(entry.name), changed, where)


def _hidden_in_windows(facts: os.stat_result) -> bool:
    return bool(getattr(facts, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN)


def _usual_places() -> Iterator[tuple[Path, str]]:
    home = Path.home()
    for folder, word in _HOME.items():
        yield home / folder, _(word)
    for name, folder in _XDG_LINE.findall(_user_folders(home)):
        if name in _XDG and folder not in ("", "$HOME"):
            yield home / folder, _(_XDG[name])
    for stick in sticks():
        yield stick, stick.name or str(stick)


def _user_folders(home: Path) -> str:
    """The desktop's own list of where a person keeps what (xdg-user-dirs)."""
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    try:
        return (settings / "user-dirs.dirs").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""  # another system, or a desktop without it


def dropped_path(text: str) -> Path | None:
    """The path that a terminal pastes for a file dropped on its window; None if it is none.

    Understands quotes, file:// addresses, blanks with backslashes (macOS) and PowerShell's `& '…'`.
    The file need not exist. Files that are no spreadsheets count, too, if their path is absolute:
    `read_table` says why they can't be read.
    """
    text = text.strip()
    if not text or "\n" in text or "\r" in text or "\0" in text:
        return None
    path = _unquoted(text)
    ending = os.path.splitext(path)[1].lower()
    absolute = bool(_WINDOWS_PATH.match(path)) or path.startswith(("/", "~/"))
    if ending not in (_TOLD_APART if absolute else _OFFERED) or "@" in path.split(" ")[0]:
        return None
    return Path(os.path.expanduser(path))


def _unquoted(text: str) -> str:
    if text.startswith("& "):
        text = text[2:].strip()
        if text[:1] == "'":
            return text.strip("'").replace("''", "'")
    if text.lower().startswith("file:"):
        return _from_address(text)
    if text[:1] == text[-1:] == '"' or _WINDOWS_PATH.match(text.strip("'")):
        return text.strip("\"'")
    if text[:1] == "'" or "\\" in text:
        try:
            words = shlex.split(text)
        except ValueError:  # a lone apostrophe
            return text
        return words[0] if len(words) == 1 else text
    return text


def _from_address(text: str) -> str:
    try:
        address = urlsplit(text)
    except ValueError:
        return text
    path = unquote(text[len("file:") :] if not address.netloc and "?" in text else address.path)
    if re.match(r"/[A-Za-z]:[\\/]", path):
        return path[1:]
    if address.netloc not in ("", "localhost"):
        return f"//{address.netloc}{path}"
    return path
