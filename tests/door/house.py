"""The app in a house whose network is 127.0.0.2, and somebody who asks it raw HTTP.

The doors are those of the running app: nothing is put together for the test. The network's address
is another one than the loopback of the projector's page, so that a test sees which socket is where.
"""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from biq_tui.app import BiqApp, Options
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor, last_number
from biq_tui.core.write import Act
from tests.events.helpers.test_phone_walk import with_meeting
from tests.room import SMALL, Room, folder_of, started

NETWORK, LOOPBACK = "127.0.0.2", "127.0.0.1"
NAME = "Theo {Probe} <b>"
"""Of whoever asks: it is on no page afterwards."""


class InNetwork(BiqApp):
    """The laptop's address in the network is not that of its loopback."""

    def __init__(self, options: Options) -> None:
        super().__init__(replace(options, host=NETWORK))


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer. `status` 0: nobody listens there."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def header(self, name: str) -> list[str]:
        """All headers of this name."""
        return [value for known, value in self.headers if known == name]


class Line:
    """A connection that is kept as long as the server keeps it."""

    def __init__(self, host: str, port: int) -> None:
        self._at = host, port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, form: str = "", host: str = "") -> Heard:
        """Ask for `path` as a browser does; `host`: as whom."""
        head = f"{method} {path} HTTP/1.1\r\nHost: {host or '{}:{}'.format(*self._at)}\r\n"
        if form:
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
            head += f"Content-Length: {len(form)}\r\n"
        try:
            if self._streams is None:
                self._streams = await asyncio.open_connection(*self._at)
        except ConnectionRefusedError:
            return Heard()
        reader, writer = self._streams
        writer.write(f"{head}\r\n{form}".encode())
        return await asyncio.wait_for(self._heard(reader, method), 10)

    async def _heard(self, reader: asyncio.StreamReader, method: str) -> Heard:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        headers = tuple((line.partition(": ")[0], line.partition(": ")[2]) for line in lines)
        fields = dict(headers)
        length = 0 if method == "HEAD" else int(fields.get("content-length", 0))
        heard = Heard(int(first.split(" ")[1]), headers, await reader.readexactly(length))
        if fields.get("connection") == "close":
            assert await reader.read() == b"", "more than was announced"
            self.close()
        return heard

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class House:
    """The running app at this evening's meeting, and what can be reached of it."""

    def __init__(self, room: Room) -> None:
        self.room = room

    @property
    def database(self) -> Database:
        return self.room.app.database

    @property
    def door(self) -> tuple[str, int]:
        """Where phones come in, or came in last."""
        return NETWORK, self.room.app.door._server.port

    @property
    def wall(self) -> tuple[str, int]:
        """Where the projector's page is."""
        return LOOPBACK, self.room.app.doors._audience._server.port

    @property
    def code(self) -> str:
        return self.room.app.door._code

    @property
    def token(self) -> str:
        return self.room.app.doors._audience._token

    def path(self, route: str) -> str:
        """An address of this moment, with a key of its own."""
        path = route.replace("CODE", self.code).replace("TOKEN", self.token)
        path = path.replace("{which}", "1")
        return re.sub(r"\{key\}", lambda _: secrets.token_urlsafe(12), path)

    async def do(self, use_case: object, *args: object, place: str = "meeting:1") -> int:
        """Another laptop does it, and this one has seen it."""
        act = Act(Actor.FACILITATOR, "other", place)
        made: int = await self.database.writes(act, use_case, *args)  # type: ignore[arg-type]
        newest = await self.database.reads(last_number)
        await self.room.until(lambda: self.room.app._keeper._seen >= newest)
        await self.room.settle()
        return made

    def routes(self) -> set[tuple[str, str]]:
        """Method and path of everything that phones may ask for now, as the server has it."""
        pages = self.room.app.door._pages._router.routes  # type: ignore[union-attr]
        wall = self.room.app.doors._audience._pages().routes
        return {
            (method, re.sub(rf"^/{self.code}(?=/|$)", "/CODE", route.path))
            for route in pages
            for method in route.methods
        } | {
            (method, route.path.replace("{token}", "TOKEN"))  # type: ignore[attr-defined]
            for route in wall
            for method in route.methods  # type: ignore[attr-defined]
        }


def listening() -> set[tuple[str, int]]:
    """Every TCP socket on which this process takes connections; Linux tells."""
    mine = set()
    for descriptor in os.listdir("/proc/self/fd"):
        try:
            mine.add(os.readlink(f"/proc/self/fd/{descriptor}"))
        except OSError:
            continue
    found = set()
    for version in ("tcp", "tcp6"):
        for line in Path(f"/proc/self/net/{version}").read_text().splitlines()[1:]:
            _number, at, _to, state, *_rest = fields = line.split()
            if state == "0A" and f"socket:[{fields[9]}]" in mine:
                address, port = at.split(":")
                whole = bytes.fromhex(address)
                found.add((".".join(map(str, reversed(whole))), int(port, 16)))
    return found


@asynccontextmanager
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """At the meeting's screen; nothing is open for phones."""
    folder = folder_of(tmp_path, with_meeting)
    async with started(folder, SMALL, kind=InNetwork) as room:
        await room.opened()
        await room.enter("treffen")
        await room.sees("Ablauf")
        yield House(room)
