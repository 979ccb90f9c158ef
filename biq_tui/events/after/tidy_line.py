"""The question before the names of an event are deleted. Pure.

`ja` · `nach 8 wochen`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...core.date_words import folded
from ...core.dates import day_words
from ...core.intention import YES, Intention
from ...core.language import N_, _, ngettext
from ...core.telling import sentence
from ..hints import doing
from . import sentences
from .tidying import MOST_WEEKS, Preview, set_weeks, tidy

GRAMMAR = (
    (N_("yes"), N_("Deletes the names. This can't be taken back.")),
    (N_("after 8 weeks"), N_("For all events: so long after them the names are deleted.")),
)
"""Help prints this table."""

TIDIED = "tidied"

_AFTER = re.compile(r"(?:erst )?(?:nach|after) (\d{1,4}) (?:wochen?|weeks?)")


def read_tidy(text: str, seen: Preview) -> Intention:
    """What Enter will do with `text`."""
    word = folded(text)
    if found := _AFTER.fullmatch(word):
        return read_weeks(int(found[1]))
    if seen.tidied_on is not None:
        return Intention(
            _("The names were deleted on {day}.").format(day=day_words(seen.tidied_on))
        )
    if not seen.is_over:
        return Intention(_("It is not over yet."))
    if word in YES or word in ("löschen ja", "delete yes"):
        told = sentence(sentences.TIDIED, seen.helped)
        return doing(told, tidy, seen.event_id, command=TIDIED)
    return Intention(_("Delete it? This can't be taken back. Type: yes"))


def read_weeks(number: int) -> Intention:
    """What Enter will do with "names after so many weeks"."""
    if not 1 <= number <= MOST_WEEKS:
        asks = _("From {least} to {most} weeks, please.")
        return Intention(asks.format(least=1, most=MOST_WEEKS))
    return doing(sentence(sentences.TIDY_WEEKS, number), set_weeks, number)


def goes(seen: Preview) -> Iterator[str]:
    """What would be deleted, a line each."""
    if seen.helpers:
        said = ngettext("{n} name of a helper", "{n} names of helpers", seen.helpers)
        if seen.by_phone:
            said += " " + ngettext("({n} came by phone)", "({n} came by phone)", seen.by_phone)
        yield said
    if seen.arrived:
        yield ngettext(
            "{n} name of those who signed in", "{n} names of those who signed in", seen.arrived
        )
    if seen.contacts:
        yield ngettext(
            "{n} contact at an institution: no other event needs it",
            "{n} contacts at institutions: no other event needs them",
            seen.contacts,
        )
    if seen.is_empty:
        yield _("Nothing: there are no names.")


def stays(seen: Preview) -> Iterator[str]:
    """What is kept, a line each."""
    if seen.helped:
        yield ngettext("The number: {n} helped", "The number: {n} helped", seen.helped)
    if seen.present:
        yield ngettext("The number: {n} was there", "The number: {n} were there", seen.present)
    if seen.contacts_needed:
        yield ngettext(
            "{n} contact that another event needs",
            "{n} contacts that another event needs",
            seen.contacts_needed,
        )
    yield _("Money and receipts, tasks, pledges, and what people have said of it")
    yield _("Papers and older backups: please look there yourself")
