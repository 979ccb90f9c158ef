"""The line of an event: one more like it, or a series. Pure.

`kopie 12.6.2028` · `serie 4 wöchentlich`
"""

from __future__ import annotations

import re

from ..core.date_words import folded
from ..core.dates import day_words
from ..core.free_days import free_day
from ..core.intention import Intention
from ..core.language import _, ngettext
from ..core.telling import sentence
from . import copies, sentences
from .copies import MOST_DATES, RHYTHMS, Rhythm
from .hints import doing, times_of, when_notes
from .look import Look
from .when import in_words, on_day, read_when

RHYTHM_WORDS = {
    "wöchentlich": Rhythm.WEEKLY, "jede woche": Rhythm.WEEKLY, "weekly": Rhythm.WEEKLY,
    "alle 2 wochen": Rhythm.FORTNIGHTLY, "alle zwei wochen": Rhythm.FORTNIGHTLY,
    "zweiwöchentlich": Rhythm.FORTNIGHTLY, "14-tägig": Rhythm.FORTNIGHTLY,
    "fortnightly": Rhythm.FORTNIGHTLY, "every two weeks": Rhythm.FORTNIGHTLY,
    "monatlich": Rhythm.MONTHLY, "jeden monat": Rhythm.MONTHLY, "monthly": Rhythm.MONTHLY,
}  # fmt: skip


_SERIES = re.compile(r"(?:serie|series) (\d{1,3}) (.+)")


def read_copies(typed: str, look: Look) -> Intention | None:
    """What Enter will do with `typed`; None if it asks for nothing of that. Raises Refused."""
    first, _space, rest = typed.partition(" ")
    if first.casefold() in ("kopie", "copy") and rest:
        return _copy(rest, look)
    if found := _SERIES.fullmatch(folded(typed)):
        rhythm = RHYTHM_WORDS.get(found[2])
        return None if rhythm is None else _series(int(found[1]), rhythm, look)
    return None


def _copy(rest: str, look: Look) -> Intention | None:
    event = look.plan.event
    when = read_when(rest, times_of(event))
    if when is None:
        return None  # "Kopie vom Plakat machen" is a task
    if when.span is None:
        return Intention(_("At what time?  copy 12.6.2028 15-18"), keeps_text=True)
    told = sentence(sentences.COPIED, day=in_words(*when.span))
    left = _("Not copied: who helps, who does what, what was promised, paid and needed.")
    twice = look.booked_twice(when.span, is_copy=True)
    more = "   ".join(filter(None, [when_notes(when, look.land), twice, left]))
    return doing(told, copies.copy_event, event.event_id, when.span, more=more)


def _series(count: int, rhythm: Rhythm, look: Look) -> Intention:
    event = look.plan.event
    times = times_of(event)
    if times is None or event.day is None:
        return Intention(_("First the day, please:  12.6. 15-18"))
    if not 1 <= count <= MOST_DATES:
        return Intention(_("From 1 to {most} dates, please.").format(most=MOST_DATES))
    days = copies.next_days(event.day, rhythm, count)
    for day in days:
        on_day(times, day)  # a time that the clock does not show on one of them is asked here
    dates = copies.dates_in_words(count)
    told = sentence(sentences.SERIES, dates=dates, day=day_words(days[-1]))
    listed = ", ".join(f"{day.day}.{day.month}." for day in days[:6])
    listed += ", …" if len(days) > 6 else ""
    free = [day for day in days if free_day(day, look.land)]
    how_often = _(RHYTHMS[rhythm])
    notes = [f"{listed} ({how_often})"]
    if free:
        on_free = ngettext("! {n} of them on a free day", "! {n} of them on free days", len(free))
        notes.append(on_free)
    args = (event.event_id, rhythm, count)
    return doing(told, copies.make_series, *args, more="   ".join(notes))
