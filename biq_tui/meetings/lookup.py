"""Finding meetings: by their gathering, by day and topic, by the words of their ideas."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from ..attendance.models import Gathering
from .models import Idea, IdeaAtMeeting, Meeting


def meeting_at(session: Session, gathering_id: int) -> int | None:
    """The meeting of a gathering; None if it is none."""
    return session.execute(
        select(col(Meeting.id)).where(col(Meeting.gathering_id) == gathering_id)
    ).scalar()


def gathering_at(session: Session, meeting_id: int) -> int | None:
    """The gathering of a meeting; None if the meeting was taken back."""
    return session.execute(
        select(col(Meeting.gathering_id)).where(col(Meeting.id) == meeting_id)
    ).scalar()


def is_there(session: Session, meeting_id: int) -> bool:
    """Whether there is this meeting."""
    return session.get(Meeting, meeting_id) is not None


def meetings(session: Session) -> tuple[tuple[int, str, datetime], ...]:
    """Id, topic and beginning of all meetings, the earliest first."""
    rows = session.execute(
        select(col(Meeting.id), col(Meeting.topic), col(Gathering.starts_at))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .order_by(col(Gathering.starts_at), col(Meeting.id))
    )
    return tuple((meeting_id or 0, topic, starts_at) for meeting_id, topic, starts_at in rows)


def words_at(session: Session, meeting_id: int) -> frozenset[str]:
    """The words of all ideas of a meeting."""
    rows = session.execute(
        select(col(Idea.text))
        .join(IdeaAtMeeting, col(IdeaAtMeeting.idea_id) == col(Idea.id))
        .where(col(IdeaAtMeeting.meeting_id) == meeting_id)
    )
    return frozenset(rows.scalars())


def last_named(session: Session) -> tuple[tuple[int, int, str], ...]:
    """Of every idea that is no double: the meeting where it was named last, number and words."""
    rows = session.execute(
        select(col(IdeaAtMeeting.meeting_id), col(Idea.number), col(Idea.text))
        .join(Idea, col(Idea.id) == col(IdeaAtMeeting.idea_id))
        .where(col(Idea.same_as).is_(None))
        .order_by(col(IdeaAtMeeting.id))
    )
    named = {number: (meeting_id, number, text) for meeting_id, number, text in rows}
    return tuple(named[number] for number in sorted(named))
