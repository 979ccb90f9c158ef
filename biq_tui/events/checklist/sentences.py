"""What happens to the tasks of an event, in sentences."""

from __future__ import annotations

from ...core.language import N_, ngettext
from ...core.telling import Template, add_sentences
from ...people.models import Organisation
from ..models import EventTask, TaskState

TASK = "events.task"
TASK_DUE = "events.task_due"
TASK_WHO = "events.task_who"
TASK_WHO_DUE = "events.task_who_due"
TASK_BY = "events.task_by"
TASK_BY_DUE = "events.task_by_due"
GIVEN = "events.task_given"
GIVEN_TO_NOBODY = "events.task_given_to_nobody"
GIVEN_TO_INSTITUTION = "events.task_given_to_institution"
DUE = "events.task_due_set"
STAND = {
    TaskState.OPEN: "events.tasks_open",
    TaskState.DONE: "events.tasks_done",
    TaskState.DROPPED: "events.tasks_dropped",
}
ALL_GIVEN = "events.tasks_given"
ALL_GIVEN_TO_NOBODY = "events.tasks_given_to_nobody"
ALL_GIVEN_TO_INSTITUTION = "events.tasks_given_to_institution"
STANDS = {
    TaskState.OPEN: "events.task_open",
    TaskState.DONE: "events.task_done",
    TaskState.DROPPED: "events.task_dropped",
}
DONE_ANYWAY = "events.task_done_anyway"
AFTER = "events.task_after"
NOT_BEFORE = "events.task_not_before"
WAITS_NO_MORE = "events.task_waits_no_more"
REWORDED = "events.task_reworded"
SAID = "events.task_said"
SAID_MORE = "events.task_said_more"
SAID_FEWER = "events.task_said_fewer"
SAID_BOTH = "events.task_said_both"

TEMPLATES: dict[str, Template] = {
    TASK: N_("Task {number} “{event_task}”."),
    TASK_DUE: N_("Task {number} “{event_task}” · {day}."),
    TASK_WHO: N_("Task {number} “{event_task}” · by {person}."),
    TASK_WHO_DUE: N_("Task {number} “{event_task}” · by {person} · {day}."),
    TASK_BY: N_("Task {number} “{event_task}” · by {organisation}."),
    TASK_BY_DUE: N_("Task {number} “{event_task}” · by {organisation} · {day}."),
    GIVEN: N_("{person} does task {number} “{event_task}”."),
    GIVEN_TO_NOBODY: N_("Nobody does task {number} “{event_task}” yet."),
    GIVEN_TO_INSTITUTION: N_("{organisation} does task {number} “{event_task}”."),
    DUE: N_("Task {number} “{event_task}”: {day}."),
    STANDS[TaskState.OPEN]: N_("Task {number} is open again: “{event_task}”."),
    STANDS[TaskState.DONE]: N_("Task {number} is done: “{event_task}”."),
    STANDS[TaskState.DROPPED]: N_("Task {number} is not needed any more: “{event_task}”."),
    STAND[TaskState.OPEN]: N_("Tasks {numbers} are open again."),
    STAND[TaskState.DONE]: N_("Tasks {numbers} are done."),
    STAND[TaskState.DROPPED]: N_("Tasks {numbers} are not needed any more."),
    ALL_GIVEN: N_("{person} does tasks {numbers}."),
    ALL_GIVEN_TO_NOBODY: N_("Nobody does tasks {numbers} yet."),
    ALL_GIVEN_TO_INSTITUTION: N_("{organisation} does tasks {numbers}."),
    DONE_ANYWAY: N_("Task {number} is done before {other}, because: {reason}"),
    AFTER: N_("Task {number} “{event_task}” comes after task {other}."),
    NOT_BEFORE: N_("Task {number} “{event_task}” not before task {other} is done."),
    WAITS_NO_MORE: N_("Task {number} “{event_task}” waits for nothing any more."),
    REWORDED: N_("Task {number} is now: “{event_task}”."),
    SAID: "{said}",
    SAID_MORE: lambda n: ngettext("{n} task is added. {said}", "{n} tasks are added. {said}", n),
    SAID_FEWER: lambda n: ngettext("{n} task goes. {said}", "{n} tasks go. {said}", n),
    SAID_BOTH: lambda n: ngettext(
        "{n} task is added, {fewer} go. {said}",
        "{n} tasks are added, {fewer} go. {said}",
        n,
    ),
}

add_sentences(
    TEMPLATES,
    event_task=(EventTask, "what"),
    organisation=(Organisation, "name"),
)
