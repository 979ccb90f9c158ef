"""Menschen: everybody the house knows, with courses, Treffen and events."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from textual import getters, on, work
from textual.widget import Widget

from .core import journal
from .core.errors import Refused
from .core.intention import Intention, UseCase
from .core.language import _, ngettext
from .everyone_line import GRAMMAR, Look, Said, found, named, preview, read, split
from .everyone_rows import Everyone, Visit, everyone, visits
from .people.directory import Known, directory_of
from .people.public import lock_word
from .privacy import ways
from .qualification.merging import PLACE, merging, take_back
from .ui.home_screen import PEOPLE, HomeScreen
from .ui.item_list import Drawn, Item, ItemList, Tone

LABEL_WIDTH, NOTE_WIDTH = 3, 30
"""Columns for the number, at least, and for what is said of somebody."""


class EveryoneScreen(HomeScreen):
    """Ten thousand people are drawn as quickly as twenty."""

    home = PEOPLE
    PLACE = PLACE  # of the list of people, where two are found to be one, too

    people_list = getters.query_one("#everyone", ItemList)

    def __init__(self) -> None:
        super().__init__()
        self._seen = Everyone(directory_of(()), {}, (), -1)
        self._look = Look(self._seen.people)
        self._found: tuple[Known, ...] = ()
        self._searched: tuple[Said, int] | None = None
        self._shown: tuple[Known, tuple[Visit, ...]] | None = None

    @property
    def as_of(self) -> int:
        """The newest entry that is shown."""
        return self._seen.as_of

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · People")

    def state(self) -> str:
        """Row 2."""
        if self._shown is not None and not self.app.names_hidden:
            person, its_visits = self._shown
            dates = ngettext("{n} date.", "{n} dates.", len(its_visits))
            courses = ", ".join(self._seen.courses.get(person.person_id, ()))
            facts = [f"{named(person, self._look)}.", dates, courses, self._also(person)]
            if person.locked:
                facts.insert(1, lock_word())
            return "   ".join(filter(None, facts))
        return ngettext("{n} person.", "{n} people.", len(self._seen.people.people))

    def _also(self, person: Known) -> str:
        """The names of those who were found to be her."""
        names = [
            double.name for double in self._seen.merged if double.person_id == person.person_id
        ]
        return _("also: {names}").format(names=", ".join(names)) if names else ""

    def label(self) -> str:
        """What the line is for."""
        return _("Name")

    def event(self) -> str:
        """What happened last; of a badge, its code."""
        return f"✓ {self._last.sentence}" if self._last else ""

    def taking_back(self) -> UseCase:
        """Who is two persons again changes the lists of courses, too."""
        return take_back

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="everyone", note_width=NOTE_WIDTH)

    def mark(self, person_id: int) -> None:
        """Somebody was chosen elsewhere."""
        self.clear_line()
        self._mark(person_id)
        self._shown = None
        self.repaint()

    def _mark(self, person_id: int | None) -> None:
        self._look = replace(self._look, marked=person_id)

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read everybody anew, if anything has changed."""
        await self.read_steps()
        newest = await self.app.read(journal.last_number)
        if newest == self._seen.as_of:
            return
        seen = await self.app.read(everyone)
        plan = self._look.merging
        if plan is not None:
            plan = await self.app.read(merging, plan.double_id, plan.person_id)
        self._seen, self._shown = seen, None
        self._look = replace(self._look, people=seen.people, merged=seen.merged, merging=plan)

    def read(self, text: str) -> Intention:
        """Enter shows where somebody was; a verb says what is to be changed."""
        if self._shown is not None:
            return Intention(_("Esc: back to the list."))
        self._look = replace(
            self._look, names_hidden=self.app.names_hidden, typed=bool(self.text or text)
        )
        intention = read(text, self._look, self._search(split(text, self._seen.people)))
        if intention.command.startswith("look"):
            self._look_at(*map(int, intention.command.split()[1:]))
        return intention

    def _search(self, said: Said) -> tuple[Known, ...]:
        if self._searched != (said, self._seen.as_of):
            self._searched = (said, self._seen.as_of)
            self._found = found(said, self._seen.people)
        return self._found

    @work(exclusive=True, group="merging")
    async def _look_at(self, double_id: int, person_id: int) -> None:
        """Find out what would happen to the two; until then Enter does nothing."""
        with suppress(Refused):  # the database does not answer: row 1 says so
            plan = await self.app.read(merging, double_id, person_id)
            self._look = replace(self._look, merging=plan)
            self.show_intention()

    def show_body(self) -> None:
        """Everybody who is found, or the dates of the one who is shown."""
        width = max(LABEL_WIDTH, len(str(max(self._seen.people.places, default=0))))
        self._make_room(0 if self._shown is not None else width)
        if self._shown is not None:
            self.people_list.items = Drawn(self._shown[1], self._visit)
            return
        if self.intention.use_case is not None and len(self.intention.lit) == 2:
            self.people_list.items = (*map(self._person, self._found), *self._preview())
            self.people_list.show(0)
            return
        self.people_list.items = Drawn(self._found, self._person)
        chosen = self.intention.chosen
        if chosen is not None:
            ids = [person.person_id for person in self._found]
            self.people_list.show(ids.index(chosen))

    def _make_room(self, label_width: int) -> None:
        """So many columns for the number; lines that stay the same move, too."""
        if self.people_list.label_width != label_width:
            self.people_list.label_width = label_width
            self.people_list.refresh()

    def _preview(self) -> Iterable[Item]:
        """What will happen to the two that are one."""
        assert self._look.merging is not None
        yield Item("")
        for line in preview(self._look.merging, self._look):
            yield Item(f" {line}")

    def _person(self, person: Known) -> Item:
        marked = person.person_id == self.intention.chosen
        lit = person.person_id in self.intention.lit
        facts = [*([lock_word()] if person.locked and not self.app.names_hidden else [])]
        facts += self._seen.courses.get(person.person_id, ())
        sign, tone = ("▸", Tone.MARKED) if marked else ("›", Tone.HIT) if lit else (" ", Tone.PLAIN)
        name = named(person, self._look)
        name = name.removeprefix(f"{person.person_id} ")  # it stands at the left already
        return Item(name, f"{person.person_id}", ", ".join(facts), sign, tone)

    def _visit(self, visit: Visit) -> Item:
        return Item(f" {visit.date:>10}  {visit.title}", "", visit.word)

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Choose somebody."""
        if self._found and self._shown is None:
            ids = [person.person_id for person in self._found]
            marked = self._look.marked
            now = marked if marked is not None else self.intention.chosen
            at = ids.index(now) + step if now in ids else 0 if step > 0 else -1
            self._mark(ids[at % len(ids)])

    def forget_marks(self) -> None:
        """Another search."""
        self._mark(None)
        self._shown = None

    def unmark(self) -> bool:
        """Esc: from somebody's dates back to the list, then the mark goes."""
        if self._shown is not None:
            self._shown = None
            return True
        had = self._look.marked is not None
        self._mark(None)
        return had

    async def run_command(self, command: str) -> None:
        """Show somebody, or fetch a list."""
        verb, _space, person_id = command.partition(" ")
        if verb == "fetch":
            await self.app.open_fetch()
        elif verb == "show":
            person = next(p for p in self._seen.people.people if p.person_id == int(person_id))
            self._mark(person.person_id)
            self._shown = person, await self.app.read(visits, person.person_id)
        elif verb == "privacy":
            await self.app.open_privacy()
        elif verb:
            await ways.run_command(self, command)

    def show_lines(self, person_id: int, lines: Iterable[tuple[str, str, str]]) -> None:
        """Show these (a day, what, a word) in the place of somebody's dates."""
        person = self._seen.people.of(person_id)
        if person is not None:
            self._mark(person_id)
            self._shown = person, tuple(Visit(*line) for line in lines)
            self.repaint()

    def take_pasted(self, text: str) -> bool:
        """A list of people that is pasted here is fetched."""
        self.run_worker(self.app.open_fetch(pasted=text))
        return True

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks."""
        if self._shown is None and event.place < len(self._found):
            self._mark(self._found[event.place].person_id)
            self.show_intention()
