"""Everybody, by name: for searching, and to recognise who is known already."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from .models import Person
from .names import fold


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the house knows."""

    person_id: int
    name: str
    latin: str


def everybody(session: Session) -> tuple[Known, ...]:
    """All people, by their names without regard to marks and capitals."""
    rows = session.exec(select(Person.id, Person.name, Person.latin)).all()
    known = [Known(person_id or 0, name, latin) for person_id, name, latin in rows]
    known.sort(key=lambda person: (fold(person.latin or person.name), person.person_id))
    return tuple(known)
