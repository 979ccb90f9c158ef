"""Going back to a backup: which there are, what would change, and the word `ja`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual import getters, on, work
from textual.widget import Widget

from ..core.backup import Backup, backups
from ..core.errors import Refused
from ..core.intention import YES, Intention
from ..core.language import N_, _
from ..ui.item_list import Item, ItemList, Tone
from ..ui.screen import BiqScreen
from .exchange import go_back_to, stage_and_preview
from .here import Here
from .preview import Preview
from .rows import Reading, side_items, state_items
from .staging import clear
from .words import backup_line, coming_words, missing_words

GRAMMAR = (
    (N_("(nothing)"), N_("Enter shows what would change. Nothing is changed yet.")),
    (N_("yes"), N_("Goes back to this backup. What is here now is backed up first.")),
)


def read_restore(text: str, marked: Backup | None, seen: Preview | None) -> Intention:
    """What Enter will do: `marked` is chosen in the list, `seen` is shown. Pure."""
    said = text.strip().casefold()
    if marked is None:
        return Intention(_("No backup is here. Esc: back."))
    if seen is None:
        if said:
            return Intention(_("↑↓ and Enter choose."))
        shows = _("Enter: shows what would change. Nothing is changed yet.")
        return Intention(shows, command="show")
    if said in YES:
        return Intention(_("Enter: goes back to this backup. BIQ starts anew."), command="restore")
    return Intention(_("Go back to it? Type: yes      Esc: back to the list"))


class RestoreScreen(BiqScreen):
    """A list of backups; then what one of them would change."""

    KEEPS_UNDONE = True

    rows = getters.query_one("#backups", ItemList)

    def __init__(self, here: Here) -> None:
        super().__init__()
        self._here = here
        self._backups: tuple[Backup, ...] = ()
        self._marked: Backup | None = None
        self._seen: Preview | None = None
        self._pages: Reading

    @property
    def place(self) -> str:
        """What is done here is told on Heute."""
        return "today"

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Backups")

    def state(self) -> str:
        """Row 2: what this is."""
        if self._seen is not None and self._marked is not None:
            return _("Backup: {backup}").format(backup=backup_line(self._marked))
        return _("What is here now is always backed up first.")

    def label(self) -> str:
        """What the line is for."""
        return _("Backup")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The grammar of the line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="backups", label_width=0)

    async def reload(self) -> None:
        """The backups that lie there now."""
        self._backups = await asyncio.to_thread(backups, self._here.backups)
        if self._marked not in self._backups:
            self._marked = next(iter(self._backups), None)

    def read(self, text: str) -> Intention:
        """First look, then `ja`."""
        return read_restore(text, self._marked, self._seen)

    def show_body(self) -> None:
        """The list, or what the marked one would change."""
        if self._seen is not None:
            self.rows.items = tuple(self._preview(self._seen))
            return
        self.rows.items = tuple(
            Item(
                f"  {backup_line(one)}",
                sign="▸" if one == self._marked else " ",
                tone=Tone.MARKED if one == self._marked else Tone.PLAIN,
            )
            for one in self._backups
        )
        if self._marked in self._backups:
            self.rows.show(self._backups.index(self._marked))

    def _preview(self, seen: Preview) -> Iterable[Item]:
        hidden = self.app.names_hidden
        yield from state_items(seen.staged.standing)
        yield Item("")
        yield from side_items(missing_words(seen.ours), seen.ours, hidden)
        if seen.theirs.count:
            yield Item("")
            yield from side_items(coming_words(seen.theirs), seen.theirs, hidden)

    def move(self, step: int) -> None:
        """Choose a backup; page through what one would change."""
        if self._seen is not None:
            self._pages.move(step)
        elif self._marked in self._backups:
            at = self._backups.index(self._marked) + step
            self._marked = self._backups[at % len(self._backups)]

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click chooses one."""
        if self._seen is None and event.place < len(self._backups):
            self._marked = self._backups[event.place]
            self.show_intention()

    async def run_command(self, command: str) -> None:
        """Look at it, or go back to it."""
        if command == "show":
            self.say(_("One moment …"))
            self._look()
        elif self._seen is not None:
            go_back_to(self.app, self._here, self._seen)

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        assert self._marked is not None
        try:
            seen = await stage_and_preview(self.app, self._marked.file, self._here)
        except Refused as refusal:
            self.say(refusal.sentence)
            return
        self._seen, self._pages = seen, Reading(self.rows)
        self.clear_line()
        self._hint_again()
        self.repaint()

    async def go_back(self) -> None:
        """Back to the list; from there to Heute."""
        if self._seen is not None:
            self._seen = None
            await asyncio.to_thread(clear, self._here)
            return
        await super().go_back()
