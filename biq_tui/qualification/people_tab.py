"""The tab of who takes part in a course."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from ..core.dates import short_date
from ..core.intention import Intention
from ..core.language import N_, _
from ..people.public import lock_word
from ..ui.item_list import Drawn, Item
from .course import EnrolledRow
from .course_tab import CourseTab
from .enrolment import day_number
from .people_line import GRAMMAR, Look, read_people

if TYPE_CHECKING:
    from .course_screen import CourseScreen


class PeopleTab(CourseTab):
    """Everybody with her fixed number, and what is to be minded."""

    ID = "enrolled"
    NAME, LABEL = N_("People"), N_("Name")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR
    NOTE_WIDTH, COLUMN_WIDTH = 20, 46
    screen: CourseScreen

    def read(self, text: str) -> Intention:
        """The line of the people."""
        screen = self.screen
        look = Look(screen.course, self.marked, self.pressed, screen.app.names_hidden)
        return read_people(text, look)

    def numbers(self) -> list[int]:
        """As they are typed, and printed."""
        return [row.number for row in self.screen.course.people]

    def items(self) -> Sequence[Item]:
        """By number."""
        if not self.screen.course.people:
            return (Item(_("Nobody yet. Possible:  fetch list   +Name")),)
        return Drawn(self.screen.course.people, self._person)

    async def run_command(self, command: str) -> None:
        """People come from a file."""
        if command == "fetch":
            await self.screen.app.open_fetch(self.screen.course.run_id)

    def _person(self, row: EnrolledRow) -> Item:
        lit = self.is_lit(row.number)
        sign, tone = self.look_of(row.number, row.left_on is None, lit)
        name = self.screen.course.told_apart(row) if row.known_by else row.name
        name = f"{name} ({row.latin})" if row.latin else name
        if self.screen.app.names_hidden:
            name = row.name.split()[0] if lit and self.screen.text else ""
        return Item(name, f"{row.number}", self._said_of(row), sign, tone)

    def _said_of(self, row: EnrolledRow) -> str:
        hidden = self.screen.app.names_hidden
        if row.left_on:
            return _("until {day}").format(day=day_number(row.left_on))
        facts = [lock_word()] if row.locked and not hidden else []
        if row.excused:
            dates = {d.gathering_id: d for d in self.screen.course.dates}
            first = dates[row.excused[0]]
            facts.append(_("cancelled {day}").format(day=short_date(first.starts_at)))
        if row.joined_on:
            facts.append(_("from {day}").format(day=day_number(row.joined_on)))
        if row.needs and not hidden:
            facts.append(row.needs)
        return " · ".join(facts)
