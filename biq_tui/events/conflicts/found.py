"""What is booked twice, as screens, papers and commands ask for it.

`conflicts_of` one event, `conflicts_between` two days, and a `Snapshot` for lines, which say before
Enter what a new day would mean. All three ask the same function of the same bookings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from ...attendance.models import Gathering, Sitting
from ...core import clock
from ..access import Mismatch, mismatches
from ..models import AcceptedConflict, Event, Shift
from ..reading import need_rows, venue_access
from .bookings import COUNTED, Use
from .clashes import Clash, Index, Severity, clashes, clashes_with
from .free_times import FreeDay, free_days
from .reading import Window, bookings, house


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that does not go together with an event, and whether that is all right."""

    key: str
    severity: Severity
    about: Clash | FreeDay | Mismatch
    accepted: str = ""
    """Why it is all right all the same; "" while nobody has said so."""

    @property
    def counts(self) -> bool:
        """Whether somebody should look at it: booked twice, and nobody has said it is fine."""
        return not self.accepted and self.severity is not Severity.INFO


@dataclass(frozen=True)
class Between:
    """What is booked twice between two days, accepted or not."""

    conflicts: tuple[Conflict, ...]
    """Each once, without free days; the worst first, then the earliest."""

    @cached_property
    def by_gathering(self) -> Mapping[int, tuple[Conflict, ...]]:
        """What counts, by the gathering of each of both sides."""
        found: dict[int, list[Conflict]] = {}
        for conflict in self.conflicts:
            if conflict.counts and isinstance(conflict.about, Clash):
                sides = {side.occasion.gathering_id for side in conflict.about.sides}
                for gathering_id in sorted(sides):
                    found.setdefault(gathering_id, []).append(conflict)
        return {gathering_id: tuple(its) for gathering_id, its in found.items()}

    @cached_property
    def rooms(self) -> int:
        """How many rooms are booked twice."""
        return len(self._subjects(Use.ROOM))

    @cached_property
    def others(self) -> int:
        """How many people, contacts and things are."""
        return len(self._subjects(*(use for use in Use if use is not Use.ROOM)))

    def _subjects(self, *uses: Use) -> frozenset[str]:
        return frozenset(
            max(conflict.about.sides, key=lambda side: len(side.within)).subject
            for conflict in self.conflicts
            if conflict.counts
            and isinstance(conflict.about, Clash)
            and conflict.about.one.use in uses
        )


def conflicts_of(session: Session, event_id: int) -> tuple[Conflict, ...]:
    """What does not go together with an event; nothing for one that is cancelled or over.

    A fixed number of statements. The worst first, then the earliest.
    """
    execute = session.connection().execute
    its_shifts = col(Shift.event_id) == event_id
    event: Any = execute(
        select(
            col(Event.setup_minutes),
            col(Event.teardown_minutes),
            func.coalesce(Gathering.venue, Event.wished_venue).label("venue"),
            col(Gathering.id).label("gathering_id"),
            col(Gathering.starts_at),
            col(Gathering.ends_at),
            select(func.min(Shift.starts_at)).where(its_shifts).scalar_subquery().label("first"),
            select(func.max(Shift.ends_at)).where(its_shifts).scalar_subquery().label("last"),
        )
        .join(Gathering, col(Event.gathering_id) == col(Gathering.id), isouter=True)
        .where(
            col(Event.id) == event_id,
            col(Event.state).in_(COUNTED),
            or_(col(Gathering.id).is_(None), col(Gathering.sitting) != Sitting.ENDED),
        )
    ).first()
    if event is None:
        return ()
    needs = need_rows(execute, event_id)
    unmet = mismatches(event.venue, venue_access(session, event.venue)[0], needs) if needs else ()
    found: tuple[Clash, ...] = ()
    free: tuple[FreeDay, ...] = ()
    if event.gathering_id is not None:
        its = house(session)
        begins = event.starts_at - timedelta(minutes=event.setup_minutes)
        stops = event.ends_at + timedelta(minutes=event.teardown_minutes)
        needed = min(begins, event.first or begins), max(stops, event.last or stops)
        booked = bookings(session, its, needed)
        own = [one for one in booked if one.occasion.gathering_id == event.gathering_id]
        found = clashes_with(own, Index(booked, its.way))
        free = free_days(event.starts_at, event.ends_at, its.land)
    return as_conflicts((*found, *unmet), free, _accepted(session))


def conflicts_between(session: Session, first: date, last: date) -> Between:
    """What is booked twice from the first day to the last, on this laptop's calendar.

    A fixed number of statements.
    """
    starts = clock.moment_of(first, time())
    ends = clock.moment_of(last + timedelta(days=1), time())
    its = house(session)
    window: Window = (starts, ends)
    found = clashes(bookings(session, its, window), its.way)
    seen = (clash for clash in found if clash.starts_at < ends and clash.ends_at >= starts)
    return Between(as_conflicts(seen, (), _accepted(session)))


def _accepted(session: Session) -> dict[str, str]:
    """Why something is all right, by its key. Said at one event, it holds for both."""
    its = AcceptedConflict.__table__  # type: ignore[attr-defined]
    rows = session.connection().execute(select(its.c.key, its.c.reason).order_by(its.c.id))
    return {row.key: row.reason for row in rows}


def as_conflicts(
    found: Iterable[Clash | Mismatch], free: Iterable[FreeDay], accepted: Mapping[str, str]
) -> tuple[Conflict, ...]:
    """What was found, with why it is all right; the worst first."""
    abouts: list[tuple[Severity, Clash | FreeDay | Mismatch]] = [
        *((one.severity, one) for one in found),
        *((Severity.INFO, day) for day in free),
    ]
    return tuple(
        Conflict(about.key, severity, about, accepted.get(about.key, ""))
        for severity, about in sorted(abouts, key=lambda one: one[0])
    )
