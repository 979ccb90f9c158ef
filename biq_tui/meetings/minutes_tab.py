"""Protokoll: what the minutes will say, to be read out; decisions, questions and the end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _
from ..delivering import Delivery, Told, deliver
from ..ui.item_list import Item, ItemList, Tone
from ..voting.reading import Result
from .minutes import Minutes, minutes, minutes_of, plain, text_lines
from .minutes_files import MINUTES_FOLDER, left_behind, save_all, save_paper
from .minutes_line import GRAMMAR, Look, read_minutes
from .tab import MeetingTab
from .vote_minutes import results_at

if TYPE_CHECKING:
    from ..papers.look import Look as PaperLook
    from .screens import MeetingScreen


class MinutesTab(MeetingTab):
    """The read-out view."""

    ID = "minutes"
    NAME = N_("Minutes")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id="minutes", label_width=0)
        self._made: Minutes | None = None
        self._votes: tuple[Result, ...] = ()
        self._top = 0
        self._ending = False

    def label(self) -> str:
        """What the line is for."""
        return _("Minutes")

    def widgets(self) -> Iterable[Widget]:
        """One list, of lines to be read."""
        return (self._listed,)

    async def reload(self) -> None:
        """What the minutes say, with the names that may stand in them."""
        app = self.screen.app
        self._made = await app.read(minutes, self.board.meeting_id)
        self._votes = await app.read(results_at, self.board.meeting_id)

    def read(self, text: str) -> Intention:
        """The line of Protokoll."""
        return read_minutes(text, Look(self.board, self._ending))

    def show(self) -> None:
        """The minutes, line by line; names only where they may be seen."""
        hidden = self.screen.app.names_hidden
        made = self._made
        if hidden or made is None:
            made = minutes_of(self.board, self._votes)
        width = max(self.screen.size.width - 4, 20)
        texts = (made.title, *(section.heading for section in made.sections))
        headings = {plain(text).upper() for text in texts}
        lines = list(text_lines(made, width))
        self._listed.items = tuple(
            Item(f" {line}", tone=Tone.STRONG if line in headings else Tone.PLAIN) for line in lines
        )
        self._top = max(min(self._top, len(lines) - 1), 0)
        self._listed.show(self._top)

    def move(self, step: int) -> None:
        """Arrows turn the pages."""
        height = max(self.screen.body_height, 1)
        self._top = max(min(self._top + step * height, len(self._listed.items) - 1), 0)

    def forget(self) -> None:
        """Another text: the question stays open while somebody types yes."""

    def settle(self) -> None:
        """A step is done."""
        self._ending = False

    def left(self) -> None:
        """Another tab: nobody ends the meeting from there."""
        self._ending = False

    def unmark(self) -> bool:
        """Esc: not yet."""
        had = self._ending
        self._ending = False
        return had

    async def run_command(self, command: str) -> None:
        """Ask for the end, end, or save the minutes."""
        if command == "ask_end":
            self._ending = True
        elif command in ("save", "save_stick"):
            deliver(self.screen, self._save, onto_stick=command == "save_stick")
        elif command in ("print", "print_short"):
            deliver(self.screen, partial(self._print, short=command == "print_short"))
        elif command.startswith("event "):
            await self.screen.app.open_event(int(command.partition(" ")[2]))
        elif command.startswith("plan "):
            await self._plan(tuple(map(int, command.split()[1:])))
        elif command == "ended":
            self.screen.tell(await self.screen.app.end_sitting(self.board.gathering_id))

    async def _plan(self, wishes: tuple[int, ...]) -> None:
        """An event of these wishes; one may have been taken back meanwhile."""
        try:
            await self.screen.app.plan_wishes(wishes)
        except Refused as refusal:
            await self.screen.read_anew()
            self.screen.say(refusal.sentence)

    def _save(self, _told: Told) -> Delivery:
        """Make and save everything. Blocks; belongs into a thread."""
        app = self.screen.app
        left = app.database.read(left_behind, self.board.meeting_id)
        saved = save_all(left, self._look, app.options.folder / MINUTES_FOLDER)
        notices = (*filter(None, [saved.missing]), *saved.notices)
        said = _("The minutes are ready.")
        return Delivery(saved.files, len(saved.files), notices, said, opens=False)

    def _print(self, _told: Told, *, short: bool) -> Delivery:
        """Make and save one paper. Blocks; belongs into a thread."""
        app = self.screen.app
        left = app.database.read(left_behind, self.board.meeting_id)
        saved = save_paper(left, self._look(), app.options.folder / MINUTES_FOLDER, short=short)
        return Delivery(saved.files, 1, saved.notices)

    def _look(self) -> PaperLook:
        from ..papers.house import house_look

        return house_look(self.screen.app.database, self.screen.app.options.folder)
