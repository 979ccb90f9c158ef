"""Sammeln: one line for ideas at the speed of talk; the wall stands still above it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.widget import Widget

from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import N_, _, ngettext
from ..ui.item_list import Item, ItemList, Tone
from . import wall
from .board import IdeaRow
from .idea_files import ideas_in, table_pasted, without_heading
from .idea_text import as_typed, lines_of
from .ideas_line import (
    ADD_LATE,
    GRAMMAR,
    Look,
    groups_of,
    in_the_line,
    likest,
    numbers,
    read_idea,
    similar,
)
from .memory import Memory, memory
from .tab import MeetingTab
from .waiting_view import WaitingView

PAUSE_SECONDS = 0.3
"""After so long without a key a double is looked for."""

LATEST = 2
"""So many of the newest ideas stand below the wall."""


class CollectTab(MeetingTab):
    """Any text is an idea."""

    ID = "collect"
    NAME = N_("Collect")
    GRAMMAR: ClassVar[tuple[tuple[str, str], ...]] = GRAMMAR

    def __init__(self, screen: object) -> None:
        super().__init__(screen)  # type: ignore[arg-type]  # a MeetingScreen
        self._wall = ItemList(id="collect-wall", label_width=0, column_width=wall.COLUMN)
        self._listed = ItemList(id="collect-list", column_width=38)
        self._latest = ItemList(id="latest")
        self._waiting = WaitingView(self)
        self._look = Look(self.board)
        self._alike = ""
        """What is said of a double; "" while nothing resembles, or somebody types."""

    def label(self) -> str:
        """The number that the next idea will have, or of the one that is changed."""
        if self._look.pasted:
            return _("Paste")
        if self._waiting.marked is not None:
            return _("Short line")
        number = self.board.next_idea if self._look.editing is None else self._look.editing
        return _("Idea {number}").format(number=number)

    def widgets(self) -> Iterable[Widget]:
        """The wall where there is room, else a list; the newest, and what comes from phones."""
        return self._wall, self._listed, self._latest, *self._waiting.widgets()

    def visible(self) -> Iterable[Widget]:
        """Pasted lines are seen as a list, too; a long idea from a phone has the screen alone."""
        if self._look.pasted:
            return (self._listed,)
        if self._waiting.marked is not None:
            return self._waiting.visible((self._wall,), self._below)
        shown = (self._wall, self._latest) if self.screen.is_wide else (self._listed,)
        return (*shown, self._waiting.notice) if self._waiting.rows else shown

    async def reload(self) -> None:
        """Earlier ideas are read when the tab opens; while it is open, they seldom change."""
        app = self.screen.app
        if self._look.memory == Memory() or self.board.meeting_id != self._look.board.meeting_id:
            earlier = await app.read(memory, self.board.meeting_id)
            self._look = replace(self._look, memory=earlier)

    def opened(self) -> None:
        """The tab is turned to: what other meetings know may have changed."""
        self._look = replace(self._look, memory=Memory())

    def read(self, text: str) -> Intention:
        """The line of Sammeln."""
        self._look = replace(
            self._look, board=self.board, marked=self.marked, sent=self._waiting.marked
        )
        return read_idea(text, self._look)

    def event(self) -> str:
        """The likeliest double, quietly; of a marked idea, its own words if it has a short line,
        and where it comes from."""
        idea = self.board.by_number.get(self.marked or 0)
        if idea is not None and not self.screen.text:
            origin = self.board.origins.get(idea.idea_id, "")
            own = idea.text if idea.short else ""
            if own or origin:
                return "   ".join(filter(None, [own, f"({origin})" if origin else ""]))
        return self._alike

    def order(self) -> list[int]:
        """In the order in which they came: ↑ is the newest."""
        return [] if self._look.pasted else numbers(self.board.ideas)

    # Painting ----------------------------------------------------------------------------------

    def show(self) -> None:
        """The wall, or a list; pasted lines are seen before they become ideas."""
        self._waiting.show(self._below)
        if self._look.pasted:
            self._show_pasted()
        elif self.screen.is_wide:
            rows = self.screen.body_height - self._below
            space = wall.Space.of(self.screen.size.width, rows)
            lines = wall.in_columns(self.board, self._look_of, space)
            self._numbers = [line.number for line in lines]
            self._wall.items = tuple(line.item for line in lines)
            self.bring_into_sight(self._wall)
            self._show_latest()
        else:
            self._numbers = list(numbers(self.board.ideas))
            self._listed.items = tuple(self._item(idea) for idea in self.board.ideas)
            if self.screen.intention.chosen in self._numbers:
                self.bring_into_sight(self._listed)
            elif self._numbers:
                self._listed.show(len(self._numbers) - 1)

    def _show_latest(self) -> None:
        newest = self.board.ideas[-LATEST:]
        heading = Item(_("LATEST"), tone=Tone.STRONG)
        rows = tuple(wall.idea_item(idea, self._look_of) for idea in newest)
        self._latest.items = (Item(""), heading, *rows) if newest else ()

    @property
    def _below(self) -> int:
        """Rows beneath the wall; 0 where there is none."""
        return LATEST + 2 + self._waiting.rows if self.screen.is_wide else 0

    def _show_pasted(self) -> None:
        self._numbers = []
        first = self.board.next_idea
        self._listed.items = tuple(
            Item(line, f"{number}") for number, line in enumerate(self._look.pasted, start=first)
        )
        self._listed.show(0)

    def _item(self, idea: IdeaRow) -> Item:
        group = self.board.group_of(idea.cluster_id)
        letter = "" if group is None else f"#{group.letter.upper()}"
        return wall.idea_item(idea, self._look_of, letter)

    def _look_of(self, idea: IdeaRow) -> tuple[str, Tone]:
        return self.look_of(idea.number)

    # Choosing ----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Arrows go through the ideas, and through those that wait as if they came after them."""
        if self._look.pasted:
            return
        sent = self._waiting.marked
        if self._look.editing is not None or (self.screen.text and sent is None):
            super().move(step)
            return
        if self.screen.text:  # a short line is for the idea that it was written for
            self.screen.say(_("First Enter, or Esc."))
            return
        every: list[tuple[int | None, int | None]] = [(number, None) for number in self.order()]
        every += [(None, row.sent_id) for row in self.board.waiting]
        now = self.marked, sent
        at = every.index(now) + step if now in every else 0 if step > 0 else -1
        if every:
            self.marked, sent = every[at % len(every)]
            self._waiting.mark(sent)

    def page(self, step: int) -> bool:
        """Of a long idea from a phone."""
        return self._waiting.turn(step)

    def pick(self, listed: ItemList, place: int) -> None:
        """A click marks an idea, or the newest of those that wait."""
        if listed is self._waiting.notice:
            if not self.screen.text and self._look.editing is None:
                self.marked = None
                self._waiting.mark_newest()
        elif self._waiting.marked is None and listed in (self._wall, self._listed):
            super().pick(listed, place)

    # Doing -------------------------------------------------------------------------------------

    async def run_command(self, command: str) -> None:
        """An idea comes into the line; or something may be added after the end."""
        if command == ADD_LATE:
            self._look = replace(self._look, adds_late=True)
        elif command == "change":
            (number,) = self.screen.intention.args
            idea = self.board.by_number[number]
            self._look = replace(self._look, editing=number, was=idea.text)
            self.marked = None
            self.screen.line.hold(in_the_line(idea, self.board))

    def typed(self, text: str) -> None:
        """Somebody types: after a pause a double is looked for."""
        self._alike = ""
        self.screen.show_event()
        if self._waiting.marked is not None:
            return
        self.screen.after_pause(PAUSE_SECONDS, lambda: self._look_for_double(text))

    def _look_for_double(self, text: str) -> None:
        if self.screen.tab is self and self.screen.text == text:
            self.screen.run_worker(self._show_double(text), group="double", exclusive=True)

    async def _show_double(self, text: str) -> None:
        """Among thousands of ideas it takes a while: no key waits for it."""
        found = await asyncio.to_thread(likest, text, self._look)
        if self.screen.tab is self and self.screen.text == text:
            self._alike = "" if found is None else similar(*found)
            self.screen.show_event()

    def take_pasted(self, text: str) -> bool:
        """Many lines become many ideas after a glance."""
        if self._waiting.marked is not None:
            return False  # it is meant as its short line
        file = self.dropped(text)
        if file is not None:
            self.screen.run_worker(self._take_file(file), group="file", exclusive=True)
            return True
        if len(lines_of(text)) < 2:
            return False
        table = self._as_typed(table_pasted(text))
        self._take_lines(table or lines_of(without_heading(text)))
        return True

    async def _take_file(self, file: Path) -> None:
        """A workbook may take its time: no key waits for it."""
        try:
            lines = await asyncio.to_thread(self._lines_in, file)
        except Refused as refusal:
            self.screen.say(refusal.sentence)
            return
        self._take_lines(lines)
        self.screen.repaint()

    def _take_lines(self, lines: tuple[str, ...]) -> None:
        self._look = replace(self._look, pasted=lines, editing=None)
        self.marked = None

    def dropped(self, text: str) -> Path | None:
        """The file that was dropped on the window; None if the text names none."""
        return self.screen.app.dropped(text)

    def _lines_in(self, file: Path) -> tuple[str, ...]:
        """A file's ideas as they would be typed. Raises Refused if they can't be taken."""
        return self._as_typed(ideas_in(file))

    def _as_typed(self, found: Iterable[tuple[str, int]]) -> tuple[str, ...]:
        groups = groups_of(self.board)
        return tuple(as_typed(text, said, "", groups) for text, said in found)

    def left(self) -> None:
        """Another tab: an idea that is being changed, and what was pasted, wait here."""
        super().left()
        self._alike = ""

    def settle(self) -> None:
        """What was changed, pasted or waited is done."""
        super().settle()
        self._alike = ""
        self._waiting.mark(None)
        self._look = replace(self._look, editing=None, pasted=())

    def unmark(self) -> bool:
        """Esc: the idea stays as it is; what was pasted is forgotten."""
        held = (self.marked, self._waiting.marked, self._look.editing)
        had = any(each is not None for each in held) or bool(self._look.pasted)
        self.settle()
        return had

    @property
    def is_changing(self) -> bool:
        """Whether an idea is in the line to be changed."""
        return self._look.editing is not None

    def count(self) -> str:
        """How many ideas there are."""
        return ngettext("{n} idea.", "{n} ideas.", len(self.board.ideas))
