"""The tasks of an event follow its template and the four answers."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import col, or_

from ...core.write import Write
from ..models import Event, EventTask, EventTaskNeed, Template
from ..plan import EventRow, TaskRow
from ..reading import event_row, gone, next_number, task_rows
from .questions import answers_said, count_of, message_of, template_said
from .settling import Difference, answers_of, difference, ties
from .templates import Question, checklist


def settle(write: Write, event_id: int) -> Difference:
    """Make the tasks follow template and answers; what that changed.

    Changes nothing that somebody has touched, and nothing at all the second time. It tells
    nothing: that is said by the step that calls it. Raises Refused if the event is gone.
    """
    event, tasks = event_and_tasks(write, event_id)
    change = difference(checklist(event.template), answers_of(event), event.state, tasks)
    number = next_number(write.session, event_id)
    ids = [task.task_id for task in change.gone]
    if ids:
        write.delete(
            EventTaskNeed,
            or_(col(EventTaskNeed.task_id).in_(ids), col(EventTaskNeed.needs_id).in_(ids)),
        )
        write.delete(EventTask, col(EventTask.id).in_(ids))
    if not change.added:
        return change
    numbers = {item.key: number + place for place, item in enumerate(change.added)}
    made = write.insert_all(
        [
            EventTask(
                event_id=event_id,
                number=numbers[item.key],
                key=item.key,
                what=item.text,
                authority=item.authority,
                offset_days=item.days,
            )
            for item in change.added
        ]
    )
    kept = [task for task in tasks if task not in change.gone]
    id_of = {task.number: task.task_id for task in kept} | {
        task.number: task.id or 0 for task in made
    }
    write.insert_all(
        [
            EventTaskNeed(
                event_id=event_id, task_id=id_of[waiting], needs_id=id_of[needed], is_gate=is_gate
            )
            for waiting, needed, is_gate in ties(change.added, kept, numbers)
        ]
    )
    return change


def answer(write: Write, event_id: int, question: Question, yes: bool | None) -> None:
    """One of the four questions is answered; None: it is open again."""
    answer_all(write, event_id, {question: yes})


def answer_all(write: Write, event_id: int, answers: Mapping[Question, bool | None]) -> None:
    """Several of the four questions are answered, and the tasks follow."""
    values = {question.value: yes for question, yes in answers.items()}
    if not write.change(Event, Event.id == event_id, **values):
        raise gone()
    _tell(write, answers_said(answers), settle(write, event_id))


def set_template(write: Write, event_id: int, template: Template) -> None:
    """The event follows another template, and so do its tasks."""
    if not write.change(Event, Event.id == event_id, template=template):
        raise gone()
    _tell(write, template_said(checklist(template)), settle(write, event_id))


def event_and_tasks(write: Write, event_id: int) -> tuple[EventRow, tuple[TaskRow, ...]]:
    """The event as it is now, and its tasks. Raises Refused if it is gone."""
    event = event_row(write.session, event_id)
    if event is None:
        raise gone()
    return event, task_rows(write.session.connection().execute, event_id, event.day)


def _tell(write: Write, said: str, change: Difference) -> None:
    write.tell(message_of(change), n=count_of(change), said=said, fewer=f"{len(change.gone)}")
