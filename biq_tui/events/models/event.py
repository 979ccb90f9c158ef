"""The event itself: what it comes from, who needs what, what was said to be all right."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field

from ...core.tables import Record, one_of
from .states import PLACE_LENGTH, REASON_LENGTH, TITLE_LENGTH, WHY_LENGTH, EventState, Template


class Event(Record, table=True):
    """An event, from the wish to what remains of it."""

    __table_args__ = (
        UniqueConstraint("gathering_id"),
        CheckConstraint("title <> ''", name="title_given"),
        CheckConstraint(
            "gathering_id IS NOT NULL OR state IN ('wish', 'cancelled')", name="planned_has_a_day"
        ),
        CheckConstraint(
            "(state = 'cancelled') = (before_cancelled <> '')", name="cancelled_can_come_back"
        ),
        CheckConstraint("setup_minutes >= 0 AND teardown_minutes >= 0", name="minutes_positive"),
        CheckConstraint("series_id <> id AND copied_from <> id", name="not_from_itself"),
        CheckConstraint("visitors >= 0", name="visitors_positive"),
        one_of("state", EventState),
        one_of("template", Template),
    )

    gathering_id: int | None = Field(default=None, foreign_key="gathering.id")
    """When and where it is; None while it has no day."""
    title: str = Field(max_length=TITLE_LENGTH)
    wished_venue: str = Field(default="", max_length=PLACE_LENGTH)
    """Where it is to be while it has no day; then its gathering says so."""
    template: str = Field(default=Template.OWN, max_length=20)
    why: str = Field(default="", max_length=WHY_LENGTH)
    """What it is for, in the words of those who wish for it."""
    state: str = Field(default=EventState.WISH, max_length=10)
    before_cancelled: str = Field(default="", max_length=10)
    """The state it had, and gets back when it is on again; "" unless it is cancelled."""
    cancelled_because: str = Field(default="", max_length=REASON_LENGTH)
    fixed_because: str = Field(default="", max_length=REASON_LENGTH)
    """Why it was fixed although something was missing."""
    setup_minutes: int = 0
    teardown_minutes: int = 0
    """For so long the room and the people are needed before and after it."""
    public_ground: bool | None = None
    advertised: bool | None = None
    alcohol: bool | None = None
    music: bool | None = None
    """The four questions; None while nobody has answered."""
    helpers_by_phone: bool = False
    """Phones in the room are invited to sign up for its shifts."""
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    """Who answers for it."""
    series_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    """The first event of the series it belongs to."""
    copied_from: int | None = Field(default=None, foreign_key="event.id", index=True)
    visitors: int | None = None
    """So many came, said as a whole; None: what was counted at the door stands."""
    tidied_on: date | None = None
    """On this day the personal data of its helpers and contacts were deleted; numbers stayed."""
    version: int = 1


class EventOrigin(Record, table=True):
    """What an event comes from: a wish of a meeting, as it was on the day of the handing over."""

    __tablename__ = "event_origin"
    __table_args__ = (UniqueConstraint("event_id", "wish_id"),)

    event_id: int = Field(foreign_key="event.id")
    wish_id: int = Field(foreign_key="wish.id", index=True)
    receipt: dict[str, Any] = Field(sa_type=JSON)
    """The wish with its ideas, wordings, counts, days, names and votes. Never changed."""


class EventNeed(Record, table=True):
    """So many people who come need something."""

    __tablename__ = "event_need"
    __table_args__ = (
        UniqueConstraint("event_id", "what"),
        CheckConstraint("what <> ''", name="what_given"),
        CheckConstraint("people >= 1", name="people_positive"),
    )

    event_id: int = Field(foreign_key="event.id")
    what: str = Field(max_length=80)
    people: int
    version: int = 1


class AcceptedConflict(Record, table=True):
    """Something is booked twice, and the group says why that is all right."""

    __tablename__ = "accepted_conflict"
    __table_args__ = (
        UniqueConstraint("event_id", "key"),
        CheckConstraint("reason <> ''", name="reason_given"),
    )

    event_id: int = Field(foreign_key="event.id")
    key: str = Field(max_length=200)
    """What is booked twice, and by what else; the same as long as it is the same conflict."""
    reason: str = Field(max_length=REASON_LENGTH)
    version: int = 1
