"""The laptop is handed over: others type their ideas. Only Sammeln, and back with the PIN."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from rich.cells import cell_len
from textual import on
from textual.events import Resize
from textual.timer import Timer
from textual.widget import Widget

from ..core import clock
from ..core.intention import Intention, UseCase
from ..core.language import N_, _
from ..ui.frame import FIXED_ROWS, WIDE, Step
from ..ui.item_list import ItemList
from ..ui.line import Line
from ..ui.locked import LockedScreen
from .board import Board
from .collect_tab import CollectTab
from .handed_reading import Handed, handed, take_back_typed
from .models import IDEA_LENGTH
from .places import place_of

ACCEPTED = 8 * IDEA_LENGTH
"""So much goes into the line: more than an idea can be, so that it is said and nothing is cut."""


GRAMMAR = (
    (N_("Bench at the lake"), N_("A new idea, word for word as you type it.")),
    (N_("Bench at the lake x3 #a"), N_("At the very end: said 3 times, and in group A.")),
    (N_("12"), N_("Idea 12 is said again. Numbers of earlier meetings work, too.")),
    (N_('"Speed 50 x3'), N_("Begins with a quotation mark: everything stays as it is.")),
    (N_("↑ ↓"), N_("Marks the newest of your ideas. Enter takes it into the line.")),
)
"""The help: what of Sammeln those who type can do."""


class HandedTab(CollectTab):
    """Sammeln for those who type: what they wrote they may change, no file is read."""

    GRAMMAR = GRAMMAR
    screen: HandedScreen  # type: ignore[assignment]  # it has what this tab asks of a screen

    def order(self) -> list[int]:
        """The arrows go through what was typed here."""
        return [number for number in super().order() if number in self.screen.own]

    def pick(self, listed: ItemList, place: int) -> None:
        """A click marks it, too."""
        if place < len(self._numbers) and self._numbers[place] in self.screen.own:
            super().pick(listed, place)

    def dropped(self, text: str) -> Path | None:  # noqa: ARG002 - whatever it says
        """The path of a file is a text like any other."""
        return None


class HandedScreen(LockedScreen):
    """Shows of a meeting what its wall shows. What is not named here is not to be seen."""

    def __init__(self, first: Handed, since: int) -> None:
        """`first`: the meeting as it was when the laptop was handed over, at number `since`."""
        super().__init__()
        self._seen = first
        self._since = since
        self.tab = HandedTab(self)
        self._pause: Timer | None = None

    @property
    def board(self) -> Board:
        """The meeting, with nothing but its ideas."""
        return self._seen.board

    @property
    def own(self) -> frozenset[int]:
        """Numbers of the ideas that were typed here."""
        return self._seen.own

    @property
    def is_wide(self) -> bool:
        """Whether columns stand side by side."""
        return self.size.width >= WIDE

    @property
    def body_height(self) -> int:
        """Rows between the rules."""
        return max(self.size.height - FIXED_ROWS, 1)

    @property
    def place(self) -> str:
        """What is typed happens at the meeting."""
        return place_of(self.board.meeting_id)

    @property
    def as_of(self) -> int:
        """The board says how new it is."""
        return self.board.as_of

    # What stands in the fixed places ---------------------------------------------------------

    def where(self) -> str:
        """Row 1."""
        starts = clock.local(self.board.starts_at)
        day = f"{starts.day}.{starts.month}."
        return _("BIQ · Meeting on {day}").format(day=day)

    def state(self) -> str:
        """Row 2: topic and ideas."""
        topic = self.board.topic
        said = [_("Topic: {topic}").format(topic=topic)] if topic else []
        said += [self.tab.count()] if self.board.ideas else []
        return "   ".join(said if cell_len("   ".join(said)) < self.size.width else said[::-1])

    def tabs(self) -> tuple[str, ...]:
        """Row 3: no other one."""
        return (_(self.tab.NAME),)

    def label(self) -> str:
        """What the line is for."""
        return self.tab.label()

    def event(self) -> str:
        """What resembles, or what was typed last."""
        last = self.board.last_event
        return self.tab.event() or (f"✓ {last.sentence}" if last else "")

    def my_step(self) -> Step | None:
        """What Ctrl+Z would take back: only what was typed here."""
        step = self.board.my_step
        if step is None or self.tab.event():
            return None
        return Step(step.number, step.sentence, latest=True, undoable=step.undoable)

    def taking_back(self) -> UseCase:
        """It does not tell what stands in the way."""
        return take_back_typed

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """Those of Sammeln."""
        return self.tab.GRAMMAR

    def body(self) -> Iterable[Widget]:
        """The wall."""
        return self.tab.widgets()

    # Reading and painting --------------------------------------------------------------------

    async def on_mount(self) -> None:
        """An idea may be long; whatever is too long is said, and not cut."""
        self.line.longest = ACCEPTED

    async def reload(self) -> None:
        """Read the ideas anew, and those of earlier meetings."""
        known = self.board.meeting_id, self.app.station.id, self._since
        self._seen = await self.app.read(handed, *known)
        await self.tab.reload()

    def read(self, text: str) -> Intention:
        """The line of Sammeln."""
        return self.tab.read(text)

    def show_body(self) -> None:
        """Paint the wall."""
        seen = tuple(self.tab.visible())
        for widget in self.tab.widgets():
            widget.display = widget in seen
        self.tab.show()

    def on_resize(self, _event: Resize) -> None:
        """Another size, other columns."""
        if self.is_mounted:
            self.call_after_refresh(self.repaint)

    # Doing -----------------------------------------------------------------------------------

    @on(Line.Changed)
    def look_for_double(self, event: Line.Changed) -> None:
        """Somebody types an idea."""
        self.tab.typed(event.value)

    def after_pause(self, seconds: float, step: Callable[[], None]) -> None:
        """Take a step once nobody has asked for one for so long."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(seconds, step)

    def move(self, step: int) -> None:
        """Arrows go through what was typed here."""
        self.tab.move(step)

    def forget_marks(self) -> None:
        """Another text: nothing is marked."""
        self.tab.forget()

    def settle_marks(self) -> None:
        """A step is done, and what was in the line for it."""
        self.tab.settle()

    def unmark(self) -> bool:
        """Esc takes the mark away."""
        return self.tab.unmark()

    async def action_back(self) -> None:
        """Esc while an idea is changed: it stays as it is, and the line is empty."""
        if self.tab.is_changing:
            self.tab.settle()
        await super().action_back()

    async def run_command(self, command: str) -> None:
        """An idea comes into the line."""
        await self.tab.run_command(command)

    def take_pasted(self, text: str) -> bool:
        """Many lines are ideas; the path of a file is typed text."""
        taken = self.tab.take_pasted(text)
        if taken:
            self.clear_line()
            self.repaint()
        return taken

    @on(ItemList.Picked)
    def picked(self, event: ItemList.Picked) -> None:
        """A click marks, Enter or a click on the hint acts."""
        self.tab.pick(event.items, event.place)
        self.show_intention()

    async def go_back(self) -> None:
        """Esc on the empty line: it takes the PIN."""
        await self.app.ask_pin()
