"""The sign for phones: the code and its address, beside the list or on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from ..core.language import _, ngettext
from ..ui.bars import Text
from ..ui.bigtext import BigText
from ..ui.qr import QrCode, fits
from .models import Sitting
from .sheet import Sheet

if TYPE_CHECKING:
    from .phone_door import Sign

ADDRESS_WIDTH = 46
"""Columns of the address beside the large code; the style sheet says the same."""

_SOME_ADDRESS = "http://0"


class SmallSign(Vertical):
    """Beside the list, where there is room for it."""

    code = getters.query_one("#code", QrCode)
    short = getters.query_one("#short", Text)
    phones = getters.query_one("#phones", Text)

    def compose(self) -> ComposeResult:
        """The code, its address, and how many have used it."""
        yield QrCode(id="code")
        yield Text(id="short")
        yield Text(id="phones")

    def show(self, sign: Sign, sheet: Sheet, width: int, height: int) -> None:
        """Paint it if it fits beside a list; `width` of the screen, `height` of the list."""
        self.display = (
            sheet.sitting is Sitting.OPEN
            and width >= 98
            and height >= 19
            and fits(sign.url or _SOME_ADDRESS, 34, height - 2)
        )
        self.code.data = sign.url
        self.short.text = sign.short or sign.problem
        self.phones.text = ngettext(
            "{n} has reported by phone", "{n} have reported by phone", sheet.phones
        )


class Poster(Horizontal):
    """The code as large as it gets, and what to do with it."""

    code = getters.query_one("#big-code", QrCode)
    said = getters.query_one("#say", Text)
    address = getters.query_one("#big-address", BigText)
    interface = getters.query_one("#interface", Text)

    def compose(self) -> ComposeResult:
        """The code, and beside it the address in large letters."""
        yield QrCode(id="big-code")
        with Vertical(id="address"):
            yield Text(id="say")
            yield BigText(id="big-address")
            yield Text(id="interface")

    def show(self, sign: Sign, sheet: Sheet, width: int, height: int) -> None:
        """Paint it on so many columns and rows."""
        # Where there is no room for both, the address is of more use than half a code.
        fitting = fits(sign.url or _SOME_ADDRESS, width - ADDRESS_WIDTH, height)
        self.set_class(not fitting, "-address-only")
        self.code.data = sign.url
        self.address.content = sign.short
        if sheet.sitting is Sitting.ENDED:
            self.said.text = _("The evening has ended. Phones can't report any more.")
        else:
            self.said.text = sign.problem or _(
                "Scan the picture with your phone. Then write your name."
            )
        choice = f"{sign.interface}   " if sign.interface else ""
        if sign.choices > 1:
            choice += _("Phones can't reach it? ↑↓ takes another address.")
        self.interface.text = choice
