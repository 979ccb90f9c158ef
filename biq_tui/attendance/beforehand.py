"""What is known before the evening: who has said that she can't come."""

from __future__ import annotations

from sqlmodel import select

from ..core.dates import full_date
from ..core.errors import Refused
from ..core.language import _
from ..core.write import Write
from . import sentences
from .models import Expected, Gathering, Presence, Sitting, State


def excuse(write: Write, gathering_id: int, person_id: int) -> None:
    """She has cancelled for a date that is still planned."""
    day = _planned_day(write, gathering_id)
    listed = select(Expected.id).where(
        Expected.gathering_id == gathering_id, Expected.person_id == person_id
    )
    if write.session.exec(listed).first() is None:
        raise Refused(_("This person is not on the list any more."))
    presence = write.insert(
        Presence(gathering_id=gathering_id, person_id=person_id, state=State.EXCUSED)
    )
    if presence is None:
        raise Refused(_("This person has cancelled already."))
    write.tell(sentences.EXCUSED_FOR, person=person_id, day=day)


def expect_again(write: Write, gathering_id: int, person_id: int) -> None:
    """She comes after all."""
    day = _planned_day(write, gathering_id)
    gone = write.delete(
        Presence, Presence.gathering_id == gathering_id, Presence.person_id == person_id
    )
    if not gone:
        raise Refused(_("This person has not cancelled."))
    write.tell(sentences.COMES_AFTER_ALL, person=person_id, day=day)


def _planned_day(write: Write, gathering_id: int) -> str:
    gathering = write.session.get(Gathering, gathering_id)
    if gathering is None:
        raise Refused(_("This date is not there any more."))
    if gathering.sitting != Sitting.PLANNED:
        raise Refused(_("This date has begun already. Please open it and write it there."))
    return full_date(gathering.starts_at)
