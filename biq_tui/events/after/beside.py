"""What an event's Überblick says of its day, of what comes after, and of last time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from ...attendance.models import Gathering
from ...core import clock
from ...core.dates import day_words, same_day
from ...core.language import _, ngettext
from ..models import Event, EventState, Feedback, FeedbackQuestion
from ..plan import EventRow
from .reading import FeedbackRow, counts, feedback_rows
from .tidying import due_on, preview, weeks


@dataclass(frozen=True, slots=True)
class Beside:
    """What was counted, answered, and is to be deleted."""

    counted: int | None = None
    """What the tally says; None if nobody counted."""
    answers: tuple[FeedbackRow, ...] = ()
    has_names: bool = False
    """Whether there is anything that goes on a day."""
    due: date | None = None
    last_time: tuple[str, ...] = ()
    """What was not good the last time, and what was wished for the next."""


def beside(session: Session, event: EventRow) -> Beside:
    """Read it, as far as it is time for it."""
    if event.ends_at is None or not (event.ends_at <= clock.now() or _is_its_day(event)):
        return Beside(last_time=_last_time(session, event))
    steps = counts(session, event.event_id)
    return Beside(
        counted=sum(number for _at, number in steps) if steps else None,
        answers=feedback_rows(session, event.event_id),
        has_names=not preview(session, event.event_id).is_empty,
        due=due_on(event, weeks(session)),
        last_time=_last_time(session, event),
    )


def names_in_words(event: EventRow, after_weeks: int, today: date) -> str:
    """When the names of an event go, and how that is changed or done; "" while it has no day."""
    due = due_on(event, after_weeks)
    if event.tidied_on is not None:
        return _("The names were deleted on {day}.").format(day=day_words(event.tidied_on))
    if due is None:
        return ""
    if due <= today:
        return _("! Please delete them (since {day}):  delete names").format(day=day_words(due))
    day = _("The helpers' names are to be deleted on {day}").format(day=day_words(due))
    return day + ".   " + _("For all events:  names after 8 weeks")


def facts_beside(event: EventRow, its: Beside, today: date) -> Iterator[tuple[str, str]]:
    """Headings and what stands behind them, as far as it is time for it."""
    if event.ends_at is None:
        return
    is_over = event.ends_at <= clock.now()
    if event.state is not EventState.CANCELLED:
        if not is_over and its.last_time:
            yield _("LAST TIME"), " · ".join(its.last_time)
        if is_over or _is_its_day(event):
            yield _("VISITORS"), _visitors(event, its, is_over)
        if is_over:
            yield _("LOOKING BACK"), _answers(event, its)
    if names := _names(event, its, is_over, today):
        yield _("NAMES"), names


def _is_its_day(event: EventRow) -> bool:
    """Whether it goes on, or will today."""
    now = clock.now()
    return event.starts_at is not None and (
        event.starts_at <= now or same_day(event.starts_at, now)
    )


def _visitors(event: EventRow, its: Beside, is_over: bool) -> str:
    if event.visitors is not None:
        said = ngettext("{n} person came.", "{n} people came.", event.visitors)
        counted = "" if its.counted is None else _("(counted: {n})").format(n=its.counted)
        return f"{said} {counted}".strip()
    if its.counted is not None:
        said = ngettext("{n} visitor was counted.", "{n} visitors were counted.", its.counted)
        return said + ("   " + _("Say it yourself:  were 120") if is_over else "")
    return _("How many came?  were 120") if is_over else _("To count them at the door:  count")


def _answers(event: EventRow, its: Beside) -> str:
    if not its.answers:
        if event.state is EventState.EVALUATED:
            return _("Done.")
        return _("Not yet. At the next meeting:  look back")
    by_question = {
        question: sum(row.question is question for row in its.answers)
        for question in FeedbackQuestion
    }
    said = _("good {good}, not good {bad}, next time {next}").format(
        good=by_question[FeedbackQuestion.GOOD],
        bad=by_question[FeedbackQuestion.BAD],
        next=by_question[FeedbackQuestion.NEXT],
    )
    return said + ("" if event.state is EventState.EVALUATED else "   " + _("Go on:  look back"))


def _names(event: EventRow, its: Beside, is_over: bool, today: date) -> str:
    if event.tidied_on is not None:
        day = f"{event.tidied_on.day}.{event.tidied_on.month}.{event.tidied_on.year}"
        return _("The names were deleted on {day}.").format(day=day)
    if not (is_over and its.has_names) or its.due is None:
        return ""
    day = f"{its.due.day}.{its.due.month}."
    if its.due <= today:
        return _("! Please delete them (since {day}):  delete names").format(day=day)
    return _("The helpers' names are to be deleted on {day}").format(day=day)


def _last_time(session: Session, event: EventRow) -> tuple[str, ...]:
    """Of the last event of the same series, or of the one it was copied from."""
    series = event.series_id or event.event_id
    same = or_(
        col(Event.series_id) == series,
        col(Event.id) == series,
        col(Event.id) == event.copied_from,
    )
    told = (
        select(Event.id)
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id))
        .where(
            same,
            Event.id != event.event_id,
            col(Event.id).in_(select(Feedback.event_id)),
            col(Gathering.starts_at) < (event.starts_at or clock.now()),
        )
        .order_by(col(Gathering.starts_at).desc(), col(Event.id).desc())
        .limit(1)
    )
    before = session.exec(told).first()
    if before is None:
        return ()
    wanted = (FeedbackQuestion.BAD, FeedbackQuestion.NEXT)
    rows = feedback_rows(session, before)
    return tuple(row.text for question in wanted for row in rows if row.question is question)
