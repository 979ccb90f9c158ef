"""Who on a fetched list is known already, so that the same people again are not doubled.

Only equal names decide (folded: capitals, marks and the order of the words don't count), or else
an equal name in Latin letters. Each known person stands for one row. Two of the same name on no
list of this course could be either, so a row is then somebody new: two histories are put together
more easily than one is taken apart.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

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
    unseen = _Unseen(house)
    return tuple(
        Recognised(person.row, person.name, person.latin)
        if person.row in as_new
        else unseen.recognised(person)
        for person in listed
    )


def newcomers(recognised: Iterable[Recognised]) -> tuple[Newcomer, ...]:
    """Those who are not on the list of the course yet."""
    return tuple(person.newcomer for person in recognised if not person.enrolled)


_ByName = dict[tuple[str, ...], deque[int]]


class _Unseen:
    """Those of the house who have not stood for a row of the list yet."""

    def __init__(self, house: House) -> None:
        self._enrolled = house.enrolled
        self._seen: set[int] = set()
        self._named: _ByName = defaultdict(deque)
        self._spelt: _ByName = defaultdict(deque)
        for person in sorted(house.known, key=lambda p: p.person_id not in house.enrolled):
            self._named[_key(person.name)].append(person.person_id)
            for spelling in {_key(person.name), _key(person.latin or person.name)}:
                self._spelt[spelling].append(person.person_id)

    def recognised(self, person: Listed) -> Recognised:
        """The row with whoever it is; she stands for no other row."""
        found = self._two(self._named, person.name)
        found = found or self._two(self._spelt, person.latin or person.name)
        if not found or (len(found) > 1 and found[0] not in self._enrolled):
            return Recognised(person.row, person.name, person.latin)
        known = found[0]
        self._seen.add(known)
        return Recognised(person.row, person.name, person.latin, known, known in self._enrolled)

    def _two(self, known: _ByName, name: str) -> list[int]:
        """Who has this name, those on the list of the course first; two at most."""
        ids = known.get(_key(name), deque())
        while ids and ids[0] in self._seen:
            ids.popleft()
        return list(islice((person_id for person_id in ids if person_id not in self._seen), 2))


def _key(name: str) -> tuple[str, ...]:
    return tuple(sorted(fold(name)))
