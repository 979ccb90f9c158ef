"""The door for phones: the server in the room, open exactly as long as a sitting is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from ..core.errors import Told
from ..core.language import _
from ..web.addresses import Address, room_addresses
from ..web.guard import Guard, content_policy
from ..web.pages import CSS
from ..web.server import RoomServer, bind
from .pages import Report, phone_pages


@dataclass(frozen=True, slots=True)
class Sign:
    """What is shown of the door: its address for phones, or why there is none."""

    url: str = ""
    interface: str = ""
    choices: int = 0
    """How many addresses of this laptop could be shown instead."""
    problem: str = ""

    @property
    def short(self) -> str:
        """The address as somebody types it."""
        return self.url.removeprefix("http://")


class PhoneDoor:
    """Serves one gathering at a time on one address of this laptop.

    `host`: show and bind this address only; else the best one, and `next_address` takes another.
    `changed` is called in the loop whenever `sign` is another.
    """

    def __init__(
        self,
        host: str | None,
        port: int,
        changed: Callable[[], None],
        find_addresses: Callable[[], tuple[Address, ...]] = room_addresses,
    ) -> None:
        self.sign = Sign()
        self.gathering_id: int | None = None
        self._host = host
        self._port = port
        self._changed = changed
        self._find_addresses = find_addresses
        self._server = RoomServer(on_failure=self._failed)
        self._addresses: tuple[Address, ...] = ()
        self._chosen = 0
        self._code = ""
        self._title = ""
        self._report: Report | None = None
        self._turn = asyncio.Lock()

    async def open(self, gathering_id: int, code: str, title: str, report: Report) -> None:
        """Let phones in to this gathering. What hinders it is said in `sign`; the list goes on."""
        async with self._turn:
            if self.gathering_id == gathering_id and self._server.running:
                return
            await self._server.stop()
            self.gathering_id, self._code = gathering_id, code
            self._title, self._report = title, report
            self._addresses = await asyncio.to_thread(self._look_for_addresses)
            self._chosen = 0
            await self._serve()

    async def close(self) -> None:
        """No more phones: the sitting has ended."""
        async with self._turn:
            await self._server.stop()
            self.gathering_id = None
            self._show(Sign())

    async def next_address(self, step: int) -> None:
        """Show and bind another address of this laptop."""
        async with self._turn:
            if self.gathering_id is None or len(self._addresses) < 2:
                return
            self._chosen = (self._chosen + step) % len(self._addresses)
            await self._server.stop()
            await self._serve()

    def _look_for_addresses(self) -> tuple[Address, ...]:
        return (Address(self._host, ""),) if self._host else self._find_addresses()

    async def _serve(self) -> None:
        assert self._report is not None
        address = self._addresses[self._chosen]
        pages = phone_pages(self._code, self._title, self._report)
        try:
            socket = bind(address.ip, self._port)
            port = socket.getsockname()[1]
            hosts = {f"{address.ip}:{port}"}
            await self._server.start(Guard(pages, hosts, policy=content_policy(CSS)), socket)
        except Told as told:
            self._show(Sign(problem=told.sentence, choices=len(self._addresses)))
            return
        place = f"{address.ip}:{port}" if port != 80 else address.ip
        url = f"http://{place}/{self._code}"
        self._show(Sign(url, address.interface, len(self._addresses)))

    def _failed(self, _reason: BaseException) -> None:
        self._show(Sign(problem=_("The page for phones has closed. Go on with the list.")))

    def _show(self, sign: Sign) -> None:
        self.sign = sign
        self._changed()
