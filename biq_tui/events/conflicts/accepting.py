"""Saying that something booked twice is all right, with a reason; and taking that back."""

from __future__ import annotations

from sqlmodel import col

from ...core.errors import Refused
from ...core.language import _
from ...core.settings import store
from ...core.write import Write
from ..models import AcceptedConflict
from . import sentences
from .options import TRAVEL_MINUTES


def accept(write: Write, event_id: int, key: str, reason: str) -> None:
    """The group knows of a conflict (`Conflict.key`) and is fine with it."""
    row = write.insert(AcceptedConflict(event_id=event_id, key=key, reason=reason))
    if row is None:
        its = (col(AcceptedConflict.event_id) == event_id, col(AcceptedConflict.key) == key)
        row = write.change(AcceptedConflict, *its, reason=reason)[0]
    write.tell(sentences.ACCEPTED, accepted=row.id)


def reopen(write: Write, key: str) -> None:
    """It is not all right after all, at whichever event somebody has said so."""
    if not write.delete(AcceptedConflict, col(AcceptedConflict.key) == key):
        raise Refused(_("It is so already."))
    write.tell(sentences.NOT_ACCEPTED)


def set_way(write: Write, minutes: int) -> None:
    """How long people need from one place to another."""
    store(write, TRAVEL_MINUTES, f"{minutes}")
    write.tell(sentences.WAY_SET, minutes=f"{minutes}")
