"""What the sign-in screen shows: one gathering, its list, and who waits. Frozen rows, no tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select as select_columns  # sqlmodel's knows types for 4 columns at most
from sqlmodel import Session, col, func, select

from ..core import clock, journal, language, telling
from ..core.errors import Refused
from ..core.language import _
from ..people.models import Person
from ..people.public import doubles, is_somebody
from .models import (
    BESIDE,
    TAKING_PART,
    Arrival,
    Door,
    Expected,
    Fate,
    Gathering,
    Presence,
    Role,
    Sitting,
    State,
)
from .places import gathering_of, place_of
from .roster import Roster, Row
from .sentences import Happened

CANDIDATES = 3
"""How many possible people are offered for an arrival."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An arrival that needs a look, with the people it may be (person ids, best first)."""

    arrival_id: int
    name: str
    at: datetime
    candidates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A gathering as the screen sees it, consistent as of journal entry `as_of`."""

    gathering_id: int
    title: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    sitting: Sitting
    code: str
    began_at: datetime | None
    ended_at: datetime | None
    rows: Roster
    waiting: tuple[Waiting, ...]
    aside: int
    """Arrivals that were put aside."""
    phones: int
    """Arrivals that came by phone."""
    as_of: int
    last_event: Happened | None
    """What happened last; of what is kept discreet the list knows nothing."""
    my_step: Happened | None
    """The facilitator's last step at this laptop that is not taken back."""
    told_in: str = ""
    """The language of what happened."""

    @property
    def here(self) -> int:
        """People in the room."""
        return self.rows.how_many(State.PRESENT)

    @property
    def guests(self) -> int:
        """Guests in the room."""
        return self.rows.how_many(State.PRESENT, roles={Role.GUEST})

    @property
    def beside(self) -> int:
        """Companions, assistants and interpreters in the room."""
        return self.rows.how_many(State.PRESENT, roles=BESIDE)

    @property
    def open(self) -> int:
        """People on the list of whom nothing is known yet. Nobody misses who only comes along."""
        return self.rows.how_many(None, roles=TAKING_PART)

    @property
    def excused(self) -> int:
        """People who cancelled."""
        return self.rows.how_many(State.EXCUSED)

    @property
    def left(self) -> int:
        """People who were here and have left."""
        return self.rows.how_many(State.PRESENT, left=True)

    @property
    def absent(self) -> int:
        """People who are known not to have come."""
        return self.rows.how_many(State.ABSENT)

    def row(self, person_id: int) -> Row:
        """The row of a person on this list. Raises LookupError if she is not on it."""
        row = self.rows.of(person_id)
        if row is None:
            raise LookupError(f"person {person_id} is not on the list")
        return row


def sheet(session: Session, gathering_id: int, station: str) -> Sheet:
    """Read one gathering. Raises Refused if there is none."""
    place = place_of(gathering_id)
    rows = Roster(rows_of(session, gathering_id))
    return Sheet(
        **facts_of(session, gathering_id),
        **arrivals_of(session, gathering_id, rows),
        rows=rows,
        as_of=journal.last_number(session),
        last_event=telling.last_event(session, place, discreet=False),
        my_step=telling.last_step(session, station, place, discreet=False),
        told_in=language.spoken(),
    )


@dataclass(frozen=True, slots=True)
class Date:
    """One gathering as Heute shows it: numbers, no names."""

    gathering_id: int
    title: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    sitting: Sitting
    expected: int
    excused: int
    here: int


def dates(session: Session, since: datetime, most: int = 50) -> tuple[Date, ...]:
    """Gatherings that end after `since`, the earliest first."""
    gatherings = session.exec(
        select(Gathering)
        .where(col(Gathering.ends_at) >= since)
        .order_by(col(Gathering.starts_at), col(Gathering.id))
        .limit(most)
    ).all()
    ids = [gathering.id for gathering in gatherings]
    listed = dict(
        session.exec(
            select(Expected.gathering_id, func.count())
            .where(
                col(Expected.gathering_id).in_(ids),
                col(Expected.role).in_(TAKING_PART),
                col(Expected.person_id).not_in(doubles()),
            )
            .group_by(col(Expected.gathering_id))
        ).all()
    )
    states = {
        (gathering_id, state): count
        for gathering_id, state, count in session.exec(
            select(Presence.gathering_id, Presence.state, func.count())
            .where(
                col(Presence.gathering_id).in_(ids),
                col(Presence.left_at).is_(None),
                col(Presence.person_id).not_in(doubles()),
            )
            .group_by(col(Presence.gathering_id), col(Presence.state))
        )
    }
    return tuple(
        Date(
            gathering_id=gathering.id or 0,
            title=gathering.title,
            venue=gathering.venue,
            starts_at=gathering.starts_at,
            ends_at=gathering.ends_at,
            sitting=Sitting(gathering.sitting),
            expected=listed.get(gathering.id or 0, 0),
            excused=states.get((gathering.id or 0, State.EXCUSED), 0),
            here=states.get((gathering.id or 0, State.PRESENT), 0),
        )
        for gathering in gatherings
    )


def title_and_count(session: Session, gathering_id: int) -> tuple[str, int]:
    """What the projector may know of a gathering: its title and how many people are here."""
    title = session.exec(select(Gathering.title).where(Gathering.id == gathering_id)).one()
    here = session.exec(
        select(func.count()).where(
            Presence.gathering_id == gathering_id,
            Presence.state == State.PRESENT,
            col(Presence.left_at).is_(None),
            col(Presence.person_id).not_in(doubles()),
        )
    ).one()
    return title, here


def still_open(session: Session, place: str) -> int | None:
    """The gathering of `place`; without a place an open one of today. None if there is none."""
    query = select(Gathering.id)
    if place:
        query = query.where(Gathering.id == gathering_of(place))
    else:
        query = query.where(
            Gathering.sitting == Sitting.OPEN, Gathering.ends_at >= start_of_today()
        )
    return session.exec(query.order_by(col(Gathering.starts_at)).limit(1)).first()


def start_of_today() -> datetime:
    """Last midnight on this laptop's wall clock."""
    today = clock.local(clock.now())
    return today - timedelta(hours=today.hour, minutes=today.minute, seconds=today.second)


def facts_of(session: Session, gathering_id: int) -> dict[str, Any]:
    """What a sheet says of the gathering itself. Raises Refused if there is none."""
    gathering = session.get(Gathering, gathering_id)
    if gathering is None:
        raise Refused(_("This date is not there any more."))
    return {
        "gathering_id": gathering_id,
        "title": gathering.title,
        "venue": gathering.venue,
        "starts_at": gathering.starts_at,
        "ends_at": gathering.ends_at,
        "sitting": Sitting(gathering.sitting),
        "code": gathering.code,
        "began_at": gathering.began_at,
        "ended_at": gathering.ended_at,
    }


def rows_of(
    session: Session, gathering_id: int, people: Iterable[int] | None = None
) -> tuple[Row, ...]:
    """The rows of a gathering's list; only those of `people`, if they are named."""
    query = (
        select_columns(
            col(Expected.number),
            col(Expected.person_id),
            col(Person.name),
            col(Expected.role),
            col(Presence.state),
            col(Presence.late_minutes),
            col(Presence.left_at),
            col(Person.latin),
            col(Person.known_by),
            col(Person.locked),
            (
                col(Presence.reported)
                & ~col(Presence.seen)
                & (col(Presence.state) == State.PRESENT)
            ).label("unseen"),
        )
        .join(Person, col(Person.id) == col(Expected.person_id))
        .join(
            Presence,
            (col(Presence.person_id) == col(Expected.person_id))
            & (col(Presence.gathering_id) == col(Expected.gathering_id)),
            isouter=True,
        )
        .where(col(Expected.gathering_id) == gathering_id, is_somebody())
        .order_by(col(Expected.number))
    )
    if people is not None:
        query = query.where(col(Expected.person_id).in_(sorted(people)))
    return tuple(
        Row(
            number=row.number,
            person_id=row.person_id,
            name=row.name,
            role=Role(row.role),
            state=None if row.state is None else State(row.state),
            late_minutes=row.late_minutes,
            left=row.left_at is not None,
            latin=row.latin,
            known_by=row.known_by,
            locked=row.locked,
            unseen=bool(row.unseen),
        )
        for row in session.execute(query)
    )


def arrivals_of(session: Session, gathering_id: int, rows: Roster) -> dict[str, Any]:
    """What a sheet says of arrivals: who waits, and how many came in which way."""
    waiting = session.exec(
        select(Arrival)
        .where(Arrival.gathering_id == gathering_id, Arrival.fate == Fate.WAITING)
        .order_by(col(Arrival.id))
    )
    counts = session.exec(
        select(Arrival.fate, Arrival.door, func.count())
        .where(Arrival.gathering_id == gathering_id)
        .group_by(col(Arrival.fate), col(Arrival.door))
    ).all()
    return {
        "waiting": tuple(
            Waiting(arrival.id or 0, arrival.name, arrival.at, candidates(arrival.name, rows))
            for arrival in waiting
        ),
        "aside": sum(count for fate, _door, count in counts if fate == Fate.ASIDE),
        "phones": sum(count for _fate, door, count in counts if door == Door.PHONE),
    }


def candidates(reported: str, rows: Roster) -> tuple[int, ...]:
    """Ids of the people whom a reported name may mean; who is not here yet comes first."""
    hits = sorted(rows.alike(reported), key=lambda row: row.here)
    return tuple(row.person_id for row in hits[:CANDIDATES])
