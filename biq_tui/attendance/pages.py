"""What a phone sees: one name field, one button, "Done. Thank you!". The same for every name.

The key in the address makes an arrival happen once: reload, Back, a lost answer and a double tap
keep it, "One more person" makes a new one. A GET never writes.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router, request_response
from starlette.types import ASGIApp

from ..core.errors import Refused, Unstored
from ..core.language import _, speaking
from ..core.text import clean
from ..web.forms import sent_fields
from ..web.limits import Newcomers, WrongGuesses
from ..web.pages import PHONE_LANGUAGES, add_templates, page_language, render
from ..web.tickets import Tickets
from .notice import Facts

KEY = re.compile(r"[A-Za-z0-9_-]{16,40}")
"""What a key of ours can look like. It is only ever compared, so a made-up one does no harm."""

Report = Callable[[str, str], Awaitable[None]]
"""Stores an arrival durably: (key, name). Raises Refused with a sentence for the person."""

_OFFERED = tuple(PHONE_LANGUAGES)

add_templates("attendance", Path(__file__).parent / "templates")


def phone_pages(
    code: str,
    title: str,
    report: Report,
    facts: Callable[[], Facts] = Facts,
    tickets: Tickets | None = None,
) -> ASGIApp:
    """The pages of one open gathering: /CODE, and under it one address for each arrival.

    `facts` of the house for the privacy notice are asked for each time. With `tickets` that have a
    code, only /CODE and that code lead in.
    """
    tickets = tickets or Tickets()
    guesses, newcomers = WrongGuesses(), Newcomers()

    async def enter(request: Request) -> Response:
        return await lost(request) if tickets.code else visit(request)

    async def once_more(request: Request) -> Response:
        return visit(request)

    def visit(request: Request) -> Response:
        return RedirectResponse(_same_language(request, f"/{code}/{tickets.new_key()}"), 303)

    def field(request: Request, status: int = 200, problem: str = "") -> Response:
        notice = _same_language(request, f"/{code}/{request.path_params['key']}/data")
        return render(
            "attendance/arrive.html",
            _language(request),
            status,
            title=title,
            name="",
            problem=problem,
            facts=facts(),
            notice=notice,
        )

    async def form(request: Request) -> Response:
        return field(request)

    async def notice(request: Request) -> Response:
        back = _same_language(request, f"/{code}/{request.path_params['key']}")
        return render("attendance/notice.html", _language(request), facts=facts(), back=back)

    async def arrive(request: Request) -> Response:
        language = _language(request)
        key = request.path_params["key"]
        name = clean((await sent_fields(request)).get("name", ""))
        if not name:
            with speaking(language):
                problem = _("Please write your name.")
            return field(request, 422, problem)
        if not newcomers.let_in(key):
            return failed(language, 429)
        try:
            with speaking(language):
                await report(key, name)
        except Refused as refusal:
            if isinstance(refusal, Unstored):  # a disk that is full is nothing a guest can help
                return failed(language, 409)
            problem = refusal.sentence
            return render("attendance/trouble.html", language, 409, problem=problem)
        return RedirectResponse(_same_language(request, f"/{code}/{key}/done"), 303)

    def failed(language: str, status: int) -> Response:
        with speaking(language):
            problem = _("That did not work. Please tell the person at the laptop.")
        return render("attendance/trouble.html", language, status, problem=problem)

    async def done(request: Request) -> Response:
        here = f"/{code}/{request.path_params['key']}/again" if tickets.code else f"/{code}"
        again = _same_language(request, here)
        return render("attendance/thanks.html", _language(request), again=again)

    async def lost(request: Request) -> Response:
        if not await guesses.wait():
            return Response(status_code=429)
        language = _language(request)
        with speaking(language):
            problem = _("This address is old or not complete. Please scan the code again.")
        return render("attendance/trouble.html", language, 404, problem=problem)

    def keyed(
        page: Callable[[Request], Awaitable[Response]],
    ) -> Callable[[Request], Awaitable[Response]]:
        async def checked(request: Request) -> Response:
            key = request.path_params["key"]
            if page is form and tickets.accepts(key):
                return visit(request)
            if not (KEY.fullmatch(key) and tickets.is_good(key)):
                return await lost(request)
            return await page(request)

        return checked

    return Router(
        [
            Route(f"/{code}/{{key}}", keyed(arrive), methods=["POST"]),  # the busiest is first
            Route(f"/{code}/{{key}}", keyed(form)),
            Route(f"/{code}", enter),
            Route(f"/{code}/{{key}}/done", keyed(done)),
            Route(f"/{code}/{{key}}/again", keyed(once_more)),
            Route(f"/{code}/{{key}}/data", keyed(notice)),
        ],
        default=request_response(lost),
    )


def _language(request: Request) -> str:
    return page_language(request, _OFFERED)


def _same_language(request: Request, path: str) -> str:
    chosen = request.query_params.get("l", "")
    return f"{path}?l={chosen}" if chosen in PHONE_LANGUAGES else path
