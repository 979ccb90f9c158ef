"""The journal's name for what happens at one meeting, and the way back from it."""

from __future__ import annotations

_PREFIX = "meeting:"


def place_of(meeting_id: int) -> str:
    """The place of everything that happens at this meeting."""
    return f"{_PREFIX}{meeting_id}"


def meeting_of(place: str) -> int | None:
    """The meeting's id; None if the place is another one."""
    number = place.removeprefix(_PREFIX)
    return int(number) if place.startswith(_PREFIX) and number.isdecimal() else None
