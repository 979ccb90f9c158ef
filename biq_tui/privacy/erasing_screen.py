"""Before somebody is erased: what goes, what must stay and until when, and the question."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters
from textual.widget import Widget

from ..core import clock
from ..core.errors import Refused
from ..core.intention import YES, Intention
from ..core.language import N_, _, ngettext
from ..core.telling import sentence
from ..ui.item_list import Item, ItemList, Tone
from ..ui.screen import BiqScreen
from . import sentences
from .classes import BY_KEY
from .erasing import BECAUSE, Plan, erase, plan
from .forgetting import drop_papers, forget, papers_with_names

ERASED = "erased"
GRAMMAR = ((N_("yes"), N_("Erases this person. This can't be taken back.")),)


class ErasingScreen(BiqScreen):
    """The name is on it while it is still known."""

    listed = getters.query_one("#erasing", ItemList)

    def __init__(self, first: Plan, shown: str) -> None:
        """`first`: what would be done when the screen was opened; `shown`: the name, as it may."""
        super().__init__()
        self._plan, self._shown = first, shown
        self._papers = 0
        self._done = False

    @property
    def place(self) -> str:
        """What is done here is told on Menschen."""
        return "people"

    @property
    def as_of(self) -> int:
        """The plan says how new it is."""
        return self._plan.as_of

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · People · erasing")

    def state(self) -> str:
        """Row 2: who, and how far."""
        if self._done:
            return ""
        name = "…" if self.app.names_hidden else self._shown
        until = self._plan.until
        if until is None:
            return _("{person}: everything can go.").format(person=name)
        day = f"{until.day}.{until.month}.{until.year}"
        return _("{person}: something must stay until {day}.").format(person=name, day=day)

    def label(self) -> str:
        """What the line is for."""
        return _("Erase?")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="erasing", label_width=0)

    async def reload(self) -> None:
        """Look anew at what would be done."""
        if self._done:
            return
        today = clock.local(clock.now()).date()
        try:
            self._plan = await self.app.read(plan, self._plan.person_id, today)
        except Refused:  # somebody else has erased her
            self._done = True
        self._papers = len(papers_with_names(self.app.options.folder))

    def read(self, text: str) -> Intention:
        """Nothing but a yes erases."""
        if self._done:
            return Intention(_("Esc: back to the list."))
        if text.strip().casefold() in YES:
            said = sentence(sentences.ERASED)
            hint = _("Enter: erases this person. This can't be taken back.")
            return Intention(hint, erase, (self._plan.person_id,), said, command=ERASED)
        return Intention(_("Erase this person? This can't be taken back. Type: yes"))

    def show_body(self) -> None:
        """What goes, what stays and why, what has to be looked at by hand."""
        if self._done:
            self.listed.items = ()
            return
        goes = [Item(_("THIS GOES, ALSO FROM “WHAT HAPPENED”"), tone=Tone.STRONG)]
        goes += [Item(f"  {said}") for said in _goes(self._plan, self._papers)]
        stays = [Item(""), Item(_("THIS STAYS"), tone=Tone.STRONG)]
        stays += [Item(f"  {said}") for said in _stays(self._plan)]
        self.listed.items = (*goes, *stays)

    async def run_command(self, command: str) -> None:
        """She is erased; now files and papers forget her, too."""
        if command != ERASED:
            return
        self._done = True
        if self.app.by in self._plan.names:
            self.app.take_over("")
        said = await forget(self.app.database, self.outcome)
        await drop_papers(self.app.options.folder)
        self.tell(" ".join(filter(None, (_("✓ Done."), said))))

    async def go_back(self) -> None:
        """Esc: back to Menschen."""
        await self.app.go_home()


def _goes(its: Plan, papers: int) -> Iterable[str]:
    yield _("Her name, in every list and search; what tells her apart; what she needs")
    for key, count in its.goes:
        yield f"{BY_KEY[key].called}: {count}"
    if its.mentions and not its.has_namesake:
        count = len(its.mentions)
        yield ngettext("Her name in {n} text", "Her name in {n} texts", count)
    if papers:
        yield ngettext(
            "{n} paper on this laptop: make it again if you need it",
            "{n} papers on this laptop: make them again if you need them",
            papers,
        )


def _stays(its: Plan) -> Iterable[str]:
    for kept in its.stays:
        day = f"{kept.until.day}.{kept.until.month}.{kept.until.year}"
        name, why = BY_KEY[kept.key].called, _(BECAUSE[kept.key])
        said = _("blocked until {day}: {records} (because: {why})")
        yield said.format(day=day, records=name, why=why)
    if its.stays:
        yield _("Her name is kept for this alone; no list and no search shows it.")
    if its.counted:
        yield ngettext(
            "{n} entry without her name, so that counts stay right",
            "{n} entries without her name, so that counts stay right",
            its.counted,
        )
    if its.has_namesake and its.mentions:
        yield _("Texts: somebody else has this name, too. Please look there yourself.")
    yield _("Printed lists, sticks, and older backups until they go: please look there yourself.")
