"""What became of the wishes of meetings: which events, and when. In plain SQL, for both pillars.

Meetings and events never look into each other's tables; only a wish's id stands on both sides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, column, select, table
from sqlmodel import Session
from sqlmodel.sql.sqltypes import UTCDateTime

from .core import clock
from .core.dates import day_words
from .core.language import _

_gathering = table("gathering", column("id"), column("starts_at", UTCDateTime()))
_meeting = table("meeting", column("id"), column("gathering_id"), column("topic"))
_wish = table("wish", column("id"), column("meeting_id"), column("wording"))
_wish_idea = table("wish_idea", column("id"), column("wish_id"), column("idea_id"))
_origin = table("event_origin", column("id"), column("event_id"), column("wish_id"))
_event = table("event", column("id"), column("title"), column("state"), column("gathering_id"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """An event that came of a wish."""

    event_id: int
    title: str
    state: str
    """As `events.models.EventState` names it."""
    starts_at: datetime | None
    """None while it has no day."""

    @property
    def line(self) -> str:
        """Wird am Sa 12.6.2027 gemacht: Straßenfest."""
        if self.state == "cancelled":
            return _("was cancelled: {event}").format(event=self.title)
        if self.starts_at is None:
            return _("is being planned: {event}").format(event=self.title)
        day = day_words(clock.local(self.starts_at).date())
        if self.state in ("done", "evaluated"):
            return _("was done on {day}: {event}").format(day=day, event=self.title)
        return _("will be done on {day}: {event}").format(day=day, event=self.title)


@dataclass(frozen=True, slots=True)
class OpenWish:
    """A wish of a meeting of which no event was made yet."""

    wish_id: int
    wording: str
    meeting_id: int
    topic: str
    day: date
    """Of the meeting."""


def of_wishes(
    session: Session, wishes: Collection[int] | None = None
) -> Mapping[int, tuple[Outcome, ...]]:
    """By their ids, what came of these wishes, or of all; without those of which nothing came."""
    query = _events(_origin.c.wish_id)
    if wishes is not None:
        query = query.where(_origin.c.wish_id.in_(sorted(wishes)))
    return _by_first(session, query)


def of_ideas(session: Session) -> Mapping[int, tuple[Outcome, ...]]:
    """By their ids, what came of all ideas; without those of which nothing came."""
    query = _events(_wish_idea.c.idea_id)
    return _by_first(session, query.join(_wish_idea, _wish_idea.c.wish_id == _origin.c.wish_id))


def open_wishes(session: Session) -> tuple[OpenWish, ...]:
    """The wishes of which no event was made yet, the newest meeting first."""
    rows = session.connection().execute(
        select(
            _wish.c.id, _wish.c.wording, _wish.c.meeting_id, _meeting.c.topic,
            _gathering.c.starts_at,
        )
        .join(_meeting, _meeting.c.id == _wish.c.meeting_id)
        .join(_gathering, _gathering.c.id == _meeting.c.gathering_id)
        .where(_wish.c.id.not_in(select(_origin.c.wish_id)))
        .order_by(_gathering.c.starts_at.desc(), _wish.c.id)
    )  # fmt: skip
    return tuple(
        OpenWish(wish_id, wording, meeting_id, topic, clock.local(starts_at).date())
        for wish_id, wording, meeting_id, topic, starts_at in rows
    )


def is_wish(session: Session, wish_id: int) -> bool:
    """Whether there is this wish."""
    query = select(_wish.c.id).where(_wish.c.id == wish_id)
    return session.connection().execute(query).scalar() is not None


def _events(first: Any) -> Select[Any]:
    return (
        select(first, _event.c.id, _event.c.title, _event.c.state, _gathering.c.starts_at)
        .select_from(_origin)
        .join(_event, _event.c.id == _origin.c.event_id)
        .join(_gathering, _gathering.c.id == _event.c.gathering_id, isouter=True)
        .order_by(_origin.c.id)
    )


def _by_first(session: Session, query: Select[Any]) -> Mapping[int, tuple[Outcome, ...]]:
    found: dict[int, dict[int, Outcome]] = {}
    for first, event_id, *rest in session.connection().execute(query):
        found.setdefault(first, {})[event_id] = Outcome(event_id, *rest)
    return {first: tuple(events.values()) for first, events in found.items()}
