"""A date comes into one's own calendar: a file (.ics) for a phone, beside the page for helpers.

No name is in a file or its address. A look never writes: what has changed is given out when
somebody asks for the file with the button, and the file is then fetched by an address of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..core.database import Database
from ..core.errors import Refused
from ..core.journal import Actor
from ..core.language import N_, speaking
from ..core.write import Act
from ..web.entrance import Offer, Page, Way, failure, language_of
from ..web.forms import sent_fields
from ..web.pages import render
from .ics.outside import Entry, as_given_out, publish
from .ics.whose import publish_sign_ups, sign_ups_as_given_out
from .ics.writing import calendar_file
from .phone_helpers import PhoneShift, Taken, gathering_inviting, invitations, taken
from .phone_pages import Helping, days_of, hours
from .places import place_of
from .reading import event_row

MINE = "mine"
"""What stands for one's own shifts, where else an event's number stands."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a visit can take into its calendar: its shifts, and the events that invite phones."""

    mine: tuple[Taken, ...]
    events: tuple[PhoneShift, ...]
    """Each as if it were one shift."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """What the pages ask the house for; `which`: an event's number or MINE."""

    offered: Callable[[str], Awaitable[Offered]]
    """For the visit with this key."""
    given_out: Callable[[str, str], Awaitable[bytes | None]]
    """(key, which): the file, if it was given out as everything is now."""
    give_out: Callable[[str, str], Awaitable[None]]
    """(key, which), durably. Raises Refused if it can't be."""


class Dates(Offer):
    """ "Into my calendar", for whoever helps or just comes."""

    PATH: ClassVar[str] = "calendar"
    BESIDE: ClassVar[str | None] = Helping.PATH
    LABEL: ClassVar[str] = N_("Into my calendar")
    AGAIN: ClassVar[str] = N_("Look again")
    OTHERWISE: ClassVar[str] = N_("Please tell the person at the laptop.")

    def __init__(self, calendars: Calendars, is_open: bool) -> None:
        super().__init__(is_open)
        self._calendars = calendars

    async def form(self, request: Request) -> Response:
        """The dates there are, with a button for each."""
        try:
            offered = await self._calendars.offered(request.path_params["key"])
        except Refused:  # the database does not answer
            return self.entrance.trouble(request, 503, otherwise=self.OTHERWISE)
        if not (offered.mine or offered.events):
            return self._back(request)
        return render(
            "events/calendar.html",
            language_of(request),
            mine=offered.mine,
            mine_is=MINE,
            events=offered.events,
            days_of=days_of,
            hours=hours,
            back=self.entrance.address(request, request.path_params["key"], Helping.PATH),
        )

    async def send(self, request: Request) -> Response:
        """Somebody wants one of them: on to its file, as everything is now."""
        which = (await sent_fields(request)).get("which", "")
        key = request.path_params["key"]
        if not self.is_open:
            return self._back(request)
        if which != MINE and _number(which) is None:
            return await self.form(request)
        with speaking(language_of(request)):
            try:
                if await self._calendars.given_out(key, which) is None:
                    if not self.entrance.newcomers.let_in(key):
                        return self.entrance.trouble(request, 429, otherwise=self.OTHERWISE)
                    await self._calendars.give_out(key, which)
            except Refused:
                return self.entrance.trouble(request, 409, failure(), self.OTHERWISE)
        return RedirectResponse(self.address(request, f"{which}.ics"), 303)

    def pages(self) -> Iterator[tuple[str, Page]]:
        """The files."""
        yield "{which}.ics", self._file

    async def notice(self, request: Request) -> Response:
        """Nothing is kept of whoever fetches a date."""
        return RedirectResponse(self.address(request), 303)

    async def thanks(self, request: Request, ways: Sequence[Way]) -> Response:  # noqa: ARG002
        """The phone says itself what became of it."""
        return RedirectResponse(self.address(request), 303)

    async def _file(self, request: Request) -> Response:
        """As a calendar takes it."""
        try:
            which = request.path_params["which"]
            made = await self._calendars.given_out(request.path_params["key"], which)
        except Refused:
            return self.entrance.trouble(request, 503, otherwise=self.OTHERWISE)
        if made is None:  # it has changed meanwhile, or is none of what is offered
            return RedirectResponse(self.address(request), 303)
        kept_as = {"Content-Disposition": 'attachment; filename="BIQ.ics"'}
        return Response(made, media_type="text/calendar", headers=kept_as)

    def _back(self, request: Request) -> Response:
        helping = self.entrance.address(request, request.path_params["key"], Helping.PATH)
        return RedirectResponse(helping, 303)


def dates_at(database: Database, station: str, is_open: bool) -> Dates:
    """The dates that phones can take along at the laptop `station`."""

    async def offered(key: str) -> Offered:
        return await database.reads(_offered, key)

    async def given_out(key: str, which: str) -> bytes | None:
        entries = await database.reads(_as_given_out, key, which)
        return calendar_file(entries, "BIQ") if entries else None

    async def give_out(key: str, which: str) -> None:
        if which == MINE:
            if (await database.reads(_offered, key)).mine:
                await database.writes(Act(Actor.PHONE, station, ""), publish_sign_ups, key)
        elif await database.reads(_is_inviting, which):
            act = Act(Actor.PHONE, station, place_of(int(which)))
            await database.writes(act, publish, [int(which)])

    return Dates(Calendars(offered, given_out, give_out), is_open)


def _offered(session: Session, key: str) -> Offered:
    events = []
    for each in invitations(session):
        row = event_row(session, each.event_id)
        if row is not None and row.starts_at is not None and row.ends_at is not None:
            events.append(PhoneShift(each.event_id, row.title, row.starts_at, row.ends_at, 0))
    mine = tuple(each for each in taken(session, key) if not each.is_waiting)
    return Offered(mine, tuple(events))


def _as_given_out(session: Session, key: str, which: str) -> tuple[Entry, ...]:
    if which == MINE:
        entries = sign_ups_as_given_out(session, key)
        helps = {each.shift.shift_id for each in _offered(session, key).mine}
        return entries if len(entries) == len(helps) else ()
    return as_given_out(session, [int(which)]) if _is_inviting(session, which) else ()


def _is_inviting(session: Session, which: str) -> bool:
    number = _number(which)
    return number is not None and gathering_inviting(session, number) is not None


def _number(value: str) -> int | None:
    """The number that a field says; None if it says none."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None
