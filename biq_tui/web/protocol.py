"""One connection of a phone, read by httptools, with the limits that uvicorn lacks.

Imports uvicorn: import this module only when a room is opened.
"""

from __future__ import annotations

import asyncio
from enum import Enum, auto

from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from ..core.language import N_
from .guard import Answer, content_policy, protection
from .pages import CSS

HEAD_BYTES = 16384
"""The longest head of a request, its address and headers together."""

WAITING_REQUESTS = 8
"""So many requests a connection may send ahead, while earlier ones are answered."""

_BARE = protection(content_policy(CSS))


class _Stage(Enum):
    IDLE = auto()
    HEAD = auto()
    BODY = auto()


class RoomProtocol(HttpToolsProtocol):
    """One connection. Adds to uvicorn's the limits it lacks.

    A connection has `head_seconds` from its first byte, or from connecting, to deliver a whole
    request head of at most HEAD_BYTES; drop by drop is no excuse. From `answered_at_most`
    connections on, requests are answered "busy"; from `open_at_most` on, connections are cut at
    once.
    """

    head_seconds = 10.0
    answered_at_most = 400  # a phone opens two to six
    open_at_most = 600

    _stage = _Stage.IDLE
    _head_bytes = 0
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock, or cut the connection if there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.open_at_most:
            transport.abort()
        else:
            self._watch_head()

    def data_received(self, data: bytes) -> None:
        """Read on, and look whether a head is under way."""
        if self._stage is not _Stage.BODY:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._stage is _Stage.HEAD and self._head_bytes > HEAD_BYTES:
            self.send_400_response("")
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clock."""
        super().connection_lost(exc)
        self._stop_clock()

    # What the parser meets -------------------------------------------------------------------

    def on_message_begin(self) -> None:
        """A head begins."""
        if len(self.pipeline) > WAITING_REQUESTS:
            raise ValueError("too many requests at once")  # answered as what is not HTTP
        super().on_message_begin()
        self._stage = _Stage.HEAD

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header; what follows a body in pieces is nothing a phone sends."""
        if self._stage is _Stage.HEAD:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Answer with the pages, or with "busy" (uvicorn's own has no protective headers)."""
        self._stage, self._head_bytes = _Stage.BODY, 0
        busy = len(self.connections) >= self.answered_at_most
        self.app = _busy if busy else self.config.loaded_app
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The next head may come."""
        super().on_message_complete()
        self._stage = _Stage.IDLE

    # Ending ----------------------------------------------------------------------------------

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - its words are technical
        """Answer what is not HTTP; its reader is a program, so without words."""
        cycle = self.cycle
        if cycle is None or cycle.response_complete or not cycle.response_started:
            headers = [(b"content-length", b"0"), (b"connection", b"close"), *_BARE]
            lines = b"".join(b"%s: %s\r\n" % header for header in headers)
            self.transport.write(STATUS_LINE[400] + lines + b"\r\n")
        self.transport.close()

    def _watch_head(self) -> None:
        answered = self.cycle is None or self.cycle.response_complete
        comes = self._stage is _Stage.HEAD or (self._stage is _Stage.IDLE and answered)
        if not comes or self.transport.is_closing():
            self._stop_clock()
        elif self._head_timer is None:
            # Closing quietly is what uvicorn does after its keep-alive time; its own timer ends
            # with the first byte of the next request.
            self._head_timer = self.loop.call_later(
                self.head_seconds, self.timeout_keep_alive_handler
            )

    def _stop_clock(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None


async def _busy(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
    busy = N_("Many phones are asking at once. Please try again in a moment.")
    await Answer(scope, send, _BARE).plain(503, busy)
