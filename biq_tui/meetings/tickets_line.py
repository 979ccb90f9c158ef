"""Tickets of the room, said on Abstimmen: `zettel 25 stick`, `zettel 12 verloren`. Pure."""

from __future__ import annotations

import re
from enum import Enum, auto

from ..core.date_words import folded
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..voting.tickets import MOST_TICKETS

GRAMMAR = (
    (
        N_("tickets 25"),
        N_("25 tickets to print and to cut. Their file is deleted when the meeting ends."),
    ),
    (
        N_("tickets 25 stick"),
        N_("25 new ones onto the stick. Those that are there already:  tickets stick"),
    ),
    (N_("ticket 12 lost"), N_("Ticket 12 is no good any more. There is a new one for it.")),
)

PRINT, ONTO_STICK, LOST = "print_tickets", "tickets_onto_stick", "ticket_lost"
"""Commands; the number stands behind them."""

_TICKETS = re.compile(r"(?:zettel|tickets?)(?: (\d{1,4}))?(?: (stick|usb))?")
_LOST = re.compile(r"(?:zettel|ticket) (?:nr\.? ?)?(\d{1,4}) (?:verloren|weg|lost)")


class Code(Enum):
    """Whether the code of the page for phones can be printed on tickets, and if not, why."""

    KNOWN = auto()
    CHANGES = auto()
    """It is another one every minute."""
    AFTER_GO = auto()
    """A vote by phones is prepared: with it the page opens, and has an address."""
    UNKNOWN = auto()
    """Nothing is on for phones."""


def read_tickets(
    text: str, good: int, *, hidden: bool = False, code: Code = Code.KNOWN
) -> Intention | None:
    """What Enter will do if `text` is about tickets, else None.

    `good`: how many there are; `hidden`: others see this screen; `code`: is it on the paper?
    """
    word = folded(text)
    if found := _LOST.fullmatch(word):
        return _lost(int(found[1]), hidden=hidden)
    if not (found := _TICKETS.fullmatch(word)):
        return None
    count = int(found[1] or 0)
    onto_stick = bool(found[2])
    if not count and found[1] is None and onto_stick and good:
        said = _("Enter: the tickets that are there, onto the stick.")
        return Intention(f"{said}  {_delete()}", command=f"{ONTO_STICK} 0")
    if not count:
        return Intention(_("How many tickets?  tickets 25      One is lost?  ticket 12 lost"))
    if good + count > MOST_TICKETS:
        return Intention(_("There can be {most} tickets at most.").format(most=MOST_TICKETS))
    said = _onto_stick(count, code) if onto_stick else _print(count, code)
    if good:
        there = ngettext("There is {n} already.", "There are {n} already.", good)
        said += "   " + there
    return Intention(said, command=f"{ONTO_STICK if onto_stick else PRINT} {count}")


def _print(count: int, code: Code) -> str:
    match code:
        case Code.KNOWN:
            return ngettext(
                "Enter: {n} ticket to print and to cut.",
                "Enter: {n} tickets to print and to cut.",
                count,
            )
        case Code.CHANGES:
            return ngettext(
                "Enter: {n} ticket without the QR code, for it changes every minute.",
                "Enter: {n} tickets without the QR code, for it changes every minute.",
                count,
            )
        case Code.AFTER_GO:
            return ngettext(
                "Enter: {n} ticket without the QR code.   With it: first  go  then  tickets {n}",
                "Enter: {n} tickets without the QR code.   With it: first  go  then  tickets {n}",
                count,
            )
        case _:
            return ngettext(
                "Enter: {n} ticket to print, without the code as long as phones can't come in.",
                "Enter: {n} tickets to print, without the code as long as phones can't come in.",
                count,
            )


def _onto_stick(count: int, code: Code) -> str:
    said = ngettext(
        "Enter: {n} ticket onto the stick.", "Enter: {n} tickets onto the stick.", count
    )
    if code is not Code.KNOWN:
        said += " " + _("Without the QR code.")
    return f"{said}  {_delete()}"


def _delete() -> str:
    return _("Please delete them there afterwards.")


def asked(command: str) -> tuple[str, int] | None:
    """Which command of ours it is, and its number; None for another one."""
    word, _space, number = command.partition(" ")
    return (word, int(number)) if word in (PRINT, ONTO_STICK, LOST) else None


def _lost(number: int, *, hidden: bool) -> Intention:
    if hidden:
        return Intention(_("Others see this screen. Ctrl+B first: then only you see the letters."))
    said = _("Enter: ticket {number} is no good any more. You see the letters of a new one.")
    return Intention(said.format(number=number), command=f"{LOST} {number}")
