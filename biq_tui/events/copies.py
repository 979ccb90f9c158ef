"""Events like an earlier one: a copy on another day, a series of linked single events.

A copy is a new plan: what was promised is asked for again, what was done is to be done again, and
nothing is spent yet. Who helped, who did what, what people needed, the double bookings that were
accepted and the wishes it came from stay with the first one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select

from ..attendance.models import Gathering, Kind
from ..core import clock
from ..core.dates import day_words
from ..core.errors import Refused
from ..core.language import N_, _, ngettext
from ..core.write import Row, Write
from . import sentences
from .events import event_of
from .models import (
    BudgetLine,
    Event,
    EventPartner,
    EventState,
    EventTask,
    EventTaskNeed,
    Pledge,
    PledgeState,
    Shift,
    TaskState,
)
from .when import Span, in_words, moved, on_day

MOST_DATES = 30
"""So many events at most are made at one go."""


class Rhythm(StrEnum):
    """How often a series is."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


RHYTHMS = {
    Rhythm.WEEKLY: N_("every week"),
    Rhythm.FORTNIGHTLY: N_("every two weeks"),
    Rhythm.MONTHLY: N_("every month on the same weekday"),
}
"""What they are called."""


def next_days(day: date, rhythm: Rhythm, count: int) -> tuple[date, ...]:
    """The next `count` days after `day`, on its weekday.

    Monthly: the second Wednesday of every month; the fifth is the last where there are four.
    """
    if rhythm is not Rhythm.MONTHLY:
        step = timedelta(weeks=1 if rhythm is Rhythm.WEEKLY else 2)
        return tuple(day + step * number for number in range(1, count + 1))
    place = (day.day - 1) // 7
    months = (divmod(day.year * 12 + day.month - 1 + number, 12) for number in range(1, count + 1))
    return tuple(_weekday_of(year, month + 1, day.weekday(), place) for year, month in months)


def _weekday_of(year: int, month: int, weekday: int, place: int) -> date:
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=place)
    return day if day.month == month else day - timedelta(weeks=1)


def dates_in_words(count: int) -> str:
    """4 weitere Termine."""
    return ngettext("{n} more date", "{n} more dates", count)


def copy_event(write: Write, event_id: int, when: Span) -> int:
    """An event like this one, at another time; its id. Raises Refused for a time that is none."""
    event, gathering = event_of(write, event_id)
    made = _Source(write.session, event, gathering).copied(write, when, series_id=None)
    write.tell(sentences.COPIED, day=in_words(*when))
    return made


def make_series(write: Write, event_id: int, rhythm: Rhythm, count: int) -> tuple[int, ...]:
    """The next `count` dates of an event, each an event of its own; their ids.

    Raises Refused for a day on which the clock does not show its times.
    """
    event, gathering = event_of(write, event_id)
    if gathering is None:
        raise Refused(_("First the day, please:  12.6. 15-18"))
    if not 1 <= count <= MOST_DATES:
        raise Refused(_("From 1 to {most} dates, please.").format(most=MOST_DATES))
    times = (gathering.starts_at, gathering.ends_at)
    source = _Source(write.session, event, gathering)
    days = next_days(clock.local(gathering.starts_at).date(), rhythm, count)
    spans = [on_day(times, day) for day in days]
    made = tuple(source.copied(write, when, event.series_id or event_id) for when in spans)
    write.tell(sentences.SERIES, dates=dates_in_words(count), day=day_words(days[-1]))
    return made


class _Source:
    """What is copied, read once."""

    def __init__(self, session: Session, event: Event, gathering: Gathering | None) -> None:
        self.event = event
        self.gathering = gathering
        self.partners = _of(session, EventPartner, event.id)
        self.pledges = _of(session, Pledge, event.id)
        self.tasks = [t for t in _of(session, EventTask, event.id) if t.state != TaskState.DROPPED]
        self.needs = _of(session, EventTaskNeed, event.id)
        self.shifts = _of(session, Shift, event.id)
        self.money = _of(session, BudgetLine, event.id)

    def copied(self, write: Write, when: Span, series_id: int | None) -> int:
        """One more of these at this time; its id."""
        old, day = self.event, clock.local(when[0]).date()
        was = None if self.gathering is None else clock.local(self.gathering.starts_at).date()
        days = 0 if was is None else (day - was).days
        state = EventState(old.before_cancelled or old.state)
        gathering = write.insert(
            Gathering(
                kind=Kind.EVENT,
                title=old.title,
                venue=old.wished_venue if self.gathering is None else self.gathering.venue,
                starts_at=when[0],
                ends_at=when[1],
            )
        )
        assert gathering is not None  # nothing about a gathering is unique
        event = write.insert(
            _like(
                old,
                gathering_id=gathering.id,
                wished_venue="",
                state=EventState.WISH if state is EventState.WISH else EventState.PLANNED,
                before_cancelled="",
                cancelled_because="",
                fixed_because="",
                series_id=series_id,
                copied_from=old.id,
            )
        )
        assert event is not None
        its = {"event_id": event.id}
        partners = _new_ids(
            self.partners,
            write.insert_all([_like(row, **its, is_co_organiser=None) for row in self.partners]),
        )
        write.insert_all([_pledge(row, partners, **its) for row in self.pledges])
        self._tasks(write, event.id or 0, days, is_dated=was is not None)
        write.insert_all(
            [
                _like(
                    row,
                    **its,
                    starts_at=moved(row.starts_at, days),
                    ends_at=moved(row.ends_at, days),
                )
                for row in self.shifts
            ]
        )
        write.insert_all([_money(row, partners, **its) for row in self.money])
        return event.id or 0

    def _tasks(self, write: Write, event_id: int, days: int, is_dated: bool) -> None:
        """All tasks but those that were not needed, to be done anew and by nobody yet."""
        new = [
            _like(
                row,
                event_id=event_id,
                due=row.due + timedelta(days=days)
                if row.due and row.offset_days is None and is_dated
                else None,
                person_id=None,
                partner_id=None,
                state=TaskState.OPEN,
                closed_on=None,
            )
            for row in self.tasks
        ]
        ids = _new_ids(self.tasks, write.insert_all(new))
        write.insert_all(
            [
                _like(row, event_id=event_id, task_id=ids[row.task_id], needs_id=ids[row.needs_id])
                for row in self.needs
                if row.task_id in ids and row.needs_id in ids
            ]
        )


def _of(session: Session, model: type[Row], event_id: int | None) -> Sequence[Row]:
    table: Any = model
    query = select(model).where(table.event_id == event_id).order_by(col(table.id))
    return session.exec(query).all()


def _like(row: Row, **values: Any) -> Row:
    """A new row that says the same, but for `values`."""
    same = row.model_dump(exclude={"id", "version"})
    return type(row)(**{**same, **values})


def _new_ids(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    return {was.id: row.id for was, row in zip(old, new, strict=True)}


def _pledge(row: Pledge, partners: dict[int, int], **values: Any) -> Pledge:
    """An institution that gave is asked again; what a neighbour gave, or nobody, is needed."""
    given = row.partner_id is not None and row.state != PledgeState.DECLINED
    return _like(
        row,
        **values,
        partner_id=partners[row.partner_id or 0] if given else None,
        person_id=None,
        state=PledgeState.ASKED if given else PledgeState.NEEDED,
        condition="",
        contact_id=None,
        via="",
        said_on=None,
        due=None,
    )


def _money(row: BudgetLine, partners: dict[int, int], **values: Any) -> BudgetLine:
    """What was planned; who paid it may pay again, but has not said so."""
    return _like(
        row,
        **values,
        partner_id=None if row.partner_id is None else partners[row.partner_id],
        actual=None,
        grant_state="",
        first_offer=None,
        second_offer=None,
        is_ordered=False,
        has_receipt=False,
    )
