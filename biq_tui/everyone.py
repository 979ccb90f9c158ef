"""Menschen: everybody the house knows, with courses, Treffen and events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select
from textual import getters, on
from textual.widget import Widget

from .attendance.models import Expected, Gathering, Presence, State
from .core import journal
from .core.dates import full_date
from .core.intention import Intention
from .core.language import N_, _, ngettext
from .core.text import clean
from .people import sentences, service
from .people.directory import Directory, Known, directory_of, everybody
from .qualification.models import CourseRun, Enrolment
from .ui.frame import Step
from .ui.item_list import Drawn, Item, ItemList, Tone
from .ui.screen import BiqScreen

PLACE = "people"
"""The journal's name for what is done on this screen."""

GRAMMAR = (
    (N_("mül"), N_("Finds people. Enter shows where they were.")),
    (N_("mül called Sabine Möller"), N_("The name was wrong. It changes in every list.")),
    (N_("fetch list"), N_("People from a file: Excel, LibreOffice, or text.")),
)
CALLED = frozenset({"heißt", "heisst", "called"})
FETCH = frozenset({"liste holen", "fetch list"})


@dataclass(frozen=True, slots=True)
class Everyone:
    """All people, and the titles of their courses by person id."""

    people: Directory
    courses: dict[int, tuple[str, ...]]
    as_of: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at one gathering: how it went, in a word; "" if it is still to come."""

    date: str
    title: str
    word: str


def everyone(session: Session) -> Everyone:
    """Read all people with their courses."""
    courses: dict[int, tuple[str, ...]] = {}
    for person_id, title in session.exec(
        select(Enrolment.person_id, CourseRun.title)
        .join(CourseRun, col(CourseRun.id) == col(Enrolment.run_id))
        .order_by(col(CourseRun.id))
    ):
        courses[person_id] = (*courses.get(person_id, ()), title)
    return Everyone(directory_of(everybody(session)), courses, journal.last_number(session))


def visits(session: Session, person_id: int) -> tuple[Visit, ...]:
    """All gatherings somebody was or is expected at, the newest first."""
    rows = session.execute(
        select_columns(col(Gathering.title), col(Gathering.starts_at), col(Presence.state))
        .select_from(Expected)
        .join(Gathering, col(Gathering.id) == col(Expected.gathering_id))
        .join(
            Presence,
            (col(Presence.gathering_id) == col(Expected.gathering_id))
            & (col(Presence.person_id) == col(Expected.person_id)),
            isouter=True,
        )
        .where(col(Expected.person_id) == person_id)
        .order_by(col(Gathering.starts_at).desc())
    )
    words = {State.PRESENT: _("was here"), State.EXCUSED: _("cancelled"), State.ABSENT: _("absent")}
    return tuple(
        Visit(full_date(starts_at), title, words[State(state)] if state else "")
        for title, starts_at, state in rows
    )


class EveryoneScreen(BiqScreen):
    """Ten thousand people are drawn as quickly as twenty."""

    home = 2
    KEEPS_UNDONE = True

    people_list = getters.query_one("#everyone", ItemList)

    def __init__(self) -> None:
        super().__init__()
        self._seen = Everyone(directory_of(()), {}, -1)
        self._found: tuple[Known, ...] = ()
        self._searched: tuple[str, int] | None = None
        self._marked: int | None = None
        self._shown: tuple[Known, tuple[Visit, ...]] | None = None
        self._step: Step | None = None

    @property
    def place(self) -> str:
        """Names are corrected here."""
        return PLACE

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
            return f"{person.name}.   {dates}   {courses}"
        return ngettext("{n} person.", "{n} people.", len(self._seen.people.people))

    def label(self) -> str:
        """What the line is for."""
        return _("Name")

    def my_step(self) -> Step | None:
        """The name that was corrected last."""
        return self._step

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="everyone", label_width=0, note_width=30)

    def mark(self, person_id: int) -> None:
        """Somebody was chosen elsewhere."""
        self.clear_line()
        self._marked, self._shown = person_id, None
        self.repaint()

    # Reading and painting --------------------------------------------------------------------

    async def reload(self) -> None:
        """Read everybody anew, if anything has changed."""
        _last, self._step = await self.app.steps(PLACE)
        newest = await self.app.read(journal.last_number)
        if newest != self._seen.as_of:
            self._seen = await self.app.read(everyone)
            self._shown = None

    def read(self, text: str) -> Intention:
        """Enter shows where somebody was; a verb says what is to be changed."""
        if self._shown is not None:
            return Intention(_("Esc: back to the list."))
        if " ".join(text.casefold().split()) in FETCH:
            return Intention(_("Enter: fetches people from a file."), command="fetch")
        who, name = _split(text)
        found = self._search(who)
        if not found:
            return Intention(_("Nobody is called that.") if text else _("Nobody is here yet."))
        chosen = next((p for p in found if p.person_id == self._marked), None)
        if name and (chosen or len(found) == 1):
            return self._calling(chosen or found[0], name)
        if name:
            return Intention(_("Who is it? ↑↓ chooses."))
        if not text and chosen is None:
            return Intention(_("Type some letters of a name. Enter shows courses and dates."))
        chosen = chosen or found[0]
        shows = _("Enter: shows {person}.").format(person=self._named(chosen))
        return Intention(shows, command=f"show {chosen.person_id}", chosen=chosen.person_id)

    def _calling(self, person: Known, name: str) -> Intention:
        said = sentences.TEMPLATES[sentences.NAMED]
        assert isinstance(said, str)
        said = _(said).format(person=name)
        shown = _("the name is changed.") if self.app.names_hidden else said
        hint = _("Enter: {sentence}").format(sentence=shown)
        return Intention(
            hint, service.name, (person.person_id, name), said, chosen=person.person_id
        )

    def _search(self, text: str) -> tuple[Known, ...]:
        if self._searched != (text, self._seen.as_of):
            self._searched = (text, self._seen.as_of)
            self._found = self._seen.people.found(text)
        return self._found

    def show_body(self) -> None:
        """Everybody who is found, or the dates of the one who is shown."""
        if self._shown is not None:
            self.people_list.items = Drawn(self._shown[1], self._visit)
            return
        self.people_list.items = Drawn(self._found, self._person)
        chosen = self.intention.chosen
        if chosen is not None:
            ids = [person.person_id for person in self._found]
            self.people_list.show(ids.index(chosen))

    def _person(self, person: Known) -> Item:
        marked = person.person_id == self.intention.chosen
        note = ", ".join(self._seen.courses.get(person.person_id, ()))
        tone = Tone.MARKED if marked else Tone.PLAIN
        return Item(f" {self._named(person)}", "", note, "▸" if marked else " ", tone)

    def _visit(self, visit: Visit) -> Item:
        return Item(f" {visit.date:>10}  {visit.title}", "", visit.word)

    def _named(self, person: Known) -> str:
        if self.app.names_hidden:
            return person.name.split()[0] if self.text else "…"
        return f"{person.name} ({person.latin})" if person.latin else person.name

    # Doing -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Choose somebody."""
        if self._found and self._shown is None:
            ids = [person.person_id for person in self._found]
            now = self._marked if self._marked is not None else self.intention.chosen
            at = ids.index(now) + step if now in ids else 0 if step > 0 else -1
            self._marked = ids[at % len(ids)]

    def forget_marks(self) -> None:
        """Another search."""
        self._marked, self._shown = None, None

    def unmark(self) -> bool:
        """Esc: from somebody's dates back to the list, then the mark goes."""
        if self._shown is not None:
            self._shown = None
            return True
        had, self._marked = self._marked is not None, None
        return had

    async def run_command(self, command: str) -> None:
        """Show somebody, or fetch a list."""
        verb, _space, person_id = command.partition(" ")
        if verb == "fetch":
            await self.app.open_fetch()
        elif verb == "show":
            person = next(p for p in self._seen.people.people if p.person_id == int(person_id))
            self._marked = person.person_id
            self._shown = person, await self.app.read(visits, person.person_id)

    def take_pasted(self, text: str) -> bool:
        """A list of people that is pasted here is fetched."""
        self.run_worker(self.app.open_fetch(pasted=text))
        return True

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks."""
        if self._shown is None and event.place < len(self._found):
            self._marked = self._found[event.place].person_id
            self.show_intention()

    async def go_back(self) -> None:
        """Esc: Heute."""
        await self.app.turn_home(0)


def _split(text: str) -> tuple[str, str]:
    """Who, and the new name after "called"."""
    words = text.split()
    for place in range(1, len(words) - 1):
        if words[place].casefold() in CALLED:
            return " ".join(words[:place]), clean(" ".join(words[place + 1 :]))
    return text, ""
