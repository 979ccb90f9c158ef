"""What stands in a calendar file of somebody else: a list of plain dates.

`dates_in` is run in a process of its own (core/apart.py): a file of a few lines can ask for a
thousand million dates, or for one that never comes.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from ...core import clock
from ...core.apart import apart

MOST_BYTES = 2_000_000
MOST_DATES = 500
"""So many dates are taken from one file."""

MOST_OF_A_SERIES = 60
"""So many dates of one series are taken; a weekly one for more than a year."""

MOST_TURNS = 20_000
"""So far a series is followed; a daily one for 54 years."""

MOST_CHANGES = 2**31 - 1
"""The highest SEQUENCE there is (RFC 5545, section 3.3.8)."""

PATIENCE = 10.0
"""Seconds for one file."""


class Problem(StrEnum):
    """Why a date can't be taken."""

    NO_UID = "no_uid"
    NO_START = "no_start"
    ENDS_FIRST = "ends_first"
    ZONE = "zone"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class ForeignDate:
    """One date of a calendar file; with a `problem`, only its title is sure."""

    title: str
    uid: str = ""
    recurrence: str = ""
    """Which one of a series; "" if there is only one."""
    sequence: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    """Aware; None only with a problem."""
    venue: str = ""
    why: str = ""
    is_cancelled: bool = False
    is_sure: bool = True
    """It is not only tentative."""
    more: bool = False
    """Its series goes on after the last date that is taken."""
    is_of_rule: bool = False
    """Its series is in the file, not only this one of it."""
    is_last: bool = False
    """The file goes on after it, and no more is read."""
    problem: Problem | None = None


def read_calendar(raw: bytes) -> tuple[ForeignDate, ...]:
    """The dates of a calendar file, at most MOST_DATES. Raises core.apart.Unreadable."""
    found = apart(dates_in, raw[: MOST_BYTES + 1], patience=PATIENCE)
    return tuple(plain(each) for each in found)


def plain(found: dict[str, Any]) -> ForeignDate:
    """A time without a zone is meant as the wall clock of whoever reads it."""

    def moment(text: str | None) -> datetime | None:
        return None if text is None else datetime.fromisoformat(text).astimezone(UTC)

    problem = found.pop("problem", None)
    starts, ends = moment(found.pop("starts", None)), moment(found.pop("ends", None))
    return ForeignDate(
        **found,
        starts_at=starts,
        ends_at=ends,
        problem=None if problem is None else Problem(problem),
    )


# In the process of its own ------------------------------------------------------------------------


def dates_in(raw: bytes) -> list[dict[str, Any]]:
    """The dates as JSON keeps them; whatever is wrong with one is told there."""
    from icalendar import Calendar

    if len(raw) > MOST_BYTES or b"BEGIN:VCALENDAR" not in raw.upper():
        raise ValueError
    dates: list[dict[str, Any]] = []
    for calendar in Calendar.from_ical(_text(raw), multiple=True):
        is_off = str(calendar.get("method", "")).upper() == "CANCEL"
        components: list[Any] = list(calendar.walk("VEVENT"))
        moved: dict[str, set[str]] = {}
        for component in components:
            if "recurrence-id" in component:
                at = _text_of(component["recurrence-id"].dt)
                moved.setdefault(str(component.get("uid", "")), set()).add(at)
        for component in components:
            if len(dates) > MOST_DATES:
                break
            dates += _of_event(component, is_off, moved)
    if len(dates) > MOST_DATES:
        dates[MOST_DATES - 1]["is_last"] = True
    return dates[:MOST_DATES]


def _text(raw: bytes) -> str:
    """The file's text. It is unfolded first: a fold may part a letter (RFC 5545, section 3.1)."""
    unfolded = re.sub(rb"\r?\n[ \t]", b"", raw)
    try:
        return unfolded.decode("utf-8-sig")
    except UnicodeDecodeError:
        return unfolded.decode("cp1252", errors="replace")  # as old programs on Windows write


def _of_event(component: Any, is_off: bool, moved: dict[str, set[str]]) -> list[dict[str, Any]]:
    title = str(component.get("summary", ""))[:1000]
    try:
        return list(_dates(component, title, is_off, moved))
    except Exception:  # a broken date breaks in many ways; the others are read all the same
        return [{"title": title, "problem": Problem.DAMAGED}]


def _dates(
    component: Any, title: str, is_off: bool, moved: dict[str, set[str]]
) -> Iterator[dict[str, Any]]:
    uid = str(component.get("uid", ""))
    if not uid:
        yield {"title": title, "problem": Problem.NO_UID}
        return
    if "dtstart" not in component:
        yield {"title": title, "problem": Problem.NO_START}
        return
    starts, ends = component["dtstart"].dt, _end_of(component)
    if any(map(_has_unknown_zone, (component["dtstart"], component.get("dtend")))):
        yield {"title": title, "problem": Problem.ZONE}
        return
    starts, ends = _moment(starts), _moment(ends)
    if ends <= starts:
        yield {"title": title, "problem": Problem.ENDS_FIRST}
        return
    status = str(component.get("status", "")).upper()
    shared = {
        "title": title,
        "uid": uid,
        "sequence": min(max(int(component.get("sequence", 0)), 0), MOST_CHANGES),
        "venue": str(component.get("location", ""))[:1000],
        "why": str(component.get("description", ""))[:5000],
        "is_cancelled": is_off or status == "CANCELLED",
        "is_sure": status != "TENTATIVE",
    }
    if "recurrence-id" in component:
        at = _text_of(component["recurrence-id"].dt)
        yield {**shared, "recurrence": at, "starts": starts.isoformat(), "ends": ends.isoformat()}
    elif "rrule" not in component and "rdate" not in component:
        yield {**shared, "starts": starts.isoformat(), "ends": ends.isoformat()}
    else:
        yield from _series(component, shared, starts, ends - starts, moved.get(uid, set()))


def _series(
    component: Any, shared: dict[str, Any], starts: datetime, length: timedelta, moved: set[str]
) -> Iterator[dict[str, Any]]:
    wall = starts.replace(tzinfo=None)  # a series keeps its time on the wall clock
    today = _on_the_wall(clock.now(), starts)
    last = max(wall, today) + timedelta(days=2 * 366)
    rule = _rule(component, starts, wall)
    until = component["rrule"].get("until", []) if "rrule" in component else []
    last = min([last, *(_last_of(each, starts) for each in until if each)])
    excluded = {_text_of(each) for each in _listed(component, "exdate")}
    # A series that is longer than what is taken: rather what comes than what is long over.
    window: deque[datetime] = deque(maxlen=MOST_OF_A_SERIES + 1)
    for at in islice(rule, MOST_TURNS):
        if at > last or (len(window) > MOST_OF_A_SERIES and window[0] >= today):
            break
        window.append(at)
    more = len(window) > MOST_OF_A_SERIES
    for at in islice(window, MOST_OF_A_SERIES):
        at = at.replace(tzinfo=starts.tzinfo)
        name = _text_of(at)
        if name not in excluded and name not in moved:
            times = {"starts": at.isoformat(), "ends": (at + length).isoformat()}
            yield {**shared, **times, "recurrence": name, "more": more, "is_of_rule": True}


def _rule(component: Any, starts: datetime, wall: datetime) -> Iterator[datetime]:
    """All dates of a series on the wall clock, in order: by its rule, and those listed beside."""
    from dateutil.rrule import rruleset, rrulestr

    dates = rruleset()
    if "rrule" not in component:
        dates.rdate(wall)
    else:
        text = component["rrule"].to_ical().decode()
        kept = (part for part in text.split(";") if not part.upper().startswith("UNTIL="))
        dates.rrule(rrulestr(";".join(kept), dtstart=wall))
    for each in _listed(component, "rdate"):
        dates.rdate(_on_the_wall(each[0] if isinstance(each, tuple) else each, starts))
    return iter(dates)


def _last_of(until: date | datetime, starts: datetime) -> datetime:
    """A series goes on until this moment, on the wall clock of its start; a day counts whole."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    return _on_the_wall(until, starts)


def _on_the_wall(when: date | datetime, starts: datetime) -> datetime:
    at = _moment(when)
    there = at if at.tzinfo is None else at.astimezone(starts.tzinfo)
    return there.replace(tzinfo=None)


def _listed(component: Any, name: str) -> Iterator[Any]:
    listed = component.get(name, [])
    for each in listed if isinstance(listed, list) else [listed]:
        yield from (one.dt for one in each.dts)


def _end_of(component: Any) -> date | datetime:
    starts: date | datetime = component["dtstart"].dt
    if "dtend" in component:
        ends: date | datetime = component["dtend"].dt
        return ends
    if "duration" in component:
        length: timedelta = component["duration"].dt
        return starts + length
    # RFC 5545, section 3.6.1: a day lasts a day; a moment is taken as an hour.
    return starts + timedelta(hours=1) if isinstance(starts, datetime) else starts + timedelta(1)


def _moment(when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else datetime.combine(when, time())


def _has_unknown_zone(value: Any) -> bool:
    if value is None:
        return False
    named = value.params.get("tzid")
    return named is not None and isinstance(value.dt, datetime) and value.dt.tzinfo is None


def _text_of(when: date | datetime) -> str:
    """The name of one date of a series: its time in UTC, or as the wall clock shows it."""
    if isinstance(when, datetime) and when.tzinfo is not None:
        return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{_moment(when):%Y%m%dT%H%M%S}"
