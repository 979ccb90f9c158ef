"""The use cases of the sign-in: every door ends here, and the database makes it happen once."""

from __future__ import annotations

from sqlmodel import col, select

from ..core import clock, journal, telling
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from ..people.models import Person
from ..people.public import doubles
from . import sentences
from .arrivals import put_aside, report, take, take_as_guest
from .models import TAKING_PART, Arrival, Door, Expected, Gathering, Presence, Role, Sitting, State
from .places import gathering_of
from .presences import (
    add_arrival,
    come_in,
    free_code,
    minutes_late,
    new_guest,
    open_gathering,
    stay_away,
)

__all__ = [
    "add_guest", "begin", "come", "come_late", "end", "excuse", "give_role", "leave", "miss",
    "open_sitting", "put_aside", "reopen", "report", "take", "take_as_guest", "take_back",
]  # fmt: skip


def open_sitting(write: Write, gathering_id: int) -> None:
    """Open the list of a planned gathering. It gets the code of its short address, if none yet."""
    gathering = write.session.get(Gathering, gathering_id)
    opened = write.change(
        Gathering,
        Gathering.id == gathering_id,
        Gathering.sitting == Sitting.PLANNED,
        sitting=Sitting.OPEN,
        code=(gathering.code if gathering else "") or free_code(write),
    )
    if opened:
        write.tell(sentences.OPENED, undoable=False, gathering=gathering_id)


def begin(write: Write, gathering_id: int) -> None:
    """Set the real start: lateness counts from now."""
    open_gathering(write, gathering_id)
    write.change(
        Gathering,
        Gathering.id == gathering_id,
        col(Gathering.began_at).is_(None),
        began_at=clock.now(),
    )
    write.tell(sentences.BEGUN, gathering=gathering_id)


def end(write: Write, gathering_id: int, head_count: int | None = None) -> None:
    """End the evening: whoever is still open becomes absent. `head_count`: people counted.

    Who only comes along with somebody is not missed.
    """
    open_gathering(write, gathering_id)
    known = select(Presence.person_id).where(Presence.gathering_id == gathering_id)
    missing = write.session.exec(
        select(Expected.person_id).where(
            Expected.gathering_id == gathering_id,
            col(Expected.role).in_(TAKING_PART),
            col(Expected.person_id).not_in(known),
            col(Expected.person_id).not_in(doubles()),
        )
    ).all()
    absent = {"gathering_id": gathering_id, "state": State.ABSENT}
    write.insert_values(Presence, [{**absent, "person_id": person_id} for person_id in missing])
    write.change(
        Gathering,
        Gathering.id == gathering_id,
        sitting=Sitting.ENDED,
        ended_at=clock.now(),
        head_count=head_count,
    )
    write.tell(sentences.ENDED, undoable=False, gathering=gathering_id)


def reopen(write: Write, gathering_id: int, reason: str) -> None:
    """Open an ended evening again, for a `reason` that stays with it."""
    reason = clean(reason, 200)
    if not reason:
        raise Refused(_("Please say why the evening is opened again."))
    reopened = write.change(
        Gathering,
        Gathering.id == gathering_id,
        Gathering.sitting == Sitting.ENDED,
        sitting=Sitting.OPEN,
        ended_at=None,
        reopened_because=reason,
    )
    if not reopened:
        raise Refused(_("This evening is open already."))
    write.tell(sentences.REOPENED, undoable=False, gathering=gathering_id)


def come(write: Write, gathering_id: int, person_id: int) -> None:
    """The facilitator says: she is here. Somebody already here stays as she is."""
    gathering = open_gathering(write, gathering_id)
    message = come_in(write, gathering, person_id, seen=True)
    if message is not None:
        name = write.session.exec(select(Person.name).where(Person.id == person_id)).one()
        add_arrival(write, gathering_id, person_id, name, Door.TYPED)
    write.tell(message or sentences.HERE, person=person_id)


def come_late(write: Write, gathering_id: int, person_id: int) -> None:
    """She is here, but late: minutes count from the real start, 0 if it was never said."""
    gathering = open_gathering(write, gathering_id)
    come_in(write, gathering, person_id, seen=True)
    write.change(
        Presence,
        Presence.gathering_id == gathering_id,
        Presence.person_id == person_id,
        col(Presence.late_minutes).is_(None),
        late_minutes=minutes_late(gathering.began_at) or 0,
    )
    write.tell(sentences.LATE, person=person_id)


def leave(write: Write, gathering_id: int, person_id: int) -> None:
    """She goes before the end."""
    open_gathering(write, gathering_id)
    left = write.change(
        Presence,
        Presence.gathering_id == gathering_id,
        Presence.person_id == person_id,
        Presence.state == State.PRESENT,
        col(Presence.left_at).is_(None),
        left_at=clock.now(),
        seen=True,
    )
    if not left:
        raise Refused(_("Only somebody who is here can leave."))
    write.tell(sentences.LEFT, person=person_id)


def excuse(write: Write, gathering_id: int, person_id: int) -> None:
    """She has cancelled."""
    open_gathering(write, gathering_id)
    stay_away(write, gathering_id, (person_id,), State.EXCUSED)
    write.tell(sentences.EXCUSED, person=person_id)


def miss(write: Write, gathering_id: int, person_id: int) -> None:
    """She is absent, and nobody knows why."""
    open_gathering(write, gathering_id)
    stay_away(write, gathering_id, (person_id,), State.ABSENT)
    write.tell(sentences.ABSENT, person=person_id)


def add_guest(write: Write, gathering_id: int, name: str, role: Role = Role.GUEST) -> None:
    """Somebody who is not on the list is here; a name is all that is kept.

    `role`: a guest, or as whom she comes along with somebody.
    """
    name = clean(name)
    if not name:
        raise Refused(_("Please write a name."))
    gathering = open_gathering(write, gathering_id)
    person_id = new_guest(write, gathering, name, role, seen=True)
    add_arrival(write, gathering_id, person_id, name, Door.TYPED)
    write.tell(sentences.COMES_AS[role], person=person_id)


def give_role(write: Write, gathering_id: int, person_id: int, role: Role) -> None:
    """Somebody on the list is here as another one than was thought: she takes part, or helps.

    Only at this gathering; whether she is enrolled does not change.
    """
    open_gathering(write, gathering_id)
    write.change(
        Expected,
        Expected.gathering_id == gathering_id,
        Expected.person_id == person_id,
        role=role,
    )
    write.tell(sentences.IS_NOW[role], person=person_id)


def take_back(write: Write, number: int) -> None:
    """Undo entry `number` of an evening. Raises Refused with what stands in the way.

    The list of an evening that has ended stays as it is; what else was done there is taken back.
    """
    if journal.tables_touched_by(write.session, number) & _LISTS:
        open_gathering(write, gathering_of(journal.head(write.session, number).place))
    telling.take_back(write, number)


_LISTS = frozenset(f"{table.__tablename__}" for table in (Arrival, Expected, Gathering, Presence))
