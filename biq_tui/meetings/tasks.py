"""The use cases of tasks: who does what until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import select

from ..core import clock
from ..core.dates import day_words
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .agenda import gone
from .models import TASK_LENGTH, Task, TaskHelper, TaskState


def told_as(person_id: int | None, due: date | None) -> str:
    """The message of a new task with, or without, somebody and a day."""
    if person_id is None:
        return sentences.TASK if due is None else sentences.TASK_DUE
    return sentences.TASK_WHO if due is None else sentences.TASK_WHO_DUE


def add_task(
    write: Write,
    meeting_id: int,
    number: int,
    what: str,
    person_id: int | None = None,
    due: date | None = None,
    helpers: Sequence[int] = (),
) -> int:
    """A new task under `number`; its id. Raises Refused if somebody has just taken the number."""
    task = write.insert(
        Task(
            number=number,
            meeting_id=meeting_id,
            what=_worded(what),
            person_id=person_id,
            due=due,
        )
    )
    if task is None:
        raise Refused(_("Somebody has just written a task {number}.").format(number=number))
    for helper in helpers:
        write.insert(TaskHelper(task_id=task.id or 0, person_id=helper))
    write.tell(
        told_as(person_id, due),
        number=f"{number}",
        task=task.id,
        person=person_id,
        day="" if due is None else day_words(due),
    )
    return task.id or 0


def close(write: Write, task_id: int, state: TaskState) -> None:
    """A task is done, not needed any more, or open again."""
    closed = None if state is TaskState.OPEN else clock.local(clock.now()).date()
    task = _changed(write, task_id, state=state, closed_on=closed)
    write.tell(sentences.TASK_STANDS[state], number=f"{task.number}", task=task_id)


def give(write: Write, task_id: int, person_id: int | None, due: date | None = None) -> None:
    """Somebody is responsible for a task, or nobody; with `due`, until this day.

    Whoever helped with it and now leads it helps no more.
    """
    values = {"person_id": person_id} if due is None else {"person_id": person_id, "due": due}
    task = _changed(write, task_id, **values)
    its: Any = (TaskHelper.task_id == task_id, TaskHelper.person_id == person_id)
    if person_id is not None:
        write.delete(TaskHelper, *its)
    write.tell(
        given_as(person_id, due),
        number=f"{task.number}",
        task=task_id,
        person=person_id,
        day="" if due is None else day_words(due),
    )


def given_as(person_id: int | None, due: date | None) -> str:
    """The message of a task that is given to somebody, or to nobody."""
    if due is not None:
        return told_as(person_id, due)
    return sentences.GIVEN_TO_NOBODY if person_id is None else sentences.GIVEN


def help_with(write: Write, task_id: int, person_id: int) -> None:
    """Somebody helps with a task."""
    task = write.session.exec(select(Task).where(Task.id == task_id)).first()
    if task is None:
        raise gone()
    if task.person_id == person_id:
        raise Refused(_("It is this person's task already."))
    write.insert(TaskHelper(task_id=task_id, person_id=person_id))
    write.tell(sentences.HELPS, number=f"{task.number}", task=task_id, person=person_id)


def set_due(write: Write, task_id: int, due: date) -> None:
    """A task is due on another day."""
    task = _changed(write, task_id, due=due)
    write.tell(sentences.DUE, number=f"{task.number}", task=task_id, day=day_words(due))


def reword_task(write: Write, task_id: int, what: str) -> None:
    """A task in other words."""
    task = _changed(write, task_id, what=_worded(what))
    write.tell(sentences.TASK_REWORDED, number=f"{task.number}", task=task_id)


def _changed(write: Write, task_id: int, **values: Any) -> Task:
    changed = write.change(Task, Task.id == task_id, **values)
    if not changed:
        raise gone()
    return changed[0]


def _worded(what: str) -> str:
    cleaned = clean(what, TASK_LENGTH + 1)
    if not cleaned:
        raise Refused(_("Please write what is to be done."))
    if len(cleaned) > TASK_LENGTH:
        raise Refused(
            _("This is too long for a task: {length} letters. {most} are possible.").format(
                length=len(cleaned), most=TASK_LENGTH
            )
        )
    return cleaned
