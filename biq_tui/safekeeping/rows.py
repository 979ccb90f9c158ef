"""What each side of an exchange has, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.standing import Standing
from ..ui.item_list import Item, ItemList, Tone
from .preview import Side
from .words import moment_words, state_words


def words_item(said: str) -> Item:
    """A sentence."""
    return Item(f" {said}", tone=Tone.STRONG)


class Reading:
    """Rows that are longer than the screen: the arrows page through them."""

    def __init__(self, rows: ItemList) -> None:
        self._rows = rows
        self._top = 0

    def move(self, step: int) -> None:
        """A page further or back."""
        height = max(self._rows.size.height, 1)
        most = max(len(self._rows.items) - 1, 0) // height
        self._top = min(max(self._top + step, 0), most)
        self._rows.show(self._top * height)


def state_items(of: Standing) -> Iterator[Item]:
    """What data there are."""
    yield from (Item(f"   {said}") for said in state_words(of))


def side_items(head: str, side: Side, names_hidden: bool) -> Iterator[Item]:
    """A sentence, and the newest steps below it; a step may say a name."""
    yield words_item(head)
    if names_hidden:
        return
    for line in side.steps:
        yield Item(f"   {moment_words(line.at)}  {line.sentence}", tone=Tone.DIM)
    if side.count > len(side.steps):
        yield Item("   …", tone=Tone.DIM)
