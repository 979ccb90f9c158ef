"""A sheet for each role of the day, in large print: who, when, what, where, and whom to call.

A role is the work of a shift, whatever its times; who answers for the event; a partner; and a
neighbour who does or brings something of her own. Her shifts are on her own sheet, too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ...papers.typeset import Part
from ...people.names import one_spelling
from ..models import PledgeRole
from ..partners.gifts import thing_words
from ..plan import PledgeRow, ShiftRow, TaskRow
from .heading import at, base, day, span_with_day, times
from .running_order import moments, tasks_of_day
from .sources import PROMISED, Named, Sources, part

NAME = "Zettel je Rolle"


@dataclass
class _Role:
    """What stands on one sheet."""

    whose: Named | None
    """None for somebody who stands on no paper: the name is written by hand."""
    shifts: list[ShiftRow] = field(default_factory=list)
    does: list[str] = field(default_factory=list)
    brings: list[str] = field(default_factory=list)


def parts(sources: Sources) -> list[Part]:
    """A sheet each: who answers for it all, then the work in the order of the day, then givers."""
    partners, people = _givers(sources)
    lead = people.pop(sources.plan.event.person_id or 0, _Role(None))
    roles = [*_works(sources), *partners, *people.values()]
    return [_leading(sources, lead), *(_sheet(sources, role) for role in roles)]


def _works(sources: Sources) -> list[_Role]:
    """Each work that has shifts; two shifts of one name are one role."""
    works: dict[str, _Role] = {}
    for shift in sorted(sources.plan.shifts, key=lambda row: (row.starts_at, row.number)):
        work = _Role({"name": shift.what, "latin": ""})
        works.setdefault(one_spelling(shift.what), work).shifts.append(shift)
    return list(works.values())


def _givers(sources: Sources) -> tuple[list[_Role], dict[int, _Role]]:
    """Partners, and neighbours by id, who have something to do or to bring on the day."""
    partners: dict[int, _Role] = {}
    people: dict[int, _Role] = {}

    def role_of(row: PledgeRow | TaskRow) -> _Role:
        if row.partner_id is not None:
            return partners.setdefault(row.partner_id, _Role(sources.giver(row)))
        return people.setdefault(row.person_id or 0, _Role(sources.giver(row)))

    for pledge in sources.plan.pledges:
        if pledge.state in PROMISED and pledge.role is not PledgeRole.MONEY:
            role_of(pledge).brings.append(_thing(pledge))
    for task in tasks_of_day(sources.plan):
        if task.partner_id is not None or task.person_id is not None:
            role_of(task).does.append(task.what)
    for person_id, role in people.items():
        role.shifts = [
            shift
            for shift in sources.plan.shifts
            if any(row.person_id == person_id and not row.is_waiting for row in shift.helpers)
        ]
    return list(partners.values()), people


def _thing(pledge: PledgeRow) -> str:
    what = thing_words(pledge.role, pledge.what, None)
    return f"{what} (wenn {pledge.condition})" if pledge.condition else what


def _leading(sources: Sources, lead: _Role) -> Part:
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
        **_common(sources, "Verantwortlich"),
        "whose": {"name": "Verantwortlich", "latin": ""},
        "is_lead": True,
        "shifts": [],
        "times": [[when, what] for _moment, _order, when, what in sorted(rows)],
        "does": lead.does,
        "brings": lead.brings,
        "nobody": nobody,
    }
    return part("role_sheet", data, own_sheet=True)


def _sheet(sources: Sources, role: _Role) -> Part:
    seen = sources.plan
    data = {
        **_common(sources, "" if role.whose is None else role.whose["name"]),
        "whose": role.whose,
        "is_lead": False,
        "shifts": [_shift(sources, shift, role) for shift in role.shifts],
        "times": [[at(moment, seen.event), what] for moment, what in moments(seen)],
        "does": role.does,
        "brings": role.brings,
        "nobody": [],
    }
    return part("role_sheet", data, own_sheet=True)


def _common(sources: Sources, whose: str) -> dict[str, Any]:
    event = sources.plan.event
    return {
        **base(sources, NAME),
        "title": f"{whose or NAME}: {event.title}",
        "running": whose or NAME,
        "day": day(event),
        "hours": times(event),
        "place": sources.place,
        "lead": sources.lead,
    }


def _shift(sources: Sources, shift: ShiftRow, role: _Role) -> dict[str, Any]:
    """One shift: what it is called stands on top already if the sheet is only about it."""
    names = sources.helpers(shift)
    is_titled = role.whose is not None and shift.what == role.whose["name"]
    return {
        "when": span_with_day(shift.starts_at, shift.ends_at, sources.plan.event),
        "what": "" if is_titled else shift.what,
        "who": [name for name in names if name is not None],
        "more": names.count(None),
        "missing": shift.missing,
    }
