"""Who helps in two shifts of one event at the same time. Pure: it is pointed out, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ...core.language import _
from ...people.names import one_spelling
from ..plan import HelperRow, Plan, ShiftRow
from .words import in_words


def elsewhere(who: HelperRow, shift: ShiftRow, plan: Plan) -> tuple[ShiftRow, ...]:
    """The other shifts in which somebody helps, or waits, at the time of a shift.

    It is the same person of the house, or the same name as it was written.
    """
    return tuple(
        other
        for other in plan.shifts
        if other.shift_id != shift.shift_id
        and other.starts_at < shift.ends_at
        and shift.starts_at < other.ends_at
        and any(_is_same(who, helper) for helper in other.helpers)
    )


def twice(shift: ShiftRow, plan: Plan) -> Iterator[tuple[str, ShiftRow]]:
    """Each helper of a shift who is also in another at that time: her name, and that shift."""
    for helper in shift.helpers:
        for other in elsewhere(helper, shift, plan)[:1]:
            yield helper.name, other


def also(name: str, other: ShiftRow, day_of: datetime) -> str:
    """Um diese Zeit hilft Theo auch: 2 Grill (17–19)."""
    when = f"{other.number} {other.what} ({in_words(other.starts_at, other.ends_at, day_of)})"
    return (
        _("At that time {name} also helps: {shift}")
        .replace("{shift}", when)
        .replace("{name}", name)
    )


def _is_same(who: HelperRow, helper: HelperRow) -> bool:
    if who.person_id is not None and who.person_id == helper.person_id:
        return True
    return _written(who) != "" and _written(who) == _written(helper)


def _written(helper: HelperRow) -> str:
    """Her name as she wrote it, also once somebody has recognised her."""
    return helper.folded or ("" if helper.person_id else one_spelling(helper.name))
