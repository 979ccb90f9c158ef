"""The server's life: where it opens, what it withstands, how it ends."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from biq_tui.core.errors import Told
from biq_tui.web.protocol import RoomProtocol
from biq_tui.web.server import OPEN_FILES, NoPort, RoomServer, bind
from tests.web.conftest import Connect, Room, open_room, sample_app


def get(room: Room) -> bytes:
    return f"GET / HTTP/1.1\r\nHost: {room.host}\r\n\r\n".encode()


def half_post(room: Room) -> bytes:
    return f"POST / HTTP/1.1\r\nHost: {room.host}\r\nContent-Length: 9\r\n\r\nnam".encode()


async def stop_and_time(room: Room) -> float:
    begun = time.perf_counter()
    await room.server.stop()
    return time.perf_counter() - begun


def is_free(port: int) -> bool:
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(("127.0.0.1", port))
        sock.listen()
    return True


# Opening


def test_a_taken_port_moves_on_to_the_next() -> None:
    with bind("127.0.0.1", 0) as first, bind("127.0.0.1", first.getsockname()[1]) as second:
        assert first.getsockname()[1] < second.getsockname()[1] <= first.getsockname()[1] + 10


def test_with_all_wanted_ports_taken_any_free_one_will_do() -> None:
    with bind("127.0.0.1", 0) as first:
        taken = first.getsockname()[1]
        with bind("127.0.0.1", taken, tries=1) as second:
            assert second.getsockname()[1] not in (0, taken)


def test_an_address_the_laptop_does_not_have_is_told_in_one_sentence() -> None:
    with pytest.raises(NoPort) as told:
        bind("203.0.113.1", 18421)
    assert isinstance(told.value, Told)
    assert told.value.sentence


async def test_a_phone_gets_a_page(room: Room) -> None:
    answer = await room.ask()
    assert answer.status_code == 200
    assert "Hello you" in answer.text
    assert room.server.running


async def test_a_hundred_connections_at_once_are_served(room: Room) -> None:
    request = get(room).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answers = await asyncio.gather(*(room.raw(request) for _ in range(100)))
    assert {answer[:15] for answer in answers} == {b"HTTP/1.1 200 OK"}


async def test_answers_go_out_without_delay(room: Room, connect: Connect) -> None:
    await connect(room)
    await room.until_connected(1)
    (held,) = room.server._uvicorn.server_state.connections  # type: ignore[union-attr]
    its = held.transport.get_extra_info("socket")
    assert its.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), "or 40 ms more for each page"


async def test_ctrl_c_stays_the_programs() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with open_room():
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


async def test_what_hinders_the_start_is_raised() -> None:
    server = RoomServer()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as no_server_socket:
        with pytest.raises(ValueError, match="Stream"):
            await server.start(sample_app(), no_server_socket)
        assert no_server_socket.fileno() == -1
    assert not server.running
    await server.stop()


async def test_a_running_server_is_not_started_twice(room: Room) -> None:
    with bind("127.0.0.1", 0) as sock, pytest.raises(RuntimeError):
        await room.server.start(sample_app(), sock)


# Ending


async def test_it_ends_while_a_phone_keeps_its_connection(room: Room, connect: Connect) -> None:
    reader, writer = await connect(room)
    writer.write(get(room))
    await reader.readuntil(b"</html>")
    assert await stop_and_time(room) < 2.5
    assert not room.server.running
    assert is_free(room.server.port)
    assert await reader.read() == b""


async def test_it_ends_while_a_form_is_half_sent(room: Room, connect: Connect) -> None:
    reader, writer = await connect(room)
    writer.write(half_post(room))
    await room.ask()  # by now the other request has arrived, too
    assert await stop_and_time(room) < 2.5
    assert is_free(room.server.port)
    assert b"content-security-policy" in await reader.read()


async def test_it_ends_while_a_head_is_half_sent(room: Room, connect: Connect) -> None:
    reader, writer = await connect(room)
    writer.write(b"GET / HTTP/1.1\r\nHo")
    await room.ask()
    assert await stop_and_time(room) < 2.5
    assert is_free(room.server.port)
    assert await reader.read() == b""


async def test_it_ends_while_a_page_takes_forever(room: Room, connect: Connect) -> None:
    reader, writer = await connect(room)
    writer.write(get(room).replace(b"GET /", b"GET /forever"))
    await room.ask()
    assert await stop_and_time(room) < 2.5
    assert is_free(room.server.port)
    await reader.read()


async def test_ending_twice_or_before_the_start_is_no_matter(room: Room) -> None:
    await RoomServer().stop()
    await asyncio.gather(room.server.stop(), room.server.stop())
    await room.server.stop()
    assert not room.server.running


async def test_it_opens_again_on_the_same_port(room: Room) -> None:
    port = room.server.port
    await room.ask()
    await room.server.stop()
    sock = bind("127.0.0.1", port)
    assert sock.getsockname()[1] == port
    await room.server.start(sample_app(), sock)
    assert (await room.ask()).status_code == 200


async def test_a_server_that_dies_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    died: asyncio.Future[BaseException] = asyncio.get_running_loop().create_future()
    server = RoomServer(on_failure=died.set_result)
    await server.start(sample_app(), bind("127.0.0.1", 0))

    async def on_tick(self: uvicorn.Server, counter: int) -> bool:
        raise OSError("no more")

    monkeypatch.setattr(uvicorn.Server, "on_tick", on_tick)
    reason = await asyncio.wait_for(died, 5)
    assert isinstance(reason, OSError)
    assert not server.running
    assert is_free(server.port)
    await server.stop()


async def test_an_ordinary_end_is_no_failure() -> None:
    failures: list[BaseException] = []
    server = RoomServer(on_failure=failures.append)
    await server.start(sample_app(), bind("127.0.0.1", 0))
    await server.stop()
    assert failures == []


# Slow and many


class Hasty(RoomProtocol):
    head_seconds = 0.2
    ahead_seconds = 0.01


class Small(RoomProtocol):
    answered_at_most = 2
    open_at_most = 3
    patience_seconds = 0.0


class Narrow(RoomProtocol):
    """The system takes only a little of an answer before the phone reads."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2048)
        super().connection_made(transport)


@asynccontextmanager
async def deaf(room: Room, number: int) -> AsyncIterator[None]:
    """So many phones that ask for pages, again and again, and read nothing."""
    phones = []
    for _ in range(number):
        phone = socket.socket()
        phone.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        phone.connect(("127.0.0.1", room.server.port))
        phone.sendall(8 * get(room))
        phones.append(phone)
    try:
        yield
    finally:
        for phone in phones:
            phone.close()


async def test_a_connection_that_says_nothing_is_closed(connect: Connect) -> None:
    async with open_room(Hasty) as room:
        reader, _ = await connect(room)
        assert await asyncio.wait_for(reader.read(), 5) == b""


async def test_a_head_that_comes_drop_by_drop_is_closed(connect: Connect) -> None:
    async with open_room(Hasty) as room:
        reader, writer = await connect(room)
        writer.write(b"GET / HTTP/1.1\r\nX: ")
        closed = asyncio.create_task(reader.read())
        drops = 0
        while not closed.done():
            writer.write(b"a")
            drops += 1
            await asyncio.wait({closed}, timeout=0.02)
        assert drops < 100


async def test_a_connection_that_sends_nothing_but_empty_lines_is_closed(
    connect: Connect,
) -> None:
    async with open_room(Hasty) as room:
        reader, writer = await connect(room)
        closed = asyncio.create_task(reader.read())
        lines = 0
        while not closed.done():
            writer.write(b"\r\n")
            lines += 1
            await asyncio.wait({closed}, timeout=0.02)
        assert lines < 100


async def test_a_head_without_end_is_refused(room: Room, connect: Connect) -> None:
    for begun in (b"GET /", b"GET / HTTP/1.1\r\nX: ", b"GET / HTTP/1.1\r\n"):
        reader, writer = await connect(room)
        writer.write(begun)
        sent = 0
        with suppress(ConnectionError):
            while not reader.at_eof() and sent < 2_000_000:
                part = b"a" * 1000 if begun.endswith((b"/", b" ")) else b"X: 1\r\n" * 100
                writer.write(part)
                await writer.drain()
                sent += len(part)
                await asyncio.sleep(0)
        assert sent < 2_000_000
        with suppress(ConnectionError):
            assert (await reader.read()).startswith(b"HTTP/1.1 400")
    assert (await room.ask()).status_code == 200


async def test_requests_sent_ahead_are_answered_in_turn_but_not_without_end() -> None:
    async with open_room(Hasty) as room:
        last = get(room).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
        assert (await room.raw(3 * get(room) + last)).count(b"HTTP/1.1 200 OK") == 4
        endless = await room.raw(1000 * get(room))
        assert endless.count(b"HTTP/1.1 ") <= 10
        assert (await room.ask()).status_code == 200


async def test_who_asks_ahead_lets_others_go_first(connect: Connect) -> None:
    class Patient(RoomProtocol):
        ahead_seconds = 3600.0

    async with open_room(Patient) as room:
        reader, writer = await connect(room)
        writer.write(8 * get(room))
        await reader.readuntil(b"</html>")
        for _ in range(3):
            assert (await room.ask()).status_code == 200
        assert not reader._buffer  # type: ignore[attr-defined]
        writer.close()


async def test_what_follows_a_text_in_pieces_is_not_kept(room: Room) -> None:
    head = f"POST / HTTP/1.1\r\nHost: {room.host}\r\nTransfer-Encoding: chunked\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
    trailers = "Host: evil.example\r\n" * 1000
    answer = await room.raw(f"{head}{kind}\r\n8\r\nname=Zoe\r\n0\r\n{trailers}\r\n")
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"Hello Zoe" in answer


async def test_a_second_head_that_stops_half_way_is_closed(connect: Connect) -> None:
    async with open_room(Hasty) as room:
        reader, writer = await connect(room)
        writer.write(get(room))
        await reader.readuntil(b"</html>")
        writer.write(b"GET / HT")
        assert (await asyncio.wait_for(reader.read(), 5)).strip() == b""


async def test_a_page_may_take_longer_than_a_head(connect: Connect) -> None:
    async with open_room(Hasty) as room:
        reader, writer = await connect(room)
        writer.write(get(room).replace(b"GET /", b"GET /forever"))
        reading = asyncio.create_task(reader.read())
        idle, _ = await connect(room)
        await asyncio.wait_for(idle.read(), 5)  # the limit for heads has passed
        assert not reading.done()
        reading.cancel()


async def test_rubbish_in_the_middle_of_an_answer_closes_only_its_own_connection(
    room: Room, connect: Connect
) -> None:
    async def answers_before_it_has_read(_: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"begun", "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            pass

    await room.server.stop()
    await room.server.start(answers_before_it_has_read, bind("127.0.0.1", 0))
    reader, writer = await connect(room)
    writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
    await reader.readuntil(b"begun")
    writer.write(b"rubbish\r\n")
    await asyncio.wait_for(reader.read(), 5)


async def test_who_is_quick_takes_the_place_of_who_has_dawdled_longest(connect: Connect) -> None:
    async with open_room(Small) as room:
        held = [await connect(room) for _ in range(3)]
        held[1][1].write(b"GET / HTTP/1.1\r\nHo")
        held[2][1].write(half_post(room))
        await room.until_connected(3)
        for reader, _writer in held:  # one after the other, the first one first
            await connect(room)
            await room.until_connected(3)
            assert await _end_of(reader) == b""
        assert (await room.ask()).status_code == 200


async def test_who_does_not_read_has_to_go_too() -> None:
    class Few(Small, Narrow):
        read_seconds = 3600.0

    async with open_room(Few) as room, deaf(room, 3):
        await room.until_connected(3)
        assert (await room.ask()).status_code == 200


async def test_who_does_not_read_is_cut_in_the_end() -> None:
    class Few(Small, Narrow):
        read_seconds = 0.2

    async with open_room(Few) as room, deaf(room, 1):
        await room.until_connected(1)
        await room.until_connected(0)


async def test_one_request_too_many_is_asked_to_try_again(connect: Connect) -> None:
    async with open_room(Small) as room:
        for _ in range(2):
            _reader, writer = await connect(room)
            writer.write(get(room).replace(b"GET /", b"GET /forever"))
        await room.until_connected(2)
        answer = await room.ask()
        assert answer.status_code == 503
        assert "content-security-policy" in answer.headers


async def test_who_asked_ahead_makes_room(connect: Connect) -> None:
    class Patient(Small):
        ahead_seconds = 3600.0
        patience_seconds = 3600.0

    async with open_room(Patient) as room:
        for _ in range(3):
            reader, writer = await connect(room)
            writer.write(3 * get(room))
            await reader.readuntil(b"</html>")
        assert (await room.ask()).status_code == 200


async def test_who_still_sends_a_text_keeps_nobody_busy(connect: Connect) -> None:
    async with open_room(Small) as room:
        for _ in range(2):
            _reader, writer = await connect(room)
            writer.write(half_post(room))
        await room.until_connected(2)
        assert (await room.ask()).status_code == 200


async def test_where_nobody_dawdles_one_connection_too_many_is_cut(connect: Connect) -> None:
    class Patient(Small):
        answered_at_most = 9
        patience_seconds = 3600.0

    async with open_room(Patient) as room:
        for number in range(3):
            _reader, writer = await connect(room)
            writer.write(get(room).replace(b"GET /", b"GET /forever") if number else b"GET")
        await room.until_connected(3)
        reader, _ = await connect(room)
        assert await _end_of(reader) == b""
        await room.until_connected(3)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
async def test_connections_never_take_the_last_files_from_the_database() -> None:
    import resource

    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))  # what a Mac begins with
    try:
        async with open_room():
            now, _most = resource.getrlimit(resource.RLIMIT_NOFILE)
            assert now == OPEN_FILES > 2 * RoomProtocol.open_at_most + 256
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (few, most))


async def _end_of(reader: asyncio.StreamReader) -> bytes:
    """What still comes until the server ends it."""
    with suppress(ConnectionError):
        return await asyncio.wait_for(reader.read(), 5)
    return b""


# Silence


async def test_nothing_is_written_over_the_screen(
    room: Room, connect: Connect, capfd: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    kept, root.handlers = root.handlers, []  # as in the program: pytest's handlers would hide it
    try:
        await room.ask()
        await room.ask("/broken")
        await room.raw(b"\x16\x03\x01 this is TLS, not HTTP\r\n\r\n")
        _, writer = await connect(room)
        writer.write(half_post(room))
        await room.ask("/nowhere")
        await room.server.stop()
    finally:
        root.handlers = kept
    assert capfd.readouterr() == ("", "")
