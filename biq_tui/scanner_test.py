"""Scan me: does the scanner for badges type as it should? Half a minute, at home or at the door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual import getters
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from .core.dates import full_date
from .core.intention import Intention
from .core.language import N_, _
from .people.codes import TEST_CODE
from .ui.bars import Text
from .ui.qr import QrCode
from .ui.scanner import SUFFIX_SECONDS, Scan
from .ui.screen import BiqScreen

SUFFIXES = {"enter": N_("Enter"), "tab": N_("Tab")}

GRAMMAR = ((N_("(nothing)"), N_("Scan the picture with the scanner for badges.")),)


def read_scan(text: str, works: bool) -> Intention:
    """What the line says to letters that did not come as a scan. `works`: one has come. Pure."""
    if not text:
        if works:
            return Intention(_("Enter: back to Today."), command="back")
        return Intention(_("Nothing comes? Plug the scanner in again, then scan."))
    if text.upper() == TEST_CODE:
        return Intention(
            _("The letters are right, but came too slowly. Set the scanner to no delay.")
        )
    return Intention(
        _("This came: {text}. It should be: {code}.").format(text=text, code=TEST_CODE)
    )


def described(scan: Scan) -> str:
    """What came, in words. All of it is fine."""
    keys = [_(SUFFIXES[key]) for key in scan.suffix if key in SUFFIXES]
    after = _("After it comes: {keys}.").format(keys=", ".join(keys) or _("nothing"))
    return _("This came: {code}.").format(code=scan.code) + f" {after}"


class ScannerTestScreen(BiqScreen):
    """A code to scan, and what came of it."""

    DEFAULT_CSS = """
    ScannerTestScreen #scan-code { width: 33; height: 1fr; }
    ScannerTestScreen #scan-words { width: 1fr; height: 1fr; padding: 1 1; }
    ScannerTestScreen #scan-said { width: 1fr; height: auto; }
    """

    words = getters.query_one("#scan-said", Text)
    code = getters.query_one("#scan-code", QrCode)

    def __init__(self) -> None:
        super().__init__()
        self._scans: tuple[Scan, ...] = ()

    def where(self) -> str:
        """Row 1."""
        return _("BIQ · Scanner test")

    def state(self) -> str:
        """Row 2: how the test stands, or when a scanner was here last."""
        if self._scans:
            return _("The scanner works.")
        seen = self.app.station.scanner_seen
        if not seen:
            return _("The laptop waits for the scanner.")
        day = full_date(datetime.fromisoformat(seen))
        return _("A scanner was here last on {day}.").format(day=day)

    def label(self) -> str:
        """What the line is for."""
        return _("Test")

    def help_topics(self) -> tuple[tuple[str, str], ...]:
        """What to do."""
        return GRAMMAR

    def body(self) -> Iterable[Widget]:
        """The code, and beside it what to do."""
        with Horizontal():
            yield QrCode(id="scan-code")
            with Vertical(id="scan-words"):
                yield Text(id="scan-said")

    def read(self, text: str) -> Intention:
        """Letters in the line did not come as a scan."""
        return read_scan(text.strip(), bool(self._scans))

    def take_scan(self, code: str) -> bool:
        """The code on this screen signs in nobody; it is told once what comes after it is here."""
        self.set_timer(2 * SUFFIX_SECONDS, self._scanned)
        return code == TEST_CODE

    def _scanned(self) -> None:
        self._scans += (self.app.last_scan,)
        self.repaint()

    def show_body(self) -> None:
        """What to do, or what came."""
        self.code.data = TEST_CODE
        lines = [_("Scan this picture with the scanner.")]
        if self._scans:
            lines = ["✓ " + _("The scanner works."), described(self._scans[-1])]
        if len(self._scans) > 1:
            lines.append(_("Scanned {n} times. Twice is no harm.").format(n=len(self._scans)))
        self.words.text = "\n\n".join(lines)

    async def run_command(self, command: str) -> None:
        """Back to where it was asked for."""
        if command == "back":
            self.app.pop_screen()
