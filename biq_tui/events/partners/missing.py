"""What an event still lacks: of one as its screen sees it, of many in a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rich.cells import cell_len
from sqlmodel import Session

from ...core.language import _
from ..ics.versions import outdated
from ..models import EventState, TaskState
from ..money.balance import balance
from ..plan import Plan
from ..reading import today
from .lacking import Lacks, Wanted, in_words
from .lacking_reading import lacks_of_all

LACKING_NOTHING = frozenset({EventState.DONE, EventState.EVALUATED, EventState.CANCELLED})
"""Whatever these lacked, it is too late, or not needed."""


def missing(plan: Plan, *, is_short: bool = False) -> tuple[str, ...]:
    """What the event still lacks, each in words; what is cancelled, only that all know it.

    `is_short`: without whom it waits for.
    """
    if plan.event.state in LACKING_NOTHING:
        return in_words(Lacks(outdated=_with_old_dates(plan)), today())
    return in_words(lacks_of(plan), today(), is_short=is_short)


def missing_sentence(plan: Plan, width: int = 0) -> str:
    """The same in one sentence; of an event without any needs, what to say first.

    Where it has not `width` columns, it leaves out whom things wait for, of the last ones first;
    0: there is room.
    """
    whole, short = missing(plan), missing(plan, is_short=True)
    for kept in range(len(whole), -1, -1) if whole else ():
        things = ", ".join((*whole[:kept], *short[kept:]))
        said = _("Still missing: {things}.").format(things=things)
        if not kept or not width or cell_len(said) <= width:
            return said
    if plan.event.state in LACKING_NOTHING:
        return ""
    if plan.pledges or plan.shifts or plan.money:
        return _("Nothing is missing any more.")
    if plan.event.starts_at is None:
        return _("First a day. Like this:  12.6. 15-18")
    return _("What is needed? Like this:  room is missing")


def missing_of_all(session: Session, event_ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """What each of these events lacks, in words, as its own screen says it."""
    found, day = lacks_of_all(session, event_ids, LACKING_NOTHING), today()
    for old in outdated(session, event_ids):
        its = found.get(old.event_id, Lacks())
        found[old.event_id] = replace(its, outdated=(*its.outdated, old.institution))
    return {
        event_id: in_words(found[event_id], day) if event_id in found else ()
        for event_id in event_ids
    }


def lacks_of(plan: Plan) -> Lacks:
    """What is known of one event's needs."""
    gates = {number for task in plan.open_tasks for number in task.gates}
    return Lacks(
        pledges=tuple(
            Wanted(row.role, row.what, row.cents, row.state, row.condition, row.due, row.partner)
            for row in plan.pledges
        ),
        helpers=sum(shift.missing for shift in plan.shifts),
        gap=balance(plan.money, plan.pledges).gap if plan.money else None,
        gates=tuple(
            task.what
            for task in plan.tasks
            if task.number in gates
            and task.state is TaskState.OPEN
            and task.due is not None
            and task.due < today()
        ),
        outdated=_with_old_dates(plan),
    )


def _with_old_dates(plan: Plan) -> tuple[str, ...]:
    return tuple(each.institution for each in plan.outdated)
