"""The tables of gatherings: who is expected, who reported, who is there.

States and uniqueness are constraints, so that two phones, two laptops and a crash can't break
them. What a state means is told once, in the enumerations.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from ..core.tables import Record, one_of
from ..core.text import NAME_LENGTH


class Kind(StrEnum):
    """What people gather for."""

    BLOCK = "block"
    MEETING = "meeting"
    EVENT = "event"


class Sitting(StrEnum):
    """Where a gathering stands: only an open one takes arrivals."""

    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"


class Role(StrEnum):
    """As whom somebody comes."""

    PARTICIPANT = "participant"
    GUEST = "guest"
    COMPANION = "companion"
    ASSISTANT = "assistant"
    INTERPRETER = "interpreter"


BESIDE = frozenset({Role.COMPANION, Role.ASSISTANT, Role.INTERPRETER})
"""Who comes along with somebody and takes no part: nobody waits for them, nobody misses them."""

TAKING_PART = frozenset(Role) - BESIDE
"""Whom the evening is for."""


class State(StrEnum):
    """Whether somebody is there. No row at all means: not here yet."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class Door(StrEnum):
    """How an arrival came in."""

    PHONE = "phone"
    TYPED = "typed"
    BADGE = "badge"
    PAPER = "paper"


class Fate(StrEnum):
    """What became of an arrival: it found its person, waits for a look, or was laid aside."""

    MATCHED = "matched"
    WAITING = "waiting"
    ASIDE = "aside"


class Gathering(Record, table=True):
    """One date of a block, a Treffen or an event, on one evening in one place."""

    __table_args__ = (
        one_of("kind", Kind),
        one_of("sitting", Sitting),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("head_count >= 0", name="head_count_positive"),
    )

    kind: str = Field(max_length=10)
    title: str = Field(max_length=120)
    venue: str = Field(default="", max_length=120)
    starts_at: datetime = Field(index=True)
    ends_at: datetime
    sitting: str = Field(default=Sitting.PLANNED, max_length=10)
    code: str = Field(default="", max_length=10)
    """The last part of the short address on the QR code; given when the sitting opens."""
    began_at: datetime | None = None
    """The real start, as the facilitator said it. Lateness counts from it."""
    ended_at: datetime | None = None
    head_count: int | None = None
    """How many people the facilitator counted at the end."""
    reopened_because: str = Field(default="", max_length=200)
    version: int = 1


class Expected(Record, table=True):
    """Somebody on the list of a gathering, with the number that stays (it is printed)."""

    __table_args__ = (
        UniqueConstraint("gathering_id", "person_id"),
        UniqueConstraint("gathering_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
        one_of("role", Role),
    )

    gathering_id: int = Field(foreign_key="gathering.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    number: int
    role: str = Field(default=Role.PARTICIPANT, max_length=20)


class Presence(Record, table=True):
    """What is known of one person at one gathering."""

    __table_args__ = (
        UniqueConstraint("gathering_id", "person_id"),
        one_of("state", State),
        CheckConstraint("late_minutes >= 0", name="late_minutes_positive"),
        CheckConstraint(
            "state = 'present' OR (late_minutes IS NULL AND left_at IS NULL)",
            name="only_the_present_are_late_or_leave",
        ),
    )

    gathering_id: int = Field(foreign_key="gathering.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    state: str = Field(max_length=10)
    arrived_at: datetime | None = None
    late_minutes: int | None = None
    """Minutes after the real start; None for those who came in time."""
    left_at: datetime | None = None
    reported: bool = False
    """She said so herself, by phone."""
    seen: bool = False
    """The facilitator saw her."""
    version: int = 1


class Arrival(Record, table=True):
    """Somebody said "I am here": as reported, by which door. The key makes it happen once."""

    __table_args__ = (
        UniqueConstraint("gathering_id", "key", "folded"),
        CheckConstraint("name <> ''", name="name_given"),
        one_of("door", Door),
        one_of("fate", Fate),
        CheckConstraint("(fate = 'matched') = (person_id IS NOT NULL)", name="matched_has_person"),
    )

    gathering_id: int = Field(foreign_key="gathering.id")
    key: str = Field(max_length=40)
    name: str = Field(max_length=NAME_LENGTH)
    folded: str = Field(max_length=4 * NAME_LENGTH)
    at: datetime
    door: str = Field(max_length=10)
    fate: str = Field(default=Fate.WAITING, max_length=10)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    version: int = 1
