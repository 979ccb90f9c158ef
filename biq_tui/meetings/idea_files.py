"""Ideas as files, out and in: CSV and XLSX for an office, and JSON for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ..attendance.models import Gathering
from ..core import clock, workbook_cells
from ..core.apart import Fault, Unreadable, apart
from ..core.errors import Refused
from ..core.language import N_, _
from ..core.spreadsheets import Sheet, csv_bytes, untamed, xlsx_bytes
from .idea_text import lines_of
from .models import MOST_SAID, Cluster, Idea, IdeaAtMeeting, IdeaState, Meeting

MOST_BYTES = 5_000_000
MOST_IDEAS = 5_000
"""So many ideas at most come from one file."""

TEXT = frozenset({"text", "idee", "idea", "ideen", "ideas", "vorschlag", "titel", "title"})
SAID = frozenset({"said", "mal", "anzahl", "genannt", "count"})
"""What columns are called."""

STATES = {
    IdeaState.OPEN: "offen",
    IdeaState.PARKED: "später",
    IdeaState.CHOSEN: "machen wir",
}

_HEADER = (
    "Nr.", "Idee", "Kurz", "Stand", "Gleich wie", "Genannt", "Gruppe", "Treffen", "Thema",
)  # fmt: skip
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How Excel's and OpenDocument's files begin."""
_PATIENCE = 30.0  # seconds
_LARGE = N_("This file is too large for a list of ideas.")
_FAULTS = {
    Fault.PASSWORD: N_(
        "{file} has a password. Nothing was changed. "
        "Please open it in Excel and save it without the password."
    ),
    Fault.DAMAGED: N_(
        "{file} is damaged and can't be read. Nothing was changed. "
        "Please open it in Excel and save it again under a new name."
    ),
    Fault.LARGE: _LARGE,
    Fault.BUSY: N_(
        "{file} can't be read now: this laptop is too busy. Nothing was changed. "
        "Please close other programs and try again."
    ),
}
_NO_TEXT = N_("This is no text. CSV, JSON, Excel and plain text are possible.")


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


def ideas_sheet(ideas: Iterable[IdeaOut]) -> Sheet:
    """The ideas as a table with German headings, which `ideas_in` reads again."""
    rows = [
        (
            idea.number,
            idea.text,
            idea.short,
            STATES[IdeaState(idea.state)],
            idea.same_as,
            idea.said,
            idea.group,
            date.fromisoformat(idea.meeting),
            idea.topic,
        )
        for idea in ideas
    ]
    return Sheet("Ideen", _HEADER, rows, verbatim=True)


def as_csv(ideas: Iterable[IdeaOut]) -> bytes:
    """As German spreadsheets expect it; no text in it is a formula."""
    return csv_bytes(ideas_sheet(ideas))


def as_xlsx(ideas: Iterable[IdeaOut]) -> bytes:
    """A workbook with one sheet."""
    return xlsx_bytes([ideas_sheet(ideas)])


def as_json(ideas: Iterable[IdeaOut]) -> str:
    """A list of objects with the names of the columns."""
    return json.dumps([asdict(idea) for idea in ideas], ensure_ascii=False, indent=2) + "\n"


def ideas_in(file: Path) -> tuple[tuple[str, int], ...]:
    """Text, and how often it was said, of every idea in a CSV, JSON, Excel or text file.

    Raises Refused for a file that can't be read, is none of these, or has no ideas.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refused(_(_LARGE))
        raw = file.read_bytes()
    except OSError as error:
        raise Refused(_("This file can't be read: {file}").format(file=file)) from error
    if raw.startswith(_WORKBOOKS):
        found = _from_workbook(raw, file)
    elif b"\0" in raw[:1000]:
        raise Refused(_(_NO_TEXT))
    else:
        text = _decoded(raw)
        found = _from_json(text) if file.suffix.casefold() == ".json" else _from_text(text)
    ideas = _whole(found)
    if not ideas:
        raise Refused(_("No ideas were found in this file. Nothing was changed."))
    if len(ideas) > MOST_IDEAS:
        raise Refused(_(_LARGE))
    return ideas


def table_pasted(text: str) -> tuple[tuple[str, int], ...]:
    """Text, and how often it was said, of every idea in pasted cells of a spreadsheet.

    Empty if their first row does not name the columns: then they are lines as any others.
    """
    first = text.lstrip().partition("\n")[0]
    if not ("\t" in first or ";" in first) or all(_titles(first, sign) is None for sign in "\t;"):
        return ()
    try:
        return _whole(_from_text(text.lstrip()))
    except Refused:
        return ()


def without_heading(text: str) -> str:
    """Pasted lines without a first one that is only what such a list is called: "Ideen:"."""
    first, _end, rest = text.lstrip().partition("\n")
    return rest if first.strip().rstrip(":").casefold() in TEXT else text


def _from_json(text: str) -> list[tuple[str, int]]:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(_(_NO_TEXT)) from error
    found = []
    if isinstance(entries, dict):  # the results of a meeting
        entries = entries.get("ideas")
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, str):
            found.append((entry.strip(), 1))
        elif isinstance(entry, dict) and isinstance(entry.get("text"), str):
            said = entry.get("said")
            found.append((entry["text"].strip(), said if isinstance(said, int) else 1))
    return found


def _from_text(text: str) -> list[tuple[str, int]]:
    """By the columns' names where there are some; else every line is an idea."""
    text = text.lstrip("\ufeff\r\n")
    first = text.partition("\n")[0]
    for delimiter in (";", "\t", ","):
        if _titles(first, delimiter) is None:
            continue
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise Refused(_(_NO_TEXT)) from error
        return [(untamed(words), said) for words, said in _from_rows(rows) or ()]
    return [(line, 1) for line in lines_of(text)]


def _from_workbook(raw: bytes, file: Path) -> list[tuple[str, int]]:
    """The first sheet with a column for ideas; else every row of the first one is an idea."""
    try:
        sheets = apart(workbook_cells.sheets, raw, MOST_IDEAS + 1, patience=_PATIENCE)
    except Unreadable as unreadable:
        raise Refused(_(_FAULTS[unreadable.fault]).format(file=file.name)) from unreadable
    tables = [[cells for _number, cells in rows] for _title, rows in sheets if rows]
    for rows in tables:
        if (found := _from_rows(rows)) is not None:
            return found
    lines = "\n".join("\t".join(cells) for cells in tables[0]) if tables else ""
    return [(line, 1) for line in lines_of(lines)]


def _from_rows(rows: Sequence[Sequence[str]]) -> list[tuple[str, int]] | None:
    """By the names of the columns in the first row; None if no column is for ideas."""
    columns = _columns(rows[0]) if rows else None
    if columns is None:
        return None
    place, times = columns
    return [(_cell(row, place), _count(_cell(row, times))) for row in rows[1:]]


def _whole(found: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Without empty ones, each said as often as an idea can be."""
    return tuple((words, min(max(said, 1), MOST_SAID)) for words, said in found if words)


def _titles(first: str, delimiter: str) -> tuple[int, int | None] | None:
    """`_columns` of a first line."""
    return _columns([name.strip().strip('"') for name in first.split(delimiter)])


def _columns(names: Sequence[str]) -> tuple[int, int | None] | None:
    """Where the ideas stand, and how often each was said; None if no column is for ideas."""
    names = [name.strip().casefold() for name in names]
    place = next((at for at, name in enumerate(names) if name in TEXT), None)
    times = next((at for at, name in enumerate(names) if name in SAID), None)
    return None if place is None else (place, times)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _count(cell: str) -> int:
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 4 else 1


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
