"""Helpers in numbers, as a sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from ...core.language import _, ngettext
from ..plan import ShiftRow
from .line import in_words


def places_in_words(shifts: Iterable[ShiftRow]) -> str:
    """10 von 12 Plätzen sind besetzt. Es fehlt: Abbau, 18–20, 2 Menschen."""
    all_shifts = tuple(shifts)
    if not all_shifts:
        return _("There are no shifts yet.")
    wanted = sum(shift.wanted for shift in all_shifts)
    missing = sum(shift.missing for shift in all_shifts)
    said = _("{taken} of {all} places are taken.").format(taken=wanted - missing, all=wanted)
    short = [shift for shift in all_shifts if shift.missing]
    if not short:
        return said
    first = short[0]
    people = ngettext("{n} person", "{n} people", first.missing)
    where = f"{first.what}, {in_words(first.starts_at, first.ends_at, first.starts_at)}, {people}"
    more = ", …" if len(short) > 1 else ""
    return f"{said}   " + _("Missing: {where}").format(where=where + more)
