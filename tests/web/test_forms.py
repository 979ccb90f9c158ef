"""What is read of a phone's form, and what is not."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.types import Message

from biq_tui.web.forms import sent_fields

USUAL = "application/x-www-form-urlencoded"


async def fields(body: bytes, kind: str = USUAL) -> dict[str, str]:
    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    headers = [(b"content-type", kind.encode())]
    return await sent_fields(Request({"type": "http", "headers": headers}, receive))


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"name=Zo%C3%AB+M%C3%BCller", {"name": "Zoë Müller"}),
        ("name=Zoë".encode(), {"name": "Zoë"}),
        (b"name=%FF%C3", {"name": "\ufffd\ufffd"}),
        (b"name=a%26b%3Dc;d", {"name": "a&b=c;d"}),
        (b"name=&more=x", {"name": "", "more": "x"}),
        (b"name=Ada&name=Ida", {"name": "Ida"}),
        (b"", {}),
        (b"&&&", {}),
        (b"\x00\x01", {"\x00\x01": ""}),
        (b"&".join(b"f%d=x" % number for number in range(6)), {}),
    ],
)
async def test_a_form_is_read_as_it_was_sent(body: bytes, read: dict[str, str]) -> None:
    assert await fields(body) == read


@pytest.mark.parametrize("kind", [USUAL.upper(), f"{USUAL}; charset=UTF-8", f" {USUAL} "])
async def test_the_kind_may_be_written_in_many_ways(kind: str) -> None:
    assert await fields(b"name=Ada", kind) == {"name": "Ada"}


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "multipart/form-data"])
async def test_what_no_form_of_ours_sends_is_not_read(kind: str) -> None:
    assert await fields(b"name=Ada", kind) == {}
