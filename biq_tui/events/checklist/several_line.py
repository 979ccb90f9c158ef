"""Several tasks in one line: `5 7 9 olha` · `4, 5 erledigt` · `7-9 heim`. Pure."""

from __future__ import annotations

import re

from ...core.date_words import folded
from ...core.intention import Intention
from ...core.language import _
from ...core.parts import STATES
from ...core.telling import sentence
from ..look import Look
from ..models import TaskState
from ..plan import TaskRow
from . import sentences, tasks
from .owner import owner_of
from .said import all_given_as, gate_words, numbers_words
from .steps import closed_gates

_NUMBERS = re.compile(r"(\d[\d\s,-]*)[\s,](\D.*)", re.DOTALL)
_RUN = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
_MOST = 100


def read_several(typed: str, look: Look) -> Intention | None:
    """What Enter will do with several tasks; None if this is about one, or something else.

    Raises Unclear for a name that several people have.
    """
    found = _NUMBERS.fullmatch(typed)
    numbers = _numbers(found[1]) if found else ()
    if found is None or len(numbers) < 2:
        return None
    by_number = {task.number: task for task in look.plan.tasks}
    state = STATES.get(folded(found[2]))
    owner = None if state else owner_of(found[2], look)
    if state is None and owner is None:
        return None
    missing = [number for number in numbers if number not in by_number]
    if missing:
        return Intention(_("There is no task {number}.").format(number=missing[0]))
    meant = [by_number[number] for number in numbers]
    if state is not None:
        return _closed(meant, TaskState(state), look)
    assert owner is not None
    known = {
        "numbers": numbers_words(numbers),
        "organisation": "" if owner.institution is None else owner.institution.name,
    }
    name, seen = ("", "") if owner.person is None else (owner.person.name, look.shown(owner.person))
    message = all_given_as(*owner.sorts)
    hint = _("Enter: {sentence}").format(sentence=sentence(message, person=seen, **known))
    args = (_ids(meant), *owner.named)
    told = sentence(message, person=name, **known)
    return Intention(hint, tasks.give_all, args, told, lit=frozenset(numbers))


def _closed(meant: list[TaskRow], state: TaskState, look: Look) -> Intention:
    numbers = tuple(task.number for task in meant)
    done: set[int] = set()
    for task in meant:
        behind = set(closed_gates(task, look.plan.tasks)) - done
        if state is TaskState.DONE and behind:
            return Intention(gate_words(task, look.plan.tasks), lit=frozenset(numbers))
        done.add(task.number)
    told = sentence(sentences.STAND[state], numbers=numbers_words(numbers))
    hint = _("Enter: {sentence}").format(sentence=told)
    args = (_ids(meant), state)
    return Intention(hint, tasks.close_all, args, told, lit=frozenset(numbers))


def _numbers(typed: str) -> tuple[int, ...]:
    """4, 7-9: each once, in this order; () for something else, or more than anybody means."""
    numbers: list[int] = []
    for part in re.split(r"[\s,]+", re.sub(r"\s*-\s*", "-", typed.strip(" ,"))):
        run = _RUN.fullmatch(part)
        if run is None or len(numbers) > _MOST:
            return ()
        first, last = int(run[1]), int(run[2] or run[1])
        numbers += range(first, min(last, first + _MOST) + 1)
    return tuple(dict.fromkeys(numbers))


def _ids(meant: list[TaskRow]) -> tuple[int, ...]:
    return tuple(task.task_id for task in meant)
