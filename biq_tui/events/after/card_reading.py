"""The evaluation card of one event, as its screen sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from ...core import clock, journal
from ...core.telling import Happened, last_event, last_step
from ...evaluations import Treffen, treffen
from ..models import EventState, FeedbackQuestion
from ..places import place_of
from ..reading import event_row, gone
from .reading import FeedbackRow, counts, feedback_rows


@dataclass(frozen=True, slots=True)
class Card:
    """What was answered so far, as of one journal entry."""

    event_id: int
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    state: EventState
    visitors: int | None
    """So many came, as somebody has said; None: what was counted stands."""
    counted: int | None
    """What the tally at the door says; None if nobody counted."""
    answers: tuple[FeedbackRow, ...]
    treffen: Treffen | None
    """Today's, or the next one: there an answer becomes an idea."""
    as_of: int
    last_event: Happened | None
    my_step: Happened | None

    @property
    def has_begun(self) -> bool:
        """Before that there is nothing to say of it."""
        return self.starts_at is not None and self.starts_at <= clock.now()

    @property
    def is_over(self) -> bool:
        """Whether it is behind us."""
        return self.ends_at is not None and self.ends_at <= clock.now()

    def of(self, number: int) -> FeedbackRow | None:
        """The answer with this number; None if there is none."""
        return next((row for row in self.answers if row.number == number), None)

    def to(self, question: FeedbackQuestion) -> tuple[FeedbackRow, ...]:
        """The answers to a question, in the order in which they came."""
        return tuple(row for row in self.answers if row.question is question)


def card(session: Session, event_id: int, station: str) -> Card:
    """Read it. Raises Refused if there is no such event."""
    event = event_row(session, event_id)
    if event is None:
        raise gone()
    steps, place = counts(session, event_id), place_of(event_id)
    return Card(
        event_id=event_id,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        state=event.state,
        visitors=event.visitors,
        counted=sum(number for _at, number in steps) if steps else None,
        answers=feedback_rows(session, event_id),
        treffen=treffen(session),
        as_of=journal.last_number(session),
        last_event=last_event(session, place),
        my_step=last_step(session, station, place),
    )
