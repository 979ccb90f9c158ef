"""A calendar file from entries. Pure, but for the time at which it is made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from ... import __version__
from ...core import clock
from ...core.language import _
from ...core.text import clean
from ..models import PLACE_LENGTH, TITLE_LENGTH, WHY_LENGTH, EventState
from .outside import Entry

ZONE = "Europe/Berlin"

STATUS = {
    EventState.WISH: "TENTATIVE",
    EventState.PLANNED: "TENTATIVE",
    EventState.FIXED: "CONFIRMED",
    EventState.DONE: "CONFIRMED",
    EventState.EVALUATED: "CONFIRMED",
    EventState.CANCELLED: "CANCELLED",
}


def calendar_file(entries: Sequence[Entry], name: str = "") -> bytes:
    """The entries as an .ics file (RFC 5545), to be published; `name`: what the calendar is called.

    If all that is in it is cancelled, it says so by its method, too: METHOD:CANCEL.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//biq_tui//biq_tui {__version__}//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    is_cancelled = bool(entries) and all(entry.is_cancelled for entry in entries)
    calendar.add("method", "CANCEL" if is_cancelled else "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", clock.now())
    berlin = ZoneInfo(ZONE)
    event.add("dtstart", entry.starts_at.astimezone(berlin))
    event.add("dtend", entry.ends_at.astimezone(berlin))
    # Some calendars hide what is cancelled, or show it like all else: the title says it as well.
    title = _("CANCELLED: {title}") if entry.is_cancelled else "{title}"
    event.add("summary", title.replace("{title}", clean(entry.title, TITLE_LENGTH)))
    if entry.venue:
        event.add("location", clean(entry.venue, PLACE_LENGTH))
    if entry.why:
        event.add("description", clean(entry.why, WHY_LENGTH))
    event.add("status", STATUS[entry.state])
    return event


def _zone() -> Timezone:
    """Central European time by the rule that holds since 1996.

    Each onset is told in the time that was valid before it (RFC 5545, section 3.6.5). The zone
    that icalendar makes by itself tells it an hour late in spring.
    """
    zone = Timezone()
    zone.add("tzid", ZONE)
    for part, name, month, day, hour, before, after in (
        (TimezoneDaylight(), "CEST", 3, 31, 2, 1, 2),
        (TimezoneStandard(), "CET", 10, 27, 3, 2, 1),
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        onset = datetime(1996, month, day, hour)  # noqa: DTZ001 - the wall clock is meant
        part.add("dtstart", onset)
        part.add("rrule", vRecur({"freq": "yearly", "bymonth": month, "byday": "-1SU"}))
        zone.add_component(part)
    return zone
