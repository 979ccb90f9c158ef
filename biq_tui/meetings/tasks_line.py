"""The line of Aufgaben: commas part what, who and when; the parts are told from the right. Pure.

`Plakat drucken, ayse, in 2 Wochen` · `4 erledigt` · `5 olha` · `5 12.6.` · `5 +cem` · `5 = …`
"""

from __future__ import annotations

from datetime import date

from ..core import clock
from ..core.date_words import folded
from ..core.dates import day_words
from ..core.errors import Refused
from ..core.intention import Intention, UseCase
from ..core.language import N_, _
from ..core.parts import STATES, VERBATIM, all_parts, from_the_right, numbered, read_until
from ..core.telling import sentence
from ..core.text import clean
from ..people.directory import Known
from ..people.who import NOBODY, Unclear, Who
from . import sentences, tasks
from .board import Board, TaskRow
from .models import TASK_LENGTH, TaskState
from .who import HasTasks, Look

GRAMMAR = (
    (N_("Print posters, ayse, in 2 weeks"), N_("What, who, until when. What is missing may stay.")),
    (N_("Print posters, ayse + cem"), N_("Cem helps. One person is responsible.")),
    (N_("Chairs, before the meeting"), N_("Until the next meeting that is planned.")),
    (N_("4 done"), N_("Task 4 is done.")),
    (N_("5 olha"), N_("Olha does task 5.")),
    (N_("5 +cem"), N_("Cem helps with task 5.")),
    (N_("5 12.6."), N_("Task 5 has time until then.")),
    (N_("5 nobody"), N_("Nobody does task 5 yet.")),
    (N_("5 = Hang posters"), N_("Task 5 in other words.")),
    (N_("4 dropped"), N_("Task 4 is not needed any more.")),
    (N_("4 open"), N_("Task 4 is open again.")),
)

NEXT_MEETING = frozenset(
    {
        "vor dem treffen", "vor dem nächsten treffen", "bis zum treffen", "zum treffen",
        "bis zum nächsten treffen", "nächstes treffen",
        "before the meeting", "before the next meeting", "next meeting",
    }
)  # fmt: skip


def read_task(text: str, look: Look[Board]) -> Intention:
    """What Enter will do with `text`."""
    typed = clean(text, TASK_LENGTH * 4)
    try:
        if not typed:
            return _read_empty(look)
        if typed.startswith(VERBATIM):
            return _new(typed[1:].strip(), None, None, look)
        found = numbered(typed)
        changing = _change(*found, look) if found else None
        return changing or _read_new(typed, look)
    except (Refused, Unclear) as said:
        return Intention(str(said))


def read_change(text: str, look: Look[HasTasks]) -> Intention | None:
    """What Enter will do with what is said of a task; None if `text` says nothing of one."""
    found = numbered(clean(text, TASK_LENGTH * 4))
    try:
        return _change(*found, look) if found and found[1] else None
    except (Refused, Unclear) as said:
        return Intention(str(said))


def taken(task: TaskRow) -> Intention:
    """Enter takes a task into the line: what is to be said of it follows its number."""
    hint = _("Enter: takes task {number} into the line.   “{task}”").format(
        number=task.number, task=task.what
    )
    return Intention(hint, args=(f"{task.number} ",), command="edit", chosen=task.number)


def _read_empty(look: Look[Board]) -> Intention:
    task = _task(look.marked, look.board)
    if task is None:
        return Intention(_("What, who, until when:  Print posters, ayse, in 2 weeks"))
    return taken(task)


def _read_new(typed: str, look: Look[Board]) -> Intention:
    what, (due, who) = from_the_right(typed, (lambda part: _day(part, look.board), look.who))
    return _new(what, who, due, look)


def _new(what: str, who: Who | None, due: date | None, look: Look[Board]) -> Intention:
    if not what:
        return Intention(_("Please write what is to be done."))
    if len(what) > TASK_LENGTH:
        return Intention(
            _("This is too long for a task: {length} letters. {most} are possible.").format(
                length=len(what), most=TASK_LENGTH
            )
        )
    board = look.board
    person = None if who is None else who.person
    helpers = () if who is None else who.helpers
    told, hint = _sentences(
        tasks.told_as(None if person is None else person.person_id, due),
        board.next_task,
        what,
        person,
        due,
        look,
    )
    missing = [] if person else [_("nobody")]
    missing += [] if due else [_("without a date")]
    if helpers:
        names = ", ".join(look.shown(helper) for helper in helpers)
        missing.insert(0, _("{names} helps").format(names=names))
    if missing:
        hint += "   (" + " · ".join(missing) + ")"
    args = (
        board.meeting_id,
        board.next_task,
        what,
        None if person is None else person.person_id,
        due,
        tuple(helper.person_id for helper in helpers),
    )
    return Intention(hint, tasks.add_task, args, told)


def _change(number: int, rest: str, look: Look[HasTasks]) -> Intention | None:
    """What is said of a task; None if the text is a new one that begins with a number."""
    task = _task(number, look.board)
    word = folded(rest)
    if task is None:
        if word in STATES or not rest:
            return Intention(_("There is no task {number}.").format(number=number))
        return None
    if not rest:
        return Intention(
            _("{number} done · {number} olha · {number} 12.6. · {number} = other words").format(
                number=number
            ),
            chosen=number,
        )
    if word in STATES:
        return _state(task, TaskState(STATES[word]))
    if word in NOBODY:
        return _act(tasks.give, (task.task_id, None), sentences.GIVEN_TO_NOBODY, task, look)
    if rest.startswith("="):
        what = rest[1:].strip()
        if not what:
            return Intention(_("Please write what is to be done."), chosen=number)
        told = sentence(sentences.TASK_REWORDED, number=f"{number}", task=what)
        return Intention(_enter(told), tasks.reword_task, (task.task_id, what), told, chosen=number)
    if rest.startswith("+"):
        return _helper(task, rest[1:].strip(), look)
    return _give(task, rest, look)


def _state(task: TaskRow, state: TaskState) -> Intention:
    if task.state is state:
        return Intention(_("It is so already."), chosen=task.number)
    message = sentences.TASK_STANDS[state]
    told = sentence(message, number=f"{task.number}", task=task.what)
    args = (task.task_id, state)
    return Intention(_enter(told), tasks.close, args, told, chosen=task.number)


def _helper(task: TaskRow, rest: str, look: Look[HasTasks]) -> Intention:
    person = look.person(rest) if rest else None
    if person is None:
        return Intention(_("Nobody is called that."), chosen=task.number)
    args = (task.task_id, person.person_id)
    return _act(tasks.help_with, args, sentences.HELPS, task, look, person)


def _give(task: TaskRow, rest: str, look: Look[HasTasks]) -> Intention | None:
    found = all_parts(rest, (lambda part: _day(part, look.board), look.person))
    if found is None:
        return None
    due, person = found
    if person is None and due is not None:
        args: tuple[int | date | None, ...] = (task.task_id, due)
        return _act(tasks.set_due, args, sentences.DUE, task, look, due=due)
    args = (task.task_id, person.person_id, due)
    message = tasks.given_as(person.person_id, due)
    return _act(tasks.give, args, message, task, look, person, due)


def _act(
    use_case: UseCase,
    args: tuple[int | date | None, ...],
    message: str,
    task: TaskRow,
    look: Look[HasTasks],
    person: Known | None = None,
    due: date | None = None,
) -> Intention:
    told, hint = _sentences(message, task.number, task.what, person, due, look)
    return Intention(hint, use_case, args, told, chosen=task.number)


def _sentences(
    message: str,
    number: int,
    what: str,
    person: Known | None,
    due: date | None,
    look: Look[HasTasks],
) -> tuple[str, str]:
    """What the journal will say, and the hint, in which a hidden name is only its first word."""
    day = "" if due is None else day_words(due)
    name, seen = ("", "") if person is None else (person.name, look.shown(person))
    known = {"number": f"{number}", "task": what, "day": day}
    told = sentence(message, person=name, **known)
    return told, _enter(sentence(message, person=seen, **known))


def _day(part: str, board: HasTasks) -> date | None:
    """The day that a part means. Refused for a day that there is not."""
    words = folded(part)
    if words in NEXT_MEETING:
        if board.next_meeting is None:
            raise Refused(
                _("No next meeting is planned yet. On the page Minutes:  meeting 14.4. 18:00")
            )
        return clock.local(board.next_meeting).date()
    return read_until(part, clock.local(clock.now()).date())


def _task(number: int | None, board: HasTasks) -> TaskRow | None:
    return next((task for task in board.tasks if task.number == number), None)


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
