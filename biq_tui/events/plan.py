"""One event whole, as its screen sees it: frozen rows, consistent as of one journal entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from ..attendance.models import Sitting
from ..core import clock
from ..core.telling import Happened
from .ics.versions import Outdated
from .models import (
    Answer,
    EventState,
    Feature,
    Grant,
    HelperDoor,
    Payer,
    PledgeRole,
    PledgeState,
    TaskState,
    Template,
    Via,
)


@dataclass(frozen=True, slots=True)
class EventRow:
    """What the event itself is."""

    event_id: int
    title: str
    template: Template
    why: str
    state: EventState
    before_cancelled: EventState | None
    """What it was before it was cancelled; None unless it is cancelled."""
    cancelled_because: str
    fixed_because: str
    gathering_id: int | None
    starts_at: datetime | None
    """None while it has no day."""
    ends_at: datetime | None
    sitting: Sitting | None
    venue: str
    """Where it is, or is to be; "" while nobody has said so."""
    setup_minutes: int
    teardown_minutes: int
    public_ground: bool | None
    advertised: bool | None
    alcohol: bool | None
    music: bool | None
    helpers_by_phone: bool
    person_id: int | None
    person: str
    """Who answers for it; "" for nobody."""
    series_id: int | None
    copied_from: int | None
    visitors: int | None = None
    """So many came, said as a whole; None: what was counted at the door stands."""
    tidied_on: date | None = None
    """On this day the names of its helpers and contacts were deleted."""

    @property
    def day(self) -> date | None:
        """The day on which it begins, on this laptop's wall clock."""
        return None if self.starts_at is None else clock.local(self.starts_at).date()


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """An institution at this event."""

    partner_id: int
    organisation_id: int
    name: str
    contact_id: int | None
    contact: str
    """Whom to ask there; shown only where no audience looks."""
    deputy_id: int | None
    deputy: str
    is_co_organiser: bool | None


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """Something the event needs, and who gives it."""

    pledge_id: int
    number: int
    partner_id: int | None
    partner: str
    """The institution's name; "" if it is none."""
    person_id: int | None
    person: str
    """The neighbour's name; "" if it is none."""
    role: PledgeRole
    what: str
    cents: int | None
    state: PledgeState
    condition: str
    contact_id: int | None
    via: Via
    said_on: date | None
    due: date | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something that is to be done."""

    task_id: int
    number: int
    key: str
    what: str
    authority: str
    offset_days: int | None
    due: date | None
    """Until when, as things are now; None without a day."""
    person_id: int | None
    person: str
    partner_id: int | None
    partner: str
    state: TaskState
    closed_on: date | None
    waits_for: tuple[int, ...]
    """Numbers of the tasks that come first."""
    gates: tuple[int, ...]
    """Those of them before whose end nothing may be done."""


@dataclass(frozen=True, slots=True)
class HelperRow:
    """Somebody who helps, or waits for a place."""

    helper_id: int
    person_id: int | None
    name: str
    """The person's name, or what somebody wrote."""
    door: HelperDoor
    is_waiting: bool
    folded: str = ""
    """What somebody wrote, in one spelling, also once she is recognised."""
    is_to_be_told: bool = False
    """She waited and has a place now; nobody has told her yet."""


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """Work at a time."""

    shift_id: int
    number: int
    what: str
    starts_at: datetime
    ends_at: datetime
    wanted: int
    helpers: tuple[HelperRow, ...]
    """In the order in which they came; those who wait after those who have a place."""
    helped: int | None = None
    """So many helped whose names are deleted by now; None while the names are there."""

    @property
    def taken(self) -> int:
        """How many places are taken, with or without a name."""
        if self.helped is not None:
            return self.helped
        return sum(not helper.is_waiting for helper in self.helpers)

    @property
    def missing(self) -> int:
        """How many more are needed."""
        return max(self.wanted - self.taken, 0)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One line of money, in cents."""

    line_id: int
    number: int
    what: str
    planned: int
    actual: int | None
    payer: Payer
    partner_id: int | None
    partner: str
    grant: Grant
    first_offer: int | None
    second_offer: int | None
    is_ordered: bool
    has_receipt: bool


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One point of the venue's access; nobody looked yet if `checked_on` is None."""

    feature: Feature
    answer: Answer
    note: str
    checked_on: date | None
    checked_by: str


@dataclass(frozen=True, slots=True)
class NeedRow:
    """So many people who come need something."""

    need_id: int
    what: str
    people: int


@dataclass(frozen=True, slots=True)
class OriginRow:
    """A wish it comes from, as it was when it was handed over."""

    wish_id: int
    receipt: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """An event as its screen sees it."""

    event: EventRow
    partners: tuple[PartnerRow, ...]
    """In the order in which they came in."""
    pledges: tuple[PledgeRow, ...]
    """By number, like all that has one."""
    tasks: tuple[TaskRow, ...]
    shifts: tuple[ShiftRow, ...]
    money: tuple[MoneyRow, ...]
    access: tuple[AccessRow, ...]
    """Every feature, in the order of `Feature`; empty while it has no venue."""
    venue_is_shared: bool
    needs: tuple[NeedRow, ...]
    origins: tuple[OriginRow, ...]
    next_number: int
    """The number that the next new thing of this event will have."""
    as_of: int
    last_event: Happened | None
    my_step: Happened | None
    outdated: tuple[Outdated, ...] = ()
    """Institutions with an old version of its date."""

    @cached_property
    def needed_from(self) -> datetime | None:
        """When setting up begins; None without a day."""
        begins = self.event.starts_at
        return None if begins is None else begins - timedelta(minutes=self.event.setup_minutes)

    @cached_property
    def needed_until(self) -> datetime | None:
        """When everything is tidied up."""
        ends = self.event.ends_at
        return None if ends is None else ends + timedelta(minutes=self.event.teardown_minutes)

    @cached_property
    def open_tasks(self) -> tuple[TaskRow, ...]:
        """What is still to be done, what is due first at the top, what has no day at the end."""
        tasks = (task for task in self.tasks if task.state is TaskState.OPEN)
        return tuple(sorted(tasks, key=lambda task: (task.due or date.max, task.number)))
