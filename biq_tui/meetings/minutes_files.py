"""The minutes as files: Markdown, plain text, and a short form in simple words."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session

from ..core import clock
from ..core.errors import Refused
from ..core.folders import make_private
from ..core.language import _, speaking
from .minutes import as_markdown, as_text, in_simple_words, minutes
from .reading import board

MINUTES_FOLDER = "minutes"
"""Where they lie in the data folder."""

MOST_COPIES = 99


def texts(session: Session, meeting_id: int) -> dict[str, str]:
    """The files' names and what stands in them; German, as all papers of the programme."""
    with speaking("de"):
        seen = board(session, meeting_id, "")
        made = minutes(session, meeting_id)
        day = f"{clock.local(seen.starts_at):%Y-%m-%d}"
        return {
            f"Protokoll {day}.md": as_markdown(made),
            f"Protokoll {day}.txt": as_text(made),
            f"Protokoll {day} kurz.txt": as_text(in_simple_words(seen)),
        }


def save(written: dict[str, str], folder: Path) -> tuple[Path, ...]:
    """Write the files; where they are. One that somebody has changed since is never overwritten.

    Raises Refused if the folder can't be written.
    """
    try:
        if not folder.exists():
            make_private(folder)
        return tuple(_saved(folder, name, text) for name, text in written.items())
    except OSError as error:
        raise Refused(
            _("The minutes can't be written here: {folder}. Nothing is lost.").format(folder=folder)
        ) from error


def _saved(folder: Path, name: str, text: str) -> Path:
    stem, _dot, suffix = name.rpartition(".")
    for number in range(1, MOST_COPIES + 1):
        again = "" if number == 1 else f" ({number})"
        file = folder / f"{stem}{again}.{suffix}"
        try:
            with file.open("x", encoding="utf-8", newline="\n") as made:
                made.write(text)
            return file
        except FileExistsError:
            if file.read_text(encoding="utf-8", errors="replace") == text:
                return file
    raise OSError("too many copies")
