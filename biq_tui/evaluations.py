"""Events that are behind us, as the meetings see them: which ones wait for a word, and what was
said. In plain SQL, for both pillars.

Meetings and events never look into each other's tables; only ids of gatherings and ideas stand on
both sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import column, select, table
from sqlmodel import Session
from sqlmodel.sql.sqltypes import UTCDateTime

from .core import clock
from .core.dates import same_day, start_of_today
from .core.language import _

_gathering = table(
    "gathering", column("id"), column("starts_at", UTCDateTime()), column("ends_at", UTCDateTime())
)
_meeting = table("meeting", column("id"), column("gathering_id"))
_event = table("event", column("id"), column("title"), column("state"), column("gathering_id"))
_feedback = table(
    "feedback",
    column("id"),
    column("event_id"),
    column("number"),
    column("question"),
    column("text"),
    column("gathering_id"),
    column("idea_id"),
)

AWAIT_A_WORD = ("wish", "planned", "fixed", "done")
"""States (as `events.models.EventState` names them) of an event of which nobody has spoken yet."""


@dataclass(frozen=True, slots=True)
class Past:
    """An event that is behind us."""

    event_id: int
    title: str
    day: date

    @property
    def line(self) -> str:
        """Straßenfest, 12.6."""
        return f"{self.title}, {self.day.day}.{self.day.month}."


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered at one Treffen about one event, question by question."""

    event: Past
    good: tuple[str, ...]
    bad: tuple[str, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Treffen:
    """A meeting: the one of today, or the next one."""

    meeting_id: int
    gathering_id: int
    starts_at: datetime

    @property
    def is_today(self) -> bool:
        """Whether it is on this day."""
        return same_day(self.starts_at, clock.now())


def to_evaluate(session: Session) -> tuple[Past, ...]:
    """The events that are over and that nobody has evaluated yet, the oldest first."""
    rows = session.connection().execute(
        select(_event.c.id, _event.c.title, _gathering.c.starts_at)
        .join(_gathering, _gathering.c.id == _event.c.gathering_id)
        .where(_gathering.c.ends_at <= clock.now(), _event.c.state.in_(AWAIT_A_WORD))
        .order_by(_gathering.c.starts_at, _event.c.id)
    )
    return tuple(_past(*row) for row in rows)


def said_at(session: Session, gathering_id: int) -> tuple[Said, ...]:
    """What was said of events at the Treffen of this gathering, the oldest event first."""
    rows = session.connection().execute(
        select(
            _event.c.id, _event.c.title, _gathering.c.starts_at,
            _feedback.c.question, _feedback.c.text,
        )
        .join(_event, _event.c.id == _feedback.c.event_id)
        .join(_gathering, _gathering.c.id == _event.c.gathering_id)
        .where(_feedback.c.gathering_id == gathering_id)
        .order_by(_gathering.c.starts_at, _event.c.id, _feedback.c.number)
    )  # fmt: skip
    found: dict[Past, dict[str, list[str]]] = {}
    for event_id, title, starts_at, question, text in rows:
        its = found.setdefault(_past(event_id, title, starts_at), {})
        its.setdefault(question, []).append(text)
    return tuple(
        Said(event, *(tuple(its.get(question, ())) for question in ("good", "bad", "next")))
        for event, its in found.items()
    )


def origins_of_ideas(session: Session) -> Mapping[int, str]:
    """By their ids, of the ideas that come from an evaluation: which one, in words."""
    rows = session.connection().execute(
        select(_feedback.c.idea_id, _event.c.id, _event.c.title, _gathering.c.starts_at)
        .join(_event, _event.c.id == _feedback.c.event_id)
        .join(_gathering, _gathering.c.id == _event.c.gathering_id)
        .where(_feedback.c.idea_id.is_not(None))
        .order_by(_feedback.c.id)
    )
    told = _("from looking back at {event}")
    return {idea_id: told.replace("{event}", _past(*event).line) for idea_id, *event in rows}


def treffen(session: Session) -> Treffen | None:
    """Today's Treffen, the one that began last if there are two; else the next one."""
    rows = session.connection().execute(
        select(_meeting.c.id, _gathering.c.id, _gathering.c.starts_at)
        .join(_gathering, _gathering.c.id == _meeting.c.gathering_id)
        .where(_gathering.c.starts_at >= start_of_today())
        .order_by(_gathering.c.starts_at, _meeting.c.id)
    )
    found = tuple(Treffen(*row) for row in rows)
    today = [each for each in found if each.is_today]
    begun = [each for each in today if each.starts_at <= clock.now()]
    return next(iter((*reversed(begun), *today, *found)), None)


def _past(event_id: int, title: str, starts_at: datetime) -> Past:
    return Past(event_id, title, clock.local(starts_at).date())
