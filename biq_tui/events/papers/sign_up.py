"""The list for helpers, to hang up or to hand round: each shift with numbered lines, large."""

from __future__ import annotations

from typing import Any

from ...papers.typeset import Part
from ..plan import ShiftRow
from .heading import base, span_with_day
from .sources import Sources, part

NAME = "Wer hilft mit?"
BLANK_LINES = 12
"""On a list without shifts."""
MOST_LINES = 40
"""Of one shift: a page has room for so many, and paper ends somewhere."""


def parts(sources: Sources) -> list[Part]:
    """One list."""
    shifts = [_shift(sources, shift) for shift in sources.plan.shifts]
    example = f"{shifts[0]['number']} Kim, Cem" if shifts else ""
    data = {**base(sources, NAME), "shifts": shifts, "blank": BLANK_LINES, "example": example}
    return [part("sign_up", data)]


def _shift(sources: Sources, shift: ShiftRow) -> dict[str, Any]:
    taken = sources.helpers(shift)
    return {
        "number": shift.number,
        "what": shift.what,
        "when": span_with_day(shift.starts_at, shift.ends_at, sources.plan.event),
        "wanted": shift.wanted,
        "missing": shift.missing,
        # Who stands on no paper has a place all the same.
        "taken": [name or {"name": "schon vergeben", "latin": ""} for name in taken],
        "lines": max(len(taken), min(shift.wanted, MOST_LINES)),
    }
