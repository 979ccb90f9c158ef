"""The part of the app that keeps the data safe while it runs, and lets others take their place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..core import clock
from ..core.copies import Halted
from ..core.errors import CannotStart, Refused
from ..core.language import _
from ..core.log import log_fault
from ..house import House, Options
from ..ui.screen import BiqScreen

if TYPE_CHECKING:
    from .keeping import Keeper, Made

START, SITTING, MEANWHILE = "start", "sitting", "meanwhile"
"""Why a backup is made."""

START_SECONDS = 20.0
"""So long after the start the first is made: the first screen and the first keys go first."""

EVERY_SECONDS = 900.0
"""How often it is looked whether something has changed."""


class KeepingSafe(House):
    """Backups beside everything else; the exchange of data while nothing is open."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._backups: Keeper | None = None
        self.between: Callable[[], str] | None = None
        """What has to be done while no database is open; then the screens start anew with the
        sentence that it returns."""
        self.stick_news = ""
        """What a stick had to say at the start, if its data go on where these end."""

    async def keep_safe(self, wanted: str) -> None:
        """Do what was asked for on Heute."""
        from .acts import keep_safe

        await keep_safe(self, wanted)  # type: ignore[arg-type]  # there is one app

    async def back_up(self, why: str, *, always: bool = False) -> Made:
        """Back up what has changed, if a file holds the data. Raises Refused."""
        from .keeping import Made

        if self._backups is None:
            return Made(None)
        return await self._backups.keep(why, always=always)

    async def back_up_sitting(self) -> str:
        """An evening is over: the sentence that tells how its backup went."""
        if self._backups is None:
            return _("Done. Everything is saved. The database server makes the backups.")
        try:
            made = await self.back_up(SITTING, always=True)
        except Refused as refusal:
            return refusal.sentence
        said = _("Done. Everything is backed up.")
        if made.onto:
            said = _("Done. Everything is backed up, also on the stick.")
        return f"{said} {made.trouble}".strip()

    def days_since_stick(self) -> int | None:
        """How many whole days ago the data came onto a stick; None if they never did."""
        from .stick import brought_at

        at = brought_at(self.options.folder)
        return None if at is None else (clock.now() - at).days

    def exchange(self, between: Callable[[], str]) -> None:
        """End the screens; whoever started the app does this and starts them anew."""
        self.between = between
        self.exit()

    def start_keeping(self) -> None:
        """The database is open: from now on what changes is backed up every so often."""
        from ..core.opening import data_file
        from .here import Here
        from .keeping import Keeper, tidy

        file = data_file(self.options.folder, self.options.database_url)
        if file is None:
            return
        here = Here(self.options.folder, file)
        tidy(here)
        self._backups = Keeper(self.database, here)
        if self.is_example:
            return
        self.set_timer(START_SECONDS, lambda: self._keep(START))
        self.set_interval(EVERY_SECONDS, lambda: self._keep(MEANWHILE))

    async def end_keeping(self) -> None:
        """The program ends: no backup is begun, and one that is not whole is given up."""
        if self._backups is not None:
            await self._backups.end()

    def _keep(self, why: str) -> None:
        self.run_worker(self._quietly(why), group="backup")

    async def _quietly(self, why: str) -> None:
        """Nobody asked for it, so nobody is told but by Heute, when the last one is long ago."""
        try:
            await self.back_up(why)
            if self._backups is not None and why == START:
                self.stick_news = await self._backups.newer_on_stick()
        except (Refused, Halted) as error:
            log_fault(error)
        if self.stick_news and isinstance(self.screen, BiqScreen):
            self.screen.repaint()

    async def offer_backup(self) -> bool:
        """The data can't be read: show the newest good backup, if there is one; whether it is."""
        from ..core.opening import data_file
        from .here import Here
        from .rescue_screen import RescueScreen, rescue_of

        try:
            file = data_file(self.options.folder, self.options.database_url)
        except CannotStart:  # it is the address that is wrong
            return False
        if file is None or self.lock.locked_to:
            return False
        here = Here(self.options.folder, file)
        rescue = await asyncio.to_thread(rescue_of, here)
        if rescue is None:
            return False
        self.trouble = _("The data can't be read.")
        await self.push_screen(RescueScreen(here, rescue))
        return True
