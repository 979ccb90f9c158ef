"""The sheet kept up to date: what the journal says has changed is read anew, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from ..core import journal, language, telling
from ..core.journal import Actor, Image, JournalRow
from ..people.models import Person
from .models import Arrival, Expected, Gathering, Presence
from .places import place_of
from .roster import Roster, Row
from .sheet import Sheet, arrivals_of, candidates, facts_of, rows_of, sheet

MANY = 500
"""From this many changed rows on, all is read anew."""


def followed(session: Session, before: Sheet, station: str) -> Sheet:
    """The sheet as it is now: what `sheet` reads, for the price of what has changed since.

    Raises Refused if the gathering is gone.
    """
    newest = journal.last_number(session)
    if newest == before.as_of and before.told_in == language.spoken():
        return before
    touched = _touched_since(session, before.as_of)
    if newest < before.as_of or before.told_in != language.spoken() or len(touched) >= MANY:
        return sheet(session, before.gathering_id, station)
    changed = _Changed(before.gathering_id, touched)
    if changed.erased:
        return sheet(session, before.gathering_id, station)
    facts: dict[str, Any] = {"as_of": newest}
    if changed.gathering:
        facts |= facts_of(session, before.gathering_id)
    rows = _reread(session, before, changed.people)
    if changed.arrivals:
        facts |= arrivals_of(session, before.gathering_id, rows)
    elif rows is not before.rows:
        facts["waiting"] = tuple(
            replace(waiting, candidates=candidates(waiting.name, rows))
            for waiting in before.waiting
        )
    return replace(before, **facts, rows=rows, **_told(session, before, station, changed.names))


class _Changed:
    """What rows that were touched mean for one gathering."""

    def __init__(self, gathering_id: int, touched: list[tuple[str, int, Image]]) -> None:
        self.people: set[int] = set()
        self.arrivals = self.gathering = self.names = self.erased = False
        for table, row_id, image in touched:
            here = image.get("gathering_id") == gathering_id
            if table == Person.__tablename__:
                self.people.add(row_id)
                self.names = True
            elif table in (Expected.__tablename__, Presence.__tablename__) and here:
                if "person_id" in image:
                    self.people.add(image["person_id"])
                else:  # erased (`core.erasing`): the journal no longer says who it was
                    self.erased = True
            elif table == Arrival.__tablename__ and here:
                self.arrivals = True
            elif table == Gathering.__tablename__ and row_id == gathering_id:
                self.gathering = True


def _touched_since(session: Session, number: int) -> list[tuple[str, int, Image]]:
    """Table, id and images of the rows touched after entry `number`; at most MANY of each.

    Both images count: where two persons were found to be one, a row goes from one to the other.
    """
    rows = session.exec(
        select(JournalRow.table, JournalRow.row_id, JournalRow.before, JournalRow.after)
        .where(col(JournalRow.entry) > number)
        .limit(MANY)
    )
    return [
        (table, row_id, dict(image))
        for table, row_id, before, after in rows
        for image in (before, after)
        if image is not None
    ]


def _reread(session: Session, before: Sheet, people: set[int]) -> Roster:
    """The list, with the rows of `people` as they are now."""
    if not people:
        return before.rows
    known = [row for row in map(before.rows.of, people) if row is not None]
    now = {row.number: row for row in rows_of(session, before.gathering_id, people)}
    rows: dict[int, Row | None] = {**{row.number: None for row in known}, **now}
    changed = {number: row for number, row in rows.items() if row != before.rows.numbered(number)}
    return before.rows.changed(changed) if changed else before.rows


def _told(session: Session, before: Sheet, station: str, renamed: bool) -> dict[str, Any]:
    """What happened last, and the facilitator's own last step."""
    place = place_of(before.gathering_id)
    new = journal.heads(session, since=before.as_of, place=place)
    told: dict[str, Any] = {}
    latest = telling.told(session, new[-1:])
    if renamed or any(line.discreet for line in latest):
        told["last_event"] = telling.last_event(session, place, discreet=False)
    elif latest:
        told["last_event"] = latest[0]
    if renamed or any(head.actor is Actor.FACILITATOR for head in new):
        told["my_step"] = telling.last_step(session, station, place, discreet=False)
    return told
