"""What lines say before Enter: would something be booked twice?

One snapshot of everything that is booked serves the screens, the import and the command line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from ...core import clock, journal
from ..plan import Plan, ShiftRow
from .bookings import Booking
from .clashes import Index, clashes_with
from .found import Conflict, as_conflicts
from .proposed import of_helper, of_new, of_plan
from .reading import ALWAYS, bookings, house
from .words import hint_of

READ = frozenset(
    {
        "gathering", "event", "venue", "shift", "helper", "expected", "presence", "pledge",
        "event_partner", "contact", "organisation", "person", "setting",
    }
)  # fmt: skip
"""The tables in which bookings stand."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that is booked from now on, for lines that are read without a database."""

    index: Index
    shared: frozenset[str]
    as_of: int
    """The journal's last number when it was read."""

    def new(self, title: str, when: tuple[datetime, datetime], venue: str) -> tuple[Conflict, ...]:
        """What a new event would meet."""
        return would_clash(self, of_new(title, when, venue, self.shared))

    def moved(
        self, plan: Plan, when: tuple[datetime, datetime], venue: str | None = None
    ) -> tuple[Conflict, ...]:
        """What an event would meet at another time, or at another place."""
        place = plan.event.venue if venue is None else venue
        return would_clash(self, of_plan(plan, when, place, self.shared))

    def hint(self, title: str, when: tuple[datetime, datetime], venue: str) -> str:
        """What a hint says of a new event: "doppelt belegt: …", or ""."""
        return hint_of(self.new(title, when, venue))

    def hint_moved(
        self,
        plan: Plan,
        when: tuple[datetime, datetime],
        venue: str | None = None,
        names_hidden: bool = False,
    ) -> str:
        """What a hint says of an event at another time or place."""
        found = self.moved(plan, when, venue)
        return hint_of(found, plan.event.gathering_id or 0, names_hidden)

    def hint_helping(
        self, plan: Plan, shift: ShiftRow, person_id: int, name: str, names_hidden: bool = False
    ) -> str:
        """What a hint says of somebody who would help in a shift."""
        found = would_clash(self, of_helper(plan, shift, person_id, name))
        return hint_of(found, plan.event.gathering_id or 0, names_hidden)


def would_clash(snapshot: Snapshot, taken: Iterable[Booking]) -> tuple[Conflict, ...]:
    """What these bookings would clash with; what the same event has booked now does not count."""
    return as_conflicts(clashes_with(taken, snapshot.index), (), {})


def snapshot(session: Session) -> Snapshot:
    """Everything that is not over yet."""
    its = house(session)
    index = Index(bookings(session, its, (clock.now(), ALWAYS[1])), its.way)
    return Snapshot(index, its.shared, journal.last_number(session))


def newer(session: Session, known: Snapshot | None) -> Snapshot:
    """The snapshot again, read anew only if something that it tells of has changed."""
    if known is not None and not READ & journal.tables_touched_since(session, known.as_of):
        return known
    return snapshot(session)
