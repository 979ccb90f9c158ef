"""What remains of an event: how many came, and what people say of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from ...core.tables import Record, one_of
from .states import FEEDBACK_LENGTH, FeedbackQuestion


class VisitCount(Record, table=True):
    """So many visitors were counted at the door at one time; less than 0 corrects."""

    __tablename__ = "visit_count"
    __table_args__ = (CheckConstraint("number <> 0", name="number_given"),)

    event_id: int = Field(foreign_key="event.id", index=True)
    at: datetime
    number: int
    version: int = 1


class Feedback(Record, table=True):
    """An answer on the evaluation card. Nobody's name belongs to it."""

    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("text <> ''", name="text_given"),
        one_of("question", FeedbackQuestion),
    )

    event_id: int = Field(foreign_key="event.id")
    number: int
    """In the run of the event's card."""
    question: str = Field(max_length=10)
    text: str = Field(max_length=FEEDBACK_LENGTH)
    gathering_id: int | None = Field(default=None, foreign_key="gathering.id", index=True)
    """The Treffen where it was said."""
    idea_id: int | None = Field(default=None, foreign_key="idea.id", index=True)
    """The idea that it became."""
    version: int = 1
