"""Events as calendars outside know them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from ...core.tables import Record
from .states import UID_LENGTH


class CalendarEntry(Record, table=True):
    """An event as calendars outside know it: by its UID, in a version that only ever rises."""

    __tablename__ = "calendar_entry"
    __table_args__ = (
        UniqueConstraint("event_id"),
        UniqueConstraint("uid", "recurrence"),
        CheckConstraint("uid <> ''", name="uid_given"),
        CheckConstraint("sequence >= 0", name="sequence_positive"),
    )

    event_id: int = Field(foreign_key="event.id")
    uid: str = Field(max_length=UID_LENGTH)
    recurrence: str = Field(default="", max_length=40)
    """Which one of a series that came in under one UID; "" if it is the only one."""
    sequence: int = 0
    """RFC 5546, section 2.1.4: it rises when the times or the status change."""
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool = False
    """As they were told outside with this sequence."""
    is_ours: bool = True
    """Made here; another one came in from a file."""
    version: int = 1


class Delivery(Record, table=True):
    """Which version of an event's calendar entry an institution has."""

    __table_args__ = (UniqueConstraint("entry_id", "organisation_id"),)

    entry_id: int = Field(foreign_key="calendar_entry.id")
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    sequence: int
    delivered_on: date
    version: int = 1


class ShiftEntry(Record, table=True):
    """A shift as calendars outside know it, in a version that only ever rises."""

    __tablename__ = "shift_entry"
    __table_args__ = (
        UniqueConstraint("shift_id"),
        UniqueConstraint("uid"),
        CheckConstraint("uid <> ''", name="uid_given"),
        CheckConstraint("sequence >= 0", name="sequence_positive"),
    )

    shift_id: int = Field(foreign_key="shift.id")
    uid: str = Field(max_length=UID_LENGTH)
    sequence: int = 0
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool = False
    """As they were told outside with this sequence."""
    version: int = 1
