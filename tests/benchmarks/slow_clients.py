"""Forty phones while hundreds of slow ones hold their connections: can they starve the room?

    python -m tests.benchmarks.slow_clients [--slow 200] [--phones 40] [--visits 5] [--screen]

The program's own room, the slow ones and the phones are processes of their own. The slow ones say
nothing, or send a head, or a form, a letter at a time, or ask for pages and don't read them; who is
cut comes back. The phones come all at the same moment and do what a browser does: the short
address, the form, the name, the thanks. Every name that was thanked must be in the database.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.opening import open_database
from tests.evening import add_gathering, open_sitting

from .sign_ins import invented, serving, stored
from .visits import Browser

KINDS = ("silent", "heads", "forms", "deaf")
DROP_SECONDS = 0.5
PAUSE_SECONDS = 0.1
"""Until who was cut is there again: sooner, it would be a flood and not slow."""

PROMISED_MS, PROMISED_SLOW = 300.0, 200


class Slow:
    """One slow phone at `url`. `kind`: how it is slow."""

    def __init__(self, kind: str, url: str) -> None:
        there = urlsplit(url)
        self.is_open = False
        self.cuts = 0
        """How often its connection was ended."""
        self._kind = kind
        self._at = there.hostname or "", there.port or 80
        self._head = f" {there.path} HTTP/1.1\r\nHost: {there.netloc}\r\n".encode()
        self._form = f" {there.path}/{'s' * 16}".encode()

    async def stay(self) -> None:
        """Hold a connection, and when it is cut another one, until cancelled."""
        while True:
            with suppress(OSError):
                await self._hold()
            self.is_open = False
            self.cuts += 1
            await asyncio.sleep(PAUSE_SECONDS)

    async def _hold(self) -> None:
        loop = asyncio.get_running_loop()
        with socket.socket() as sock:
            sock.setblocking(False)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            await loop.sock_connect(sock, self._at)
            self.is_open = True
            if self._kind == "silent":
                await loop.sock_recv(sock, 1)
                return
            await loop.sock_sendall(sock, self._begun())
            while True:
                await asyncio.sleep(DROP_SECONDS)
                if self._kind == "deaf":
                    if not await loop.sock_recv(sock, 1):
                        return
                else:
                    await loop.sock_sendall(sock, b"a")

    def _begun(self) -> bytes:
        if self._kind == "heads":
            return b"GET" + self._head + b"X-Slow: "
        if self._kind == "forms":
            kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
            return b"POST" + self._head + kind + b"Content-Length: 4000\r\n\r\nname="
        form = self._head.partition(b" HTTP")[2]
        return 8 * (b"GET" + self._form + b" HTTP" + form + b"\r\n")


async def hold(url: str, kinds: list[str], number: int) -> None:
    """Be slow `number` times, until the process is ended; say once when all are connected."""
    slow = [Slow(kind, url) for kind in islice(cycle(kinds), number)]
    tasks = [asyncio.create_task(one.stay()) for one in slow]
    while not all(one.is_open or one.cuts for one in slow):
        await asyncio.sleep(0.01)
    sys.stdout.write("held\n")
    sys.stdout.flush()
    await asyncio.gather(*tasks)


@contextmanager
def held(url: str, kind: str, number: int) -> Iterator[None]:
    """So many slow phones in a process of their own."""
    if not number:
        yield
        return
    order = [sys.executable, "-m", "tests.benchmarks.slow_clients", "--hold", url, kind]
    with subprocess.Popen([*order, f"{number}"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.terminate()


async def visit(url: str, name: str) -> list[float]:
    """What each answer took, in milliseconds, with the connecting; raises where none came."""
    took: list[float] = []
    phone = Browser(url)

    async def ask(method: str, path: str, body: str = "") -> tuple[int, str]:
        began = time.perf_counter()
        if not took:
            await phone.connect()
        try:
            answer = await asyncio.wait_for(phone.ask(method, path, body), 30)
        except (ConnectionError, asyncio.IncompleteReadError):
            if not took:
                raise
            phone.close()  # closed since the last answer: browsers then ask on another connection
            await phone.connect()
            answer = await asyncio.wait_for(phone.ask(method, path, body), 30)
        took.append((time.perf_counter() - began) * 1000)
        return answer

    status, form = await ask("GET", phone.path)
    assert status == 303, status
    await ask("GET", form)
    status, thanks = await ask("POST", form, f"name={quote_plus(name)}")
    assert status == 303, status
    await ask("GET", thanks)
    phone.close()
    return took


async def visits(url: str, names: list[str], phones: int) -> list[float]:
    """All names, from so many phones at a time; what each answer took, in milliseconds."""
    waiting = iter(names)
    took: list[float] = []

    async def one_phone() -> None:
        for name in waiting:
            took.extend(await visit(url, name))

    await asyncio.gather(*(one_phone() for _ in range(phones)))
    return took


async def comes_through(url: str) -> None:
    """Somebody comes before the others: by then all the slow ones are there and were heard."""
    async with asyncio.timeout(30):
        while True:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                await visit(url, "Vorher")
                return


def measure(kind: str, given: argparse.Namespace) -> list[float]:
    """A fresh room with these slow phones; what the answers took."""
    names = invented(given.phones * given.visits)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        database = open_database(folder)
        open_sitting(database, add_gathering(database, names))
        database.close()
        screen = ["--screen"] if given.screen else []
        slow = 0 if kind == "none" else given.slow
        with serving("sign_in_room", made, *screen) as url, held(url, kind, slow):
            asyncio.run(comes_through(url))
            took = asyncio.run(visits(url, names, given.phones))
        assert set(names) <= stored(folder / DATABASE_FILE), "thanked, and not there"
    return took


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--slow", type=int, default=200)
    parser.add_argument("--phones", type=int, default=40)
    parser.add_argument("--visits", type=int, default=5, help="one after the other, by each phone")
    parser.add_argument("--screen", action="store_true", help="inside the app, on its screen")
    parser.add_argument("--hold", nargs=3, metavar=("URL", "KIND", "NUMBER"), help="be slow")
    given = parser.parse_args()
    if given.hold:
        url, kind, number = given.hold
        asyncio.run(hold(url, [kind] if kind in KINDS else list(KINDS), int(number)))
        return
    promise = f"p95 <= {PROMISED_MS:.0f} ms with up to {PROMISED_SLOW}"
    print(f"{given.slow} slow ones, {given.phones} phones; promised: {promise}")
    for kind in ("none", *KINDS, "mixed"):
        took = measure(kind, given)
        cuts = statistics.quantiles(took, n=100)
        p50, p95, p99 = cuts[49], cuts[94], cuts[98]
        promised = given.slow <= PROMISED_SLOW
        kept = ("kept" if p95 <= PROMISED_MS else "BROKEN") if promised else ""
        print(
            f"{kind:<7} {len(took)} answers   p50 {p50:>5.1f}  p95 {p95:>5.1f}  p99 {p99:>5.1f}"
            f"  max {max(took):>5.1f} ms   {kept}",
            flush=True,
        )


if __name__ == "__main__":
    main()
