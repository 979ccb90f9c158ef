"""The door for phones: the server in the room, open exactly as long as something is for phones.

While it is open it looks every few seconds whether the laptop still has its address, slept, or
lost its server, and opens again by itself, at the same port and with the same code.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from starlette.types import ASGIApp, Receive, Scope, Send

from ..core import clock
from ..core.errors import Told
from ..core.language import _
from ..core.log import log_fault
from ..web.addresses import NOWHERE, Address, is_own, room_addresses
from ..web.entrance import Entrance, Offer
from ..web.guard import BODY_BYTES, Guard, content_policy
from ..web.pages import CSS
from ..web.server import RoomServer, bind
from ..web.tickets import Tickets
from ..web.visits import Counted, Visits
from ..web.wifi import Wifi
from .notice import Facts
from .pages import Arriving, Report
from .triage import PATIENCE, Sign, no_phones_here, steps

__all__ = ["PhoneDoor", "Sign"]

LOOK_SECONDS = 5.0
"""How often an open door looks after itself; a look takes about a millisecond, in a thread."""

SLEPT_SECONDS = 20.0
"""When a look comes so much too late by the wall clock, the laptop has slept."""


class PhoneDoor:
    """Serves one gathering at a time on one address of this laptop.

    `host`: show and bind this address only; else the best one, and `next_address` takes another.
    `changed` is called in the loop whenever `sign` is another. `wall` is a clock that goes on while
    the laptop sleeps, in seconds.
    """

    def __init__(
        self,
        host: str | None,
        port: int,
        changed: Callable[[], None],
        find_addresses: Callable[[], tuple[Address, ...]] = room_addresses,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.sign = Sign()
        self.gathering_id: int | None = None
        self.visits = Visits()
        """Of this sitting."""
        self.tickets = Tickets()
        """Of the next sitting: set before it is opened."""
        self.facts = Facts()
        """What the privacy notice tells of the house."""
        self.is_own: Callable[[str], bool] = lambda ip: is_own(ip, self._own)
        """Whether this laptop itself asks: that proves nothing."""
        self._host = host
        self._port = port
        self._changed = changed
        self._find_addresses = find_addresses
        self._wall = wall
        self._server = RoomServer(on_failure=self._failed)
        self._own: tuple[Address, ...] = ()
        self._addresses: tuple[Address, ...] = ()
        self._chosen = 0
        self._base = Sign()
        self._opened_at = clock.now()
        self._was_open = False
        self._hosts: set[str] = set()
        self._known = ""
        self._off = False
        self._wifi: Wifi | None = None
        self._code = ""
        self._pages: ASGIApp | None = None
        self._body_bytes = BODY_BYTES
        self._watch: asyncio.Task[None] | None = None
        self._repair: asyncio.Task[None] | None = None
        self._failed_at = -LOOK_SECONDS
        self._turn = asyncio.Lock()

    # Open and closed ---------------------------------------------------------------------------

    async def open(
        self,
        gathering_id: int,
        code: str,
        title: str,
        report: Report,
        known: str = "",
        *,
        listed: bool = True,
        offers: Sequence[Offer] = (),
    ) -> None:
        """Let phones in to this gathering. What hinders it is said in `sign`; the list goes on.

        `known` is the address ("ip:port") that phones and posters know from last time: it is taken
        again if this laptop still has it; else the sign says that it is old. `listed`: people
        arrive; `offers`: what else they can do.
        """
        arriving = Arriving(title, report, lambda: self.facts, listed)
        pages = Entrance(code, title, (arriving, *offers), self.tickets)
        await self.serve(gathering_id, code, pages, known, pages.body_bytes)

    async def serve(
        self,
        gathering_id: int,
        code: str,
        pages: ASGIApp,
        known: str = "",
        body_bytes: int = BODY_BYTES,
    ) -> None:
        """Serve any pages under /`code`, as `open` does. An open door only gets other pages."""
        async with self._turn:
            same = (self.gathering_id, self._code) == (gathering_id, code)
            self._pages, self._body_bytes = pages, body_bytes
            if same and self._server.running:
                return
            await self._server.stop()
            self.gathering_id, self._code, self._known = gathering_id, code, known
            self._hosts, self._was_open = set(), False
            self.visits, self._opened_at = Visits(), clock.now()
            self._base = Sign()
            self._addresses = await asyncio.to_thread(self._look_for_addresses)
            self._choose_known()
            await self._serve()
            if self._watch is None:
                self._watch = asyncio.create_task(self._keep_looking(), name="door for phones")

    async def close(self) -> None:
        """No more phones: the sitting has ended."""
        for task in (self._watch, self._repair):
            if task is not None:
                task.cancel()
        self._watch = self._repair = None
        async with self._turn:
            await self._server.stop()
            self.gathering_id = None
            self._base = Sign()
            self.refresh()

    async def next_address(self, step: int) -> None:
        """Show and bind another address of this laptop."""
        async with self._turn:
            if self.gathering_id is None or len(self._addresses) < 2:
                return
            self._chosen = (self._chosen + step) % len(self._addresses)
            self._base = replace(self._base, notice="")
            self._known = ""
            await self._server.stop()
            await self._serve()

    # What is shown -----------------------------------------------------------------------------

    @property
    def place(self) -> str:
        """The address that phones know now, as "ip:port"; "" while the door is closed."""
        return self._known if self.gathering_id is not None and self._was_open else ""

    def put_up(self, wifi: Wifi | None, off: bool) -> None:
        """Show this Wi-Fi beside the code. `off`: phones do not work here, so show neither."""
        self._wifi, self._off = wifi, off
        self.refresh()

    def next_step(self) -> None:
        """Phones do not come: show what to try next; after the last try, the address again."""
        self._base = replace(self._base, step=(self._base.step + 1) % (len(steps(self.sign)) + 1))
        self.refresh()

    def refresh(self) -> None:
        """Tell if the sign is another now, because of what happened or because time went by."""
        if self.gathering_id is None:
            sign = Sign()
        elif self._off:
            sign = Sign(problem=no_phones_here(), off=True)
        else:
            rotating = self.tickets.code if self._base.url else ""
            sign = replace(
                self._base,
                url=f"{self._base.url}/{rotating}" if rotating else self._base.url,
                choices=len(self._addresses),
                chosen=self._chosen,
                wifi=self._wifi,
                heard_since=self.visits.first and self.visits.first.replace(second=0),
                heard_at=self.visits.last and self.visits.last.replace(second=0),
                overdue=not self.visits.number and clock.now() - self._opened_at >= PATIENCE,
            )
        if sign != self.sign:
            self.sign = sign
            self._changed()

    # Serving -----------------------------------------------------------------------------------

    def _look_for_addresses(self) -> tuple[Address, ...]:
        self._own = self._find_addresses()
        return (Address(self._host, ""),) if self._host else self._own

    def _choose_known(self) -> bool:
        """The address phones know, else the best one; whether this laptop has the known one."""
        known = self._known.partition(":")[0]
        places = [n for n, address in enumerate(self._addresses) if address.ip == known]
        self._chosen = places[0] if places else 0
        return bool(places)

    async def _serve(self) -> None:
        address = self._addresses[self._chosen]
        if address == NOWHERE:
            self._show(problem=_("This laptop is in no network. It goes on with the list."))
            return
        try:
            listening = bind(address.ip, self._server.port or self._port)
            place = f"{address.ip}:{listening.getsockname()[1]}"
            self._hosts.add(place)
            counted = Counted(self._answer, lambda ip: self.is_own(ip), self._visited)
            guarded = Guard(
                counted,
                lambda: self._hosts,
                policy=content_policy(CSS),
                body_bytes=lambda: self._body_bytes,
            )
            await self._server.start(guarded, listening, *self._earlier(place))
        except Told as told:
            self._show(problem=told.sentence)
            return
        place = place.removesuffix(":80")
        notice = self._base.notice
        if self._known and self._known != place:
            notice = _("The address is new. The old poster no longer works.")
        self._known, self._was_open = place, True
        self._show(f"http://{place}/{self._code}", address.interface, notice=notice)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self._pages is not None
        await self._pages(scope, receive, send)

    def _earlier(self, place: str) -> Iterator[socket.socket]:
        """What was shown before this evening, where the laptop still has it: a form may be open."""
        here = {address.ip for address in self._addresses}
        for known in self._hosts - {place}:
            ip, _colon, port = known.partition(":")
            if ip in here:
                with suppress(Told):
                    yield bind(ip, int(port))

    def _show(
        self, url: str = "", interface: str = "", *, problem: str = "", notice: str = ""
    ) -> None:
        self._base = replace(
            self._base, url=url, interface=interface, problem=problem, notice=notice
        )
        self.refresh()

    def _visited(self, path: str) -> None:
        """Somebody is here: what was said about the way here is of no use any more."""
        code = path.lstrip("/").partition("/")[0]
        old = _("Somebody has scanned an old poster. Please take it down.")
        if not self.visits.number:
            self._base = replace(self._base, step=0)
        self.visits = self.visits.another(clock.now())
        is_old = code.isdecimal() and code != self._code
        self._base = replace(self._base, notice=old if is_old else "")
        self.refresh()
        if self._off:  # nothing of it is shown, but now they do work
            self._changed()

    # Looking after itself ----------------------------------------------------------------------

    async def look(self, slept: bool = False) -> None:
        """See whether phones still find the way, and open again where they do not."""
        async with self._turn:
            if self.gathering_id is None:
                return
            self._addresses = await asyncio.to_thread(self._look_for_addresses)
            if self._choose_known() and self._server.running and not slept:
                self.refresh()
                return
            if self._was_open:
                again = _("The page for phones is open again. Nothing is lost.")
                self._base = replace(self._base, notice=again)
            await self._server.stop()
            await self._serve()

    async def _keep_looking(self) -> None:
        while True:
            before = self._wall()
            await asyncio.sleep(LOOK_SECONDS)
            late = self._wall() - before - LOOK_SECONDS
            try:
                await self.look(slept=late > SLEPT_SECONDS)
            except Exception as exception:
                log_fault(exception)

    def _failed(self, _reason: BaseException) -> None:
        self._show(problem=_("The page for phones has closed. Go on with the list."))
        now = asyncio.get_running_loop().time()
        before, self._failed_at = self._failed_at, now
        if now - before < LOOK_SECONDS:
            return  # the next look will do: no circle of falling over and getting up
        self._repair = asyncio.create_task(self.look(), name="door for phones opens again")
