"""Which roles the day of an event has: each is a sheet. Pure.

A role is the work of a shift, whatever its times; who answers for the event; a partner; and a
neighbour who does or brings something of her own. Her shifts are hers, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...people.names import fold, one_spelling
from ..models import PledgeRole, PledgeState, TaskState
from ..plan import Plan, PledgeRow, ShiftRow, TaskRow

PROMISED = (PledgeState.PLEDGED, PledgeState.PLEDGED_IF)
_TELLING = 3
"""So many letters of a part of a name are enough."""


@dataclass
class Role:
    """One sheet."""

    name: str
    """As the plan has it; "" for who answers for the event, if nobody does."""
    is_lead: bool = False
    is_work: bool = False
    """It is the work of shifts, and nobody's own."""
    shifts: list[ShiftRow] = field(default_factory=list)
    does: list[TaskRow] = field(default_factory=list)
    brings: list[PledgeRow] = field(default_factory=list)
    person_id: int | None = None


def roles(seen: Plan) -> list[Role]:
    """Who answers for it all, then the work in the order of the day, partners, neighbours."""
    partners, people = _givers(seen)
    lead_id = seen.event.person_id
    lead = people.pop(lead_id, None) if lead_id is not None else None
    lead = lead or Role(seen.event.person, person_id=lead_id)
    lead.is_lead = True
    return [lead, *_works(seen), *partners.values(), *people.values()]


def called(words: Iterable[str], seen: Plan) -> list[Role]:
    """The roles whose names have words that begin with each of these."""
    parts = [part for word in words for part in fold(word)]
    if not parts or any(len(part) < _TELLING for part in parts):
        return []
    return [
        role
        for role in roles(seen)
        if all(any(each.startswith(part) for each in fold(role.name)) for part in parts)
    ]


def tasks_of_day(seen: Plan) -> list[TaskRow]:
    """What is still to be done on the day itself, by number."""
    return [
        task
        for task in seen.tasks
        if task.state is TaskState.OPEN and task.due is not None and task.due == seen.event.day
    ]


def _works(seen: Plan) -> list[Role]:
    """Each work that has shifts; two shifts of one name are one role."""
    works: dict[str, Role] = {}
    for shift in sorted(seen.shifts, key=lambda row: (row.starts_at, row.number)):
        work = Role(shift.what, is_work=True)
        works.setdefault(one_spelling(shift.what), work).shifts.append(shift)
    return list(works.values())


def _givers(seen: Plan) -> tuple[dict[int, Role], dict[int, Role]]:
    """Partners, and neighbours, by id, who have something to do or to bring on the day."""
    partners: dict[int, Role] = {}
    people: dict[int, Role] = {}

    def role_of(row: PledgeRow | TaskRow) -> Role:
        if row.partner_id is not None:
            return partners.setdefault(row.partner_id, Role(row.partner))
        its = Role(row.person, person_id=row.person_id)
        return people.setdefault(row.person_id or 0, its)

    for pledge in seen.pledges:
        if pledge.state in PROMISED and pledge.role is not PledgeRole.MONEY:
            role_of(pledge).brings.append(pledge)
    for task in tasks_of_day(seen):
        if task.partner_id is not None or task.person_id is not None:
            role_of(task).does.append(task)
    for person_id, role in people.items():
        role.shifts = [
            shift
            for shift in seen.shifts
            if any(row.person_id == person_id and not row.is_waiting for row in shift.helpers)
        ]
    return partners, people
