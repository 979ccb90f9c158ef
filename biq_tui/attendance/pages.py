"""What a phone sees: one name field, one button, "Done. Thank you!". The same for every name.

The key in the address makes an arrival happen once: reload, Back, a lost answer and a double tap
keep it, "One more person" makes a new one. A GET never writes.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router, request_response
from starlette.types import ASGIApp

from ..core.errors import Refused
from ..core.language import LANGUAGES, _, speaking
from ..core.text import clean
from ..web.forms import sent_fields
from ..web.pages import add_templates, page_language, render

KEY = re.compile(r"[A-Za-z0-9_-]{16,40}")
"""What a key of ours can look like. It is only ever compared, so a made-up one does no harm."""

Report = Callable[[str, str], Awaitable[None]]
"""Stores an arrival durably: (key, name). Raises Refused with a sentence for the person."""

_OFFERED = tuple(LANGUAGES)

add_templates("attendance", Path(__file__).parent / "templates")


def phone_pages(code: str, title: str, report: Report) -> ASGIApp:
    """The pages of one open gathering: /CODE, and under it one address for each arrival."""

    async def enter(request: Request) -> Response:
        return RedirectResponse(
            _same_language(request, f"/{code}/{secrets.token_urlsafe(12)}"), 303
        )

    async def form(request: Request) -> Response:
        return render(
            "attendance/arrive.html", _language(request), title=title, name="", problem=""
        )

    async def arrive(request: Request) -> Response:
        language = _language(request)
        key = request.path_params["key"]
        name = clean((await sent_fields(request)).get("name", ""))
        if not name:
            with speaking(language):
                problem = _("Please write your name.")
            return render(
                "attendance/arrive.html", language, 422, title=title, name="", problem=problem
            )
        try:
            with speaking(language):
                await report(key, name)
        except Refused as refusal:
            return render("attendance/trouble.html", language, 409, problem=refusal.sentence)
        return RedirectResponse(_same_language(request, f"/{code}/{key}/done"), 303)

    async def done(request: Request) -> Response:
        again = _same_language(request, f"/{code}")
        return render("attendance/thanks.html", _language(request), again=again)

    async def lost(request: Request) -> Response:
        language = _language(request)
        with speaking(language):
            problem = _("This address is old or not complete. Please scan the code again.")
        return render("attendance/trouble.html", language, 404, problem=problem)

    def keyed(
        page: Callable[[Request], Awaitable[Response]],
    ) -> Callable[[Request], Awaitable[Response]]:
        async def checked(request: Request) -> Response:
            if not KEY.fullmatch(request.path_params["key"]):
                return await lost(request)
            return await page(request)

        return checked

    return Router(
        [
            Route(f"/{code}/{{key}}", keyed(arrive), methods=["POST"]),  # the busiest is first
            Route(f"/{code}/{{key}}", keyed(form)),
            Route(f"/{code}", enter),
            Route(f"/{code}/{{key}}/done", keyed(done)),
        ],
        default=request_response(lost),
    )


def _language(request: Request) -> str:
    return page_language(request, _OFFERED)


def _same_language(request: Request, path: str) -> str:
    chosen = request.query_params.get("l", "")
    return f"{path}?l={chosen}" if chosen in LANGUAGES else path
