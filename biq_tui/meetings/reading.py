"""Reading a meeting: a handful of statements, whatever its size."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from .. import evaluations, outcomes
from ..attendance.models import Gathering, Kind, Presence, Sitting, State
from ..core import clock, journal
from ..core.errors import Refused
from ..core.language import _
from ..core.telling import last_event, last_step
from ..people.models import Person
from ..people.public import doubles as double_people
from .board import (
    Board,
    DecisionRow,
    Double,
    GroupRow,
    IdeaRow,
    PointRow,
    QuestionRow,
    TaskRow,
    WishRow,
)
from .memory import earlier
from .models import (
    AgendaItem,
    Cluster,
    Decision,
    Idea,
    IdeaAtMeeting,
    IdeaState,
    Meeting,
    OpenQuestion,
    PhoneIdeas,
    Task,
    TaskHelper,
    TaskState,
    Wish,
    WishIdea,
)
from .phone_ideas import waiting
from .places import place_of


def board(session: Session, meeting_id: int, station: str) -> Board:
    """Read one meeting. Raises Refused if there is none."""
    execute = session.connection().execute
    meeting = execute(
        select(Meeting.__table__, Gathering.__table__)  # type: ignore[attr-defined]
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(col(Meeting.id) == meeting_id)
    ).first()
    if meeting is None:
        raise Refused(_("This meeting is not there any more."))
    place = place_of(meeting_id)
    following = execute(
        select(func.min(col(Gathering.starts_at))).where(
            col(Gathering.kind) == Kind.MEETING, col(Gathering.starts_at) > meeting.starts_at
        )
    ).scalar()
    return Board(
        meeting_id=meeting_id,
        gathering_id=meeting.gathering_id,
        topic=meeting.topic,
        venue=meeting.venue,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sitting=Sitting(meeting.sitting),
        heads=meeting.heads,
        here=_here(execute, meeting.gathering_id),
        with_names=meeting.with_names,
        phones=PhoneIdeas(meeting.phones),
        waiting=waiting(session, meeting_id),
        agenda=_agenda(execute, meeting_id),
        ideas=ideas_at(execute, meeting_id),
        groups=_groups(execute, meeting_id),
        tasks=_tasks(execute, meeting_id, meeting.starts_at),
        decisions=_decisions(execute, meeting_id),
        questions=_questions(execute, meeting_id),
        wishes=_wishes(session, meeting_id),
        parked=earlier(session, meeting_id, IdeaState.PARKED),
        next_meeting=following,
        next_idea=(execute(select(func.max(col(Idea.number)))).scalar() or 0) + 1,
        next_task=(execute(select(func.max(col(Task.number)))).scalar() or 0) + 1,
        as_of=journal.last_number(session),
        last_event=last_event(session, place),
        my_step=last_step(session, station, place),
        past_events=evaluations.to_evaluate(session),
        looked_back=evaluations.said_at(session, meeting.gathering_id),
        origins=evaluations.origins_of_ideas(session),
    )


def ideas_at(execute: Any, meeting_id: int) -> tuple[IdeaRow, ...]:
    """The ideas of a meeting, in the order in which they came, doubles with what they are."""
    rows = execute(
        select(
            col(Idea.id),
            col(Idea.number),
            col(Idea.text),
            col(Idea.short),
            col(Idea.state),
            col(IdeaAtMeeting.said),
            col(IdeaAtMeeting.cluster_id),
            col(IdeaAtMeeting.place),
        )
        .join(IdeaAtMeeting, col(IdeaAtMeeting.idea_id) == col(Idea.id))
        .where(col(IdeaAtMeeting.meeting_id) == meeting_id)
        .order_by(col(IdeaAtMeeting.id))
    ).all()
    same = dict(
        execute(select(col(Idea.id), col(Idea.same_as)).where(col(Idea.same_as).is_not(None))).all()
    )
    here = {row.id for row in rows}
    stands_for: dict[int, list[Any]] = {}
    for row in rows:
        stands_for.setdefault(_stands_for(row.id, same, here), []).append(row)
    return tuple(
        IdeaRow(
            idea_id=row.id,
            number=row.number,
            text=row.text,
            short=row.short,
            state=IdeaState(row.state),
            said=max(each.said for each in stands_for[row.id]),
            said_at_most=sum(each.said for each in stands_for[row.id]),
            cluster_id=row.cluster_id,
            place=row.place,
            doubles=tuple(
                Double(each.id, each.number, each.text, same[each.id])
                for each in stands_for[row.id]
                if each.id != row.id
            ),
            own_said=row.said,
        )
        for row in rows
        if row.id in stands_for
    )


def _stands_for(idea_id: int, same: Mapping[int, int], here: set[int]) -> int:
    """The idea of this meeting as which it counts: an earlier minutes' idea stays its own."""
    found, at = idea_id, idea_id
    while at in same:
        at = same[at]
        if at in here:
            found = at
    return found


def _here(execute: Any, gathering_id: int) -> int:
    count: int = execute(
        select(func.count()).where(
            col(Presence.gathering_id) == gathering_id,
            col(Presence.state) == State.PRESENT,
            col(Presence.left_at).is_(None),
            col(Presence.person_id).not_in(double_people()),
        )
    ).scalar()
    return count


def _agenda(execute: Any, meeting_id: int) -> tuple[PointRow, ...]:
    rows = execute(
        select(
            col(AgendaItem.id),
            col(AgendaItem.number),
            col(AgendaItem.title),
            col(AgendaItem.minutes),
            col(AgendaItem.began_at),
        )
        .where(col(AgendaItem.meeting_id) == meeting_id)
        .order_by(col(AgendaItem.number))
    )
    return tuple(PointRow(*row) for row in rows)


def _groups(execute: Any, meeting_id: int) -> tuple[GroupRow, ...]:
    rows = execute(
        select(col(Cluster.id), col(Cluster.letter), col(Cluster.title))
        .where(col(Cluster.meeting_id) == meeting_id)
        .order_by(col(Cluster.letter))
    )
    return tuple(GroupRow(*row) for row in rows)


def _tasks(execute: Any, meeting_id: int, starts_at: datetime) -> tuple[TaskRow, ...]:
    """What was agreed here, and of earlier meetings what was still to be done on that day."""
    open_then = (col(Task.state) == TaskState.OPEN) | (
        col(Task.closed_on) >= clock.local(starts_at).date()
    )
    its = (col(Task.meeting_id) == meeting_id) | (col(Gathering.starts_at) <= starts_at) & open_then
    return tasks_where(execute, its, meeting_id)


def tasks_where(execute: Any, its: Any, meeting_id: int = 0) -> tuple[TaskRow, ...]:
    """The tasks for which `its` condition holds, by number; those of a meeting are new."""
    own: Any = aliased(Person)
    found: Any = aliased(Person)
    """Whom she turned out to be."""
    helpers: dict[int, list[tuple[int, str]]] = {}
    for task_id, person_id, name in execute(
        select(
            col(TaskHelper.task_id),
            func.coalesce(found.id, own.id),
            func.coalesce(found.name, own.name),
        )
        .join(own, own.id == col(TaskHelper.person_id))
        .join(found, found.id == own.same_as, isouter=True)
        .order_by(col(TaskHelper.id))
    ):
        helpers.setdefault(task_id, []).append((person_id, name))
    rows = execute(
        select(
            col(Task.id),
            col(Task.number),
            col(Task.what),
            func.coalesce(found.id, own.id).label("person_id"),
            func.coalesce(found.name, own.name, "").label("person"),
            col(Task.due),
            col(Task.state),
            col(Task.meeting_id),
        )
        .join(own, own.id == col(Task.person_id), isouter=True)
        .join(found, found.id == own.same_as, isouter=True)
        .join(Meeting, col(Meeting.id) == col(Task.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(its)
        .order_by(col(Task.number))
    )
    return tuple(
        TaskRow(
            task_id=row.id,
            number=row.number,
            what=row.what,
            person_id=row.person_id,
            person=row.person,
            helpers=tuple(helpers.get(row.id, ())),
            due=row.due,
            state=TaskState(row.state),
            is_new=row.meeting_id == meeting_id,
        )
        for row in rows
    )


def _decisions(execute: Any, meeting_id: int) -> tuple[DecisionRow, ...]:
    rows = execute(
        select(col(Decision.id), col(Decision.wording), col(Decision.how), col(Decision.dissent))
        .where(col(Decision.meeting_id) == meeting_id)
        .order_by(col(Decision.id))
    )
    return tuple(
        DecisionRow(decision_id, number, *rest)
        for number, (decision_id, *rest) in enumerate(rows, start=1)
    )


def _questions(execute: Any, meeting_id: int) -> tuple[QuestionRow, ...]:
    rows = execute(
        select(col(OpenQuestion.id), col(OpenQuestion.wording))
        .where(col(OpenQuestion.meeting_id) == meeting_id)
        .order_by(col(OpenQuestion.id))
    )
    return tuple(
        QuestionRow(question_id, number, wording)
        for number, (question_id, wording) in enumerate(rows, start=1)
    )


def _wishes(session: Session, meeting_id: int) -> tuple[WishRow, ...]:
    rows = session.connection().execute(
        select(col(Wish.id), col(Wish.wording), col(Idea.number))
        .join(WishIdea, col(WishIdea.wish_id) == col(Wish.id))
        .join(Idea, col(Idea.id) == col(WishIdea.idea_id))
        .where(col(Wish.meeting_id) == meeting_id)
        .order_by(col(Wish.id), col(WishIdea.id))
    )
    numbers: dict[tuple[int, str], list[int]] = {}
    for wish_id, wording, number in rows:
        numbers.setdefault((wish_id or 0, wording), []).append(number)
    if not numbers:
        return ()
    became = outcomes.of_wishes(session, [wish_id for wish_id, _wording in numbers])
    return tuple(
        WishRow(*wish, tuple(its), became.get(wish[0], ())) for wish, its in numbers.items()
    )
