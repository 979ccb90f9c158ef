"""Everybody, by name: for searching, and to recognise who is known already."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select as select_columns  # sqlmodel's knows types for 4 columns at most
from sqlmodel import Session, col

from .models import Person
from .name_index import NameIndex
from .names import fold
from .public import is_known


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the house knows."""

    person_id: int
    name: str
    latin: str
    known_by: str = ""
    """What tells her from others of her name; for the facilitator's eyes only."""
    locked: bool = False
    """She has a privacy lock: no list that others see has her name."""


def everybody(session: Session) -> tuple[Known, ...]:
    """All people, by their names without regard to marks and capitals. No double of anybody."""
    rows = session.execute(
        select_columns(
            col(Person.id),
            col(Person.name),
            col(Person.latin),
            col(Person.known_by),
            col(Person.locked),
        ).where(is_known())
    )
    known = [Known(person_id or 0, *rest) for person_id, *rest in rows]
    known.sort(key=lambda person: (fold(person.latin or person.name), person.person_id))
    return tuple(known)


@dataclass(frozen=True, slots=True)
class Directory:
    """All people, arranged so that finding some costs the same among 20 as among 10 000."""

    people: tuple[Known, ...]
    index: NameIndex
    """Its keys are places in `people`."""
    places: dict[int, int] = field(default_factory=dict, compare=False, repr=False)
    """Of each person, by her id."""

    def found(self, text: str) -> tuple[Known, ...]:
        """Those whose name, as written or in Latin letters, begins like `text`; "" finds all."""
        if not text.strip():
            return self.people
        return tuple(self.people[place] for place in sorted(self.index.begun(text)))

    def meant(self, text: str) -> tuple[Known, ...]:
        """Those whom `text` means: by her number, by whole words, else by beginnings of words."""
        if text.isdecimal():
            person = self.of(int(text))
            return () if person is None else (person,)
        return tuple(self.people[place] for place in self.index.named(text))

    def of(self, person_id: int) -> Known | None:
        """The person with this number, if there is one."""
        place = self.places.get(person_id)
        return None if place is None else self.people[place]

    def told_apart(self, person: Known) -> str:
        """Her name, and what tells her from others if more than one has it."""
        if len(self.index.same(person.name)) < 2:
            return person.name
        return told_apart(person.name, person.known_by, person.person_id)


def directory_of(people: tuple[Known, ...]) -> Directory:
    """The directory of these people."""
    names = {
        place: tuple(filter(None, (person.name, person.latin)))
        for place, person in enumerate(people)
    }
    places = {person.person_id: place for place, person in enumerate(people)}
    return Directory(people, NameIndex(names), places)


def told_apart(name: str, known_by: str, number: int) -> str:
    """A name that more than one person has, so that the facilitator knows which: "Ali (Brille)".

    Without such words it is the number of the row that tells them apart.
    """
    return f"{name} ({known_by})" if known_by else f"{number} {name}"
