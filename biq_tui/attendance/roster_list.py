"""The list of people with its fixed numbers: who is here, whom the typed letters mean."""

from __future__ import annotations

from ..core.intention import Intention
from ..core.language import _
from ..people.public import LOCK
from ..ui.item_list import Drawn, Item, ItemList, Tone
from .models import BESIDE, Role, State
from .roster import Roster, Row


class RosterList(ItemList):
    """Rows in newspaper columns; what Enter would do to whom is marked in its place."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id, note_width=9, column_width=28)

    def show_rows(self, rows: Roster, intention: Intention, hidden: bool, typed: bool) -> None:
        """Paint them. `hidden`: no names but the first names of whom `typed` letters mean."""

        def drawn(row: Row) -> Item:
            lit = row.number in intention.lit or row.number == intention.chosen
            name = _named(row, rows)
            if hidden:
                name = row.name.split()[0] if lit and typed else ""
            if row.number == intention.chosen:
                sign, tone = "▸", Tone.MARKED
            elif lit:
                sign, tone = "›", Tone.HIT
            else:
                sign, tone = " ", Tone.PLAIN if row.here else Tone.DIM
            return Item(name, f"{row.number}", state_word(row), sign, tone)

        self.items = Drawn(rows, drawn)
        if intention.chosen is not None and rows.numbered(intention.chosen):
            self.show(rows.place(intention.chosen))


def _named(row: Row, rows: Roster) -> str:
    """Her name as the facilitator sees it, with the sign of a privacy lock."""
    name = row.name if row.known_by == "" else rows.told_apart(row)
    if row.role is Role.GUEST:
        name = _("Guest: {name}").format(name=name)
    return f"{LOCK} {name}" if row.locked else name


def state_word(row: Row) -> str:
    """How the list says it, in a word."""
    if row.state is State.PRESENT:
        if row.left:
            return _("left")
        if row.role in BESIDE:
            return role_word(row.role)
        return _("late") if row.late_minutes is not None else _("here")
    return {None: "·", State.EXCUSED: _("cancelled"), State.ABSENT: _("absent")}[row.state]


def role_word(role: Role) -> str:
    """What somebody does who comes along: in the list it stands for "here"."""
    words = {
        Role.COMPANION: _("comes too"),
        Role.ASSISTANT: _("assists"),
        Role.INTERPRETER: _("interpr."),
    }
    return words.get(role, "")
