"""Helpers in numbers, as a sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ...core import clock
from ...core.language import _, ngettext
from ..plan import ShiftRow


def places_in_words(shifts: Iterable[ShiftRow]) -> str:
    """10 von 12 Plätzen sind besetzt. Es fehlt: Abbau, 18–20, 2 Menschen."""
    all_shifts = tuple(shifts)
    if not all_shifts:
        return _("There are no shifts yet.")
    wanted = sum(shift.wanted for shift in all_shifts)
    missing = sum(shift.missing for shift in all_shifts)
    said = ngettext(
        "{n} of {all} places is taken.", "{n} of {all} places are taken.", wanted - missing
    ).format(all=wanted)
    short = [shift for shift in all_shifts if shift.missing]
    if not short:
        return said
    first = short[0]
    people = ngettext("{n} person", "{n} people", first.missing)
    where = f"{first.what}, {in_words(first.starts_at, first.ends_at, first.starts_at)}, {people}"
    more = ", …" if len(short) > 1 else ""
    return f"{said}   " + _("Missing: {where}").format(where=where + more)


def helped_in_words(shifts: Iterable[ShiftRow]) -> str:
    """Once it is over: 10 Plätze waren besetzt. The names may be deleted by now."""
    taken = sum(shift.taken for shift in shifts)
    return ngettext("{n} place was taken.", "{n} places were taken.", taken)


def in_words(starts_at: datetime, ends_at: datetime, day_of: datetime | None = None) -> str:
    """18–20 or 18:30–20; with its day, unless that is the day of `day_of`."""
    starts, ends = clock.local(starts_at), clock.local(ends_at)
    day = "" if day_of and clock.local(day_of).date() == starts.date() else (
        f"{starts.day}.{starts.month}. "
    )  # fmt: skip
    return f"{day}{_short(starts)}–{_short(ends)}"


def _short(moment: datetime) -> str:
    return f"{moment.hour}" if not moment.minute else f"{moment:%H:%M}"
