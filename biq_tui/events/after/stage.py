"""The facilitator turns the wall: what the group has said of an event, without a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ...attendance.audience import Blank
from ...core.language import _
from ...web.pages import add_templates
from ..models import FeedbackQuestion
from .card_line import QUESTIONS, SHOW
from .card_reading import Card

if TYPE_CHECKING:
    from .card_screen import CardScreen

add_templates("events", Path(__file__).parent.parent / "templates")


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The answers as of one moment: they stay so until she shows them anew."""

    template: ClassVar[str] = "events/shown_card.html"

    card: Card

    def values(self) -> Mapping[str, Any]:
        """What the template needs."""
        answered = [
            (_(QUESTIONS[question]), self.card.to(question)) for question in FeedbackQuestion
        ]
        return {
            "title": self.card.title,
            "questions": [(asked, answers) for asked, answers in answered if answers],
        }


async def turn(screen: CardScreen, command: str) -> str:
    """Show the answers, or nothing; a sentence that says so."""
    doors = screen.app.doors
    if command != SHOW:
        return await doors.show(Blank, _("On the big screen: nothing."))
    shown = ShownCard(screen.card)
    said = await doors.show(lambda: shown, _("On the big screen: what was said."))
    if screen.app.names_hidden:
        said += "  " + _("Names are hidden, so it is blank. Ctrl+B brings it back.")
    return said
