"""One event (Veranstaltung): a tab for each thing that makes it come true."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.events import Resize
from textual.widget import Widget

from ..core import clock
from ..core.dates import short_weekday
from ..core.intention import Intention
from ..core.language import _
from ..ui.frame import FIXED_ROWS, WIDE, Step
from ..ui.history import HistoryScreen
from ..ui.item_list import ItemList
from ..ui.screen import BiqScreen
from .checklist.tab import TasksTab
from .helpers.tab import HelpersTab
from .hints import left_over
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


class EventScreen(BiqScreen):
    """Each tab has its line, and one meaning."""

    KEEPS_UNDONE = True

    def __init__(self, first: Plan) -> None:
        """`first`: the event as it was when the screen was opened."""
        super().__init__()
        self.plan = first
        self._known: Known | None = None
        self._tabs: tuple[EventTab, ...] = (
            OverviewTab(self),
            PartnersTab(self),
            TasksTab(self),
            HelpersTab(self),
            MoneyTab(self),
            MoreTab(self),
        )

    @property
    def tab(self) -> EventTab:
        """The open tab."""
        return self._tabs[self.current_tab]

    @property
    def is_wide(self) -> bool:
        """Whether there is room for more than the names and states."""
        return self.size.width >= WIDE

    @property
    def body_height(self) -> int:
        """Rows between the rules."""
        return max(self.size.height - FIXED_ROWS, 1)

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

    def tabs(self) -> tuple[str, ...]:
        """Row 3."""
        return tuple(_(tab.NAME) for tab in self._tabs)

    def label(self) -> str:
        """What the line is for."""
        return self.tab.label()

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

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the open tab."""
        return self.tab.help()

    def body(self) -> Iterable[Widget]:
        """What each tab is drawn with; the open one is seen."""
        for tab in self._tabs:
            yield from tab.widgets()

    # Reading and painting --------------------------------------------------------------------

    async def on_screen_resume(self) -> None:
        """After a crash or a restart it opens here."""
        self.app.be_at(self.place)

    async def reload(self) -> None:
        """Read the event anew, and what the open tab shows beside it."""
        event_id = self.plan.event.event_id
        self.plan = await self.app.read(plan, event_id, self.app.station.id)
        self._known = await self.app.read(known, self._known)
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
        self.show_event()  # it goes with what is typed and marked

    def say(self, sentence: str) -> None:
        """What is too long for its row goes on in the next."""
        super().say(sentence)
        self.show_event()

    def watch_current_tab(self, before: int, after: int) -> None:
        """What another tab shows may have changed since it was looked at."""
        self._tabs[before].left()
        super().watch_current_tab(before, after)
        if self.is_mounted:
            self.run_worker(self.read_anew(), group="tab", exclusive=True)

    def on_resize(self, _event: Resize) -> None:
        """Another size, other columns."""
        if self.is_mounted:
            self.call_after_refresh(self.repaint)

    # Doing -----------------------------------------------------------------------------------

    async def action_undo(self) -> None:
        """A marked row that says more of itself lets go first: the step is named, then undone."""
        if not self.line.value and self.tab.marked is not None and self._said_here():
            self.forget_marks()
            self.repaint()
        else:
            await super().action_undo()

    def move(self, step: int) -> None:
        """Arrows go through what the open tab shows."""
        self.tab.move(step)

    def action_page(self, step: int) -> None:
        """Another page of a long text, or of the list."""
        if self.tab.page(step):
            self.repaint()
        else:
            super().action_page(step)

    def forget_marks(self) -> None:
        """Another text: nothing is marked."""
        self.tab.forget()

    def settle_marks(self) -> None:
        """A step is done, and what was in the line for it."""
        self.tab.settle()

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        return self.tab.unmark()

    async def run_command(self, command: str) -> None:
        """What an intention changes on the screen."""
        if command == "happened":
            self.app.push_screen(HistoryScreen(self.place, self.taking_back()))
        elif command == "gone":
            await self.app.go_home()
        else:
            await self.tab.run_command(command)

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks, Enter or a click on the hint acts."""
        self.tab.pick(event.items, event.place)
        self.repaint()

    async def go_back(self) -> None:
        """Esc: back to where it was opened. The event stays as it is."""
        await self.app.go_home()
