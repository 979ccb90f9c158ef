"""Helfende: the shifts of an event, and who helps in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ...core.intention import Intention
from ...core.language import N_, _, ngettext
from ...ui.item_list import Item, ItemList, Tone
from ..models import HelperDoor
from ..plan import HelperRow, ShiftRow
from ..tab import EventTab
from .line import GRAMMAR, read_helper
from .overlaps import also, twice
from .words import in_words, places_in_words

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
        if not items:
            items.append(Item(_("No shift yet. Two hours and two people are a good shift.")))
        self._listed.items = (*items, *self._phones())
        self.bring_into_sight(self._listed)

    def _phones(self) -> Iterable[Item]:
        """That people can sign up by phone, and where."""
        event, app = self.plan.event, self.screen.app
        if not event.helpers_by_phone:
            return
        yield Item("")
        said = _("Signing up with phones is open, until the meeting or the day ends.")
        yield Item(said, tone=Tone.DIM)
        sign = app.door.sign
        where = f"{sign.short}   " + _("Large:  qr") if sign.url else sign.problem
        yield Item(where or _("The page for phones is closed. To open it:  phones"), tone=Tone.DIM)

    async def run_command(self, command: str) -> None:
        """The door for phones opens or closes, or its code is shown."""
        app = self.screen.app
        if command == "phones":
            await app.event_door(self.plan.event.event_id)
        elif command == "qr" and app.door.gathering_id is not None:
            await app.show_code(app.door.gathering_id)

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
            yield Item("   " + ", ".join(map(_named, helping)), tone=Tone.DIM)
        if waiting:
            names = ", ".join(map(_named, waiting))
            yield Item("   " + _("waiting: {names}").replace("{names}", names), tone=Tone.DIM)
        if up := [helper.name for helper in shift.helpers if helper.is_to_be_told]:
            said = _("Has a place now, please tell: {names}   Then:  {number} told")
            said = said.replace("{number}", f"{shift.number}").replace("{names}", ", ".join(up))
            yield Item(f"   ! {said}")
        for name, other in twice(shift, self.plan):
            yield Item(f"   ! {also(name, other, shift.starts_at)}")


def _named(helper: HelperRow) -> str:
    """Her name, and that it came by phone and is nobody yet whom the house knows."""
    if helper.door is HelperDoor.PHONE and helper.person_id is None:
        return _("{name} (phone)").replace("{name}", helper.name)
    return helper.name
