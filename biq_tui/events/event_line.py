"""The line of an event, as far as it is about the event itself. Pure.

`12.6. 15-18` · `ort Haus am Park` · `fest` · `abgesagt weil Regen ja` · `serie 4 monatlich`
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ..core.date_words import folded
from ..core.dates import day_words
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..people.who import NOBODY, Unclear
from . import events, sentences
from .after.line import read_after
from .checklist.task_words import too_late_words
from .copies_line import read_copies
from .hints import doing, enter, times_of, when_notes
from .look import Look
from .models import PLACE_LENGTH, WHY_LENGTH, EventState
from .plan import EventRow
from .standing_line import read_standing
from .when import When, in_words, read_when, span, today

GRAMMAR = (
    (N_("12.6. 15-18"), N_("It is on this day. Shifts and open tasks go with it.")),
    (N_("place Haus am Park"), N_("Where it is.  no place")),
    (N_("planned"), N_("It is planned.  Back:  wish")),
    (N_("fixed"), N_("It takes place. If something is missing:  fixed because …")),
    (N_("cancelled because rain yes"), N_("It does not take place. Everything is kept.")),
    (N_("takes place"), N_("A cancelled event is on again.")),
    (N_("over"), N_("It is behind us.  Then:  evaluated")),
    (N_("called Summer party"), N_("It has another name.")),
    (N_("lead kim"), N_("Kim answers for it.  lead nobody")),
    (N_("setup 60"), N_("So many minutes are needed before.  After it:  teardown 30")),
    (N_("why We want to meet"), N_("What it is for.")),
    (N_("copy 12.6.2028"), N_("A new event like this one. Nobody has promised anything yet.")),
    (N_("series 4 weekly"), N_("The next 4 dates, each by itself.  fortnightly  monthly")),
    (N_("no day"), N_("A wish without a day.")),
    (N_("remove yes"), N_("Takes the event out, as long as nothing stands in it.")),
)
"""Help prints this table."""

VERBATIM = '"'
"""What begins with it is a task, whatever it looks like."""

NO_DAY = frozenset({"ohne tag", "kein tag", "ohne termin", "kein termin", "no day"})
NO_PLACE = frozenset({"ohne ort", "kein ort", "no place"})
_MARGIN = re.compile(
    r"(aufbau|setup|set up|abbau|teardown|tear down) (\d{1,4}) ?"
    r"(min(?:\.|uten|utes)?|h|std\.?|stunden?|hours?)?"
)
_ON = re.compile(r"(?:am|on) ", re.IGNORECASE)
_ABOUT = re.compile(r"(\S+?):? (.+)", re.DOTALL)


def read_event(text: str, look: Look) -> Intention | None:
    """What Enter will do with `text`; None if it says nothing about the event itself."""
    typed = clean(text, WHY_LENGTH)
    if not typed or typed.startswith(VERBATIM):
        return None
    try:
        for read in (read_after, read_standing, _about, _days, _margins, read_copies):
            if (said := read(typed, look)) is not None:
                return said
    except (Refused, Unclear) as said_no:
        return Intention(str(said_no), keeps_text=True)
    return None


# What it is called, where it is, who answers for it -----------------------------------------------


def _about(typed: str, look: Look) -> Intention | None:
    event = look.plan.event
    if folded(typed) in NO_PLACE:
        return _place("", event, look)
    found = _ABOUT.fullmatch(typed)
    if found is None:
        return None
    word, rest = found[1].casefold(), found[2].strip()
    reads: dict[str, Callable[[str, EventRow], Intention | None]] = {
        "heißt": _called, "heisst": _called, "called": _called,
        "warum": _why, "wofür": _why, "why": _why,
    }  # fmt: skip
    if word in ("ort", "place"):
        return _place(rest, event, look)
    if word in reads:
        return reads[word](rest, event)
    return _lead(rest, look) if word in ("leitung", "lead") else None


def _place(rest: str, event: EventRow, look: Look) -> Intention:
    venue = clean(rest, PLACE_LENGTH)
    if venue == event.venue:
        return Intention(_("It is so already."))
    told = sentence(sentences.VENUE, venue=venue) if venue else sentence(sentences.NO_VENUE)
    times = times_of(event)
    twice = "" if times is None else look.booked_twice(times, venue)
    return doing(told, events.set_venue, event.event_id, event.venue, venue, more=twice)


def _called(rest: str, event: EventRow) -> Intention:
    title = events.titled(rest)
    if title == event.title:
        return Intention(_("It is so already."))
    told = sentence(sentences.RENAMED, event=title)
    return doing(told, events.rename, event.event_id, event.title, title)


def _why(rest: str, event: EventRow) -> Intention:
    told = sentence(sentences.WHY, why=rest)
    return doing(told, events.set_why, event.event_id, rest)


def _lead(rest: str, look: Look) -> Intention | None:
    event = look.plan.event
    if folded(rest) in NOBODY:
        if event.person_id is None:
            return Intention(_("It is so already."))
        told = sentence(sentences.LED_BY_NOBODY)
        return doing(told, events.set_lead, event.event_id, event.person_id, None)
    person = look.person(rest)
    if person is None:
        if " " in rest:
            return None  # "Leitung klären, bis Freitag" is a task
        hint = _('Nobody is called {name}.   As a task:  "{text}')
        return Intention(hint.format(name=rest, text=f"Leitung {rest}"), keeps_text=True)
    if person.person_id == event.person_id:
        return Intention(_("It is so already."))
    told = sentence(sentences.LED_BY, person=person.name)
    args = (event.event_id, event.person_id, person.person_id)
    return Intention(
        enter(sentence(sentences.LED_BY, person=look.shown(person))),
        events.set_lead,
        args,
        told,
    )


# When it is ---------------------------------------------------------------------------------------


def _days(typed: str, look: Look) -> Intention | None:
    event = look.plan.event
    if folded(typed) in NO_DAY:
        if event.starts_at is None:
            return Intention(_("It has no day."))
        if event.state is not EventState.WISH:
            return Intention(_("Only a wish can be without a day.   First:  wish"))
        return doing(sentence(sentences.NO_DAY), events.drop_day, event.event_id)
    when = _when(typed, event)
    if when is None:
        return None
    if when.span is None:
        asks = _("At what time?  {day} 15-18").format(day=_typed_day(when.day))
        return Intention(f"{day_words(when.day)}.   {asks}", keeps_text=True)
    if when.span == times_of(event):
        return Intention(_("It is so already."))
    if event.state is EventState.CANCELLED:
        return Intention(_("It is cancelled.   First:  takes place"))
    told = sentence(sentences.MOVED, day=in_words(*when.span))
    notes = [when_notes(when, look.land), look.booked_twice(when.span)]
    if event.starts_at is not None and look.plan.shifts and when.day != event.day:
        notes.append(_("The shifts go with it."))
    notes.append(too_late_words(look.plan, when.day, today()))
    if event.state is EventState.FIXED:
        notes.append(_("It was fixed: please tell everybody."))
    args = (event.event_id, times_of(event), when.span)
    return doing(told, events.set_when, *args, more="   ".join(filter(None, notes)))


def _when(typed: str, event: EventRow) -> When | None:
    """Another day, other times, or both. A word alone ("Fr", "morgen") is no day here."""
    if event.day is not None and (times := span(event.day, typed)) is not None:
        return When(event.day, times)
    if not any(sign.isdigit() for sign in typed) and not _ON.match(typed):
        return None
    return read_when(typed, times_of(event))


def _margins(typed: str, look: Look) -> Intention | None:
    found = _MARGIN.fullmatch(folded(typed))
    if found is None:
        return None
    event, minutes = look.plan.event, int(found[2])
    if (found[3] or "")[:1] in ("h", "s"):
        minutes *= 60
    if minutes > events.MOST_MINUTES:
        most = events.MOST_MINUTES
        return Intention(_("Minutes from {least} to {most}, please.").format(least=0, most=most))
    is_setup = found[1] in ("aufbau", "setup", "set up")
    setup, teardown = (
        (minutes, event.teardown_minutes) if is_setup else (event.setup_minutes, minutes)
    )
    if (setup, teardown) == (event.setup_minutes, event.teardown_minutes):
        return Intention(_("It is so already."))
    told = sentence(sentences.MARGINS, setup=f"{setup}", teardown=f"{teardown}")
    args = (minutes, None) if is_setup else (None, minutes)
    return doing(told, events.set_margins, event.event_id, *args)


def _typed_day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
