"""Who carries an event: neighbours, and institutions."""

from __future__ import annotations

from ..models import PledgeState, TaskState
from ..plan import Plan


def carried_by(plan: Plan) -> tuple[int, int]:
    """How many pledges and tasks neighbours have, and institutions; dropped tasks do not count."""
    pledges = [row for row in plan.pledges if row.state is PledgeState.PLEDGED]
    tasks = [row for row in plan.tasks if row.state is not TaskState.DROPPED]
    owners = [(row.person_id, row.partner_id) for row in pledges]
    owners += [(row.person_id, row.partner_id) for row in tasks]
    neighbours = sum(person is not None for person, _partner in owners)
    return neighbours, sum(partner is not None for _person, partner in owners)
