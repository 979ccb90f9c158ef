"""What Menschen shows: everybody with their courses, and the dates of one of them. Frozen rows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select as select_columns  # sqlmodel's knows types for 4 columns at most
from sqlmodel import Session, col, or_, select

from .attendance.models import Expected, Gathering, Presence, State
from .core import journal
from .core.dates import full_date
from .core.language import _
from .people.directory import Directory, directory_of, everybody
from .people.models import Person
from .people.public import doubles
from .qualification.merging import Merged, merged
from .qualification.models import CourseRun, Enrolment


@dataclass(frozen=True, slots=True)
class Everyone:
    """All people, the titles of their courses by person id, and who was found to be one of them."""

    people: Directory
    courses: dict[int, tuple[str, ...]]
    merged: tuple[Merged, ...]
    as_of: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at one gathering: how it went, in a word; "" if it is still to come."""

    date: str
    title: str
    word: str


def everyone(session: Session) -> Everyone:
    """Read all people with their courses."""
    courses: dict[int, tuple[str, ...]] = {}
    for person_id, title in session.exec(
        select(Enrolment.person_id, CourseRun.title)
        .join(CourseRun, col(CourseRun.id) == col(Enrolment.run_id))
        .where(col(Enrolment.person_id).not_in(doubles()))
        .order_by(col(CourseRun.id))
    ):
        courses[person_id] = (*courses.get(person_id, ()), title)
    return Everyone(
        directory_of(everybody(session)), courses, merged(session), journal.last_number(session)
    )


def visits(session: Session, person_id: int) -> tuple[Visit, ...]:
    """All gatherings somebody was or is expected at, the newest first.

    What stayed with a double of hers is there, too, with the double's name.
    """
    rows = session.execute(
        select_columns(
            col(Gathering.title),
            col(Gathering.starts_at),
            col(Presence.state),
            col(Person.name),
            col(Person.same_as),
        )
        .select_from(Expected)
        .join(Gathering, col(Gathering.id) == col(Expected.gathering_id))
        .join(Person, col(Person.id) == col(Expected.person_id))
        .join(
            Presence,
            (col(Presence.gathering_id) == col(Expected.gathering_id))
            & (col(Presence.person_id) == col(Expected.person_id)),
            isouter=True,
        )
        .where(
            or_(
                col(Expected.person_id) == person_id,
                (col(Person.same_as) == person_id) & col(Presence.id).is_not(None),
            )
        )
        .order_by(
            col(Gathering.starts_at).desc(),
            col(Gathering.id),
            col(Person.same_as).is_not(None),
            col(Person.id),
        )
    )
    words = {State.PRESENT: _("was here"), State.EXCUSED: _("cancelled"), State.ABSENT: _("absent")}

    def word(state: str | None, name: str, same_as: int | None) -> str:
        said = words[State(state)] if state else ""
        return said if same_as is None else _("{said} (as {name})").format(said=said, name=name)

    return tuple(
        Visit(full_date(starts_at), title, word(state, name, same_as))
        for title, starts_at, state, name, same_as in rows
    )
