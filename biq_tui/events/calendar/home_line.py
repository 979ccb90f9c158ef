"""The line of the house's tab Veranstaltungen: a number or words open, anything else is a new one.

`14` · `straßen` · `12.6.` · `kalender` · `Infoabend 23.6. 19-21, heim Raum`
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ...core.date_words import folded, read_date
from ...core.dates import day_words
from ...core.errors import Refused
from ...core.intention import Intention
from ...core.language import N_, _
from ...outcomes import OpenWish
from ..new_event_line import GRAMMAR as OF_NEW_EVENTS
from .calendar_line import VIEWS
from .entries import Entry
from .house import House
from .opening import new_one, opening
from .view import Known, matching

GRAMMAR = (
    *OF_NEW_EVENTS,
    (N_("14"), N_("Opens event 14.")),
    (N_("street"), N_("Finds events by their title, their place or their day.")),
    (N_("calendar"), N_("Shows the calendar. Also: week, list, states.")),
)
"""Help prints this table; the same words are read below."""


class Kind(StrEnum):
    """What can be chosen."""

    CALENDAR = "calendar"
    EVENT = "event"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Stop:
    """Something an arrow can mark: the calendar, an event or a meeting's wish by its id."""

    kind: Kind
    id: int = 0


CALENDAR = Stop(Kind.CALENDAR)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the facilitator sees when she presses a key."""

    seen: House | None = None
    """None while nothing is read yet."""
    known: Known | None = None
    """What a new event is read against; only read when somebody types."""
    marked: Stop | None = None


def read_events(text: str, scene: Scene) -> Intention:
    """What Enter will do with `text`. Pure."""
    if scene.seen is None:
        return Intention(_("One moment …"))
    typed = folded(text)
    for place, words in enumerate(VIEWS):
        if typed in words:
            return _calendar(f"calendar {place}")
    stops = found(text, scene)
    if stops:
        return _opening(scene.marked if scene.marked in stops else _first(stops, scene), scene)
    if typed.isdecimal():
        return Intention(_("There is no event {number}.").format(number=typed))
    try:
        day = read_date(typed, scene.seen.day)
    except Refused as refusal:
        return Intention(refusal.sentence)
    if day is not None:
        shows = _("Enter: shows {day}.").format(day=day_words(day))
        return Intention(shows, command=f"day {day.isoformat()}")
    return Intention(_("One moment …")) if scene.known is None else new_one(text, scene.known)


def found(text: str, scene: Scene) -> tuple[Stop, ...]:
    """What `text` finds; without a text, what stands on the screen. In the order of the screen."""
    seen = scene.seen
    if seen is None or text.strip().startswith("+"):
        return ()
    ordered = (*seen.coming, *seen.wishes, *seen.past)
    typed = folded(text)
    if not typed:
        return (
            CALENDAR,
            *_stops(seen.coming),
            *_of(seen.open_wishes),
            *_stops((*seen.wishes, *seen.past)),
        )
    keys = matching(ordered, text)
    hits = [Stop(Kind.EVENT, key.event_id or 0) for key in keys]
    if typed.isdecimal():
        return tuple(hits)
    words = typed.split()
    return (
        *hits,
        *_of(
            tuple(w for w in seen.open_wishes if all(word in folded(w.wording) for word in words))
        ),
    )


def _stops(entries: tuple[Entry, ...]) -> tuple[Stop, ...]:
    return tuple(Stop(Kind.EVENT, entry.event_id or 0) for entry in entries)


def _of(wishes: tuple[OpenWish, ...]) -> tuple[Stop, ...]:
    return tuple(Stop(Kind.WISH, wish.wish_id) for wish in wishes)


def _first(stops: tuple[Stop, ...], scene: Scene) -> Stop:
    """What one Enter opens: the event that comes next, else the first of what stands there."""
    assert scene.seen is not None
    if stops[0] != CALENDAR:
        return stops[0]
    takes_place = (entry for entry in scene.seen.coming if not entry.is_cancelled)
    return next(iter(_stops(tuple(takes_place))), stops[0])


def _calendar(command: str) -> Intention:
    return Intention(_("Enter: shows the calendar."), args=(CALENDAR,), command=command)


def _opening(stop: Stop, scene: Scene) -> Intention:
    assert scene.seen is not None
    if stop.kind is Kind.CALENDAR:
        return _calendar("calendar 0")
    if stop.kind is Kind.WISH:
        wish = next(wish for wish in scene.seen.open_wishes if wish.wish_id == stop.id)
        makes = _("Enter: makes an event of it: {wish}").format(wish=wish.wording)
        return Intention(makes, args=(stop,), command=f"wish {wish.wish_id}")
    entry = next(entry for entry in scene.seen.events if entry.event_id == stop.id)
    return opening(entry)
