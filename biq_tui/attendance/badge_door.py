"""The door of the badges: one scan, one presence, however often the scanner sends it."""

from __future__ import annotations

import secrets
from typing import Any

from sqlmodel import col, func, select

from ..core import clock
from ..core.write import Write
from ..people import badges
from . import sentences
from .models import Arrival, Door, Expected, Fate, Role
from .presences import come_in, folded, open_gathering


def arrive(write: Write, gathering_id: int, code: str) -> tuple[str, bool]:
    """Whoever carries `code` is here; her name and whether that is new.

    Somebody who is not on the list comes as a guest. Raises Refused for a code that does not count.
    """
    gathering = open_gathering(write, gathering_id)
    found = badges.find(write.session, code)
    its: Any = (Expected.gathering_id == gathering_id, Expected.person_id == found.person_id)
    guest = write.session.exec(select(Expected.id).where(*its)).first() is None
    if guest:
        highest = write.session.exec(
            select(func.max(col(Expected.number))).where(Expected.gathering_id == gathering_id)
        ).one()
        write.insert(
            Expected(
                gathering_id=gathering_id,
                person_id=found.person_id,
                number=(highest or 0) + 1,
                role=Role.GUEST,
            )
        )
    message = come_in(write, gathering, found.person_id, seen=True)
    if message is not None:
        write.insert(
            Arrival(
                gathering_id=gathering_id,
                key=secrets.token_hex(8),
                name=found.name,
                folded=folded(found.name),
                at=clock.now(),
                door=Door.BADGE,
                fate=Fate.MATCHED,
                person_id=found.person_id,
            )
        )
    if guest or message is not None:
        told = sentences.COMES_AS[Role.GUEST] if guest else message or sentences.HERE
        write.tell(told, person=found.person_id)
    return found.name, message is not None
