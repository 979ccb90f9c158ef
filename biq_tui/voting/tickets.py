"""Tickets of the room: eight letters on a slip of paper, and whoever holds it may vote.

Nobody notes who holds which. The letters are kept as a slow hash only: a copy of the disk does not
give them back, and tells at most which numbers have voted, never what.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from ..core.errors import Refused
from ..core.language import _
from ..core.rows import table_of
from ..core.write import Write
from ..people.codes import ALPHABET, is_offensive
from .models import Ticket
from .urn import has_voted_now

LETTERS = 8
MOST_TICKETS = 300
"""As many at most are made for one meeting."""

_SCRYPT = {"n": 2**12, "r": 8, "p": 1}
"""About 10 ms: 19^8 tries take some thousand years of one processor."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The letters of a ticket that is not given out yet, and what is kept of them."""

    letters: str
    digest: str


def draw(meeting_id: int, count: int) -> tuple[Drawn, ...]:
    """Letters for so many new tickets. Takes about 10 ms each: use a thread.

    Raises Refused for more than a meeting needs.
    """
    if not 1 <= count <= MOST_TICKETS:
        raise Refused(_("A number of tickets from 1 to {most}, please.").format(most=MOST_TICKETS))
    fresh = [_letters() for _ticket in range(count)]
    return tuple(Drawn(letters, digest_of(meeting_id, letters)) for letters in fresh)


def give_out(write: Write, meeting_id: int, drawn: Sequence[Drawn]) -> tuple[int, ...]:
    """Make these tickets good; their numbers, as they are printed on them.

    The letters are told by `draw` and never again. Raises Refused if there would be too many.
    """
    first = next_number(write.session, meeting_id)
    if first + len(drawn) - 1 > MOST_TICKETS:
        raise Refused(_("There can be {most} tickets at most.").format(most=MOST_TICKETS))
    numbers = tuple(range(first, first + len(drawn)))
    write.session.connection().execute(
        insert(table_of(Ticket)),
        [
            {"meeting_id": meeting_id, "number": number, "digest": each.digest, "is_void": False}
            for number, each in zip(numbers, drawn, strict=True)
        ],
    )
    return numbers


def replace_ticket(write: Write, meeting_id: int, number: int, drawn: Drawn) -> int:
    """Ticket `number` was lost: it is void, and `drawn` is given out for it. The new number.

    While a vote is open in which somebody has voted with the lost one, there is none for it: that
    would be two votes. Raises Refused then, and if there is no such ticket.
    """
    table = table_of(Ticket)
    its = (table.c.meeting_id == meeting_id, table.c.number == number, table.c.is_void.is_(False))
    digest = write.session.connection().execute(select(table.c.digest).where(*its)).scalar()
    if digest and has_voted_now(write.session, meeting_id, digest):
        said = _("Somebody has voted with ticket {number}. After this vote there is a new one.")
        raise Refused(said.format(number=number))
    done = write.session.connection().execute(update(table).where(*its).values(is_void=True))
    if not done.rowcount:
        raise Refused(_("There is no ticket {number}.").format(number=number))
    (new,) = give_out(write, meeting_id, (drawn,))
    return new


def is_whole(letters: str) -> bool:
    """Whether this has as many letters as a ticket: if not, nobody needs to look for it."""
    return len(_typed(letters)) == LETTERS


def digest_of(meeting_id: int, letters: str) -> str:
    """The hash of a ticket as somebody has typed it; takes some milliseconds, so use a thread."""
    typed = _typed(letters)
    salt = f"biq ticket {meeting_id}".encode()
    return hashlib.scrypt(typed.encode(), salt=salt, dklen=32, **_SCRYPT).hex()


def grouped(letters: str) -> str:
    """As people read them out: BCDF GHJK."""
    return f"{letters[: LETTERS // 2]} {letters[LETTERS // 2 :]}"


def tickets_of(session: Session, meeting_id: int) -> int:
    """How many tickets are good."""
    query = (
        select(func.count())
        .select_from(Ticket)
        .where(col(Ticket.meeting_id) == meeting_id, col(Ticket.is_void).is_(False))
    )
    return session.connection().execute(query).scalar() or 0


def _typed(letters: str) -> str:
    return "".join(letter for letter in letters.upper() if letter in ALPHABET)


def next_number(session: Session, meeting_id: int) -> int:
    """The number of the next ticket that is given out."""
    query = select(func.max(col(Ticket.number))).where(col(Ticket.meeting_id) == meeting_id)
    return (session.connection().execute(query).scalar() or 0) + 1


def _letters() -> str:
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS))
        if not is_offensive(letters):
            return letters
