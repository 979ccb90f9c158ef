"""Whatever opens something: how long somebody would have to guess, and that looking tells nothing.

The arithmetic is that of the README's threat model; a shorter secret fails here.
"""

from __future__ import annotations

import hmac
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlmodel import select

from biq_tui.attendance.audience import AudienceView, Blank, Shown
from biq_tui.core import pin
from biq_tui.core.database import Database
from biq_tui.core.station import StationFile
from biq_tui.people.codes import ALPHABET
from biq_tui.voting import tickets as vote_tickets
from biq_tui.voting.ballots import Kind
from biq_tui.voting.models import Channel, Rolled, Ticket
from biq_tui.web.tickets import STEP_SECONDS, Tickets
from tests.voting.votes import Votes

from .house import Line

THREE_HOURS = 3 * 3600
ANSWERS_PER_SECOND = 4000
"""So many guesses a laptop answers at most; measured with pipelined requests."""

HASHES_PER_SECOND = 100
"""So many tickets of votes one thread looks at."""


def bits(drawn: Sequence[str]) -> float:
    """What a guesser does not know: of each place, how many letters were seen there."""
    assert len(set(map(len, drawn))) == 1, "all of one length"
    assert len(set(drawn)) == len(drawn), "none twice"
    return sum(math.log2(len(set(letters))) for letters in zip(*drawn, strict=True))


async def nothing() -> Shown:
    return Blank()


def test_nobody_guesses_the_address_of_the_projectors_page_or_what_this_laptop_signs_with(
    tmp_path: Path,
) -> None:
    assert bits([AudienceView(nothing)._token for _ in range(2000)]) >= 128
    made = [StationFile(tmp_path / f"{number}.json").secret() for number in range(200)]
    assert bits(made) >= 128


def test_nobody_guesses_a_visit_or_makes_one() -> None:
    assert bits([Tickets().new_key() for _ in range(2000)]) >= 96
    signed = [Tickets("a secret").new_key() for _ in range(2000)]
    assert bits([key[:16] for key in signed]) >= 96
    assert bits([key[16:] for key in signed]) >= 64


def test_nobody_guesses_a_code_of_the_minute_in_an_evening_of_trying() -> None:
    minutes = iter(range(0, 120_000, STEP_SECONDS))
    tickets = Tickets("a secret", lambda: next(minutes))
    codes = [tickets.code for _ in range(2000)]
    known = bits(codes)
    assert known > 35
    assert set("".join(codes)).isdisjoint("aeiouhksnlq0123456789"), "no word, no look-alike"
    assert 3 * ANSWERS_PER_SECOND * THREE_HOURS / 2**known < 1 / 290


def test_nobody_guesses_a_ticket_while_a_vote_is_open() -> None:
    drawn = [vote_tickets._letters() for _ in range(2000)]
    known = vote_tickets.LETTERS * math.log2(len(ALPHABET))
    assert bits(drawn) == pytest.approx(known)
    assert 25 * HASHES_PER_SECOND * 600 / 2**known < 1 / 10_000, "25 tickets, ten minutes"
    most = vote_tickets.MOST_TICKETS
    assert most * HASHES_PER_SECOND * THREE_HOURS / 2**known < 1 / 50, "all there can be, all night"


# What a wrong one tells ---------------------------------------------------------------------------


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, bytes]]:
    """All that was compared in constant time."""
    pairs: list[tuple[bytes, bytes]] = []
    compare: Callable[[bytes, bytes], bool] = hmac.compare_digest

    def listening(one: bytes, other: bytes) -> bool:
        pairs.append((one, other))
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", listening)
    return pairs


def test_codes_and_keys_are_compared_in_constant_time(compared: list[tuple[bytes, bytes]]) -> None:
    tickets = Tickets("a secret", lambda: 0.0)
    for given in ("b" * 9, tickets.code.swapcase(), "ü", ""):
        compared.clear()
        accepted = tickets.accepts(given)
        assert accepted is (given.lower() == tickets.code)
        assert accepted or len(compared) == 3
    key = tickets.new_key()
    for given in (key, key[:-1] + "x", "k" * 32, key[:16], "ü"):
        compared.clear()
        assert tickets.is_good(given) is (given == key)
        assert len(compared) == 1


async def test_the_projectors_token_is_compared_in_constant_time(
    compared: list[tuple[bytes, bytes]],
) -> None:
    view = AudienceView(nothing)
    await view.start(0)
    line = Line("127.0.0.1", view._server.port)
    token = view._token
    for given in (token, token[:-1] + "_", "x", "%C3%BC", token.swapcase()):
        compared.clear()
        heard = await line.ask("GET", f"/{given}/now")
        assert heard.status == (200 if given == token else 404)
        assert compared
        assert compared[-1][1] == token.encode()
    line.close()
    await view.stop()


def test_the_pin_is_compared_in_constant_time(compared: list[tuple[bytes, bytes]]) -> None:
    kept = pin.sealed("4711")
    assert "4711" not in kept
    assert [pin.opens(given, kept) for given in ("4711", "4712")] == [True, False]
    assert [len(one) for pair in compared for one in pair] == [32] * 4


def test_tickets_and_keys_of_votes_are_found_by_their_hash_only(nothing_yet: Database) -> None:
    """A lookup tells, by its time, something of a hash at most; and a hash opens nothing."""
    votes = Votes(nothing_yet)
    meeting_id = votes.meeting.meeting_id
    (drawn,) = vote_tickets.draw(meeting_id, 1)
    votes.do(vote_tickets.give_out, meeting_id, [drawn])
    votes.open(5, Kind.SINGLE, Channel.PHONES, with_tickets=True)
    votes.cast({"a": 1}, "form-key-of-24-letters-xx", drawn.digest)
    with nothing_yet.reading() as session:
        (ticket,) = session.exec(select(Ticket)).all()
        (rolled,) = session.exec(select(Rolled)).all()
    assert ticket.digest == vote_tickets.digest_of(meeting_id, drawn.letters)
    kept = f"{ticket!r} {rolled!r}"
    for secret in (drawn.letters, "form-key-of-24-letters-xx"):
        assert secret not in kept
