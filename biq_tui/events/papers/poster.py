"""The poster: what, when, where, how one gets in, and whose idea it was. For the wall and the door.

Its code holds the date itself, as a calendar entry: an event has no page of its own that a phone
could open from outside, and this works without any network.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from ...core.language import speaking
from ...core.phone_texts import phone_languages
from ...papers.typeset import Part, qr_rows
from ...people.names import fold
from ..models import EventState
from ..plan import EventRow
from . import poster_words
from .heading import base, day, german_numbers, times
from .sources import Sources, part

NAME = "Plakat"
LARGEST_CODE = 200
"""Bytes. More makes the squares so small that a phone has to come nearer than an arm."""
_LONGEST_IDEA = 140
_IDEAS = 3


def parts(sources: Sources, languages: Sequence[str] = (), *, is_free: bool = False) -> list[Part]:
    """A page in each language (codes), by default those of the house. Without a day a draft.

    `is_free`: it says that nobody pays to come in.
    """
    known = [code for code in languages or sources.languages if code in phone_languages()]
    return [_page(sources, code, is_free) for code in known or ["de"]]


def _page(sources: Sources, language: str, is_free: bool) -> Part:
    event = sources.plan.event
    entry = calendar_entry(event)
    with speaking(language):
        day_words, hours = poster_words.day_and_time(event)
        spoken = {
            "ours": poster_words.labels(wished(sources)),
            "day": day_words,
            "times": hours,
            "access": poster_words.access(sources.plan),
        }
    data = {
        **base(sources, NAME),
        **spoken,
        "lang": language,
        "draft": event.starts_at is None,
        "german_day": day(event),
        "german_times": times(event),
        "is_free": is_free,
        "place": sources.place,
        "provider": sources.provider,
        "partners": _partners(sources),
        "wished": wished(sources),
        "ideas": _ideas(sources),
        "qr": qr_rows(entry) if entry else [],
        "languages": _in_languages(event) if language == "de" else [],
    }
    return part("poster", data)


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


def wished(sources: Sources) -> str:
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
                said.append(poster_words.strip(event))
    return said
