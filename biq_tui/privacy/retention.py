"""What must still be kept of somebody who wants to be erased, until when, and because of what."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from ..attendance.models import Gathering, Presence, State
from ..core import clock
from ..qualification.certificate_models import Certificate
from ..qualification.models import CourseDate, Enrolment, Payment
from .classes import BY_KEY, due, months_of


@dataclass(frozen=True, slots=True)
class Kept:
    """Records of one class that outlast her wish (Art. 17(3) GDPR)."""

    key: str
    """Of the class."""
    count: int
    until: date


def kept(session: Session, ids: Collection[int], today: date) -> tuple[Kept, ...]:
    """What may not go yet, by class; nothing: she can be erased for good."""
    months = months_of(session)
    found = []
    for key, bases in (
        ("payments", _payments(session, ids)),
        ("certificates", _certificates(session, ids)),
        ("attendance", _attendance(session, ids)),
    ):
        days = [due(BY_KEY[key], base, months[key]) for base in bases]
        later = [day for day in days if day > today]
        if later:
            found.append(Kept(key, len(later), max(later)))
    return tuple(found)


def _payments(session: Session, ids: Collection[int]) -> Iterator[date]:
    query = (
        select(col(Payment.paid_on))
        .join(Enrolment, col(Enrolment.id) == col(Payment.enrolment_id))
        .where(col(Enrolment.person_id).in_(sorted(ids)))
        .order_by(col(Payment.id))
    )
    yield from session.exec(query)


def _certificates(session: Session, ids: Collection[int]) -> Iterator[date]:
    query = select(Certificate.issued_at).where(col(Certificate.person_id).in_(sorted(ids)))
    for issued_at in session.exec(query.order_by(col(Certificate.id))):
        yield clock.local(issued_at).date()


def _attendance(session: Session, ids: Collection[int]) -> Iterator[date]:
    """The last day of every course in which she was present once."""
    attended = (
        select(CourseDate.run_id)
        .join(Presence, col(Presence.gathering_id) == col(CourseDate.gathering_id))
        .where(col(Presence.person_id).in_(sorted(ids)), Presence.state == State.PRESENT)
    )
    query = (
        select(func.max(Gathering.ends_at))
        .join(CourseDate, col(CourseDate.gathering_id) == col(Gathering.id))
        .where(col(CourseDate.run_id).in_(attended))
        .group_by(col(CourseDate.run_id))
        .order_by(col(CourseDate.run_id))
    )
    for ends_at in session.exec(query):
        yield clock.local(ends_at).date()
