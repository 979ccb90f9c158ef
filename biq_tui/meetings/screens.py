"""One meeting (Treffen): a tab for each thing that a group does, from the agenda to the minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from rich.cells import cell_len
from textual import on
from textual.events import Resize
from textual.timer import Timer
from textual.widget import Widget

from ..attendance.models import Sitting
from ..core import clock
from ..core.errors import Refused
from ..core.intention import Intention, UseCase
from ..core.language import _, ngettext
from ..ui.frame import FIXED_ROWS, WIDE, Step
from ..ui.history import HistoryScreen
from ..ui.item_list import ItemList
from ..ui.line import Line
from ..ui.screen import BiqScreen
from . import show_line
from .agenda_tab import AgendaTab
from .board import Board
from .collect_tab import CollectTab
from .families import take_back
from .minutes_tab import MinutesTab
from .models import IDEA_LENGTH
from .order_tab import OrderTab
from .places import place_of
from .reading import board
from .shown import time_left
from .tab import MeetingTab
from .tasks_tab import TasksTab
from .vote_tab import VoteTab

AGENDA, COLLECT, ORDER, VOTE, TASKS, MINUTES = range(6)

LOOK_SECONDS = 1.0
"""How often the urn is asked whether somebody has voted."""

ACCEPTED = 8 * IDEA_LENGTH
"""So much goes into the line: more than an idea can be, so that it is said and nothing is cut."""


class MeetingScreen(BiqScreen):
    """Each tab has its line, and one meaning."""

    KEEPS_UNDONE = True

    def __init__(self, first: Board, tab: str = "") -> None:
        """`first`: the meeting as it was when the screen was opened; `tab`: the open one's ID."""
        super().__init__()
        self.board = first
        self.shows_time = True
        """Whether the time of the point in hand is shown."""
        self._collect = CollectTab(self)
        self._vote = VoteTab(self)
        self._tasks = TasksTab(self)
        self._tabs: tuple[MeetingTab, ...] = (
            AgendaTab(self),
            self._collect,
            OrderTab(self),
            self._vote,
            self._tasks,
            MinutesTab(self),
        )
        ids = [each.ID for each in self._tabs]
        self.set_reactive(MeetingScreen.current_tab, ids.index(tab) if tab in ids else AGENDA)
        self._pause: Timer | None = None

    @property
    def tab(self) -> MeetingTab:
        """The open tab."""
        return self._tabs[self.current_tab]

    @property
    def is_wide(self) -> bool:
        """Whether columns stand side by side."""
        return self.size.width >= WIDE

    @property
    def body_height(self) -> int:
        """Rows between the rules."""
        return max(self.size.height - FIXED_ROWS, 1)

    @property
    def place(self) -> str:
        """The journal's name for this meeting."""
        return place_of(self.board.meeting_id)

    @property
    def as_of(self) -> int:
        """The board says how new it is."""
        return self.board.as_of

    def taking_back(self) -> UseCase:
        """Ideas that were put together again meanwhile stay as they are."""
        return take_back

    # What stands in the fixed places ---------------------------------------------------------

    def where(self) -> str:
        """Row 1."""
        starts = clock.local(self.board.starts_at)
        day = f"{starts.day}.{starts.month}."
        return _("BIQ · Meeting on {day}").format(day=day)

    def state(self) -> str:
        """Row 2: topic, ideas, time, people; or what the open tab has to say first."""
        if said := self.tab.state():
            return said
        seen = self.board
        topic = _("Topic: {topic}").format(topic=seen.topic) if seen.topic else ""
        has_ended = seen.sitting is Sitting.ENDED
        ended = [_("This meeting has ended.")] if has_ended else []
        facts = []
        if seen.ideas:
            facts.append(ngettext("{n} idea.", "{n} ideas.", len(seen.ideas)))
        facts += [self._time_left()] if self.shows_time and not has_ended else []
        if seen.people is not None:
            facts.append(
                ngettext("{n} person in the room.", "{n} people in the room.", seen.people)
            )
        said = "   ".join(filter(None, (*ended, topic, *facts)))
        if cell_len(said) >= self.size.width:  # a long topic gives way to the numbers
            said = "   ".join(filter(None, (*ended, *facts, topic)))
        return said or _("The meeting begins.")

    def _time_left(self) -> str:
        """What is left of the point in hand; it says so and does nothing."""
        return time_left(self.board.in_hand, clock.now())

    def tabs(self) -> tuple[str, ...]:
        """Row 3."""
        return tuple(_(tab.NAME) for tab in self._tabs)

    def label(self) -> str:
        """What the line is for."""
        return self.tab.label()

    def event(self) -> str:
        """What the tab says, or what happened last."""
        last = self.board.last_event
        return self.tab.event() or (f"✓ {last.sentence}" if last else "")

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back."""
        step, last = self.board.my_step, self.board.last_event
        if step is None or self.tab.event():
            return None
        return Step(step.number, step.sentence, latest=step == last, undoable=step.undoable)

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the open tab."""
        return self.tab.help()

    def body(self) -> Iterable[Widget]:
        """What each tab is drawn with; the open one is seen."""
        for tab in self._tabs:
            yield from tab.widgets()

    # Reading and painting --------------------------------------------------------------------

    async def on_mount(self) -> None:
        """An idea may be long; whatever is too long is said, and not cut."""
        self.line.longest = ACCEPTED
        self.set_interval(LOOK_SECONDS, self._look_at_urn)
        self.run_worker(self._tasks.reload(), group="people")  # known before somebody types a name

    async def on_screen_resume(self) -> None:
        """After a crash or a restart it opens here."""
        self.app.be_at(self.place)

    async def reload(self) -> None:
        """Read the meeting anew, and what the open tab shows beside it."""
        self.board = await self.app.read(board, self.board.meeting_id, self.app.station.id)
        await self.tab.reload()

    def read(self, text: str) -> Intention:
        """The line of the open tab."""
        return self.tab.read(text)

    def show_body(self) -> None:
        """Paint the open tab."""
        seen = tuple(self.tab.visible())
        for tab in self._tabs:
            for widget in tab.widgets():
                widget.display = widget in seen
        self.tab.show()

    def watch_current_tab(self, before: int, after: int) -> None:
        """What another tab shows may have changed since it was looked at."""
        self._tabs[before].left()
        if after == COLLECT:
            self._collect.opened()
        super().watch_current_tab(before, after)
        if self.is_mounted:
            self.app.remember_tab(self.place, self.tab.ID)
            self.run_worker(self.read_anew(), group="tab", exclusive=True)

    def on_resize(self, _event: Resize) -> None:
        """Another size, other columns."""
        if self.is_mounted:
            self.call_after_refresh(self.repaint)

    # Doing -----------------------------------------------------------------------------------

    @on(Line.Changed)
    def look_for_double(self, event: Line.Changed) -> None:
        """Somebody types an idea."""
        if self.tab is self._collect:
            self._collect.typed(event.value)

    async def _look_at_urn(self) -> None:
        """A vote by phone is told by no journal, and changes nothing but its balance."""
        if self.tab is not self._vote or self.app.screen is not self:
            return
        with suppress(Refused):  # the look at the journal says so
            if await self._vote.look():
                await self._vote.reload()
                self.show_intention()

    def after_pause(self, seconds: float, step: Callable[[], None]) -> None:
        """Take a step once nobody has asked for one for so long."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(seconds, step)

    def move(self, step: int) -> None:
        """Arrows go through what the open tab shows."""
        self.tab.move(step)

    def action_move(self, step: int) -> None:
        """What is marked may have more to say than fits on the wall."""
        super().action_move(step)
        self.show_bars()

    def action_page(self, step: int) -> None:
        """Another page of a long text, or of the list."""
        if self.tab.page(step):
            self.repaint()
        else:
            super().action_page(step)
            self.show_bars()

    def forget_marks(self) -> None:
        """Another text: nothing is marked."""
        self.tab.forget()

    def settle_marks(self) -> None:
        """A step is done, and what was in the line for it."""
        self.tab.settle()

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        return self.tab.unmark()

    async def action_back(self) -> None:
        """Esc while an idea is changed: it stays as it is, and the line is empty."""
        if self.tab is self._collect and self._collect.is_changing:
            self._collect.settle()
        await super().action_back()

    async def run_command(self, command: str) -> None:
        """What an intention changes on the screen."""
        if command == "happened":
            self.app.push_screen(HistoryScreen(self.place, take_back))
        elif command in show_line.COMMANDS:
            from .stage import turn  # the server comes in when somebody wants it

            said = await turn(self, command)
            (self.say if self.app.names_hidden else self.tell)(said)  # then its row is empty
        else:
            await self.tab.run_command(command)

    def take_pasted(self, text: str) -> bool:
        """Many lines are ideas on the tab that collects them."""
        taken = self.tab.take_pasted(text)
        if taken:
            self.clear_line()
            self.repaint()
        return taken

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks, Enter or a click on the hint acts."""
        self.tab.pick(event.items, event.place)
        self.repaint()

    async def go_back(self) -> None:
        """Esc: to Heute. The meeting stays as it is."""
        await self.app.go_home()
