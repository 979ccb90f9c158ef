"""What Enter does with an entry of the calendar, and with the name of a new one. Pure."""

from __future__ import annotations

from dataclasses import replace

from ...attendance.models import Kind, Sitting
from ...core import clock
from ...core.dates import same_day, short_date
from ...core.intention import Intention
from ...core.language import _
from ...core.text import clean
from ..new_event_line import read_new
from .entries import Entry
from .view import Known

_LONGEST = 30
"""So much of a text is told again in a hint."""


def opening(entry: Entry, confirmed: bool = False) -> Intention:
    """Open an event, a meeting or a course date.

    To open an evening of a course lets people arrive: another day than today wants a `ja`.
    """
    if asks(entry) and not confirmed:
        assert entry.starts_at is not None
        said = (
            _("That was on {date}  Open it all the same? Type: yes")
            if entry.starts_at < clock.now()
            else _("This is not until {date}  Open it all the same? Type: yes")
        ).format(date=short_date(entry.starts_at))
        return Intention(said, args=(entry.key,), command="mark")
    opens = _("Enter: opens “{title}”.").format(title=entry.title)
    if entry.event_id is not None:
        return Intention(opens, args=(entry.key,), command=f"event {entry.event_id}")
    return Intention(opens, args=(entry.key,), command=f"gathering {entry.gathering_id}")


def asks(entry: Entry) -> bool:
    """Whether to open it is most likely a mistake."""
    if entry.kind is not Kind.BLOCK or entry.starts_at is None:
        return False
    return entry.sitting is Sitting.PLANNED and not same_day(entry.starts_at, clock.now())


def new_one(text: str, known: Known) -> Intention:
    """A new event, if `text` can be one; Enter makes it and shows where it is."""
    said = read_new(text, known.institutions, land=known.land, booked=known.booked)
    if said is None:
        wish = _("Nothing is called that. A wish:  +{text}     New:  info evening 23.6. 19-21")
        return Intention(wish.format(text=clean(text, _LONGEST)))
    return said if said.use_case is None else replace(said, command="made")
