"""What happens with calendar files, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ...core.language import ngettext
from ...core.telling import Template, add_sentences

PUBLISHED = "events.published"
DELIVERED = "events.delivered"
FETCHED = "events.fetched"
TO_PERSON = "events.calendar_to_person"


def _published(n: int) -> str:
    return ngettext(
        "A calendar file with {n} date is made.", "A calendar file with {n} dates is made.", n
    )


def _delivered(n: int) -> str:
    return ngettext(
        "{organisation} gets a calendar file with {n} date.",
        "{organisation} gets a calendar file with {n} dates.",
        n,
    )


def _to_person(n: int) -> str:
    return ngettext(
        "{person} gets a calendar file with {n} date.",
        "{person} gets a calendar file with {n} dates.",
        n,
    )


def _fetched(n: int) -> str:
    return ngettext(
        "{n} date comes from a calendar file.", "{n} dates come from a calendar file.", n
    )


TEMPLATES: dict[str, Template] = {
    PUBLISHED: _published,
    DELIVERED: _delivered,
    FETCHED: _fetched,
    TO_PERSON: _to_person,
}

add_sentences(TEMPLATES)
