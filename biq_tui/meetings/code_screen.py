"""The code with which phones come to a meeting's page for ideas, as large as the screen."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widget import Widget

from ..attendance.phone_door import PhoneDoor, Sign
from ..core.intention import Intention
from ..core.language import N_, _
from ..ui.bars import Text
from ..ui.bigtext import BigText
from ..ui.frame import FIXED_ROWS
from ..ui.qr import QrCode, fits
from ..ui.screen import BiqScreen

WORDS_WIDTH = 26
"""Columns beside the code at least; the style sheet says the same."""

SCAN = N_("Scan the picture with your phone. Then write your idea.")
BACK = N_("Enter: back to the meeting.")

TIGHT, TINY = 28, 24
"""Below so many rows the code takes those of the rules, and those of all but three rows."""


class CodeScreen(BiqScreen):
    """Others may look at it: no idea and no name is on it."""

    code = getters.query_one("#idea-code", QrCode)
    words = getters.query_one("#idea-words", Text)
    address = getters.query_one("#idea-address", BigText)

    def __init__(self, gathering_id: int, scan: str = SCAN, back: str = BACK) -> None:
        """`gathering_id`: whose door is open; `scan`, `back`: what the code and Enter are for."""
        super().__init__()
        self._gathering_id = gathering_id
        self._scan, self._back = scan, back

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · The code for phones")

    def label(self) -> str:
        """There is nothing to type."""
        return _("Phones")

    def body(self) -> Iterable[Widget]:
        """The code, and beside it what to do and the address for those who type it."""
        with Horizontal(id="idea-sign"):
            yield QrCode(id="idea-code")
            with Vertical(id="idea-beside"):
                yield Text(id="idea-words")
                yield BigText(id="idea-address")

    def read(self, text: str) -> Intention:  # noqa: ARG002 - there is nothing to type
        """Enter goes back, as Esc does."""
        return Intention(_(self._back), command="back")

    async def run_command(self, command: str) -> None:
        """Back."""
        if command == "back":
            await self.go_back()

    def show_body(self) -> None:
        """Paint the code if it fits; else the address has the room."""
        sign = sign_of(self.app.door, self._gathering_id)
        width, height = self.size
        self.set_class(height < TIGHT, "-tight")
        self.set_class(height < TINY, "-tiny")
        room = height - (FIXED_ROWS if height >= TIGHT else FIXED_ROWS - 2 if height >= TINY else 3)
        fitting = bool(sign.url) and fits(sign.url, width - WORDS_WIDTH, room)
        self.set_class(not fitting, "-words-only")
        self.code.data = sign.url
        self.address.content = sign.short
        self.words.text = "\n".join(words_of(sign, self._scan))

    def on_resize(self, _event: Resize) -> None:
        """Another size, another code."""
        if self.is_mounted:
            self.call_after_refresh(self.show_body)


def sign_of(door: PhoneDoor, gathering_id: int) -> Sign:
    """What the door shows for this gathering: nothing, if it is open for another one."""
    return door.sign if door.gathering_id == gathering_id else Sign()


def words_of(sign: Sign, scan: str = SCAN) -> tuple[str, ...]:
    """What to do with the code, or why there is none."""
    if not sign.url:
        return (sign.problem or _("The page for phones is not open yet. One moment, please."),)
    if sign.wifi is None:
        return tuple(filter(None, (sign.notice, _(scan))))
    key = sign.wifi.password
    return (
        *filter(None, [sign.notice]),
        _("1  Wi-Fi: {name}").format(name=sign.wifi.ssid),
        _("Password: {password}").format(password=key) if key else _("No password."),
        "2  " + _(scan),
    )
