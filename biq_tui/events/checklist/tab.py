"""Aufgaben of an event: the open questions, what is late, what comes next, or all tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ...core.intention import Intention
from ...core.language import N_, _, ngettext
from ...ui.item_list import Item, ItemList, Tone
from ..models import TaskState
from ..plan import TaskRow
from ..reading import today
from ..tab import EventTab
from .answers_line import coming, unanswered
from .line import GRAMMAR, read_task
from .questions import ASKED
from .settling import item_of
from .steps import is_late, steps
from .task_words import note_of
from .templates import Question

if TYPE_CHECKING:
    from ..screens import EventScreen

NOTE_WIDTHS = {100: 40, 70: 32, 0: 20}
"""Cells for until when and who, by the width of the screen."""

Line = tuple[Item, int | None]
"""What stands in a row, and the number that a click marks; a question has a negative one."""


class TasksTab(EventTab):
    """What, who, when: parted by commas."""

    ID = "event-checklist"
    NAME = N_("Tasks")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: EventScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id=self.ID, note_width=NOTE_WIDTHS[0])
        self._shows_all = False

    def label(self) -> str:
        """What the line is for."""
        return _("Task")

    def widgets(self) -> Iterable[Widget]:
        """One list."""
        return (self._listed,)

    def read(self, text: str) -> Intention:
        """The line of Aufgaben."""
        return read_task(text, self.screen.look(self.marked), on_tab=True)

    async def run_command(self, command: str) -> None:
        """All tasks, or only the next ones."""
        if command == "all":
            self._shows_all = not self._shows_all

    def state(self) -> str:
        """How many are open, and how many late."""
        seen = steps(self.plan, today())
        said = [ngettext("{n} task is open.", "{n} tasks are open.", seen.open).format(n=seen.open)]
        if seen.overdue:
            late = len(seen.overdue)
            said.append(ngettext("{n} is late.", "{n} are late.", late).format(n=late))
        asked = len(unanswered(self.plan))
        if asked:
            said.append(
                ngettext(
                    "{n} question is not answered.", "{n} questions are not answered.", asked
                ).format(n=asked)
            )
        return "   ".join(said)

    def order(self) -> list[int]:
        """The arrows go through what stands there."""
        return [number for number in self._numbers if number is not None]

    def event(self) -> str:
        """What one has to know of the marked task, or which tasks an answer brings."""
        chosen = self.screen.intention.chosen
        task = next((task for task in self.plan.tasks if task.number == chosen), None)
        if task is not None and not self.screen.text:
            item = item_of(task)
            return item.note if item else ""
        return coming(self.screen.intention)

    def show(self) -> None:
        """The questions first, because from them the tasks follow."""
        self._make_room()
        lines = [*self._questions(), *(self._all() if self._shows_all else self._next())]
        self._numbers = [number for _item, number in lines]
        self._listed.items = tuple(item for item, _number in lines)
        self.bring_into_sight(self._listed)

    def _questions(self) -> Iterator[Line]:
        for question in unanswered(self.plan):
            number = -1 - list(Question).index(question)
            is_marked = self.marked == number
            sign, tone = ("▸", Tone.MARKED) if is_marked else (" ", Tone.STRONG)
            yield Item(_(ASKED[question]), "?", _("yes or no"), sign, tone), number

    def _next(self) -> Iterator[Line]:
        seen = steps(self.plan, today())
        for task in (*seen.overdue, *seen.next):
            yield self._line(task)
        if seen.total:
            count = ngettext("{n} task in all", "{n} tasks in all", seen.total).format(n=seen.total)
            yield Item(count, note=_("to see them:  all"), tone=Tone.DIM), None
        else:
            yield Item(_("No task yet."), tone=Tone.DIM), None  # the hint has an example

    def _all(self) -> Iterator[Line]:
        """What nobody does yet on top, what is closed at the end."""
        tasks = sorted(self.plan.open_tasks, key=_has_owner)
        for task in tasks:
            yield self._line(task)
        for task in self.plan.tasks:
            if task.state is not TaskState.OPEN:
                yield self._line(task)
        if not self.plan.tasks:
            yield Item(_("No task yet."), tone=Tone.DIM), None

    def _line(self, task: TaskRow) -> Line:
        sign, tone = self.look_of(task.number, task.state is TaskState.OPEN)
        if tone is Tone.PLAIN and is_late(task, today()):
            tone = Tone.STRONG
        hidden = self.screen.app.names_hidden
        note = note_of(task, self.plan, today(), hidden, self._listed.note_width)
        return Item(task.what, f"{task.number}", note, sign, tone), task.number

    def _make_room(self) -> None:
        width = next(wide for least, wide in NOTE_WIDTHS.items() if self.screen.size.width >= least)
        if self._listed.note_width != width:
            self._listed.note_width = width
            self._listed.refresh()


def _has_owner(task: TaskRow) -> bool:
    return task.person_id is not None or task.partner_id is not None
