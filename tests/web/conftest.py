"""A tiny app in a real server on a real socket, and a phone that speaks raw HTTP to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from biq_tui.web.forms import sent_fields
from biq_tui.web.guard import Guard, content_policy
from biq_tui.web.pages import CSS, add_templates, page_language, render
from biq_tui.web.protocol import RoomProtocol
from biq_tui.web.server import RoomServer, bind

add_templates("sample", Path(__file__).parent / "sample")


async def hello(request: Request) -> Response:
    language = page_language(request, ("de", "en"))
    form = await sent_fields(request)
    return render("sample/hello.html", language, name=form.get("name", "you"))


async def broken(request: Request) -> Response:
    raise RuntimeError("Ayşe Yılmaz")


async def forever(request: Request) -> Response:
    await asyncio.Event().wait()
    raise AssertionError


async def own_headers(request: Request) -> Response:
    return PlainTextResponse("x", headers={"Cache-Control": "public", "X-Mine": "1"})


def sample_app() -> Starlette:
    return Starlette(
        routes=[
            Route("/", hello, methods=["GET", "POST"]),
            Route("/broken", broken),
            Route("/forever", forever),
            Route("/own-headers", own_headers),
        ]
    )


class Room:
    """A started server, seen from outside."""

    def __init__(self, server: RoomServer) -> None:
        self.server = server
        self.host = f"127.0.0.1:{server.port}"
        self.url = f"http://{self.host}"

    async def raw(self, request: str | bytes) -> bytes:
        """Send exactly this, and return everything that comes until the server closes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        try:
            writer.write(request.encode() if isinstance(request, str) else request)
            await writer.drain()
            return await asyncio.wait_for(reader.read(), 5)
        finally:
            writer.close()

    async def until_connected(self, number: int) -> None:
        """Wait until so many connections are open, and what they sent has been read."""
        state = self.server._uvicorn.server_state  # type: ignore[union-attr]
        async with asyncio.timeout(10):
            while len(state.connections) != number:
                await asyncio.sleep(0.001)
            for _turn in range(20):
                await asyncio.sleep(0)

    async def ask(self, path: str = "/", method: str = "GET", **extra: str) -> httpx.Response:
        async with httpx.AsyncClient(base_url=self.url, headers={"Accept-Language": "en"}) as phone:
            return await phone.request(method, path, **extra)  # type: ignore[arg-type]


@asynccontextmanager
async def open_room(
    protocol: type[RoomProtocol] = RoomProtocol, *, body_seconds: float = 10.0
) -> AsyncIterator[Room]:
    sock = bind("127.0.0.1", 0)
    server = RoomServer(protocol=protocol)
    hosts = {f"127.0.0.1:{sock.getsockname()[1]}"}
    app = Guard(sample_app(), lambda: hosts, policy=content_policy(CSS), body_seconds=body_seconds)
    await server.start(app, sock)
    # What asyncio would log about a callback that failed: over the screen, in the program.
    complaints: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: complaints.append(told))
    try:
        yield Room(server)
    finally:
        await server.stop()
    assert complaints == []


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    async with open_room() as opened:
        yield opened


Connect = Callable[[Room], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Open raw connections that are closed when the test ends."""
    async with AsyncExitStack() as stack:

        async def connect_to(room: Room) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
            reader, writer = await asyncio.open_connection("127.0.0.1", room.server.port)
            stack.callback(writer.close)
            return reader, writer

        yield connect_to
