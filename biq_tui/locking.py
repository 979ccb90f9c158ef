"""The laptop is locked to one screen: others type, and only the PIN leads back.

It stays locked after a restart, and for a second program at this laptop.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from .core.errors import Refused
from .scanning import Scanning
from .ui.screen import BiqScreen

WHOLE_SCREEN = "screen"
"""What the laptop is locked to if it is to no screen: nobody may do anything."""


class Locking(Scanning):
    """The part of the app that opens locked screens, and what lies below them with the PIN."""

    async def hand_over(self, meeting_id: int, new_pin: bool = False) -> None:
        """Others type the ideas of a meeting. A PIN is asked for first, if there is none yet."""
        from .meetings.places import place_of

        await self._lock(place_of(meeting_id), partial(self.open_handed, meeting_id), new_pin)

    async def put_up_booth(self, meeting_id: int, new_pin: bool = False) -> None:
        """People vote at this laptop, one after the other. A PIN is asked for as by `hand_over`."""
        from .meetings.places import booth_of

        await self._lock(booth_of(meeting_id), partial(self.open_booth, meeting_id), new_pin)

    async def lock_screen(self) -> None:
        """She leaves the laptop: nothing is to be seen or done here, and phones go on."""

        async def ask() -> None:
            self._pop_locked()  # where the PIN was thought of
            self.push_pin()

        await self._lock(WHOLE_SCREEN, ask, new_pin=False)

    async def _lock(self, place: str, go_on: Callable[[], Awaitable[None]], new_pin: bool) -> None:
        """Lock the laptop to `place`, then `go_on`."""

        async def lock() -> None:
            from .core.journal import last_number

            try:
                self.lock.close(place, await self.read(last_number))
            except Refused as refusal:
                self._pop_locked()
                if isinstance(self.screen, BiqScreen):
                    self.screen.say(refusal.sentence)
                return
            await go_on()

        if self.lock.has_pin and not new_pin:
            await lock()
            return
        from .ui.pin_screens import NewPinScreen

        await self.push_screen(NewPinScreen(self.lock, lock))

    async def open_handed(self, meeting_id: int) -> None:
        """The screen for those who type, if it is locked still."""
        from .meetings.handed import HandedScreen
        from .meetings.handed_reading import handed

        since = self.lock.since
        first = await self.read(handed, meeting_id, self.station.id, since)
        if self.lock.locked_to:
            await self.push_screen(HandedScreen(first, since))

    async def open_booth(self, meeting_id: int) -> None:
        """The screen for those who vote, if it is locked still."""
        from .meetings.booth import BoothScreen
        from .meetings.phone_votes import ballot_at

        ballot = await self.read(ballot_at, meeting_id)
        if self.lock.locked_to:
            await self.push_screen(BoothScreen(meeting_id, None if ballot is None else ballot.poll))

    async def wrong_ticket(self) -> None:
        """Somebody has typed a ticket that is none: all who try wait for each other."""
        raise NotImplementedError

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
