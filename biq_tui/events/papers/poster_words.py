"""What is ours on a poster, in the language in force: the labels, the day, how one gets in.

A text that nobody has checked brings the German with it, as on phones.
"""

from __future__ import annotations

from datetime import datetime

from ...core import clock
from ...core.dates import WEEKDAYS
from ...core.directions import comma, numbers
from ...core.language import _, speaking, spoken
from ..access_text import access_sentences
from ..plan import EventRow, Plan
from .heading import day as german_day
from .heading import german_numbers
from .heading import times as german_times

Words = dict[str, str]
"""A text as the template reads it: {"text": …, "german": "" or what stands with it, "lang": …}."""


def labels(wished: str) -> dict[str, Words]:
    """All labels by their key in the template; `wished`: the day of the group's meeting, or ""."""
    return {
        key: words(text)
        for key, text in {
            "welcome": _("Welcome!"),
            "cancelled": _("Cancelled"),
            "idea": _("Your idea"),
            "wished": _("from the meeting on {day}").format(day=numbers(wished)),
            "day": _("Day"),
            "time": _("Time"),
            "place": _("Place"),
            "open": _("We will tell you."),
            "free": _("Free admission"),
            "access": _("How to get in"),
            "ask": _("Do you need something? Please tell us."),
            "code": _("Scan this with your phone: then the day is in your calendar."),
            "with": _("With:"),
            "by": _("You are invited by:"),
        }.items()
    }


def words(text: str) -> Words:
    """The text, and the German if nobody has checked it; without a translation the German alone."""
    german = getattr(text, "german", "")
    if german and german == text:
        return {"text": german, "german": "", "lang": "de"}
    return {"text": f"{text}", "german": f"{german}", "lang": spoken()}


def access(plan: Plan) -> Words:
    """How people get in, as one text; "" while the event has no place."""
    sentences = access_sentences(plan)
    text = " ".join(f"{each}" for each in sentences)
    german = " ".join(f"{getattr(each, 'german', each)}" for each in sentences)
    is_doubtful = any(hasattr(each, "german") for each in sentences)
    return {"text": text, "german": german if is_doubtful else "", "lang": spoken()}


def day_and_time(event: EventRow) -> tuple[Words, Words]:
    """The day with its weekday, and the hours; across days the hours say where they end."""
    if event.starts_at is None or event.ends_at is None:
        return ({"text": "", "german": "", "lang": spoken()},) * 2
    with speaking("de"):
        german, german_hours = german_day(event), german_times(event)
    if spoken() == "de":
        return words(german), words(german_hours)
    starts, ends = clock.local(event.starts_at), clock.local(event.ends_at)
    weekday = _(WEEKDAYS[starts.weekday()])
    is_doubtful = hasattr(weekday, "german")
    if starts.date() == ends.date():
        hours, german_hours = numbers(f"{starts:%H:%M}–{ends:%H:%M}"), ""
    else:
        hours = f"{starts:%H:%M} – {_day(ends)}{comma()}{ends:%H:%M}"
    return (
        {"text": _day(starts), "german": german if is_doubtful else "", "lang": spoken()},
        {"text": hours, "german": german_hours if is_doubtful else "", "lang": spoken()},
    )


def strip(event: EventRow) -> Words:
    """ "Welcome!", and below it Saturday, 12.6.2027, 15:00–18:00: its only word is the day's."""
    welcome = str(_("Welcome!"))
    when = ""
    if event.starts_at is not None and event.ends_at is not None:
        starts, ends = clock.local(event.starts_at), clock.local(event.ends_at)
        if starts.date() == ends.date():
            when = f"{_day(starts)}{comma()}{numbers(f'{starts:%H:%M}–{ends:%H:%M}')}"
        else:
            when = " – ".join(f"{_day(each)}{comma()}{each:%H:%M}" for each in (starts, ends))
    return {"lang": spoken(), "welcome": welcome, "when": when}


def _day(local: datetime) -> str:
    weekday = str(_(WEEKDAYS[local.weekday()]))
    return weekday + comma() + numbers(german_numbers(local.date()))
