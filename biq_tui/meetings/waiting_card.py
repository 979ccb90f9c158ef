"""An idea from a phone, shown whole before it comes to the wall. Pure.

Whatever its script: lines break between words and by cells, and nothing in it is obeyed.
"""

from __future__ import annotations

from rich.cells import cell_len, chop_cells

from ..core import clock
from ..core.language import _, ngettext
from ..core.text import clean
from ..ui.item_list import Item, Tone
from ..ui.shown import set_off
from .board import Board
from .models import IDEA_LENGTH
from .phone_ideas import SentRow

INDENT = 6
"""Cells before the text of an item: its sign, and the room of a number."""


def notice(count: int) -> str:
    """The quiet row below the newest ideas; "" while nothing waits."""
    if not count:
        return ""
    return ngettext(
        "({n} idea from phones is waiting. ↑ shows it.)",
        "({n} ideas from phones are waiting. ↑ shows them.)",
        count,
    )


def card(board: Board, sent_id: int, hidden: bool, width: int, height: int) -> tuple[Item, ...]:
    """Where it stands among those that wait, who wrote it unless names are hidden, and its words.

    `width` and `height`: of the room for it, in cells.
    """
    sent = board.sent(sent_id)
    if sent is None:
        return (Item(_("Somebody has answered this idea already."), tone=Tone.DIM),)
    place = board.waiting.index(sent) + 1
    title = _("FROM A PHONE ({place} of {count})").format(place=place, count=len(board.waiting))
    facts = " · ".join(filter(None, _facts(sent, hidden)))
    first, *more = wrapped(sent.text, width - INDENT - 1)
    further = "" if len(more) + 2 <= height else _("Page Down: more of it")
    return (
        Item("   ".join(filter(None, (title, further, facts))), tone=Tone.STRONG),
        Item(first, sign="▸", tone=Tone.HIT),
        *(Item(line, tone=Tone.HIT) for line in more),
    )


def _facts(sent: SentRow, hidden: bool) -> tuple[str, ...]:
    return clock.clock_time(sent.at), "" if hidden else set_off(sent.name), sent.language


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells, broken between words where that is possible."""
    lines = [""]
    for word in clean(text, IDEA_LENGTH).split():
        for piece in chop_cells(word, max(width, 2)) if cell_len(word) > width else [word]:
            longer = f"{lines[-1]} {piece}".lstrip()
            if cell_len(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line] or [""]
