"""All meetings of the house, what is still to be done, and the ideas that anybody has ever had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from .. import evaluations, outcomes
from ..attendance.models import Gathering, Sitting
from ..core import clock, journal
from ..core.dates import full_date, short_date, start_of_today
from ..people.directory import Directory, directory_of, everybody
from .board import TaskRow
from .families import families
from .models import (
    Decision,
    Idea,
    IdeaAtMeeting,
    IdeaState,
    Meeting,
    Task,
    TaskState,
    Wish,
)
from .reading import tasks_where

MOST_DAYS = 3
"""So many meetings of an idea are named."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in numbers."""

    meeting_id: int
    title: str
    """As its date is called: "Treffen · Was fehlt im Quartier?"."""
    topic: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    sitting: Sitting
    ideas: int
    """Without those that are the same as another one."""
    decisions: int
    wishes: int

    @property
    def name(self) -> str:
        """What it is about; without that, what it is called."""
        return self.topic or self.title


@dataclass(frozen=True, slots=True)
class AllMeetings:
    """Everything at one moment, as of journal entry `as_of`."""

    as_of: int
    coming: tuple[MeetingRow, ...]
    """Today's and those to come, the earliest first."""
    past: tuple[MeetingRow, ...]
    """The newest first; one that was ended today is among them."""
    tasks: tuple[TaskRow, ...]
    """Of all meetings: those that are open, and what was closed today."""
    next_meeting: datetime | None
    """When the group meets next."""

    @property
    def all(self) -> tuple[MeetingRow, ...]:
        """Coming and past ones."""
        return (*self.coming, *self.past)


@dataclass(frozen=True, slots=True)
class RememberedIdea:
    """An idea with its way through the meetings."""

    number: int
    line: str
    """The short line, if there is one."""
    others: tuple[str, ...]
    """Its other wordings, each with the number of its own idea."""
    words: str
    """What a search looks at: its own words and those of all that are the same. Small letters."""
    numbers: frozenset[int]
    """Its own, and those of all that are the same."""
    state: IdeaState
    meeting_id: int
    """Where it was named last."""
    days: tuple[datetime, ...]
    """Of the meetings where it was named, the earliest first."""
    became: str = ""
    """The newest event that came of it, in words: "wird am Sa 12.6.2027 gemacht: Straßenfest"."""

    def said_as(self, words: Iterable[str]) -> str:
        """Its line; if words (small letters) are not in it, also the wording that has them."""
        sought = [word for word in words if word not in f"{self.number} {self.line}".casefold()]
        found = (o for o in self.others if sought and all(word in o.casefold() for word in sought))
        return " = ".join([self.line, *list(found)[:1]])

    @property
    def history(self) -> str:
        """When it was named: "17.2., 24.3."."""
        named = [f"{day.day}.{day.month}." for day in map(clock.local, self.days[-MOST_DAYS:])]
        left_out = ["…"] if len(self.days) > MOST_DAYS else []
        return ", ".join([*left_out, *named])


@dataclass(frozen=True, slots=True)
class Findable:
    """What is only read when somebody types."""

    people: Directory
    ideas: tuple[RememberedIdea, ...]
    """By number."""


def all_meetings(session: Session) -> AllMeetings:
    """Read all meetings in numbers, and what is still to be done."""
    execute: Any = session.connection().execute
    rows = execute(
        select(
            col(Meeting.id),
            col(Gathering.title),
            col(Meeting.topic),
            col(Gathering.venue),
            col(Gathering.starts_at),
            col(Gathering.ends_at),
            col(Gathering.sitting),
        )
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .order_by(col(Gathering.starts_at), col(Meeting.id))
    ).all()
    ideas = _counted(
        execute,
        select(col(IdeaAtMeeting.meeting_id), func.count())
        .join(Idea, col(Idea.id) == col(IdeaAtMeeting.idea_id))
        .where(col(Idea.same_as).is_(None))
        .group_by(col(IdeaAtMeeting.meeting_id)),
    )
    decisions, wishes = (
        _counted(execute, select(col(of.meeting_id), func.count()).group_by(col(of.meeting_id)))
        for of in (Decision, Wish)
    )
    made = [
        MeetingRow(
            meeting_id=row.id,
            title=row.title,
            topic=row.topic,
            venue=row.venue,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            sitting=Sitting(row.sitting),
            ideas=ideas.get(row.id, 0),
            decisions=decisions.get(row.id, 0),
            wishes=wishes.get(row.id, 0),
        )
        for row in rows
    ]
    now, today = clock.now(), start_of_today()
    coming = [row for row in made if row.ends_at >= today and row.sitting is not Sitting.ENDED]
    closed_today = col(Task.closed_on) >= clock.local(now).date()
    return AllMeetings(
        as_of=journal.last_number(session),
        coming=tuple(coming),
        past=tuple(row for row in reversed(made) if row not in coming),
        tasks=tasks_where(execute, (col(Task.state) == TaskState.OPEN) | closed_today),
        next_meeting=next((row.starts_at for row in coming if row.starts_at > now), None),
    )


def findable(session: Session) -> Findable:
    """Everybody, and every idea with all its meetings."""
    return Findable(directory_of(everybody(session)), _remembered(session))


def days_in_words(row: MeetingRow) -> str:
    """The day of a meeting in every way in which people type it, small letters."""
    day = clock.local(row.starts_at)
    return f"{short_date(day)} {full_date(day)} {day.day:02}.{day.month:02}.".casefold()


def _remembered(session: Session) -> tuple[RememberedIdea, ...]:
    execute: Any = session.connection().execute
    named: dict[int, dict[int, datetime]] = {}
    for idea_id, meeting_id, starts_at in execute(
        select(col(IdeaAtMeeting.idea_id), col(Meeting.id), col(Gathering.starts_at))
        .join(Meeting, col(Meeting.id) == col(IdeaAtMeeting.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .order_by(col(Gathering.starts_at), col(IdeaAtMeeting.id))
    ):
        named.setdefault(idea_id, {})[meeting_id] = starts_at
    ideas = {
        row.id: row
        for row in execute(
            select(
                col(Idea.id), col(Idea.number), col(Idea.text), col(Idea.short), col(Idea.state)
            ).order_by(col(Idea.number))
        )
    }
    found = []
    made = outcomes.of_ideas(session)
    origins = evaluations.origins_of_ideas(session)
    for root, family in families(session).of.items():
        own = ideas[root]
        where = _meetings_of(named, family)
        if where:
            others = [
                f"{ideas[each].number} {text}"
                for each in family
                for text in dict.fromkeys((ideas[each].short, ideas[each].text))
                if text and not (each == root and text == (own.short or own.text))
            ]
            found.append(
                RememberedIdea(
                    number=own.number,
                    line=own.short or own.text,
                    others=tuple(others),
                    words=" ".join([f"{own.number}", own.short or own.text, *others]).casefold(),
                    numbers=frozenset(ideas[each].number for each in family),
                    state=IdeaState(own.state),
                    meeting_id=list(where)[-1],
                    days=tuple(where.values()),
                    became=next(
                        (made[each][-1].line for each in family if each in made),
                        origins.get(root, ""),
                    ),
                )
            )
    return tuple(sorted(found, key=lambda idea: idea.number))


def _meetings_of(
    named: Mapping[int, Mapping[int, datetime]], family: Any
) -> Mapping[int, datetime]:
    """The meetings at which one of a family was named, the earliest first."""
    if len(family) == 1:
        return named.get(family[0], {})
    where = {meeting: at for each in family for meeting, at in named.get(each, {}).items()}
    return dict(sorted(where.items(), key=lambda meeting: meeting[1]))


def _counted(execute: Any, query: Any) -> dict[int, int]:
    return dict(execute(query).all())
