"""Ordnen: ideas come into groups; columns where there is room, else a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ..core.intention import Intention
from ..core.language import N_, _
from ..ui.item_list import ItemList, Tone
from . import wall
from .board import IdeaRow
from .clusters_line import GRAMMAR, Look, read_order
from .models import IdeaState
from .tab import MeetingTab

if TYPE_CHECKING:
    from .screens import MeetingScreen


class OrderTab(MeetingTab):
    """First the numbers, then where they belong."""

    ID = "order"
    NAME = N_("Sort")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: MeetingScreen) -> None:
        super().__init__(screen)
        self._wall = ItemList(id="order-wall", label_width=0, column_width=wall.COLUMN)
        self._listed = ItemList(id="order-list", column_width=38)
        self._letters: list[str] = []
        """By its place in the list, the group that a click on its title means; "" for none."""

    def label(self) -> str:
        """What the line is for."""
        return _("Numbers")

    def widgets(self) -> Iterable[Widget]:
        """The wall, and the list for small screens."""
        return self._wall, self._listed

    def visible(self) -> Iterable[Widget]:
        """One of them."""
        return (self._wall,) if self.screen.is_wide else (self._listed,)

    def read(self, text: str) -> Intention:
        """The line of Ordnen."""
        return read_order(text, Look(self.board, self.marked))

    def order(self) -> list[int]:
        """As they stand on the screen: by group."""
        groups = (None, *(group.cluster_id for group in self.board.groups))
        return [idea.number for group in groups for idea in self.board.ideas_of(group)]

    def event(self) -> str:
        """Of the marked idea, its own words and what is the same."""
        idea = self.board.by_number.get(self.screen.intention.chosen or 0)
        if idea is None or self.screen.text:
            return ""
        same = [f"{double.number} “{double.text}”" for double in idea.doubles]
        said = _("the same: {ideas}").format(ideas=", ".join(same)) if same else ""
        own = idea.text if idea.short else ""
        return "   ".join(filter(None, [own, said]))

    def show(self) -> None:
        """Paint the groups."""
        wide = self.screen.is_wide
        shown = self._wall if wide else self._listed
        space = wall.Space.of(self.screen.size.width, self.screen.body_height)
        lines = (
            wall.in_columns(self.board, self._look_of, space)
            if wide
            else wall.listed(self.board, self._look_of)
        )
        self._numbers = [line.number for line in lines]
        self._letters = [line.letter for line in lines]
        shown.items = tuple(line.item for line in lines)
        self.bring_into_sight(shown)

    def pick(self, listed: ItemList, place: int) -> None:
        """A click marks; behind numbers in the line, it adds the idea or the group to them."""
        words = self.screen.text.split()
        if not words or not all(word.isdecimal() for word in words):
            super().pick(listed, place)
        elif place < len(self._numbers) and (
            clicked := self._letters[place] or self._numbers[place]
        ):
            self.screen.line.value = " ".join([*words, f"{clicked} "])

    def _look_of(self, idea: IdeaRow) -> tuple[str, Tone]:
        return self.look_of(idea.number, idea.state is not IdeaState.PARKED)
