"""One connection of a phone, read by httptools, with the limits that uvicorn lacks.

Imports uvicorn: import this module only when a room is opened.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
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
    request head of at most HEAD_BYTES, and `read_seconds` to take an answer; drop by drop is no
    excuse. When `open_at_most` connections are open, each new one takes the place of one that
    dawdles, so whoever is quick gets in, however many are slow; where nobody dawdles it is cut.
    When so many as `answered_at_most` requests are being answered, others are told "busy".
    """

    head_seconds = 10.0
    ahead_seconds = 2.0
    """A request that was sent ahead, which no browser does, waits so long after the one before."""
    read_seconds = 10.0
    answered_at_most = 400
    open_at_most = 600  # a phone opens two to six
    patience_seconds = 0.1
    """So long nobody who has just come dawdles: what she sent may not have been read yet."""

    _stage = _Stage.IDLE
    _head_bytes = 0
    _head_timer: asyncio.TimerHandle | None = None
    _read_timer: asyncio.TimerHandle | None = None
    _is_ahead = False
    """Whether it has had an answer, and what it asked ahead waits."""
    _dawdles_since: float | None = None
    """Since when the phone makes us wait: for a head, a text, or to read; None: it waits for us."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the clock, and make room if there are too many."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # so that `pause_writing` says: it does not read
        if len(self.connections) > self.open_at_most and not self._took_a_place():
            transport.abort()
        else:
            self._watch()

    def data_received(self, data: bytes) -> None:
        """Read on, and look whether a head is under way."""
        if self._stage is not _Stage.BODY:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._stage is _Stage.HEAD and self._head_bytes > HEAD_BYTES:
            self.send_400_response("")
        self._watch()

    def pause_writing(self) -> None:
        """The phone does not take what it asked for: not for ever."""
        super().pause_writing()
        if self._read_timer is None:
            self._read_timer = self.loop.call_later(self.read_seconds, self.transport.abort)
        self._watch()

    def resume_writing(self) -> None:
        """The phone has taken all of it."""
        super().resume_writing()
        self._stop_read_timer()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the clocks."""
        super().connection_lost(exc)
        self._stop_head_timer()
        self._stop_read_timer()

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
        if not self.url.startswith(b"/"):
            raise ValueError("asks for another server")  # a proxy would go there; we are none
        # It may have come at once, and longer than `data_received` would have let it grow.
        lines = (len(name) + len(value) + 4 for name, value in self.headers)
        if sum(lines) + len(self.url) > HEAD_BYTES:
            raise ValueError("too long")
        self._stage, self._head_bytes = _Stage.BODY, 0
        # Of those who have asked, some still send their text: they keep nobody busy.
        busy = len(self.tasks) >= self.answered_at_most and (
            sum(other._dawdles_since is None for other in self._others()) >= self.answered_at_most
        )
        self.app = _busy if busy else self.config.loaded_app
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The next head may come."""
        super().on_message_complete()
        self._stage = _Stage.IDLE

    def on_response_complete(self) -> None:
        """It is the phone's turn again; who asked ahead lets others go first."""
        self._is_ahead = bool(self.pipeline)
        if self._is_ahead:
            self.loop.call_later(self.ahead_seconds, self._go_on)
            self._watch()
        else:
            self._go_on()

    def _go_on(self) -> None:
        self._is_ahead = False
        super().on_response_complete()
        self._watch()

    # Ending ----------------------------------------------------------------------------------

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - its words are technical
        """Answer what is not HTTP; its reader is a program, so without words."""
        cycle = self.cycle
        if cycle is None or cycle.response_complete or not cycle.response_started:
            headers = [(b"content-length", b"0"), (b"connection", b"close"), *_BARE]
            lines = b"".join(b"%s: %s\r\n" % header for header in headers)
            self.transport.write(STATUS_LINE[400] + lines + b"\r\n")
        self.transport.close()

    # Waiting ---------------------------------------------------------------------------------

    @property
    def _was_answered(self) -> bool:
        """Whether it has its answer; False: it has not asked yet, or waits for us."""
        return self._is_ahead or (self.cycle is not None and self.cycle.response_complete)

    def _watch(self) -> None:
        answered = self.cycle is None or self.cycle.response_complete
        head = self._stage is _Stage.HEAD or (self._stage is _Stage.IDLE and answered)
        if not head or self.transport.is_closing():
            self._stop_head_timer()
        elif self._head_timer is None:
            # Closing quietly is what uvicorn does after its keep-alive time; its own timer ends
            # with the first byte of the next request.
            self._head_timer = self.loop.call_later(
                self.head_seconds, self.timeout_keep_alive_handler
            )
        unread = self._read_timer is not None
        if not (head or unread or self._is_ahead or self._stage is _Stage.BODY):
            self._dawdles_since = None
        elif self._dawdles_since is None:
            self._dawdles_since = self.loop.time()

    def _others(self) -> Iterator[RoomProtocol]:
        return (other for other in self.connections if isinstance(other, RoomProtocol))

    def _stop_head_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _stop_read_timer(self) -> None:
        if self._read_timer is not None:
            self._read_timer.cancel()
            self._read_timer = None

    def _took_a_place(self) -> bool:
        """Cut somebody who dawdles; False: nobody does.

        First whoever had an answer already, for a browser asks again on another connection without
        a word; of these and of the others whoever dawdles longest.
        """
        just_now = self.loop.time() - self.patience_seconds
        slow = {
            other: (not other._was_answered, since)
            for other in self._others()
            if (since := other._dawdles_since) is not None
            and (other._was_answered or since <= just_now)
        }
        if not slow:
            return False
        slowest = min(slow, key=lambda other: slow[other])
        self.connections.discard(slowest)  # at once; `connection_lost` comes a turn later
        slowest.transport.abort()
        return True


async def _busy(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
    busy = N_("Many phones are asking at once. Please try again in a moment.")
    await Answer(scope, send, _BARE).plain(503, busy)
