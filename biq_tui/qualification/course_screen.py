"""One course run: a tab for each thing that is led from here."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.widget import Widget

from ..attendance.models import Sitting
from ..core.intention import Intention, UseCase
from ..core.language import _, ngettext
from ..ui.frame import Step
from ..ui.item_list import ItemList
from ..ui.screen import BiqScreen
from .ceremony_tab import CeremonyTab
from .course import Course, course, place_of
from .course_tab import CourseTab
from .dates_tab import DatesTab
from .lists import take_back
from .money_tab import MoneyTab
from .options_tab import OptionsTab
from .papers_tab import PapersTab
from .people_tab import PeopleTab
from .progress_tab import ProgressTab

DATES, PEOPLE, PROGRESS, MONEY, PAPERS = range(5)

NARROW = 80
"""Below this width, in cells, some tabs have a shorter name."""


class CourseScreen(BiqScreen):
    """Each tab has its list with numbers, and a line that begins with one of them."""

    KEEPS_UNDONE = True

    def __init__(self, first: Course) -> None:
        """`first`: the course as it was when the screen was opened."""
        super().__init__()
        self.course = first
        self._tabs: tuple[CourseTab, ...] = (
            DatesTab(self),
            PeopleTab(self),
            ProgressTab(self, first.run_id),
            MoneyTab(self, first.run_id),
            PapersTab(self),
            CeremonyTab(self, first.run_id),
            OptionsTab(self),
        )

    @property
    def tab(self) -> CourseTab:
        """The open tab."""
        return self._tabs[self.current_tab]

    @property
    def place(self) -> str:
        """The journal's name for this course."""
        return place_of(self.course.run_id)

    @property
    def as_of(self) -> int:
        """The course says how new it is."""
        return self.course.as_of

    def taking_back(self) -> UseCase:
        """What is taken back changes the lists of the dates, too."""
        return take_back

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Course {title}").format(title=self.course.title)

    def state(self) -> str:
        """Row 2: what the tab says, or the course in numbers."""
        seen = self.course
        facts = [
            ngettext("{n} person.", "{n} people.", len(seen.people)),
            ngettext("{n} date.", "{n} dates.", len(seen.dates)),
            ngettext("{n} unit (UE, 45 min.).", "{n} units (UE, 45 min.).", seen.units),
        ]
        on_holidays = sum(bool(row.free) and row.sitting is Sitting.PLANNED for row in seen.dates)
        if on_holidays:
            facts.append(ngettext("! {n} on a holiday.", "! {n} on holidays.", on_holidays))
        return self.tab.state() or "   ".join(facts)

    def tabs(self) -> tuple[str, ...]:
        """Row 3."""
        narrow = self.size.width < NARROW
        return tuple(_(tab.SHORT if narrow and tab.SHORT else tab.NAME) for tab in self._tabs)

    def label(self) -> str:
        """What the line is for."""
        return _(self.tab.LABEL)

    def event(self) -> str:
        """What the tab says, or what happened last."""
        last = self.course.last_event
        return self.tab.event() or (f"✓ {last.sentence}" if last else "")

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back."""
        step, last = self.course.my_step, self.course.last_event
        if step is None:
            return None
        return Step(step.number, step.sentence, latest=step == last, undoable=step.undoable)

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the open tab."""
        return self.tab.GRAMMAR

    def body(self) -> Iterable[Widget]:
        """A list for each tab; the open one is seen."""
        return [tab.listed for tab in self._tabs]

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the course anew, and what the open tab shows beside it."""
        self.course = await self.app.read(course, self.course.run_id, self.app.station.id)
        await self.tab.reload()

    async def on_screen_resume(self) -> None:
        """After a crash or a restart it opens here."""
        self.app.be_at(self.place)

    def open_again(self) -> None:
        """The tab that was open last, after a crash or a restart."""
        names = [tab.NAME for tab in self._tabs]
        if (last := self.app.tab_at(self.place)) in names:
            self.current_tab = names.index(last)

    def read(self, text: str) -> Intention:
        """The line of the open tab."""
        return self.tab.read(text)

    def show_body(self) -> None:
        """Paint the open tab's list."""
        for tab in self._tabs:
            tab.listed.display = tab is self.tab
        self.tab.show()
        self.show_event()

    def watch_current_tab(self, before: int, after: int) -> None:
        """What another tab shows may have changed since it was looked at."""
        super().watch_current_tab(before, after)
        if self.is_mounted:
            self.app.remember_tab(self.place, self.tab.NAME)
            self.run_worker(self.read_anew(), group="tab", exclusive=True)

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Arrows go through the open tab's list."""
        self.tab.move(step)

    def forget_marks(self) -> None:
        """Another text: nothing is marked, and no Enter was pressed on it."""
        for tab in self._tabs:
            tab.forget()

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        had = self.tab.marked is not None
        self.forget_marks()
        return had

    async def run_command(self, command: str) -> None:
        """What an intention changes on the screen."""
        if not self.tab.take(command):
            await self.tab.run_command(command)

    def take_pasted(self, text: str) -> bool:
        """A list of people, or a file that was dropped here, is fetched into this course."""
        self.run_worker(self.app.open_fetch(self.course.run_id, text))
        return True

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks, Enter or a click on the hint acts."""
        self.tab.pick(event.place)
        self.show_intention()
