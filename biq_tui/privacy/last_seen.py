"""The last day on which anything is known of somebody: from then on her time counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from ..attendance.models import Expected, Gathering, Presence
from ..core import clock
from ..core.journal import JournalEntry, JournalRow
from ..events.models import Event, EventTask, Pledge
from ..meetings.models import Meeting, Task
from ..people.models import Person
from ..qualification.models import CourseDate, Enrolment


def last_days(session: Session) -> dict[int, date]:
    """The last day on which something is known of each person; her doubles' days are hers."""
    same = dict(session.exec(select(Person.id, Person.same_as)).all())
    last: dict[int, date] = {}
    for query in _last_seen():
        for person_id, moment in session.execute(query):
            who = same.get(person_id) or person_id
            last[who] = max(last.get(who, date.min), clock.local(moment).date())
    return last


def _last_seen() -> Iterable[Any]:
    for model in (Expected, Presence):
        its: Any = model
        yield (
            select_columns(its.person_id, func.max(col(Gathering.ends_at)))
            .join(Gathering, col(Gathering.id) == its.gathering_id)
            .group_by(its.person_id)
        )
    yield (
        select_columns(col(Enrolment.person_id), func.max(col(Gathering.ends_at)))
        .join(CourseDate, col(CourseDate.run_id) == col(Enrolment.run_id))
        .join(Gathering, col(Gathering.id) == col(CourseDate.gathering_id))
        .group_by(col(Enrolment.person_id))
    )
    for of_event in (EventTask, Pledge):
        hers: Any = of_event
        yield (
            select_columns(hers.person_id, func.max(col(Gathering.ends_at)))
            .join(Event, col(Event.id) == hers.event_id)
            .join(Gathering, col(Gathering.id) == col(Event.gathering_id))
            .where(hers.person_id.is_not(None))
            .group_by(hers.person_id)
        )
    yield (
        select_columns(col(Event.person_id), func.max(col(Gathering.ends_at)))
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id))
        .where(col(Event.person_id).is_not(None))
        .group_by(col(Event.person_id))
    )
    yield (
        select_columns(col(Task.person_id), func.max(col(Gathering.ends_at)))
        .join(Meeting, col(Meeting.id) == col(Task.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(col(Task.person_id).is_not(None))
        .group_by(col(Task.person_id))
    )
    yield (
        select_columns(col(JournalRow.row_id), func.max(col(JournalEntry.at)))
        .join(JournalEntry, col(JournalEntry.number) == col(JournalRow.entry))
        .where(col(JournalRow.table) == "person", col(JournalRow.before).is_(None))
        .group_by(col(JournalRow.row_id))
    )
