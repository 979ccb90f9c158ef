"""One month as the calendar shows it: whole weeks, what is on, which days are free."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from sqlmodel import Session

from ...attendance.models import Kind
from ...core import journal
from ...core.date_words import folded
from ...core.dates import full_date, short_date
from ...core.free_days import LAND, free_day, unknown_years
from ...core.language import _, ngettext, spoken
from ...core.settings import value_of
from ...people.organisations import Institution, institutions
from ..conflicts.found import Between, conflicts_between
from ..conflicts.hints import Snapshot, snapshot
from ..conflicts.words import rooms_sentence
from .entries import Entry, Key, all_events, dated, marked, with_missing

WEEK = 7


@dataclass(frozen=True)
class Month:
    """A month with the rest of its first and last week."""

    as_of: int
    month: date
    """Its first day."""
    entries: tuple[Entry, ...]
    """Of all days that are shown, the earliest first."""
    free: Mapping[date, str]
    """Public and school holidays, by day: "Ostermontag, Osterferien"."""
    is_unknown: bool
    """Whether the school holidays of this time are not known here."""
    between: Between
    """What is booked twice."""

    @cached_property
    def days(self) -> tuple[date, ...]:
        """All days that are shown, from a Monday to a Sunday."""
        return days_shown(self.month)

    @cached_property
    def by_day(self) -> Mapping[date, tuple[Entry, ...]]:
        """What is on, by day; days without anything are left out."""
        found: dict[date, list[Entry]] = {}
        for entry in self.entries:
            first, last = entry.first_day, entry.last_day
            assert first is not None  # only dated ones are read
            assert last is not None
            day = max(first, self.days[0])
            while day <= min(last, self.days[-1]):
                found.setdefault(day, []).append(entry)
                day += timedelta(days=1)
        return {day: tuple(each) for day, each in found.items()}

    def on(self, day: date) -> tuple[Entry, ...]:
        """What is on this day, the earliest first."""
        return self.by_day.get(day, ())

    @cached_property
    def own(self) -> tuple[Entry, ...]:
        """What is on in the month itself."""
        last = last_day(self.month)
        return tuple(
            entry
            for entry in self.entries
            if (entry.first_day or last) <= last and (entry.last_day or last) >= self.month
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What the line of a new event is read against."""

    institutions: tuple[Institution, ...]
    land: str
    """Whose holidays are told."""
    booked: Snapshot | None = None
    """What is booked from now on: a hint says what would be booked twice."""


@dataclass(frozen=True, slots=True)
class Findable:
    """What is only read when somebody types."""

    events: tuple[Entry, ...]
    """All of them, with or without a day."""
    known: Known


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def last_day(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def another_month(day: date, step: int) -> date:
    """The same day of another month, or that month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    first = date(year, month + 1, 1)
    return min(first + timedelta(days=day.day - 1), last_day(first))


def week_of(day: date) -> tuple[date, ...]:
    """Its week, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=each) for each in range(WEEK))


def days_shown(month: date) -> tuple[date, ...]:
    """The days of a month and of the rest of its first and last week."""
    first, last = week_of(month)[0], week_of(last_day(month))[-1]
    return tuple(first + timedelta(days=each) for each in range((last - first).days + 1))


def read_month(session: Session, month: date) -> Month:
    """Read a month, given by its first day."""
    shown = days_shown(month)
    land = value_of(session, LAND)
    between = conflicts_between(session, shown[0], shown[-1])
    free = {day: name for day in shown if (name := free_day(day, land))}
    return Month(
        as_of=journal.last_number(session),
        month=month,
        entries=marked(dated(session, shown[0], shown[-1]), between),
        free=free,
        is_unknown=bool(unknown_years((month, last_day(month)), land)),
        between=between,
    )


def read_board(session: Session) -> tuple[Entry, ...]:
    """All events, with what they still need."""
    return with_missing(session, all_events(session))


def findable(session: Session) -> Findable:
    """All events, and what a new one is read against."""
    return Findable(all_events(session), known(session))


def known(session: Session) -> Known:
    """Whom a new event may be asked of, and where we are."""
    return Known(institutions(session), value_of(session, LAND), snapshot(session))


def matching(found: Iterable[Entry], text: str) -> tuple[Key, ...]:
    """The entries that `text` finds: a number, or words of title, place, and day."""
    typed = folded(text)
    if typed.isdecimal():
        return tuple(e.key for e in found if e.event_id == int(typed[:9]))
    words, code = typed.split(), spoken()
    return tuple(e.key for e in found if words and all(w in _haystack(e, code) for w in words))


@lru_cache(maxsize=4096)
def _haystack(entry: Entry, _code: str) -> str:
    """What a search looks at; its weekday is told in the language with this code."""
    days = ""
    if entry.starts_at is not None and (day := entry.first_day) is not None:
        days = f"{short_date(entry.starts_at)} {full_date(entry.starts_at)} {day:%d.%m.}"
    return folded(f"{entry.title} {entry.venue} {days}")


def summary(month: Month, width: int) -> str:
    """What is on in a month, what is booked twice, and its holidays; about `width` columns wide."""
    own = [entry for entry in month.own if not entry.is_cancelled]
    events, dates, meetings = (
        sum(entry.kind is kind for entry in own) for kind in (Kind.EVENT, Kind.BLOCK, Kind.MEETING)
    )
    counted = [
        ngettext("{n} event", "{n} events", events) if events or not own else "",
        ngettext("{n} course date", "{n} course dates", dates) if dates else "",
        ngettext("{n} meeting", "{n} meetings", meetings) if meetings else "",
    ]
    facts = [f"{', '.join(filter(None, counted))}.", rooms_sentence(month.between)]
    said = "   ".join(filter(None, facts))
    free = holidays(month)
    if free == _("No holidays.") and len(said) + len(free) + 5 > width:
        return said  # that nothing is in the way is the first thing that can be left out
    return f"{said}   {free}"


def holidays(month: Month) -> str:
    """Its public and school holidays, each with its days; or that there are none, or unknown."""
    spans: dict[str, list[date]] = {}
    for day in month.days:
        if day.month == month.month.month:
            for name in filter(None, month.free.get(day, "").split(", ")):
                spans.setdefault(name, []).append(day)
    said = [f"{name} {_span(days)}" for name, days in spans.items()]
    if month.is_unknown:
        said.append(_("School holidays are unknown."))
        return "   ".join(said)
    return f"{', '.join(said)}" if said else _("No holidays.")


def _span(days: list[date]) -> str:
    """26.3. or 22.–31.3."""
    first, last = days[0], days[-1]
    if first == last:
        return f"{first.day}.{first.month}."
    return f"{first.day}.–{last.day}.{last.month}."
