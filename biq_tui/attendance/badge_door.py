"""The door of the badges: one scan, one presence, however often the scanner sends it."""

from __future__ import annotations

from sqlmodel import select

from ..core.write import Write
from ..people import badges
from . import sentences
from .models import Door, Expected, Role
from .presences import add_arrival, come_in, list_anew, open_gathering


def arrive(write: Write, gathering_id: int, code: str) -> tuple[str, bool]:
    """Whoever carries `code` is here; her name and whether that is new.

    Somebody who is not on the list comes as a guest. Raises Refused for a code that does not count.
    """
    gathering = open_gathering(write, gathering_id)
    found = badges.find(write.session, code)
    its = Expected.gathering_id == gathering_id, Expected.person_id == found.person_id
    guest = write.session.exec(select(Expected.id).where(*its)).first() is None
    if guest:
        list_anew(write, gathering_id, found.person_id, Role.GUEST)
    message = come_in(write, gathering, found.person_id, seen=True)
    if message is not None:
        add_arrival(write, gathering_id, found.person_id, found.name, Door.BADGE)
    told = sentences.COMES_AS[Role.GUEST] if guest else message or sentences.HERE
    write.tell(told, person=found.person_id)
    return found.name, message is not None
