"""Before the names of an event are deleted: what goes, what stays, and the question."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual import getters
from textual.widget import Widget

from ...core.dates import day_words
from ...core.errors import Told
from ...core.intention import Intention
from ...core.language import _
from ...ui.item_list import Item, ItemList, Tone
from ...ui.screen import BiqScreen
from ..places import place_of
from .tidy_line import GRAMMAR, TIDIED, goes, read_tidy, stays
from .tidying import TABLES, Preview, preview

TRIES, PAUSE_SECONDS = 10, 0.1
"""So often it is tried to empty the files, and so long apart: other screens read now and then."""


class TidyScreen(BiqScreen):
    """Numbers only: no name is on it."""

    KEEPS_UNDONE = True

    listed = getters.query_one("#tidy", ItemList)

    def __init__(self, first: Preview) -> None:
        """`first`: what would go when the screen was opened."""
        super().__init__()
        self.preview = first

    @property
    def place(self) -> str:
        """What is done here is done to the event."""
        return place_of(self.preview.event_id)

    @property
    def as_of(self) -> int:
        """The preview says how new it is."""
        return self.preview.as_of

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · {title} · deleting names").format(title=self.preview.title)

    def state(self) -> str:
        """Row 2: by when."""
        seen = self.preview
        if seen.tidied_on is not None:
            return _("The names were deleted on {day}.").format(day=day_words(seen.tidied_on))
        if seen.due is None:
            return ""
        return _("To be done on {day}. You may do it earlier.").format(day=day_words(seen.due))

    def label(self) -> str:
        """What the line is for."""
        return _("Delete?")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="tidy", label_width=0)

    async def reload(self) -> None:
        """Count anew."""
        self.preview = await self.app.read(preview, self.preview.event_id)

    def read(self, text: str) -> Intention:
        """What Enter will do."""
        return read_tidy(text, self.preview)

    def show_body(self) -> None:
        """What goes, what stays."""
        gone = self.preview.tidied_on is not None
        heading = _("THIS IS DELETED, ALSO IN “WHAT HAPPENED”")
        rows = [Item(heading, tone=Tone.STRONG), *map(_line, goes(self.preview)), Item("")]
        kept = [Item(_("THIS STAYS"), tone=Tone.STRONG), *map(_line, stays(self.preview))]
        self.listed.items = tuple(kept if gone else (*rows, *kept))

    async def run_command(self, command: str) -> None:
        """It is deleted; now the files forget it, too."""
        if command != TIDIED:
            return
        is_gone = await self._forgotten()
        said = _("Done. The names are deleted.")
        if not is_gone:
            said += " " + _("Close BIQ once: only then they are out of the file as well.")
        self.tell(said)

    async def _forgotten(self) -> bool:
        """Whether the files have forgotten; while somebody reads they can't, so it waits a bit."""
        for _time in range(TRIES):
            try:
                if await asyncio.to_thread(self.app.database.forget, *TABLES, anew=True):
                    return True
            except Told:
                return False
            await asyncio.sleep(PAUSE_SECONDS)
        return False

    async def go_back(self) -> None:
        """Esc: to where it was opened."""
        await self.app.go_home()


def _line(said: str) -> Item:
    return Item(f"  {said}")
