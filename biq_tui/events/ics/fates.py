"""What becomes of the dates of a foreign calendar file, and how that is said. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ...core.language import N_, _, ngettext
from ...core.text import clean
from ..models import TITLE_LENGTH
from .reading import ForeignDate, Problem


class Fate(StrEnum):
    """What becomes of a date of the file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OLDER = "older"
    HELD = "held"
    """It is news, but people have arrived at the event: it stays as it is."""
    UNREADABLE = "unreadable"


PROBLEMS = {
    Problem.NO_UID: N_("it has no UID"),
    Problem.NO_START: N_("it has no day"),
    Problem.ENDS_FIRST: N_("it ends before it begins"),
    Problem.ZONE: N_("its time zone is unknown"),
    Problem.DAMAGED: N_("it is damaged"),
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A date of the file, and what becomes of it."""

    date: ForeignDate
    fate: Fate


def in_words(fetched: Iterable[Fetched]) -> tuple[str, ...]:
    """How it goes, a sentence each: first the numbers, then what can't be read and why."""
    found = tuple(fetched)
    count = {fate: sum(each.fate is fate for each in found) for fate in Fate}
    said = []
    if not found:
        return (_("There is no date in this file."),)
    if n := count[Fate.NEW]:
        said.append(ngettext("{n} date is new.", "{n} dates are new.", n))
    if n := count[Fate.CHANGED]:
        said.append(ngettext("{n} date changes.", "{n} dates change.", n))
    if n := count[Fate.SAME]:
        said.append(ngettext("{n} date is here already.", "{n} dates are here already.", n))
    if n := count[Fate.OLDER]:
        said.append(ngettext("{n} date is newer here.", "{n} dates are newer here.", n))
    if n := count[Fate.HELD]:
        said.append(
            ngettext(
                "{n} date stays as it is: people have arrived.",
                "{n} dates stay as they are: people have arrived.",
                n,
            )
        )
    if any(each.date.more for each in found):
        said.append(_("A series goes on; only its first dates are taken."))
    if any(each.date.is_last for each in found):
        said.append(_("The file goes on; only its first dates are taken."))
    for each in found:
        if each.date.problem is not None:
            why = _(PROBLEMS[each.date.problem])
            said.append(_("Left out: “{title}”, because {why}.").replace("{why}", why).replace(
                "{title}", title_of(each.date)))  # fmt: skip
    return tuple(said)


def title_of(date: ForeignDate) -> str:
    """What it is called here."""
    return clean(date.title, TITLE_LENGTH) or _("without a name")


NEWS = frozenset({Fate.NEW, Fate.CHANGED})
"""What is taken."""

_NOTES = {
    Fate.NEW: N_("new"),
    Fate.CHANGED: N_("changes"),
    Fate.SAME: N_("here already"),
    Fate.OLDER: N_("newer here"),
    Fate.HELD: N_("stays: people have arrived"),
}


def note_of(each: Fetched) -> str:
    """What becomes of one date, in a few words."""
    if each.date.problem is not None:
        why = _(PROBLEMS[each.date.problem])
        return _("not: {why}").format(why=why)
    if each.fate is Fate.CHANGED and each.date.is_cancelled:
        return _("is cancelled")
    return _(_NOTES[each.fate])
