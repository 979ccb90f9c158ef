"""What stands between the Wi-Fi and the pages: checks every request, protects every answer.

Nothing about persons is kept here: no addresses, no user agents, no counts.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Callable, Collection
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..core.language import N_
from ..core.log import log_fault
from .pages import PHONE_LANGUAGES, page_language, render

RawHeaders = list[tuple[bytes, bytes]]

BODY_BYTES = 4096
"""So much a form may send, unless more is said."""

QUERY_BYTES = 1024
"""So much may stand behind the "?": ours is a language, links that are passed on add some more."""

_METHODS = ("GET", "HEAD", "POST")
_OPENABLE = {"script-src", "connect-src", "img-src"}


def style_hash(css: str) -> str:
    """The source expression that allows exactly this text as the content of a <style>."""
    digest = hashlib.sha256(css.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def content_policy(*css: str, from_here: Collection[str] = ()) -> str:
    """A Content-Security-Policy that allows nothing but the inline styles `css` and own forms.

    `from_here` opens script-src, connect-src or img-src for files of this server.
    """
    if unknown := set(from_here) - _OPENABLE:
        raise ValueError(f"can't be opened: {sorted(unknown)}")
    styles = [style_hash(text) for text in css] or ["'none'"]
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src {' '.join(styles)}",
            *(f"{directive} 'self'" for directive in sorted(from_here)),
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def protection(policy: str) -> RawHeaders:
    """The headers that every answer carries, with `policy` as its Content-Security-Policy."""
    return [
        (b"content-security-policy", policy.encode("ascii")),
        (b"cache-control", b"no-store"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"cross-origin-resource-policy", b"same-origin"),
    ]


class Guard:
    """Lets an ASGI app be asked only by its own name, briefly and quickly, and covers its faults.

    `hosts` are the "address:port" values a browser may ask for, or a function that returns them
    now: any other name is DNS rebinding or an old poster (400). Only GET, HEAD and POST (405), a
    query of at most QUERY_BYTES (414), and a text in no coding but "chunked" (400).
    The app starts when the whole body is here: at most `body_bytes` (413), or what a function says
    now, within `body_seconds` (408). Any 500, and any exception of the app, becomes one sentence;
    the log gets the kind of exception and its places in the code, no message, for messages may hold
    names.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Collection[str] | Callable[[], Collection[str]],
        *,
        policy: str = content_policy(),
        body_bytes: int | Callable[[], int] = BODY_BYTES,
        body_seconds: float = 10.0,
    ) -> None:
        self._app = app
        self._hosts = hosts if callable(hosts) else lambda: hosts
        self._protection = protection(policy)
        self._body_bytes = body_bytes if callable(body_bytes) else lambda: body_bytes
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; anything but http is left unanswered."""
        if scope["type"] != "http":
            return
        answer = Answer(scope, send, self._protection)
        try:
            self._check_head(scope, Headers(scope=scope))
            body = await self._whole_body(receive)
            if body is not None:
                await self._app(scope, _again(body, receive), answer)
        except _Refusal as refusal:
            await answer.plain(refusal.status, refusal.message)
        except asyncio.CancelledError:
            await answer.plain(503, N_("This page is closed now."))
            raise
        except Exception as exception:
            log_fault(exception, "biq.web")
            await answer.plain(500, _BROKEN)

    def _check_head(self, scope: Scope, headers: Headers) -> None:
        named = [_with_port(host) for host in headers.getlist("host")]
        if len(named) != 1 or named[0] not in {_with_port(host) for host in self._hosts()}:
            raise _Refusal(400, _OTHER_ADDRESS)
        if scope["method"] not in _METHODS:
            raise _Refusal(405, N_("That does not work here. Please scan the code again."))
        if len(scope["query_string"]) > QUERY_BYTES:
            raise _Refusal(414, _OTHER_ADDRESS)
        codings = [coding.lower() for coding in headers.getlist("transfer-encoding")]
        if codings and (codings != ["chunked"] or scope["http_version"] == "1.0"):
            raise _Refusal(400, _BROKEN)  # where it ends is unsure: so are requests smuggled
        announced = headers.get("content-length", "0")
        if not announced.isdecimal() or int(announced) > self._body_bytes():
            raise _Refusal(413, _TOO_LONG)

    async def _whole_body(self, receive: Receive) -> bytes | None:
        """None if the phone has gone."""
        body = b""
        more = True
        try:
            async with asyncio.timeout(self._body_seconds):
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    body += message.get("body", b"")
                    more = message.get("more_body", False)
                    if len(body) > self._body_bytes():
                        raise _Refusal(413, _TOO_LONG)
        except TimeoutError:
            raise _Refusal(408, N_("That took too long. Please send it again.")) from None
        return body


class Answer:
    """The way out: an ASGI `send` that puts the protection on whatever passes."""

    def __init__(self, scope: Scope, send: Send, protection: RawHeaders) -> None:
        self._scope = scope
        self._send = send
        self._protection = protection
        self._started = False
        self._given = False  # the answer is already complete, and it is ours

    async def __call__(self, message: Message) -> None:
        """Pass one part of the app's answer on, protected; a 500 becomes ours."""
        if message["type"] == "http.response.start":
            if message["status"] == 500:  # Starlette answers first and raises afterwards
                await self.plain(500, _BROKEN)
            else:
                await self._start(message["status"], list(message.get("headers", [])))
        elif not self._given:
            await self._send(message)

    async def plain(self, status: int, message: str) -> None:
        """Answer with a page of one sentence in the phone's language, unless one has begun."""
        if self._started:
            return
        self._given = True
        language = page_language(Request(self._scope), tuple(PHONE_LANGUAGES))
        body = _sentence(language, message)
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", b"%d" % len(body)),
            (b"connection", b"close"),
        ]
        if status == 405:
            headers.append((b"allow", ", ".join(_METHODS).encode()))
        await self._start(status, headers)
        await self._send({"type": "http.response.body", "body": body})

    async def _start(self, status: int, headers: RawHeaders) -> None:
        self._started = True
        ours = dict(self._protection)
        kept = [(name, value) for name, value in headers if name.lower() not in ours]
        await self._send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": [*kept, *self._protection],
            }
        )


class _Refusal(Exception):  # noqa: N818 - an answer, not a fault
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


_OTHER_ADDRESS = N_("This address is not right. Please scan the code again.")
_BROKEN = N_("That did not work. Please tell the person at the laptop.")
_TOO_LONG = N_("That text is too long. Please write less.")


@lru_cache(maxsize=200)
def _sentence(language: str, message: str) -> bytes:
    """A page of one sentence; whoever makes us refuse a thousand times must not keep us busy."""
    return bytes(render("sentence.html", language, offered=(), message=message).body)


def _with_port(host: str) -> str:
    """Browsers leave the usual port out."""
    return host.lower() if ":" in host else f"{host.lower()}:80"


def _again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that hands out the body once, then waits for the end of the connection."""
    handed_out = False

    async def receive_again() -> Message:
        nonlocal handed_out
        if handed_out:
            return await receive()
        handed_out = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
