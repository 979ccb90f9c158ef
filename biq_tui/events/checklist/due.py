"""Until when a task is to be done: typed, counted from the event, and in words. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ...core.date_words import folded
from ...core.dates import WEEKDAYS, day_words
from ...core.errors import Refused
from ...core.free_days import public_holiday
from ...core.language import _, ngettext
from ...core.parts import read_until
from .templates import MOST_DAYS

_FIXED = re.compile(r"(?:fest|fix|fixed)(?: bis| am| zum)? (.+)")
_FROM_THE_EVENT = re.compile(
    r"(\d{1,3}|eine?n?|one|a) (tage?n?|wochen?|days?|weeks?)"
    r" (vorher|davor|vor dem tag|before|danach|nachher|später|after|later)"
)
_ON_THE_DAY = frozenset({"am tag", "am tag selbst", "on the day"})
_BEFORE = frozenset({"vorher", "davor", "vor dem tag", "before"})


@dataclass(frozen=True, slots=True)
class Due:
    """So many days from the event, or a day wherever the event goes; never both."""

    offset_days: int | None = None
    day: date | None = None
    is_fixed: bool = False
    """It was said that the day stays when the event moves."""

    def on(self, event_day: date | None) -> date | None:
        """The day itself; None while the event has none."""
        if self.offset_days is None or event_day is None:
            return self.day
        return event_day + timedelta(days=self.offset_days)


def read_due(part: str, event_day: date | None, today: date) -> Due | None:
    """What a part means; None if it is no day. Raises Refused for a day that there is not.

    "12.5.", "in 2 Wochen" move with the event, if it has a day; "fest 15.3." does not. "3 Wochen
    vorher" and "am Tag" are counted from the event.
    """
    words = folded(part)
    if words in _ON_THE_DAY:
        return Due(0)
    if found := _FROM_THE_EVENT.fullmatch(words):
        count = int(found[1]) if found[1].isdecimal() else 1
        days = count * (7 if found[2].startswith("w") else 1)
        return _near(-days if found[3] in _BEFORE else days)
    if found := _FIXED.fullmatch(words):
        day = read_until(found[1], today)
        return None if day is None else Due(day=day, is_fixed=True)
    day = read_until(words, today)
    if day is None:
        return None
    return Due(day=day) if event_day is None else _near((day - event_day).days)


def due_words(due: Due, event_day: date | None) -> str:
    """bis Mi 12.5.2027; bis Mo 15.3.2027, fest; without a day of the event: 3 Wochen vorher."""
    day = due.on(event_day)
    if day is not None:
        words = _("until {day}, fixed") if due.is_fixed else _("until {day}")
        return words.format(day=day_words(day))
    return "" if due.offset_days is None else offset_words(due.offset_days)


def offset_words(days: int) -> str:
    """8 Wochen vorher, 3 Tage danach, am Tag selbst."""
    count = abs(days)
    if days == 0:
        return _("on the day itself")
    if days % 7 == 0 and days < 0:
        weeks = count // 7
        return ngettext("{n} week before", "{n} weeks before", weeks).format(n=weeks)
    if days % 7 == 0:
        weeks = count // 7
        return ngettext("{n} week after", "{n} weeks after", weeks).format(n=weeks)
    if days < 0:
        return ngettext("{n} day before", "{n} days before", count).format(n=count)
    return ngettext("{n} day after", "{n} days after", count).format(n=count)


def free_words(day: date, land: str) -> str:
    """What one has to know of a day on which offices of the Land are closed; "" for others."""
    if holiday := public_holiday(day, land):
        return holiday
    return _(WEEKDAYS[6]) if day.weekday() == 6 else ""


def _near(days: int) -> Due:
    if abs(days) > MOST_DAYS:
        raise Refused(_("That is more than a year from the event. Please check the date."))
    return Due(days)
