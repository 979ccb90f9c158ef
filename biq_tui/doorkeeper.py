"""What phones may do at this laptop: the door follows the data, whoever changes them.

A list that is open, a meeting's ideas and votes, the shifts of events, or all of them at one
address. An undo and another laptop change what is open, too, so the journal is looked at.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from .core.errors import Refused
from .core.language import _
from .ui.screen import BiqScreen

if TYPE_CHECKING:
    from .app import BiqApp
    from .attendance.pages import Report
    from .attendance.sheet import Sheet
    from .web.entrance import Offer
    from .web.limits import WrongGuesses


class Doorkeeper:
    """Opens and closes the door for phones, one step at a time."""

    def __init__(self, app: BiqApp) -> None:
        self._app = app
        self._turn = asyncio.Lock()
        self._meeting: int | None = None
        """Of the gathering that the door was opened for last."""
        self._helping = False
        """Whether helpers can sign up at the door that was opened last."""
        self._seen = 0
        self._guesses: WrongGuesses | None = None
        """Wrong tickets of all votes; kept, however often the pages are made anew."""

    async def open(self, sheet: Sheet) -> Report | None:
        """Let phones in to what is open at a gathering; how they report. None: no list is open."""
        async with self._turn:
            return await self._open(sheet)

    async def at_meeting(self, meeting_id: int, taking: bool) -> None:
        """Bring the door in line with what is open at a meeting.

        Unless `taking`, a door that is open for another gathering stays there.
        """
        from .attendance.models import Sitting
        from .attendance.sheet import sheet
        from .meetings.lookup import gathering_at
        from .meetings.models import PhoneIdeas
        from .meetings.phone_ideas import phones_at
        from .meetings.phone_votes import phones_vote

        app = self._app
        async with self._turn:
            gathering_id = await app.read(gathering_at, meeting_id)
            if gathering_id is None:
                return
            first = await app.read(sheet, gathering_id, app.station.id)
            _topic, phones = await app.read(phones_at, meeting_id)
            votes = await app.read(phones_vote, meeting_id)
            listed = first.sitting is Sitting.OPEN
            if not (votes or listed or phones is not PhoneIdeas.OFF or app.has_doors):
                return  # the server's modules are not even needed
            if taking or app.door.gathering_id in (None, gathering_id):
                await self._open(first)

    async def at_event(self, event_id: int | None, anew: bool = True) -> None:
        """Bring the door in line with what events invite to.

        A door that is open offers it, wherever that is; else `event_id`'s own opens if it invites.
        Unless `anew`, a door that is open stays as it is.
        """
        from .attendance.sheet import sheet
        from .events.phone_helpers import gathering_inviting, is_gathering

        app = self._app
        async with self._turn:
            gathering_id = app.door.gathering_id if app.has_doors else None
            if gathering_id is not None and not anew:
                return
            if gathering_id is None and event_id is not None:
                gathering_id = await app.read(gathering_inviting, event_id)
            if gathering_id is None:
                return
            if not await app.read(is_gathering, gathering_id):  # its day was taken back
                await app.doors.close(gathering_id)
                return
            first = await app.read(sheet, gathering_id, app.station.id)
            await self._open(first, for_helpers=True)

    async def wrong_ticket(self) -> None:
        """A ticket typed at this laptop is none: it waits like those from phones."""
        from .meetings.vote_pages import wrong_tickets

        self._guesses = self._guesses or wrong_tickets()
        await self._guesses.wait()

    async def begin(self) -> None:
        """From now on the journal is followed."""
        from .core.journal import last_number

        self._seen = await self._app.read(last_number)

    async def follow(self, place: str, number: int) -> None:
        """Something was written, up to entry `number`; `place`: of the screen on top."""
        from .core.journal import tables_touched_since
        from .events.places import event_of
        from .meetings.phone_votes import ballot_at
        from .meetings.places import meeting_of

        since, self._seen = self._seen, number
        meetings = {known for known in (meeting_of(place), self._meeting) if known is not None}
        event_id = event_of(place)
        if not meetings and event_id is None and not self._app.has_doors:
            return
        try:
            touched = await self._app.read(tables_touched_since, since)
            if touched & {"gathering", "meeting", "poll"}:
                for meeting_id in sorted(meetings):
                    voting = await self._app.read(ballot_at, meeting_id)
                    here = meeting_id == meeting_of(place)
                    await self.at_meeting(meeting_id, taking=here and voting is not None)
            if touched & ({"event", "gathering"} if self._helping else {"event"}):
                await self.at_event(event_id)
        except Refused:  # said by the next look at the journal, which is followed from here again
            self._seen = since

    async def _open(self, sheet: Sheet, *, for_helpers: bool = False) -> Report | None:
        """`for_helpers`: the door opens even if helpers can sign up and nothing else is open."""
        from .attendance.models import Sitting
        from .events.phone_calendar import dates_at
        from .events.phone_pages import helping_at
        from .meetings.lookup import meeting_at
        from .meetings.phone_pages import ideas_at
        from .meetings.vote_pages import votes_at, wrong_tickets

        app = self._app
        self._meeting = meeting_id = await app.read(meeting_at, sheet.gathering_id)
        facts = lambda: app.door.facts  # noqa: E731 - asked for each time, as they are then
        offers: list[Offer] = []
        if meeting_id is not None:
            at = app.database, app.station.id, meeting_id, facts
            self._guesses = self._guesses or wrong_tickets()
            full = partial(self._room_is_full, meeting_id)
            offers = [await ideas_at(*at), await votes_at(*at, self._guesses, full)]
        is_open = sheet.sitting is Sitting.OPEN or any(offer.is_open for offer in offers)
        helping = await helping_at(app.database, app.station.id, facts)
        if sheet.sitting is Sitting.ENDED or not (
            is_open or for_helpers or app.door.gathering_id == sheet.gathering_id
        ):
            helping.is_open = False
        if app.door.gathering_id in (None, sheet.gathering_id) or is_open:
            self._helping = helping.is_open
        dates = dates_at(app.database, app.station.id, helping.is_open)
        return await app.doors.open(sheet, [*offers, helping, dates])

    def _room_is_full(self, meeting_id: int, people: int) -> None:
        """A phone wanted to vote, and there are as many votes as `people` already."""
        from .meetings.places import place_of

        screen = self._app.screen
        if isinstance(screen, BiqScreen) and screen.place == place_of(meeting_id):
            said = _("A phone wanted to vote, too. Are more people in the room?   in the room {n}")
            say = screen.say if self._app.names_hidden else screen.tell  # then that row is empty
            say(said.format(n=people + 1))
