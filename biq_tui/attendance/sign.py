"""The sign for phones: the code and its address, beside the list or on a page of its own."""

from __future__ import annotations

import sys
from enum import Enum, auto

from textual import getters
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from ..core.language import _
from ..ui.bars import Text
from ..ui.bigtext import BigText
from ..ui.qr import QrCode, fits
from .models import Sitting
from .sheet import Sheet
from .triage import Sign, Step, phones_said, program, said, step_of

ADDRESS_WIDTH = 46
"""Columns of the address beside the large code; the style sheet says the same."""

TITLE_ROWS = 2
"""Rows of words above each of two codes that stand side by side."""

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
            and not sign.off
            and width >= 98
            and height >= 19
            and fits(sign.url or _SOME_ADDRESS, 34, height - 2)
        )
        self.code.data = sign.url
        self.short.text = sign.short or sign.problem
        self.phones.text = sign.notice or phones_said(sign, sheet.phones)


class Shown(Enum):
    """What the page of the code has room for."""

    PAGE = auto()
    """The code of the page, with its address."""
    WIFI = auto()
    """The code of the Wi-Fi, with its name and password."""
    BOTH = auto()
    """Both codes side by side, numbered."""


def shown(sign: Sign, wifi_first: bool, width: int, height: int) -> Shown:
    """What to paint on so many columns and rows. `wifi_first`: one at a time, this one is due."""
    if sign.wifi is None or not sign.url or sign.step:
        return Shown.PAGE
    room = width // 2, height - TITLE_ROWS
    # What changed by itself is said in the column beside a single code.
    if not sign.notice and fits(sign.wifi.text, *room) and fits(sign.url, *room):
        return Shown.BOTH
    if not fits(sign.wifi.text, width - ADDRESS_WIDTH, height):
        return Shown.PAGE  # name and password stand beside it in words: no key for half a code
    return Shown.WIFI if wifi_first else Shown.PAGE


class Poster(Horizontal):
    """The code as large as it gets, and what to do with it."""

    wifi = getters.query_one("#wifi", Vertical)
    wifi_title = getters.query_one("#wifi-title", Text)
    wifi_code = getters.query_one("#wifi-code", QrCode)
    page_title = getters.query_one("#page-title", Text)
    code = getters.query_one("#big-code", QrCode)
    said = getters.query_one("#say", Text)
    address = getters.query_one("#big-address", BigText)
    interface = getters.query_one("#interface", Text)

    _sign = Sign()
    _shown = Shown.PAGE
    _wifi_first = True
    _turns = False
    """Whether Wi-Fi and page are shown one at a time."""

    def compose(self) -> ComposeResult:
        """The codes, and beside them the address in large letters."""
        with Vertical(id="wifi"):
            yield Text(id="wifi-title")
            yield QrCode(id="wifi-code")
        with Vertical(id="page"):
            yield Text(id="page-title")
            yield QrCode(id="big-code")
        with Vertical(id="address"):
            yield Text(id="say")
            yield BigText(id="big-address")
            yield Text(id="interface")

    def turned(self, step: int) -> bool:
        """An arrow: whether it turned between Wi-Fi and page, and not to another address.

        They go in a circle: the Wi-Fi, the page, and the page at the laptop's other addresses.
        """
        sign = self._sign
        edge = 0 if step < 0 else max(sign.choices - 1, 0)
        if self._turns and (self._wifi_first or sign.chosen == edge):
            self._wifi_first = not self._wifi_first
            return True
        return False

    def show(self, sign: Sign, sheet: Sheet, width: int, height: int) -> None:
        """Paint it on so many columns and rows."""
        if sign.notice and sign.notice != self._sign.notice:
            self._wifi_first = False
        self._sign = sign
        self._shown = what = shown(sign, self._wifi_first, width, height)
        self._turns = shown(sign, True, width, height) is Shown.WIFI
        for kind in Shown:
            self.set_class(kind is what, f"-{kind.name.lower()}")
        # Where there is no room for both, the words are of more use than half a code.
        code = sign.wifi.text if what is Shown.WIFI and sign.wifi else sign.url
        fitting = fits(code or _SOME_ADDRESS, width - ADDRESS_WIDTH, height)
        self.set_class(what is not Shown.BOTH and not fitting, "-address-only")
        self.wifi_code.data = "" if sign.wifi is None or what is Shown.PAGE else sign.wifi.text
        self.code.data = "" if what is Shown.WIFI else sign.url
        self._show_titles(sign, sheet)
        self._show_words(sign, sheet)

    def _show_titles(self, sign: Sign, sheet: Sheet) -> None:
        if sign.wifi is None:
            return
        key = sign.wifi.password
        password = _("Password: {password}").format(password=key) if key else _("No password.")
        wifi = _("1  Wi-Fi: {name}").format(name=sign.wifi.ssid)
        self.wifi_title.text = f"{wifi}\n{password}"
        page = _("2  Page: {address}").format(address=sign.short)
        self.page_title.text = f"{page}\n{phones_said(sign, sheet.phones)}"

    def _show_words(self, sign: Sign, sheet: Sheet) -> None:
        """The column beside a single code."""
        step = step_of(sign)
        on_wifi = self._shown is Shown.WIFI and sign.wifi is not None
        if on_wifi and sign.wifi is not None:
            self.address.content = sign.wifi.ssid
            self.said.text = _("1  First the Wi-Fi. Scan the picture with your phone.")
            self.interface.text = "\n".join(
                (self.wifi_title.text.partition("\n")[2], _("2  Then the page: press ↓."))
            )
            return
        self.address.content = sign.short if step in (None, Step.TYPED) else ""
        self.said.text = self._words(sign, sheet, step)
        choice = f"{sign.interface}   " if sign.interface else ""
        if sign.choices > 1 and step is None:
            choice += _("Phones can't reach it? ↑↓ takes another address.")
        reported = "" if sign.off or not sign.url else phones_said(sign, sheet.phones)
        self.interface.text = "\n".join(line for line in (choice, reported) if line)

    def _words(self, sign: Sign, sheet: Sheet, step: Step | None) -> str:
        if sheet.sitting is Sitting.ENDED:
            return _("The evening has ended. Phones can't report any more.")
        if sign.problem:
            return sign.problem
        if step is not None:
            return said(step, sign, sys.platform, program())
        scan = _("Scan the picture with your phone. Then write your name.")
        if sign.wifi is not None:
            scan = _("2  Scan the picture with your phone. Then write your name.")
            if not self._turns:
                scan = f"{self.wifi_title.text}\n{scan}"
        return f"{sign.notice}\n{scan}" if sign.notice else scan
