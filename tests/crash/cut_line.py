"""A line to PostgreSQL that breaks while COMMIT is on its way: was it saved, or not?"""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url

_COMMIT = b"COMMIT\0"


class Line:
    """Passes everything on to the server's socket, but for one COMMIT in so many.

    Then it breaks: half of the times before the server has got it, half of the times before the
    answer has come back. Made by `line`; it still `breaks` so often.
    """

    def __init__(self, server: Path, here: Path, chance: random.Random, one_in: int) -> None:
        self._server = str(server)
        self._chance = chance
        self._one_in = one_in
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(here))
        self._listening.listen()
        self.breaks = 0
        self.takes_nobody = False
        self.broken = 0
        threading.Thread(target=self._take, daemon=True).start()

    def close(self) -> None:
        """No more programs."""
        self._listening.close()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                program, _address = self._listening.accept()
                if self.takes_nobody:
                    program.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                asks = program, server
                threading.Thread(target=self._pass_on, args=asks, daemon=True).start()

    def _breaks_at(self, data: bytes) -> bool:
        """Whether it breaks now."""
        now = self.breaks and data.endswith(_COMMIT) and not self._chance.randrange(self._one_in)
        self.breaks -= bool(now)
        self.broken += bool(now)
        return bool(now)

    def _pass_on(self, program: socket.socket, server: socket.socket) -> None:
        threading.Thread(target=_copy, args=(server, program), daemon=True).start()
        with suppress(OSError):
            while data := program.recv(65536):
                if self._breaks_at(data):
                    program.shutdown(socket.SHUT_RDWR)  # no answer reaches it
                    if self._chance.random() < 0.5:
                        server.sendall(data)
                        server.shutdown(socket.SHUT_WR)
                    else:
                        server.shutdown(socket.SHUT_RDWR)
                    return
                server.sendall(data)
        _end(server)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    _end(target)


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


@contextmanager
def line(url: str, folder: Path, seed: int, one_in: int) -> Iterator[tuple[str, Line]]:
    """The URL of the same database through a line that breaks in one of so many commits."""
    there = make_url(url)
    server = Path(str(there.query["host"])) / ".s.PGSQL.5432"
    through = Line(server, folder / server.name, random.Random(seed), one_in)
    try:
        changed = there.set(query={"host": str(folder)})
        yield changed.render_as_string(hide_password=False), through
    finally:
        through.close()
