"""Shifts at an event, and who helps in them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from ...core.tables import Record, one_of
from ...core.text import NAME_LENGTH
from .states import WHAT_LENGTH, HelperDoor


class Shift(Record, table=True):
    """Work at an event at a time, for so many helpers."""

    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("what <> ''", name="what_given"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("wanted >= 1", name="wanted_positive"),
        CheckConstraint("helped >= 0", name="helped_positive"),
    )

    event_id: int = Field(foreign_key="event.id")
    number: int
    """In the run of its event."""
    what: str = Field(max_length=WHAT_LENGTH)
    starts_at: datetime
    ends_at: datetime
    wanted: int
    helped: int | None = None
    """So many helped whose names are deleted by now; None while the names are there."""
    version: int = 1


class Helper(Record, table=True):
    """Somebody helps in a shift, or waits for a place in it."""

    __table_args__ = (
        UniqueConstraint("shift_id", "person_id"),
        CheckConstraint("(person_id IS NULL) = (name <> '')", name="known_or_named"),
        one_of("door", HelperDoor),
        Index(
            "uq_helper_shift_id_key",
            "shift_id",
            "key",
            "folded",
            unique=True,
            sqlite_where=text("key <> ''"),
            postgresql_where=text("key <> ''"),
        ),
    )

    shift_id: int = Field(foreign_key="shift.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    name: str = Field(default="", max_length=NAME_LENGTH)
    """As somebody wrote it whom nobody has recognised yet."""
    folded: str = Field(default="", max_length=4 * NAME_LENGTH)
    key: str = Field(default="", max_length=40)
    """Of the phone's form: it makes a sign-up happen once."""
    door: str = Field(default=HelperDoor.TYPED, max_length=10)
    is_waiting: bool = False
    """The shift was full; the earliest that waits gets the next free place."""
    at: datetime
    version: int = 1
