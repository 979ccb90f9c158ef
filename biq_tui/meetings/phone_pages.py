"""What a phone sees at a meeting: a field for an idea, one for a name if she wants, one button."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from ..attendance import pages as _with_its_templates  # noqa: F401 - ours extend some of them
from ..attendance.notice import Facts
from ..core.database import Database
from ..core.errors import Refused, Unstored
from ..core.journal import Actor
from ..core.language import N_, speaking
from ..core.write import Act
from ..web.entrance import Offer, failure, language_of
from ..web.forms import sent_fields
from ..web.pages import add_templates, render
from .ideas import worded
from .models import IDEA_LENGTH, PhoneIdeas
from .phone_ideas import hand_in, phones_at
from .places import place_of

HandIn = Callable[[str, str, str, str], Awaitable[None]]
"""Stores an idea durably: (key, text, name, language). Raises Refused with a sentence for her."""

add_templates("meetings", Path(__file__).parent / "templates")


class Ideas(Offer):
    """ "I have an idea", about a `topic`. What she wrote is never lost: it stays in the field.

    `facts` of the house for the privacy notice are asked for each time.
    """

    PATH: ClassVar[str] = "idea"
    LABEL: ClassVar[str] = N_("I have an idea.")
    AGAIN: ClassVar[str] = N_("One more idea")
    OTHERWISE: ClassVar[str] = N_("Please tell your idea to the person at the laptop.")
    BODY_BYTES: ClassVar[int] = 32_768  # 2000 letters of any script, each up to 12 bytes on its way

    def __init__(
        self, topic: str, hand_in: HandIn, facts: Callable[[], Facts], is_open: bool
    ) -> None:
        super().__init__(is_open)
        self._topic = topic
        self._hand_in = hand_in
        self._facts = facts

    async def form(
        self, request: Request, status: int = 200, problem: str = "", idea: str = "", name: str = ""
    ) -> Response:
        """The idea, as it was written."""
        return render(
            "meetings/idea.html",
            language_of(request),
            status,
            topic=self._topic,
            idea=idea,
            name=name,
            wrong=status == 422,
            problem=problem,
            longest=IDEA_LENGTH,
            facts=self._facts(),
            notice=self.address(request, "data"),
        )

    async def send(self, request: Request) -> Response:
        """Somebody has an idea."""
        sent = await sent_fields(request)
        key, idea, name = request.path_params["key"], sent.get("idea", ""), sent.get("name", "")
        language = language_of(request)
        with speaking(language):
            try:
                worded(idea)
            except Refused as refusal:
                return await self.form(request, 422, refusal.sentence, idea, name)
            if not self.entrance.newcomers.let_in(key):
                return await self.form(request, 429, failure(), idea, name)
            try:
                await self._hand_in(key, idea, name, language)
            except Unstored:  # a disk that is full is nothing a guest can help
                return await self.form(request, 409, failure(), idea, name)
            except Refused as refusal:
                return await self.form(request, 409, refusal.sentence, idea, name)
        return self.thanked(request)

    async def notice(self, request: Request) -> Response:
        """The whole privacy notice."""
        back = self.address(request)
        language = language_of(request)
        return render("meetings/idea_notice.html", language, facts=self._facts(), back=back)


async def ideas_at(
    database: Database, station: str, meeting_id: int, facts: Callable[[], Facts]
) -> Ideas:
    """The ideas of a meeting, as phones may send them now to the laptop `station`."""
    topic, phones = await database.reads(phones_at, meeting_id)
    act = Act(Actor.PHONE, station, place_of(meeting_id))

    async def store(key: str, text: str, name: str, language: str) -> None:
        await database.writes(act, hand_in, meeting_id, key, text, name, language)

    return Ideas(topic, store, facts, phones is not PhoneIdeas.OFF)
