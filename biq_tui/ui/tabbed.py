"""A screen with tabs that each have a line of their own; it passes on to the open one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.events import Resize
from textual.widget import Widget

from ..core.intention import Intention
from ..core.language import _
from .frame import FIXED_ROWS, WIDE
from .item_list import ItemList
from .screen import BiqScreen
from .tab import Tab

OneTab = TypeVar("OneTab", bound=Tab[Any])


class TabbedScreen(BiqScreen, Generic[OneTab]):
    """Each tab has its line, and one meaning. The one that was open last is open again."""

    KEEPS_UNDONE: ClassVar[bool] = True

    _tabs: tuple[OneTab, ...]

    def hold(self, tabs: tuple[OneTab, ...], open_tab: str) -> None:
        """Has these tabs, and opens the one with the ID `open_tab`, or the first."""
        self._tabs = tabs
        ids = [each.ID for each in tabs]
        first = ids.index(open_tab) if open_tab in ids else 0
        self.set_reactive(TabbedScreen.current_tab, first)

    @property
    def tab(self) -> OneTab:
        """The open tab."""
        return self._tabs[self.current_tab]

    @property
    def is_wide(self) -> bool:
        """Whether there is room for columns side by side."""
        return self.size.width >= WIDE

    @property
    def body_height(self) -> int:
        """Rows between the rules."""
        return max(self.size.height - FIXED_ROWS, 1)

    # What stands in the fixed places ---------------------------------------------------------

    def tabs(self) -> tuple[str, ...]:
        """Row 3."""
        return tuple(_(tab.NAME) for tab in self._tabs)

    def label(self) -> str:
        """What the line is for."""
        return self.tab.label()

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
        super().watch_current_tab(before, after)
        if self.is_mounted:
            self.app.remember_tab(self.place, self.tab.ID)
            self.run_worker(self.read_anew(), group="tab", exclusive=True)

    def on_resize(self, _event: Resize) -> None:
        """Another size, other columns."""
        if self.is_mounted:
            self.call_after_refresh(self.repaint)

    # Doing -----------------------------------------------------------------------------------

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

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks, Enter or a click on the hint acts."""
        self.tab.pick(event.items, event.place)
        self.repaint()

    async def go_back(self) -> None:
        """Esc: to where it was opened. What it shows stays as it is."""
        await self.app.go_home()
