"""Money of an event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ...core.intention import Intention
from ...core.language import N_, _
from ...ui.item_list import ItemList
from ..tab import EventTab

if TYPE_CHECKING:
    from ..screens import EventScreen


class MoneyTab(EventTab):
    """Money."""

    ID = "event-money"
    NAME = N_("Money")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, screen: EventScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id=self.ID)

    def label(self) -> str:
        """What the line is for."""
        return _("Money")

    def widgets(self) -> Iterable[Widget]:
        """One list."""
        return (self._listed,)

    def read(self, text: str) -> Intention:
        """What Enter will do."""
        return Intention("")

    def show(self) -> None:
        """Paint it."""
