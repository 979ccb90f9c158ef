"""The line: the one place where the facilitator types, always focused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from ..core.text import clean

PASTED_LENGTH = 200


class Line(Input):
    """One input line.

    Enter takes the text out at once, so that what is typed while it is being done begins anew.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # These keys of Input mean something else in this program; the screen takes them.
        Binding("ctrl+f,ctrl+x,ctrl+d,ctrl+k,ctrl+a,ctrl+e,ctrl+w,ctrl+u", "nothing", show=False),
    ]

    @dataclass
    class HelpWanted(Message):
        """A question mark on the empty line."""

    @dataclass
    class Entered(Message):
        """Enter was pressed on `text`, at `pressed_at` by the key's own clock, in seconds."""

        text: str
        pressed_at: float

    @dataclass
    class Turn(Message):
        """It is the turn of an action: all that was typed before its key is read."""

        action: str

    def __init__(self) -> None:
        super().__init__(id="line", compact=True, select_on_focus=False)
        self.cursor_blink = False  # calm, and one repaint less twice a second

    def enter(self, pressed_at: float) -> None:
        """Hand the text over and be empty."""
        text = self.value
        self.hold("")
        self.post_message(self.Entered(text, pressed_at))

    def in_turn(self, action: str) -> None:
        """Tell the screen to act once it has read what was typed before: keys keep their order."""
        self.call_later(self.post_message, self.Turn(action))

    def hold(self, text: str) -> None:
        """Show `text` without telling of a change: the screen knows it already."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.enter(event.time)
            return
        if event.character == "?" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.HelpWanted())
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(clean(event.text, PASTED_LENGTH))

    def action_nothing(self) -> None:
        """A key that does nothing here."""
