"""What the calendar shows: events, dates of courses and meetings, each with how it stands.

However many there are, they are read in a fixed number of statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ...attendance.models import Gathering, Kind, Sitting
from ...core import clock
from ..conflicts.found import Between, conflicts_between
from ..models import Event, EventState
from ..partners.missing import missing_of_all

UNSETTLED = frozenset({EventState.WISH, EventState.PLANNED})
"""Not fixed yet: it can still become nothing."""

OVER = frozenset({EventState.DONE, EventState.EVALUATED, EventState.CANCELLED})
"""Nobody waits for anything any more."""

_NIGHT = timedelta(hours=6)
"""What ends so long after midnight belongs to the evening before."""


@dataclass(frozen=True, slots=True)
class Key:
    """Which entry is meant: an event by its id, another date by its gathering's."""

    event_id: int | None
    gathering_id: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, dated or not, a date of a course, or a meeting."""

    kind: Kind
    title: str
    venue: str
    event_id: int | None
    """Its number on every screen; None for a course date or a meeting, which have none."""
    gathering_id: int | None
    """None for an event without a day."""
    starts_at: datetime | None
    ends_at: datetime | None
    sitting: Sitting | None
    state: EventState | None
    """None for a course date or a meeting."""
    missing: tuple[str, ...] = ()
    """What it still needs, in words."""
    is_double: bool = False
    """Something it needs is booked twice, and nobody has said that this is fine."""

    @property
    def mark(self) -> str:
        """! for what is booked twice, ? for what is not fixed, x for cancelled; "" for nothing."""
        if self.state is EventState.CANCELLED:
            return "x"
        if self.is_double:
            return "!"
        return "?" if self.state in UNSETTLED else ""

    @property
    def is_cancelled(self) -> bool:
        """It is shown, but nobody comes."""
        return self.state is EventState.CANCELLED

    @property
    def first_day(self) -> date | None:
        """The day on which it begins, on this laptop's wall clock."""
        return None if self.starts_at is None else clock.local(self.starts_at).date()

    @property
    def last_day(self) -> date | None:
        """The day on which it ends; one that goes on into the night ends in the evening."""
        if self.starts_at is None or self.ends_at is None:
            return None
        return max(clock.local(self.starts_at).date(), clock.local(self.ends_at - _NIGHT).date())

    @property
    def key(self) -> Key:
        """By which it is known on the screen."""
        return Key(self.event_id, self.gathering_id)

    def is_on(self, day: date) -> bool:
        """Whether it is on this day."""
        first, last = self.first_day, self.last_day
        return first is not None and last is not None and first <= day <= last

    @property
    def place(self) -> tuple[datetime, int, int]:
        """Where it stands among others: by time; what has no day comes last."""
        latest = datetime.max.replace(tzinfo=clock.now().tzinfo)
        return self.starts_at or latest, self.gathering_id or 0, self.event_id or 0


def entries(session: Session, first: date, last: date) -> tuple[Entry, ...]:
    """What is on from `first` to `last`, both included, the earliest first."""
    return marked(dated(session, first, last), conflicts_between(session, first, last))


def marked(found: Iterable[Entry], between: Between) -> tuple[Entry, ...]:
    """The same, each with whether it is booked twice."""
    doubles = between.by_gathering
    return tuple(
        replace(entry, is_double=True) if entry.gathering_id in doubles else entry
        for entry in found
    )


def dated(session: Session, first: date, last: date) -> tuple[Entry, ...]:
    """What is on from `first` to `last`, without whether it is booked twice."""
    begins = clock.moment_of(first, time.min)
    ends = clock.moment_of(last + timedelta(days=1), time.min)
    query = (
        select(*_OF_GATHERING, *_OF_EVENT)
        .join(Event, col(Event.gathering_id) == col(Gathering.id), isouter=True)
        .where(col(Gathering.starts_at) < ends, col(Gathering.ends_at) > begins)
        .order_by(col(Gathering.starts_at), col(Gathering.id))
    )
    found = [_entry(row) for row in session.connection().execute(query)]
    return with_missing(session, found)


def all_events(session: Session) -> tuple[Entry, ...]:
    """Every event, the earliest first, those without a day at the end; without what is missing."""
    query = (
        select(*_OF_GATHERING, *_OF_EVENT)
        .select_from(Event)
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id), isouter=True)
        .order_by(col(Gathering.starts_at), col(Event.id))
    )
    found = [_entry(row) for row in session.connection().execute(query)]
    return tuple(sorted(found, key=lambda entry: entry.place))


def first_day_of(session: Session, event_id: int) -> date | None:
    """The day on which an event begins; None if it has none."""
    query = (
        select(col(Gathering.starts_at))
        .join(Event, col(Event.gathering_id) == col(Gathering.id))
        .where(col(Event.id) == event_id)
    )
    starts_at = session.execute(query).scalar()
    return None if starts_at is None else clock.local(starts_at).date()


def with_missing(session: Session, found: Iterable[Entry]) -> tuple[Entry, ...]:
    """The same, with what each event still needs; nobody asks that of one that is over.

    Of a cancelled one it is only that those know it who have its date in their calendars.
    """
    of = tuple(found)
    asked = [
        entry.event_id
        for entry in of
        if entry.event_id is not None and (entry.is_cancelled or entry.state not in OVER)
    ]
    missing: Mapping[int, tuple[str, ...]] = missing_of_all(session, asked) if asked else {}
    return tuple(
        replace(entry, missing=tuple(missing.get(entry.event_id, ())))
        if entry.event_id is not None
        else entry
        for entry in of
    )


_OF_GATHERING = (
    col(Gathering.id),
    col(Gathering.kind),
    col(Gathering.title),
    col(Gathering.venue),
    col(Gathering.starts_at),
    col(Gathering.ends_at),
    col(Gathering.sitting),
)
_OF_EVENT: tuple[Any, ...] = (
    col(Event.id).label("event_id"),
    col(Event.title).label("event_title"),
    col(Event.state),
    col(Event.wished_venue),
)


def _entry(row: Any) -> Entry:
    is_event = row.event_id is not None
    return Entry(
        kind=Kind.EVENT if is_event else Kind(row.kind),
        title=row.event_title if is_event else row.title,
        venue=(row.venue or row.wished_venue or "") if is_event else row.venue,
        event_id=row.event_id,
        gathering_id=row.id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        sitting=None if row.sitting is None else Sitting(row.sitting),
        state=EventState(row.state) if is_event else None,
    )
