"""What is read of a meeting while others type: ideas, and what was typed since. Nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlmodel import Session, col

from ..core import journal
from ..core.errors import Refused
from ..core.journal import Actor, JournalEntry, JournalRow
from ..core.language import _
from ..core.rows import table_of
from ..core.telling import Happened, take_back, told
from ..core.write import Write
from . import sentences
from .board import Board
from .models import Idea, PhoneIdeas
from .places import place_of
from .reading import board

TYPED = frozenset(
    {
        sentences.COLLECTED,
        sentences.COLLECTED_OFTEN,
        sentences.COLLECTED_MANY,
        sentences.SAID_AGAIN,
        sentences.BROUGHT_BACK,
        sentences.REWORDED,
    }
)
"""What can happen on Sammeln; only this is told, and taken back."""


@dataclass(frozen=True)
class Handed:
    """A meeting as those see it who type their ideas."""

    board: Board
    """Its ideas and groups; nobody, no task, and no idea that waits to be let in."""
    own: frozenset[int]
    """Numbers of the ideas that were typed here since."""


def handed(session: Session, meeting_id: int, station: str, since: int) -> Handed:
    """Read one meeting for those who type; `since`: the journal's number when they began.

    Raises Refused if there is no such meeting.
    """
    seen = board(session, meeting_id, station)
    step = _typed_last(session, meeting_id, station, since)
    bare = replace(
        seen,
        phones=PhoneIdeas.OFF,
        waiting=(),
        agenda=(),
        tasks=(),
        decisions=(),
        questions=(),
        wishes=(),
        parked=(),
        heads=None,
        here=0,
        last_event=step,
        my_step=step,
    )
    typed = _typed_since(session, meeting_id, station, since)
    return Handed(bare, frozenset(idea.number for idea in seen.ideas if idea.idea_id in typed))


def take_back_typed(write: Write, number: int) -> None:
    """Undo entry `number`. Raises Refused, and does not say what others have done since."""
    try:
        take_back(write, number)
    except Refused as refusal:
        raise Refused(_("This can't be taken back.")) from refusal


def _typed_last(session: Session, meeting_id: int, station: str, since: int) -> Happened | None:
    last = journal.last_step(session, station, place_of(meeting_id))
    if last is None or last.number <= since or last.message not in TYPED:
        return None
    return told(session, [last])[0]


def _typed_since(session: Session, meeting_id: int, station: str, since: int) -> frozenset[int]:
    """The ids of all ideas that began here since then."""
    ids = session.execute(
        select(col(JournalRow.row_id))
        .join(JournalEntry, col(JournalEntry.number) == col(JournalRow.entry))
        .where(
            col(JournalEntry.number) > since,
            col(JournalEntry.place) == place_of(meeting_id),
            col(JournalEntry.station) == station,
            col(JournalEntry.actor) == Actor.FACILITATOR,
            col(JournalEntry.undo_of).is_(None),
            col(JournalRow.table) == table_of(Idea).name,
            col(JournalRow.before).is_(None),
        )
        .order_by(col(JournalRow.row_id))
    )
    return frozenset(ids.scalars())
