"""Mehr: what is booked twice, access, needs, and where the event comes from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ..core.intention import Intention
from ..core.language import N_, _
from ..delivering import FOLDER, Delivery, Told, deliver
from ..overview import NAMES_WEEKS
from ..ui.item_list import Item, ItemList, Tone
from .after.tidying import weeks
from .conflicts.found import Conflict, conflicts_of
from .more_line import GRAMMAR, More, read_more
from .more_view import Line, lines_of
from .papers_line import MAKE, Wanted
from .reading import today
from .tab import EventTab

if TYPE_CHECKING:
    from .papers.wanted import Order
    from .screens import EventScreen

_MARGIN = 4
"""Columns for the sign, and a blank at the end."""


class MoreTab(EventTab):
    """Headings and one line each; the line says what is found and what is all right."""

    ID = "event-more"
    NAME = N_("More")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: EventScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id=self.ID, label_width=0)
        self._conflicts: tuple[Conflict, ...] = ()
        self._names_weeks = NAMES_WEEKS
        self._top = 0
        """The row at which the page that is seen begins, if nothing is chosen."""

    def label(self) -> str:
        """What the line is for."""
        return _("More")

    def widgets(self) -> Iterable[Widget]:
        """One list."""
        return (self._listed,)

    async def reload(self) -> None:
        """What does not go together."""
        self._conflicts = await self.screen.app.read(conflicts_of, self.plan.event.event_id)
        self._names_weeks = await self.screen.app.read(weeks)

    def read(self, text: str) -> Intention:
        """What Enter will do."""
        return read_more(text, More(self.screen.look(self.marked), self._conflicts))

    def order(self) -> list[int]:
        """Arrows go through what is booked twice."""
        return list(range(len(self._conflicts)))

    def page(self, step: int) -> bool:
        """Another page of what does not fit on one."""
        height = self.screen.body_height
        last = max(len(self._listed.items) - 1, 0) // height * height
        self._top = max(min(self._top + step * height, last), 0)
        self.marked = None
        return True

    def left(self) -> None:
        """The next time it begins at the top."""
        super().left()
        self._top = 0

    def show(self) -> None:
        """Row by row."""
        screen = self.screen
        width = screen.size.width - _MARGIN
        hidden = screen.app.names_hidden
        lines = lines_of(self.plan, self._conflicts, today(), width, hidden, self._names_weeks)
        self._numbers = [line.place for line in lines]
        self._listed.items = tuple(self._item(line) for line in lines)
        if screen.intention.chosen is None:
            self._listed.show(max(min(self._top, len(lines) - 1), 0))
        else:
            self.bring_into_sight(self._listed)

    async def run_command(self, command: str) -> None:
        """Papers are made; meanwhile everything else goes on."""
        if command == MAKE:
            wanted: Wanted = self.screen.intention.args[0]
            deliver(self.screen, partial(self._make, wanted.order), wanted.onto_stick)

    def _make(self, order: Order, _told: Told) -> Delivery:
        """Make and save what is ordered. Blocks; belongs into a thread."""
        from ..papers.house import house_look
        from ..papers.keeping import save
        from .papers.catalogue import make

        app = self.screen.app
        folder = app.options.folder
        look = house_look(app.database, folder)
        made = make(app.database, self.plan.event.event_id, order, look)
        return Delivery((save(made.pdf, folder / FOLDER / made.file),), made.count, made.notices)

    def _item(self, line: Line) -> Item:
        sign, tone = " ", Tone.DIM if line.is_dim else Tone.PLAIN
        if line.place is not None:
            sign, tone = self.look_of(line.place, not line.is_dim)
        return Item(line.text, sign=sign, tone=tone)
