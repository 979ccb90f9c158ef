"""What many events lack, in a fixed number of statements, however many they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, case, func, select
from sqlmodel import Session, col

from ...attendance.models import Gathering
from ...core import clock
from ...people.models import Organisation
from ..models import (
    BudgetLine,
    Event,
    EventPartner,
    EventState,
    EventTask,
    EventTaskNeed,
    Grant,
    Helper,
    Payer,
    Pledge,
    PledgeRole,
    PledgeState,
    Shift,
    TaskState,
)
from ..money.balance import is_covered
from ..reading import due_on, today
from .lacking import Lacks, Wanted


def lacks_of_all(
    session: Session, event_ids: Sequence[int], without: Collection[EventState]
) -> dict[int, Lacks]:
    """What is known of the needs of these events; of those that do not stand as `without` says."""
    if not event_ids:
        return {}
    execute = session.connection().execute
    events = select(col(Event.id)).where(
        col(Event.id).in_(event_ids), col(Event.state).not_in(sorted(without))
    )
    wanted: Sequence[Any] = execute(events.order_by(col(Event.id))).scalars().all()
    found: dict[int, Lacks] = {event_id: Lacks() for event_id in wanted}
    _add_pledges(execute, found)
    _add_helpers(execute, found)
    _add_money(execute, found)
    _add_gates(execute, found)
    return found


def _add_pledges(execute: Any, found: dict[int, Lacks]) -> None:
    rows = execute(
        select(
            col(Pledge.event_id),
            col(Pledge.role),
            col(Pledge.what),
            col(Pledge.cents),
            col(Pledge.state),
            col(Pledge.condition),
            col(Pledge.due),
            col(Organisation.name),
        )
        .join(EventPartner, col(EventPartner.id) == col(Pledge.partner_id), isouter=True)
        .join(Organisation, col(Organisation.id) == col(EventPartner.organisation_id), isouter=True)
        .where(col(Pledge.event_id).in_(found))
        .order_by(col(Pledge.event_id), col(Pledge.number))
    )
    for event_id, its in _by_event(rows).items():
        pledges = tuple(
            Wanted(
                PledgeRole(row.role),
                row.what,
                row.cents,
                PledgeState(row.state),
                row.condition,
                row.due,
                row.name or "",
            )
            for row in its
        )
        found[event_id] = replace(found[event_id], pledges=pledges)


def _add_helpers(execute: Any, found: dict[int, Lacks]) -> None:
    named = func.sum(case((col(Helper.is_waiting).is_(False), 1), else_=0))
    placed = func.coalesce(col(Shift.helped), named).label("placed")  # the names may be gone
    rows = execute(
        select(col(Shift.event_id), col(Shift.wanted), placed)
        .join(Helper, col(Helper.shift_id) == col(Shift.id), isouter=True)
        .where(col(Shift.event_id).in_(found))
        .group_by(col(Shift.id), col(Shift.event_id), col(Shift.wanted), col(Shift.helped))
        .order_by(col(Shift.event_id), col(Shift.id))
    )
    for event_id, its in _by_event(rows).items():
        helpers = sum(max(row.wanted - (row.placed or 0), 0) for row in its)
        found[event_id] = replace(found[event_id], helpers=helpers)


def _add_money(execute: Any, found: dict[int, Lacks]) -> None:
    rows = execute(
        select(
            col(BudgetLine.event_id),
            col(BudgetLine.planned),
            col(BudgetLine.payer),
            col(BudgetLine.grant_state),
        )
        .where(col(BudgetLine.event_id).in_(found))
        .order_by(col(BudgetLine.event_id), col(BudgetLine.number))
    )
    for event_id, its in _by_event(rows).items():
        open_cents = sum(
            row.planned for row in its if not is_covered(Payer(row.payer), Grant(row.grant_state))
        )
        pledged = sum(
            row.cents or 0
            for row in found[event_id].pledges
            if row.role is PledgeRole.MONEY and row.state is PledgeState.PLEDGED
        )
        found[event_id] = replace(found[event_id], gap=max(open_cents - pledged, 0))


def _add_gates(execute: Any, found: dict[int, Lacks]) -> None:
    needs, waits = EventTask.__table__, EventTask.__table__.alias()  # type: ignore[attr-defined]
    is_gate = (
        select(col(EventTaskNeed.needs_id))
        .join(waits, waits.c.id == col(EventTaskNeed.task_id))
        .where(col(EventTaskNeed.is_gate), waits.c.state == TaskState.OPEN)
    )
    rows = execute(
        select(needs, col(Gathering.starts_at))
        .join(Event, col(Event.id) == needs.c.event_id)
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id), isouter=True)
        .where(
            needs.c.event_id.in_(found), needs.c.state == TaskState.OPEN, needs.c.id.in_(is_gate)
        )
        .order_by(needs.c.event_id, needs.c.number)
    )
    for event_id, its in _by_event(rows).items():
        late = []
        for row in its:
            day = None if row.starts_at is None else clock.local(row.starts_at).date()
            due = due_on(row.due, row.offset_days, day)
            if due is not None and due < today():
                late.append(row.what)
        found[event_id] = replace(found[event_id], gates=tuple(late))


def _by_event(rows: Any) -> dict[int, list[Row[Any]]]:
    groups: dict[int, list[Row[Any]]] = {}
    for row in rows:
        groups.setdefault(row.event_id, []).append(row)
    return groups
