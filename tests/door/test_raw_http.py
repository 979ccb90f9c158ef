"""What no browser sends: smuggled requests, foreign hosts, odd paths, too much of everything, junk.

Against the door and the projector's page, byte by byte. After each the next phone is served.
"""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from biq_tui.attendance.audience import AudienceView, Blank, Shown
from biq_tui.attendance.phone_door import PhoneDoor

from .house import Heard, Line

CODE, KEY = "473", "k" * 16
CLOSE = "Connection: close\r\n"


class Served:
    """A server, asked with exactly these bytes."""

    def __init__(self, port: int, path: str) -> None:
        self.port, self.path = port, path
        self.host = f"127.0.0.1:{port}"

    def get(self, more: str = "", *, path: str = "", host: str = "", method: str = "GET") -> str:
        """A whole request, closed after its answer."""
        asked = f"{method} {path or self.path} HTTP/1.1\r\nHost: {host or self.host}\r\n"
        return f"{asked}{CLOSE}{more}\r\n"

    def post(self, more: str, body: str = "") -> str:
        """A form, however it says where it ends."""
        return self.get(more, method="POST") + body

    async def raw(self, sent: str | bytes) -> list[int]:
        """The status of each answer, until the server closes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(sent.encode("latin-1") if isinstance(sent, str) else sent)
        with suppress(ConnectionError):
            writer.write_eof()
        try:
            heard = b""
            with suppress(ConnectionError):
                heard = await asyncio.wait_for(reader.read(), 15)
        finally:
            writer.close()
        return [int(part[:3]) for part in heard.split(b"HTTP/1.1 ")[1:]]

    async def next_phone(self) -> int:
        """Somebody comes as usual."""
        line = Line("127.0.0.1", self.port)
        heard: Heard = await line.ask("GET", self.path)
        line.close()
        return heard.status


@pytest.fixture
async def door() -> AsyncIterator[Served]:
    async def report(_key: str, _name: str) -> None:
        pass

    opened = PhoneDoor("127.0.0.1", 0, lambda: None)
    await opened.open(1, CODE, "Block 3", report)
    yield Served(opened._server.port, f"/{CODE}/{KEY}")
    await opened.close()


@pytest.fixture
async def wall() -> AsyncIterator[Served]:
    async def now() -> Shown:
        return Blank()

    view = AudienceView(now)
    await view.start(0)
    yield Served(view._server.port, f"/{view._token}/")
    await view.stop()


async def test_where_a_request_ends_is_never_in_doubt(door: Served) -> None:
    length, chunked = "Content-Length: {}\r\n", "Transfer-Encoding: {}\r\n"
    empty = "0\r\n\r\n"
    doubtful = {
        "two lengths": (length.format(3) + length.format(3), "abc"),
        "two other lengths": (length.format(3) + length.format(4), "abcd"),
        "a list of lengths": (length.format("3, 3"), "abc"),
        "plus": (length.format("+3"), "abc"),
        "minus": (length.format("-3"), "abc"),
        "hexadecimal": (length.format("0x3"), "abc"),
        "inner blank": (length.format("1 3"), "abc"),
        "other digits": (length.format("\xb3"), "abc"),
        "without end": (length.format("9" * 5000), "abc"),
        "length, then pieces": (length.format(3) + chunked.format("chunked"), empty),
        "pieces, then length": (chunked.format("chunked") + length.format(3), empty),
        "packed pieces": (chunked.format("gzip, chunked"), empty),
        "pieces, packed": (chunked.format("chunked, gzip"), empty),
        "twice in pieces": (2 * chunked.format("chunked"), empty),
        "pieces and not": (chunked.format("chunked") + chunked.format("identity"), empty),
        "nearly pieces": (chunked.format("xchunked"), empty),
        "a tab before": (chunked.format("\x0bchunked"), empty),
        "a blank before the colon": ("Transfer-Encoding : chunked\r\n", empty),
        "folded": ("Transfer-Encoding:\r\n chunked\r\n", empty),
        "a piece without end": (chunked.format("chunked"), "f" * 18 + "\r\nabc\r\n" + empty),
        "a negative piece": (chunked.format("chunked"), "-1\r\n" + empty),
        "a bare line feed": (chunked.format("chunked"), "3\nabc\n0\n\n"),
        "a zero byte": ("X: a\0b\r\n" + length.format(0), ""),
    }
    for name, (heads, body) in doubtful.items():
        smuggled = door.get(path=f"/{CODE}/{KEY}/data")
        assert await door.raw(door.post(heads, body) + smuggled) == [400], name
    old = (
        f"POST {door.path} HTTP/1.0\r\nHost: {door.host}\r\n{chunked.format('chunked')}\r\n{empty}"
    )
    assert await door.raw(old) == [400]
    in_get = door.get(length.format(30)) + "GET /secret HTTP/1.1\r\nHost: x\r\n\r\n"
    assert await door.raw(in_get) == [200], "a text is a text, whatever it says"
    assert await door.next_phone() == 200


async def test_only_its_own_address_is_answered(door: Served, wall: Served) -> None:
    for served in (door, wall):
        foreign = (
            "evil.example", f"evil.example:{served.port}", "localhost", f"localhost:{served.port}",
            "127.0.0.1", f"127.0.0.1:{served.port + 1}", f"127.0.0.1.:{served.port}",
            f"evil@{served.host}", f"{served.host}@evil", f"{served.host}, evil", f"{served.host}/",
            f"127.1:{served.port}", f"2130706433:{served.port}", f"[::1]:{served.port}",
            f"[::ffff:127.0.0.1]:{served.port}", f"127.0.0.1.nip.io:{served.port}",
            f"{served.host}\t", f"\xe9{served.host}", "*",
        )  # fmt: skip
        for host in foreign:
            assert await served.raw(served.get(host=host)) == [400], host
        twice = f"Host: {served.host}\r\n"
        assert await served.raw(served.get(twice)) == [400]
        assert await served.raw(f"GET {served.path} HTTP/1.1\r\n{CLOSE}\r\n") == [400]
        assert await served.raw(f"GET {served.path} HTTP/1.0\r\n\r\n") == [400]
        # What proxies believe, nobody here does.
        named = "X-Forwarded-Host: evil\r\nX-Forwarded-For: 127.0.0.1\r\nForwarded: host=evil\r\n"
        assert await served.raw(served.get(named, host="evil")) == [400]
        for target in (
            f"http://{served.host}{served.path}",
            "http://evil.example/",
            "*",
            "evil:80",
        ):
            assert await served.raw(served.get(path=target)) == [400], target
        assert await served.raw(served.get(path=served.host, method="CONNECT")) == [400]
        assert await served.next_phone() == 200


async def test_there_are_no_files_behind_the_addresses(door: Served, wall: Served) -> None:
    odd = (
        "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "//etc/passwd",
        "/%5c..%5cstation.json", "/.%00./biq.db", "/%00", "/%", "/%zz", "/%ff%fe", "/%c0%ae%c0%ae/",
        f"/{CODE}/../{CODE}/{KEY}/data", f"/./{CODE}", f"/{CODE};x=1", f"/%2f{CODE}", f"//{CODE}",
        f"/{CODE}/{KEY}%00", f"/{CODE}/{KEY}%0d%0aX:%20y", f"/{CODE}/%EF%BD%8B" + 15 * "k",
        f"/{CODE}/" + "k" * 15, f"/{CODE}/" + "k" * 41, f"/{CODE}/" + "%E2%84%AA" * 16,
        "/\u0664\u0667\u0663".encode().decode("latin-1"), "/%D9%A4%D9%A7%D9%A3", "/%EF%BC%9473",
    )  # fmt: skip
    for served in (door, wall):
        for path in odd:
            told = await served.raw(served.get(path=path if path[0] == "/" else f"/{path}"))
            assert told in ([404], [400]), path
        assert await served.next_phone() == 200
    for path in (
        f"//evil.example/{CODE}",
        f"/{CODE}?l=//evil",
        f"/{CODE}?l=de%0d%0aX:y",
        f"/{CODE}/",
    ):
        line = Line("127.0.0.1", door.port)
        heard = await line.ask("GET", path)
        line.close()
        leads = heard.header("location")
        ours = (f"/{CODE}/", f"http://{door.host}/{CODE}")
        assert all(to.startswith(ours) and "evil" not in to for to in leads), leads


async def test_too_much_of_anything_is_refused(door: Served) -> None:
    assert await door.raw(door.get(path=door.path + "?" + "l" * 1024)) == [200]
    assert await door.raw(door.get(path=door.path + "?" + "l" * 1025)) == [414]
    assert await door.raw(door.get(path="/" + "a" * 20_000)) == [400]
    assert await door.raw(door.get("X: " + "a" * 20_000 + "\r\n")) == [400]
    assert await door.raw(door.get("X: y\r\n" * 4000)) == [400]
    assert await door.raw(door.get("Accept-Language: " + "x," * 7000 + "en\r\n")) == [200]
    big = f"Content-Length: {2**62}\r\n"
    assert await door.raw(door.post(big, "name=a")) == [413]
    assert await door.raw(door.post("Content-Length: 40000\r\n", "a" * 40_000)) == [413]
    pieces = "Transfer-Encoding: chunked\r\n"
    assert await door.raw(door.post(pieces, ("1000\r\n" + "a" * 4096 + "\r\n") * 12)) == [413]
    assert await door.next_phone() == 200


async def test_another_protocol_is_none_of_ours(door: Served) -> None:
    upgrade = "Connection: Upgrade\r\nUpgrade: {}\r\n"
    for other in ("websocket", "h2c", "TLS/1.3"):
        asked = door.get(upgrade.format(other)).replace(CLOSE, "")
        assert (await door.raw(asked)) in ([200], [400]), other
    for junk in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\n", b"\x00" * 100, b"SSH-2.0-x\r\n",
        b"GET / HTTP/1.1\nHost: x\n\n", b"GET / HTTP/1.1\rHost: x\r\r",
        b"\x1b[2J\x1b]0;x\x07\r\n\r\n",
    ):  # fmt: skip
        assert set(await door.raw(junk)) <= {400}, junk
    assert await door.next_phone() == 200


async def test_chance_breaks_nothing(door: Served) -> None:
    """Good requests with bytes changed, cut or doubled: an answer or none, and life goes on."""
    chance = random.Random(20270305)  # the same each time
    form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n"
    good = [door.get("Accept-Language: de\r\n").encode(), door.post(form, "name=").encode()]
    for _ in range(150):
        sent = bytearray(chance.choice(good))
        for _change in range(chance.randint(1, 4)):
            at = chance.randrange(len(sent))
            match chance.randrange(3):
                case 0:
                    sent[at] = chance.randrange(256)
                case 1:
                    del sent[at : at + chance.randrange(20)]
                case _:
                    sent[at:at] = sent[at : at + chance.randrange(60)]
        told = await door.raw(bytes(sent))
        assert set(told) <= {100, 200, 303, 400, 404, 405, 413, 414, 422}, bytes(sent)
    assert await door.next_phone() == 200


async def test_a_connection_that_ends_in_the_middle_leaves_nothing_behind(door: Served) -> None:
    whole = door.post("Content-Length: 8\r\n", "name=Ada").encode()
    for cut in range(0, len(whole) - 1, 7):
        with socket.socket() as phone:
            phone.connect(("127.0.0.1", door.port))
            phone.sendall(whole[:cut])
    assert await door.next_phone() == 200
