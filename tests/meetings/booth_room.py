"""A laptop that is a voting booth, in the middle of a meeting."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from sqlmodel import select

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.meetings.booth import BoothScreen
from biq_tui.meetings.phone_votes import open_vote
from biq_tui.meetings.places import place_of
from biq_tui.meetings.screens import VOTE
from biq_tui.ui.locked import LockedScreen
from biq_tui.voting import polls, tickets
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Ballot, Channel
from biq_tui.voting.polls import Option, Plan
from biq_tui.voting.tickets import Drawn, digest_of
from tests.room import SMALL, Room

from .handed_room import evening
from .test_meeting_screen import at_meeting

PIN = "4711"
TICKET, OTHER, WRONG = "BCDF GHJK", "LMNP QRST", "VWXV WXVW"
"""With a blank, as people read them; without it the test would type as fast as a scanner."""

WISHES = ("Bank am See", "Straßenfest", "Spielplatz", "Café im Park")
NOT_THEIRS = (
    "Ayşe", "Plakat", "Begrüßung", "Ablauf", "Sammeln", "Protokoll", "Heute", "Kurs",
    "Hochbeete", "Geheim", "Im Raum", "Handys", "offen", "Ergebnis",
)  # fmt: skip
"""Names, other tabs, how many have voted: nobody in the booth may read any of it."""

ACT = Act(Actor.FACILITATOR, "other", place_of(1))


@cache
def voting(
    kind: Kind = Kind.SINGLE,
    with_tickets: bool = False,
    people: int = 9,
    by: Channel = Channel.PHONES,
) -> Callable[[Database], None]:
    """A meeting whose vote is open."""

    def fill(database: Database) -> None:
        evening(database)
        cost = 100 if kind is Kind.BUDGET else None
        options = [Option(words, cost=cost) for words in WISHES]
        if kind is Kind.CONSENSING:
            options.append(Option("Alles bleibt, wie es ist", is_status_quo=True))
        plan = Plan(kind, by, with_tickets=with_tickets, budget=300 if cost else None)
        poll = database.write(ACT, polls.prepare, 1, "Womit fangen wir an?", options, plan).result()
        drawn = [Drawn(letters, digest_of(1, letters)) for letters in (TICKET, OTHER)]
        if with_tickets:
            database.write(ACT, tickets.give_out, 1, drawn).result()
        database.write(ACT, open_vote, poll, people).result()

    return fill


@asynccontextmanager
async def in_booth(
    tmp_path: Path, fill: Callable[[Database], None], size: tuple[int, int] = SMALL
) -> AsyncIterator[Room]:
    """The booth is open, and nobody is in it."""
    async with at_meeting(tmp_path, size, VOTE, fill) as room:
        await room.sees("Womit fangen wir an?")
        await room.enter("kabine")
        await room.enter(PIN)
        await room.enter(PIN)
        await room.until(lambda: isinstance(room.app.screen, BoothScreen))
        await room.settle()
        yield room


def is_blank(room: Room) -> None:
    """Nobody could tell that somebody was here."""
    assert isinstance(room.app.screen, BoothScreen), room.text
    assert "Enter: Ich möchte abstimmen." in room.text, room.text
    assert (room.line, room.event, room.state) == ("", "", "")
    assert not [words for words in WISHES if words in room.text], room.text
    stays(room)


def stays(room: Room) -> None:
    """Whoever votes is on a locked screen, and reads nothing that is not theirs."""
    assert room.app.is_running
    assert isinstance(room.app.screen, LockedScreen), room.text
    assert not [words for words in NOT_THEIRS if words in room.text], room.text


def urn(room: Room) -> list[dict[str, int]]:
    """What is in it, which only a test may look at."""
    with room.app.database.reading() as session:
        return sorted(
            (ballot.marks for ballot in session.exec(select(Ballot)).all()),
            key=lambda marks: sorted(marks.items()),
        )
