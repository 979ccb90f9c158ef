"""What a template and the answers change in the tasks of an event. Pure.

Nothing is ever taken from somebody: a task that was given away, reworded, moved, done, dropped or
tied to another one by hand stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..models import EventState, TaskState
from ..plan import EventRow, TaskRow
from .circles import way
from .templates import Answers, Checklist, ItemOfList, Question
from .templates import item as item_named

OVER = frozenset({EventState.DONE, EventState.EVALUATED})
"""Then nobody needs new tasks. A cancelled event can come back, so its tasks follow."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be done so that the tasks follow."""

    added: tuple[ItemOfList, ...] = ()
    """What is due first at the top."""
    gone: tuple[TaskRow, ...] = ()


def answers_of(event: EventRow) -> Answers:
    """How the four questions are answered."""
    return {question: getattr(event, question) for question in Question}


def difference(
    known: Checklist, answers: Answers, state: EventState, tasks: Iterable[TaskRow]
) -> Difference:
    """What is added and what goes."""
    if state in OVER:
        return Difference()
    tasks = tuple(tasks)
    there = {task.key for task in tasks}
    wanted = {item.key: item for item in known.items if item.applies(answers)}
    gone = tuple(
        task for task in tasks if task.key and task.key not in wanted and is_untouched(task, tasks)
    )
    return Difference(tuple(item for item in wanted.values() if item.key not in there), gone)


def is_untouched(task: TaskRow, tasks: Iterable[TaskRow]) -> bool:
    """Whether a task of a template is still as the template made it."""
    item = item_of(task)
    if item is None or task.state is not TaskState.OPEN:
        return False
    if (task.what, task.offset_days) != (item.text, item.days):
        return False
    if task.person_id is not None or task.partner_id is not None:
        return False
    return not any(_is_by_hand(one, other) for one, other in _ties(task, tasks))


def item_of(task: TaskRow) -> ItemOfList | None:
    """The point of a checklist from which a task was made; None for one of our own."""
    return item_named(task.key)


def ties(
    added: Iterable[ItemOfList], tasks: Iterable[TaskRow], numbers: Mapping[str, int]
) -> tuple[tuple[int, int, bool], ...]:
    """What waits for what because of new points: number, needed number, whether it is a gate.

    `numbers`: of the new points, by their keys. What would close a circle with what somebody tied
    by hand is left out.
    """
    tasks = tuple(tasks)
    numbered = {task.key: task.number for task in tasks if task.key} | dict(numbers)
    waits = {task.number: set(task.waits_for) for task in tasks}
    new = {item.key for item in added}
    found = []
    for key, number in sorted(numbered.items(), key=lambda pair: pair[1]):
        item = item_named(key)
        for needed in (*item.after, *item.gates) if item else ():
            if needed not in numbered or not {key, needed} & new:
                continue
            if way(waits, numbered[needed], number):
                continue
            waits.setdefault(number, set()).add(numbered[needed])
            found.append((number, numbered[needed], item is not None and needed in item.gates))
    return tuple(found)


def _ties(task: TaskRow, tasks: Iterable[TaskRow]) -> list[tuple[TaskRow, TaskRow]]:
    """All pairs of a waiting and a needed task to which this one belongs."""
    tasks = tuple(tasks)
    numbered = {other.number: other for other in tasks}
    waiting = [(task, numbered[number]) for number in task.waits_for]
    return waiting + [(other, task) for other in tasks if task.number in other.waits_for]


def _is_by_hand(waiting: TaskRow, needed: TaskRow) -> bool:
    item = item_of(waiting)
    if item is None or not needed.key:
        return True
    is_gate = needed.number in waiting.gates
    return needed.key not in (item.gates if is_gate else item.after)
