"""The use cases of who takes part in a course run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, select

from ..attendance.models import Gathering, Presence, Sitting
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from ..people.models import Person
from ..people.public import is_known
from . import sentences
from .certificate_models import Certificate
from .lists import settle
from .models import NEEDS_LENGTH, CourseDate, CourseRun, Enrolment, Payment
from .runs import next_number, run_gone


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody from a fetched list: a new name, or a person who is known already."""

    name: str
    latin: str = ""
    person_id: int | None = None


def enrol(write: Write, run_id: int, name: str, joined_on: date | None = None) -> None:
    """One more person on the list, by name. `joined_on`: expected only from that day on."""
    name = clean(name)
    if not name:
        raise Refused(_("Please write a name."))
    (person_id,) = _enrol(write, run_id, [Newcomer(name)], joined_on)
    write.tell(sentences.ENROLLED, person=person_id)


def enrol_all(write: Write, run_id: int, people: Sequence[Newcomer]) -> None:
    """Everybody from a fetched list, in one step; who is on the run's list stays as she is."""
    enrolled = set(
        write.session.exec(select(Enrolment.person_id).where(Enrolment.run_id == run_id)).all()
    )
    new = [person for person in people if person.person_id not in enrolled]
    _enrol(write, run_id, new, None)
    write.tell(sentences.FETCHED, n=len(new), run=run_id)


def collect_all(write: Write, people: Sequence[Newcomer]) -> None:
    """Everybody from a fetched list, as people of the house without a course."""
    new = [person for person in people if person.person_id is None]
    write.insert_all([Person(name=person.name, latin=person.latin) for person in new])
    write.tell(sentences.COLLECTED, n=len(new))


def join(write: Write, run_id: int, person_id: int, day: date | None) -> None:
    """She comes from `day` on (None: from the beginning): before that she is not missing."""
    _change(write, run_id, person_id, joined_on=day)
    if day is None:
        write.tell(sentences.STAYS, person=person_id)
    else:
        write.tell(sentences.JOINED, person=person_id, day=day_number(day))


def leave(write: Write, run_id: int, person_id: int, day: date | None) -> None:
    """From `day` on she does not come any more (None: she stays until the end)."""
    _change(write, run_id, person_id, left_on=day)
    if day is None:
        write.tell(sentences.STAYS, person=person_id)
    else:
        write.tell(sentences.LEFT, person=person_id, day=day_number(day))


def need(write: Write, run_id: int, person_id: int, needs: str) -> None:
    """What she needs in the room, by commas; an empty text takes it away."""
    needs = clean(needs, NEEDS_LENGTH)
    _change(write, run_id, person_id, needs=needs)
    if needs:
        write.tell(sentences.NEEDS, person=person_id, needs=needs)
    else:
        write.tell(sentences.NO_NEEDS, person=person_id)


def take_off(write: Write, run_id: int, person_id: int) -> None:
    """Enrolled by mistake: off the list of the run.

    Raises Refused once she was at a date, has paid, or has a certificate.
    """
    enrolment = _enrolment(write, run_id, person_id)
    known = write.session.exec(
        select(Presence.id)
        .join(CourseDate, col(CourseDate.gathering_id) == col(Presence.gathering_id))
        .join(Gathering, col(Gathering.id) == col(Presence.gathering_id))
        .where(
            CourseDate.run_id == run_id,
            Presence.person_id == person_id,
            Gathering.sitting != Sitting.PLANNED,
        )
    ).first()
    if known is not None:
        raise Refused(_("This person was expected at a date already. Please write when she left."))
    paid = select(Payment.id).where(Payment.enrolment_id == enrolment.id)
    if write.session.exec(paid).first() is not None:
        raise Refused(_("There are receipts for this person. Please write when she left."))
    papers = select(Certificate.id).where(
        Certificate.run_id == run_id,
        Certificate.person_id == person_id,
        col(Certificate.valid).is_(True),
    )
    if write.session.exec(papers).first() is not None:
        raise Refused(_("This person has a certificate of this course. She stays on the list."))
    write.delete(Enrolment, Enrolment.id == enrolment.id)
    settle(write, run_id)
    write.tell(sentences.TAKEN_OFF, person=person_id)


def day_number(day: date) -> str:
    """12.3.2027."""
    return f"{day.day}.{day.month}.{day.year}"


def _enrol(
    write: Write, run_id: int, people: Sequence[Newcomer], joined_on: date | None
) -> list[int]:
    if write.session.get(CourseRun, run_id) is None:
        raise run_gone()
    # Somebody may be gone by now, or was found to be somebody else.
    known = set(write.session.exec(select(Person.id).where(is_known())).all())
    unknown = [person for person in people if person.person_id not in known]
    made = iter(write.insert_values(Person, [{"name": p.name, "latin": p.latin} for p in unknown]))
    ids = [
        person.person_id if person.person_id in known and person.person_id else next(made)
        for person in people
    ]
    first = next_number(write, run_id)
    write.insert_all(
        [
            Enrolment(run_id=run_id, person_id=person_id, number=number, joined_on=joined_on)
            for number, person_id in enumerate(ids, start=first)
        ]
    )
    settle(write, run_id)
    return ids


def _enrolment(write: Write, run_id: int, person_id: int) -> Enrolment:
    found = write.session.exec(
        select(Enrolment).where(Enrolment.run_id == run_id, Enrolment.person_id == person_id)
    ).first()
    if found is None:
        raise Refused(_("This person is not on the list any more."))
    return found


def _change(write: Write, run_id: int, person_id: int, **values: Any) -> None:
    enrolment = _enrolment(write, run_id, person_id)
    joined = values.get("joined_on", enrolment.joined_on)
    left = values.get("left_on", enrolment.left_on)
    if joined is not None and left is not None and left < joined:
        raise Refused(_("That is before she came. Nothing was changed."))
    write.change(Enrolment, Enrolment.id == enrolment.id, **values)
    settle(write, run_id)
