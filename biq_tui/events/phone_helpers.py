"""Helpers who sign up by phone: where that is possible, and what becomes of each.

A phone gives a shift and a name, stored as it was written: whether somebody of that name is known,
or helps there already, it never learns. The key in its address makes each sign-up happen once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from ..attendance.models import Gathering, Sitting
from ..attendance.presences import free_code
from ..core import clock
from ..core.dates import start_of_today
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from ..people.names import one_spelling
from .helpers import sentences, shifts
from .helpers.invited import is_open
from .helpers.moved_up import was_taken_out
from .models import Event, EventState, Helper, HelperDoor, Shift
from .reading import gone

MOST = 500
"""So many sign-ups by phone at one event: more is no neighbourhood's."""

OVER = (EventState.DONE, EventState.EVALUATED, EventState.CANCELLED)
"""In these states an event needs nobody."""


@dataclass(frozen=True, slots=True)
class PhoneShift:
    """A shift as phones see it: no name of anybody."""

    shift_id: int
    what: str
    starts_at: datetime
    ends_at: datetime
    free: int
    """Places that nobody has; 0: who comes now waits."""


@dataclass(frozen=True, slots=True)
class PhoneEvent:
    """An event that invites phones, with the shifts that are still to come, by time."""

    event_id: int
    title: str
    shifts: tuple[PhoneShift, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a sign-up, as it is now."""

    event: str
    shift: PhoneShift
    waits_as: int
    """Her place on the waiting list, from 1; 0: she has a place in the shift."""

    @property
    def is_waiting(self) -> bool:
        """Whether she has no place yet."""
        return self.waits_as > 0


class TakenOut(Refused):
    """The sign-up from this form was taken out at the laptop: the form is of no use any more."""


def invite(write: Write, event_id: int, is_invited: bool) -> None:
    """Let people sign up for shifts by phone, or not any more; the event's page gets an address.

    It ends by itself (`helpers.invited`). Raises Refused if the event has no day yet, or is over.
    """
    event = write.session.get(Event, event_id)
    if event is None:
        raise gone()
    if is_invited:
        gathering = write.session.get(Gathering, event.gathering_id or 0)
        if gathering is None:
            raise Refused(_("First the day of the event, then its shifts:  am 12.6. 15-18"))
        if gathering.sitting == Sitting.ENDED or event.state in OVER:
            raise Refused(over())
        if not gathering.code:
            write.change(Gathering, Gathering.id == gathering.id, code=free_code(write))
        if event.helpers_by_phone:  # it has ended by itself, and this is a new step
            write.change(Event, Event.id == event_id, helpers_by_phone=False)
    write.change(Event, Event.id == event_id, helpers_by_phone=is_invited)
    write.tell(sentences.INVITED if is_invited else sentences.NOT_INVITED)


def sign_up(write: Write, shift_id: int, key: str, name: str) -> None:
    """Somebody helps in a shift, or waits for a place. The same form again is the same sign-up.

    Raises Refused with a sentence for the person: not now, or too many. Raises TakenOut if it was
    taken out since.
    """
    name = clean(name)
    folded = one_spelling(name)
    if _find(write.session, shift_id, key, folded):
        return
    shift = write.session.get(Shift, shift_id, populate_existing=True)
    if shift is None or gathering_inviting(write.session, shift.event_id) is None:
        raise Refused(_("This shift is not open any more. Please look again."))
    if was_taken_out(write.session, shift.event_id, key, shift_id):
        raise TakenOut(_("You are not on the list any more."))
    if _how_many(write.session, shift.event_id) >= MOST:
        raise Refused(_("Too many people want to help. Please tell the person at the laptop."))
    helper = write.insert(
        Helper(
            shift_id=shift_id,
            name=name,
            folded=folded,
            key=key,
            door=HelperDoor.PHONE,
            is_waiting=shifts.free_places(write, shift) <= 0,
            at=clock.now(),
        )
    )
    if helper is not None:
        shifts.tell_helpers(write, shift, (helper,))


def invitations(session: Session) -> tuple[PhoneEvent, ...]:
    """What phones can sign up for now, the earliest event first; without shifts that are over."""
    return tuple(
        PhoneEvent(event_id, title, _shifts(session, Shift.event_id == event_id))
        for event_id, title, _gathering_id in _inviting(session)
    )


def taken(session: Session, key: str) -> tuple[Taken, ...]:
    """What became of each sign-up from the form with this key, the latest first."""
    earlier = aliased(Helper)
    before_her = (
        select(func.count(col(earlier.id)))
        .where(
            earlier.shift_id == col(Helper.shift_id),
            col(earlier.is_waiting).is_(True),
            col(earlier.id) <= col(Helper.id),
        )
        .scalar_subquery()
    )
    rows = session.exec(
        select(Helper.shift_id, Helper.is_waiting, Event.title, before_her)
        .join(Shift, col(Shift.id) == col(Helper.shift_id))
        .join(Event, col(Event.id) == col(Shift.event_id))
        .where(Helper.key == key, Helper.key != "")
        .order_by(col(Helper.id).desc())
    ).all()
    return tuple(
        Taken(title, shift, place if is_waiting else 0)
        for shift_id, is_waiting, title, place in rows
        for shift in _shifts(session, Shift.id == shift_id, to_come=False)
    )


def is_of_no_use(session: Session, key: str) -> bool:
    """Whether all that came from the form with this key was taken out at the laptop."""
    return not taken(session, key) and any(
        was_taken_out(session, event_id, key) for event_id, _title, _id in _inviting(session)
    )


def event_of_shift(session: Session, shift_id: int) -> int | None:
    """The event a shift belongs to; None if there is no such shift."""
    return session.exec(select(Shift.event_id).where(Shift.id == shift_id)).first()


def gathering_inviting(session: Session, event_id: int) -> int | None:
    """The gathering of an event, if phones are invited to its shifts; else None."""
    found = _inviting(session, Event.id == event_id)
    return found[0][2] if found else None


def is_gathering(session: Session, gathering_id: int) -> bool:
    """Whether there is this gathering; an event may lose its day."""
    return session.get(Gathering, gathering_id) is not None


def inviting_today(session: Session) -> int | None:
    """An event of today that invites phones; None if there is none."""
    tomorrow = start_of_today() + timedelta(days=1)
    found = _inviting(session, Gathering.starts_at < tomorrow)
    return found[0][0] if found else None


def over() -> str:
    """Why nobody can sign up any more."""
    return _("This event is over, or it does not take place.")


def _inviting(session: Session, *where: Any) -> list[tuple[int, str, int]]:
    """Events that invite phones at this moment and are not over: id, title and gathering."""
    rows = session.exec(
        select(Event.id, Event.title, Gathering.id)
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id))
        .where(
            col(Event.helpers_by_phone).is_(True),
            col(Event.state).not_in(OVER),
            Gathering.sitting != Sitting.ENDED,
            Gathering.ends_at >= start_of_today(),
            *where,
        )
        .order_by(col(Gathering.starts_at), col(Event.id))
    ).all()
    return [
        (event_id or 0, title, gathering_id or 0)
        for event_id, title, gathering_id in rows
        if is_open(session, event_id or 0)
    ]


def _shifts(session: Session, *where: Any, to_come: bool = True) -> tuple[PhoneShift, ...]:
    has_place = (
        select(func.count(col(Helper.id)))
        .where(Helper.shift_id == col(Shift.id), col(Helper.is_waiting).is_(False))
        .correlate(Shift)
        .scalar_subquery()
    )
    query = select(Shift, has_place).where(*where)
    if to_come:
        query = query.where(Shift.ends_at > clock.now())
    rows = session.exec(query.order_by(col(Shift.starts_at), col(Shift.number), col(Shift.id)))
    return tuple(
        PhoneShift(
            shift.id or 0, shift.what, shift.starts_at, shift.ends_at, max(shift.wanted - count, 0)
        )
        for shift, count in rows
    )


def _find(session: Session, shift_id: int, key: str, folded: str) -> bool:
    its = (Helper.shift_id == shift_id, Helper.key == key, Helper.folded == folded)
    return session.exec(select(Helper.id).where(*its)).first() is not None


def _how_many(session: Session, event_id: int) -> int:
    return session.exec(
        select(func.count(col(Helper.id)))
        .join(Shift, col(Shift.id) == col(Helper.shift_id))
        .where(Shift.event_id == event_id, Helper.door == HelperDoor.PHONE)
    ).one()
