"""A task in the words of a row, and what else is known of it. Pure."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from ...core.dates import day_words
from ...core.language import _
from ...people.organisations import short_name
from ..models import TaskState
from ..plan import Plan, TaskRow
from .due import free_words, offset_words
from .said import numbers_words
from .settling import answers_of, item_of
from .steps import is_late, last_day, open_before, too_late_on


def note_of(task: TaskRow, plan: Plan, today: date, names_hidden: bool, width: int) -> str:
    """Until when and who: "! Mo 15.3. zu spät · Kim"; shorter if that is wider than `width`.

    It may still be too wide then: the list cuts it.
    """
    who = "" if names_hidden and task.person else task.person or short_name(task.partner)
    if task.state is not TaskState.OPEN:
        word = "✓ " + _("has been done") if task.state is TaskState.DONE else _("dropped")
        return _joined(word, who)
    if not task.person and not task.partner:
        who = _("nobody")
    when = _when(task, plan.event.day or today)
    if not is_late(task, today):
        return _joined(when, who)
    last = last_day(task, plan.event.day)
    is_possible = last is not None and last >= today
    how = _("still possible") if is_possible else _("too late")
    said = _joined(f"! {when} {how}", who)
    return said if cell_len(said) <= width else _joined(f"! {when}", who)


def too_late_words(plan: Plan, day: date, today: date) -> str:
    """What no authority takes any more, if the event is on `day`; "" for nothing."""
    late = [task.what for task in too_late_on(plan, day, today)]
    return _("too late for: {tasks}").format(tasks=", ".join(late)) if late else ""


def detail_of(task: TaskRow, plan: Plan, today: date, land: str) -> str:
    """By whose leave, after what, until when at the latest: what a row has no room for."""
    if task.state is not TaskState.OPEN:
        return task.authority
    waits = open_before(task, plan.tasks)
    gates = tuple(number for number in waits if number in task.gates)
    after = tuple(number for number in waits if number not in gates)
    facts = [task.authority]
    if gates:
        facts.append(_("not before {numbers}").format(numbers=numbers_words(gates)))
    if after:
        facts.append(_("after {numbers}").format(numbers=numbers_words(after)))
    if (last := last_day(task, plan.event.day)) is not None:
        word = _("until {day} at the latest") if last >= today else _("too late since {day}")
        facts.append(word.format(day=day_words(last)))
    if task.due is not None:
        facts.append(free_words(task.due, land))
        if task.offset_days is None and plan.event.day is not None:
            facts.append(_("stays when the event moves"))
    if task.offset_days is not None:
        facts.append(offset_words(task.offset_days))
    item = item_of(task)
    if item is not None and not item.applies(answers_of(plan.event)):
        facts.append(_("by the answers it is not needed"))
    return _joined(*facts)


def _when(task: TaskRow, near: date) -> str:
    """Sa 17.4., with the year if it is not that of `near`; without a day, 8 Wochen vorher."""
    if task.due is None:
        return "" if task.offset_days is None else offset_words(task.offset_days)
    words = day_words(task.due)
    return words.removesuffix(f"{near.year}") if task.due.year == near.year else words


def _joined(*facts: str) -> str:
    return " · ".join(filter(None, facts))
