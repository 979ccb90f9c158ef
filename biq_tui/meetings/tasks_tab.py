"""Aufgaben: who does what until when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ..core import clock, journal
from ..core.dates import day_words
from ..core.intention import Intention
from ..core.language import N_, _
from ..people.directory import Directory, directory_of, everybody
from ..ui.item_list import Item, ItemList
from .board import TaskRow
from .models import TaskState
from .tab import MeetingTab
from .tasks_line import GRAMMAR, read_task
from .who import Look

if TYPE_CHECKING:
    from sqlmodel import Session

    from .screens import MeetingScreen

WORDS = {
    TaskState.DONE: N_("has been done"),
    TaskState.DROPPED: N_("dropped"),
}


class TasksTab(MeetingTab):
    """What, who, when: parted by commas."""

    ID = "tasks"
    NAME = N_("Tasks")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id="tasks", note_width=36)
        self._people: Directory | None = None
        self._read_at = 0
        """Journal number as of which everybody is known."""

    def label(self) -> str:
        """What the line is for."""
        return _("Task")

    def widgets(self) -> Iterable[Widget]:
        """One list."""
        return (self._listed,)

    async def reload(self) -> None:
        """Everybody, if one of them has changed."""
        found = await self.screen.app.read(_people, None if self._people is None else self._read_at)
        if found is not None:
            self._people = found
        self._read_at = self.board.as_of

    def read(self, text: str) -> Intention:
        """The line of Aufgaben."""
        hidden = self.screen.app.names_hidden
        return read_task(text, Look(self.board, self._people, self.marked, hidden))

    def order(self) -> list[int]:
        """By number."""
        return [task.number for task in self.board.tasks]

    def event(self) -> str:
        """Of the marked task, who helps."""
        chosen = self.screen.intention.chosen
        task = next((task for task in self.board.tasks if task.number == chosen), None)
        if task is None or not task.helpers or self.screen.text:
            return ""
        return _("{names} helps").format(names=", ".join(name for _id, name in task.helpers))

    def show(self) -> None:
        """Every open task, and what was done since."""
        self._numbers = list(self.order())
        none = Item(_("No task yet."))  # the hint has an example
        self._listed.items = tuple(self._item(task) for task in self.board.tasks) or (none,)
        self.bring_into_sight(self._listed)

    def _item(self, task: TaskRow) -> Item:
        is_open = task.state is TaskState.OPEN
        sign, tone = self.look_of(task.number, is_open)
        note = note_of(task, self.screen.app.names_hidden)
        return Item(task.what, f"{task.number}", note, sign, tone)


def is_late(task: TaskRow) -> bool:
    """Whether it should have been done before today."""
    is_open = task.state is TaskState.OPEN
    return is_open and task.due is not None and task.due < clock.local(clock.now()).date()


def note_of(task: TaskRow, names_hidden: bool, with_year: bool = True) -> str:
    """Until when and who: "! Mi 3.3.2027 · Ayşe Beispiel +1"."""
    facts = []
    if task.state is not TaskState.OPEN:
        facts.append("✓ " + _(WORDS[task.state]) if task.state is TaskState.DONE else _(
            WORDS[task.state]
        ))  # fmt: skip
    elif task.due is not None:
        day = day_words(task.due) if with_year else day_words(task.due).rpartition(".")[0] + "."
        facts.append(f"{'! ' if is_late(task) else ''}{day}")
    if names_hidden:
        return " · ".join(facts)
    who = task.person or (_("nobody") if task.state is TaskState.OPEN else "")
    helping = f" +{len(task.helpers)}" if task.helpers else ""
    return " · ".join(filter(None, [*facts, f"{who}{helping}"]))


def _people(session: Session, known_as_of: int | None) -> Directory | None:
    """Everybody; None if nobody has changed since."""
    if known_as_of is not None:
        touched = journal.tables_touched_since(session, known_as_of)
        if "person" not in touched:
            return None
    return directory_of(everybody(session))
