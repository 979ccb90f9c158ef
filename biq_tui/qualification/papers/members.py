"""The people of a course run as papers need them: numbers as on the screen, and what to mind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from ...core import clock
from ...core.errors import Refused
from ...core.language import _
from ...people.consents import photo_allowed
from ...people.models import Person
from ...people.public import is_somebody
from ..models import Enrolment
from .wanted import Wanted

Named = dict[str, str]
"""A name as templates read it: {"name": ..., "latin": ...}."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who takes part."""

    number: int
    person_id: int
    name: str
    latin: str
    locked: bool
    """She has a privacy lock: what others see has her number, never her name."""
    photo: bool
    """She allows photos."""

    @property
    def named(self) -> Named:
        """For a template."""
        return {"name": self.name, "latin": self.latin}


def members(session: Session, wanted: Wanted) -> tuple[Member, ...]:
    """Who takes part and has not left, by number; only the wanted one if there is one.

    Raises Refused if there is nobody.
    """
    today = clock.local(clock.now()).date()
    query = (
        select_columns(
            col(Enrolment.number),
            col(Enrolment.person_id),
            col(Person.name),
            col(Person.latin),
            col(Person.locked),
        )
        .join(Person, col(Person.id) == col(Enrolment.person_id))
        .where(col(Enrolment.run_id) == wanted.run_id, is_somebody())
        .order_by(col(Enrolment.number))
    )
    if wanted.person_id is None:
        query = query.where(col(Enrolment.left_on).is_(None) | (col(Enrolment.left_on) > today))
    else:
        query = query.where(col(Enrolment.person_id) == wanted.person_id)
    rows = session.execute(query).all()
    if not rows and wanted.person_id is not None:
        raise Refused(_("This person is not on the list any more."))
    if not rows:
        raise Refused(_("Nobody is on the list of this course yet."))
    allowed = photo_allowed(session, [row.person_id for row in rows])
    return tuple(
        Member(row.number, row.person_id, row.name, row.latin, row.locked, row.person_id in allowed)
        for row in rows
    )


def latin_of(session: Session, people: Collection[int]) -> dict[int, str]:
    """The Latin spellings of `people` (ids), "" where there is none."""
    rows = session.exec(
        select(Person.id, Person.latin).where(col(Person.id).in_(sorted(people)))
    ).all()
    return {person_id or 0: latin for person_id, latin in rows}
