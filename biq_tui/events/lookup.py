"""Finding events: by their gathering, or all of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from ..attendance.models import Gathering
from .models import Event


def event_at(session: Session, gathering_id: int) -> int | None:
    """The event of a gathering; None if it is none."""
    return session.execute(
        select(col(Event.id)).where(col(Event.gathering_id) == gathering_id)
    ).scalar()


def is_there(session: Session, event_id: int) -> bool:
    """Whether there is this event."""
    return session.get(Event, event_id) is not None


def all_events(session: Session) -> tuple[tuple[int, str, datetime | None], ...]:
    """Id, title and beginning of every event; the earliest first, those without a day last."""
    rows = session.execute(
        select(col(Event.id), col(Event.title), col(Gathering.starts_at))
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id), isouter=True)
        .order_by(col(Gathering.starts_at).is_(None), col(Gathering.starts_at), col(Event.id))
    )
    return tuple((event_id or 0, title, starts_at) for event_id, title, starts_at in rows)
