"""The test at home: does a phone get through to this laptop? Two minutes, with one's own phone."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp
from textual import getters
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widget import Widget

from ..core.intention import Intention
from ..core.language import N_, _
from ..ui.bars import Text
from ..ui.bigtext import BigText
from ..ui.qr import QrCode, fits
from ..ui.screen import BiqScreen
from ..web.pages import PHONE_LANGUAGES, page_language, render
from .phone_door import PhoneDoor
from .sign import ADDRESS_WIDTH
from .triage import FAIL_WORDS, Sign, Step, program, read_sign, said, step_of

TEST_CODE = "test"
"""The last part of the test page's address."""

GRAMMAR = (
    (N_("(nothing)"), N_("Enter: what you can do when phones do not come.")),
    (N_("does not work"), N_("Phones do not work here. The list works, too.")),
)


def test_pages() -> ASGIApp:
    """One page, which says that it works, in the phone's language."""

    async def works(request: Request) -> Response:
        language = page_language(request, tuple(PHONE_LANGUAGES))
        return render("attendance/it_works.html", language, offered=tuple(PHONE_LANGUAGES))

    return Router([Route(f"/{TEST_CODE}", works)])


def read_test(text: str, sign: Sign, asked: bool) -> Intention:
    """What Enter will do with `text` during the test. `asked`: Esc was pressed once. Pure."""
    text = " ".join(text.casefold().split())
    if sign.heard_at is not None:
        return Intention(_("Phones work. Enter: back to Today."), command="back")
    if text in FAIL_WORDS:
        said_then = _("Enter: {sentence}").format(
            sentence=_("Phones do not work here. The IT people must help.")
        )
        return Intention(said_then, command="fails")
    if asked:
        asks = _("No phone was here. Esc: phones do not work here.   Enter: test again later.")
        return Intention(asks, command="back")
    fails = Intention(_("It does not work? Then type:  does not work"))
    return fails if text or step_of(sign) is Step.LIST else read_sign(sign) or fails


class HomeTestScreen(BiqScreen):
    """A QR code, what to do with it, and what came of it."""

    DEFAULT_CSS = """
    HomeTestScreen #test-code { width: 1fr; height: 1fr; min-width: 33; }
    HomeTestScreen #test-words { width: 46; height: 1fr; padding: 1 1; }
    HomeTestScreen #test-address { width: 1fr; height: auto; margin: 1 0 0 0; }
    HomeTestScreen #test-said { width: 1fr; height: auto; }
    HomeTestScreen.-tight Rule { display: none; }
    HomeTestScreen.-words-only #test-code { display: none; }
    HomeTestScreen.-words-only #test-words { width: 1fr; }
    """

    code = getters.query_one("#test-code", QrCode)
    words = getters.query_one("#test-said", Text)
    address = getters.query_one("#test-address", BigText)

    def __init__(self, door: PhoneDoor) -> None:
        """`door` is of this test alone; the screen opens and closes it."""
        super().__init__()
        self.door = door
        self._asked = self._over = False

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Phone test")

    def state(self) -> str:
        """Row 2: how the test stands."""
        if self.door.sign.heard_at is not None:
            return _("Phones work.")
        return self.door.sign.problem or _("The laptop waits for your phone.")

    def label(self) -> str:
        """What the line is for."""
        return _("Test")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """The few words of this line."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """The code, and beside it what to do."""
        with Horizontal():
            yield QrCode(id="test-code")
            with Vertical(id="test-words"):
                yield Text(id="test-said")
                yield BigText(id="test-address")

    async def on_mount(self) -> None:
        """Open the door."""
        await self.door.serve(0, TEST_CODE, test_pages())
        self.door_changed()

    async def on_unmount(self) -> None:
        """No test, no door."""
        self._over = True
        await self.door.close()

    def door_changed(self) -> None:
        """A phone came, or the laptop's address is another."""
        if self.is_mounted and not self._over and self.app.screen is self:
            if self.door.visits.number:
                self.app.remember_phones(work=True)
            self.repaint()

    def read(self, text: str) -> Intention:
        """How the test goes on."""
        return read_test(text, self.door.sign, self._asked)

    def show_body(self) -> None:
        """Paint the code as long as it is needed."""
        sign = self.door.sign
        tight = self.size.height < 28
        self.set_class(tight, "-tight")
        height = self.size.height - (7 if tight else 9)
        works = sign.heard_at is not None
        fitting = bool(sign.url) and fits(sign.url, self.size.width - ADDRESS_WIDTH, height)
        self.set_class(works or not fitting, "-words-only")
        self.code.data = "" if works else sign.url
        step = step_of(sign)
        self.address.content = "" if works or step is not None else sign.short
        if works:
            self.words.text = "✓ " + _("Phones work. The test is done.")
        elif step is not None:
            self.words.text = said(step, sign, sys.platform, program())
        else:
            self.words.text = "\n".join(
                (
                    sign.notice or _("1  Take your own phone. Put it in the Wi-Fi of this laptop."),
                    _("2  Scan the picture with its camera."),
                    _("3  The phone says: It works."),
                )
            )

    def on_resize(self, _event: Resize) -> None:
        """Another size, another code."""
        if self.is_mounted:
            self.call_after_refresh(self.show_body)

    def move(self, step: int) -> None:
        """Another address of this laptop."""
        self.run_worker(self.door.next_address(step))

    async def run_command(self, command: str) -> None:
        """Back, the next try, or the result that phones do not work."""
        if command == "phones_fail":
            self.door.next_step()
        elif command == "fails":
            self._fails()
        elif command == "back":
            self.app.pop_screen()

    async def go_back(self) -> None:
        """Esc: without a phone it asks first, then that is the result."""
        if self.door.visits.number:
            self.app.pop_screen()
        elif self._asked:
            self._fails()
        else:
            self._asked = True

    def forget_marks(self) -> None:
        """Another letter: the question of Esc is answered with no."""
        self._asked = False

    def _fails(self) -> None:
        self.app.remember_phones(work=False)
        self.app.pop_screen()
