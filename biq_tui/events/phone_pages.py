"""What a phone sees of an event's shifts: each with its free places, a name, one button.

No name of anybody is in any page, and the answer to every name is the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..attendance import pages as _with_its_templates  # noqa: F401 - ours extend some of them
from ..attendance.notice import Facts
from ..core import clock
from ..core.database import Database
from ..core.dates import WEEKDAYS
from ..core.errors import Refused, Unstored
from ..core.journal import Actor
from ..core.language import N_, _, speaking
from ..core.text import clean
from ..core.write import Act
from ..web.entrance import Offer, Way, failure, language_of
from ..web.forms import sent_fields
from ..web.pages import add_templates, render
from .after.tidying import kept_for, weeks
from .phone_helpers import (
    PhoneEvent,
    PhoneShift,
    Taken,
    TakenOut,
    event_of_shift,
    invitations,
    is_of_no_use,
    sign_up,
    taken,
)
from .places import place_of

add_templates("events", Path(__file__).parent / "templates")


@dataclass(frozen=True, slots=True)
class SignUps:
    """What the pages ask the house for."""

    open_now: Callable[[], Awaitable[tuple[PhoneEvent, ...]]]
    """What can be signed up for."""
    sign_up: Callable[[int, str, str], Awaitable[None]]
    """(shift, key, name), durably. Raises Refused with a sentence for the person, or TakenOut."""
    taken: Callable[[str], Awaitable[tuple[Taken, ...]]]
    """What became of the sign-ups with this key, the latest first."""
    is_of_no_use: Callable[[str], Awaitable[bool]]
    """Whether all that came with this key was taken out."""


@dataclass(frozen=True, slots=True)
class Day:
    """The shifts of one day, under its weekday (a message id) and its date."""

    weekday: str
    date: str
    shifts: tuple[PhoneShift, ...]


class Helping(Offer):
    """ "I want to help", in a shift of any event that invites phones.

    `facts` of the house for the privacy notice are asked for each time.
    """

    PATH: ClassVar[str] = "help"
    LABEL: ClassVar[str] = N_("I want to help.")
    AGAIN: ClassVar[str] = N_("One more person")
    OTHERWISE: ClassVar[str] = N_("Please tell the person at the laptop.")

    def __init__(self, sign_ups: SignUps, facts: Callable[[], Facts], is_open: bool) -> None:
        super().__init__(is_open)
        self._sign_ups = sign_ups
        self._facts = facts

    async def form(
        self,
        request: Request,
        status: int = 200,
        problem: str = "",
        chosen: int | None = None,
        name: str = "",
    ) -> Response:
        """The shifts as they are at this moment, and a field for the name.

        Above it what she has taken with this form, and whether something is at the same time.
        """
        language, key = language_of(request), request.path_params["key"]
        try:
            events = await self._sign_ups.open_now()
            mine = await self._sign_ups.taken(key)
            if request.method == "GET" and await self._sign_ups.is_of_no_use(key):
                return RedirectResponse(self.address(request, "again"), 303)
        except Refused:  # the database does not answer
            return self.entrance.trouble(request, 503, otherwise=self.OTHERWISE)
        return render(
            "events/help.html",
            language,
            status,
            events=[(event, days_of(event.shifts)) for event in events if event.shifts],
            hours=hours,
            mine=mine,
            beside=lambda shift: at_that_time(shift, mine),
            chosen=chosen,
            name=name,
            wrong=("name" if chosen is not None else "shift") if status == 422 else "",
            problem=problem,
            facts=self._facts(),
            notice=self.address(request, "data"),
            again=self.address(request),
            ways=self.entrance.beside(request, self),
        )

    async def send(self, request: Request) -> Response:
        """Somebody wants to help."""
        sent = await sent_fields(request)
        key, name = request.path_params["key"], clean(sent.get("name", ""))
        shift_id = _number(sent.get("shift", ""))
        with speaking(language_of(request)):
            if shift_id is None:
                problem = _("Please choose something first.")
                return await self.form(request, 422, problem, None, name)
            if not name:
                return await self.form(request, 422, _("Please write your name."), shift_id)
            if not self.entrance.newcomers.let_in(key):
                return await self.form(request, 429, failure(), shift_id, name)
            try:
                await self._sign_ups.sign_up(shift_id, key, name)
            except TakenOut:
                return self._of_no_use(request)
            except Unstored:  # a disk that is full is nothing a guest can help
                return await self.form(request, 409, failure(), shift_id, name)
            except Refused as refusal:
                return await self.form(request, 409, refusal.sentence, shift_id, name)
        return self.thanked(request)

    async def notice(self, request: Request) -> Response:
        """The whole privacy notice."""
        back = self.address(request)
        language = language_of(request)
        return render("events/help_notice.html", language, facts=self._facts(), back=back)

    def _of_no_use(self, request: Request) -> Response:
        """Her sign-up was taken out; whoever wants to help all the same takes a new form."""
        new = self.address(request, "again")
        return render("events/taken_out.html", language_of(request), 409, new=new)

    async def thanks(self, request: Request, ways: Sequence[Way]) -> Response:
        """Whether she has a place or waits for one, as it is when she looks."""
        with suppress(Refused):  # the database does not answer now; it is noted all the same
            mine = await self._sign_ups.taken(request.path_params["key"])
            if not mine:
                return RedirectResponse(self.address(request), 303)
            went = mine[0]
            (day,) = days_of([went.shift])
            return render(
                "events/helping.html",
                language_of(request),
                went=went,
                day=day,
                hours=hours,
                beside=at_that_time(went.shift, mine),
                ways=ways,
            )
        return await super().thanks(request, ways)


def days_of(shifts: Sequence[PhoneShift]) -> tuple[Day, ...]:
    """Shifts in the order of time, by the day on which they begin."""

    def begins(shift: PhoneShift) -> date:
        return clock.local(shift.starts_at).date()

    return tuple(
        Day(WEEKDAYS[day.weekday()], f"{day.day}.{day.month}.{day.year}", tuple(its))
        for day, its in groupby(shifts, begins)
    )


def at_that_time(shift: PhoneShift, mine: Sequence[Taken]) -> tuple[Taken, ...]:
    """What else she has taken at the time of a shift."""
    return tuple(
        other
        for other in mine
        if other.shift.shift_id != shift.shift_id
        and other.shift.starts_at < shift.ends_at
        and shift.starts_at < other.shift.ends_at
    )


def hours(shift: PhoneShift) -> str:
    """18:00–20:00."""
    return f"{clock.clock_time(shift.starts_at)}–{clock.clock_time(shift.ends_at)}"


async def helping_at(database: Database, station: str, facts: Callable[[], Facts]) -> Helping:
    """What phones can sign up for at the laptop `station`, at whatever is open there."""

    async def open_now() -> tuple[PhoneEvent, ...]:
        return await database.reads(invitations)

    async def store(shift_id: int, key: str, name: str) -> None:
        event_id = await database.reads(event_of_shift, shift_id)
        place = "" if event_id is None else place_of(event_id)
        await database.writes(Act(Actor.PHONE, station, place), sign_up, shift_id, key, name)

    async def went(key: str) -> tuple[Taken, ...]:
        return await database.reads(taken, key)

    async def no_use(key: str) -> bool:
        return await database.reads(is_of_no_use, key)

    kept = kept_for(await database.reads(weeks))

    def with_period() -> Facts:  # helpers' names go earlier than the lists of a course
        return replace(facts(), period=kept)

    return Helping(SignUps(open_now, store, went, no_use), with_period, bool(await open_now()))


def _number(value: str) -> int | None:
    """The id that a field says; None if it says none."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None
