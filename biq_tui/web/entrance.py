"""The way in for phones: /CODE, and under it one address for each visit, /CODE/KEY.

What people can do here are `Offer`s, each with addresses of its own that never change their
meaning: /CODE/KEY/PATH is its form. With one offer open, the way leads straight to it; with more,
to a page with a button for each. The key makes what is sent happen once: reload, Back, a lost
answer and a double tap keep it, "one more" makes a new one. A GET never writes.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router, request_response
from starlette.types import Receive, Scope, Send

from ..core.language import N_, _, speaking
from .guard import BODY_BYTES
from .limits import Newcomers, WrongGuesses
from .pages import PHONE_LANGUAGES, page_language, render
from .tickets import Tickets

KEY = re.compile(r"[A-Za-z0-9_-]{16,40}")
"""What a key of ours can look like. It is only ever compared, so a made-up one does no harm."""

Page = Callable[[Request], Awaitable[Response]]

_OFFERED = tuple(PHONE_LANGUAGES)


@dataclass(frozen=True, slots=True)
class Way:
    """A button that leads to an offer."""

    href: str
    label: str


class Offer(ABC):
    """One thing that people can do here. Its texts are message ids."""

    PATH: ClassVar[str]
    """Of its form, behind the key; "": the key alone."""
    LABEL: ClassVar[str]
    """What its button says."""
    AGAIN: ClassVar[str]
    """One more of it."""
    DONE: ClassVar[str] = N_("Done. Thank you!")
    """What is said of it in large print once it is durable."""
    OTHERWISE: ClassVar[str]
    """What she can do if her phone can't."""
    BODY_BYTES: ClassVar[int] = BODY_BYTES
    """So much its form sends at most."""
    BESIDE: ClassVar[str | None] = None
    """The PATH of the offer from whose pages alone it is reached; no button of its own leads in."""

    entrance: Entrance
    """Where it is offered."""

    def __init__(self, is_open: bool = True) -> None:
        """What is not open any more still answers the forms that are out there."""
        self.is_open = is_open

    @abstractmethod
    async def form(self, request: Request) -> Response:
        """What there is to fill in."""

    @abstractmethod
    async def send(self, request: Request) -> Response:
        """What was filled in: `thanked` once it is durable."""

    @abstractmethod
    async def notice(self, request: Request) -> Response:
        """All about her data."""

    def pages(self) -> Iterator[tuple[str, Page]]:
        """Further pages below its form, by their paths; there as long as it is open."""
        yield from ()

    def address(self, request: Request, page: str = "", key: str = "") -> str:
        """One of its pages, at this visit or at the one of another `key`, in the same language."""
        parts = (key or request.path_params["key"], self.PATH, page)
        return self.entrance.address(request, *parts)

    def thanked(self, request: Request) -> Response:
        """It is done: on to the thanks."""
        return RedirectResponse(self.address(request, "done"), 303)

    async def thanks(self, request: Request, ways: Sequence[Way]) -> Response:
        """It is done, in large print; `ways` lead on."""
        return render("thanks.html", language_of(request), done=self.DONE, ways=ways)

    def further(self, request: Request) -> list[Way]:
        """Where the thanks lead, within this offer."""
        return [Way(self.address(request, "again"), self.AGAIN)] if self.is_open else []


class Entrance:
    """An ASGI app: the pages of one gathering, called `title`, for these `offers`.

    One of them at least is open. With `tickets` that have a code, only /CODE and that code lead in.
    """

    def __init__(
        self, code: str, title: str, offers: Sequence[Offer], tickets: Tickets | None = None
    ) -> None:
        self.newcomers = Newcomers()
        self.body_bytes = max(offer.BODY_BYTES for offer in offers)
        self._code = code
        self._title = title
        self._offers = tuple(offers)
        self._tickets = tickets or Tickets()
        self._guesses = WrongGuesses()
        for offer in offers:
            offer.entrance = self
        self._router = Router(list(self._routes()), default=request_response(self._lost))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._router(scope, receive, send)

    def address(self, request: Request, *parts: str) -> str:
        """The address of a page below /CODE, in the language that was chosen."""
        path = "/".join(("", self._code, *filter(None, parts)))
        chosen = request.query_params.get("l", "")
        return f"{path}?l={chosen}" if chosen in PHONE_LANGUAGES else path

    def beside(self, request: Request, offer: Offer) -> list[Way]:
        """The ways to what is reached from the pages of this offer only."""
        others = (each for each in self._offers if each.is_open and each.BESIDE == offer.PATH)
        return self._ways(request, tuple(others))

    def trouble(
        self, request: Request, status: int, problem: str = "", otherwise: str = ""
    ) -> Response:
        """That did not work: why, and what she can do now (a message id)."""
        language = language_of(request)
        with speaking(language):
            problem = problem or failure()
        return render("trouble.html", language, status, problem=problem, otherwise=otherwise)

    # Pages -------------------------------------------------------------------------------------

    def _routes(self) -> Iterator[Route]:
        for offer in self._offers:  # what is sent is the busiest, so it is first
            yield Route(self._below(offer), self._keyed(offer.send), methods=["POST"])
        yield Route(f"/{self._code}/{{key}}", self._first)
        yield Route(f"/{self._code}", self._enter)
        yield Route(f"/{self._code}/{{key}}/start", self._keyed(self._choose))
        for offer in self._offers:
            if offer.PATH:
                yield Route(self._below(offer), self._keyed(self._form_of(offer)))
            yield Route(self._below(offer, "done"), self._keyed(self._thanks_of(offer)))
            yield Route(self._below(offer, "again"), self._keyed(self._once_more(offer)))
            yield Route(self._below(offer, "data"), self._keyed(offer.notice))
            for path, page in offer.pages():
                yield Route(self._below(offer, path), self._keyed(self._while_open(offer, page)))

    def _below(self, offer: Offer, page: str = "") -> str:
        return "/".join(("", self._code, "{key}", *filter(None, (offer.PATH, page))))

    async def _enter(self, request: Request) -> Response:
        return await self._lost(request) if self._tickets.code else self._visit(request)

    async def _first(self, request: Request) -> Response:
        """/CODE/KEY, or /CODE and the code that is on the wall now."""
        if self._tickets.accepts(request.path_params["key"]):
            return self._visit(request)
        at_once = next((offer for offer in self._offers if not offer.PATH), None)
        page = self._choose if at_once is None else self._form_of(at_once)
        return await self._keyed(page)(request)

    def _visit(self, request: Request) -> Response:
        return self._to_start(request, self._tickets.new_key())

    def _to_start(self, request: Request, key: str) -> Response:
        offers = self._open_ones()
        start = self.address(request, key, "start")
        only = offers[0].address(request, key=key) if len(offers) == 1 else start
        return RedirectResponse(only, 303)

    async def _choose(self, request: Request) -> Response:
        offers = self._open_ones()
        if len(offers) < 2:
            return self._to_start(request, request.path_params["key"])
        ways = self._ways(request, offers)
        return render("choose.html", language_of(request), title=self._title, ways=ways)

    def _form_of(self, offer: Offer) -> Page:
        async def form(request: Request) -> Response:
            if offer.is_open or not self._open_ones():
                return await offer.form(request)
            return self._to_start(request, request.path_params["key"])

        return form

    def _while_open(self, offer: Offer, page: Page) -> Page:
        async def further(request: Request) -> Response:
            return await (page if offer.is_open else self._lost)(request)

        return further

    def _thanks_of(self, offer: Offer) -> Page:
        async def thanks(request: Request) -> Response:
            others = [other for other in self._open_ones() if other is not offer]
            ways = [*offer.further(request), *self.beside(request, offer)]
            ways += self._ways(request, others)
            return await offer.thanks(request, ways)

        return thanks

    def _once_more(self, offer: Offer) -> Page:
        async def once_more(request: Request) -> Response:
            return RedirectResponse(offer.address(request, key=self._tickets.new_key()), 303)

        return once_more

    async def _lost(self, request: Request) -> Response:
        if not await self._guesses.wait():
            return Response(status_code=429)
        with speaking(language_of(request)):
            problem = _("This address is old or not complete. Please scan the code again.")
        otherwise = (self._open_ones() or self._offers)[0].OTHERWISE
        return self.trouble(request, 404, problem, otherwise)

    def _keyed(self, page: Page) -> Page:
        async def checked(request: Request) -> Response:
            key = request.path_params["key"]
            if not (KEY.fullmatch(key) and self._tickets.is_good(key)):
                return await self._lost(request)
            return await page(request)

        return checked

    def _open_ones(self) -> tuple[Offer, ...]:
        return tuple(each for each in self._offers if each.is_open and each.BESIDE is None)

    def _ways(self, request: Request, offers: Sequence[Offer]) -> list[Way]:
        return [Way(offer.address(request), offer.LABEL) for offer in offers]


def language_of(request: Request) -> str:
    """The language to answer in."""
    return page_language(request, _OFFERED)


def failure() -> str:
    """What is said of a fault that is nobody's at a phone."""
    return _("That did not work. Please tell the person at the laptop.")
