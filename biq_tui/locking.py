"""The laptop is locked to one screen: others type, and only the PIN leads back.

It stays locked after a restart, and for a second program at this laptop.
"""

from __future__ import annotations

from .core.errors import Refused
from .scanning import Scanning
from .ui.screen import BiqScreen


class Locking(Scanning):
    """The part of the app that opens locked screens, and what lies below them with the PIN."""

    async def hand_over(self, meeting_id: int, new_pin: bool = False) -> None:
        """Others type the ideas of a meeting. A PIN is asked for first, if there is none yet."""

        async def hand_over() -> None:
            await self._hand_over(meeting_id)

        if self.lock.has_pin and not new_pin:
            await hand_over()
            return
        from .ui.pin_screens import NewPinScreen

        await self.push_screen(NewPinScreen(self.lock, hand_over))

    async def _hand_over(self, meeting_id: int) -> None:
        from .core.journal import last_number
        from .meetings.places import place_of

        try:
            self.lock.close(place_of(meeting_id), await self.read(last_number))
        except Refused as refusal:
            self._pop_locked()
            if isinstance(self.screen, BiqScreen):
                self.screen.say(refusal.sentence)
            return
        await self.open_handed(meeting_id)

    async def open_handed(self, meeting_id: int) -> None:
        """The screen for those who type, if it is locked still."""
        from .meetings.handed import HandedScreen
        from .meetings.handed_reading import handed

        since = self.lock.since
        first = await self.read(handed, meeting_id, self.station.id, since)
        if self.lock.locked_to:
            await self.push_screen(HandedScreen(first, since))

    async def ask_pin(self) -> None:
        """The way out of a locked screen."""
        if self.lock.is_open():  # the PIN was forgotten in another window
            await self.unlocked()
        else:
            self.push_pin()

    def cover(self) -> None:
        """It is started locked: nothing is seen before that is."""
        from .ui.locked import CoverScreen

        self.push_screen(CoverScreen())

    def push_pin(self) -> None:
        """Ask for the PIN; what lies below is not seen meanwhile."""
        from .ui.pin_screens import PinScreen

        self.push_screen(PinScreen(self.lock))

    async def unlocked(self) -> None:
        """The screen where it was locked is seen again; after a restart, where she was."""
        self._pop_locked()
        if len(self.screen_stack) == 1:
            self.run_worker(self.open_first(), group="begin")

    def _pop_locked(self) -> None:
        from .ui.locked import LockedScreen

        while isinstance(self.screen, LockedScreen):
            self.pop_screen()  # not awaited: the key may have come from one of them

    async def open_first(self) -> None:
        """What a start that is not locked opens."""
        raise NotImplementedError
