"""Who on a fetched list is known already, so that the same people again are not doubled.

Only equal names decide (folded: capitals, marks and the order of the words don't count). Each known
person stands for one row. Two of the same name on no list of this course could be either, so a
row is then somebody new: two histories are put together more easily than one is taken apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from ..people.directory import Known, everybody
from ..people.names import fold
from .enrolment import Newcomer
from .models import Enrolment
from .roster_people import Listed


@dataclass(frozen=True, slots=True)
class Recognised:
    """Somebody from the list, with the person she is, if she is known."""

    row: int
    name: str
    latin: str
    person_id: int | None = None
    enrolled: bool = False
    """She is on the list of this course already."""

    @property
    def newcomer(self) -> Newcomer:
        """As the use cases take her."""
        return Newcomer(self.name, self.latin, self.person_id)


@dataclass(frozen=True, slots=True)
class House:
    """Whom the house knows, and who of them is on the list of the course."""

    known: tuple[Known, ...] = ()
    enrolled: frozenset[int] = frozenset()


def house(session: Session, run_id: int | None) -> House:
    """Read it. Without a course, everybody who is known counts as listed."""
    known = everybody(session)
    if run_id is None:
        return House(known, frozenset(person.person_id for person in known))
    enrolled = session.exec(select(Enrolment.person_id).where(Enrolment.run_id == run_id)).all()
    return House(known, frozenset(enrolled))


def recognise(
    listed: Iterable[Listed], house: House, as_new: Collection[int] = ()
) -> tuple[Recognised, ...]:
    """Everybody on the list, recognised where she can be. `as_new`: rows that are somebody new."""
    by_name = _by_name(house.known)
    return tuple(
        Recognised(person.row, person.name, person.latin)
        if person.row in as_new
        else _recognised(person, by_name, house.enrolled)
        for person in listed
    )


def newcomers(recognised: Iterable[Recognised]) -> tuple[Newcomer, ...]:
    """Those who are not on the list of the course yet."""
    return tuple(person.newcomer for person in recognised if not person.enrolled)


def _by_name(known: Sequence[Known]) -> dict[tuple[str, ...], list[int]]:
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for person in known:
        by_name[_key(person.name)].append(person.person_id)
    return by_name


def _recognised(
    person: Listed, by_name: dict[tuple[str, ...], list[int]], enrolled: frozenset[int]
) -> Recognised:
    same = by_name.get(_key(person.name), [])
    on_list = next((person_id for person_id in same if person_id in enrolled), None)
    found = on_list if on_list is not None else same[0] if len(same) == 1 else None
    if found is None:
        return Recognised(person.row, person.name, person.latin)
    same.remove(found)
    return Recognised(person.row, person.name, person.latin, found, on_list is not None)


def _key(name: str) -> tuple[str, ...]:
    return tuple(sorted(fold(name)))
