"""The journal's name for the tally of an event: hundreds of steps, apart from all else there."""

from __future__ import annotations

_PREFIX = "tally:"


def place_of(event_id: int) -> str:
    """The place of everything that is counted at this event."""
    return f"{_PREFIX}{event_id}"


def tally_of(place: str) -> int | None:
    """The event's id; None if the place is another one."""
    number = place.removeprefix(_PREFIX)
    return int(number) if place.startswith(_PREFIX) and number.isdecimal() else None
