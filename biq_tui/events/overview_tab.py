"""Überblick: the event on one page, and a line for all that is said of it most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ..core.intention import Intention
from ..core.language import N_, _
from ..ui.item_list import Item, ItemList, Tone
from .after.beside import Beside, beside
from .conflicts.found import conflicts_of
from .conflicts.words import sentence_of
from .overview_line import GRAMMAR, read_overview
from .overview_rows import Line, Sort, overview
from .reading import today
from .tab import EventTab

if TYPE_CHECKING:
    from .screens import EventScreen

NOTE_WIDTHS = {100: 40, 76: 34, 0: 22}
"""Columns for what stands at the right, on a screen of at least so many columns."""


class OverviewTab(EventTab):
    """Who gives what, what is next, and whether it can take place."""

    ID = "event-overview"
    NAME = N_("Overview")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: EventScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id=self.ID)
        self._conflicts: tuple[str, ...] = ()
        self._beside = Beside()

    def label(self) -> str:
        """What the line is for."""
        return _("Task")

    def widgets(self) -> Iterable[Widget]:
        """One list."""
        return (self._listed,)

    async def reload(self) -> None:
        """What is booked twice at the same time, and what there is of its day."""
        app, event = self.screen.app, self.plan.event
        self._beside = await app.read(beside, event)
        found = await app.read(conflicts_of, event.event_id)
        self._conflicts = tuple(
            sentence_of(conflict, event, app.names_hidden) for conflict in found if conflict.counts
        )

    def read(self, text: str) -> Intention:
        """The line of Überblick."""
        return read_overview(text, self.screen.look(self.marked))

    def order(self) -> list[int]:
        """The numbers that are seen, from the top."""
        return [number for number in self._numbers if number is not None]

    def show(self) -> None:
        """As much as there is room for."""
        width = next(wide for least, wide in NOTE_WIDTHS.items() if self.screen.size.width >= least)
        if self._listed.note_width != width:
            self._listed.note_width = width
            self._listed.refresh()
        look = self.screen.look(self.marked)
        lines = overview(
            look, self._conflicts, today(), self.screen.body_height, width, self._beside
        )
        self._numbers = [line.number for line in lines]
        self._listed.items = tuple(self._item(line) for line in lines)
        self.bring_into_sight(self._listed)

    def _item(self, line: Line) -> Item:
        if line.sort is Sort.HEADING:
            return Item(line.text, tone=Tone.STRONG)
        if line.number is None:
            return Item(line.text, note=line.note, tone=Tone.PLAIN if line.is_plain else Tone.DIM)
        sign, tone = self.look_of(line.number, line.is_plain)
        return Item(line.text, f"{line.number}", line.note, sign, tone)
