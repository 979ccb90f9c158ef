"""What waits from phones, on Sammeln: a quiet row, and the marked idea shown whole."""

from __future__ import annotations

from textual.widget import Widget

from ..ui.item_list import Item, ItemList, Tone
from .tab import MeetingTab
from .waiting_card import card, notice


class WaitingView:
    """Which idea from a phone is marked. No news changes that, and no letter does."""

    def __init__(self, tab: MeetingTab) -> None:
        """`tab`: on which it is drawn."""
        self._tab = tab
        self.notice = ItemList(id="waiting-notice", label_width=0)
        self._card = ItemList(id="waiting-card")
        self.marked: int | None = None
        """Id of the marked idea."""
        self._page = 0
        """Which page of its words is seen."""

    @property
    def rows(self) -> int:
        """Rows of the notice: there as soon as phones are invited, so that nothing moves for it."""
        board = self._tab.board
        return int(board.phones_invited or bool(board.waiting))

    def widgets(self) -> tuple[Widget, ...]:
        """What it is drawn with."""
        return self.notice, self._card

    def visible(self, above: tuple[Widget, ...], below: int) -> tuple[Widget, ...]:
        """What is seen while an idea is marked: the card, and `above` it the wall if it is short.

        `below`: rows beneath the wall; 0 where there is none.
        """
        return (*above, self._card) if self._is_short(below) else (self._card,)

    def mark(self, sent_id: int | None) -> None:
        """Another idea is marked, or none."""
        self.marked, self._page = sent_id, 0

    def mark_newest(self) -> None:
        """The one that came last."""
        if waiting := self._tab.board.waiting:
            self.mark(waiting[-1].sent_id)

    def turn(self, step: int) -> bool:
        """Another page of its words; False: nothing is marked."""
        if self.marked is None:
            return False
        self._page = max(self._page + step, 0)
        return True

    def show(self, below: int) -> None:
        """Paint both. `below`: rows beneath the wall; 0 where there is none."""
        said = f"  {notice(len(self._tab.board.waiting))}"
        self.notice.items = (Item(said, tone=Tone.DIM),)
        if self.marked is None:
            return
        items, height = self._items(), self._tab.screen.body_height
        short = self._is_short(below)
        self._card.styles.height = below if short else "1fr"
        self._card.items = (Item(""), *items) if short else items
        self._page = min(self._page, 0 if short else (len(items) - 1) // height)
        self._card.show(self._page * height)

    def _items(self) -> tuple[Item, ...]:
        if self.marked is None:
            return ()
        screen = self._tab.screen
        hidden, room = screen.app.names_hidden, (screen.size.width, screen.body_height)
        return card(self._tab.board, self.marked, hidden, *room)

    def _is_short(self, below: int) -> bool:
        return len(self._items()) < below
