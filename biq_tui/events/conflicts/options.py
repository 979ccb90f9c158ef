"""What a house can change about double bookings."""

from __future__ import annotations

from datetime import timedelta

from ...core.settings import Option

TRAVEL_MINUTES = Option("events.travel_minutes", "30")
"""How long people need from one place to another."""

LONGEST_WAY = 240
"""Minutes; whatever is more is a slip."""


def way_of(value: str) -> timedelta:
    """How long the way takes, as it was set."""
    return timedelta(minutes=int(value) if value.isdecimal() else 30)
