"""What a phone sees of a vote: the question, the options by number and wording, one button.

The key of the visit is the key of the form: sent again, a ballot counts once. Wrong tickets wait
for each other, whoever types them; right ones never do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from sqlmodel import Session, col, select
from starlette.requests import Request
from starlette.responses import Response

from ..attendance.notice import Facts
from ..core.database import Database
from ..core.errors import Refused, Unstored
from ..core.journal import Actor
from ..core.language import N_, _, speaking
from ..core.write import Act
from ..voting.ballots import Kind
from ..voting.models import Channel
from ..voting.reading import PollRow, open_poll_at, poll_row
from ..voting.tickets import digest_of
from ..voting.urn import NoSuchTicket, cast
from ..web.entrance import Offer, failure, language_of
from ..web.forms import sent_fields
from ..web.limits import WrongGuesses
from ..web.pages import add_templates, render
from .models import Idea
from .places import place_of

Cast = Callable[[int, Mapping[str, int | None], str, str], Awaitable[None]]
"""Puts a ballot into the urn: (poll, marks, key of the form, ticket as it was typed)."""

add_templates("meetings", Path(__file__).parent / "templates")


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote as phones see it."""

    poll: PollRow
    originals: Mapping[int, str] = field(default_factory=dict)
    """By the id of an idea, its own words where the option shows others."""

    def choices(self) -> tuple[int, ...]:
        """The numbers that an option can get, where it gets a number."""
        match self.poll.kind:
            case Kind.DOTS:
                return tuple(range(self.poll.per_option + 1))
            case Kind.RANKING:
                return tuple(range(1, len(self.poll.options) + 1))
            case _:
                return tuple(range(self.poll.most + 1))


class Votes(Offer):
    """ "I vote", in the vote that is open at a meeting."""

    PATH: ClassVar[str] = "vote"
    LABEL: ClassVar[str] = N_("I vote.")
    AGAIN: ClassVar[str] = N_("One more vote")
    DONE: ClassVar[str] = N_("Your vote is counted.")
    OTHERWISE: ClassVar[str] = N_("Please tell the person at the laptop.")

    def __init__(self, ballot: Ballot | None, put_in: Cast, facts: Callable[[], Facts]) -> None:
        """`ballot`: None while no vote is open for phones."""
        super().__init__(ballot is not None)
        self._ballot = ballot
        self._put_in = put_in
        self._facts = facts
        self._guesses = WrongGuesses(size=20, per_second=0.5)

    async def form(
        self,
        request: Request,
        status: int = 200,
        problem: str = "",
        sent: Mapping[str, str] | None = None,
    ) -> Response:
        """The ballot, filled in as it was sent."""
        if self._ballot is None:
            with speaking(language_of(request)):
                over = _("No vote is open at the moment.")
            return self.entrance.trouble(request, 404, over, self.OTHERWISE)
        return render(
            "meetings/vote.html",
            language_of(request),
            status,
            ballot=self._ballot,
            poll=self._ballot.poll,
            sent=sent or {},
            wrong=status == 422,
            problem=problem,
            notice=self.address(request, "data"),
        )

    async def send(self, request: Request) -> Response:
        """Somebody votes."""
        sent = await sent_fields(request)
        key, language = request.path_params["key"], language_of(request)
        with speaking(language):
            if not self.entrance.newcomers.let_in(key):
                return await self.form(request, 429, failure(), sent)
            try:
                poll_id, marks = _read(sent)
                await self._put_in(poll_id, marks, key, sent.get("ticket", ""))
            except Unstored:  # a disk that is full is nothing a guest can help
                return await self.form(request, 409, failure(), sent)
            except NoSuchTicket as refusal:
                if not await self._guesses.wait():
                    return Response(status_code=429)
                return await self.form(request, 422, refusal.sentence, sent)
            except Refused as refusal:
                return await self.form(request, 422, refusal.sentence, sent)
        return self.thanked(request)

    async def notice(self, request: Request) -> Response:
        """What is kept of a vote: nothing that leads back to her."""
        back = self.address(request)
        language = language_of(request)
        return render("meetings/vote_notice.html", language, facts=self._facts(), back=back)


async def votes_at(
    database: Database, station: str, meeting_id: int, facts: Callable[[], Facts]
) -> Votes:
    """The vote of a meeting that is open for phones now, at the laptop `station`."""
    ballot = await database.reads(ballot_at, meeting_id)
    act = Act(Actor.PHONE, station, place_of(meeting_id))

    async def put_in(poll_id: int, marks: Mapping[str, int | None], key: str, typed: str) -> None:
        digest = await asyncio.to_thread(digest_of, meeting_id, typed) if typed else ""
        await database.writes(act, cast, poll_id, marks, key, digest)

    return Votes(ballot, put_in, facts)


def ballot_at(session: Session, meeting_id: int) -> Ballot | None:
    """The open vote of a meeting, if phones take part in it."""
    poll_id = open_poll_at(session, meeting_id)
    if poll_id is None:
        return None
    poll = poll_row(session, poll_id)
    if poll.channel not in (Channel.PHONES, Channel.MIXED):
        return None
    ideas = {option.idea_id: option.wording for option in poll.options if option.idea_id}
    texts = session.exec(
        select(Idea.id, Idea.text).where(col(Idea.id).in_(sorted(ideas))).order_by(col(Idea.id))
    ).all()
    originals = {idea_id: text for idea_id, text in texts if idea_id and text != ideas[idea_id]}
    return Ballot(poll, originals)


def _read(sent: Mapping[str, str]) -> tuple[int, dict[str, int | None]]:
    """The poll and the marks of a form. Raises Refused for what no form of ours sends."""
    marks: dict[str, int | None] = {}
    if chosen := sent.get("choice", ""):  # one of many: a single choice
        marks[chosen] = 1
    for name, value in sorted(sent.items()):
        if name.startswith("mark-"):
            marks[name.removeprefix("mark-")] = _number(value)
    poll = sent.get("poll", "")
    if not (poll.isascii() and poll.isdecimal() and len(poll) < 10):
        raise Refused(_("This ballot is not complete. Please scan the code again."))
    if not any(value is not None for value in marks.values()):
        raise Refused(_("Please choose something first."))
    return int(poll), marks


def _number(value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) < 5):
        raise Refused(_("This ballot is not complete. Please scan the code again."))
    return int(value)
