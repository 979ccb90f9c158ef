"""Everybody, by name: for searching, and to recognise who is known already."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from .models import Person
from .name_index import NameIndex
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


@dataclass(frozen=True, slots=True)
class Directory:
    """All people, arranged so that finding some costs the same among 20 as among 10 000."""

    people: tuple[Known, ...]
    index: NameIndex
    """Its keys are places in `people`."""

    def found(self, text: str) -> tuple[Known, ...]:
        """Those whose name, as written or in Latin letters, begins like `text`; "" finds all."""
        if not text.strip():
            return self.people
        return tuple(self.people[place] for place in sorted(self.index.begun(text)))


def directory_of(people: tuple[Known, ...]) -> Directory:
    """The directory of these people."""
    names = {
        place: tuple(filter(None, (person.name, person.latin)))
        for place, person in enumerate(people)
    }
    return Directory(people, NameIndex(names))
