"""The audience view: a page for the projector's browser on this laptop, never with a name.

It lives on loopback under a path nobody can guess, as long as the program runs, and shows only
what it is given as `Shown`. It asks once a second, so the view knows whether anybody looks.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..core import clock
from ..core.language import spoken
from ..ui.qr import svg
from ..web.guard import Guard, content_policy
from ..web.pages import add_templates, render
from ..web.server import RoomServer, bind
from ..web.wifi import Wifi

LOOPBACK = "127.0.0.1"

Page = Callable[[Request], Awaitable[Response]]

_TEMPLATES = Path(__file__).parent / "templates"
_CSS = (_TEMPLATES / "audience.css").read_text(encoding="utf-8")

WALL_POLICY = content_policy(_CSS, from_here=("script-src", "connect-src"))

add_templates("attendance", _TEMPLATES)


OPENS_SECONDS = 30.0
"""So long a browser may take until it asks for the page for the first time."""

SILENT_SECONDS = 10.0
"""A page that has not asked for so long is closed; it asks once a second."""


class Shown(Protocol):
    """What is to be seen on the wall at one moment. It holds no name of a person."""

    @property
    def template(self) -> str:
        """Which template of which room draws it."""

    def values(self) -> Mapping[str, Any]:
        """What the template names; asked for anew each time somebody looks."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing is to be seen."""

    template: ClassVar[str] = "attendance/audience_blank.html"

    def values(self) -> Mapping[str, Any]:
        """Nothing."""
        return {}


@dataclass(frozen=True, slots=True)
class Audience:
    """A way in for phones, and how many people have come in."""

    template: ClassVar[str] = "attendance/audience_now.html"

    title: str = ""
    url: str = ""
    here: int | None = None
    """How many people are here; None: nobody is counted."""
    wifi: Wifi | None = None
    """The Wi-Fi to join first, if the house has set one."""
    for_ideas: bool = False
    """Phones are to write an idea, not a name."""

    def values(self) -> Mapping[str, Any]:
        """The codes drawn, and the time."""
        wifi = self.wifi if self.url else None
        return {
            "title": self.title,
            "url": self.url,
            "short": self.url.removeprefix("http://"),
            "qr": Markup(svg(self.url) if self.url else ""),
            "wifi": wifi,
            "wifi_qr": Markup(svg(wifi.text) if wifi else ""),
            "here": self.here,
            "for_ideas": self.for_ideas,
            "clock": clock.clock_time(clock.now()),
        }


class AudienceView:
    """Serves the audience page. `now` says what is to be seen at this moment."""

    def __init__(self, now: Callable[[], Awaitable[Shown]]) -> None:
        self._now = now
        self._token = secrets.token_urlsafe(16)
        self._server = RoomServer()
        self._seen_until = 0.0

    @property
    def url(self) -> str:
        """The page's address; empty while it is not served."""
        if not self._server.running:
            return ""
        return f"http://{LOOPBACK}:{self._server.port}/{self._token}/"

    @property
    def is_seen(self) -> bool:
        """Whether a browser shows the page, or has just been told to."""
        return asyncio.get_running_loop().time() < self._seen_until

    def opened(self) -> None:
        """A browser has been told to show the page."""
        self._seen(OPENS_SECONDS)

    def _seen(self, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        self._seen_until = max(self._seen_until, until)

    async def start(self, port: int) -> None:
        """Serve the page on loopback, on `port` or a free one near it. Raises NoPort."""
        if self._server.running:
            return
        socket = bind(LOOPBACK, port)
        hosts = {f"{LOOPBACK}:{socket.getsockname()[1]}"}
        await self._server.start(Guard(self._pages(), hosts, policy=WALL_POLICY), socket)

    async def stop(self) -> None:
        """The program ends."""
        await self._server.stop()

    def _pages(self) -> Starlette:
        async def page(_request: Request) -> Response:
            shown = await self._now()
            css = Markup(_CSS)
            return _rendered("attendance/audience.html", shown, inner=shown.template, css=css)

        async def now(_request: Request) -> Response:
            self._seen(SILENT_SECONDS)
            shown = await self._now()
            return _rendered(shown.template, shown)

        async def script(_request: Request) -> Response:
            source = (_TEMPLATES / "live.js").read_text(encoding="utf-8")
            return Response(source, media_type="text/javascript")

        pages = Starlette(
            routes=[
                Route("/{token}/", self._for_its_token(page)),
                Route("/{token}/now", self._for_its_token(now)),
                Route("/{token}/live.js", self._for_its_token(script)),
            ]
        )
        pages.router.redirect_slashes = False  # what is no address is answered all alike
        return pages

    def _for_its_token(self, page: Page) -> Page:
        async def checked(request: Request) -> Response:
            given = request.path_params["token"].encode("utf-8", "replace")
            if not hmac.compare_digest(given, self._token.encode()):
                raise HTTPException(404)
            return await page(request)

        return checked


def _rendered(template: str, shown: Shown, **values: Any) -> Response:
    return render(template, spoken(), **shown.values(), **values)
