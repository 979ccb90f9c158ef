"""What came of an event, in numbers and in what people say of it. No helper's name is in it.

The same numbers before and after the names are deleted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import column, func, select, table
from sqlmodel import Session

from ...attendance.models import Presence, State
from ...core import clock
from ..models import EventState, Feedback, FeedbackQuestion, PledgeRole, PledgeState, VisitCount
from ..money.balance import balance
from ..plan import Plan, ShiftRow
from ..reading import plan

# Ideas belong to the meetings; only their ids stand here.
_idea = table("idea", column("id"), column("number"), column("text"), column("short"))


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea of the group, as it is called there."""

    idea_id: int
    number: int
    text: str
    """Its short line, if it has one."""


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One answer on the evaluation card. Nobody's name belongs to it."""

    feedback_id: int
    number: int
    question: FeedbackQuestion
    text: str
    gathering_id: int | None
    """The Treffen where it was said."""
    idea: IdeaRow | None
    """What it became."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The three questions of the evaluation card, and what was answered, in its order."""

    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    next: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anybody said anything."""
        return bool(self.good or self.bad or self.next)


@dataclass(frozen=True, slots=True)
class PartnerShare:
    """An institution that carried the event, and what it gave."""

    name: str
    roles: tuple[PledgeRole, ...]
    """What it has pledged, each sort once, in the order of `PledgeRole`."""
    is_co_organiser: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an event: what is told to those who paid for it, and to the group."""

    event_id: int
    title: str
    state: EventState
    day: date | None
    """None while it has no day."""
    venue: str
    visitors: int | None
    """So many came: as somebody said, else as it was counted, else as they signed in by name;
    None if nobody knows."""
    counted: int | None
    """What the tally at the door says; None if nobody counted."""
    by_hour: tuple[tuple[int, int], ...]
    """The hour of the day on this laptop's clock (15: from 15 to 16), and how many were counted."""
    helpers: int
    """Places in shifts that were taken: who helped in two shifts counts twice."""
    minutes_helped: int
    """Of all of them together."""
    planned_cents: int
    actual_cents: int
    """What was really paid, as far as it is known."""
    open_receipts: int
    """Lines that were paid and have no receipt yet."""
    unpaid_lines: int
    """Lines of which nobody has said yet what they did cost."""
    feedback: Answers
    partners: tuple[PartnerShare, ...]
    """Who has pledged something or carries it, in the order in which they came in."""
    wishes_became: tuple[IdeaRow, ...]
    """Ideas that answers of the card have become, by their numbers."""

    @property
    def hours_helped(self) -> float:
        """Of all helpers together, in hours: 7.5."""
        return self.minutes_helped / 60


def outcome_of(session: Session, event_id: int) -> Outcome:
    """What came of an event so far. Raises Refused if there is none."""
    seen = plan(session, event_id, "")
    present = present_at(session, seen.event.gathering_id)
    return outcome(seen, feedback_rows(session, event_id), counts(session, event_id), present)


def outcome(
    seen: Plan,
    answers: Iterable[FeedbackRow],
    steps: Iterable[tuple[datetime, int]],
    present: int = 0,
) -> Outcome:
    """The same of what was read already; `present`: so many signed in by name. Pure."""
    event, said, tally = seen.event, tuple(answers), tuple(steps)
    money = balance(seen.money, seen.pledges)
    counted = max(sum(number for _at, number in tally), 0) if tally else None
    known = counted if counted is not None else (present or None)
    became = {row.idea.idea_id: row.idea for row in said if row.idea is not None}
    return Outcome(
        event_id=event.event_id,
        title=event.title,
        state=event.state,
        day=event.day,
        venue=event.venue,
        visitors=known if event.visitors is None else event.visitors,
        counted=counted,
        by_hour=by_hour(tally),
        helpers=sum(shift.taken for shift in seen.shifts),
        minutes_helped=sum(map(_minutes, seen.shifts)),
        planned_cents=money.planned,
        actual_cents=money.spent,
        open_receipts=money.receipts_open,
        unpaid_lines=sum(line.actual is None for line in seen.money),
        feedback=Answers(*(_texts(said, question) for question in FeedbackQuestion)),
        partners=tuple(_partners(seen)),
        wishes_became=tuple(sorted(became.values(), key=lambda idea: idea.number)),
    )


def counts(session: Session, event_id: int) -> tuple[tuple[datetime, int], ...]:
    """The steps of the tally, in the order in which they were counted."""
    its = _table(VisitCount)
    query = select(its.c.at, its.c.number).where(its.c.event_id == event_id).order_by(its.c.id)
    return tuple((at, number) for at, number in session.connection().execute(query))


def present_at(session: Session, gathering_id: int | None) -> int:
    """So many people have signed in at a gathering, whether they left before its end or not."""
    its = _table(Presence)
    query = select(func.count()).where(
        its.c.gathering_id == gathering_id, its.c.state == State.PRESENT
    )
    return session.connection().execute(query).scalar() or 0


def by_hour(steps: Iterable[tuple[datetime, int]]) -> tuple[tuple[int, int], ...]:
    """How many were counted in each hour, the first one first; hours without any are left out.

    An hour in which more was corrected than counted has none.
    """
    sums = Counter[datetime]()
    for at, number in steps:
        sums[clock.local(at).replace(minute=0, second=0, microsecond=0)] += number
    return tuple((hour.hour, number) for hour, number in sorted(sums.items()) if number > 0)


def feedback_rows(session: Session, event_id: int) -> tuple[FeedbackRow, ...]:
    """The answers on the event's card, by number."""
    its = _table(Feedback)
    query = (
        select(its, _idea.c.number.label("idea"), _idea.c.text.label("said"), _idea.c.short)
        .join(_idea, _idea.c.id == its.c.idea_id, isouter=True)
        .where(its.c.event_id == event_id)
        .order_by(its.c.number)
    )
    return tuple(
        FeedbackRow(
            feedback_id=row.id,
            number=row.number,
            question=FeedbackQuestion(row.question),
            text=row.text,
            gathering_id=row.gathering_id,
            idea=IdeaRow(row.idea_id, row.idea, row.short or row.said) if row.idea_id else None,
        )
        for row in session.connection().execute(query)
    )


def _texts(said: Iterable[FeedbackRow], question: FeedbackQuestion) -> tuple[str, ...]:
    return tuple(row.text for row in said if row.question is question)


def _minutes(shift: ShiftRow) -> int:
    return shift.taken * ((shift.ends_at - shift.starts_at) // timedelta(minutes=1))


def _partners(seen: Plan) -> Iterable[PartnerShare]:
    for partner in seen.partners:
        given = {
            pledge.role
            for pledge in seen.pledges
            if pledge.partner_id == partner.partner_id and pledge.state is PledgeState.PLEDGED
        }
        if given or partner.is_co_organiser:
            roles = tuple(role for role in PledgeRole if role in given)
            yield PartnerShare(partner.name, roles, bool(partner.is_co_organiser))


def _table(model: Any) -> Any:
    return model.__table__
