"""What a phone sees of a vote: the question, the options by letter and wording, one button.

The key of the visit is the key of the form: sent again, a ballot counts once, and is answered as
the first time, after the close, too. Wrong tickets wait for each other, whoever types them; right
ones never do. Nothing of the tally is in any page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from ..attendance import pages as _with_its_templates  # noqa: F401 - ours extend some of them
from ..attendance.notice import Facts
from ..core.database import Database
from ..core.errors import Refused, Unstored
from ..core.journal import Actor
from ..core.language import N_, _, speaking
from ..core.write import Act
from ..voting.ballots import InvalidBallot, Kind
from ..voting.models import MOST_OPTIONS
from ..voting.tickets import digest_of, is_whole
from ..voting.urn import NoSuchTicket, NoVoteLeft, cast, has_voted
from ..web.entrance import Offer, Way, failure, language_of
from ..web.forms import sent_fields
from ..web.limits import WrongGuesses
from ..web.pages import add_templates, render
from .phone_votes import Ballot, ballot_at, phones_vote
from .places import place_of

MOST_FIELDS = MOST_OPTIONS + 4
"""A mark for each option; the poll, the ticket, and some room."""

_ZERO_SAYS_SOMETHING = (Kind.SCORE, Kind.CONSENSING)
"""Elsewhere a ballot with zeros only is one on which nothing was chosen."""

_HASHING = ThreadPoolExecutor(1, "biq-tickets")
"""One thread at a time looks at tickets: however many are guessed, the screen keeps a processor."""

add_templates("meetings", Path(__file__).parent / "templates")


@dataclass(frozen=True, slots=True)
class Urn:
    """The way of a ballot into the urn."""

    put_in: Callable[[int, Mapping[str, int | None], str, str], Awaitable[None]]
    """(poll, marks, key of the form, ticket as it was typed); Refused with a sentence for her."""
    has: Callable[[int, str], Awaitable[bool]]
    """Whether the form with this key has voted in this poll."""
    full: Callable[[int], None] = lambda _people: None
    """Somebody wanted to vote, and there are as many votes as people already."""


def wrong_tickets() -> WrongGuesses:
    """The budget that all wrong tickets of a house share: a typing error is answered at once."""
    return WrongGuesses(size=20, per_second=0.5)


class Votes(Offer):
    """ "I vote", in the vote that is open at a meeting, and between two of them."""

    PATH: ClassVar[str] = "vote"
    LABEL: ClassVar[str] = N_("I vote.")
    AGAIN: ClassVar[str] = N_("One more vote")
    DONE: ClassVar[str] = N_("Your vote is counted.")
    OTHERWISE: ClassVar[str] = N_("Please tell the person at the laptop.")
    NEXT: ClassVar[str] = N_("To the next vote")

    def __init__(
        self,
        ballot: Ballot | None,
        urn: Urn,
        facts: Callable[[], Facts],
        is_open: bool,
        guesses: WrongGuesses | None = None,
    ) -> None:
        """`ballot`: None while no vote is open; `is_open`: one is, or another one may come."""
        super().__init__(is_open)
        self._ballot = ballot
        self._urn = urn
        self._facts = facts
        self._guesses = guesses or wrong_tickets()

    async def form(self, request: Request) -> Response:
        """The ballot; who has voted with this visit's key is told that it is counted."""
        if self._ballot is not None:
            with suppress(Refused):  # the database does not answer: it says so when she votes
                if await self._urn.has(self._ballot.poll.poll_id, request.path_params["key"]):
                    return self.thanked(request)
        return self._page(request)

    async def send(self, request: Request) -> Response:
        """Somebody votes."""
        sent = await sent_fields(request, MOST_FIELDS)
        with speaking(language_of(request)):
            answer, refusal = await self._voted(request, sent)
        if isinstance(refusal, NoVoteLeft):  # told in the screen's language
            self._urn.full(refusal.people)
        return answer

    async def notice(self, request: Request) -> Response:
        """What is kept of a vote: nothing that leads back to her."""
        back = self.address(request)
        language = language_of(request)
        return render("meetings/vote_notice.html", language, facts=self._facts(), back=back)

    def further(self, request: Request) -> list[Way]:
        """The next vote, and the next ticket: without tickets, one phone is one vote."""
        if not self.is_open:
            return []
        ways = [Way(self.address(request), self.NEXT)]
        if self._ballot is not None and self._ballot.poll.with_tickets:
            ways.insert(0, Way(self.address(request, "again"), self.AGAIN))
        return ways

    async def _voted(
        self, request: Request, sent: Mapping[str, str]
    ) -> tuple[Response, Refused | None]:
        """The answer, and why it was not taken."""
        key = request.path_params["key"]
        if not self.entrance.newcomers.let_in(key):
            return self._page(request, 429, failure(), sent), None
        try:
            await self._urn.put_in(*self._read(sent), key, sent.get("ticket", ""))
        except Unstored as refusal:  # a disk that is full is nothing a guest can help
            return self._page(request, 409, failure(), sent), refusal
        except NoSuchTicket as refusal:
            if not await self._guesses.wait():
                return Response(status_code=429), refusal
            return self._page(request, 422, refusal.sentence, sent, "ticket"), refusal
        except InvalidBallot as refusal:
            at = refusal.option
            wrong = "" if at is None else f"mark-{chr(ord('a') + at)}"
            return self._page(request, 422, refusal.sentence, sent, wrong), refusal
        except Refused as refusal:
            return self._page(request, 409, refusal.sentence, sent), refusal
        return self.thanked(request), None

    def _read(self, sent: Mapping[str, str]) -> tuple[int, dict[str, int | None]]:
        """The poll and the marks of a form. Raises Refused for what can't be a whole ballot."""
        poll_id = _number(sent.get("poll", ""))
        if poll_id is None:
            raise _incomplete()
        marks: dict[str, int | None] = {
            name.removeprefix("mark-"): _number(value)
            for name, value in sorted(sent.items())
            if name.startswith("mark-")
        }
        if chosen := sent.get("choice", ""):  # one of many: a single choice
            marks[chosen] = 1
        now = None if self._ballot is None else self._ballot.poll
        if now is not None and now.poll_id == poll_id:
            zeros = now.kind in _ZERO_SAYS_SOMETHING
            if not any(mark or (zeros and mark == 0) for mark in marks.values()):
                raise Refused(_("Please choose something first."))
            if now.with_tickets and not is_whole(sent.get("ticket", "")):
                raise Refused(_("A ticket has 8 letters. Please look at yours again."))
        return poll_id, marks

    def _page(
        self,
        request: Request,
        status: int = 200,
        problem: str = "",
        sent: Mapping[str, str] | None = None,
        wrong: str = "",
    ) -> Response:
        """The ballot as it was filled in, with the field that is `wrong`; or that none is open."""
        language, sent = language_of(request), sent or {}
        here = self.address(request)
        if self._ballot is None:
            page = "meetings/no_vote.html"
            return render(page, language, status, problem=problem, again=here)
        poll = self._ballot.poll
        is_next = sent.get("poll", f"{poll.poll_id}") != f"{poll.poll_id}"
        if is_next:  # the marks were for another question; the ticket is good for this one, too
            sent = {"ticket": sent.get("ticket", "")}
        return render(
            "meetings/vote.html",
            language,
            status,
            ballot=self._ballot,
            poll=poll,
            sent=sent,
            problem=problem,
            is_next=is_next,
            wrong=wrong,
            notice=self.address(request, "data"),
        )


async def votes_at(
    database: Database,
    station: str,
    meeting_id: int,
    facts: Callable[[], Facts],
    guesses: WrongGuesses | None = None,
    full: Callable[[int], None] = lambda _people: None,
) -> Votes:
    """What phones may do in the votes of a meeting now, at the laptop `station`.

    `guesses`: the budget of wrong tickets; `full` is called in the loop, with the number of people,
    when somebody can't vote because there are as many votes already.
    """
    ballot = await database.reads(ballot_at, meeting_id)
    is_open = await database.reads(phones_vote, meeting_id)
    act = Act(Actor.PHONE, station, place_of(meeting_id))

    async def put_in(poll_id: int, marks: Mapping[str, int | None], key: str, typed: str) -> None:
        hashing = asyncio.get_running_loop().run_in_executor
        digest = await hashing(_HASHING, digest_of, meeting_id, typed) if is_whole(typed) else ""
        await database.writes(act, cast, poll_id, marks, key, digest)

    async def has(poll_id: int, key: str) -> bool:
        return await database.reads(has_voted, poll_id, key)

    return Votes(ballot, Urn(put_in, has, full), facts, is_open, guesses)


def _number(value: str) -> int | None:
    """What a field says; None if it was left empty. Raises Refused for what is no number."""
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise _incomplete()
    return int(value)


def _incomplete() -> Refused:
    return Refused(_("This ballot is not complete. Please scan the code again."))
