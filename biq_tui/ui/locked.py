"""Screens on which whoever types stays: no key, click, card or file leads out, only the PIN.

A pillar's screen becomes one by `LockedScreen`; its way back asks for the PIN.
"""

from __future__ import annotations

from typing import ClassVar

from ..core.intention import Intention
from ..core.language import _
from .frame import KEYS
from .help import HelpScreen
from .screen import BiqScreen

_NEITHER_TABS_NOR_NAMES = tuple(key for key in KEYS if key[2] not in ("tab(1)", "names"))
_ENTER_AND_BACK = tuple(key for key in KEYS if key[2] in ("enter", "back"))


class LockedScreen(BiqScreen):
    """Nothing but its own line, list and help; Ctrl+Q is the same way back as Esc."""

    key_row = _NEITHER_TABS_NOR_NAMES
    KEEPS_UNDONE: ClassVar[bool] = True

    def action_leave(self) -> None:
        """The program is not closed from here."""
        self.call_later(self.go_back)

    async def action_lock(self) -> None:
        """It is locked already."""

    async def action_tab(self, step: int) -> None:
        """There is one tab."""

    def action_names(self) -> None:
        """Names are not hers to show or hide."""

    def action_help(self) -> None:
        """What can be done here, and nothing beside it."""
        if not isinstance(self.app.screen, LockedHelp):
            self.app.push_screen(LockedHelp(self.help_topics()))

    def tell(self, sentence: str) -> None:
        """What others have to say is for the facilitator."""

    def take_scan(self, code: str) -> bool:  # noqa: ARG002 - nobody arrives here
        """A card signs nobody in."""
        return True

    def take_pasted(self, text: str) -> bool:  # noqa: ARG002 - no file is read here
        """Several lines or a file are not for this line."""
        return True


class LockedHelp(LockedScreen, HelpScreen):
    """Help for a locked screen."""

    BESIDE: ClassVar[tuple[tuple[str, str], ...]] = ()

    async def go_back(self) -> None:
        """To the screen below."""
        self.app.pop_screen()

    def action_help(self) -> None:
        """It is here already."""


class MaskedScreen(LockedScreen):
    """One line in which nobody can read what is typed."""

    key_row = _ENTER_AND_BACK

    async def on_mount(self) -> None:
        """Before the first paint."""
        self.line.password = True

    def label(self) -> str:
        """What the line is for."""
        return _("PIN")

    def action_help(self) -> None:
        """The hint says it all."""


class CoverScreen(MaskedScreen):
    """Stands before what is locked until that is read. Whatever is typed meanwhile goes nowhere."""

    key_row = ()

    def label(self) -> str:
        """The line is for nothing yet."""
        return ""

    def read(self, text: str) -> Intention:  # noqa: ARG002 - whatever it is
        """Nothing yet."""
        return Intention(_("One moment …"))

    async def go_back(self) -> None:
        """There is no way yet."""
