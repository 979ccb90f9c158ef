"""Many phones against one room, in a process of their own: raw HTTP/1.1, a closed loop.

    python -m tests.benchmarks.phones ORDER.json

Each connection sends its next sign-in when the last one is answered. The order says what is sent
(`Order`); one line of JSON says what came back (`Answered`).
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote_plus, urlsplit


@dataclass(frozen=True, slots=True)
class Order:
    """Sign in `names` at `url`, from so many connections at once; `keep_alive`: many on each."""

    url: str
    names: list[str]
    connections: int = 32
    keep_alive: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """Whose sign-ins were acknowledged, how long each took, and how long all of them took."""

    names: list[str]
    milliseconds: list[float]
    seconds: float
    busy: float
    """The share of one processor that sending took: near 1, the phones are what is measured."""
    refused: int


class _Connection(asyncio.Protocol):
    """One connection of one phone; an answer is its status."""

    def __init__(self) -> None:
        self.closed = False
        self._answer: asyncio.Future[int] | None = None
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def ask(self, request: bytes) -> asyncio.Future[int]:
        self._received = b""
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, body = self._received.partition(b"\r\n\r\n")
        if not end or self._answer is None or self._answer.done():
            return
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if len(body) >= int(length or 0):
            self._answer.set_result(int(head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("closed without an answer"))


async def sign_in(order: Order) -> Answered:
    """Send the whole order."""
    there = urlsplit(order.url)
    assert there.hostname
    assert there.port
    host, port = there.hostname, there.port
    waiting = iter(order.names)
    acknowledged: list[str] = []
    milliseconds: list[float] = []

    async def phone(names: Iterator[str]) -> None:
        connection = None
        for name in names:
            body = b"name=" + quote_plus(name).encode()
            key = secrets.token_urlsafe(12)
            request = (
                f"POST {there.path}/{key} HTTP/1.1\r\nHost: {there.netloc}\r\n"
                "User-Agent: Mozilla/5.0 (Linux; Android 14)\r\nAccept: text/html\r\n"
                "Accept-Language: de-DE,de;q=0.9\r\nAccept-Encoding: gzip\r\n"
                f"Connection: {'keep-alive' if order.keep_alive else 'close'}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            ).encode() + body
            began = time.perf_counter()
            if connection is None or connection.closed:
                _transport, connection = await asyncio.get_running_loop().create_connection(
                    _Connection, host, port
                )
            status = await connection.ask(request)
            milliseconds.append((time.perf_counter() - began) * 1000)
            if status == 303:
                acknowledged.append(name)
            if not order.keep_alive:
                connection.transport.close()
                connection = None
        if connection is not None:
            connection.transport.close()

    began, worked = time.perf_counter(), time.process_time()
    await asyncio.gather(*(phone(waiting) for _ in range(order.connections)))
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    refused = len(milliseconds) - len(acknowledged)
    return Answered(acknowledged, milliseconds, seconds, worked / seconds, refused)


def main() -> None:
    """Carry out the order in the named file."""
    order = Order(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.stdout.write(json.dumps(asdict(asyncio.run(sign_in(order)))))


if __name__ == "__main__":
    main()
