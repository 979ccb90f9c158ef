"""One meeting (Treffen): a tab for each thing that a group does, from the agenda to the minutes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from rich.cells import cell_len
from textual import on
from textual.timer import Timer

from ..attendance.models import Sitting
from ..core import clock
from ..core.errors import Refused
from ..core.intention import UseCase
from ..core.language import _, ngettext
from ..ui.frame import Step
from ..ui.history import HistoryScreen
from ..ui.line import Line
from ..ui.tabbed import TabbedScreen
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


class MeetingScreen(TabbedScreen[MeetingTab]):
    """A meeting, as it goes on in the room."""

    def __init__(self, first: Board, tab: str = "") -> None:
        """`first`: the meeting as it was when the screen was opened; `tab`: the open one's ID."""
        super().__init__()
        self.board = first
        self.shows_time = True
        """Whether the time of the point in hand is shown."""
        self._collect = CollectTab(self)
        self._vote = VoteTab(self)
        self._tasks = TasksTab(self)
        agenda, order, minutes = AgendaTab(self), OrderTab(self), MinutesTab(self)
        self.hold((agenda, self._collect, order, self._vote, self._tasks, minutes), tab)
        self._pause: Timer | None = None

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

    # Reading and painting --------------------------------------------------------------------

    async def on_mount(self) -> None:
        """An idea may be long; whatever is too long is said, and not cut."""
        self.line.longest = ACCEPTED
        self.set_interval(LOOK_SECONDS, self._look_at_urn)
        self.run_worker(self._tasks.reload(), group="people")  # known before somebody types a name

    async def reload(self) -> None:
        """Read the meeting anew, and what the open tab shows beside it."""
        self.board = await self.app.read(board, self.board.meeting_id, self.app.station.id)
        await self.tab.reload()

    def watch_current_tab(self, before: int, after: int) -> None:
        """Whoever comes to collect sees the newest ideas."""
        if after == COLLECT:
            self._collect.opened()
        super().watch_current_tab(before, after)

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

    def action_move(self, step: int) -> None:
        """What is marked may have more to say than fits on the wall."""
        super().action_move(step)
        self.show_bars()

    def action_page(self, step: int) -> None:
        """The same of a longer step."""
        super().action_page(step)
        self.show_bars()

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
