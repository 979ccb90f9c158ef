"""Kurs: all course runs, the newest first."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters, on
from textual.widget import Widget

from ..core.dates import full_date
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..overview import Course
from ..ui.home_screen import COURSES, HomeScreen
from ..ui.item_list import Item, ItemList, Tone

PLACE = "courses"
"""The journal's name for what is done on this screen and its questions."""

NEW = frozenset({"+", "neuer kurs", "new course"})
FETCH = frozenset({"liste holen", "fetch list"})

GRAMMAR = (
    (N_("huchting"), N_("Opens this course.")),
    (N_("new course"), N_("A new course with all its dates.")),
    (N_("fetch list"), N_("People from a file: Excel, LibreOffice, or text.")),
)


class CoursesScreen(HomeScreen):
    """One Enter opens the course that is marked."""

    home = COURSES
    PLACE = PLACE

    courses_list = getters.query_one("#courses", ItemList)

    def __init__(self) -> None:
        super().__init__()
        self._courses: tuple[Course, ...] = ()
        self._as_of = -1
        self._marked: int | None = None

    @property
    def as_of(self) -> int:
        """The newest entry that is shown."""
        return self._as_of

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Courses")

    def state(self) -> str:
        """Row 2."""
        return ngettext("{n} course.", "{n} courses.", len(self._courses))

    def label(self) -> str:
        """What the line is for."""
        return _("Course")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="courses", label_width=0)

    async def reload(self) -> None:
        """Read all courses anew."""
        seen = await self.app.overview()
        self._courses, self._as_of = seen.courses, seen.as_of
        await self.read_steps()

    def read(self, text: str) -> Intention:
        """Enter opens a course, or begins the questions of a new one."""
        word = " ".join(text.casefold().split())
        if word in NEW:
            return Intention(_("Enter: a new course. Three questions."), command="new")
        if word in FETCH:
            return Intention(_("Enter: fetches people from a file."), command="fetch")
        if not self._courses:
            return Intention(_("Enter: a new course. Three questions."), command="new")
        found = self._found(text)
        if not found:
            return Intention(_("Nothing is called that. A new course:  new course"))
        chosen = next((c for c in found if c.run_id == self._marked), found[0])
        return Intention(
            _("Enter: opens “{title}”.").format(title=chosen.title),
            command=f"open {chosen.run_id}",
            chosen=chosen.run_id,
        )

    def show_body(self) -> None:
        """Each course on two lines: its name, and its numbers."""
        items: list[Item] = []
        for course in self._found(self.text):
            marked = course.run_id == self.intention.chosen
            tone = Tone.MARKED if marked else Tone.STRONG
            items.append(Item(f" {course.title}", sign="▸" if marked else " ", tone=tone))
            items.append(Item(f"   {_numbers(course)}", tone=Tone.DIM))
        if not self._courses:
            items = [Item(_(" There is no course yet."), tone=Tone.DIM)]
        self.courses_list.items = tuple(items)

    def move(self, step: int) -> None:
        """Choose a course."""
        ids = [course.run_id for course in self._found(self.text)]
        if ids:
            at = ids.index(self.intention.chosen) if self.intention.chosen in ids else -1
            self._marked = ids[(at + step) % len(ids)]

    def forget_marks(self) -> None:
        """Another search."""
        self._marked = None

    async def run_command(self, command: str) -> None:
        """Open a course or the questions."""
        verb, _space, run_id = command.partition(" ")
        if verb == "open":
            await self.app.open_course(int(run_id))
        elif verb == "fetch":
            await self.app.open_fetch()
        else:
            await self.app.open_new_course()

    def take_pasted(self, text: str) -> bool:
        """A list of people that is pasted here is fetched."""
        self.run_worker(self.app.open_fetch(pasted=text))
        return True

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks."""
        found = self._found(self.text)
        if event.place // 2 < len(found):
            self._marked = found[event.place // 2].run_id
            self.show_intention()

    def _found(self, text: str) -> list[Course]:
        words = text.casefold().split()
        return [c for c in self._courses if all(word in c.title.casefold() for word in words)]


def _numbers(course: Course) -> str:
    facts = [
        ngettext("{n} person", "{n} people", course.people),
        ngettext("{n} date", "{n} dates", course.dates),
    ]
    if course.first and course.last:
        span = _("{first} to {last}").format(
            first=full_date(course.first), last=full_date(course.last)
        )
        facts.append(span)
    if course.next:
        facts.append(_("next: {date}").format(date=full_date(course.next)))
    elif course.dates:
        facts.append(_("all dates are over"))
    return " · ".join(facts)
