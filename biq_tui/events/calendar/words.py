"""How entries of the calendar are told: times, states, what is missing."""

from __future__ import annotations

from datetime import date, timedelta

from ...attendance.models import Kind
from ...core import clock
from ...core.dates import MONTHS, WEEKDAYS, full_date, short_date
from ...core.language import N_, _
from ..models import EventState
from .entries import Entry

STATES = {
    EventState.WISH: N_("Wish"),
    EventState.PLANNED: N_("Planned"),
    EventState.FIXED: N_("Fixed"),
    EventState.DONE: N_("Over"),
    EventState.EVALUATED: N_("Evaluated"),
    EventState.CANCELLED: N_("Cancelled"),
}
"""What an event is called that stands so; message ids."""

KINDS = {Kind.BLOCK: N_("Course"), Kind.MEETING: N_("Meeting"), Kind.EVENT: N_("Event")}

_NEARLY_A_YEAR = timedelta(days=364)


def name_of(entry: Entry) -> str:
    """14 Straßenfest; a course date or a meeting has no number."""
    return entry.title if entry.event_id is None else f"{entry.event_id} {entry.title}"


def times_of(entry: Entry) -> str:
    """14–16, 17:30–20:15; "" without a day."""
    if entry.starts_at is None or entry.ends_at is None:
        return ""
    starts, ends = map(clock.clock_time, (entry.starts_at, entry.ends_at))
    return f"{_short_time(starts)}–{_short_time(ends)}"


def stands(entry: Entry) -> str:
    """How it stands, and what is missing: "Geplant. Es fehlt noch: Raum, 2 Helfende"."""
    if entry.state is None:
        return _(KINDS[entry.kind])
    state = _(STATES[entry.state])
    if not entry.missing:
        return state
    return f"{state}. {lacks(entry)}"


def lacks(entry: Entry) -> str:
    """Es fehlt noch: Raum, 2 Helfende, 40 Euro."""
    return _("Still missing: {what}").format(what=", ".join(entry.missing))


def month_name(day: date) -> str:
    """Juni 2027."""
    month = _(MONTHS[day.month - 1])
    return f"{month} {day.year}"


def day_heading(day: date) -> str:
    """SAMSTAG, 12. JUNI."""
    said = _("{weekday}, {day} {month}").format(
        weekday=_(WEEKDAYS[day.weekday()]), day=day.day, month=_(MONTHS[day.month - 1])
    )
    return said.upper()


def day_of(entry: Entry) -> str:
    """Sa 12.6. 15:00; 12.6.2028 once such a day comes before it; "" without a day."""
    if entry.starts_at is None:
        return ""
    if entry.starts_at - clock.now() > _NEARLY_A_YEAR:
        return full_date(entry.starts_at)
    return f"{short_date(entry.starts_at)} {clock.clock_time(entry.starts_at)}"


def _short_time(time: str) -> str:
    hour, _colon, minute = time.partition(":")
    return f"{int(hour)}" if minute == "00" else f"{int(hour)}:{minute}"
