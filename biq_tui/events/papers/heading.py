"""What stands at the top of an event's paper: when, where, and who answers for it. German."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ...core import clock
from ...core.clock import clock_time
from ...core.dates import day_words, long_date, same_day
from ..models import EventState
from ..plan import EventRow
from .sources import Sources

OPEN = "noch offen"


def facts(sources: Sources, *, with_margins: bool = False) -> list[list[Any]]:
    """Label and value of what is known; day and place are always there, if only to be open."""
    event = sources.plan.event
    known: dict[str, Any] = {"Tag": day(event) or OPEN, "Zeit": times(event) or OPEN}
    known["Ort"] = sources.place or OPEN
    if with_margins and (event.setup_minutes or event.teardown_minutes):
        known["Mit Aufbau und Abbau"] = with_margins_in_words(sources)
    known["Träger"] = sources.provider
    return [[label, value] for label, value in known.items() if value]


def day(event: EventRow) -> str:
    """Samstag, 12. Juni 2027; "" while it has no day."""
    return "" if event.starts_at is None else long_date(event.starts_at)


def times(event: EventRow) -> str:
    """15:00–18:00 Uhr; "" while it has no day."""
    if event.starts_at is None or event.ends_at is None:
        return ""
    return span(event.starts_at, event.ends_at)


def span(starts_at: datetime, ends_at: datetime) -> str:
    """15:00–18:00 Uhr; across midnight with the day on which it ends."""
    if same_day(starts_at, ends_at):
        return f"{clock_time(starts_at)}–{clock_time(ends_at)} Uhr"
    return f"{clock_time(starts_at)} Uhr bis {long_date(ends_at)}, {clock_time(ends_at)} Uhr"


def span_with_day(starts_at: datetime, ends_at: datetime, event: EventRow) -> str:
    """The same, before it the day if it is not the event's."""
    its = span(starts_at, ends_at)
    local = clock.local(starts_at).date()
    return its if local == event.day else f"{day_words(local)}, {its}"


def german_numbers(its: date) -> str:
    """5.3.2027."""
    return f"{its.day}.{its.month}.{its.year}"


def with_margins_in_words(sources: Sources) -> str:
    """14:00–18:30 Uhr: from setting up until all is tidied up; "" while it has no day."""
    starts_at, ends_at = sources.plan.needed_from, sources.plan.needed_until
    if starts_at is None or ends_at is None:
        return ""
    return span_with_day(starts_at, ends_at, sources.plan.event)


def at(moment: datetime, event: EventRow) -> str:
    """15:00 Uhr; before it the day if it is not the event's."""
    on = clock.local(moment).date()
    its = f"{clock_time(moment)} Uhr"
    return its if on == event.day else f"{day_words(on)}, {its}"


def dated(event: EventRow) -> str:
    """The day as files are named by it; "" while there is none."""
    return "" if event.day is None else event.day.isoformat()


def on_top(event: EventRow) -> str:
    """What comes before everything else on a paper: that it is cancelled; else ""."""
    return "Abgesagt" if event.state is EventState.CANCELLED else ""


def running(event: EventRow, name: str) -> str:
    """What stands on the second page and all that follow."""
    return " · ".join(filter(None, (name, event.title, day(event))))


def base(sources: Sources, name: str) -> dict[str, Any]:
    """What every paper's data have: `name` is what the paper is called."""
    event = sources.plan.event
    return {
        "title": f"{name}: {event.title}",
        "name": name,
        "event": event.title,
        "dated": dated(event),
        "cancelled": on_top(event),
        "running": running(event, name),
        "when": list(filter(None, (day(event) or OPEN, times(event), event.venue))),
    }
