"""The tab of what can be set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from ..core.intention import Intention
from ..core.language import N_, _
from ..ui.item_list import Drawn, Item
from .course_tab import CourseTab
from .options_line import GRAMMAR, Row, read_options, rows

if TYPE_CHECKING:
    from .course_screen import CourseScreen


class OptionsTab(CourseTab):
    """What belongs to the course, then what holds for all courses of the house."""

    ID = "options"
    NAME, LABEL = N_("More"), N_("Number")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR
    screen: CourseScreen

    def read(self, text: str) -> Intention:
        """A number, then the new value."""
        return read_options(text, self.screen.course, self.marked)

    def numbers(self) -> list[int]:
        """As they are typed."""
        return [row.number for row in rows(self.screen.course)]

    def items(self) -> Sequence[Item]:
        """What it is called, and its value or an example."""
        return Drawn(rows(self.screen.course), self._option)

    def _option(self, row: Row) -> Item:
        sign, tone = self.look_of(row.number, bool(row.value))
        value = row.value or _("not set, for example {example}").format(example=row.example)
        return Item(f"{row.name:<36} {value}", f"{row.number}", "", sign, tone)
