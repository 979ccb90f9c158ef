"""The journal's name for what happens at one meeting, and the way back from it."""

from __future__ import annotations

_PREFIX = "meeting:"
_BOOTH = "booth:"


def place_of(meeting_id: int) -> str:
    """The place of everything that happens at this meeting."""
    return f"{_PREFIX}{meeting_id}"


def meeting_of(place: str) -> int | None:
    """The meeting's id; None if the place is another one."""
    number = place.removeprefix(_PREFIX)
    return int(number) if place.startswith(_PREFIX) and number.isdecimal() else None


def booth_of(meeting_id: int) -> str:
    """What the laptop is locked to while people vote at it."""
    return f"{_BOOTH}{meeting_id}"


def voting_at(place: str) -> int | None:
    """The id of the meeting whose booth it is; None if the place is another one."""
    number = place.removeprefix(_BOOTH)
    return int(number) if place.startswith(_BOOTH) and number.isdecimal() else None
