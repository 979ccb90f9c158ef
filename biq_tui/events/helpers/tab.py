"""Helfende: the shifts of an event, and who helps in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ...core.intention import Intention
from ...core.language import N_, _, ngettext
from ...ui.item_list import Item, ItemList, Tone
from ..plan import ShiftRow
from ..tab import EventTab
from .line import GRAMMAR, in_words, read_helper
from .words import places_in_words

if TYPE_CHECKING:
    from ..screens import EventScreen


class HelpersTab(EventTab):
    """What, when, how many, and who."""

    ID = "event-helpers"
    NAME = N_("Helpers")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: EventScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id=self.ID, note_width=24)

    def label(self) -> str:
        """What the line is for."""
        return _("Shift")

    def state(self) -> str:
        """Row 2: how many places are taken."""
        return places_in_words(self.plan.shifts)

    def widgets(self) -> Iterable[Widget]:
        """One list."""
        return (self._listed,)

    def read(self, text: str) -> Intention:
        """The line of Helfende."""
        return read_helper(text, self.screen.look(self.marked))

    def order(self) -> list[int]:
        """By number."""
        return [shift.number for shift in self.plan.shifts]

    def show(self) -> None:
        """Every shift with its helpers below it."""
        items: list[Item] = []
        self._numbers = []
        for shift in self.plan.shifts:
            for item in self._items(shift):
                items.append(item)
                self._numbers.append(shift.number)
        self._listed.items = tuple(items) or (
            Item(_("No shift yet. Two hours and two people are a good shift.")),
        )
        self.bring_into_sight(self._listed)

    def _items(self, shift: ShiftRow) -> Iterable[Item]:
        sign, tone = self.look_of(shift.number)
        when = in_words(shift.starts_at, shift.ends_at, self.plan.event.starts_at)
        missing = ngettext("! {n} is missing", "! {n} are missing", shift.missing)
        full = ngettext("✓ {n} person", "✓ {n} people", shift.wanted)
        note = missing if shift.missing else full
        yield Item(f"{when}  {shift.what}", f"{shift.number}", note, sign, tone)
        waiting = [helper for helper in shift.helpers if helper.is_waiting]
        helping = [helper for helper in shift.helpers if not helper.is_waiting]
        if self.screen.app.names_hidden:
            return
        if helping:
            yield Item("   " + ", ".join(helper.name for helper in helping), tone=Tone.DIM)
        if waiting:
            names = ", ".join(helper.name for helper in waiting)
            yield Item("   " + _("waiting: {names}").format(names=names), tone=Tone.DIM)
