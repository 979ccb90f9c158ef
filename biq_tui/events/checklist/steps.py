"""What is to be done next, what should have been done, and what it is too late for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..models import EventState, TaskState
from ..plan import Plan, TaskRow
from .settling import item_of

NEXT = 3
"""More at once nobody can keep in mind (domain-practice, section 5)."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Where the tasks of an event stand."""

    next: tuple[TaskRow, ...]
    """What can be begun and is due first, what waits for others after it."""
    overdue: tuple[TaskRow, ...]
    """What was due before today, the oldest first."""
    open: int
    total: int
    """All but those that are not needed any more."""


def steps(plan: Plan, today: date, most: int = NEXT) -> Steps:
    """The next ones, the overdue ones and how many there are in all."""
    total = sum(task.state is not TaskState.DROPPED for task in plan.tasks)
    if plan.event.state is EventState.CANCELLED:
        return Steps((), (), 0, total)
    tasks = plan.open_tasks
    overdue = tuple(task for task in tasks if is_late(task, today))
    ahead = sorted(
        (task for task in tasks if not is_late(task, today)),
        key=lambda task: bool(open_before(task, plan.tasks)),
    )
    return Steps(tuple(ahead[:most]), overdue, len(tasks), total)


def is_late(task: TaskRow, today: date) -> bool:
    """Whether it should have been done before today."""
    return task.state is TaskState.OPEN and task.due is not None and task.due < today


def open_before(task: TaskRow, tasks: Iterable[TaskRow]) -> tuple[int, ...]:
    """Numbers of the open tasks that come first."""
    still_open = {other.number for other in tasks if other.state is TaskState.OPEN}
    return tuple(number for number in task.waits_for if number in still_open)


def closed_gates(task: TaskRow, tasks: Iterable[TaskRow]) -> tuple[int, ...]:
    """Numbers of the open tasks before whose end nobody may begin this one."""
    return tuple(number for number in open_before(task, tasks) if number in task.gates)


def last_day(task: TaskRow, event_day: date | None) -> date | None:
    """Until when an authority still takes it; None if nothing says so, or there is no day."""
    item = item_of(task)
    if item is None or item.latest is None or event_day is None:
        return None
    return event_day + timedelta(days=item.latest)


def too_late_on(plan: Plan, day: date, today: date) -> tuple[TaskRow, ...]:
    """Open tasks that no authority takes any more, if the event is on `day`."""
    return tuple(
        task
        for task in plan.open_tasks
        if (last := last_day(task, day)) is not None and last < today
    )
