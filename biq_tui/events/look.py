"""What the facilitator sees of an event when she presses a key; every line is read against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..core.free_days import LAND
from ..people.directory import Directory, Known
from ..people.organisations import Institution
from ..people.who import Who, person_of, shown, who_of
from .conflicts.hints import Snapshot
from .plan import Plan, ShiftRow


@dataclass(frozen=True, slots=True)
class Look:
    """One event, and whom words may mean."""

    plan: Plan
    people: Directory | None = None
    """Everybody in the house; None while they are not read yet."""
    institutions: tuple[Institution, ...] = ()
    """Known ones and those that the program comes with."""
    marked: int | None = None
    """The marked number."""
    names_hidden: bool = False
    land: str = LAND.default
    """Whose holidays count."""
    booked: Snapshot | None = None
    """What is booked from now on; None while it is not read yet."""

    def who(self, part: str) -> Who | None:
        """Who a part means; None if it is not all people. Raises Unclear."""
        return who_of(part, self.people, self.names_hidden)

    def person(self, typed: str) -> Known | None:
        """The one person who is called so; None for nobody. Raises Unclear."""
        return person_of(typed, self.people, self.names_hidden)

    def shown(self, person: Known) -> str:
        """Her name, as it may be seen now."""
        return shown(person, self.people, self.names_hidden)

    def booked_twice(
        self,
        when: tuple[datetime, datetime],
        venue: str | None = None,
        *,
        is_copy: bool = False,
    ) -> str:
        """What a hint says of this event at another time or place: "doppelt belegt: …", or "".

        `is_copy`: it is another event of the same name, of which only the place is known.
        """
        if self.booked is None:
            return ""
        if is_copy:
            return self.booked.hint(self.plan.event.title, when, self.plan.event.venue)
        return self.booked.hint_moved(self.plan, when, venue, self.names_hidden)

    def helper_booked_twice(self, shift: ShiftRow, person: Known) -> str:
        """What a hint says of somebody who would help in a shift: "doppelt belegt: …", or ""."""
        if self.booked is None:
            return ""
        who = (person.person_id, person.name)
        return self.booked.hint_helping(self.plan, shift, *who, names_hidden=self.names_hidden)
