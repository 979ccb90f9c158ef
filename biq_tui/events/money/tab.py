"""Geld: what the event costs, who pays, and which receipts are there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from ...core.amounts import euros
from ...core.intention import Intention
from ...core.language import N_, _, ngettext
from ...people.organisations import short_name
from ...ui.item_list import Item, ItemList
from ..models import Grant, Payer
from ..plan import MoneyRow
from ..tab import EventTab
from .balance import balance
from .line import GRAMMAR, read_money
from .words import sums_in_words

if TYPE_CHECKING:
    from ..screens import EventScreen

PAYERS = {
    Payer.NOBODY: N_("nobody pays yet"),
    Payer.GRANT: N_("grant"),
    Payer.DONATION: N_("donation"),
    Payer.IN_KIND: N_("given"),
}
GRANTS = {
    Grant.NONE: N_("! grant: not applied for"),
    Grant.APPLIED: N_("? grant: applied for"),
    Grant.GRANTED: N_("✓ grant"),
    Grant.REFUSED: N_("! grant: refused"),
}
OFFERS_WANTED = 2
"""So many comparable offers a grant asks for (Globalmittel of the Beiräte)."""


class MoneyTab(EventTab):
    """What, how much, who pays."""

    ID = "event-money"
    NAME = N_("Money")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: EventScreen) -> None:
        super().__init__(screen)
        self._listed = ItemList(id=self.ID)

    def label(self) -> str:
        """What the line is for."""
        return _("Money")

    def state(self) -> str:
        """Row 2: planned, promised, missing."""
        return sums_in_words(balance(self.plan.money, self.plan.pledges))

    def widgets(self) -> Iterable[Widget]:
        """One list."""
        return (self._listed,)

    def read(self, text: str) -> Intention:
        """The line of Geld."""
        return read_money(text, self.screen.look(self.marked))

    def order(self) -> list[int]:
        """By number."""
        return [row.number for row in self.plan.money]

    def show(self) -> None:
        """Every line, with who pays it and how far it is."""
        self._numbers = list(self.order())
        self._listed.note_width = self.screen.size.width * 6 // 10
        none = Item(_("No money is planned yet."))
        self._listed.items = tuple(self._item(row) for row in self.plan.money) or (none,)
        self.bring_into_sight(self._listed)

    def _item(self, row: MoneyRow) -> Item:
        sign, tone = self.look_of(row.number)
        amount = _("{amount} euros").format(amount=euros(row.planned))
        return Item(row.what, f"{row.number}", " · ".join([amount, *_facts(row)]), sign, tone)


def _facts(row: MoneyRow) -> Iterable[str]:
    """What there is to say of a line; what comes first matters most."""
    if row.actual is not None:
        yield _("paid {amount}").format(amount=euros(row.actual))
        yield _("✓ receipt") if row.has_receipt else _("! receipt missing")
    elif row.is_ordered:
        yield _("ordered")
    if row.payer is Payer.PARTNER:
        yield short_name(row.partner)
    elif row.payer is Payer.GRANT:
        yield _(GRANTS[row.grant])
        offers = sum(offer is not None for offer in (row.first_offer, row.second_offer))
        if row.grant is not Grant.GRANTED and offers < OFFERS_WANTED:
            yield ngettext("{n} offer", "{n} offers", offers)
    else:
        yield _(PAYERS[row.payer])
