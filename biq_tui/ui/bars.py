"""The fixed rows of every screen: one line each, always in the same place."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from .shown import fitted, harmless, shown


class Bar(Widget):
    """One row of text; `right` is kept whole, `left` gives way."""

    left: reactive[str] = reactive("")
    """What stands at the left edge."""
    right: reactive[str] = reactive("")
    """What stands at the right edge."""

    def render(self) -> Content:
        """The row, exactly as wide as the widget."""
        right = harmless(self.right)
        room = self.size.width - (cell_len(right) + 1 if right else 0)
        return Content(fitted(self.left, max(room, 0)) + (f" {right}" if right else ""))


class Hint(Bar):
    """What Enter will do. A click on it is an Enter."""

    @dataclass
    class Clicked(Message):
        """The facilitator clicked the hint."""

    def on_click(self, event: events.Click) -> None:
        """Pass it on."""
        event.stop()
        self.post_message(self.Clicked())


class Text(Static):
    """Some lines of text; where the style sheet gives it its size, others need not make room."""

    text: reactive[str] = reactive("", repaint=False)
    """The lines, as they come from people and files."""

    def watch_text(self, text: str) -> None:
        """Show them harmless."""
        lines = Content("\n").join(map(shown, text.split("\n")))
        self.update(lines, layout=self.styles.auto_dimensions)


class Rule(Widget):
    """A thin line across the screen."""

    def render(self) -> Content:
        """The line."""
        return Content("─" * self.size.width)


class Choices(Widget):
    """Short texts in a row, one of them current; a click chooses. Tabs and the key row."""

    names: reactive[tuple[str, ...]] = reactive(())
    """The texts, left to right."""
    current: reactive[int] = reactive(-1)
    """Place of the one in brackets; -1 for none."""

    @dataclass
    class Chosen(Message):
        """A text was clicked."""

        choices: Choices
        place: int

        @property
        def control(self) -> Choices:
            """Where it was clicked."""
            return self.choices

    def render(self) -> Content:
        """All texts, the current one in brackets."""
        parts = [
            f"[{name}]" if place == self.current else f" {name}{self._after}"
            for place, name in enumerate(self.names)
        ]
        return Content(fitted(self._gap.join(parts), self.size.width))

    def on_click(self, event: events.Click) -> None:
        """Find the text under the mouse."""
        event.stop()
        at = 0
        for place, name in enumerate(self.names):
            end = at + 1 + cell_len(name) + len(self._after)
            if at <= event.x < end:
                self.post_message(self.Chosen(self, place))
            at = end + len(self._gap)

    @property
    def _after(self) -> str:
        """Room for the bracket, if one of the texts can be current."""
        return " " if self.current >= 0 else ""

    @property
    def _gap(self) -> str:
        """Blanks between the texts, fewer where it is tight."""
        taken = sum(1 + cell_len(name) + len(self._after) for name in self.names)
        free = (self.size.width - taken) // max(len(self.names) - 1, 1)
        return " " * max(min(free, 2), 0)
