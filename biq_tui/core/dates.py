"""Dates in words, as people in the room say them."""

from __future__ import annotations

from datetime import date, datetime, time

from . import clock
from .language import N_, _

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def long_date(moment: datetime) -> str:
    """Freitag, 5. März 2027."""
    day = clock.local(moment)
    return _("{weekday}, {day} {month} {year}").format(
        weekday=_(WEEKDAYS[day.weekday()]),
        day=day.day,
        month=_(MONTHS[day.month - 1]),
        year=day.year,
    )


def short_date(moment: datetime) -> str:
    """Fr 5.3."""
    day = clock.local(moment)
    weekday = _(WEEKDAYS[day.weekday()])[:2]
    return f"{weekday} {day.day}.{day.month}."


def same_day(one: datetime, other: datetime) -> bool:
    """Whether both moments are on one day of this laptop's wall clock."""
    return clock.local(one).date() == clock.local(other).date()


def start_of_today() -> datetime:
    """Last midnight on this laptop's wall clock."""
    return clock.moment_of(clock.local(clock.now()).date(), time())


def full_date(moment: datetime) -> str:
    """5.3.2027."""
    day = clock.local(moment)
    return f"{day.day}.{day.month}.{day.year}"


def short_weekday(moment: datetime) -> str:
    """Fr."""
    return _(WEEKDAYS[clock.local(moment).weekday()])[:2]


def day_words(day: date) -> str:
    """Mi 31.3.2027."""
    weekday = _(WEEKDAYS[day.weekday()])[:2]
    return f"{weekday} {day.day}.{day.month}.{day.year}"
