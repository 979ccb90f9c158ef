"""What a phone sees: one name field, one button, "Done. Thank you!". The same for every name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from ..core.errors import Refused, Unstored
from ..core.language import N_, _, speaking
from ..core.text import clean
from ..web.entrance import Offer, language_of
from ..web.forms import sent_fields
from ..web.pages import add_templates, render
from .notice import Facts

Report = Callable[[str, str], Awaitable[None]]
"""Stores an arrival durably: (key, name). Raises Refused with a sentence for the person."""

add_templates("attendance", Path(__file__).parent / "templates")


class Arriving(Offer):
    """ "I am here", at a gathering called `title`.

    `facts` of the house for the privacy notice are asked for each time.
    """

    PATH: ClassVar[str] = ""
    LABEL: ClassVar[str] = N_("I am here.")
    AGAIN: ClassVar[str] = N_("One more person")
    OTHERWISE: ClassVar[str] = N_("Please tell the facilitator your name.")

    def __init__(
        self,
        title: str,
        report: Report,
        facts: Callable[[], Facts],
        is_open: bool,
    ) -> None:
        super().__init__(is_open)
        self._title = title
        self._report = report
        self._facts = facts

    async def form(self, request: Request, status: int = 200, problem: str = "") -> Response:
        """The name."""
        return render(
            "attendance/arrive.html",
            language_of(request),
            status,
            title=self._title,
            name="",
            problem=problem,
            facts=self._facts(),
            notice=self.address(request, "data"),
        )

    async def send(self, request: Request) -> Response:
        """Somebody is here."""
        key = request.path_params["key"]
        name = clean((await sent_fields(request)).get("name", ""))
        with speaking(language_of(request)):
            if not name:
                return await self.form(request, 422, _("Please write your name."))
            if not self.entrance.newcomers.let_in(key):
                return self.entrance.trouble(request, 429, otherwise=self.OTHERWISE)
            try:
                await self._report(key, name)
            except Unstored:  # a disk that is full is nothing a guest can help
                return self.entrance.trouble(request, 409, otherwise=self.OTHERWISE)
            except Refused as refusal:
                return self.entrance.trouble(request, 409, refusal.sentence, self.OTHERWISE)
        return self.thanked(request)

    async def notice(self, request: Request) -> Response:
        """The whole privacy notice."""
        return render(
            "attendance/notice.html",
            language_of(request),
            facts=self._facts(),
            back=self.address(request),
        )
