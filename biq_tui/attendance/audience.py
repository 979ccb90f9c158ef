"""The audience view: a page for the projector's browser on this laptop, never with a name.

It lives on loopback under a path nobody can guess, as long as the program runs, and shows only
what `Audience` holds. Names hidden (Ctrl+B) blanks it.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.applications import Starlette
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

_TEMPLATES = Path(__file__).parent / "templates"
_CSS = (_TEMPLATES / "audience.css").read_text(encoding="utf-8")

add_templates("attendance", _TEMPLATES)


@dataclass(frozen=True, slots=True)
class Audience:
    """All that the projector may ever show."""

    title: str = ""
    url: str = ""
    here: int = 0
    wifi: Wifi | None = None
    """The Wi-Fi to join first, if the house has set one."""
    blank: bool = False
    """Nothing is to be seen: no sitting is open, or names are hidden."""


class AudienceView:
    """Serves the audience page. `now` says what is to be seen at this moment."""

    def __init__(self, now: Callable[[], Awaitable[Audience]]) -> None:
        self._now = now
        self._token = secrets.token_urlsafe(16)
        self._server = RoomServer()

    @property
    def url(self) -> str:
        """The page's address; empty while it is not served."""
        if not self._server.running:
            return ""
        return f"http://{LOOPBACK}:{self._server.port}/{self._token}/"

    async def start(self, port: int) -> None:
        """Serve the page on loopback, on `port` or a free one near it. Raises NoPort."""
        if self._server.running:
            return
        socket = bind(LOOPBACK, port)
        hosts = {f"{LOOPBACK}:{socket.getsockname()[1]}"}
        policy = content_policy(_CSS, from_here=("script-src", "connect-src"))
        await self._server.start(Guard(self._pages(), hosts, policy=policy), socket)

    async def stop(self) -> None:
        """The program ends."""
        await self._server.stop()

    def _pages(self) -> Starlette:
        async def page(_request: Request) -> Response:
            return await self._rendered("attendance/audience.html", audience_css=Markup(_CSS))

        async def now(_request: Request) -> Response:
            return await self._rendered("attendance/audience_now.html")

        async def script(_request: Request) -> Response:
            source = (_TEMPLATES / "live.js").read_text(encoding="utf-8")
            return Response(source, media_type="text/javascript")

        return Starlette(
            routes=[
                Route(f"/{self._token}/", page),
                Route(f"/{self._token}/now", now),
                Route(f"/{self._token}/live.js", script),
            ]
        )

    async def _rendered(self, template: str, **values: Any) -> Response:
        audience = await self._now()
        wifi = audience.wifi if audience.url else None
        return render(
            template,
            spoken(),
            title=audience.title,
            url=audience.url,
            short=audience.url.removeprefix("http://"),
            qr=Markup(svg(audience.url) if audience.url else ""),
            wifi=wifi,
            wifi_qr=Markup(svg(wifi.text) if wifi else ""),
            here=audience.here,
            blank=audience.blank,
            clock=clock.clock_time(clock.now()),
            **values,
        )
