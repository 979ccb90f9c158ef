"""A web server that lives in the program's own asyncio loop and never touches its terminal.

Imports uvicorn: import this module only when a room is opened.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp

from ..core.errors import Told
from ..core.language import _
from .protocol import RoomProtocol

OPEN_FILES = 2048
"""Connections are files, and some systems give a program 256 of them at first."""

STOP_SECONDS = 2.0
"""After this long, stop() waits no longer and cuts what is left."""

# uvicorn's loggers all lie below this one. Without a handler Python prints their warnings over
# the screen; with the root's handlers, addresses of phones could reach a log file.
_uvicorn_log = logging.getLogger("uvicorn")
_uvicorn_log.addHandler(logging.NullHandler())
_uvicorn_log.propagate = False


class NoPort(Told):
    """No port of the laptop could be opened at this address."""


def bind(host: str, port: int, tries: int = 10) -> socket.socket:
    """A listening, non-blocking socket: on `port`, else one of the next ones, else any free one.

    Raises NoPort if none can be had, for instance because the laptop has lost the address `host`.
    """
    for candidate in (*range(port, min(port + tries, 65536)), 0):
        # With its protocol named, asyncio sends without delay: else each answer on a connection
        # that stays open waits 40 ms for the phone to confirm the first half of it.
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if sys.platform == "win32":
                # SO_REUSEADDR would let two programs share a port there.
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((host, candidate))
            # On Linux two sockets may bind to one port; only listening tells them apart.
            sock.listen(128)
            sock.setblocking(False)
            return sock
        except OSError:  # taken, forbidden, no such address: each may differ on the next port
            sock.close()
    raise NoPort(_("The page for phones does not open. Nothing is lost. Go on without phones."))


class RoomServer:
    """One ASGI app as a task of the running asyncio loop; can be started again.

    Writes nothing to the terminal, takes no signals, never ends the program. `on_failure` is
    called in the loop, with the reason, if serving ends without stop().
    """

    def __init__(
        self,
        on_failure: Callable[[BaseException], None] | None = None,
        protocol: type[RoomProtocol] = RoomProtocol,
    ) -> None:
        self._on_failure = on_failure
        self._protocol = protocol
        self._uvicorn: _Uvicorn | None = None
        self._task: asyncio.Task[None] | None = None
        self._sockets: tuple[socket.socket, ...] = ()
        self._port = 0

    @property
    def running(self) -> bool:
        """Whether requests are answered now."""
        return self._task is not None and not self._task.done()

    @property
    def port(self) -> int:
        """The port in use, or the last one; 0 before the first start."""
        return self._port

    async def start(self, app: ASGIApp, sock: socket.socket, *more: socket.socket) -> None:
        """Serve `app` on sockets from bind(), closed by stop(). Returns when it answers.

        `port` is that of the first. Raises what hindered it; the sockets are closed then too.
        """
        if self.running:
            raise RuntimeError("already serving")
        _ask_for_files()
        self._port = sock.getsockname()[1]
        self._sockets = (sock, *more)
        self._uvicorn = _Uvicorn(
            uvicorn.Config(
                app,
                http=self._protocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=1,
            )
        )
        self._task = asyncio.create_task(self._uvicorn.serve([*self._sockets]), name="room server")
        try:
            while not self._uvicorn.started:  # a few turns of the loop
                if self._task.done():
                    self._task.result()
                await asyncio.sleep(0)
        except BaseException:
            self._task.cancel()
            self._cut()
            raise
        self._task.add_done_callback(self._ended)

    async def stop(self) -> None:
        """End within about two seconds, whatever the phones do; then the port is free.

        Requests under way get one second to finish. Does nothing if nothing is served.
        """
        if self._uvicorn is None or self._task is None:
            return
        self._uvicorn.should_exit = True
        self._task.remove_done_callback(self._ended)
        await asyncio.wait({self._task}, timeout=STOP_SECONDS)
        self._task.cancel()
        self._cut()
        await asyncio.sleep(0)  # the turn in which cut connections give their sockets back

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._cut()
        if task.cancelled():  # the whole program is ending
            return
        reason = task.exception() or RuntimeError("the server ended by itself")
        if self._on_failure is not None:
            self._on_failure(reason)

    def _cut(self) -> None:
        if self._uvicorn is not None:
            for listener in getattr(self._uvicorn, "servers", ()):
                listener.close()
            for connection in list(self._uvicorn.server_state.connections):
                connection.transport.abort()
        for sock in self._sockets:
            sock.close()


def _ask_for_files() -> None:
    """As many as all connections need; so phones never take the last ones from the database."""
    if sys.platform == "win32":
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if most == resource.RLIM_INFINITY else min(OPEN_FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        with suppress(OSError, ValueError):  # a system that gives no more: as it was
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


class _Uvicorn(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave Ctrl+C and SIGTERM to the program."""
        yield
