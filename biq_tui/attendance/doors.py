"""The ways into an open sitting and its way onto the wall: phones, and the projector's page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from inspect import isawaitable

from ..core.database import Database
from ..core.errors import Told
from ..core.intention import YES
from ..core.journal import Actor
from ..core.language import _
from ..core.settings import value_of
from ..core.station import PHONES_FAIL, PHONES_WORK, StationFile
from ..core.write import Act
from ..ui.browser import open_in_browser
from ..web.entrance import Offer
from ..web.tickets import Tickets
from ..web.wifi import Wifi
from . import service
from .audience import Audience, AudienceView, Blank, Shown
from .models import Sitting
from .notice import facts
from .pages import Report
from .phone_door import PhoneDoor
from .places import place_of
from .room_wifi import ROTATING, room_wifi
from .sheet import Sheet, title_and_count

AUDIENCE_PORT = 8521


class Doors:
    """Opens what an open sitting needs; `names_hidden` says whether the projector is blank."""

    def __init__(
        self,
        database: Database,
        station_id: str,
        phone: PhoneDoor,
        names_hidden: Callable[[], bool],
        memory: StationFile,
    ) -> None:
        self.phone = phone
        self._database = database
        self._station_id = station_id
        self._memory = memory
        self._venue = self._said = ""
        self.title = ""
        """Of the gathering that phones were let in to last."""
        self._names_hidden = names_hidden
        self._wifi: Wifi | None = None
        self._audience = AudienceView(self._now)
        self._listed = False
        self._asked: Callable[[], Shown | Awaitable[Shown]] | None = None
        self.on_wall = ""
        """A sentence that says what the projector's page shows; "" for arrivals, if any."""

    async def open(self, sheet: Sheet, offers: Sequence[Offer] = ()) -> Report | None:
        """Let phones in and serve the projector's page; how phones report. None if not open.

        `offers`: what else people can do here with their phones. If nothing is open any more, the
        door closes.
        """
        listed = sheet.sitting is Sitting.OPEN
        if not listed and not any(offer.is_open for offer in offers):
            if self.phone.gathering_id == sheet.gathering_id:
                await self.phone.close()
            return None
        self._listed = listed
        act = Act(Actor.PHONE, self._station_id, place_of(sheet.gathering_id))
        self._wifi = await self._database.reads(room_wifi)

        async def report(key: str, name: str) -> None:
            await self._database.writes(act, service.report, sheet.gathering_id, key, name)

        rotating = await self._database.reads(value_of, ROTATING)
        signs = rotating.casefold() in YES
        secret = f"{self._memory.secret()} {sheet.gathering_id}" if signs else ""
        self.phone.tickets = Tickets(secret)
        self.phone.facts = await self._database.reads(facts)
        self._venue, self.title = sheet.venue, sheet.title
        self.phone.put_up(self._wifi, off=self._memory.station.phones == PHONES_FAIL)
        known = self._memory.station.addresses.get(sheet.venue, "")
        await self.phone.open(
            sheet.gathering_id,
            sheet.code,
            sheet.title,
            report,
            known,
            listed=listed,
            offers=offers,
        )
        with suppress(Told):  # said when somebody asks for the page: the list does not need it
            await self._audience.start(AUDIENCE_PORT)
        return report if listed else None

    def phone_changed(self) -> str:
        """Remember what the door has shown: its address, and that a phone came through.

        Returns what has to be said of it now; "" if nothing.
        """
        if self.phone.gathering_id is None:
            self._said = ""
            return ""
        if self.phone.place and self._venue:
            self._memory.remember_address(self._venue, self.phone.place)
        if self.phone.visits.number and self._memory.station.phones != PHONES_WORK:
            self._memory.remember_phones(work=True)
            self.phone.put_up(self._wifi, off=False)  # what is phone-like shows itself again
        sign = self.phone.sign
        before, self._said = self._said, "" if sign.off else sign.notice or sign.problem
        return self._said if self._said != before else ""

    def phones_again(self) -> None:
        """Forget that phones did not work, so that they may be tried once more."""
        self._memory.remember(phones="", phones_tested="")
        self.phone.put_up(self._wifi, off=False)

    def wifi(self) -> Wifi | None:
        """The Wi-Fi to show, as it was set when the sitting was opened here; None: none."""
        return None if self.phone.sign.off else self._wifi

    async def close(self, gathering_id: int) -> None:
        """This sitting has ended: no more phones. The projector's page stays, blank."""
        self._asked, self.on_wall = None, ""
        if self.phone.gathering_id == gathering_id:
            await self.phone.close()

    async def close_all(self) -> None:
        """The program ends."""
        await self.phone.close()
        await self._audience.stop()

    async def show_projector(self) -> str:
        """Show who arrives, in this laptop's browser; a sentence that says where it is."""
        self._asked, self.on_wall = None, ""
        return await self._in_browser()

    async def show(self, shown: Callable[[], Shown | Awaitable[Shown]], sentence: str) -> str:
        """Turn the projector's page to something else, until she asks for yet another thing.

        `shown` is asked each time somebody looks, `sentence` says what it is. Returned is that, and
        before it where the page is if no browser shows it yet.
        """
        with suppress(Told):  # said below
            await self._audience.start(AUDIENCE_PORT)
        if not self._audience.url:
            return await self._in_browser()
        self._asked, self.on_wall = shown, sentence
        return sentence if self._audience.is_seen else f"{await self._in_browser()}  {sentence}"

    async def _in_browser(self) -> str:
        url = self._audience.url
        if not url:
            return _("The projector's page is not open. Nothing is lost.")
        if await asyncio.to_thread(open_in_browser, url):
            self._audience.opened()
        return _("The projector's page: {url}").format(url=url)

    def invitation(self, gathering_id: int, title: str) -> Audience:
        """How phones come in right now to write ideas; without an address if no door is open."""
        url = self.phone.sign.url if self.phone.gathering_id == gathering_id else ""
        return Audience(title, url, wifi=self.wifi(), for_ideas=True)

    async def _now(self) -> Shown:
        if self._names_hidden():
            return Blank()
        if self._asked is not None:
            asked = self._asked()
            return await asked if isawaitable(asked) else asked
        gathering_id = self.phone.gathering_id
        if gathering_id is None or not self._listed:
            return Blank()
        title, here = await self._database.reads(title_and_count, gathering_id)
        return Audience(title, self.phone.sign.url, here, self.wifi())
