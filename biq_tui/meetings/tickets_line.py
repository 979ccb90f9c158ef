"""Tickets of the room, said on Abstimmen: `zettel 25`, and `zettel 12 verloren`. Pure."""

from __future__ import annotations

import re

from ..core.date_words import folded
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..voting.tickets import MOST_TICKETS

GRAMMAR = (
    (
        N_("tickets 25"),
        N_("25 tickets to print and to cut. Their file is deleted when the meeting ends."),
    ),
    (N_("ticket 12 lost"), N_("Ticket 12 is no good any more. There is a new one for it.")),
)

PRINT, LOST = "print_tickets", "ticket_lost"
"""Commands; the number stands behind them."""

_TICKETS = re.compile(r"(?:zettel|tickets?)(?: (\d{1,4}))?")
_LOST = re.compile(r"(?:zettel|ticket) (?:nr\.? ?)?(\d{1,4}) (?:verloren|weg|lost)")


def read_tickets(
    text: str, good: int, *, hidden: bool = False, with_code: bool = True
) -> Intention | None:
    """What Enter will do if `text` is about tickets, else None.

    `good`: how many there are; `hidden`: others see this screen; `with_code`: the door for phones
    is open, so its code can be printed.
    """
    word = folded(text)
    if found := _LOST.fullmatch(word):
        return _lost(int(found[1]), hidden=hidden)
    if not (found := _TICKETS.fullmatch(word)):
        return None
    count = int(found[1] or 0)
    if not count:
        return Intention(_("How many tickets?  tickets 25      One is lost?  ticket 12 lost"))
    if good + count > MOST_TICKETS:
        return Intention(_("There can be {most} tickets at most.").format(most=MOST_TICKETS))
    said = ngettext(
        "Enter: {n} ticket to print and to cut.", "Enter: {n} tickets to print and to cut.", count
    )
    if not with_code:
        said = ngettext(
            "Enter: {n} ticket to print, without the code as long as phones can't come in.",
            "Enter: {n} tickets to print, without the code as long as phones can't come in.",
            count,
        )
    if good:
        there = ngettext("There is {n} already.", "There are {n} already.", good)
        said += "   " + there
    return Intention(said, command=f"{PRINT} {count}")


def asked(command: str) -> tuple[str, int] | None:
    """Which command of ours it is, and its number; None for another one."""
    word, _space, number = command.partition(" ")
    return (word, int(number)) if word in (PRINT, LOST) else None


def _lost(number: int, *, hidden: bool) -> Intention:
    if hidden:
        return Intention(_("Others see this screen. Ctrl+B first: then only you see the letters."))
    said = _("Enter: ticket {number} is no good any more. You see the letters of a new one.")
    return Intention(said.format(number=number), command=f"{LOST} {number}")
