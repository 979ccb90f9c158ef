"""The tab of a course's dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from ..attendance.models import Sitting
from ..core import clock
from ..core.dates import full_date, short_weekday
from ..core.intention import Intention
from ..core.language import N_, _
from ..ui.item_list import Drawn, Item
from .course import DateRow
from .course_tab import CourseTab
from .curriculum import curriculum
from .dates_line import GRAMMAR, read_dates

if TYPE_CHECKING:
    from .course_screen import CourseScreen


class DatesTab(CourseTab):
    """When the course is, where, and with how many units."""

    ID = "dates"
    NAME, LABEL = N_("Dates"), N_("Date")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR
    NOTE_WIDTH = 18
    screen: CourseScreen

    def read(self, text: str) -> Intention:
        """The line of the dates."""
        return read_dates(text, self.screen.course, self.marked)

    def event(self) -> str:
        """Of the marked date, its module and whole title."""
        number = self.screen.intention.chosen
        if number is None:
            return ""
        plan = curriculum(self.screen.course.curriculum)
        block = next(row.block for row in self.screen.course.dates if row.number == number)
        return f"{plan.module_of(block).title} · {block}: {plan.block(block).title}"

    def numbers(self) -> list[int]:
        """As they are typed."""
        return [row.number for row in self.screen.course.dates]

    def items(self) -> Sequence[Item]:
        """By day."""
        return Drawn(self.screen.course.dates, self._date)

    def _date(self, row: DateRow) -> Item:
        starts, ends = clock.local(row.starts_at), clock.local(row.ends_at)
        day = f"{short_weekday(row.starts_at)} {full_date(row.starts_at)}"
        sign, tone = self.look_of(row.number, row.sitting is not Sitting.ENDED)
        note = f"{row.units} UE"
        if row.free:
            note = f"! {row.free}"
        elif row.sitting is Sitting.ENDED:
            note += " · " + _("has ended")
        elif row.venue:
            note += f" · {row.venue}"
        text = f"{day:<13} {starts:%H:%M}–{ends:%H:%M}  {row.title}"
        return Item(text, f"{row.number}", note, sign, tone)
