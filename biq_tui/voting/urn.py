"""The urn: who has voted, and what was voted, kept apart and never in the journal.

Both are stored in one commit, so that nobody is on the roll without a ballot or the other way
round. At the close all ballots get new random keys, in random order, and the roll is written
anew. `cast` refuses before it stores anything: what it stores is not known to the journal.
"""

from __future__ import annotations

import hashlib
import random
import secrets
from collections.abc import Mapping, Sequence
from enum import Enum, auto

from sqlalchemy import delete, func, insert, select
from sqlmodel import Session, col

from ..core.errors import Refused
from ..core.language import _
from ..core.rows import table_of
from ..core.write import Write
from .ballots import Kind, check
from .models import Ballot, Channel, HandCount, Poll, PollOption, PollState, Rolled, Ticket
from .poll_rules import options_of, rules_of


class NoSuchTicket(Refused):
    """Letters that are on no ticket of this room: who guesses is slowed down."""


class NoVoteLeft(Refused):
    """There are as many votes as `people` in the room: perhaps there are more people by now."""

    def __init__(self, sentence: str, people: int) -> None:
        super().__init__(sentence)
        self.people = people


class Cast(Enum):
    """What became of a ballot."""

    COUNTED = auto()
    COUNTED_BEFORE = auto()
    """The same form was sent again: it is counted once."""


def cast(
    write: Write,
    poll_id: int,
    marks: Mapping[str, int | None],
    form: str,
    digest: str = "",
) -> Cast:
    """Put a ballot into the urn.

    `marks`: by the options' letters; `form`: the key of the form, so that it counts once;
    `digest`: of the ticket, where one is needed. Raises InvalidBallot with what is wrong on it,
    and Refused with a sentence: not open, unknown or used ticket, more votes than people.
    """
    session = write.session
    poll = session.get(Poll, poll_id)
    if poll is None or poll.channel not in (Channel.PHONES, Channel.MIXED):
        raise Refused(_("This vote is not open."))
    sent = _hash(f"{poll_id} {form}")
    mark = _hash(f"{poll_id} {digest}") if poll.with_tickets else sent
    known = session.connection().execute(
        select(col(Rolled.form)).where(col(Rolled.poll_id) == poll_id, col(Rolled.mark) == mark)
    ).scalar()  # fmt: skip
    if known == sent:
        return Cast.COUNTED_BEFORE
    if poll.state != PollState.OPEN:
        raise Refused(_("The vote is over. This was not counted."))
    if poll.with_tickets and not _is_good(session, poll.meeting_id, digest):
        raise NoSuchTicket(_("There is no such ticket. Please look at the letters again."))
    if known is not None:
        raise Refused(_("Somebody has voted with this ticket already."))
    options = options_of(session, poll_id)
    if unknown := sorted(set(marks) - {option.letter for option in options}):
        raise Refused(_("There is no option {letter}.").format(letter=unknown[0].upper()))
    check([marks.get(option.letter) for option in options], rules_of(poll, options))
    free = poll.electorate - poll.abstained - cast_in(session, poll_id) - by_hands(session, poll)
    if free < 1:
        full = _("There are as many votes as people. Please tell the person at the laptop.")
        raise NoVoteLeft(full, poll.electorate)
    kept = {letter: value for letter, value in sorted(marks.items()) if value is not None}
    execute = session.connection().execute
    execute(insert(table_of(Rolled)), {"poll_id": poll_id, "mark": mark, "form": sent})
    execute(
        insert(table_of(Ballot)),
        {"poll_id": poll_id, "key": secrets.token_hex(16), "marks": kept},
    )
    return Cast.COUNTED


def shuffle(session: Session, poll_id: int) -> None:
    """Write the urn and the roll anew, each in a random order and the ballots under new keys."""
    execute = session.connection().execute
    chance = random.SystemRandom()
    for model in (Ballot, Rolled):
        table = table_of(model)
        rows = [dict(row) for row in execute(
            select(table).where(table.c.poll_id == poll_id)
        ).mappings()]  # fmt: skip
        chance.shuffle(rows)
        execute(delete(table).where(table.c.poll_id == poll_id))
        if model is Ballot:
            for row in rows:
                row["key"] = secrets.token_hex(16)
        if rows:
            execute(insert(table), rows)


def has_voted(session: Session, poll_id: int, form: str) -> bool:
    """Whether a ballot of the form with this key is in the urn."""
    its = (col(Rolled.poll_id) == poll_id, col(Rolled.form) == _hash(f"{poll_id} {form}"))
    return session.connection().execute(select(col(Rolled.form)).where(*its)).first() is not None


def check_ticket(session: Session, poll_id: int, digest: str) -> None:
    """Say before a ballot is filled in what `cast` would say of its ticket.

    Raises NoSuchTicket, or Refused if somebody has voted with it.
    """
    poll = session.get(Poll, poll_id)
    if poll is None or not _is_good(session, poll.meeting_id, digest):
        raise NoSuchTicket(_("There is no such ticket. Please look at the letters again."))
    its = (col(Rolled.poll_id) == poll_id, col(Rolled.mark) == _hash(f"{poll_id} {digest}"))
    if session.connection().execute(select(col(Rolled.mark)).where(*its)).first() is not None:
        raise Refused(_("Somebody has voted with this ticket already."))


def has_voted_now(session: Session, meeting_id: int, digest: str) -> bool:
    """Whether somebody has voted with the ticket of this digest in the vote that is open."""
    open_ = session.connection().execute(
        select(col(Poll.id)).where(
            col(Poll.meeting_id) == meeting_id, col(Poll.state) == PollState.OPEN
        )
    ).scalar()  # fmt: skip
    its = (col(Rolled.poll_id) == open_, col(Rolled.mark) == _hash(f"{open_} {digest}"))
    return session.connection().execute(select(col(Rolled.mark)).where(*its)).first() is not None


# What may be known while it is open -------------------------------------------------------------


def cast_in(session: Session, poll_id: int) -> int:
    """How many ballots are in the urn."""
    query = select(func.count()).select_from(Rolled).where(col(Rolled.poll_id) == poll_id)
    return session.connection().execute(query).scalar() or 0


def cast_by_poll(session: Session, poll_ids: Sequence[int]) -> dict[int, int]:
    """By vote, how many ballots are in its urn; votes without any are left out."""
    query = (
        select(col(Rolled.poll_id), func.count())
        .where(col(Rolled.poll_id).in_(poll_ids))
        .group_by(col(Rolled.poll_id))
    )
    return {row[0]: row[1] for row in session.connection().execute(query)}


def by_hands(session: Session, poll: Poll) -> int:
    """How many people have shown hands, at least: one who may raise hers often counts once."""
    if poll.channel not in (Channel.HANDS, Channel.MIXED):
        return 0
    return people_of(poll.kind, _counted(session, poll.id or 0))


def people_of(kind: str, hands: Sequence[int]) -> int:
    """How many people these hands are, at least; `hands`: of each option that was counted."""
    return sum(hands) if kind == Kind.SINGLE else max(hands, default=0)


def dots_by_option(session: Session, poll_id: int) -> list[int]:
    """Paper dots counted so far, for each option that was counted."""
    return _counted(session, poll_id)


def _counted(session: Session, poll_id: int) -> list[int]:
    """Hands (of all grades) or dots, for each option that was counted."""
    query = (
        select(func.sum(col(HandCount.hands)))
        .join(PollOption, col(PollOption.id) == col(HandCount.option_id))
        .where(col(PollOption.poll_id) == poll_id)
        .group_by(col(PollOption.id))
        .order_by(col(PollOption.id))
    )
    return [int(hands) for hands in session.connection().execute(query).scalars()]


def _is_good(session: Session, meeting_id: int, digest: str) -> bool:
    its = (
        col(Ticket.meeting_id) == meeting_id,
        col(Ticket.digest) == digest,
        col(Ticket.is_void).is_(False),
    )
    return session.connection().execute(select(col(Ticket.number)).where(*its)).first() is not None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
