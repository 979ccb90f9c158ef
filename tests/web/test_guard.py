"""What a phone, and someone who means no good, gets to see."""

from __future__ import annotations

import asyncio
import logging

import httpx
import pytest
from starlette.types import Message

from biq_tui.web.guard import Guard, content_policy, style_hash
from biq_tui.web.pages import CSS
from tests.web.conftest import Connect, Room, open_room, sample_app

PROTECTED = {
    "content-security-policy": content_policy(CSS),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


async def test_the_right_address_gets_the_page(room: Room) -> None:
    answer = await room.raw(f"GET / HTTP/1.1\r\nHost: {room.host}\r\nConnection: close\r\n\r\n")
    assert status(answer) == 200


@pytest.mark.parametrize(
    "hosts", [["evil.example:18421"], ["127.0.0.1"], [""], [], ["{}", "{}"], ["{}", "evil"]]
)
async def test_a_wrong_missing_or_double_host_is_refused(room: Room, hosts: list[str]) -> None:
    heads = "".join(f"Host: {host.format(room.host)}\r\n" for host in hosts)
    answer = await room.raw(f"GET / HTTP/1.1\r\n{heads}Connection: close\r\n\r\n")
    assert status(answer) == 400
    assert b"Hello" not in answer
    assert b"content-security-policy" in answer


async def test_old_http_without_a_host_is_refused(room: Room) -> None:
    assert status(await room.raw("GET / HTTP/1.0\r\n\r\n")) == 400


async def test_two_hosts_are_refused_by_the_guard_itself() -> None:
    # A server may refuse them before; the guard must not depend on that.
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", b"a:1"), (b"host", b"a:1")],
    }
    await Guard(sample_app(), {"a:1"})(scope, receive, send)
    assert sent[0]["status"] == 400


async def test_the_usual_port_need_not_be_named() -> None:
    app = Guard(sample_app(), {"192.168.1.5:80"})
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://192.168.1.5") as phone:
        assert (await phone.get("/")).status_code == 200


async def test_a_refusal_is_a_page_of_one_sentence(room: Room) -> None:
    async with httpx.AsyncClient(headers={"Host": "evil", "Accept-Language": "en"}) as phone:
        answer = await phone.get(room.url)
    said = "This address is not right. Please scan the code again."
    assert f"<title>{said}</title>" in answer.text
    assert f">{said}</h1>" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
async def test_other_methods_are_refused(room: Room, method: str) -> None:
    answer = await room.ask(method=method)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"


async def test_a_method_nobody_knows_is_no_http(room: Room) -> None:
    answer = await room.ask(method="BREW")
    assert (answer.status_code, answer.text) == (400, "")
    assert "content-security-policy" in answer.headers


async def test_a_form_is_read(room: Room) -> None:
    async with httpx.AsyncClient() as phone:
        answer = await phone.post(room.url, data={"name": "<b>Zoë</b>"})
    assert "Hello &lt;b&gt;Zoë&lt;/b&gt;" in answer.text


async def test_a_form_that_comes_in_pieces_is_read(room: Room) -> None:
    head = f"POST / HTTP/1.1\r\nHost: {room.host}\r\nConnection: close\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n"
    answer = await room.raw(f"{head}{kind}\r\n5\r\nname=\r\n3\r\nZoe\r\n0\r\n\r\n")
    assert status(answer) == 200
    assert b"Hello Zoe" in answer


async def test_a_big_text_is_refused_by_its_length(room: Room) -> None:
    head = f"POST / HTTP/1.1\r\nHost: {room.host}\r\nContent-Length: 4097\r\n\r\n"
    assert status(await room.raw(head)) == 413


async def test_a_big_text_without_length_is_refused_under_way(room: Room) -> None:
    head = f"POST / HTTP/1.1\r\nHost: {room.host}\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunk = "400\r\n" + "a" * 1024 + "\r\n"
    assert status(await room.raw(head + 4 * chunk + "1\r\na\r\n")) == 413


async def test_a_text_of_just_the_limit_passes(room: Room) -> None:
    head = f"POST / HTTP/1.1\r\nHost: {room.host}\r\nContent-Length: 4096\r\nConnection: close"
    assert status(await room.raw(f"{head}\r\n\r\n{'a' * 4096}")) == 200


async def test_a_text_that_never_ends_is_refused() -> None:
    async with open_room(body_seconds=0.1) as room:
        head = f"POST / HTTP/1.1\r\nHost: {room.host}\r\nContent-Length: 9\r\n\r\nnam"
        assert status(await room.raw(head)) == 408


async def test_a_phone_that_leaves_in_the_middle_harms_nobody(room: Room, connect: Connect) -> None:
    _, writer = await connect(room)
    writer.write(f"POST / HTTP/1.1\r\nHost: {room.host}\r\nContent-Length: 9\r\n\r\nn".encode())
    await room.ask()
    writer.close()
    await writer.wait_closed()
    assert (await room.ask()).status_code == 200


async def test_a_broken_chunk_closes_only_its_own_connection(room: Room) -> None:
    head = f"POST / HTTP/1.1\r\nHost: {room.host}\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert status(await room.raw(head + "zzz\r\n")) == 400
    assert (await room.ask()).status_code == 200


async def test_rubbish_after_an_unfinished_page_closes_only_its_own_connection(
    room: Room, connect: Connect
) -> None:
    reader, writer = await connect(room)
    writer.write(f"GET / HTTP/1.1\r\nHost: {room.host}\r\n\r\n".encode())
    await reader.readuntil(b"</html>")
    writer.write(b"\x00\x01rubbish\r\n\r\n")
    await asyncio.wait_for(reader.read(), 5)
    assert (await room.ask()).status_code == 200


@pytest.mark.parametrize(
    ("path", "method", "expected"),
    [
        ("/", "GET", 200),
        ("/", "HEAD", 200),
        ("/nowhere", "GET", 404),
        ("/broken", "GET", 500),
        ("/broken", "POST", 405),
        ("/", "DELETE", 405),
        ("/own-headers", "GET", 200),
    ],
)
async def test_every_answer_is_protected(room: Room, path: str, method: str, expected: int) -> None:
    answer = await room.ask(path, method)
    assert answer.status_code == expected
    for name, value in PROTECTED.items():
        assert answer.headers.get_list(name) == [value]
    assert "server" not in answer.headers


async def test_a_refused_text_is_protected_too(room: Room) -> None:
    async with httpx.AsyncClient() as phone:
        answer = await phone.post(room.url, content=b"a" * 5000)
    assert answer.status_code == 413
    assert answer.headers.items() >= PROTECTED.items()


async def test_headers_of_a_page_that_do_no_harm_stay(room: Room) -> None:
    assert (await room.ask("/own-headers")).headers["x-mine"] == "1"


async def test_a_fault_of_the_program_shows_and_logs_no_detail(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await room.ask("/broken")
    assert answer.status_code == 500
    assert ">That did not work. Please tell the person at the laptop.</h1>" in answer.text
    [record] = [record for record in caplog.records if record.name == "biq.web"]
    assert record.getMessage().startswith("RuntimeError at web/conftest.py:")
    assert "Ayşe" not in caplog.text
    assert "127.0.0.1" not in "".join(r.getMessage() for r in caplog.records if "biq" in r.name)


async def test_a_fault_of_a_bare_app_shows_no_detail() -> None:
    async def bare(*_: object) -> None:
        raise ValueError("Ayşe")

    transport = httpx.ASGITransport(app=Guard(bare, {"x:80"}))
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as phone:
        answer = await phone.get("/", headers={"Accept-Language": "en"})
    assert answer.status_code == 500
    assert "Ayşe" not in answer.text


def test_only_what_is_asked_for_is_opened() -> None:
    assert content_policy() == (
        "default-src 'none'; style-src 'none'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    audience = content_policy("p{}", from_here=("script-src", "connect-src"))
    assert "script-src 'self'" in audience
    assert style_hash("p{}") in audience
    with pytest.raises(ValueError, match="form-action"):
        content_policy(from_here=("form-action",))


def test_the_hash_is_the_one_browsers_compute() -> None:
    # printf 'p{}' | openssl dgst -sha256 -binary | base64
    assert style_hash("p{}") == "'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y='"
