"""What other data would bring, and what of ours would be missing: read before anything is replaced.

The same function tells both sides of a hand-over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from ..core.database import Database
from ..core.journal import heads
from ..core.standing import Comparison, standing
from ..core.telling import Happened, told
from .here import Here
from .staging import Staged, compared, opened

MOST_TOLD = 200
"""So many of the newest steps of one side are told; more are only counted."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side has that the other has not."""

    count: int
    """Journal entries."""
    steps: tuple[Happened, ...]
    """The newest of them that stand, the newest first; those taken back are left out."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Other data beside ours."""

    staged: Staged
    comparison: Comparison
    ours: Side
    theirs: Side
    our_newest: datetime | None
    """When the newest of our steps was."""

    @property
    def their_newest(self) -> datetime | None:
        """When the newest of their steps was."""
        newest = self.staged.standing.newest
        return None if newest is None else newest.moment


def preview(staged: Staged, here: Here, database: Database | None) -> Preview:
    """Compare the staged data with ours, open as `database`; None: ours can't be read.

    Blocks. Raises Refused.
    """
    from .. import sentences as _all_known_before_anything_is_told  # noqa: F401

    mine = standing(here.live).journal if database is not None else ()
    comparison = compared(mine, staged)
    ours = Side(0, ())
    if database is not None:
        ours = database.read(_side, comparison.common)
    other = opened(staged)
    try:
        theirs = other.read(_side, comparison.common)
    finally:
        other.close()
    return Preview(staged, comparison, ours, theirs, mine[-1].moment if mine else None)


def _side(session: Session, since: int) -> Side:
    after = heads(session, since=since)
    stand = [entry for entry in after if entry.undo_of is None and not entry.undone]
    newest = stand[-MOST_TOLD:][::-1]
    return Side(len(after), tuple(line for line in told(session, newest) if not line.discreet))
