"""How often a course meets: on which weekdays, at what times, every how many weeks.

Read as people write it, in German and English: "monatlich Fr 17:00-20:15, Sa 10:00-16:00".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from itertools import pairwise

from ..core.date_words import TIMES, folded, read_times, read_weekday
from ..core.dates import WEEKDAYS
from ..core.errors import Refused
from ..core.language import N_, _


class Every(StrEnum):
    """How much time lies between two blocks."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekday (0 is Monday) with a beginning and a later end, by the clock on the wall."""

    weekday: int
    starts: time
    ends: time

    @property
    def minutes(self) -> int:
        """From beginning to end, breaks included."""
        return (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The dates of one block, and how soon the next block follows."""

    every: Every
    slots: tuple[Slot, ...]


DEFAULT_RHYTHM = Rhythm(
    Every.MONTHLY, (Slot(4, time(17), time(20, 15)), Slot(5, time(10), time(16)))
)
"""A weekend a month, as the course has been held."""

_EVENING, _DAYTIME = ((slot.starts, slot.ends) for slot in DEFAULT_RHYTHM.slots)
_EVERY_WORDS = {
    Every.WEEKLY: N_("weekly"),
    Every.BIWEEKLY: N_("every 2 weeks"),
    Every.MONTHLY: N_("monthly"),
}
_SHORT_WEEKDAYS = (
    N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
)  # fmt: skip
_EVERY_PATTERNS = {  # tried in this order: "zweiwöchentlich" is not weekly
    Every.BIWEEKLY: re.compile(
        r"\bbi-?weekly\b|\bfortnightly\b|\bevery (?:2|two|other|second) weeks?\b"
        r"|\balle (?:2|zwei) wochen\b|\balle (?:14|vierzehn) tage\b|\bjede (?:2\.|zweite) woche\b"
        r"|\b(?:14|vierzehn)[- ]?täg(?:ig|lich)\b|\b(?:2|zwei)[- ]?wöch(?:ig|entlich)\b"
    ),
    Every.MONTHLY: re.compile(
        r"\bmonthly\b|\bmonatlich\b|\b(?:every|once a) month\b"
        r"|\b(?:jeden|einmal im|einmal pro) monat\b"
    ),
    Every.WEEKLY: re.compile(
        r"\bweekly\b|\bwöchentlich\b|\b(?:every|once a) week\b"
        r"|\b(?:jede|einmal die|einmal pro|einmal in der) woche\b|^(?:jeden|every)\b"
    ),
}
_PART = re.compile(
    rf"(?P<times>{TIMES})"
    r"|(?P<between>[,;:.+&/ ]|\b(?:und|and|am|on|jeweils|immer|each|every|jeden|von|from|um|at)\b)"
    r"|(?P<weekday>[^\W\d_]+)"
)


def read_rhythm(text: str) -> Rhythm:
    """The rhythm that `text` means. Refused, with an example, for anything else.

    Weekdays named together share the times that follow ("Di und Do 10-12"). Without any times a
    workday means the evening and a weekend's day the daytime of DEFAULT_RHYTHM; without any
    weekday, DEFAULT_RHYTHM's slots.
    """
    every, rest = _every(folded(text))
    slots: list[Slot] = []
    waiting: list[int] = []
    place = 0
    while place < len(rest):
        part = _PART.match(rest, place)
        if not part:
            raise _not_understood()
        place = part.end()
        if part["weekday"]:
            weekday = read_weekday(part["weekday"])
            if weekday is None:
                raise _not_understood()
            waiting.append(weekday)
        elif part["times"]:
            times = read_times(part["times"])
            if not times or not waiting:
                raise _not_understood()
            slots += [Slot(weekday, *times) for weekday in waiting]
            waiting = []
    if waiting and slots:
        raise _not_understood()  # only some have times: which ones are meant for the others?
    slots += [Slot(weekday, *(_DAYTIME if weekday >= 5 else _EVENING)) for weekday in waiting]
    _refuse_overlaps(slots)
    return Rhythm(every, tuple(slots) or DEFAULT_RHYTHM.slots)


def rhythm_words(rhythm: Rhythm) -> str:
    """In the language in force: "monatlich, Fr 17:00–20:15 und Sa 10:00–16:00"."""
    *first, last = (_slot_words(slot) for slot in rhythm.slots)
    slots = _("{first} and {last}").format(first=", ".join(first), last=last) if first else last
    every = _(_EVERY_WORDS[rhythm.every])
    return f"{every}, {slots}"


def _slot_words(slot: Slot) -> str:
    weekday = _(_SHORT_WEEKDAYS[slot.weekday])
    return f"{weekday} {slot.starts:%H:%M}–{slot.ends:%H:%M}"


def _every(words: str) -> tuple[Every, str]:
    """How often, and what is left of the words."""
    for every, pattern in _EVERY_PATTERNS.items():
        rest, found = pattern.subn("", words, count=1)
        if found:
            return every, rest
    raise _not_understood()


def _refuse_overlaps(slots: list[Slot]) -> None:
    ordered = sorted(slots, key=lambda slot: (slot.weekday, slot.starts))
    for one, other in pairwise(ordered):
        if one.weekday == other.weekday and other.starts < one.ends:
            raise Refused(
                _("Two dates on {weekday} overlap. Please check the times.").format(
                    weekday=_(WEEKDAYS[one.weekday])
                )
            )


def _not_understood() -> Refused:
    return Refused(
        _("Please write how often and when, like this: {example}").format(
            example=_("monthly Fri 17:00-20:15, Sat 10:00-16:00")
        )
    )
