"""What a meeting leaves behind as files: the minutes as texts and papers, the results as a table.

Everything is read in one go (`left_behind`) and made outside of any transaction: papers take their
time, so make them in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from ..core import clock
from ..core.errors import Refused
from ..core.folders import make_private
from ..core.language import _, speaking
from ..papers.look import Look
from .minutes import Minutes, as_markdown, as_text, in_simple_words, minutes
from .reading import board
from .results_files import Results, as_csvs, as_json, as_xlsx, results_of
from .vote_minutes import results_at

MINUTES_FOLDER = "minutes"
"""Where they lie in the data folder."""

MOST_COPIES = 99

Files = dict[str, bytes]
"""What stands in files, by their names."""


@dataclass(frozen=True, slots=True)
class Left:
    """What one meeting leaves behind; German, as all papers of the programme."""

    day: str
    """Of the meeting, as 2027-03-17."""
    minutes: Minutes
    short: Minutes
    """In simple words."""
    results: Results


@dataclass(frozen=True, slots=True)
class Saved:
    """Where everything lies now, and in sentences what is not as it ought to be."""

    files: tuple[Path, ...]
    notices: tuple[str, ...] = ()
    missing: str = ""
    """Why there is no paper."""


def left_behind(session: Session, meeting_id: int) -> Left:
    """Read all that a meeting leaves behind. Raises Refused if there is no such meeting."""
    with speaking("de"):
        seen = board(session, meeting_id, "")
        return Left(
            f"{clock.local(seen.starts_at):%Y-%m-%d}",
            minutes(session, meeting_id),
            in_simple_words(seen, results_at(session, meeting_id)),
            results_of(session, meeting_id),
        )


def markdown(left: Left) -> Files:
    """The minutes as Markdown."""
    return {f"Protokoll {left.day}.md": as_markdown(left.minutes).encode()}


def plain_text(left: Left) -> Files:
    """The minutes as text."""
    return {f"Protokoll {left.day}.txt": as_text(left.minutes).encode()}


def short_text(left: Left) -> Files:
    """The short form as text."""
    return {f"Protokoll {left.day} kurz.txt": as_text(left.short).encode()}


def save_paper(left: Left, look: Look, folder: Path, *, short: bool = False) -> Saved:
    """Write the minutes as PDF, or the short form in large letters.

    Blocks. Raises Refused as `minutes_paper` and `save` do.
    """
    from .minutes_paper import minutes_paper

    made = minutes_paper(left.short if short else left.minutes, left.day, look, large=short)
    name = f"Protokoll {left.day} kurz.pdf" if short else f"Protokoll {left.day}.pdf"
    return Saved(save({name: made.pdf}, folder), made.notices)


def workbook(results: Results, day: str = "") -> Files:
    """The results as one workbook; of the meeting on this `day`, or of all meetings."""
    return {f"{_results(day)}.xlsx": as_xlsx(results)}


def tables(results: Results, day: str = "") -> Files:
    """The same as a CSV for each table."""
    return {f"{_results(day)} {title}.csv": raw for title, raw in as_csvs(results).items()}


def shape(results: Results, day: str = "") -> Files:
    """The same as JSON."""
    return {f"{_results(day)}.json": as_json(results).encode()}


TEXTS: Mapping[str, Callable[[Left], Files]] = {
    "md": markdown,
    "txt": plain_text,
    "short": short_text,
}
TABLES: Mapping[str, Callable[[Results, str], Files]] = {
    "csv": tables,
    "json": shape,
    "xlsx": workbook,
}


def save_all(left: Left, look: Callable[[], Look], folder: Path) -> Saved:
    """Write all files of a meeting into `folder`; papers last: they may be missing.

    Blocks. Raises Refused if the folder can't be written.
    """
    texts = {name: raw for made in TEXTS.values() for name, raw in made(left).items()}
    files = save(texts | workbook(left.results, left.day), folder)
    try:
        papers = [save_paper(left, look(), folder, short=short) for short in (False, True)]
    except Refused as refusal:
        return Saved(files, missing=refusal.sentence)
    notices = dict.fromkeys(notice for paper in papers for notice in paper.notices)
    return Saved((*files, *(file for paper in papers for file in paper.files)), tuple(notices))


def save(written: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write the files; where they are. One that somebody has changed since is never overwritten.

    Raises Refused if the folder can't be written.
    """
    try:
        if not folder.exists():
            make_private(folder)
        return tuple(_saved(folder, name, content) for name, content in written.items())
    except OSError as error:
        raise Refused(
            _("The minutes can't be written here: {folder}. Nothing is lost.").format(folder=folder)
        ) from error


def _saved(folder: Path, name: str, content: bytes) -> Path:
    stem, _dot, suffix = name.rpartition(".")
    for number in range(1, MOST_COPIES + 1):
        again = "" if number == 1 else f" ({number})"
        file = folder / f"{stem}{again}.{suffix}"
        try:
            _write_new(file, content)
            return file
        except FileExistsError:
            if file.read_bytes() == content:
                return file
    raise OSError("too many copies")


def _write_new(file: Path, content: bytes) -> None:
    """Whole or not at all. Raises OSError, FileExistsError if there is one already."""
    made = file.open("xb")
    try:
        with made:
            made.write(content)
    except OSError:
        file.unlink(missing_ok=True)
        raise


def _results(day: str) -> str:
    return f"Ergebnisse {day}".strip()
