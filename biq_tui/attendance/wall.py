"""When others see this very screen: asked once for each venue, and the one step to be fit for it.

The screen for a mirrored wall is the tab of the code with the names hidden: code, address, count
and clock, no name, and the line goes on working. A screen of its own would need a second line.
"""

from __future__ import annotations

from ..core.intention import YES, Intention
from ..core.language import _
from .models import Sitting
from .sheet import Sheet

NO = frozenset({"nein", "no"})

WALL = frozenset({"wand", "wall"})
"""Shows the code without names; followed by yes or no it answers the question anew."""


def question() -> str:
    """What is asked at a venue for the first time."""
    return _("Do others see this screen, on the wall?  Type: yes  or  no")


class Asked:
    """The question on one screen: there until she goes on with her work, or something happens.

    Not in the middle of an evening, after a restart: there it says what Ctrl+Z would take back.
    """

    def __init__(self, first: Sheet) -> None:
        self._before = first.last_event
        self._open = first.my_step is None

    def typed(self, text: str) -> None:
        """A text that can't become an answer is her work: not now, then."""
        begun = text.strip().casefold()
        self._open = self._open and any(word.startswith(begun) for word in YES | NO)

    def still(self, sheet: Sheet) -> bool:
        """Whether it is still to be seen, in the row of what happened."""
        quiet = sheet.last_event == self._before
        return self._open and quiet and sheet.sitting is Sitting.OPEN


def read_wall(text: str, asked: bool) -> Intention | None:
    """What `text` says of the wall; None: nothing. `asked`: the question is to be seen. Pure."""
    word, _space, answer = text.strip().casefold().partition(" ")
    if word in WALL:
        if not answer:
            hint = _("Enter: the code for the wall. Names are hidden, you can go on typing.")
            return Intention(hint, command="wall")
        return _answer(answer.strip())
    return _answer(text.strip().casefold()) if asked else None


def _answer(word: str) -> Intention | None:
    if word in YES:
        hint = _("Enter: others see this screen here. Names are hidden.")
        return Intention(hint, command="seen")
    if word in NO:
        hint = _("Enter: only you see this screen here. Names are shown.")
        return Intention(hint, command="unseen")
    return None
