"""The line of a course's dates: a number, then what changes. Commas part what belongs together.

`3 12.3.2027 17:00-20:15, break 30, Haus am Park` · `+4 9.4. 17-20` · `3 remove yes`
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from ..attendance.models import Sitting
from ..core import clock
from ..core.date_words import TIMES, folded, read_date, read_times
from ..core.dates import full_date, short_weekday
from ..core.errors import Refused
from ..core.free_days import free_day
from ..core.intention import YES, Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from . import runs, sentences
from .course import Course, DateRow
from .curriculum import curriculum
from .lists import title_of
from .options import LAND, UNIT_MINUTES, VENUE
from .runs import VENUE_LENGTH, PlannedDate
from .schedule import proposed_break, units

GRAMMAR = (
    (N_("3 12.3."), N_("Date 3 is on another day.")),
    (N_("3 17:00-20:15"), N_("Date 3 has other times.")),
    (N_("3 break 30, 5 UE"), N_("Date 3 has 30 minutes of break and 5 teaching units (UE).")),
    (N_("3 Haus am Park"), N_("Date 3 is in another place.")),
    (N_("+4 9.4. 17-20"), N_("One more date of block 4.")),
    (N_("3 remove yes"), N_("Date 3 is taken out.")),
)

VERBATIM = '"'
"""What begins with it is a place, whatever it looks like."""

REMOVE = frozenset({"weg", "remove"})
_NUMBER = re.compile(r"(\d{1,3})(?:[ ,]\s*|$)(.*)", re.DOTALL)
_BREAK = re.compile(
    r"(?:pausen?|break) ?(\d{1,3})(?: ?min(?:uten|utes)?)?"
    r"|(\d{1,3}) ?min(?:uten|utes)? (?:pause|break)"
)
_UNITS = re.compile(r"(\d{1,2}) ?(?:ue|units?)|(?:ue|units?) ?(\d{1,2})")
_TIMES_AT_THE_END = re.compile(rf"(?:^|[ ,]){TIMES}$")


@dataclass(frozen=True, slots=True)
class _Change:
    """What somebody wrote of a date; None: nothing of it."""

    day: date | None = None
    times: tuple[time, time] | None = None
    break_minutes: int | None = None
    units: int | None = None
    venue: str | None = None


def read_dates(text: str, seen: Course, marked: int | None) -> Intention:
    """What Enter will do with `text` on the tab of dates. Pure."""
    try:
        return _read(text.strip(), seen, marked)
    except Refused as refusal:
        return Intention(refusal.sentence)


def as_text(row: DateRow) -> str:
    """A date as it is typed: read again, it is the same."""
    starts, ends = clock.local(row.starts_at), clock.local(row.ends_at)
    pause = _("break")
    parts = [
        f"{row.number} {full_date(row.starts_at)} {starts:%H:%M}-{ends:%H:%M}",
        f"{pause} {row.break_minutes}",
        f"{row.units} UE",
    ]
    return ", ".join([*parts, *map(_as_venue, filter(None, row.venue.split(", ")))])


def in_words(planned: PlannedDate, land: str) -> str:
    """Fr 12.3.2027, 17:00–20:15, 15 Min. Pause, 4 UE, Haus am Park."""
    starts, ends = clock.local(planned.starts_at), clock.local(planned.ends_at)
    day = starts.date()
    facts = [
        f"{short_weekday(planned.starts_at)} {full_date(planned.starts_at)}",
        f"{starts:%H:%M}–{ends:%H:%M}",
        _("{n} min. break").format(n=planned.break_minutes),
        f"{planned.units} UE",
    ]
    if planned.venue:
        facts.append(planned.venue)
    free = free_day(day, land)
    return ", ".join(facts) + (f"   ! {free}" if free else "")


def _read(text: str, seen: Course, marked: int | None) -> Intention:
    if not text:
        return _read_empty(seen, marked)
    if text.startswith("+"):
        return _new(text[1:].strip(), seen)
    found = _NUMBER.fullmatch(text)
    if not found:
        return Intention(_("First the number of the date, then what changes:  3 12.3.   3 17-20"))
    row = next((row for row in seen.dates if row.number == int(found[1])), None)
    if row is None:
        return Intention(_("There is no number {number}.").format(number=found[1]))
    words = folded(found[2]).split()
    if words and words[0] in REMOVE:
        return _removal(row, words[1:], seen)
    if row.sitting is not Sitting.PLANNED:
        return Intention(_("People have arrived at this date already. It stays as it is."))
    if not found[2].strip():
        return Intention(_("What changes?  For example:  {example}").format(example=as_text(row)))
    before = _as_planned(row)
    planned = _changed(before, _read_change(found[2]), seen)
    if planned == before:
        return Intention(_("It is so already."), chosen=row.number)
    said = sentence(sentences.DATE_CHANGED, date=_title_after(planned, seen, row))
    hint = _("Enter: {sentence}").format(sentence=in_words(planned, seen.option(LAND.key)))
    args = (row.date_id, planned, before)
    return Intention(hint, runs.change_date, args, said, chosen=row.number)


def _read_empty(seen: Course, marked: int | None) -> Intention:
    row = next((row for row in seen.dates if row.number == marked), None)
    if row is None:
        return Intention(_("Type a number and what changes:  3 12.3.   New:  +3 12.3. 17-20"))
    if row.sitting is not Sitting.PLANNED:
        return Intention(
            _("People have arrived at this date already. It stays as it is."), chosen=marked
        )
    hint = _("Enter: takes date {number} into the line, to change it.").format(number=marked)
    return Intention(hint, args=(as_text(row),), command="edit", chosen=marked)


def _new(text: str, seen: Course) -> Intention:
    found = _NUMBER.fullmatch(text)
    numbers = [block.number for block in curriculum(seen.curriculum).blocks]
    if not found or int(found[1]) not in numbers:
        return Intention(_("First the block, then day and times:  +3 12.3. 17:00-20:15"))
    block = int(found[1])
    change = _read_change(found[2])
    if change.day is None or change.times is None:
        return Intention(
            _("Day and times are missing:  +{block} 12.3. 17:00-20:15").format(block=block)
        )
    venue = seen.dates[-1].venue if seen.dates else seen.option(VENUE.key)
    blank = PlannedDate(block, clock.now(), clock.now(), 0, 0, venue)
    planned = _planned(blank, change, change.day, change.times, seen)
    said = sentence(sentences.DATE_ADDED, date=_title_after(planned, seen))
    hint = _("Enter: new for block {block}: {date}").format(
        block=block, date=in_words(planned, seen.option(LAND.key))
    )
    return Intention(hint, runs.add_date, (seen.run_id, planned), said)


def _removal(row: DateRow, words: list[str], seen: Course) -> Intention:
    if row.sitting is not Sitting.PLANNED:
        return Intention(_("People have arrived at this date already. It stays as it is."))
    if len(words) == 1 and words[0] in YES:
        said = sentence(sentences.DATE_REMOVED, run=seen.title)
        hint = _("Enter: date {number} is taken out: {title}").format(
            number=row.number, title=row.title
        )
        return Intention(hint, runs.remove_date, (row.date_id,), said, chosen=row.number)
    asks = _("Take out date {number}? Type:  {number} remove yes").format(number=row.number)
    return Intention(asks, chosen=row.number)


def _title_after(planned: PlannedDate, seen: Course, row: DateRow | None = None) -> str:
    """What a date is called once it is where `planned` says; a new one, if it has no `row` yet."""
    its_id = math.inf if row is None else row.gathering_id
    before = sum(
        other.block == planned.block
        and other is not row
        and (other.starts_at, other.gathering_id) < (planned.starts_at, its_id)
        for other in seen.dates
    )
    return title_of(curriculum(seen.curriculum), planned.block, before + 1)


def _as_planned(row: DateRow) -> PlannedDate:
    return PlannedDate(
        row.block, row.starts_at, row.ends_at, row.break_minutes, row.units, row.venue
    )


def _read_change(text: str) -> _Change:
    change = _Change()
    for part in filter(None, (part.strip() for part in text.split(","))):
        change = _with(change, part)
    return change


def _with(change: _Change, part: str) -> _Change:
    words = "" if part.startswith(VERBATIM) else folded(part)
    if found := _BREAK.fullmatch(words):
        return replace(change, break_minutes=int(found[1] or found[2]))
    if found := _UNITS.fullmatch(words):
        return replace(change, units=int(found[1] or found[2]))
    today = clock.local(clock.now()).date()
    if (found := _TIMES_AT_THE_END.search(words)) is not None:
        before = words[: found.start()].strip()
        day = read_date(before, today) if before else None
        if day is not None or not before:
            times = read_times(words[found.start() :].strip(" ,"))
            return replace(change, day=day or change.day, times=times)
    if (day := read_date(words, today)) is not None:
        return replace(change, day=day)
    venue = clean(part.removeprefix(VERBATIM), VENUE_LENGTH)
    return replace(change, venue=f"{change.venue}, {venue}" if change.venue else venue)


def _as_venue(part: str) -> str:
    """A part of a venue as it is typed: marked, where it would be read as something else."""
    try:
        understood = _with(_Change(), part) == _Change(venue=part)
    except Refused:
        understood = False
    return part if understood else f"{VERBATIM}{part}"


def _changed(before: PlannedDate, change: _Change, seen: Course) -> PlannedDate:
    starts, ends = clock.local(before.starts_at), clock.local(before.ends_at)
    day = change.day or starts.date()
    return _planned(before, change, day, change.times or (starts.time(), ends.time()), seen)


def _planned(
    before: PlannedDate,
    change: _Change,
    day: date,
    times: tuple[time, time],
    seen: Course,
) -> PlannedDate:
    """Breaks and units follow the times, unless somebody has said otherwise."""
    starts, ends = clock.moment_of(day, times[0]), clock.moment_of(day, times[1])
    minutes, minutes_before = _minutes(starts, ends), _minutes(before.starts_at, before.ends_at)
    pause = change.break_minutes
    if pause is None:
        was_proposed = before.break_minutes == proposed_break(minutes_before)
        pause = proposed_break(minutes) if was_proposed else before.break_minutes
    if pause >= minutes:
        raise Refused(_("The break is longer than the date. Please write it in minutes: break 15"))
    counted = change.units
    if counted is None:
        same = (minutes, pause) == (minutes_before, before.break_minutes)
        unit_minutes = int(seen.option(UNIT_MINUTES.key))
        counted = before.units if same else units(minutes, pause, unit_minutes)
    venue = before.venue if change.venue is None else change.venue
    return PlannedDate(before.block, starts, ends, pause, counted, venue)


def _minutes(starts: datetime, ends: datetime) -> int:
    return int((ends - starts).total_seconds() // 60)
