"""Treffen: the meetings of the house, what is still to be done, and the ideas of all meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rich.cells import cell_len
from textual import getters, on, work
from textual.events import Resize
from textual.widget import Widget

from ..core import clock
from ..core.dates import full_date, short_date
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..ui.frame import WIDE
from ..ui.home_screen import MEETINGS, HomeScreen
from ..ui.item_list import Item, ItemList, Tone
from .all_meetings import AllMeetings, MeetingRow, all_meetings, findable
from .board import TaskRow
from .meetings_line import GRAMMAR, Kind, Scene, Stop, found, read_meetings
from .models import IdeaState, TaskState
from .tasks_tab import is_late, note_of

LABEL_WIDTH = 15
"""Columns for a day and a time, or for a number."""

NOTE_WIDTHS = {WIDE: 42, 76: 31, 0: 18}
"""Columns for what stands at the right, on a screen of at least so many columns."""

STANDS = {
    IdeaState.OPEN: "",
    IdeaState.PARKED: N_("later"),
    IdeaState.CHOSEN: N_("chosen"),
}

Line = tuple[Item, Stop | None]
"""A line of the list, and what a click on it marks."""


class MeetingsScreen(HomeScreen):
    """One Enter opens the meeting that comes next."""

    home = MEETINGS
    PLACE = "meetings"

    listed = getters.query_one("#meetings", ItemList)

    def __init__(self) -> None:
        super().__init__()
        self._scene = Scene()
        self._found_as_of = -1
        self._lines: tuple[Line, ...] = ()

    @property
    def as_of(self) -> int:
        """The newest entry that is shown."""
        return -1 if self._scene.seen is None else self._scene.seen.as_of

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Meetings")

    def state(self) -> str:
        """Row 2: what is planned, and what is to be done."""
        seen = self._scene.seen
        if seen is None:
            return ""
        tasks = [task for task in seen.tasks if task.state is TaskState.OPEN]
        late = sum(map(is_late, tasks))
        facts = [
            ngettext("{n} meeting is planned.", "{n} meetings are planned.", len(seen.coming)),
            ngettext("{n} task is open.", "{n} tasks are open.", len(tasks)),
        ]
        facts += [ngettext("{n} is too late.", "{n} are too late.", late)] if late else []
        return "   ".join(facts)

    def label(self) -> str:
        """What the line is for."""
        return _("Meeting")

    def event(self) -> str:
        """What happened here last."""
        return f"✓ {self._last.sentence}" if self._last else ""

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="meetings", label_width=0, note_width=NOTE_WIDTHS[0])

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read all meetings anew, and what is searched, if somebody searches."""
        seen = await self.app.read(all_meetings)
        await self.read_steps()
        self._scene = replace(self._scene, seen=seen)
        if self.text and self._found_as_of != seen.as_of:
            self._look_for()

    def read(self, text: str) -> Intention:
        """A date plans, a number and a word change a task, anything else is looked for."""
        self._scene = replace(self._scene, names_hidden=self.app.names_hidden)
        if text and self._found_as_of != self.as_of:
            self._look_for()
        return read_meetings(text, self._scene)

    @work(exclusive=True, group="findable")
    async def _look_for(self) -> None:
        as_of = self.as_of
        read = await self.app.read(findable)
        self._scene, self._found_as_of = replace(self._scene, findable=read), as_of
        self.show_intention()

    def show_body(self) -> None:
        """All meetings and tasks; while somebody types, what is found."""
        seen = self._scene.seen
        if seen is None:
            return
        self._make_room()
        stops = found(self.text, self._scene)
        lines = list(self._found(stops, seen) if self.text else self._all(seen))
        if len(lines) > self.listed.size.height > 0:  # on a small screen no row stays empty
            lines = [line for line in lines if line[0] != Item("")]
        self._lines = tuple(lines)
        self.listed.items = tuple(item for item, _stop in lines)
        marked = [n for n, (item, _stop) in enumerate(lines) if item.tone is Tone.MARKED]
        self.listed.show(marked[0] if marked else 0)

    def _make_room(self) -> None:
        width = next(wide for least, wide in NOTE_WIDTHS.items() if self.size.width >= least)
        if self.listed.note_width != width:
            self.listed.note_width = width
            self.listed.refresh()

    def on_resize(self, _event: Resize) -> None:
        """Another size, other columns."""
        if self.is_mounted:
            self.call_after_refresh(self.show_body)

    def _all(self, seen: AllMeetings) -> Iterator[Line]:
        if not (seen.all or seen.tasks):
            yield Item(_(" There is no meeting yet."), tone=Tone.DIM), None
            return
        yield from _heading(_("NEXT"))
        for row in seen.coming:
            yield self._meeting_line(row)
        if not seen.coming:
            yield Item(_("   Nothing is planned."), tone=Tone.DIM), None
        if seen.tasks:
            yield Item(""), None
            yield from _heading(_("TASKS THAT ARE OPEN"))
            for task in seen.tasks:
                yield self._task_line(task)
        if seen.past:
            yield Item(""), None
            yield from _heading(_("BEFORE"))
            for row in seen.past:
                yield self._meeting_line(row)

    def _found(self, stops: tuple[Stop, ...], seen: AllMeetings) -> Iterator[Line]:
        meetings = {row.meeting_id: row for row in seen.all}
        tasks = {task.number: task for task in seen.tasks}
        read = self._scene.findable
        ideas = {} if read is None else {idea.number: idea for idea in read.ideas}
        for stop in stops:
            if stop.kind is Kind.MEETING:
                yield self._meeting_line(meetings[stop.id])
            elif stop.kind is Kind.TASK:
                yield self._task_line(tasks[stop.id])
            else:
                idea = ideas[stop.id]
                label = _("Idea {number}").format(number=idea.number)
                said = idea.said_as(self.text.casefold().split())
                named = _("meeting {days}").format(days=idea.history)
                stands = STANDS[idea.state]
                facts = [idea.became or named, _(stands) if stands else ""]
                yield self._line(stop, label, said, facts)

    def _meeting_line(self, row: MeetingRow) -> Line:
        stop = Stop(Kind.MEETING, row.meeting_id)
        seen = self._scene.seen
        if seen is not None and row in seen.coming:
            label = f"{short_date(row.starts_at)} {clock.clock_time(row.starts_at)}"
            return self._line(stop, label, row.name, [row.venue])
        facts = [
            ngettext("{n} idea", "{n} ideas", row.ideas) if row.ideas else "",
            ngettext("{n} decision", "{n} decisions", row.decisions) if row.decisions else "",
            ngettext("{n} event", "{n} events", row.wishes) if row.wishes else "",
        ]
        return self._line(stop, full_date(row.starts_at), row.name, facts)

    def _task_line(self, task: TaskRow) -> Line:
        stop = Stop(Kind.TASK, task.number)
        label = _("Task {number}").format(number=task.number)
        note = note_of(task, self.app.names_hidden, with_year=False)
        return self._line(stop, label, task.what, [note], task.state is not TaskState.OPEN)

    def _line(
        self, stop: Stop, label: str, text: str, facts: Iterable[str], dim: bool = False
    ) -> Line:
        kept = list(filter(None, facts))
        while len(kept) > 1 and cell_len(" · ".join(kept)) > self.listed.note_width:
            kept.pop()  # a fact stands there whole, or not at all
        marked = stop == self._chosen
        tone = Tone.MARKED if marked else Tone.DIM if dim else Tone.PLAIN
        shown = f" {label:<{LABEL_WIDTH}}  {text}"
        return Item(shown, note=" · ".join(kept), sign="▸" if marked else " ", tone=tone), stop

    @property
    def _chosen(self) -> Stop | None:
        """What Enter means: of a task, the intention names its number."""
        if self.intention.chosen is not None:
            return Stop(Kind.TASK, self.intention.chosen)
        return next((each for each in self.intention.args if isinstance(each, Stop)), None)

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Choose among what stands there, in its order."""
        stops = found(self.text, self._scene)
        if stops:
            now = self._scene.marked if self._scene.marked in stops else self._chosen
            at = stops.index(now) + step if now in stops else 0
            self._scene = replace(self._scene, marked=stops[at % len(stops)])

    def forget_marks(self) -> None:
        """Another text: what it finds is meant."""
        self._scene = replace(self._scene, marked=None)

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        had = self._scene.marked is not None
        self.forget_marks()
        return had

    async def run_command(self, command: str) -> None:
        """Open a meeting; it may have been taken back meanwhile."""
        try:
            await self.app.open_meeting(int(command.partition(" ")[2]))
        except Refused as refusal:
            await self.read_anew()
            self.say(refusal.sentence)

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks what it hits."""
        stop = self._lines[event.place][1]
        if stop is not None:
            self._scene = replace(self._scene, marked=stop)
            self.show_intention()


def _heading(text: str) -> Iterator[Line]:
    yield Item(f" {text}", tone=Tone.STRONG), None
