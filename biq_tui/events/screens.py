"""One event (Veranstaltung): a tab for each thing that makes it come true."""

from __future__ import annotations

from ..core import clock
from ..core.dates import short_weekday
from ..core.language import _
from ..ui.frame import Step
from ..ui.history import HistoryScreen
from ..ui.tabbed import TabbedScreen
from .after.line import COMMANDS
from .after.ways import open_after
from .checklist.tab import TasksTab
from .helpers.tab import HelpersTab
from .hints import left_over
from .ics.fetch_screen import take_dropped
from .ics.giving import COMMANDS as CALENDAR_COMMANDS
from .ics.giving import give
from .known import Known, known
from .look import Look
from .money.tab import MoneyTab
from .more_tab import MoreTab
from .overview_rows import state_in_words
from .overview_tab import OverviewTab
from .partners.tab import PartnersTab
from .places import place_of
from .plan import Plan
from .reading import plan
from .tab import EventTab

OVERVIEW, PARTNERS, TASKS, HELPERS, MONEY, MORE = range(6)


class EventScreen(TabbedScreen[EventTab]):
    """An event, as it is planned, carried out and looked back on."""

    def __init__(self, first: Plan, tab: str = "") -> None:
        """`first`: the event as it was when the screen was opened; `tab`: the open one's ID."""
        super().__init__()
        self.plan = first
        self._known: Known | None = None
        tabs = (OverviewTab, PartnersTab, TasksTab, HelpersTab, MoneyTab, MoreTab)
        self.hold(tuple(each(self) for each in tabs), tab)

    @property
    def place(self) -> str:
        """The journal's name for this event."""
        return place_of(self.plan.event.event_id)

    @property
    def as_of(self) -> int:
        """The plan says how new it is."""
        return self.plan.as_of

    def look(self, marked: int | None) -> Look:
        """What the line of a tab is read against; `marked`: the number that is marked there."""
        hidden = self.app.names_hidden
        its = self._known
        if its is None:
            return Look(self.plan, marked=marked, names_hidden=hidden)
        return Look(self.plan, its.people, its.institutions, marked, hidden, its.land, its.booked)

    # What stands in the fixed places ---------------------------------------------------------

    def where(self) -> str:
        """Row 1: what it is, and when."""
        event = self.plan.event
        if event.starts_at is None or event.ends_at is None:
            return _("BIQ · {title} · no day yet").format(title=event.title)
        starts, ends = clock.local(event.starts_at), clock.local(event.ends_at)
        day = f"{short_weekday(event.starts_at)} {starts.day}.{starts.month}.{starts.year}"
        return f"BIQ · {event.title} · {day}, {starts:%H:%M}–{ends:%H:%M}"

    def state(self) -> str:
        """Row 2: how it stands and what is missing; or what the open tab has to say first."""
        return self.tab.state() or state_in_words(self.plan, self.size.width - 2)

    def event(self) -> str:
        """What the tab says, the end of a hint that is too long for its row, or what was last."""
        last = self.plan.last_event
        return self._said_here() or (f"✓ {last.sentence}" if last else "")

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back."""
        step, last = self.plan.my_step, self.plan.last_event
        if step is None or self._said_here():
            return None
        return Step(step.number, step.sentence, latest=step == last, undoable=step.undoable)

    def _said_here(self) -> str:
        """What stands where else the last step would: said of what is typed, marked or refused."""
        if said := self.tab.event():
            return said
        if not (self.text or self._answer or self.tab.marked is not None):
            return ""
        return left_over(f" {self._answer or self.intention.hint}", self.size.width)

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the event anew, and what the open tab shows beside it."""
        event_id = self.plan.event.event_id
        self.plan = await self.app.read(plan, event_id, self.app.station.id)
        self._known = await self.app.read(known, self._known)
        await self.tab.reload()

    def show_body(self) -> None:
        """Paint the open tab."""
        super().show_body()
        self.show_event()  # it goes with what is typed and marked

    def say(self, sentence: str) -> None:
        """What is too long for its row goes on in the next."""
        super().say(sentence)
        self.show_event()

    # Doing -----------------------------------------------------------------------------------

    async def action_undo(self) -> None:
        """A marked row that says more of itself lets go first: the step is named, then undone."""
        if not self.line.value and self.tab.marked is not None and self._said_here():
            self.forget_marks()
            self.repaint()
        else:
            await super().action_undo()

    def take_pasted(self, text: str) -> bool:
        """A calendar file that was dropped here, or what the open tab takes."""
        return take_dropped(self.app, text) or self.tab.take_pasted(text)

    async def run_command(self, command: str) -> None:
        """What an intention changes on the screen."""
        if command == "happened":
            self.app.push_screen(HistoryScreen(self.place, self.taking_back()))
        elif command == "gone":
            await self.app.go_home()
        elif command in COMMANDS:
            await open_after(self.app, self.plan.event, command)
        elif command in CALENDAR_COMMANDS:
            await give(self, command)
        else:
            await self.tab.run_command(command)
