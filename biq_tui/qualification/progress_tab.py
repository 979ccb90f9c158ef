"""The tab of how everybody stands: people by blocks, units, and who is at risk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.segment import Segment

from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..ui.bars import Bar
from ..ui.item_list import Drawn, Item, ItemList, Tone
from ..ui.screen import BiqScreen
from ..ui.shown import fitted
from .course_tab import CourseTab
from .curriculum import curriculum
from .passport import Passport, Passports, Standing, passports, percent
from .progress_detail import detail
from .progress_line import GRAMMAR, Look, apart, read_progress
from .progress_words import SIGNS, blocks_in_words, legend, remark
from .rule import said

UNITS_WIDTH, REMARK_WIDTH, SMALL_WIDTH = 16, 18, 72
"""In cells; on a screen narrower than the last the remark has no room."""


class PassportList(ItemList):
    """A line without a note has the whole width; on a small screen the note is its first part."""

    blocks = 0
    """So many signs begin a note."""

    def _drawn(self, item: Item, width: int) -> list[Segment]:
        small = width < SMALL_WIDTH
        room = self.blocks + 2 + UNITS_WIDTH + (0 if small else 1 + REMARK_WIDTH)
        self.note_width = room if item.note else 0
        return super()._drawn(replace(item, note=item.note[:room]) if small else item, width)


class ProgressTab(CourseTab):
    """Everybody with a sign for each block, her units and what is to be minded."""

    ID = "progress"
    NAME, LABEL = N_("Progress"), N_("Name")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: BiqScreen, run_id: int) -> None:
        """`run_id`: whose course it is."""
        super().__init__(screen)
        self.listed: PassportList = PassportList(id=self.ID)
        self.run_id = run_id
        self.passports: Passports | None = None
        self.opened: int | None = None
        """Number of the person whose passport stands in the list's place."""

    async def reload(self) -> None:
        """Read everybody's passport."""
        self.passports = await self.screen.app.read(passports, self.run_id)

    def read(self, text: str) -> Intention:
        """The line of how people stand."""
        if self.passports is None:
            return Intention("")
        return read_progress(text, self._look(self.passports))

    def numbers(self) -> list[int]:
        """As they are typed, and printed."""
        opened = self._opened()
        if opened is not None:
            return [opened.number]
        return [] if self.passports is None else [one.number for one in self.passports.people]

    def items(self) -> Sequence[Item]:
        """By number, then what the signs mean, and the rule; or one person in full."""
        seen = self.passports
        if seen is None:
            return ()
        if not seen.people:
            return (Item(_("Nobody is in the course yet.")),)
        plan = curriculum(seen.curriculum)
        opened = self._opened()
        if opened is not None:
            hidden = self.screen.app.names_hidden
            reason = "" if hidden else opened.decided_because
            return tuple(detail(opened, plan, "" if hidden else opened.name, reason))
        self.listed.blocks = len(plan.blocks)
        rows: list[Passport | Item] = [
            *seen.people,
            Item(""),
            Item(legend(), tone=Tone.DIM),
            Item(said(seen.rule, plan), tone=Tone.DIM),
        ]
        return Drawn(rows, self._row)

    def show(self) -> None:
        """Paint the list, and row 2, which speaks of whom the line means."""
        super().show()
        self.screen.query_one("#state", Bar).left = f" {self.screen.state()}"

    def state(self) -> str:
        """Row 2: of the chosen person each block in words, else how many are how far."""
        seen = self.passports
        if seen is None or not seen.people:
            return ""
        chosen = self.screen.intention.chosen
        one = next((one for one in seen.people if one.number == chosen), None)
        if one is not None:
            return "  ".join(blocks_in_words(one))
        return "   ".join((*_counts(seen), said(seen.rule, curriculum(seen.curriculum))))

    async def run_command(self, command: str) -> None:
        """One person in full, until the line means somebody else."""
        if command == "show":
            self.opened = self.marked = self.screen.intention.args[0]

    def forget(self) -> None:
        """Another text: nothing is marked. Esc leads from one person back to all."""
        super().forget()
        if not self.screen.text:
            self.opened = None

    def _look(self, seen: Passports) -> Look:
        return Look(seen, self.marked, self.screen.app.names_hidden, self.opened)

    def _opened(self) -> Passport | None:
        """Whose passport is shown in full: as long as the line means nobody else."""
        if self.opened is None or self.passports is None:
            return None
        if self.screen.intention.chosen not in (None, self.opened):
            return None
        return next((one for one in self.passports.people if one.number == self.opened), None)

    def _row(self, row: Passport | Item) -> Item:
        return row if isinstance(row, Item) else self._person(row)

    def _person(self, one: Passport) -> Item:
        hidden = self.screen.app.names_hidden
        lit = self.is_lit(one.number)
        sign, tone = self.look_of(one.number, one.standing is not Standing.OUT_OF_REACH, lit)
        name = one.name
        if one.known_by and self.passports is not None:
            name = apart(one, self._look(self.passports))
        name = f"{name} ({one.latin})" if one.latin else name
        if hidden:
            name = one.name.split()[0] if lit and self.screen.text else ""
        signs = "".join(SIGNS[block.state] for block in one.blocks)
        units = f"{one.counted}/{one.units} UE {percent(one.counted, one.units)}"
        asked = "?" if any(date.suggestion is not None for date in one.dates) else ""
        note = f"{signs}  {fitted(units + asked, UNITS_WIDTH)} {remark(one)}"
        return Item(name, f"{one.number}", note, sign, tone)


def _counts(seen: Passports) -> Iterator[str]:
    standings = [one.standing for one in seen.people if not one.decided_because]
    gets_it = sum(one.gets_it for one in seen.people)
    if gets_it:
        yield _("{n} reached.").format(n=gets_it)
    if at_risk := standings.count(Standing.AT_RISK):
        yield _("! {n} at risk.").format(n=at_risk)
    if asked := sum(d.suggestion is not None for one in seen.people for d in one.dates):
        yield ngettext("{n} suggestion.", "{n} suggestions.", asked)
