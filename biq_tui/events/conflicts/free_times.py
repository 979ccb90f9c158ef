"""Days of an event on which many people are away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...core import clock
from ...core.free_days import free_day, school_holidays_known
from .clashes import digest

MOST_DAYS = 14
"""Whatever goes on for longer meets a holiday somewhere."""


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A public holiday or school holidays; or nobody knows yet when there is no school."""

    day: date
    name: str
    """In the language in force: "Pfingstmontag, Pfingstferien"; "" if the holidays are unknown."""

    @property
    def key(self) -> str:
        """For `AcceptedConflict`; the same in every language."""
        return digest("day", f"{self.day}", "unknown" if not self.name else "")


def free_days(starts_at: datetime, ends_at: datetime, land: str) -> tuple[FreeDay, ...]:
    """The free days from the beginning to the end, each name once, on this laptop's calendar."""
    day, last = clock.local(starts_at).date(), clock.local(ends_at - timedelta(seconds=1)).date()
    found: dict[str, FreeDay] = {}
    for number in range(min((last - day).days + 1, MOST_DAYS)):
        its = day + timedelta(days=number)
        name = free_day(its, land)
        if name or not school_holidays_known(its, land):
            found.setdefault(name, FreeDay(its, name))
    return tuple(found.values())
