"""The tab of money and slips: who has paid, and what people said on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from ..core.amounts import euros
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..delivering import FOLDER, Delivery, deliver
from ..people.models import Allowed
from ..ui.item_list import Drawn, Item
from ..ui.screen import BiqScreen
from ..ui.shown import fitted
from .course_tab import CourseTab
from .money_line import GRAMMAR, read_money
from .money_look import Look, money_words
from .money_sheet import Money, Payer, money, money_now

MONEY_WIDTH, PHOTO_WIDTH, NAME_WIDTH = 15, 9, 6
"""So wide are the columns beside the name, in cells."""

OTHERS = (
    (Allowed.CONTACTS, N_("contacts")),
    (Allowed.INVITATIONS, N_("invitations")),
    (Allowed.PARTNERS, N_("partners")),
)
"""What is asked beside photos."""


class MoneyTab(CourseTab):
    """Everybody in the course with her money, and her answers. Nothing of it stands elsewhere."""

    ID = "money"
    NAME, SHORT, LABEL = N_("Money and slips"), N_("Money"), N_("Name")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR
    NOTE_WIDTH = MONEY_WIDTH + PHOTO_WIDTH + NAME_WIDTH + 2

    def __init__(
        self,
        screen: BiqScreen,
        run_id: int,
        guests: Callable[[], tuple[tuple[int, str], ...]] = tuple,
    ) -> None:
        """`guests`: number and name of those on tonight's list who are not in the course."""
        super().__init__(screen)
        self.run_id = run_id
        self.money: Money | None = None
        self._guests = guests

    async def reload(self) -> None:
        """Read it anew if something of it has changed."""
        before, app = self.money, self.screen.app
        self.money = await (
            app.read(money, self.run_id) if before is None else app.read(money_now, before)
        )

    def read(self, text: str) -> Intention:
        """The line of money and slips."""
        if self.money is None:
            return Intention("", keeps_text=True)  # a key may be quicker than the database
        hidden = self.screen.app.names_hidden
        return read_money(text, Look(self.money, self.marked, hidden, self._guests()))

    def numbers(self) -> list[int]:
        """As they are typed, and printed."""
        return [] if self.money is None else [*self.money.by_number]

    def items(self) -> Sequence[Item]:
        """By number."""
        if self.money is None:
            return ()
        if not self.money.people:
            return (Item(_("Nobody is in the course yet.")),)
        return Drawn(self.money.people, self._payer)

    def state(self) -> str:
        """Row 2: who has paid, and who was asked about photos."""
        seen = self.money
        if seen is None or not seen.people:
            return ""
        if self.screen.app.names_hidden:
            return _("Names and money are hidden.")
        settled = sum(payer.dues.settled for payer in seen.people)
        owing = sum(payer.dues.open > 0 for payer in seen.people)
        answers = [payer.consents.get(Allowed.PHOTO) for payer in seen.people]
        paid = ngettext("{n} has paid", "{n} have paid", settled)
        if owing:
            paid += _(", {n} open ({amount} euros)").format(n=owing, amount=euros(seen.open))
        photo = _("Photo: {yes} yes, {no} no, {open} not asked.").format(
            yes=answers.count(True), no=answers.count(False), open=answers.count(None)
        )
        return f"{paid}. {photo}"

    def event(self) -> str:
        """Of the chosen person what has no room in her row."""
        chosen = self.screen.intention.chosen
        payer = None if self.money is None or chosen is None else self.money.by_number.get(chosen)
        if payer is None:
            return ""
        answers = ((_(name), _answer(payer.consents.get(kind))) for kind, name in OTHERS)
        return "  ".join(map(" ".join, answers))

    async def run_command(self, command: str) -> None:
        """A receipt becomes a page to print; meanwhile everything else goes on."""
        if command == "receipt":
            payment_id = self.screen.intention.args[0]
            deliver(self.screen, lambda _told: self._receipt(payment_id))

    def _receipt(self, payment_id: int) -> Delivery:
        """Make and save it. Blocks; belongs into a thread."""
        from ..papers.house import house_look
        from ..papers.keeping import file_name, save
        from ..papers.typeset import typeset_many
        from .papers.receipt import part_of, receipts
        from .papers.wanted import Wanted

        database, folder = self.screen.app.database, self.screen.app.options.folder
        numbers = {
            receipt.payment_id: f"{receipt.number}"
            for payer in database.read(money, self.run_id).people
            for receipt in payer.counting
        }
        meant = [
            receipt
            for receipt in database.read(receipts, Wanted(self.run_id))
            if receipt.number == numbers.get(payment_id)
        ]
        if not meant:
            raise Refused(_("This receipt does not count any more."))
        title = f"Quittung {meant[0].number}"  # papers are German
        paper = typeset_many([part_of(meant[0])], title, house_look(database, folder))
        return Delivery((save(paper.pdf, folder / FOLDER / file_name(title)),), 1, paper.notices)

    def _payer(self, payer: Payer) -> Item:
        lit = self.is_lit(payer.number)
        sign, tone = self.look_of(payer.number, lit=lit)
        if self.screen.app.names_hidden:
            name = payer.name.split()[0] if lit and self.screen.text else ""
            return Item(name, f"{payer.number}", "", sign, tone)
        photo = _("Photo {answer}").format(answer=_answer(payer.consents.get(Allowed.PHOTO)))
        note = " ".join(
            (
                fitted(money_words(payer.dues), MONEY_WIDTH),
                fitted(photo, PHOTO_WIDTH),
                _("Name ✓") if payer.name_checked else "",
            )
        )
        return Item(payer.name, f"{payer.number}", note, sign, tone)


def _answer(given: bool | None) -> str:
    if given is None:
        return "–"
    return _("yes") if given else _("no")
