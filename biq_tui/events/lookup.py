"""Finding events: by their gathering."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from .models import Event


def event_at(session: Session, gathering_id: int) -> int | None:
    """The event of a gathering; None if it is none."""
    return session.execute(
        select(col(Event.id)).where(col(Event.gathering_id) == gathering_id)
    ).scalar()


def is_there(session: Session, event_id: int) -> bool:
    """Whether there is this event."""
    return session.get(Event, event_id) is not None
