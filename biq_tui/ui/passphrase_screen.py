"""The data are encrypted: nothing of them is seen before the passphrase, on a masked line."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from ..core import sealed
from ..core.errors import Refused
from ..core.intention import Intention
from ..core.language import _
from .frame import KEYS
from .locked import MaskedScreen


def read_passphrase(text: str, trouble: str, *, is_trying: bool) -> Intention:
    """What Enter will do. Pure. `trouble`: why the last try opened nothing; "" at first."""
    if is_trying:
        return Intention(_("One moment …"))
    if text:
        return Intention(_("Enter: if this is the passphrase, BIQ begins."), command="open")
    if trouble:
        return Intention(" ".join((trouble, _("Please try again."))))
    return Intention(_("Type the passphrase, then Enter.   Ctrl+Q closes BIQ."))


class PassphraseScreen(MaskedScreen):
    """Asks for the passphrase; then the program begins."""

    key_row = tuple(key for key in KEYS if key[2] == "enter")

    def __init__(self, folder: Path, begin: Callable[[], Awaitable[None]]) -> None:
        """`folder`: of the data. `begin` opens them, with the key that is in use by then."""
        super().__init__()
        self._folder = folder
        self._begin = begin
        self._trouble = ""
        self._is_trying = False

    def where(self) -> str:
        """Row 1."""
        return _("BIQ")

    def state(self) -> str:
        """Row 2."""
        return _("The data are encrypted. On the emergency sheet is a code that opens them, too.")

    def label(self) -> str:
        """What the line is for."""
        return _("Passphrase")

    def read(self, text: str) -> Intention:
        """The passphrase, or why it was not."""
        return read_passphrase(text, self._trouble, is_trying=self._is_trying)

    async def run_command(self, command: str) -> None:
        """Try it, in a thread: it is meant to take some time."""
        if command == "open" and not self._is_trying:
            said, self._is_trying = self.text, True
            self.run_worker(self._try(said), group="begin")

    async def _try(self, said: str) -> None:
        try:
            await asyncio.to_thread(sealed.unlock, self._folder, said)
        except Refused as refusal:
            self._trouble, self._is_trying = refusal.sentence, False
            self.show_intention()
            return
        await self._begin()

    def action_leave(self) -> None:
        """There is nothing open that could be lost."""
        self.app.exit()

    async def go_back(self) -> None:
        """There is nothing behind it."""
