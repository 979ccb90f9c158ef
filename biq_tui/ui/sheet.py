"""A sheet drawn line by line from cells: a calendar, a board. What they mean, it does not know."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from .cells import Cell, Ink, Lines
from .shown import harmless, set_off


class Sheet(Widget, can_focus=False):
    """Lines of cells; only what changed is painted anew."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"sheet--{ink}" for ink in Ink}

    # Compared line by line when it is set, so Textual neither compares nor repaints it whole.
    lines: reactive[Lines] = reactive((), repaint=False, always_update=True)
    """What is shown; never changed, only replaced."""

    @dataclass
    class Picked(Message):
        """A cell was clicked that means something."""

        target: Hashable

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        cells = self.lines[y] if y < len(self.lines) else ()
        rest = self.get_component_rich_style(f"sheet--{Ink.PLAIN}")
        return Strip([self._segment(cell) for cell in cells]).adjust_cell_length(
            self.size.width, rest
        )

    def watch_lines(self, before: Lines, after: Lines) -> None:
        """Repaint only the lines that changed."""
        changed = [
            Region(0, y, self.size.width, 1)
            for y in range(self.size.height)
            if before[y : y + 1] != after[y : y + 1]
        ]
        if changed:
            self.refresh(*changed)

    def on_click(self, event: events.Click) -> None:
        """Find what the cell under the mouse means."""
        event.stop()
        at = 0
        for cell in self.lines[event.y] if event.y < len(self.lines) else ():
            if at <= event.x < at + cell.width and cell.target is not None:
                self.post_message(self.Picked(cell.target))
            at += cell.width

    def _segment(self, cell: Cell) -> Segment:
        style = self.get_component_rich_style(f"sheet--{cell.ink}")
        return Segment(cut(cell.text, cell.width), style)


def cut(text: str, width: int) -> str:
    """`text` harmless and exactly so many cells wide; what is too long just ends."""
    text = harmless(text)
    if cell_len(text) > width:
        text = set_cell_size(text, width).rstrip()
    return set_off(set_cell_size(text, width))
