"""Raw HTTP at the running app's door for phones: never a fault, never an echo, never silence."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.room import folder_of, started

from .feeding import Fed
from .hostile import mutated, sendable, text
from .lines import neighbourhood

ANSWER_SECONDS = 10.0
"""Longer than the server itself waits for the rest of a request."""

SCRIPT = b"<script>alert(1)"


async def feed_requests(inputs: int, chance: random.Random, place: Path) -> list[Fed]:
    """Feed the door with so many requests, one after the other."""
    its = Fed("raw HTTP")
    async with started(folder_of(place, neighbourhood)) as room:
        await room.app.open_arrivals(1)
        await room.until(lambda: bool(room.app.door.sign.url))
        url = urlsplit(room.app.door.sign.url)
        assert url.hostname
        assert url.port
        for number in range(inputs):
            seed = chance.randrange(2**32)
            raw = _request(random.Random(seed), url.path)
            begins = asyncio.get_running_loop().time()
            answer = await _ask(url.hostname, url.port, raw)
            its.took(seed, asyncio.get_running_loop().time() - begins)
            if SCRIPT in answer or b"Traceback" in answer:
                its.broken.append(f"{seed}: {answer[-300:]!r}")
            if answer and not answer.startswith(b"HTTP/1.1 "):
                its.broken.append(f"{seed}: {answer[:80]!r}")
            if answer.startswith(b"HTTP/1.1 5"):
                its.broken.append(f"{seed}: {answer[:80]!r} to {raw[:200]!r}")
            if number % 50 == 0:
                good = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                if not (await _ask(url.hostname, url.port, good)).startswith(b"HTTP/1.1 "):
                    its.broken.append(f"after {seed} nobody was served any more")
    return [its]


def _request(chance: random.Random, path: str) -> bytes:
    """A form or a question of a phone, mutated, or with a hostile name in it."""
    name = quote(sendable(text(chance, 6)), safe=chance.choice(("", "&=+<>")))
    form = f"name={name}&key={chance.randrange(10**6)}"
    target = chance.choice((path, f"{path}/x", "/", f"/{name}", f"{path}?x={name}", "*", "//x/y"))
    method = chance.choice(("GET", "POST", "POST", "HEAD", "PUT", "BREW", "get"))
    head = (
        f"{method} {target[:3000]} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
    )
    good = (head + form).encode("utf-8", "ignore")
    return good if chance.random() < 0.4 else mutated(chance, good)


async def _ask(host: str, port: int, raw: bytes) -> bytes:
    """All that comes back; b"" if the server hangs up without a word, as it may."""
    reader, writer = await asyncio.open_connection(host, port)
    answer = b""
    with suppress(ConnectionError):
        writer.write(raw)
        writer.write_eof()
        answer = await asyncio.wait_for(reader.read(), ANSWER_SECONDS)
    writer.close()
    return answer
