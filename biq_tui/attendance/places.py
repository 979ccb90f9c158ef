"""The journal's name for what happens at one gathering, and the way back from it."""

from __future__ import annotations

_PREFIX = "gathering:"


def place_of(gathering_id: int) -> str:
    """The place of everything that happens at this gathering."""
    return f"{_PREFIX}{gathering_id}"


def gathering_of(place: str) -> int | None:
    """The gathering's id; None if the place is another one."""
    number = place.removeprefix(_PREFIX)
    return int(number) if place.startswith(_PREFIX) and number.isdecimal() else None
