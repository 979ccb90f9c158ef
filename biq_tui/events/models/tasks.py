"""What is to be done before and after an event."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from ...core.tables import Record, one_of
from .states import TASK_LENGTH, TaskState


class EventTask(Record, table=True):
    """Something that is to be done for an event, by a neighbour or an institution."""

    __tablename__ = "event_task"
    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        UniqueConstraint("id", "event_id"),
        ForeignKeyConstraint(
            ["partner_id", "event_id"], ["event_partner.id", "event_partner.event_id"]
        ),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("what <> ''", name="what_given"),
        CheckConstraint("partner_id IS NULL OR person_id IS NULL", name="one_owner"),
        CheckConstraint("(state = 'open') = (closed_on IS NULL)", name="closed_on_a_day"),
        one_of("state", TaskState),
        Index(
            "uq_event_task_event_id_key",
            "event_id",
            "key",
            unique=True,
            sqlite_where=text("key <> ''"),
            postgresql_where=text("key <> ''"),
        ),
    )

    event_id: int = Field(foreign_key="event.id")
    number: int
    """In the run of its event."""
    key: str = Field(default="", max_length=40)
    """Of the item of the checklist it was made from; "" for one of our own."""
    what: str = Field(max_length=TASK_LENGTH)
    authority: str = Field(default="", max_length=80)
    """Who has to allow it: "Ordnungsamt"."""
    offset_days: int | None = None
    """Due so many days after the event (before it: negative); it moves with the event's day."""
    due: date | None = None
    """Due on this day, wherever the event goes. With an offset: when it was due at its close."""
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    partner_id: int | None = Field(default=None, index=True)
    state: str = Field(default=TaskState.OPEN, max_length=10)
    closed_on: date | None = None
    version: int = 1


class EventTaskNeed(Record, table=True):
    """A task waits for another one. Behind a gate nothing may be done before."""

    __tablename__ = "event_task_need"
    __table_args__ = (
        UniqueConstraint("task_id", "needs_id"),
        ForeignKeyConstraint(["task_id", "event_id"], ["event_task.id", "event_task.event_id"]),
        ForeignKeyConstraint(["needs_id", "event_id"], ["event_task.id", "event_task.event_id"]),
        CheckConstraint("task_id <> needs_id", name="not_for_itself"),
    )

    event_id: int = Field(foreign_key="event.id", index=True)
    task_id: int
    needs_id: int = Field(index=True)
    is_gate: bool = False
    """Such as "nicht beauftragen vor Bewilligung"."""
