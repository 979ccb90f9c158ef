"""The line: the one place where the facilitator types, always focused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from ..core.text import clean

LINE_LENGTH = 200
"""As much of a pasted text goes into most lines, in characters."""

PASTED_LENGTH = 2_000_000
"""More than any list of people that somebody pastes."""

_PATH = re.compile(r"""(& )?["']?(/|~|file://|[A-Za-z]:\\|\\\\)\S""")
"""How a path begins that a terminal pastes when a file is dropped on its window."""


class Line(Input):
    """One input line.

    Enter takes the text out at once, so that what is typed while it is being done begins anew.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # These keys of Input mean something else in this program; the screen takes them.
        Binding("ctrl+f,ctrl+x,ctrl+d,ctrl+k,ctrl+a,ctrl+e,ctrl+w,ctrl+u", "nothing", show=False),
    ]

    # Its row and width are fixed: no letter makes the screen lay itself out anew.
    virtual_size = Reactive(Size(0, 0), layout=False)

    @dataclass
    class HelpWanted(Message):
        """A question mark on the empty line."""

    @dataclass
    class Entered(Message):
        """Enter was pressed on `text`, at `pressed_at` by the key's own clock, in seconds."""

        text: str
        pressed_at: float

    @dataclass
    class Pasted(Message):
        """Several lines were pasted, or the path of a file that was dropped on the window."""

        text: str

    @dataclass
    class Turn(Message):
        """It is the turn of an action: all that was typed before its key is read."""

        action: str

    def __init__(self) -> None:
        super().__init__(id="line", compact=True, select_on_focus=False)
        self.cursor_blink = False  # calm, and one repaint less twice a second
        self.longest = LINE_LENGTH
        """So much of a pasted text goes in, in characters."""

    def post_message(self, message: Message) -> bool:
        """What the line tells goes straight to its screen: a letter and its hint are one paint."""
        if isinstance(message, Line.Changed | Line.Entered | Line.Turn | Line.Pasted):
            return self.check_message_enabled(message) and self.screen.post_message(message)
        return super().post_message(message)

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
        text = event.text[:PASTED_LENGTH].strip()
        if "\n" in text or "\r" in text or _PATH.match(text):
            self.post_message(self.Pasted(text))
        else:
            self.take(text)

    def take_out(self, letters: str) -> None:
        """Take `letters` before the cursor back, caps or not: they were a scanner's."""
        start = self.cursor_position - len(letters)
        if start >= 0 and self.value[start : self.cursor_position].upper() == letters:
            self.delete(start, self.cursor_position)

    def take(self, text: str) -> None:
        """Insert pasted text as one line."""
        self.insert_text_at_cursor(clean(text, self.longest))

    def action_nothing(self) -> None:
        """A key that does nothing here."""
