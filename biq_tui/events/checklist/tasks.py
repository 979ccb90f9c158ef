"""The use cases of one task of an event: who, until when, after what, whether it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import select

from ...core.errors import Refused
from ...core.language import _
from ...core.text import clean
from ...core.write import Write
from ...people.organisations import Named, stored
from ..models import (
    REASON_LENGTH,
    TASK_LENGTH,
    EventTask,
    EventTaskNeed,
    TaskState,
)
from ..partners.joining import partner_of
from ..plan import EventRow
from ..reading import event_row, gone, next_number, today
from . import sentences
from .due import Due, due_words
from .following import event_and_tasks
from .said import NO_DUE, all_given_as, gate_words, given_as, numbers_words, refuse_circle, told_as
from .steps import closed_gates


def add_task(
    write: Write,
    event_id: int,
    what: str,
    person_id: int | None = None,
    institution: Named | None = None,
    due: Due = NO_DUE,
) -> int:
    """A new task of a neighbour, an institution or nobody; its number."""
    event = event_row(write.session, event_id)
    if event is None:
        raise gone()
    number = next_number(write.session, event_id)
    task = write.insert(
        EventTask(
            event_id=event_id,
            number=number,
            what=_worded(what),
            offset_days=due.offset_days,
            due=due.day,
            person_id=person_id,
            partner_id=_partner(write, event_id, institution),
        )
    )
    assert task is not None  # its number is the next one, and only one writes
    _tell_who(write, task, event, person_id, institution, due, is_new=True)
    return number


def give(
    write: Write,
    task_id: int,
    person_id: int | None = None,
    institution: Named | None = None,
    due: Due | None = None,
) -> int:
    """A neighbour, an institution or nobody does a task; with `due`, until then. Its number."""
    task, event = _task(write, task_id)
    values: dict[str, Any] = {
        "person_id": person_id,
        "partner_id": _partner(write, task.event_id, institution),
    }
    if due is not None:
        values |= _due_values(due, task, event)
    task = _changed(write, task_id, **values)
    _tell_who(write, task, event, person_id, institution, due)
    return task.number


def set_due(write: Write, task_id: int, due: Due) -> None:
    """A task is due on another day, which moves with the event unless it is said otherwise."""
    task, event = _task(write, task_id)
    task = _changed(write, task_id, **_due_values(due, task, event))
    write.tell(
        sentences.DUE,
        number=f"{task.number}",
        event_task=task_id,
        day=due_words(due, event.day),
    )


def close(write: Write, task_id: int, state: TaskState, because: str = "") -> int:
    """A task is done, not needed any more, or open again; its number.

    What is closed keeps the day on which it was due. Refused for one behind a closed gate, unless
    somebody says why it was done all the same.
    """
    task, event = _task(write, task_id)
    reason = clean(because, REASON_LENGTH)
    behind: tuple[int, ...] = ()
    if state is TaskState.DONE and task.state != state:
        _event, tasks = event_and_tasks(write, task.event_id)
        row = next(row for row in tasks if row.task_id == task_id)
        behind = closed_gates(row, tasks)
        if behind and not reason:
            raise Refused(gate_words(row, tasks))
    values: dict[str, Any] = {"state": state}
    if state is TaskState.OPEN:
        values |= {"closed_on": None, **({} if task.offset_days is None else {"due": None})}
    elif task.state == TaskState.OPEN:
        values["closed_on"] = today()
        if task.offset_days is not None and event.day is not None:
            values["due"] = event.day + timedelta(days=task.offset_days)
    _changed(write, task_id, **values)
    message = sentences.DONE_ANYWAY if behind else sentences.STANDS[state]
    write.tell(
        message,
        number=f"{task.number}",
        event_task=task_id,
        other=numbers_words(behind),
        reason=reason,
    )
    return task.number


def close_all(write: Write, task_ids: Sequence[int], state: TaskState) -> None:
    """Several tasks in one step, in this order. Refused as a whole if one is behind a gate."""
    numbers = tuple(close(write, task_id, state) for task_id in task_ids)
    write.tell(sentences.STAND[state], numbers=numbers_words(numbers))


def give_all(
    write: Write,
    task_ids: Sequence[int],
    person_id: int | None = None,
    institution: Named | None = None,
) -> None:
    """Several tasks are somebody's, an institution's or nobody's, in one step."""
    numbers = tuple(give(write, task_id, person_id, institution) for task_id in task_ids)
    write.tell(
        all_given_as(person_id is not None, institution is not None),
        numbers=numbers_words(numbers),
        person=person_id,
        organisation=None if institution is None else stored(write, institution),
    )


def wait(write: Write, task_id: int, needs_id: int, is_gate: bool = False) -> None:
    """A task comes after another one; behind a gate it can't be closed before.

    Refused, with the circle named, if the other one waits for it already.
    """
    task, _event = _task(write, task_id)
    needed, _event = _task(write, needs_id)
    if needed.event_id != task.event_id:
        raise gone()
    _rows, tasks = event_and_tasks(write, task.event_id)
    refuse_circle(task.number, needed.number, tasks)
    its: Any = (EventTaskNeed.task_id == task_id, EventTaskNeed.needs_id == needs_id)
    if not write.change(EventTaskNeed, *its, is_gate=is_gate):
        write.insert(
            EventTaskNeed(
                event_id=task.event_id, task_id=task_id, needs_id=needs_id, is_gate=is_gate
            )
        )
    write.tell(
        sentences.NOT_BEFORE if is_gate else sentences.AFTER,
        number=f"{task.number}",
        event_task=task_id,
        other=f"{needed.number}",
    )


def wait_no_more(write: Write, task_id: int) -> None:
    """A task waits for nothing, and no gate is before it."""
    task, _event = _task(write, task_id)
    write.delete(EventTaskNeed, EventTaskNeed.task_id == task_id)
    write.tell(sentences.WAITS_NO_MORE, number=f"{task.number}", event_task=task_id)


def reword(write: Write, task_id: int, what: str) -> None:
    """A task in other words."""
    task = _changed(write, task_id, what=_worded(what))
    write.tell(sentences.REWORDED, number=f"{task.number}", event_task=task_id)


# Rows -------------------------------------------------------------------------------------------


def _task(write: Write, task_id: int) -> tuple[EventTask, EventRow]:
    task = write.session.exec(select(EventTask).where(EventTask.id == task_id)).first()
    event = None if task is None else event_row(write.session, task.event_id)
    if task is None or event is None:
        raise gone()
    return task, event


def _changed(write: Write, task_id: int, **values: Any) -> EventTask:
    changed = write.change(EventTask, EventTask.id == task_id, **values)
    if not changed:
        raise gone()
    return changed[0]


def _partner(write: Write, event_id: int, institution: Named | None) -> int | None:
    """The institution as a partner of the event, which it is from now on."""
    return None if institution is None else partner_of(write, event_id, institution).id


def _due_values(due: Due, task: EventTask, event: EventRow) -> dict[str, Any]:
    """The columns of a due day; a closed task keeps the day on which it was due."""
    if task.state != TaskState.OPEN and due.offset_days is not None:
        return {"offset_days": due.offset_days, "due": due.on(event.day)}
    return {"offset_days": due.offset_days, "due": due.day}


def _tell_who(
    write: Write,
    task: EventTask,
    event: EventRow,
    person_id: int | None,
    institution: Named | None,
    due: Due | None,
    *,
    is_new: bool = False,
) -> None:
    said = told_as if is_new else given_as
    write.tell(
        said(person_id is not None, institution is not None, due),
        number=f"{task.number}",
        event_task=task.id,
        person=person_id,
        organisation=None if institution is None else stored(write, institution),
        day="" if due is None else due_words(due, event.day),
    )


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
