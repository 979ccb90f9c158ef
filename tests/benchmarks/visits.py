"""Phones that come one after the other, whatever the room does: an open loop, in a process of its
own.

    python -m tests.benchmarks.visits URL SECONDS < NAMES

Each does what a browser does: the short address, the form, the name, the thanks. One line of JSON
for each: when its name was sent, and when it was answered (time.perf_counter; null if not taken).
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from urllib.parse import quote_plus, urlsplit

_HEAD = (
    "User-Agent: Mozilla/5.0 (Linux; Android 14)\r\nAccept: text/html\r\n"
    "Accept-Language: de-DE,de;q=0.9\r\n"
)


class Browser:
    """One phone with one connection."""

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self._host, self._port = there.hostname or "", there.port or 80
        self.path = there.path

    async def connect(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)

    async def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """Status, and where it leads to."""
        sent = f"{method} {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n{_HEAD}"
        if body:
            sent += "Content-Type: application/x-www-form-urlencoded\r\n"
            sent += f"Content-Length: {len(body)}\r\n"
        self._writer.write(f"{sent}\r\n{body}".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        await self._reader.readexactly(int(length[1]) if length else 0)
        leads = re.search(r"location: (\S+)", head, re.IGNORECASE)
        return int(head[9:12]), leads[1] if leads else ""

    def close(self) -> None:
        self._writer.close()


async def visit(url: str, name: str, starts_at: float) -> None:
    """One phone."""
    await asyncio.sleep(starts_at - time.perf_counter())
    phone = Browser(url)
    await phone.connect()
    _status, form = await phone.ask("GET", phone.path)
    await phone.ask("GET", form)
    sent = time.perf_counter()
    status, thanks = await phone.ask("POST", form, f"name={quote_plus(name)}")
    answered = time.perf_counter() if status == 303 else None
    if thanks:
        await phone.ask("GET", thanks)
    phone.close()
    print(json.dumps([sent, answered]), flush=True)


async def main() -> None:
    """All of them, evenly over the time."""
    url, seconds = sys.argv[1], float(sys.argv[2])
    names = sys.stdin.read().splitlines()
    begin = time.perf_counter()
    await asyncio.gather(
        *(
            visit(url, name, begin + seconds * place / len(names))
            for place, name in enumerate(names)
        )
    )


if __name__ == "__main__":
    asyncio.run(main())
