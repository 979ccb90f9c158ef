"""The poster: what, when, where, how one gets in, and whose idea it was. For the wall and the door.

Its code holds the date itself, as a calendar entry: an event has no page of its own that a phone
could open from outside, and this works without any network.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from ...core import clock
from ...core.dates import WEEKDAYS
from ...core.language import _, speaking
from ...core.phone_texts import phone_languages
from ...papers.typeset import Part, qr_rows
from ...people.names import fold
from ..access_text import access_text
from ..models import EventState
from ..plan import EventRow
from .heading import base, day, german_numbers, times
from .sources import Sources, part

NAME = "Plakat"
LARGEST_CODE = 200
"""Bytes. More makes the squares so small that a phone has to come nearer than an arm."""
_LONGEST_IDEA = 140
_IDEAS = 3
_RTL = frozenset({"ar", "fa"})


def parts(sources: Sources) -> list[Part]:
    """One page. Without a day it is a draft."""
    event = sources.plan.event
    entry = calendar_entry(event)
    data = {
        **base(sources, NAME),
        "draft": event.starts_at is None,
        "day": day(event),
        "times": times(event),
        "place": sources.place,
        "access": access_text(sources.plan),
        "provider": sources.provider,
        "partners": _partners(sources),
        "wished": _wished(sources),
        "ideas": _ideas(sources),
        "qr": qr_rows(entry) if entry else [],
        "languages": _in_languages(event),
    }
    return [part("poster", data)]


def calendar_entry(event: EventRow) -> str:
    """The event as a phone's camera puts it into a calendar (VEVENT); "" if it has no day.

    It grows with its words: where it would be too large without the place, too, there is none.
    """
    if event.starts_at is None or event.ends_at is None or event.state is EventState.CANCELLED:
        return ""
    short = _entry(event.title, event.starts_at, event.ends_at, "")
    whole = _entry(event.title, event.starts_at, event.ends_at, event.venue)
    fitting = [text for text in (whole, short) if len(text.encode()) <= LARGEST_CODE]
    return fitting[0] if fitting else ""


def _entry(title: str, starts_at: datetime, ends_at: datetime, venue: str) -> str:
    lines = [
        "BEGIN:VEVENT",
        f"SUMMARY:{_escaped(title)}",
        f"DTSTART:{starts_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTEND:{ends_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *([f"LOCATION:{_escaped(venue)}"] if venue else []),
        "END:VEVENT",
    ]
    return "\r\n".join(lines)


def _escaped(text: str) -> str:
    """A text value of RFC 5545, section 3.3.11; stored texts have no line breaks."""
    for sign in "\\;,":
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.split())


def _partners(sources: Sources) -> list[str]:
    """Who carries it and has said that its logo may be seen: by name, for we have no file of it."""
    names = []
    for partner in sources.plan.partners:
        known = sources.institution(partner)
        if known is not None and known.logo_allowed and sources.carries(partner):
            names.append(partner.name)
    return names


def _wished(sources: Sources) -> str:
    """The day of the meeting where it was wished for; "" if it comes from none."""
    days = [date.fromisoformat(origin.receipt["day"]) for origin in sources.plan.origins]
    return german_numbers(min(days)) if days else ""


def _ideas(sources: Sources) -> list[str]:
    """What was wished for if the title does not say it, in the group's words, without a name."""
    said: dict[str, None] = {}
    for origin in sources.plan.origins:
        ideas = origin.receipt.get("ideas", ())
        texts = [f"{idea['short'] or idea['text']}" for idea in ideas]
        said |= dict.fromkeys(texts or [f"{origin.receipt['wording']}"])
    title = fold(sources.plan.event.title)
    return [_cut(text) for text in said if fold(text) != title][:_IDEAS]


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_IDEA:
        return text
    return text[: _LONGEST_IDEA - 1].rpartition(" ")[0].rstrip(" ,.;:") + " …"


def _in_languages(event: EventRow) -> list[dict[str, str]]:
    """Each language that phones speak but German: "Welcome!", and the day with its times."""
    said = []
    for language in phone_languages():
        if language != "de":
            with speaking(language):
                when = _when(event, is_rtl=language in _RTL)
                its = {"lang": language, "welcome": str(_("Welcome!")), "when": when}
                said.append(its)
    return said


def _when(event: EventRow, *, is_rtl: bool) -> str:
    """Saturday, 12.6.2027, 15:00–18:00: its only word is that of the day."""
    if event.starts_at is None or event.ends_at is None:
        return ""
    starts, ends = clock.local(event.starts_at), clock.local(event.ends_at)

    def day(local: datetime, times: str) -> str:
        numbers = [german_numbers(local.date()), times]
        if is_rtl:  # the numbers stand as they do in the German above
            numbers = [f"\u2066{each}\u2069" for each in numbers]
        return ", ".join([_(WEEKDAYS[local.weekday()]), *numbers])

    if starts.date() == ends.date():
        return day(starts, f"{starts:%H:%M}–{ends:%H:%M}")
    return f"{day(starts, f'{starts:%H:%M}')} – {day(ends, f'{ends:%H:%M}')}"
