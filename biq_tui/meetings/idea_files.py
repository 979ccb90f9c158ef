"""Ideas as files, out and in: CSV as a spreadsheet reads it, and JSON for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ..attendance.models import Gathering
from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from .idea_text import lines_of
from .models import MOST_SAID, Cluster, Idea, IdeaAtMeeting, Meeting

MOST_BYTES = 5_000_000
MOST_IDEAS = 5_000
"""So many ideas at most come from one file."""

TEXT = frozenset({"text", "idee", "idea", "ideen", "ideas", "vorschlag", "titel", "title"})
SAID = frozenset({"said", "mal", "anzahl", "genannt", "count"})
"""What columns are called."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute."""


@dataclass(frozen=True, slots=True)
class IdeaOut:
    """One idea at one meeting, as it leaves the house."""

    number: int
    text: str
    short: str
    state: str
    same_as: int | None
    """Number of the idea that it was found to be."""
    said: int
    group: str
    meeting: str
    """Its day, as 2027-03-17."""
    topic: str


def ideas_out(session: Session, meeting_id: int | None = None) -> tuple[IdeaOut, ...]:
    """The ideas of one meeting, or of all, by meeting and number."""
    kept: Any = aliased(Idea)
    query = (
        select(
            col(Idea.number),
            col(Idea.text),
            col(Idea.short),
            col(Idea.state),
            kept.number.label("same_as"),
            col(IdeaAtMeeting.said),
            col(Cluster.title),
            col(Gathering.starts_at),
            col(Meeting.topic),
        )
        .join(IdeaAtMeeting, col(IdeaAtMeeting.idea_id) == col(Idea.id))
        .join(Meeting, col(Meeting.id) == col(IdeaAtMeeting.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .join(Cluster, col(Cluster.id) == col(IdeaAtMeeting.cluster_id), isouter=True)
        .join(kept, kept.id == col(Idea.same_as), isouter=True)
        .order_by(col(Gathering.starts_at), col(Meeting.id), col(Idea.number))
    )
    if meeting_id is not None:
        query = query.where(col(Meeting.id) == meeting_id)
    return tuple(
        IdeaOut(
            number, text, short, state, same, said, group or "",
            f"{clock.local(starts_at):%Y-%m-%d}", topic,
        )
        for number, text, short, state, same, said, group, starts_at, topic
        in session.connection().execute(query)
    )  # fmt: skip


def as_csv(ideas: Iterable[IdeaOut]) -> str:
    """With semicolons and a byte order mark, as German spreadsheets expect it.

    A cell that would be computed gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.name for field in fields(IdeaOut)])
    for idea in ideas:
        writer.writerow(["" if value is None else _tame(value) for value in asdict(idea).values()])
    return "\ufeff" + out.getvalue()


def as_json(ideas: Iterable[IdeaOut]) -> str:
    """A list of objects with the names of the columns."""
    return json.dumps([asdict(idea) for idea in ideas], ensure_ascii=False, indent=2) + "\n"


def ideas_in(file: Path) -> tuple[tuple[str, int], ...]:
    """Text, and how often it was said, of every idea in a CSV, JSON or text file.

    Raises Refused for a file that can't be read, is none of these, or has no ideas.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refused(_("This file is too large for a list of ideas."))
        raw = file.read_bytes()
    except OSError as error:
        raise Refused(_("This file can't be read: {file}").format(file=file)) from error
    if b"\0" in raw[:1000]:
        raise Refused(_("This is no text. CSV, JSON and plain text are possible."))
    text = _decoded(raw)
    found = _from_json(text) if file.suffix.casefold() == ".json" else _from_table(text)
    ideas = tuple((words, min(max(said, 1), MOST_SAID)) for words, said in found if words)
    if not ideas:
        raise Refused(_("No ideas were found in this file. Nothing was changed."))
    if len(ideas) > MOST_IDEAS:
        raise Refused(_("This file is too large for a list of ideas."))
    return ideas


def _from_json(text: str) -> list[tuple[str, int]]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(_("This is no text. CSV, JSON and plain text are possible.")) from error
    found = []
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, str):
            found.append((entry.strip(), 1))
        elif isinstance(entry, dict) and isinstance(entry.get("text"), str):
            said = entry.get("said")
            found.append((entry["text"].strip(), said if isinstance(said, int) else 1))
    return found


def _from_table(text: str) -> list[tuple[str, int]]:
    """By the columns' names where there are some; else every line is an idea."""
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    for delimiter in (";", "\t", ","):
        names = [name.strip().strip('"').casefold() for name in first.split(delimiter)]
        place = next((at for at, name in enumerate(names) if name in TEXT), None)
        if place is None:
            continue
        times = next((at for at, name in enumerate(names) if name in SAID), None)
        reader = csv.reader(io.StringIO(text.lstrip("\ufeff\r\n")), delimiter=delimiter)
        try:
            rows = list(reader)[1:]
        except csv.Error as error:
            raise Refused(_("This is no text. CSV, JSON and plain text are possible.")) from error
        return [(_untamed(_cell(row, place)), _count(_cell(row, times))) for row in rows]
    return [(line, 1) for line in lines_of(text)]


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _count(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 4 else 1


def _tame(value: Any) -> Any:
    risky = isinstance(value, str) and value.startswith((*_FORMULA, "'"))
    return f"'{value}" if risky else value


def _untamed(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
