"""Whether phones may sign up at this moment: a word opens it, and it closes by itself.

It is open until the day is over on which somebody has opened it, or until a gathering ends at that
laptop. Nothing is written then, so that no step of hers is in the way of an undo.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, select

from ...attendance.models import Gathering, Sitting
from ...core.dates import start_of_today
from ...core.journal import JournalEntry, JournalRow
from ..places import place_of
from . import sentences


def is_open(session: Session, event_id: int) -> bool:
    """Whether the word that opened an event's shifts for phones is still good."""
    opened = session.exec(
        standing(place_of(event_id), sentences.INVITED)
        .order_by(col(JournalEntry.number).desc())
        .limit(1)
    ).first()
    if opened is None or opened.at < start_of_today():
        return False
    ended_since = (
        select(Gathering.id)
        .join(JournalRow, col(JournalRow.row_id) == col(Gathering.id))
        .join(JournalEntry, col(JournalEntry.number) == col(JournalRow.entry))
        .where(
            JournalRow.table == "gathering",
            JournalRow.entry > opened.number,
            JournalEntry.station == opened.station,
            Gathering.sitting == Sitting.ENDED,
            col(Gathering.ended_at) >= opened.at,
        )
    )
    return session.exec(ended_since.limit(1)).first() is None


def standing(place: str, *messages: str) -> Any:
    """The query for what was told there in these words, without what was taken back since."""
    undoing = aliased(JournalEntry)
    return select(JournalEntry).where(
        JournalEntry.place == place,
        col(JournalEntry.message).in_(messages),
        ~exists().where(col(undoing.undo_of) == col(JournalEntry.number)),
    )
