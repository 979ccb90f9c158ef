"""The evaluation card: three questions, a tab for each; what is said stands below all three."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from ...core.intention import Intention
from ...core.language import N_, _, ngettext
from ...ui.frame import Step
from ...ui.history import HistoryScreen
from ...ui.item_list import Item, ItemList, Tone
from ...ui.tab import Tab
from ...ui.tabbed import TabbedScreen
from ..models import EventState, FeedbackQuestion
from ..places import place_of
from .card import Collect
from .card_line import GRAMMAR, QUESTIONS, SHOW, SHOW_NOTHING, CardLook, read_card
from .card_reading import Card, card
from .reading import FeedbackRow

LABELS = {
    FeedbackQuestion.GOOD: N_("Good"),
    FeedbackQuestion.BAD: N_("Not good"),
    FeedbackQuestion.NEXT: N_("Next time"),
}
NOTE_WIDTH = 12
"""Columns for the number of the idea that an answer became."""


class QuestionTab(Tab["CardScreen"]):
    """One question. All tabs show all answers: a group sees what it has said already."""

    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR
    QUESTION: ClassVar[FeedbackQuestion]

    def label(self) -> str:
        """What the line is for."""
        return _(LABELS[self.QUESTION])

    def widgets(self) -> Iterable[Widget]:
        """One list for all three, which stands still while she turns to the next question."""
        return (self._listed,) if self.QUESTION is FeedbackQuestion.GOOD else ()

    def visible(self) -> Iterable[Widget]:
        """The same list."""
        return (self._listed,)

    def read(self, text: str) -> Intention:
        """The line of the question."""
        screen = self.screen
        return read_card(text, CardLook(screen.card, self.QUESTION, screen.collect, self.marked))

    def order(self) -> list[int]:
        """As they stand there."""
        return [number for number in self._numbers if number is not None]

    def show(self) -> None:
        """Question by question, in the order in which it was said."""
        items, self._numbers = list[Item](), []
        newest = 0
        for question in FeedbackQuestion:
            if items:
                self._add(items, Item(""), None)
            is_open = question is self.QUESTION
            heading = _(QUESTIONS[question]).upper()
            self._add(items, Item(heading, tone=Tone.HIT if is_open else Tone.STRONG), None)
            for row in self.screen.card.to(question):
                self._add(items, self._item(row), row.number)
            newest = len(items) - 1 if is_open else newest
        self._listed.items = tuple(items)
        if self.screen.intention.chosen is None:
            self._listed.show(newest)
        else:
            self.bring_into_sight(self._listed)

    @property
    def _listed(self) -> ItemList:
        return self.screen.listed

    def _add(self, items: list[Item], item: Item, number: int | None) -> None:
        items.append(item)
        self._numbers.append(number)

    def _item(self, row: FeedbackRow) -> Item:
        sign, tone = self.look_of(row.number)
        became = "" if row.idea is None else _("→ idea {number}").format(number=row.idea.number)
        return Item(row.text, f"{row.number}", became, sign, tone)


class GoodTab(QuestionTab):
    """Was war gut?"""

    ID = "card-good"
    NAME = QUESTIONS[FeedbackQuestion.GOOD]
    QUESTION = FeedbackQuestion.GOOD


class BadTab(QuestionTab):
    """Was war nicht gut?"""

    ID = "card-bad"
    NAME = QUESTIONS[FeedbackQuestion.BAD]
    QUESTION = FeedbackQuestion.BAD


class NextTab(QuestionTab):
    """Nächstes Mal?"""

    ID = "card-next"
    NAME = QUESTIONS[FeedbackQuestion.NEXT]
    QUESTION = FeedbackQuestion.NEXT


class CardScreen(TabbedScreen[QuestionTab]):
    """What people say of an event, at the next Treffen."""

    def __init__(self, first: Card, collect: Collect) -> None:
        """`first`: the card as it was when opened; `collect`: how an answer becomes an idea."""
        super().__init__()
        self.card, self.collect = first, collect
        self.listed = ItemList(id="card", note_width=NOTE_WIDTH)
        self.hold((GoodTab(self), BadTab(self), NextTab(self)), "")

    @property
    def place(self) -> str:
        """What is said belongs to the event."""
        return place_of(self.card.event_id)

    @property
    def as_of(self) -> int:
        """The card says how new it is."""
        return self.card.as_of

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · {title} · looking back").format(title=self.card.title)

    def state(self) -> str:
        """Row 2: how many came, and whether all is said."""
        seen = self.card
        came = seen.counted if seen.visitors is None else seen.visitors
        facts = []
        if came is None:
            facts.append(_("How many came?  were 120"))
        else:
            facts.append(ngettext("{n} person came.", "{n} people came.", came))
        facts.append(ngettext("{n} answer.", "{n} answers.", len(seen.answers)))
        if seen.state is EventState.EVALUATED:
            facts.append(_("Done."))
        elif seen.answers:
            facts.append(_("At the end:  done"))
        return "   ".join(facts)

    def event(self) -> str:
        """What happened last."""
        last = self.card.last_event
        return f"✓ {last.sentence}" if last else ""

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back."""
        step, last = self.card.my_step, self.card.last_event
        if step is None:
            return None
        return Step(step.number, step.sentence, latest=step == last, undoable=step.undoable)

    async def reload(self) -> None:
        """Read it anew."""
        self.card = await self.app.read(card, self.card.event_id, self.app.station.id)

    async def run_command(self, command: str) -> None:
        """What an intention changes on the screen."""
        if command == "happened":
            self.app.push_screen(HistoryScreen(self.place, self.taking_back()))
        elif command in (SHOW, SHOW_NOTHING):
            from .stage import turn  # the server comes in when somebody wants it

            said = await turn(self, command)
            (self.say if self.app.names_hidden else self.tell)(said)  # then its row is empty
