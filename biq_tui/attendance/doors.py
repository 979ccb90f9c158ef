"""The ways into an open sitting and its way onto the wall: phones, and the projector's page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from ..core.database import Database
from ..core.errors import Told
from ..core.journal import Actor
from ..core.language import _
from ..core.write import Act
from ..ui.browser import open_in_browser
from . import service
from .audience import Audience, AudienceView
from .models import Sitting
from .pages import Report
from .phone_door import PhoneDoor
from .places import place_of
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
    ) -> None:
        self.phone = phone
        self._database = database
        self._station_id = station_id
        self._names_hidden = names_hidden
        self._audience = AudienceView(self._now)

    async def open(self, sheet: Sheet) -> Report | None:
        """Let phones in and serve the projector's page; how phones report. None if not open."""
        if sheet.sitting is not Sitting.OPEN:
            return None
        act = Act(Actor.PHONE, self._station_id, place_of(sheet.gathering_id))

        async def report(key: str, name: str) -> None:
            await self._database.writes(act, service.report, sheet.gathering_id, key, name)

        await self.phone.open(sheet.gathering_id, sheet.code, sheet.title, report)
        with suppress(Told):  # said when somebody asks for the page: the list does not need it
            await self._audience.start(AUDIENCE_PORT)
        return report

    async def close(self, gathering_id: int) -> None:
        """This sitting has ended: no more phones. The projector's page stays, blank."""
        if self.phone.gathering_id == gathering_id:
            await self.phone.close()

    async def close_all(self) -> None:
        """The program ends."""
        await self.phone.close()
        await self._audience.stop()

    async def show_projector(self) -> str:
        """Show the page in this laptop's browser; a sentence that says where it is."""
        url = self._audience.url
        if not url:
            return _("The projector's page is not open. Nothing is lost.")
        await asyncio.to_thread(open_in_browser, url)
        return _("The projector's page: {url}").format(url=url)

    async def _now(self) -> Audience:
        gathering_id = self.phone.gathering_id
        if gathering_id is None or self._names_hidden():
            return Audience(blank=True)
        title, here = await self._database.reads(title_and_count, gathering_id)
        return Audience(title, self.phone.sign.url, here)
