"""One course run: its dates, its people, and what can be set."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters, on
from textual.widget import Widget

from ..attendance.models import Sitting
from ..core import clock
from ..core.dates import full_date, short_date, short_weekday
from ..core.intention import Intention, UseCase
from ..core.language import _, ngettext
from ..people.public import lock_word
from ..ui.frame import Step
from ..ui.item_list import Drawn, Item, ItemList, Tone
from ..ui.screen import BiqScreen
from . import dates_line, options_line, people_line
from .course import Course, DateRow, EnrolledRow, course, place_of
from .curriculum import curriculum
from .dates_line import read_dates
from .enrolment import day_number
from .lists import take_back
from .options_line import Row, read_options
from .people_line import Look, read_people

DATES, PEOPLE, MORE = range(3)
LISTS = ("#dates", "#enrolled", "#options")


class CourseScreen(BiqScreen):
    """Each tab has its list with numbers, and a line that begins with one of them."""

    KEEPS_UNDONE = True

    dates_list = getters.query_one("#dates", ItemList)
    people_list = getters.query_one("#enrolled", ItemList)
    options_list = getters.query_one("#options", ItemList)

    def __init__(self, first: Course) -> None:
        """`first`: the course as it was when the screen was opened."""
        super().__init__()
        self.course = first
        self._marked: int | None = None
        self._pressed = ""

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
        """Row 2: the course in numbers."""
        seen = self.course
        facts = [
            ngettext("{n} person.", "{n} people.", len(seen.people)),
            ngettext("{n} date.", "{n} dates.", len(seen.dates)),
            ngettext("{n} unit (UE, 45 min.).", "{n} units (UE, 45 min.).", seen.units),
        ]
        on_holidays = sum(bool(row.free) and row.sitting is Sitting.PLANNED for row in seen.dates)
        if on_holidays:
            facts.append(ngettext("! {n} on a holiday.", "! {n} on holidays.", on_holidays))
        return "   ".join(facts)

    def tabs(self) -> tuple[str, ...]:
        """Row 3."""
        return (_("Dates"), _("People"), _("More"))

    def label(self) -> str:
        """What the line is for."""
        return (_("Date"), _("Name"), _("Number"))[self.current_tab]

    def event(self) -> str:
        """What happened last; of a marked date, its module and whole title."""
        if self.current_tab == DATES and self.intention.chosen is not None:
            return self._block(self.intention.chosen)
        last = self.course.last_event
        return f"✓ {last.sentence}" if last else ""

    def _block(self, number: int) -> str:
        plan = curriculum(self.course.curriculum)
        block = next(row.block for row in self.course.dates if row.number == number)
        return f"{plan.module_of(block).title} · {block}: {plan.block(block).title}"

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back."""
        step, last = self.course.my_step, self.course.last_event
        if step is None:
            return None
        return Step(step.number, step.sentence, latest=step == last, undoable=step.undoable)

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the open tab."""
        grammars = (dates_line.GRAMMAR, people_line.GRAMMAR, options_line.GRAMMAR)
        return grammars[self.current_tab]

    def body(self) -> Iterable[Widget]:
        """A list for each tab; the open one is seen."""
        yield ItemList(id="dates", note_width=18)
        yield ItemList(id="enrolled", note_width=20, column_width=46)
        yield ItemList(id="options", label_width=3)

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the course anew."""
        self.course = await self.app.read(course, self.course.run_id, self.app.station.id)

    def read(self, text: str) -> Intention:
        """The line of the open tab."""
        if self.current_tab == DATES:
            return read_dates(text, self.course, self._marked)
        if self.current_tab == MORE:
            return read_options(text, self.course, self._marked)
        look = Look(self.course, self._marked, self._pressed, self.app.names_hidden)
        return read_people(text, look)

    def show_body(self) -> None:
        """Paint the open tab's list."""
        for place, name in enumerate(LISTS):
            self.query_one(name).display = place == self.current_tab
        if self.current_tab == DATES:
            self.dates_list.items = Drawn(self.course.dates, self._date)
        elif self.current_tab == PEOPLE:
            self.people_list.items = Drawn(self.course.people, self._person)
            if not self.course.people:
                self.people_list.items = (Item(_("Nobody yet. Possible:  fetch list   +Name")),)
        else:
            self.options_list.items = Drawn(options_line.rows(self.course), self._option)
        self.show_event()
        numbers = self._numbers()
        if self.intention.chosen in numbers:
            shown = self.query_one(LISTS[self.current_tab], ItemList)
            shown.show(numbers.index(self.intention.chosen))

    def _numbers(self) -> list[int]:
        if self.current_tab == DATES:
            return [row.number for row in self.course.dates]
        if self.current_tab == PEOPLE:
            return [row.number for row in self.course.people]
        return [row.number for row in options_line.rows(self.course)]

    def _date(self, row: DateRow) -> Item:
        starts, ends = clock.local(row.starts_at), clock.local(row.ends_at)
        day = f"{short_weekday(row.starts_at)} {full_date(row.starts_at)}"
        sign, tone = self._look_of(row.number, row.sitting is not Sitting.ENDED)
        note = f"{row.units} UE"
        if row.free:
            note = f"! {row.free}"
        elif row.sitting is Sitting.ENDED:
            note += " · " + _("has ended")
        elif row.venue:
            note += f" · {row.venue}"
        text = f"{day:<13} {starts:%H:%M}–{ends:%H:%M}  {row.title}"
        return Item(text, f"{row.number}", note, sign, tone)

    def _person(self, row: EnrolledRow) -> Item:
        lit = row.number in self.intention.lit or row.number == self.intention.chosen
        sign, tone = self._look_of(row.number, row.left_on is None, lit)
        name = self.course.told_apart(row) if row.known_by else row.name
        name = f"{name} ({row.latin})" if row.latin else name
        if self.app.names_hidden:
            name = row.name.split()[0] if lit and self.text else ""
        return Item(name, f"{row.number}", self._said_of(row), sign, tone)

    def _said_of(self, row: EnrolledRow) -> str:
        if row.left_on:
            return _("until {day}").format(day=day_number(row.left_on))
        facts = [lock_word()] if self._shows_lock(row) else []
        if row.excused:
            dates = {d.gathering_id: d for d in self.course.dates}
            first = dates[row.excused[0]]
            facts.append(_("cancelled {day}").format(day=short_date(first.starts_at)))
        if row.joined_on:
            facts.append(_("from {day}").format(day=day_number(row.joined_on)))
        if row.needs and not self.app.names_hidden:
            facts.append(row.needs)
        return " · ".join(facts)

    def _shows_lock(self, row: EnrolledRow) -> bool:
        return row.locked and not self.app.names_hidden

    def _option(self, row: Row) -> Item:
        sign, tone = self._look_of(row.number, bool(row.value))
        value = row.value or _("not set, for example {example}").format(example=row.example)
        return Item(f"{row.name:<36} {value}", f"{row.number}", "", sign, tone)

    def _look_of(self, number: int, plain: bool, lit: bool = False) -> tuple[str, Tone]:
        if number == self.intention.chosen:
            return "▸", Tone.MARKED
        if lit:
            return "›", Tone.HIT
        return " ", Tone.PLAIN if plain else Tone.DIM

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Arrows go through the hits, or through the whole list."""
        lit = sorted(self.intention.lit) if self.text else []
        numbers = lit or self._numbers()
        if numbers:
            now = self._marked if self._marked is not None else self.intention.chosen
            at = numbers.index(now) + step if now in numbers else 0 if step > 0 else -1
            self._marked = numbers[at % len(numbers)]

    def forget_marks(self) -> None:
        """Another text: nothing is marked, and no Enter was pressed on it."""
        self._marked, self._pressed = None, ""

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        had = self._marked is not None
        self.forget_marks()
        return had

    async def run_command(self, command: str) -> None:
        """What an intention changes on the screen."""
        if command == "mark":
            self._marked = self.intention.args[0]
        elif command == "press":
            self._pressed = self.text.strip()
        elif command == "fetch":
            await self.app.open_fetch(self.course.run_id)

    def take_pasted(self, text: str) -> bool:
        """A list of people, or a file that was dropped here, is fetched into this course."""
        self.run_worker(self.app.open_fetch(self.course.run_id, text))
        return True

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks, Enter or a click on the hint acts."""
        numbers = self._numbers()
        if event.place < len(numbers):
            self._marked = numbers[event.place]
            self.show_intention()
