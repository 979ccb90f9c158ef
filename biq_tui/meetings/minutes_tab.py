"""Protokoll: what the minutes will say, to be read out; decisions, questions and the end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _
from ..ui.item_list import Item, ItemList, Tone
from .minutes import Minutes, minutes, minutes_of, text_lines
from .minutes_files import MINUTES_FOLDER, save, texts
from .minutes_line import GRAMMAR, Look, read_minutes
from .tab import MeetingTab

if TYPE_CHECKING:
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
        self._made = await self.screen.app.read(minutes, self.board.meeting_id)

    def read(self, text: str) -> Intention:
        """The line of Protokoll."""
        return read_minutes(text, Look(self.board, self._ending))

    def show(self) -> None:
        """The minutes, line by line; names only where they may be seen."""
        hidden = self.screen.app.names_hidden
        made = minutes_of(self.board) if hidden or self._made is None else self._made
        width = max(self.screen.size.width - 4, 20)
        headings = {made.title.upper(), *(section.heading.upper() for section in made.sections)}
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
        elif command == "save":
            self.screen.tell(await self._save())
        elif command == "ended":
            self.screen.tell(await self.screen.app.end_sitting(self.board.gathering_id))

    async def _save(self) -> str:
        app = self.screen.app
        folder = app.options.folder / MINUTES_FOLDER
        written = await app.read(texts, self.board.meeting_id)
        try:
            files = await asyncio.to_thread(save, written, folder)
        except Refused as refusal:
            return refusal.sentence
        return _("✓ The minutes are here: {file}").format(file=files[0])
