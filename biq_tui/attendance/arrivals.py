"""Arrivals by phone, and what becomes of those that wait for a look."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import BindParameter, CursorResult, Select, bindparam
from sqlmodel import Session, col, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Calls, Write, done_together, insert_each
from ..people.models import Person
from ..people.name_index import NameIndex
from ..people.public import is_known
from . import sentences
from .models import Arrival, Door, Expected, Fate, Gathering, Presence, Role, Sitting
from .presences import come_in, folded, new_guest, not_open, open_gathering, there


@dataclass(frozen=True, slots=True)
class _Report:
    """What one phone said."""

    write: Write
    gathering_id: int
    key: str
    name: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Door:
    """What the door asks of an open gathering: its real start, and the names of the enrolled."""

    began_at: datetime | None
    enrolled: NameIndex


_NAMED: BindParameter[Any] = bindparam("named", expanding=True)
_HEARD = select(Arrival.key, Arrival.folded).where(
    col(Arrival.gathering_id) == bindparam("gathering_id"), col(Arrival.key).in_(_NAMED)
)
_NOTED = select(Presence.person_id, Presence.reported).where(
    col(Presence.gathering_id) == bindparam("gathering_id"), col(Presence.person_id).in_(_NAMED)
)


def _report_all(calls: Calls) -> list[None]:
    reports = [_read(write, *args) for write, args in calls]
    for gathering_id, its in groupby(reports, lambda report: report.gathering_id):
        _let_in(gathering_id, list(its))
    return [None for _call in calls]


@done_together(_report_all)
def report(write: Write, gathering_id: int, key: str, name: str) -> None:
    """Somebody said by phone: I am here. The same key and name again is the same arrival.

    One exact match among the enrolled, by her name as it is written or in Latin letters, is
    present at once; every other arrival waits for a look. Who asks never learns which.
    """
    _report_all([(write, (gathering_id, key, name))])


def take(write: Write, gathering_id: int, arrival_id: int, person_id: int) -> None:
    """A waiting arrival is this person."""
    gathering = open_gathering(write, gathering_id)
    _settle(write, gathering_id, arrival_id, Fate.MATCHED, person_id)
    message = come_in(write, gathering, person_id, reported=True, seen=True)
    write.tell(message or sentences.SAME, person=person_id, arrival=arrival_id)


def take_as_guest(write: Write, gathering_id: int, arrival_id: int) -> None:
    """A waiting arrival is somebody who is not on the list."""
    gathering = open_gathering(write, gathering_id)
    arrival = write.session.get(Arrival, arrival_id)
    if arrival is None or arrival.gathering_id != gathering_id:  # taken back meanwhile
        raise _answered()
    person_id = new_guest(write, gathering, arrival.name, reported=True, seen=True)
    _settle(write, gathering_id, arrival_id, Fate.MATCHED, person_id)
    write.tell(sentences.GUEST, person=person_id, arrival=arrival_id)


def put_aside(write: Write, gathering_id: int, arrival_id: int) -> None:
    """A waiting arrival is nobody who belongs here. It stays on record."""
    open_gathering(write, gathering_id)
    _settle(write, gathering_id, arrival_id, Fate.ASIDE, None)
    write.tell(sentences.ASIDE, arrival=arrival_id)


def _read(write: Write, gathering_id: int, key: str, name: str) -> _Report:
    name = clean(name)
    if not name:
        raise Refused(_("Please write your name."))
    return _Report(write, gathering_id, key, name, folded(name))


def _let_in(gathering_id: int, reports: list[_Report]) -> None:
    """All these phones, in few statements; each is told and journalled by itself."""
    door = _door_of(reports[0].write, gathering_id)
    new = _unheard(gathering_id, reports)
    found = _found(gathering_id, new, door.enrolled)
    now = clock.now()
    arrivals = insert_each(
        Arrival,
        [
            (
                report.write,
                {
                    "gathering_id": gathering_id,
                    "key": report.key,
                    "name": report.name,
                    "folded": report.folded,
                    "at": now,
                    "door": Door.PHONE,
                    "fate": Fate.WAITING if person_id is None else Fate.MATCHED,
                    "person_id": person_id,
                },
            )
            for report, (person_id, _known) in zip(new, found, strict=True)
        ],
    )
    noted = {"gathering_id": gathering_id, **there(door.began_at, reported=True)}
    insert_each(
        Presence,
        [
            (report.write, {**noted, "person_id": person_id})
            for report, (person_id, known) in zip(new, found, strict=True)
            if person_id is not None and not known
        ],
    )
    for report, (person_id, known), arrival_id in zip(new, found, arrivals, strict=True):
        if person_id is None:
            report.write.tell(sentences.WAITING, gathering=gathering_id, arrival=arrival_id)
            continue
        message: str | None = sentences.HERE
        if known:
            gathering = open_gathering(report.write, gathering_id)
            message = come_in(report.write, gathering, person_id, reported=True)
        report.write.tell(message or sentences.HERE, person=person_id, arrival=arrival_id)


def _door_of(write: Write, gathering_id: int) -> _Door:
    """Kept from one group of phones to the next. Raises Refused if the gathering is not open."""

    def look(session: Session) -> _Door | None:
        connection = session.connection()
        stands = select(Gathering.sitting, Gathering.began_at).where(
            col(Gathering.id) == gathering_id
        )
        gathering = connection.execute(stands).one_or_none()
        if gathering is None or gathering.sitting != Sitting.OPEN:
            return None
        listed = (
            select(Expected.person_id, Person.name, Person.latin)
            .join(Person, col(Person.id) == col(Expected.person_id))
            .where(
                col(Expected.gathering_id) == gathering_id,
                col(Expected.role) == Role.PARTICIPANT,
                is_known(),
            )
        )
        names = {
            person_id: (name, latin) if latin else (name,)
            for person_id, name, latin in connection.execute(listed)
        }
        return _Door(gathering.began_at, NameIndex(names))

    door = write.keep(("attendance.door", gathering_id), (Gathering, Expected, Person), look)
    if door is None:
        raise not_open()
    return door


def _unheard(gathering_id: int, reports: list[_Report]) -> list[_Report]:
    """Without those that were sent before. Nobody else writes now; the constraint watches."""
    heard = {tuple(row) for row in _rows(_HEARD, gathering_id, reports, {r.key for r in reports})}
    new = []
    for report in reports:
        if (report.key, report.folded) not in heard:
            heard.add((report.key, report.folded))
            new.append(report)
    return new


def _found(
    gathering_id: int, reports: list[_Report], enrolled: NameIndex
) -> list[tuple[int | None, bool]]:
    """Whom each report finds, and whether something is known of her this evening already.

    None for a name nobody or more than one has, and for whom a phone has spoken before.
    """
    hits = [enrolled.same(report.name) for report in reports]
    people = [next(iter(hit)) if len(hit) == 1 else None for hit in hits]
    spoken_for = _known(gathering_id, reports, {person for person in people if person is not None})
    known = set(spoken_for)
    found: list[tuple[int | None, bool]] = []
    for person_id in people:
        if person_id is None or spoken_for.get(person_id):
            found.append((None, False))
        else:
            spoken_for[person_id] = True
            found.append((person_id, person_id in known))
    return found


def _known(gathering_id: int, reports: list[_Report], people: set[int]) -> dict[int, bool]:
    """Of whom something is known this evening, and whether a phone has spoken for her."""
    if not people:
        return {}
    rows = _rows(_NOTED, gathering_id, reports, people)
    return {row.person_id: row.reported for row in rows}


def _rows(
    query: Select[*tuple[Any, ...]],
    gathering_id: int,
    reports: list[_Report],
    named: Collection[str | int],
) -> CursorResult[Any]:
    """What is stored of the `named` keys or people of a gathering."""
    connection = reports[0].write.session.connection()
    return connection.execute(query, {"gathering_id": gathering_id, "named": list(named)})


def _settle(
    write: Write, gathering_id: int, arrival_id: int, fate: Fate, person_id: int | None
) -> None:
    settled = write.change(
        Arrival,
        Arrival.id == arrival_id,
        Arrival.gathering_id == gathering_id,
        Arrival.fate != Fate.MATCHED,
        fate=fate,
        person_id=person_id,
    )
    if not settled:
        raise _answered()


def _answered() -> Refused:
    return Refused(_("Somebody else has answered this already."))
