"""A sheet for each role of the day, in large print: who, when, what, where, and whom to call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ...core.errors import Refused
from ...core.language import _
from ...papers.typeset import Part
from ..partners.gifts import thing_words
from ..plan import PledgeRow, ShiftRow
from .heading import at, base, day, span_with_day, times
from .roles import Role, called, roles, tasks_of_day
from .running_order import moments
from .sources import Named, Sources, part

NAME = "Zettel je Rolle"


def parts(sources: Sources, whose: str = "") -> list[Part]:
    """A sheet each, or only those of the roles whose names begin like `whose`.

    Raises Refused if there is no such role (any more).
    """
    wanted = called(whose.split(), sources.plan) if whose else roles(sources.plan)
    if not wanted:
        raise Refused(_("There is no sheet for “{role}”.").format(role=whose))
    return [_leading(sources, role) if role.is_lead else _sheet(sources, role) for role in wanted]


def _leading(sources: Sources, lead: Role) -> Part:
    """Who answers for the event has the whole day, and what nobody does yet."""
    seen = sources.plan
    event = seen.event
    rows: list[tuple[datetime, int, str, str]] = [
        (moment, order, at(moment, event), what)
        for order, (moment, what) in enumerate(moments(seen))
    ]
    for shift in seen.shifts:
        when = span_with_day(shift.starts_at, shift.ends_at, event)
        rows.append((shift.starts_at, 10 + shift.number, when, shift.what))
    nobody = [task.what for task in tasks_of_day(seen) if not (task.person_id or task.partner_id)]
    data = {
        **_common(sources, {"name": "Verantwortlich", "latin": ""}, lead),
        "shifts": [],
        "times": [[when, what] for _moment, _order, when, what in sorted(rows)],
        "nobody": nobody,
    }
    return part("role_sheet", data, own_sheet=True)


def _sheet(sources: Sources, role: Role) -> Part:
    seen = sources.plan
    whose = _named(sources, role)
    data = {
        **_common(sources, whose, role),
        "shifts": [_shift(sources, shift, role) for shift in role.shifts],
        "times": [[at(moment, seen.event), what] for moment, what in moments(seen)],
        "nobody": [],
    }
    return part("role_sheet", data, own_sheet=True)


def _named(sources: Sources, role: Role) -> Named | None:
    """Whose sheet it is; None for somebody who stands on no paper: written by hand."""
    if role.person_id is not None:
        return sources.person(role.person_id)
    return {"name": role.name, "latin": ""}


def _common(sources: Sources, whose: Named | None, role: Role) -> dict[str, Any]:
    event = sources.plan.event
    return {
        **base(sources, NAME),
        "whose": whose,
        "is_lead": role.is_lead,
        "running": whose or NAME,
        "day": day(event),
        "hours": times(event),
        "place": sources.place,
        "lead": sources.lead,
        "does": [task.what for task in role.does],
        "brings": [_thing(pledge) for pledge in role.brings],
    }


def _thing(pledge: PledgeRow) -> str:
    what = thing_words(pledge.role, pledge.what, None)
    return f"{what} (wenn {pledge.condition})" if pledge.condition else what


def _shift(sources: Sources, shift: ShiftRow, role: Role) -> dict[str, Any]:
    """One shift; what it is called stands on top already if the sheet is only about it."""
    names = sources.helpers(shift)
    return {
        "when": span_with_day(shift.starts_at, shift.ends_at, sources.plan.event),
        "what": "" if role.is_work and shift.what == role.name else shift.what,
        "who": [name for name in names if name is not None],
        "more": names.count(None),
        "missing": shift.missing,
    }
