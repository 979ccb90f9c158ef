"""The line of a course's papers: first which, then for which day, or where to.

`1` · `1 6.3.` · `2 stick` · `1-3 7`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..attendance.models import Sitting
from ..core import clock
from ..core.date_words import read_date
from ..core.dates import full_date
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..core.text import clean
from .course import Course, DateRow

GRAMMAR = (
    (N_("1"), N_("Makes this paper and shows it. You print it from there.")),
    (N_("1 6.3."), N_("The paper for this day.")),
    (N_("1-3 7"), N_("Several papers, one after the other.")),
    (N_("2 stick"), N_("The paper goes onto the stick.")),
)

STICK = frozenset({"stick", "usb"})
TYPED_LENGTH = 80
_SPAN = re.compile(r"(\d{1,3})(?:[–-](\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper that can be made: its number, key and name, and whether it is one of a date."""

    number: int
    key: str
    name: str
    of_date: bool


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: papers by key, for which date, and whether it goes onto a stick."""

    keys: tuple[str, ...]
    date: DateRow | None
    stick: bool


def read_papers(
    text: str, rows: Sequence[PaperRow], course: Course, marked: int | None
) -> Intention:
    """What Enter will do with `text` on the tab of papers. Pure."""
    words = clean(text, TYPED_LENGTH).split()
    try:
        if not words:
            return _marked(rows, course, marked)
        stick = words[-1].casefold() in STICK
        if stick:
            words.pop()
        numbers: list[int] = []
        while words and (span := _SPAN.fullmatch(words[0].rstrip(",;"))):
            first, last = sorted((int(span[1]), int(span[2] or span[1])))
            numbers += range(first, last + 1)
            words.pop(0)
        return _order(sorted(set(numbers)), " ".join(words), rows, course, stick)
    except Refused as refusal:
        return Intention(refusal.sentence)


def next_date(course: Course) -> DateRow | None:
    """The date that papers are made for if none is named: the next, else the last."""
    now = clock.now()
    by_day = sorted(course.dates, key=lambda row: row.starts_at)
    to_come = [row for row in by_day if row.ends_at >= now and row.sitting is not Sitting.ENDED]
    return next(iter(to_come or by_day[-1:]), None)


def _marked(rows: Sequence[PaperRow], course: Course, marked: int | None) -> Intention:
    if marked is None:
        return Intention(_("Type the number of a paper. For another day:  1 6.3.   ? shows all"))
    return _order([marked], "", rows, course, stick=False)


def _order(
    numbers: Sequence[int], day: str, rows: Sequence[PaperRow], course: Course, stick: bool
) -> Intention:
    known = {row.number: row for row in rows}
    if not numbers:
        raise Refused(_("Please begin with the number of a paper."))
    unknown = [number for number in numbers if number not in known]
    if unknown:
        raise Refused(_("There is no number {number}.").format(number=unknown[0]))
    chosen = [known[number] for number in numbers]
    date = _date(day, course) if day else next_date(course)
    if date is None and any(row.of_date for row in chosen):
        raise Refused(_("The course has no date yet."))
    order = Order(tuple(row.key for row in chosen), date, stick)
    hint = _("Enter: {sentence}").format(sentence=_said(chosen, date, stick))
    return Intention(
        hint,
        args=(order,),
        command="make",
        lit=frozenset(numbers),
        chosen=numbers[0],
    )


def _said(chosen: Sequence[PaperRow], date: DateRow | None, stick: bool) -> str:
    if len(chosen) > 1:
        what = ngettext("{n} paper", "{n} papers", len(chosen))
    else:
        what = f"„{chosen[0].name}“"
    if date is not None and any(row.of_date for row in chosen):
        what += " " + _("for {day}").format(day=full_date(date.starts_at))
    if stick:
        return _("{what} goes onto the stick.").format(what=what)
    return _("makes {what} and shows it.").format(what=what)


def _date(text: str, course: Course) -> DateRow:
    day = read_date(text, clock.local(clock.now()).date())
    for row in course.dates:
        if day is not None and clock.local(row.starts_at).date() == day:
            return row
    raise Refused(_("The course has no date on this day. For example:  1 6.3."))
