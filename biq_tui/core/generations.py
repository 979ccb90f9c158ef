"""Which backups stay: many of the last days, few of long ago (grandfather, father, son). Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, timedelta

from . import clock

ALL_OF = timedelta(days=2)
DAYS, WEEKS, MONTHS = 14, 8, 24
"""One of each of so many days, weeks and months stays, counted back from now."""


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Which of the backups made at these moments stay.

    All of the last two days and whatever the clock says is still to come; then the newest of each
    of the last 14 days, 8 weeks and 24 months; and always the newest of all.
    """
    made = sorted(set(moments))
    stay = {moment for moment in made if moment > now - ALL_OF}
    stay.update(made[-1:])
    today = clock.local(now)
    for many, period, ago in (
        (DAYS, _day, lambda then: (today.date() - then.date()).days),
        (WEEKS, _week, lambda then: (_monday(today) - _monday(then)).days // 7),
        (MONTHS, _month, lambda then: (today.year - then.year) * 12 + today.month - then.month),
    ):
        stay |= _newest_of_each(made, many, period, ago)
    return frozenset(stay)


def _newest_of_each(
    made: list[datetime],
    many: int,
    period: Callable[[datetime], Hashable],
    ago: Callable[[datetime], int],
) -> set[datetime]:
    """Of each period, if it is less than `many` periods ago, the newest; `made` is in order."""
    newest = {period(clock.local(moment)): moment for moment in made}
    return {moment for moment in newest.values() if ago(clock.local(moment)) < many}


def _day(then: datetime) -> Hashable:
    return then.date()


def _week(then: datetime) -> Hashable:
    return _monday(then)


def _month(then: datetime) -> Hashable:
    return then.year, then.month


def _monday(then: datetime) -> date:
    return then.date() - timedelta(days=then.weekday())
