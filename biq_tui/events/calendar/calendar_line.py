"""The line of the calendar: a day is shown, a number or words open, anything else is a new event.

`14.7.` · `heute` · `juli` · `woche` · `14` · `straßen` · `Infoabend 23.6. 19-21, heim Raum`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import Any

from ...core.date_words import folded, read_date
from ...core.dates import day_words
from ...core.errors import Refused
from ...core.intention import YES, Intention
from ...core.language import N_, _, ngettext
from ..new_event_line import GRAMMAR as OF_NEW_EVENTS
from .board import columns
from .entries import Entry, Key
from .opening import asks, new_one, opening
from .view import Findable, Month, matching, month_of

GRAMMAR = (
    *OF_NEW_EVENTS,
    (N_("14.7."), N_("Shows this day.")),
    (N_("july"), N_("Shows this month.")),
    (N_("today"), N_("Shows this day.")),
    (N_("14"), N_("Opens event 14, whatever is on the screen.")),
    (N_("street"), N_("Finds events by their title, their place or their day.")),
    (N_("week"), N_("The hours of this week. Also: month, list, states.")),
)
"""Help prints this table; the same words are read below."""

TODAY = frozenset({"heute", "today"})
VIEWS = (
    frozenset({"monat", "month", "kalender", "calendar"}),
    frozenset({"woche", "week"}),
    frozenset({"liste", "list"}),
    frozenset({"stand", "stände", "states", "board"}),
)
"""What turns to each tab, in their order."""


class View(IntEnum):
    """The tabs of the calendar."""

    MONTH = 0
    WEEK = 1
    LIST = 2
    BOARD = 3


@dataclass(frozen=True)
class Scene:
    """What the facilitator sees when she presses a key."""

    view: View
    day: date
    """The chosen day."""
    today: date
    month: Month | None = None
    """What was read; it can be another month than that of the chosen day for a moment."""
    board: tuple[Entry, ...] | None = None
    findable: Findable | None = None
    marked: Key | None = None

    @property
    def shown(self) -> Month | None:
        """The month of the chosen day; None while it is on its way."""
        ready = self.month is not None and self.month.month == month_of(self.day)
        return self.month if ready else None

    @property
    def here(self) -> tuple[Entry, ...]:
        """What the arrows can mark, in the order of the screen."""
        if self.view is View.BOARD:
            return tuple(entry for column in columns(self.board or ()) for entry in column)
        if self.shown is None:
            return ()
        return self.shown.own if self.view is View.LIST else self.shown.on(self.day)

    @cached_property
    def known(self) -> tuple[Entry, ...]:
        """All that can be found now: what is seen, and all events if they were read.

        Events come first, and what is to come before what is over.
        """
        seen = () if self.shown is None else self.shown.entries
        other = (*(self.board or ()), *(self.findable.events if self.findable else ()))
        found = {entry.key: entry for entry in (*other, *seen)}
        return tuple(sorted(found.values(), key=self._likelihood))

    def _likelihood(self, entry: Entry) -> tuple[bool, bool, float, Any]:
        last = entry.last_day
        days = float("inf") if last is None else (last - self.today).days
        return entry.event_id is None, days < 0, abs(days), entry.place


def read_calendar(text: str, scene: Scene) -> Intention:
    """What Enter will do with `text`. Pure."""
    typed = folded(text)
    marked = _entry(scene.marked, scene.known)
    if not typed:
        return _without_text(scene, marked)
    if typed in YES and (meant := marked or _alone(scene)) is not None and asks(meant):
        return opening(meant, confirmed=True)
    for place, words in enumerate(VIEWS):
        if typed in words:
            return Intention(_("Enter: turns the page."), command=f"view {place}")
    if typed in TODAY:
        return _showing(scene.today)
    try:
        day = None if typed.isdecimal() else _day(typed, scene.today)
    except Refused as refusal:
        return Intention(refusal.sentence)
    if day is not None:
        return _showing(day)
    hits = () if text.strip().startswith("+") else matching(scene.known, text)
    if hits:
        key = scene.marked if scene.marked in hits else hits[0]
        return opening(next(entry for entry in scene.known if entry.key == key))
    if scene.findable is None:
        return Intention(_("One moment …"))
    if typed.isdecimal():
        return Intention(_("There is no event {number}.").format(number=typed))
    return new_one(text, scene.findable.known)


def hits(text: str, scene: Scene) -> tuple[Key, ...]:
    """What `text` finds, for the arrows; nothing where it is no search."""
    typed = folded(text)
    if not typed or text.strip().startswith("+"):
        return ()
    return matching(scene.known, text)


def _without_text(scene: Scene, marked: Entry | None) -> Intention:
    if marked is not None:
        return opening(marked)
    if scene.view is View.BOARD and scene.board is None:
        return Intention(_("One moment …"))
    if scene.view in (View.LIST, View.BOARD):
        return Intention(
            _("↑↓ chooses. A new one:  info evening 23.6. 19-21")
            if scene.here
            else _("Nothing yet. A new event:  info evening 23.6. 19-21")
        )
    if scene.shown is None:
        return Intention(_("One moment …"))
    if not scene.here:
        day = scene.day
        return Intention(
            _("Nothing on this day. A new event:  info evening {day} 19-21").format(
                day=f"{day.day}.{day.month}."
            )
        )
    if (alone := _alone(scene)) is not None:
        return opening(alone)
    said = ngettext("{n} entry on this day.", "{n} entries on this day.", len(scene.here))
    into = _("Enter: {said} Then ↑↓ chooses.").format(said=said)
    return Intention(into, args=(scene.here[0].key,), command="into")


def _alone(scene: Scene) -> Entry | None:
    """What is on the chosen day, if it is one thing only: then it needs no mark."""
    is_day = scene.view in (View.MONTH, View.WEEK)
    return scene.here[0] if is_day and len(scene.here) == 1 else None


def _showing(day: date) -> Intention:
    return Intention(
        _("Enter: shows {day}.").format(day=f"{day_words(day)}"), command=f"day {day.isoformat()}"
    )


def _day(typed: str, today: date) -> date | None:
    """A day, or a month by its name."""
    day = read_date(typed, today)
    if day is None and typed[0].isalpha() and len(typed.split()) <= 2:
        first = read_date(f"1. {typed}", today.replace(day=1))
        return first
    return day


def _entry(key: Key | None, known: Iterable[Entry]) -> Entry | None:
    return next((entry for entry in known if entry.key == key), None)
