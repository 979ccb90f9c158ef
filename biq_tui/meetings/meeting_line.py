"""How a new meeting is typed: a day, a time, where it is and what it is about. Pure.

`17.3. 18:00 Was fehlt im Quartier?` · `Mi 17.3. 18-20, Haus am Park` · `in 2 Wochen 18:30`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..core import clock
from ..core.date_words import read_date, read_time, read_times
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import _
from ..core.telling import sentence
from ..core.text import clean
from . import agenda, sentences
from .models import TOPIC_LENGTH

LASTS = timedelta(hours=2)
"""How long a meeting is if nobody says otherwise."""

_MOST_WORDS = 5
"""So many words at most make a day or a time."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, and beginning and end if they were said."""

    day: date
    times: tuple[time, time] | None
    rest: str
    comma: bool = False
    """Whether one stands between the times and the rest."""

    @property
    def starts_at(self) -> datetime:
        """The moment at which it begins."""
        assert self.times is not None
        return clock.moment_of(self.day, self.times[0])

    @property
    def ends_at(self) -> datetime:
        """The moment at which it ends."""
        assert self.times is not None
        return clock.moment_of(self.day, self.times[1])


def when_of(text: str) -> When | None:
    """The day and times with which `text` begins; None if it does not begin with a day.

    Refused for a day or a time that there is not.
    """
    words = clean(text, 300).split(" ")
    refused: Refused | None = None
    only_day: When | None = None
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        try:
            day = read_date(" ".join(words[:count]), clock.local(clock.now()).date())
            if day is None:
                continue
            times, used = _times(words[count:])
        except Refused as error:
            refused = refused or error
            continue
        if times is not None:
            return _and_the_rest(day, times, words[count:], used)
        only_day = only_day or When(day, None, " ".join(words[count:]))
    if only_day is None and refused is not None:
        raise refused
    return only_day


def _and_the_rest(day: date, times: tuple[time, time], words: list[str], used: int) -> When:
    """`words` begin with the times, which are so many of them."""
    rest = " ".join(words[used:])
    comma = words[used - 1].endswith(",") or rest.startswith(",")
    return When(day, times, rest.removeprefix(",").strip(), comma)


def _times(words: list[str]) -> tuple[tuple[time, time] | None, int]:
    """The times with which `words` begin, and how many words these are."""
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        said = " ".join(words[:count]).rstrip(",")
        if (both := read_times(said)) is not None:
            return both, count
        if (starts := read_time(said)) is not None:
            ends = (datetime.combine(date.min, starts) + LASTS).time()
            return (starts, max(ends, time(23, 59)) if ends <= starts else ends), count
    return None, 0


def read_meeting(text: str, venues: Iterable[str] = ()) -> Intention | None:
    """What Enter will do with what follows the word "meeting"; None if that is no day.

    `venues`: places that are known here. Without a place it is where the last meeting was.
    """
    try:
        when = when_of(text)
    except Refused as refusal:
        return Intention(refusal.sentence)
    if when is None:
        return None
    if when.times is None:
        return Intention(_("At what time?  meeting 17.3. 18:00 What is missing here?"))
    topic, venue = _topic_and_place(when, venues)
    day = agenda.day_in_words(when.starts_at)
    told = sentence(sentences.MADE, date=agenda.title_of(topic), day=day)
    args = (topic, when.starts_at, when.ends_at, venue)
    where = "   " + _("Place: {venue}.").format(venue=venue) if venue else ""
    hint = _("Enter: {sentence}").format(sentence=told) + where
    return Intention(hint, agenda.make_meeting, args, told)


def _topic_and_place(when: When, venues: Iterable[str]) -> tuple[str, str]:
    """A comma behind the times leads to a place, unless a question follows; one further on only to
    a place that is known."""
    first, _comma, more = when.rest.partition(",")
    if when.comma and "?" not in first:
        topic, venue = more, first
    else:
        topic, comma, last = when.rest.rpartition(",")
        known = {name.casefold(): name for name in venues if name}
        venue = known.get(last.strip().casefold(), "") if comma else ""
        topic = topic if venue else when.rest
    return clean(topic, TOPIC_LENGTH), clean(venue, agenda.VENUE_LENGTH)
