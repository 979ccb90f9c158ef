"""All that is held about one person (Art. 15 GDPR): as JSON, and for her in plain German."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from ..attendance.models import Gathering
from ..attendance.notice import facts
from ..core import clock
from ..core.journal import JournalRow
from ..core.rows import Values, table_of
from ..events.models import Event, Shift
from ..people.consents import Given, given
from ..people.kept_names import kept_names
from ..people.models import Person
from ..people.public import ERASED
from ..people.service import gone
from ..qualification.models import CourseRun
from .classes import months_of
from .retention import Kept, kept
from .whereabouts import Mention, ids_of, mentions, names_of, namesakes, rows_about

LEFT_OUT = "(Datei)"
"""In place of a whole PDF."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held, by table; and what words and dates are needed to say it."""

    person_id: int
    name: str
    rows: Mapping[str, list[Values]]
    consents: tuple[Given, ...]
    mentions: tuple[Mention, ...]
    has_namesake: bool
    kept: tuple[Kept, ...]
    entries: int
    """So many images of her rows are in the journal."""
    months: Mapping[str, int]
    recipients: str
    """Who else reads it, as the house has said."""
    titles: Mapping[tuple[str, int], str]
    """Of dates, courses, events and shifts, by table and id."""
    on: date


def holdings(session: Session, person_id: int) -> Holdings:
    """Read it all. Raises Refused if there is no such person."""
    person = session.get(Person, person_id)
    if person is None or person.same_as is not None or person.name == ERASED:
        raise gone()
    ids = ids_of(session, person_id)
    apart = kept_names(session, [person_id]).get(person_id)
    names = {*names_of(session, ids), *(apart or ())} - {""}
    about = rows_about(session, ids)
    whose = {(table, row["id"]) for table, rows in about.items() for row in rows}
    today = clock.local(clock.now()).date()
    entries = session.exec(
        select(func.count())
        .select_from(JournalRow)
        .where(col(JournalRow.table) == "person", col(JournalRow.row_id).in_(ids))
    ).one()
    return Holdings(
        person_id,
        apart[0] if apart else person.name,
        about,
        given(session, ids),
        tuple(its for its in mentions(session, names) if (its.table, its.row_id) not in whose),
        namesakes(session, ids, names),
        kept(session, ids, today),
        entries,
        months_of(session),
        facts(session).recipients,
        _titles(session),
        today,
    )


def as_json(held: Holdings) -> dict[str, Any]:
    """For programs: every column of every row."""
    return {
        "person": held.person_id,
        "name": held.name,
        "on": held.on.isoformat(),
        "records": {
            table: [{name: _plain(name, value) for name, value in row.items()} for row in rows]
            for table, rows in sorted(held.rows.items())
        },
        "texts": [
            {"table": its.table, "id": its.row_id, "columns": list(its.columns)}
            for its in held.mentions
        ],
        "others_with_this_name": held.has_namesake,
        "kept": [
            {"records": its.key, "count": its.count, "until": its.until.isoformat()}
            for its in held.kept
        ],
        "journal_rows": held.entries,
    }


def _titles(session: Session) -> dict[tuple[str, int], str]:
    titles: dict[tuple[str, int], str] = {}
    for model, named in ((CourseRun, "title"), (Event, "title"), (Shift, "what")):
        its: Any = model
        for row_id, title in session.exec(select(its.id, getattr(its, named))):
            titles[table_of(model).name, row_id] = title
    for row in session.exec(select(Gathering)):
        titles["gathering", row.id or 0] = f"{day_in_numbers(row.starts_at)}, {row.title}"
    return titles


def _plain(name: str, value: Any) -> Any:
    if name == "pdf":
        return LEFT_OUT
    return value.isoformat() if isinstance(value, date) else value


def day_in_numbers(day: date | datetime) -> str:
    """5.3.2027, on this laptop's wall clock."""
    its = clock.local(day) if isinstance(day, datetime) else day
    return f"{its.day}.{its.month}.{its.year}"
