"""The journal's name for what happens at one event, and the way back from it."""

from __future__ import annotations

EVENTS = "events"
"""The place of what is done on the list and in the calendar of all events."""

_PREFIX = "event:"


def place_of(event_id: int) -> str:
    """The place of everything that happens at this event."""
    return f"{_PREFIX}{event_id}"


def event_of(place: str) -> int | None:
    """The event's id; None if the place is another one."""
    number = place.removeprefix(_PREFIX)
    return int(number) if place.startswith(_PREFIX) and number.isdecimal() else None
