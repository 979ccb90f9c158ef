"""What the sign-in screen shows: one gathering, its list, and who waits. Frozen rows, no tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import select as select_columns  # sqlmodel's knows types for 4 columns at most
from sqlmodel import Session, col, func, select

from ..core import clock, journal
from ..core.errors import Refused
from ..core.language import _
from ..people.models import Person
from ..people.names import begins, same, similar
from .models import Arrival, Door, Expected, Fate, Gathering, Presence, Role, Sitting, State
from .places import gathering_of, place_of
from .sentences import Happened, told

CANDIDATES = 3
"""How many possible people are offered for an arrival."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person on the list."""

    number: int
    person_id: int
    name: str
    role: Role
    state: State | None
    late_minutes: int | None = None
    left: bool = False

    @property
    def here(self) -> bool:
        """In the room right now."""
        return self.state is State.PRESENT and not self.left


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
    rows: tuple[Row, ...]
    waiting: tuple[Waiting, ...]
    aside: int
    """Arrivals that were put aside."""
    phones: int
    """Arrivals that came by phone."""
    as_of: int
    last_event: Happened | None
    my_step: Happened | None
    """The facilitator's last step at this laptop that is not taken back."""

    @property
    def here(self) -> int:
        """People in the room."""
        return sum(row.here for row in self.rows)

    @property
    def guests(self) -> int:
        """Guests in the room."""
        return sum(row.here and row.role is Role.GUEST for row in self.rows)

    @property
    def open(self) -> int:
        """People on the list of whom nothing is known yet."""
        return sum(row.state is None for row in self.rows)

    @property
    def excused(self) -> int:
        """People who cancelled."""
        return sum(row.state is State.EXCUSED for row in self.rows)

    @property
    def left(self) -> int:
        """People who were here and have left."""
        return sum(row.left for row in self.rows)

    @property
    def absent(self) -> int:
        """People who are known not to have come."""
        return sum(row.state is State.ABSENT for row in self.rows)

    def row(self, person_id: int) -> Row:
        """The row of a person on this list."""
        return next(row for row in self.rows if row.person_id == person_id)


def sheet(session: Session, gathering_id: int, station: str) -> Sheet:
    """Read one gathering. Raises Refused if there is none."""
    gathering = session.get(Gathering, gathering_id)
    if gathering is None:
        raise Refused(_("This date is not there any more."))
    rows = _rows(session, gathering_id)
    arrivals = session.exec(
        select(Arrival).where(Arrival.gathering_id == gathering_id).order_by(col(Arrival.id))
    ).all()
    place = place_of(gathering_id)
    step = journal.last_step(session, station, place)
    latest = journal.last_entry(session, place)
    return Sheet(
        gathering_id=gathering_id,
        title=gathering.title,
        venue=gathering.venue,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        sitting=Sitting(gathering.sitting),
        code=gathering.code,
        began_at=gathering.began_at,
        ended_at=gathering.ended_at,
        rows=rows,
        waiting=tuple(_waiting(a, rows) for a in arrivals if a.fate == Fate.WAITING),
        aside=sum(arrival.fate == Fate.ASIDE for arrival in arrivals),
        phones=sum(arrival.door == Door.PHONE for arrival in arrivals),
        as_of=journal.last_number(session),
        last_event=next(iter(told(session, [latest] if latest else [])), None),
        my_step=next(iter(told(session, [step] if step else [])), None),
    )


def happened(session: Session, gathering_id: int) -> tuple[Happened, ...]:
    """Everything that happened at a gathering, oldest first."""
    entries = journal.heads(session, place=place_of(gathering_id))
    return told(session, [entry for entry in entries if entry.undo_of is None])


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
            .where(col(Expected.gathering_id).in_(ids))
            .group_by(col(Expected.gathering_id))
        ).all()
    )
    states = {
        (gathering_id, state): count
        for gathering_id, state, count in session.exec(
            select(Presence.gathering_id, Presence.state, func.count())
            .where(col(Presence.gathering_id).in_(ids), col(Presence.left_at).is_(None))
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


def _rows(session: Session, gathering_id: int) -> tuple[Row, ...]:
    found = session.execute(
        select_columns(
            col(Expected.number),
            col(Expected.person_id),
            col(Person.name),
            col(Expected.role),
            col(Presence.state),
            col(Presence.late_minutes),
            col(Presence.left_at),
        )
        .join(Person, col(Person.id) == col(Expected.person_id))
        .join(
            Presence,
            (col(Presence.person_id) == col(Expected.person_id))
            & (col(Presence.gathering_id) == col(Expected.gathering_id)),
            isouter=True,
        )
        .where(col(Expected.gathering_id) == gathering_id)
        .order_by(col(Expected.number))
    )
    return tuple(
        Row(
            number=number,
            person_id=person_id,
            name=name,
            role=Role(role),
            state=None if state is None else State(state),
            late_minutes=late_minutes,
            left=left_at is not None,
        )
        for number, person_id, name, role, state, late_minutes, left_at in found
    )


def _waiting(arrival: Arrival, rows: tuple[Row, ...]) -> Waiting:
    hits = [rows[at] for at in _alike(arrival.name, tuple(row.name for row in rows))]
    hits.sort(key=lambda row: row.here)  # who is not here yet comes first
    return Waiting(
        arrival_id=arrival.id or 0,
        name=arrival.name,
        at=arrival.at,
        candidates=tuple(row.person_id for row in hits[:CANDIDATES]),
    )


@lru_cache(maxsize=2048)  # asked anew at every change, for names that stay
def _alike(name: str, names: tuple[str, ...]) -> tuple[int, ...]:
    """Places in `names` of those that `name` may mean, typos only if nothing else fits."""
    hits = [at for at, known in enumerate(names) if begins(name, known) or same(name, known)]
    return tuple(hits or similar(name, names))
