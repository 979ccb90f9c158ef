"""Was war: everything that happened at a place, in sentences; any step can be taken back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from textual import getters, on
from textual.widget import Widget

from ..core import clock
from ..core.intention import Intention, UseCase
from ..core.journal import Actor
from ..core.language import _, ngettext
from ..core.telling import Happened, happened, take_back, taken_back
from .item_list import Drawn, Item, ItemList, Tone
from .screen import BiqScreen


class HistoryScreen(BiqScreen):
    """The journal of one place, newest at the bottom, next to the line."""

    entries_list = getters.query_one("#entries", ItemList)

    def __init__(self, place: str, takes_back: UseCase = take_back) -> None:
        """`takes_back`: the use case that takes one of its steps back, as Ctrl+Z does there."""
        super().__init__()
        self._place = place
        self._takes_back = takes_back
        self._entries: tuple[Happened, ...] = ()
        self._marked: int | None = None

    @property
    def place(self) -> str:
        """What is taken back here is a step of that place's own screen."""
        return self._place

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · What happened")

    def state(self) -> str:
        """Row 2."""
        return ngettext("{n} step.", "{n} steps.", len(self._entries))

    def label(self) -> str:
        """What the line is for."""
        return _("Search")

    def body(self) -> Iterable[Widget]:
        """One list."""
        yield ItemList(id="entries", label_width=5, note_width=16)

    async def reload(self) -> None:
        """Read the journal anew."""
        self._entries = await self.app.read(happened, self._place)

    def read(self, text: str) -> Intention:  # noqa: ARG002 - the marked step counts, not the search
        """Enter takes the marked step back."""
        found = self._found()
        marked = self._marked_place(found)
        if marked is None:
            return Intention(_("↑↓ chooses a step. Typing searches. Esc: back"))
        entry = found[marked]
        if entry.undone:
            return Intention(_("This is taken back already."))
        if not entry.undoable:
            return Intention(_("This can't be taken back."))
        said = taken_back(entry.sentence)
        hint = _("Enter: {sentence}").format(sentence=said)
        if self.app.names_hidden:
            hint = _("Enter: takes this step back.")
        return Intention(hint, self._takes_back, (entry.number,), said)

    def show_body(self) -> None:
        """Paint the steps that fit the search."""
        found = self._found()
        marked = self._marked_place(found)
        self.entries_list.items = Drawn(found, self._item)
        if found:
            self.entries_list.show(len(found) - 1 if marked is None else marked)

    def move(self, step: int) -> None:
        """↑ from the line marks the newest step."""
        found = self._found()
        if not found:
            return
        marked = self._marked_place(found)
        if marked is None:
            self._marked = found[-1 if step < 0 else 0].number
        else:
            self._marked = found[(marked + step) % len(found)].number

    def forget_marks(self) -> None:
        """Another search."""
        self._marked = None

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        had, self._marked = self._marked is not None, None
        return had

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks."""
        self._marked = self._found()[event.place].number
        self.show_intention()

    def _found(self) -> tuple[Happened, ...]:
        words = self.text.casefold().split()
        if not words:
            return self._entries
        return tuple(
            entry
            for entry in self._entries
            if all(word in f"{entry.sentence} {entry.by}".casefold() for word in words)
        )

    def _marked_place(self, found: tuple[Happened, ...]) -> int | None:
        if self._marked is None:
            return None
        place = bisect_left(found, self._marked, key=lambda entry: entry.number)
        stands = place < len(found) and found[place].number == self._marked
        return place if stands else None

    def _item(self, entry: Happened) -> Item:
        marked, hidden = entry.number == self._marked, self.app.names_hidden
        by = _("by phone") if entry.actor is Actor.PHONE else "" if hidden else entry.by
        return Item(
            text="…" if hidden else entry.sentence,
            label=clock.clock_time(entry.at),
            note=_("taken back") if entry.undone else by,
            sign="▸" if marked else " ",
            tone=Tone.MARKED if marked else Tone.DIM if entry.undone else Tone.PLAIN,
        )
