"""Whether anybody gets through: requests of other devices, counted in memory, without addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.types import ASGIApp, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Visits:
    """How many requests came from other devices, the first and the last of them."""

    number: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def another(self, at: datetime) -> Visits:
        """One more, at this moment."""
        return Visits(self.number + 1, self.first or at, at)


class Counted:
    """An ASGI app that tells the path of each request from another device before it is answered.

    `is_own` says whether an address belongs to this laptop: what it asks itself passes neither
    Wi-Fi nor firewall and proves nothing. Put it inside the guard, so only real visitors count.
    """

    def __init__(
        self, app: ASGIApp, is_own: Callable[[str], bool], visited: Callable[[str], None]
    ) -> None:
        self._app = app
        self._is_own = is_own
        self._visited = visited

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        peer = scope.get("client")
        if peer is not None and not self._is_own(peer[0]):
            self._visited(scope["path"])
        await self._app(scope, receive, send)
