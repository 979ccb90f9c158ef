"""What a stored vote is held by: its options, its rules, and what is said where they end."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from ..core.errors import Refused
from ..core.language import _, ngettext
from .ballots import Kind, Rules, rules
from .models import Poll, PollOption

if TYPE_CHECKING:
    from .reading import OptionRow, PollRow


UNSAID_COST = 1
"""Stands for a cost that nobody has said yet. No vote is opened with it."""


def rules_of(poll: Poll | PollRow, options: Sequence[PollOption | OptionRow]) -> Rules:
    """The rules by which its ballots are checked and counted."""
    quo = next((at for at, option in enumerate(options) if option.is_status_quo), None)
    return rules(
        Kind(poll.kind),
        [option.wording for option in options],
        most=poll.most,
        per_option=poll.per_option if poll.kind == Kind.DOTS else None,
        status_quo=quo,
        costs=[Fraction(option.cost or UNSAID_COST) for option in options] if poll.budget else (),
        budget=Fraction(poll.budget or 0),
    )


def poll_of(session: Session, poll_id: int) -> Poll:
    """The vote. Raises Refused if there is none any more."""
    poll = session.get(Poll, poll_id)
    if poll is None:
        raise gone()
    return poll


def options_of(session: Session, poll_id: int) -> Sequence[PollOption]:
    """Its options, by their letters."""
    query = select(PollOption).where(PollOption.poll_id == poll_id).order_by(col(PollOption.letter))
    return session.exec(query).all()


def gone() -> Refused:
    """What is said of a vote that somebody else has just dropped or closed."""
    return Refused(_("This vote is not there any more."))


def too_many(free: int) -> Refused:
    """What is said of more votes than there are people left."""
    return Refused(
        ngettext(
            "Only {n} vote is still open. Are more people in the room?",
            "Only {n} votes are still open. Are more people in the room?",
            max(free, 0),
        )
    )
