"""What somebody has beside her presences, when two persons turn out to be one.

Units, answers, money and papers go over to the person, as far as she has not her own. What both
have stays where it is, except that a no is stronger than a yes and no payment is forgotten.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlmodel import col, select

from ..core.write import Write
from ..people.models import Consent
from .certificate_models import Certificate
from .models import CountedUnits, CourseDate, Enrolment, Payment


def take_courses(write: Write, double_id: int, person_id: int) -> None:
    """A course only the double takes part in goes over. Of both the person's own place counts, but
    what the double needs, pays and was promised is not forgotten."""
    hers = {enrolment.run_id: enrolment for enrolment in _enrolments(write, person_id)}
    for its in _enrolments(write, double_id):
        own = hers.get(its.run_id)
        if own is None:
            write.change(Enrolment, Enrolment.id == its.id, person_id=person_id)
            continue
        write.change(
            Enrolment,
            Enrolment.id == own.id,
            needs=own.needs or its.needs,
            fee_cents=its.fee_cents if own.fee_cents is None else own.fee_cents,
            decided_because=own.decided_because or its.decided_because,
        )
        write.change(Payment, Payment.enrolment_id == its.id, enrolment_id=own.id)


def take_units(write: Write, double_id: int, person_id: int, gatherings: Collection[int]) -> None:
    """The units counted go with the presences at `gatherings`, which change owner."""
    rows = write.session.exec(
        select(CountedUnits)
        .join(CourseDate, col(CourseDate.id) == col(CountedUnits.date_id))
        .where(
            col(CourseDate.gathering_id).in_(sorted(gatherings)),
            col(CountedUnits.person_id).in_((double_id, person_id)),
        )
        .order_by(col(CountedUnits.id))
    ).all()
    by_date: dict[int, dict[int, CountedUnits]] = {}
    for row in rows:
        by_date.setdefault(row.date_id, {})[row.person_id] = row
    other = {double_id: person_id, person_id: double_id}
    for both in by_date.values():
        if len(both) == 2:  # the rows stay whose they are: of each date one person has one
            for owner, row in both.items():
                write.change(
                    CountedUnits, CountedUnits.id == row.id, units=both[other[owner]].units
                )
        else:
            for owner, row in both.items():
                write.change(CountedUnits, CountedUnits.id == row.id, person_id=other[owner])


def take_answers(write: Write, double_id: int, person_id: int) -> None:
    """What only the double was asked goes over; if both were asked, a no counts."""
    answers = write.session.exec(
        select(Consent)
        .where(col(Consent.person_id).in_((double_id, person_id)))
        .order_by(col(Consent.id))
    ).all()
    hers = {answer.kind: answer for answer in answers if answer.person_id == person_id}
    for its in (answer for answer in answers if answer.person_id == double_id):
        own = hers.get(its.kind)
        if own is None:
            write.change(Consent, Consent.id == its.id, person_id=person_id)
        elif own.given and not its.given:
            write.change(Consent, Consent.id == own.id, given=False, revoked_on=its.revoked_on)


def take_certificates(write: Write, double_id: int, person_id: int) -> None:
    """The double's certificates are hers, unless she has a valid one about the same."""
    valid = {(paper.run_id, paper.scope) for paper in _papers(write, person_id) if paper.valid}
    going = [
        paper.id for paper in _papers(write, double_id) if (paper.run_id, paper.scope) not in valid
    ]
    if going:
        write.change(Certificate, col(Certificate.id).in_(going), person_id=person_id)


def _enrolments(write: Write, person_id: int) -> list[Enrolment]:
    return _rows_of(write, Enrolment, person_id)


def _papers(write: Write, person_id: int) -> list[Certificate]:
    return _rows_of(write, Certificate, person_id)


def _rows_of(write: Write, model: Any, person_id: int) -> list[Any]:
    found = write.session.exec(select(model).where(model.person_id == person_id).order_by(model.id))
    return list(found.all())
