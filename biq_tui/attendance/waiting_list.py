"""Who waits for a look: two lines above the list, more while the facilitator looks at them."""

from __future__ import annotations

from ..core import clock
from ..core.intention import Intention
from ..core.language import _, ngettext
from ..ui.item_list import Item, ItemList, Tone
from .line import Look, choices
from .sheet import Sheet, Waiting

ROOM, CLOSER_ROOM = 2, 8
"""Lines below the heading: nothing moves by itself, so it is two until she looks."""


class WaitingList(ItemList):
    """A heading, and the arrivals that wait; below the marked one what it can become."""

    def show_waiting(self, look: Look) -> None:
        """Paint who waits on the sheet of `look`, and what is marked there."""
        lines: list[tuple[Waiting, Intention | None]] = []
        marked = 0
        for waiting in look.sheet.waiting:
            lines.append((waiting, None))
            if look.waiting and look.waiting[0] == waiting.arrival_id:
                marked = len(lines) - 1
                if look.waiting[1] is not None:
                    marked += 1 + look.waiting[1]
                lines += ((waiting, choice) for choice in choices(waiting, look))
        room = CLOSER_ROOM if look.waiting else ROOM
        start = max(0, marked - room + 2)
        window = enumerate(lines[start : start + room], start)
        self.items = (
            _heading(look.sheet),
            *(
                _choice(choice, place == marked)
                if choice
                else _arrival(waiting, place == marked, look)
                for place, (waiting, choice) in window
            ),
        )
        self.styles.height = len(self.items)


def _heading(seen: Sheet) -> Item:
    heading = _("Nobody is waiting.")
    if seen.waiting:
        heading = _("WAITING FOR YOU ({n})").format(n=len(seen.waiting))
    if seen.aside:
        heading += "   " + ngettext("{n} put aside", "{n} put aside", seen.aside)
    return Item(heading, tone=Tone.STRONG if seen.waiting else Tone.DIM)


def _arrival(waiting: Waiting, is_marked: bool, look: Look) -> Item:
    name = "…" if look.names_hidden else f"„{waiting.name}“"
    head = f" {clock.clock_time(waiting.at)}  {name}  "
    if look.waiting is None or look.waiting[0] != waiting.arrival_id:
        return Item(head + _question(waiting, look))
    said = head + _("Who is this?")
    return Item(said, sign="▸", tone=Tone.MARKED) if is_marked else Item(said, tone=Tone.HIT)


def _choice(choice: Intention, is_marked: bool) -> Item:
    """As the hint says it: of two with the same name it tells which."""
    said = choice.hint.removeprefix(_("Enter: {sentence}").format(sentence=""))
    said = f"       {said}"
    return Item(said, sign="▸", tone=Tone.MARKED) if is_marked else Item(said)


def _question(waiting: Waiting, look: Look) -> str:
    if look.names_hidden or not waiting.candidates:
        return _("Who is this?")
    rows = [look.sheet.row(person_id) for person_id in waiting.candidates]
    here = _("is here")
    names = [
        f"{called} ({here})" if row.here else called
        for row, called in ((row, look.sheet.rows.told_apart(row)) for row in rows)
    ]
    return _(" or ").join(names) + "?"
