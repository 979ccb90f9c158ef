"""The line of Aufgaben of an event: commas part what, who and when, told from the right. Pure.

`Plakat drucken, ayse, in 2 Wochen` · `4 erledigt` · `5 heim` · `5 bis 12.5.` · `5 nach 4`
"""

from __future__ import annotations

import re
from datetime import date

from ...core.date_words import folded
from ...core.errors import Refused
from ...core.intention import YES, Intention, UseCase
from ...core.language import N_, _
from ...core.parts import STATES, VERBATIM, all_parts, from_the_right, numbered
from ...core.telling import sentence
from ...core.text import clean
from ...people.who import Unclear
from ..look import Look
from ..models import TASK_LENGTH, TaskState
from ..plan import Plan, TaskRow
from ..reading import today
from . import sentences, tasks
from .answers_line import asking, question_taken, read_answers
from .due import Due, due_words, free_words, read_due
from .owner import Owner, owner_of
from .said import NO_DUE, gate_words, given_as, numbers_words, refuse_circle, told_as
from .several_line import read_several
from .steps import closed_gates
from .task_words import detail_of
from .templates import Question

GRAMMAR = (
    (N_("Print posters, ayse, in 2 weeks"), N_("What, who, until when. What is missing may stay.")),
    (N_("yes no yes no"), N_("The four answers: public ground, publicity, alcohol, music.")),
    (N_("alcohol no"), N_("One answer. The tasks follow.")),
    (N_("template street party"), N_("The tasks of another template.")),
    (N_("Chairs, heim, 3 weeks before"), N_("An institution does it. Counted from the event.")),
    (N_("4 done"), N_("Task 4 is done.")),
    (N_("5 olha"), N_("Olha does task 5.")),
    (N_("5 heim"), N_("An institution does task 5.")),
    (N_("5 nobody"), N_("Nobody does task 5 yet.")),
    (N_("5 until 12.5."), N_("Task 5 has time until then. It moves with the event.")),
    (N_("5 fixed 15.3."), N_("Task 5 has to be done by then, wherever the event goes.")),
    (N_("5 7 9 olha"), N_("Several tasks at once. Also: done, dropped, open, nobody.")),
    (N_("5 after 4"), N_("First task 4, then task 5.")),
    (N_("5 not before 4"), N_("Task 5 is locked until task 4 is done.")),
    (N_("5 done because …"), N_("Done all the same. The reason is kept.")),
    (N_("5 after nothing"), N_("Task 5 waits for nothing any more.")),
    (N_("5 = Hang posters"), N_("Task 5 in other words.")),
    (N_("4 dropped"), N_("Task 4 is not needed any more.")),
    (N_("4 open"), N_("Task 4 is open again.")),
    (N_("all"), N_("All tasks, or only the next ones.")),
)

ALL = frozenset({"alle", "alles", "all"})
_AFTER = re.compile(r"(nach|erst nach|after|nicht vor|not before) (?:aufgabe |task )?(\d{1,6})")
_AFTER_NOTHING = frozenset({"nach nichts", "after nothing"})
_ANSWERS = frozenset({*YES, "nein", "no"})
_BECAUSE = re.compile(r"(\S+)\s+(?:weil|because)\b[\s:,]*(.*)", re.IGNORECASE | re.DOTALL)


def read_task(text: str, look: Look, *, on_tab: bool = False) -> Intention:
    """What Enter will do with `text`.

    `on_tab`: on Aufgaben itself, where the open questions are seen and `alle` shows all tasks.
    """
    typed = clean(text, TASK_LENGTH * 4)
    try:
        if not typed:
            return _read_empty(look, on_tab)
        if on_tab and folded(typed) in ALL:
            return Intention(_("Enter: all tasks, or only the next ones."), command="all")
        if typed.startswith(VERBATIM):
            return _new(typed[1:].strip(), None, None, look)
        if (answered := read_answers(typed, look, on_tab=on_tab)) is not None:
            return answered
        found = numbered(typed)
        said = read_several(typed, look) or (_change(*found, look) if found else None)
        return said or _read_new(typed, look)
    except (Refused, Unclear) as refusal:
        return Intention(str(refusal))


def _read_empty(look: Look, on_tab: bool) -> Intention:
    marked = look.marked
    if on_tab and marked is not None and marked < 0:
        return question_taken(tuple(Question)[-marked - 1])
    task = _task(marked, look)
    if task is not None:
        known = detail_of(task, look.plan, today(), look.land) or f"“{task.what}”"
        hint = _("Enter: takes task {number} into the line.   {known}").format(
            number=task.number, known=known
        )
        return Intention(hint, args=(f"{task.number} ",), command="edit", chosen=task.number)
    asked = asking(look.plan) if on_tab else ""
    return Intention(asked or _("What, who, until when:  Print posters, ayse, in 2 weeks"))


def _read_new(typed: str, look: Look) -> Intention:
    if _due(typed, look) is not None:
        return Intention(_("Which task?  5 until 12.5.   A new one:  Print posters, ayse, 12.5."))
    what, (due, owner) = from_the_right(
        typed, (lambda part: _due(part, look), lambda part: owner_of(part, look))
    )
    return _new(what, owner, due, look)


def _new(what: str, owner: Owner | None, due: Due | None, look: Look) -> Intention:
    if not what:
        return Intention(_("Please write what is to be done."))
    if len(what) > TASK_LENGTH:
        return Intention(
            _("This is too long for a task: {length} letters. {most} are possible.").format(
                length=len(what), most=TASK_LENGTH
            )
        )
    plan = look.plan
    doer = owner or Owner()
    message = told_as(*doer.sorts, due)
    told, hint = _sentences(message, plan.next_number, what, doer, due, look)
    missing = [] if doer != Owner() else [_("nobody")]
    missing += [] if due else [_("without a date")]
    if missing:
        hint += "   (" + " · ".join(missing) + ")"
    args = (plan.event.event_id, what, *doer.named, due or NO_DUE)
    return Intention(hint, tasks.add_task, args, told)


def _change(number: int, rest: str, look: Look) -> Intention | None:
    """What is said of a task; None if the text is a new one that begins with a number."""
    task = _task(number, look)
    word = folded(rest)
    reason = ""
    if found := _BECAUSE.fullmatch(rest):
        word, reason = folded(found[1]), found[2].strip()
    if task is None:
        if word in STATES or _AFTER.fullmatch(word) or word in _ANSWERS or not rest:
            return Intention(_elsewhere(number, look.plan))
        return None
    if not rest:
        return Intention(
            _("{number} done · {number} olha · {number} 12.6. · {number} = other words").format(
                number=number
            ),
            chosen=number,
        )
    if word in STATES:
        return _state(task, TaskState(STATES[word]), reason, look)
    if rest.startswith("="):
        return _reword(task, rest[1:].strip())
    if word in _AFTER_NOTHING:
        return _act(tasks.wait_no_more, (task.task_id,), sentences.WAITS_NO_MORE, task)
    if after := _AFTER.fullmatch(word):
        return _wait(task, int(after[2]), after[1] in ("nicht vor", "not before"), look)
    return _give(task, rest, look)


def _state(task: TaskRow, state: TaskState, reason: str, look: Look) -> Intention:
    if task.state is state:
        return Intention(_("It is so already."), chosen=task.number)
    behind = closed_gates(task, look.plan.tasks) if state is TaskState.DONE else ()
    if behind and not reason:
        return Intention(gate_words(task, look.plan.tasks), chosen=task.number)
    message = sentences.DONE_ANYWAY if behind else sentences.STANDS[state]
    args = (task.task_id, state, reason if behind else "")
    words = {"other": numbers_words(behind), "reason": reason}
    return _act(tasks.close, args, message, task, **words)


def _reword(task: TaskRow, what: str) -> Intention:
    if not what:
        return Intention(_("Please write what is to be done."), chosen=task.number)
    told = sentence(sentences.REWORDED, number=f"{task.number}", event_task=what)
    return Intention(_enter(told), tasks.reword, (task.task_id, what), told, chosen=task.number)


def _wait(task: TaskRow, number: int, is_gate: bool, look: Look) -> Intention:
    needed = _task(number, look)
    if needed is None:
        raise Refused(_elsewhere(number, look.plan))
    refuse_circle(task.number, number, look.plan.tasks)
    if number in task.waits_for and (number in task.gates) is is_gate:
        return Intention(_("It is so already."), chosen=task.number)
    message = sentences.NOT_BEFORE if is_gate else sentences.AFTER
    args = (task.task_id, needed.task_id, is_gate)
    return _act(tasks.wait, args, message, task, other=f"{number}")


def _give(task: TaskRow, rest: str, look: Look) -> Intention | None:
    found = all_parts(rest, (lambda part: _due(part, look), lambda part: owner_of(part, look)))
    if found is None:
        return None
    due: Due | None = found[0]
    owner: Owner | None = found[1]
    if owner is None:
        message = sentences.DUE
        args: tuple[object, ...] = (task.task_id, due)
        use_case: UseCase = tasks.set_due
    else:
        message = given_as(*owner.sorts, due)
        args = (task.task_id, *owner.named, due)
        use_case = tasks.give
    told, hint = _sentences(message, task.number, task.what, owner or Owner(), due, look)
    return Intention(hint, use_case, args, told, chosen=task.number)


def _act(
    use_case: UseCase, args: tuple[object, ...], message: str, task: TaskRow, **words: str
) -> Intention:
    told = sentence(message, number=f"{task.number}", event_task=task.what, **words)
    return Intention(_enter(told), use_case, args, told, chosen=task.number)


def _sentences(
    message: str, number: int, what: str, owner: Owner, due: Due | None, look: Look
) -> tuple[str, str]:
    """What the journal will say, and the hint, in which a hidden name is only its first word."""
    event_day = look.plan.event.day
    name, seen = ("", "") if owner.person is None else (owner.person.name, look.shown(owner.person))
    known = {
        "number": f"{number}",
        "event_task": what,
        "day": "" if due is None else due_words(due, event_day),
        "organisation": "" if owner.institution is None else owner.institution.name,
    }
    hint = _enter(sentence(message, person=seen, **known))
    day = None if due is None else due.on(event_day)
    notes = [] if day is None else _notes(day, look.land)
    if due is not None and due.is_fixed:
        notes.append(_("stays when the event moves"))
    if notes:
        hint += "   (" + " · ".join(notes) + ")"
    return sentence(message, person=name, **known), hint


def _notes(day: date, land: str) -> list[str]:
    """What one should know of a due day: it is over, or offices are closed."""
    over = [_("this day is over")] if day < today() else []
    free = free_words(day, land)
    return [*over, *([free] if free else [])]


def _due(part: str, look: Look) -> Due | None:
    return read_due(part, look.plan.event.day, today())


def _elsewhere(number: int, plan: Plan) -> str:
    """That there is no such task, and where its number stands."""
    pages = (("Partners", plan.pledges), ("Helpers", plan.shifts), ("Money", plan.money))
    for page, rows in pages:
        if any(row.number == number for row in rows):
            return _("{number} is no task. It stands on the page {page}.").format(
                number=number, page=_(page)
            )
    return _("There is no task {number}.").format(number=number)


def _task(number: int | None, look: Look) -> TaskRow | None:
    return next((task for task in look.plan.tasks if task.number == number), None)


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
