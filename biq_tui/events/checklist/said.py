"""What the hint and the journal say of a task, and with which words one is refused. Pure."""

from __future__ import annotations

from ...core.errors import Refused
from ...core.language import _
from ..plan import TaskRow
from . import sentences
from .circles import way
from .due import Due
from .steps import closed_gates

NO_DUE = Due()


def refuse_circle(number: int, needed: int, tasks: tuple[TaskRow, ...]) -> None:
    """Raises Refused, with the circle named, if `number` can't wait for `needed`."""
    if number == needed:
        raise Refused(_("A task can't wait for itself."))
    ring = way({task.number: task.waits_for for task in tasks}, needed, number)
    if ring:
        steps = [
            _("{number} after {other}").format(number=one, other=other)
            for one, other in zip((number, *ring), ring, strict=False)
        ]
        raise Refused(
            _("That would be a circle: {steps}. Nothing is changed.").format(steps=", ".join(steps))
        )


def gate_words(task: TaskRow, tasks: tuple[TaskRow, ...]) -> str:
    """Why a task can't be closed, and how all the same."""
    behind = closed_gates(task, tasks)
    first = next(other for other in tasks if other.number == behind[0])
    return _(
        "First task {other} “{what}” has to be done.   All the same:  {number} done because …"
    ).format(other=first.number, what=first.what, number=task.number)


def told_as(has_person: bool, has_institution: bool, due: Due | None) -> str:
    """The message of a task with, or without, somebody and a day."""
    is_due = due is not None and due != NO_DUE
    if has_person:
        return sentences.TASK_WHO_DUE if is_due else sentences.TASK_WHO
    if has_institution:
        return sentences.TASK_BY_DUE if is_due else sentences.TASK_BY
    return sentences.TASK_DUE if is_due else sentences.TASK


def given_as(has_person: bool, has_institution: bool, due: Due | None) -> str:
    """The message of a task that is given to somebody, or to nobody."""
    if due is not None:
        return told_as(has_person, has_institution, due)
    if has_institution:
        return sentences.GIVEN_TO_INSTITUTION
    return sentences.GIVEN if has_person else sentences.GIVEN_TO_NOBODY


def all_given_as(has_person: bool, has_institution: bool) -> str:
    """The message of several tasks that are given to somebody, or to nobody."""
    if has_institution:
        return sentences.ALL_GIVEN_TO_INSTITUTION
    return sentences.ALL_GIVEN if has_person else sentences.ALL_GIVEN_TO_NOBODY


def numbers_words(numbers: tuple[int, ...]) -> str:
    """4, 7."""
    return ", ".join(map(str, numbers))
