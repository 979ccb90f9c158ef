"""Two persons were found to be one: a guest is somebody enrolled, or somebody is there twice.

It is one step. The double's own row stays and points to the person; so does whatever both have.
The double is on no list any more and is counted nowhere, and taking the step back brings
everything to where it was.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from ..attendance.merging import Together, bring_together, together
from ..core import journal, telling
from ..core.errors import Refused
from ..core.language import _
from ..core.rows import table_of
from ..core.write import Write
from ..people import sentences
from ..people.models import Badge, Person
from ..people.service import gone
from .belongings import take_answers, take_certificates, take_courses, take_units
from .lists import settle
from .models import CourseRun, Enrolment


@dataclass(frozen=True, slots=True)
class Merging:
    """What would happen if the double is the person."""

    double_id: int
    person_id: int
    dates: Together
    courses: int
    """Courses that only the double takes part in: they go over."""
    shared_courses: int
    """Courses that both take part in: the person's place there stays."""
    void_badge: bool
    """Both have a badge; the double's counts no longer."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A double that was found earlier."""

    name: str
    person_id: int
    entry: int | None
    """Number of the step that said so, to take it back; None if it can't be."""


def merging(session: Session, double_id: int, person_id: int) -> Merging:
    """Look at it without doing it."""
    badges = select(Badge.person_id).where(
        col(Badge.person_id).in_((double_id, person_id)), col(Badge.valid).is_(True)
    )
    its, hers = _runs(session, double_id), _runs(session, person_id)
    return Merging(
        double_id,
        person_id,
        together(session, double_id, person_id),
        courses=len(its - hers),
        shared_courses=len(its & hers),
        void_badge=len(session.exec(badges).all()) == 2,
    )


def merged(session: Session) -> tuple[Merged, ...]:
    """All doubles that were found so far, by name."""
    found = session.exec(
        select(Person.id, Person.name, Person.same_as)
        .where(col(Person.same_as).is_not(None))
        .order_by(col(Person.name), col(Person.id))
    ).all()
    if not found:
        return ()
    entries = {
        head.refs.get("double"): head.number
        for head in journal.heads(session, place=PLACE)
        if head.message == sentences.SAME_PERSON and not head.undone
    }
    return tuple(
        Merged(name, same_as, entries.get(double_id))
        for double_id, name, same_as in found
        if same_as is not None
    )


PLACE = "people"
"""The journal's name for the screen on which this is done."""


def unite(write: Write, double_id: int, person_id: int) -> None:
    """The double is the person. Raises Refused if one of them is not there any more."""
    double, person = (_somebody(write, who) for who in (double_id, person_id))
    if double_id == person_id:
        raise Refused(_("That is the same person already."))
    runs = _runs(write.session, double_id) | _runs(write.session, person_id)
    take_courses(write, double_id, person_id)
    gained = together(write.session, double_id, person_id).gained
    take_units(write, double_id, person_id, gained)
    bring_together(write, double_id, person_id)
    take_answers(write, double_id, person_id)
    take_certificates(write, double_id, person_id)
    _take_badges(write, double_id, person_id)
    write.change(Person, Person.same_as == double_id, same_as=person_id)
    write.change(Person, Person.id == double_id, same_as=person_id)
    write.change(
        Person,
        Person.id == person_id,
        locked=person.locked or double.locked,
        known_by=person.known_by or double.known_by,
    )
    for run_id in sorted(runs):
        settle(write, run_id)
    write.tell(sentences.SAME_PERSON, person=person_id, double=double_id)


def take_back(write: Write, number: int) -> None:
    """Undo a step of Menschen; courses that somebody leaves by it get their lists anew.

    Raises Refused with what stands in the way.
    """
    telling.take_back(write, number)
    enrolments = table_of(Enrolment).name
    runs = {
        image["run_id"]
        for touched in write.touched
        if touched.table == enrolments
        for image in (touched.before, touched.after)
        if image is not None
    }
    for run_id in sorted(runs):
        if write.session.get(CourseRun, run_id) is not None:
            settle(write, run_id)


def _somebody(write: Write, person_id: int) -> Person:
    person = write.session.get(Person, person_id)
    if person is None or person.same_as is not None:
        raise gone()
    return person


def _runs(session: Session, person_id: int) -> set[int]:
    return set(session.exec(select(Enrolment.run_id).where(Enrolment.person_id == person_id)).all())


def _take_badges(write: Write, double_id: int, person_id: int) -> None:
    """All badges are hers now; one of them counts, her own if she has one."""
    has_one = write.session.exec(
        select(Badge.id).where(Badge.person_id == person_id, col(Badge.valid).is_(True))
    ).first()
    if has_one is not None:
        write.change(Badge, Badge.person_id == double_id, col(Badge.valid).is_(True), valid=False)
    write.change(Badge, Badge.person_id == double_id, person_id=person_id)
