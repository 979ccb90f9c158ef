"""The line of Sammeln while an idea from a phone is marked: it comes to the wall, or not. Pure."""

from __future__ import annotations

from ..core.intention import Intention
from ..core.language import _
from ..core.telling import sentence
from ..core.text import clean
from . import phone_ideas, sentences
from .board import Board
from .idea_text import VERBATIM
from .models import IDEA_LENGTH, SHORT_LENGTH

ASIDE = frozenset({"weg", "remove"})
"""The one word that is no short line. With a quotation mark before it, it is one."""


def read_waiting(text: str, board: Board, sent_id: int) -> Intention:
    """What Enter will do with `text` while this waiting idea is marked."""
    sent = board.sent(sent_id)
    if sent is None:
        return Intention(_("Somebody has answered this idea already.   Esc: back"))
    typed = clean(text, IDEA_LENGTH)
    if typed.casefold() in ASIDE:
        return Intention(
            _("Enter: this idea does not come to the wall.   Wrong? Then Ctrl+Z"),
            phone_ideas.lay_aside,
            (board.meeting_id, sent_id),
            sentence(sentences.LAID_ASIDE),
        )
    number = board.next_idea
    short = typed.removeprefix(VERBATIM).strip()
    if len(short) > SHORT_LENGTH:
        return Intention(too_long(short))
    if short:
        hint = _("Enter: idea {number} comes to the wall.   In short: “{short}”")
    elif typed:
        return Intention(_("Please write the short line.   Esc: none"))
    else:
        hint = _("Enter: idea {number} comes to the wall.   Or:  a short line   remove")
    return Intention(
        hint.format(number=number, short=short),
        phone_ideas.let_in,
        (board.meeting_id, sent_id, short, number),
        sentence(sentences.LET_IN, number=f"{number}", idea=sent.text),
    )


def too_long(short: str) -> str:
    """What is said of a short line that is none: nothing of it is cut."""
    return _("A short line has {most} letters at most. This has {length}.").format(
        most=SHORT_LENGTH, length=len(short)
    )
