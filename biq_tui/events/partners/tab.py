"""Partner: who gives what to an event, and how it stands. Contacts only when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ...core.intention import Intention
from ...core.language import N_, _
from ...ui.item_list import Item, ItemList, Tone
from ...ui.shown import fitted
from ..ics.words import how_to_mend, old_in_words
from ..tab import EventTab
from .contact_rows import phone_list
from .line import GRAMMAR, read_partner
from .missing import missing_sentence
from .pledge_rows import carrying, listed

if TYPE_CHECKING:
    from ..screens import EventScreen


_HEAD = 7
"""Cells of a row before its text: the sign, the number, blanks."""
_DUE = 9
_NARROW, _WIDE = 72, 96
"""Below, institutions have their short names; from the other on, there is room for long words."""


class PartnersTab(EventTab):
    """Who, what, how it stands. A typed `kontakte` turns it into the telephone list."""

    ID = "event-partners"
    NAME = N_("Partners")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: EventScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id=self.ID)
        self._shows_contacts = False

    def label(self) -> str:
        """What the line is for."""
        return _("Contact") if self._shows_contacts else _("Partner")

    def state(self) -> str:
        """What is still missing; while contacts are shown, that others may read along."""
        if self._shows_contacts:
            return _("Can others see this screen? They can read along.   Esc: away with it")
        return missing_sentence(self.plan, self.screen.size.width - 2)

    def widgets(self) -> Iterable[Widget]:
        """One list."""
        return (self._listed,)

    def read(self, text: str) -> Intention:
        """The line of Partner; with the contacts, its example is how they are changed."""
        if self._shows_contacts and not text.strip():
            return Intention(_("Change:  heim contact Mrs Meier 0421 36100 · heim deputy …"))
        return read_partner(text, self.screen.look(self.marked))

    def order(self) -> list[int]:
        """Through the pledges as they stand there; not through contacts."""
        if self._shows_contacts:
            return []
        return [number for number in self._numbers if number is not None]

    async def run_command(self, command: str) -> None:
        """The telephone list; with the names hidden, it stays hidden."""
        if command == "contacts":
            if self.screen.app.names_hidden:
                self.screen.say(_("Names are hidden. First:  Ctrl+B"))
            else:
                self._shows_contacts = True
                self.forget()

    def show(self) -> None:
        """The pledges; or the contacts, until the names are hidden."""
        self._shows_contacts &= not self.screen.app.names_hidden
        if self._shows_contacts:
            self._numbers = []
            self._listed.note_width = 0
            self._listed.items = self._contacts()
            return
        width = self.screen.size.width
        is_narrow = width < _NARROW
        who, stands = (13, 17) if is_narrow else (19, 26) if width < _WIDE else (26, 34)
        what = max(width - _HEAD - stands - _DUE - who - 3, 1)
        look = self.screen.look(self.marked)
        rows = listed(look, is_short=is_narrow)
        items = []
        for row in rows:
            sign, tone = (" ", Tone.DIM) if row.number is None else self.look_of(row.number)
            text = f"{fitted(row.who, who)} {fitted(row.what, what)}"
            note = f"{fitted(row.stands, stands)} {row.due}"
            items.append(Item(text, f"{row.number or ''}", note, sign, tone))
        if not rows:
            items.append(Item(_("Nobody was asked for anything yet."), tone=Tone.DIM))
        self._numbers = [row.number for row in rows]
        self._listed.note_width = stands + _DUE
        notes = [Item(said, tone=Tone.DIM) for said in carrying(look)]
        self._listed.items = (*items, Item(""), *self._old_dates(), *notes)
        self.bring_into_sight(self._listed)

    def _old_dates(self) -> Iterable[Item]:
        """Who still has an old version of the date, and what mends it."""
        known = self.screen.look(None).institutions
        for old in self.plan.outdated:
            yield Item(f"! {old_in_words(old)}  {how_to_mend(old, known)}")

    def _contacts(self) -> tuple[Item, ...]:
        name = 24 if self.screen.size.width >= _NARROW else 16
        rows = phone_list(self.screen.look(None))
        items = [
            Item(f"  {fitted(row.name, name)} {row.reach}")
            if row.reach
            else Item(row.name, tone=Tone.STRONG)
            for row in rows
        ]
        none = Item(_("No institution is a partner yet."))
        return tuple(items or [none])

    def unmark(self) -> bool:
        """Esc puts the contacts away, then the mark."""
        had, self._shows_contacts = self._shows_contacts, False
        return had or super().unmark()

    def left(self) -> None:
        """Contacts are gone with the next tab."""
        self._shows_contacts = False
        super().left()
