"""From when the time of each record counts, and which time is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from ..attendance.models import Arrival, Expected, Gathering, Kind, Presence, Sitting
from ..core import clock
from ..core.journal import JournalEntry
from ..core.rows import table_of
from ..core.settings import Option, value_of
from ..events.after.tidying import due_on, weeks
from ..events.models import Event, EventPartner, EventTask
from ..events.models import TaskState as EventTaskState
from ..events.reading import event_row
from ..meetings.models import IdeaByPhone, Meeting, Task, TaskHelper
from ..people.models import Badge, Consent, Contact, Person
from ..people.public import ERASED, is_known
from ..qualification.certificate_models import Certificate
from ..qualification.models import CourseDate, Enrolment, Payment
from .classes import BY_KEY, CLASSES, RecordClass, due, months_of
from .last_seen import last_days
from .whereabouts import models

Base = tuple[int, date]
"""The number of a record, and the day from which its time counts."""

FADED = Option("privacy.faded", "0")
"""Number of the journal's last entry whose rows are faded already."""

EVENT_TASK = -1
"""Tasks of events stand among those of Treffen with their numbers below 0."""


_ALL_COUNT = frozenset({"arrivals", "badges", "consents", "contacts"})
"""Of these all are told, also those whose time does not count yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A class of records as it stands: how many there are, which go now, when the next ones go."""

    record_class: RecordClass
    months: int | None
    """None: nothing is deleted after a time."""
    count: int
    now: tuple[int, ...]
    next: date | None


def timetable(session: Session, today: date) -> tuple[Row, ...]:
    """All classes, in their order."""
    months = months_of(session)
    rows = []
    for its in CLASSES:
        if not its.after:
            rows.append(Row(its, None, _counted(session, its.tables), (), None))
            continue
        days = _due(session, its, months)
        coming = [day for day in days.values() if day > today]
        now = tuple(sorted(number for number, day in days.items() if day <= today))
        count = _counted(session, its.tables[:1]) if its.key in _ALL_COUNT else len(days)
        rows.append(Row(its, months[its.key], count, now, min(coming, default=None)))
    return tuple(rows)


def _due(session: Session, its: RecordClass, months: dict[str, int]) -> dict[int, date]:
    if its.key == "helpers":
        return dict(_events(session))
    if its.key == "people":
        return _people(session, its, months)
    bases = dict(_FINDERS[its.key](session))
    days = {number: due(its, base, months[its.key]) for number, base in bases.items()}
    if its.key == "attendance":  # a receipt has to say whose it is
        for number, paid_on in _paid(session):
            if number in days:
                last = due(BY_KEY["payments"], paid_on, months["payments"])
                days[number] = max(days[number], last)
    return days


def _counted(session: Session, tables: Iterable[str]) -> int:
    known = models()
    return sum(
        session.exec(select(func.count()).select_from(table_of(known[name]))).one()
        for name in tables
        if name in known
    )


def _day(moment: datetime) -> date:
    return clock.local(moment).date()


def _at_gathering(session: Session, query: Any) -> Iterator[Base]:
    for number, ends_at in session.execute(query):
        yield number, _day(ends_at)


def _arrivals(session: Session) -> Iterator[Base]:
    query = select(Arrival.id, Gathering.ends_at).join(
        Gathering, col(Gathering.id) == col(Arrival.gathering_id)
    )
    yield from _at_gathering(session, query.where(Gathering.sitting == Sitting.ENDED))


def _meetings(session: Session) -> Iterator[Base]:
    """Treffen of which it is still known who was there, by gathering."""
    listed = select(Expected.gathering_id).union(select(Presence.gathering_id))
    query = select(Gathering.id, Gathering.ends_at).where(
        Gathering.kind == Kind.MEETING,
        col(Gathering.ends_at) < clock.now(),
        col(Gathering.id).in_(listed),
    )
    yield from _at_gathering(session, query)


def _enrolments(session: Session, only: Any = True) -> Iterator[Base]:
    """Enrolments of known people, from the last date of their course."""
    query = (
        select_columns(col(Enrolment.id), func.max(col(Gathering.ends_at)))
        .join(CourseDate, col(CourseDate.run_id) == col(Enrolment.run_id))
        .join(Gathering, col(Gathering.id) == col(CourseDate.gathering_id))
        .join(Person, col(Person.id) == col(Enrolment.person_id))
        .where(col(Person.name) != ERASED, only)
        .group_by(col(Enrolment.id))
    )
    yield from _at_gathering(session, query)


def _needs(session: Session) -> Iterator[Base]:
    yield from _enrolments(session, col(Enrolment.needs) != "")


def _paid(session: Session) -> Iterator[Base]:
    query = select(Payment.enrolment_id, func.max(Payment.paid_on))
    yield from session.exec(query.group_by(col(Payment.enrolment_id)))


def _payments(session: Session) -> Iterator[Base]:
    for number, paid_on in session.exec(select(Payment.id, col(Payment.paid_on))):
        yield number or 0, paid_on


def _certificates(session: Session) -> Iterator[Base]:
    for row in session.exec(select(Certificate).order_by(col(Certificate.id))):
        if row.said.get("name") != ERASED:
            yield row.id or 0, _day(row.issued_at)


def _badges(session: Session) -> Iterator[Base]:
    last = last_days(session)
    for number, person_id in session.exec(select(Badge.id, Badge.person_id)):
        if person_id in last:
            yield number or 0, last[person_id]


def _consents(session: Session) -> Iterator[Base]:
    for row in session.exec(select(Consent).where(col(Consent.revoked_on).is_not(None))):
        assert row.revoked_on is not None
        yield row.id or 0, row.revoked_on


def _idea_names(session: Session) -> Iterator[Base]:
    query = (
        select(IdeaByPhone.id, Gathering.ends_at)
        .join(Meeting, col(Meeting.id) == col(IdeaByPhone.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(IdeaByPhone.name != "")
    )
    yield from _at_gathering(session, query)


def _tasks(session: Session) -> Iterator[Base]:
    helped = col(Task.id).in_(select(TaskHelper.task_id))
    named = col(Task.person_id).is_not(None) | helped
    for task in session.exec(select(Task).where(col(Task.closed_on).is_not(None), named)):
        yield task.id or 0, task.closed_on or date.max
    for its in session.exec(
        select(EventTask).where(
            EventTask.state != EventTaskState.OPEN, col(EventTask.person_id).is_not(None)
        )
    ):
        yield EVENT_TASK * (its.id or 0), its.closed_on or date.max


def _events(session: Session) -> Iterator[Base]:
    """Events whose names are still there, and the day on which they go."""
    after = weeks(session)
    ids = select(Event.id).where(col(Event.tidied_on).is_(None)).order_by(col(Event.id))
    for event_id in session.exec(ids):
        row = event_row(session, event_id or 0)
        day = None if row is None else due_on(row, after)
        if day is not None:
            yield event_id or 0, day


def _contacts(session: Session) -> Iterator[Base]:
    """Contacts, from the last event at which their institution had a part."""
    query = (
        select_columns(col(Contact.id), func.max(col(Gathering.ends_at)))
        .join(EventPartner, col(EventPartner.organisation_id) == col(Contact.organisation_id))
        .join(Event, col(Event.id) == col(EventPartner.event_id))
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id))
        .group_by(col(Contact.id))
    )
    yield from _at_gathering(session, query)


def _journal(session: Session) -> Iterator[Base]:
    faded = value_of(session, FADED)
    entries = select(JournalEntry.number, JournalEntry.at).where(JournalEntry.number > int(faded))
    for number, at in session.exec(entries):
        yield number, _day(at)


def _people(session: Session, its: RecordClass, months: dict[str, int]) -> dict[int, date]:
    """Everybody known, and who is blocked until a day."""
    last = last_days(session)
    days = {}
    for person_id in session.exec(select(Person.id).where(is_known()).order_by(col(Person.id))):
        if person_id in last:
            days[person_id or 0] = due(its, last[person_id or 0], months[its.key])
    for row in session.exec(select(Person).where(col(Person.blocked_until).is_not(None))):
        days[row.id or 0] = row.blocked_until or date.max
    return days


_FINDERS: dict[str, Callable[[Session], Iterator[Base]]] = {
    "arrivals": _arrivals,
    "meetings": _meetings,
    "attendance": _enrolments,
    "needs": _needs,
    "payments": _payments,
    "certificates": _certificates,
    "badges": _badges,
    "consents": _consents,
    "idea_names": _idea_names,
    "tasks": _tasks,
    "contacts": _contacts,
    "journal": _journal,
}
