"""The tab of what can be printed for a course."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from ..core.dates import short_date
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.journal import Actor
from ..core.language import N_, _
from ..delivering import FOLDER, Delivery, Told, deliver
from ..ui.item_list import Item
from .course_tab import CourseTab
from .papers_line import GRAMMAR, Order, PaperRow, next_date, read_papers

if TYPE_CHECKING:
    from .course_screen import CourseScreen


class PapersTab(CourseTab):
    """Every paper by number. One Enter makes it and shows it; printing is the viewer's work."""

    ID = "papers"
    NAME, LABEL = N_("Papers"), N_("Number")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR
    NOTE_WIDTH = 30
    screen: CourseScreen

    def __init__(self, screen: CourseScreen) -> None:
        """`screen`: of the course run."""
        super().__init__(screen)
        self._rows: tuple[PaperRow, ...] = ()
        self._made: frozenset[str] = frozenset()

    async def reload(self) -> None:
        """Read what is made already for the next date."""
        from .papers.catalogue import CATALOGUE
        from .papers.printed import made_for

        self._rows = tuple(
            PaperRow(number, kind.key, _(kind.name), kind.of_date)
            for number, kind in enumerate(CATALOGUE, start=1)
        )
        date = next_date(self.screen.course)
        if date is not None:
            self._made = await self.screen.app.read(made_for, date.gathering_id)

    def read(self, text: str) -> Intention:
        """The number of a paper, and for which day."""
        return read_papers(text, self._rows, self.screen.course, self.marked)

    def numbers(self) -> list[int]:
        """As they are typed."""
        return [row.number for row in self._rows]

    def items(self) -> Sequence[Item]:
        """Those of the next date first; what is made already says so."""
        return [self._row(row) for row in self._rows]

    async def run_command(self, command: str) -> None:
        """Papers are made; meanwhile everything else goes on."""
        if command == "make":
            order: Order = self.screen.intention.args[0]
            deliver(self.screen, lambda told: self._make(order, told), order.stick)

    def _make(self, order: Order, told: Told) -> Delivery:
        """Make and save what is ordered. Blocks; belongs into a thread."""
        from ..papers.house import house_look
        from .papers.catalogue import Saved, make_each
        from .papers.wanted import Wanted

        app = self.screen.app
        database, folder = app.database, app.options.folder
        act = app.act(Actor.FACILITATOR, self.screen.place)
        wanted = Wanted(self.screen.course.run_id, order.date.gathering_id if order.date else None)
        look = house_look(database, folder)
        files: list[Path] = []
        notices: dict[str, None] = {}
        count = 0
        for one in make_each(database, act, order.keys, wanted, look, folder / FOLDER, told):
            if isinstance(one, Saved):
                count += 1
                files += one.files
                notices |= dict.fromkeys(one.notices)
            else:
                notices[one.sentence] = None
        if not files:
            raise Refused(" ".join(notices))
        return Delivery(tuple(files), count, tuple(notices))

    def _row(self, row: PaperRow) -> Item:
        sign, tone = self.look_of(row.number, lit=self.is_lit(row.number))
        date = next_date(self.screen.course)
        note = ""
        if row.of_date and date is not None:
            note = _("for {day}").format(day=short_date(date.starts_at))
            if row.key in self._made:
                note += " · " + _("made")
        return Item(row.name, f"{row.number}", note, sign, tone)
