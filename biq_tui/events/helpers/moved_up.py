"""Who waited, has a place by now, and does not know it yet; and whose sign-up was taken out.

The journal says both: no column does, and what is taken back is not true any more.
"""

from __future__ import annotations

from sqlmodel import Session, col

from ...core.journal import JournalEntry
from ..places import place_of
from . import sentences
from .invited import standing

_LEAVING = (sentences.LEAVES, sentences.LEAVES_NAMED)


def to_tell(session: Session, event_id: int) -> frozenset[int]:
    """The helpers (ids) who got a place and whom nobody has told so."""
    messages = (*_LEAVING, sentences.SHIFT_CHANGED, sentences.TOLD)
    query = standing(place_of(event_id), *messages).order_by(col(JournalEntry.number))
    ids: set[int] = set()
    for entry in session.exec(query):
        its = entry.refs.get("up", ())
        ids = ids - set(its) if entry.message == sentences.TOLD else ids | set(its)
    return frozenset(ids)


def was_taken_out(session: Session, event_id: int, key: str, shift_id: int | None = None) -> bool:
    """Whether the sign-up from the form with this key was taken out: of a shift, or of any."""
    if not key:
        return False
    return any(
        entry.refs.get("key") == key and shift_id in (None, entry.refs.get("shift"))
        for entry in session.exec(standing(place_of(event_id), *_LEAVING))
    )
