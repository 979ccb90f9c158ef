"""The statements that read what is booked in a window of time; each is built once a program.

Their parameters are `first` and `last`: what ends after the first and begins before the last.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select, union
from sqlmodel import col

from ...attendance.models import Expected, Gathering, Kind, Presence, Sitting, State
from ...people.models import Contact, Organisation, Person
from ..models import Event, EventPartner, Helper, Pledge, PledgeRole, Shift
from .bookings import COUNTED, GIVEN, HOPED_FOR, LENT, THERE_IN_PERSON

_PERSON = func.coalesce(Person.same_as, Person.id).label("person_id")
"""Whom a row means, also if she was entered twice."""


@cache
def rooms_and_leaders() -> Select[Any]:
    """Where it is, whether the room is promised, and who answers for it."""
    pledged = exists().where(
        col(Pledge.event_id) == col(Event.id),
        col(Pledge.role) == PledgeRole.ROOM,
        col(Pledge.state).in_(GIVEN),
    )
    query = _occasions(_PERSON, col(Person.name), pledged.label("pledged"))
    return query.join(Person, col(Person.id) == col(Event.person_id), isouter=True)


@cache
def helpers() -> Select[Any]:
    """Whoever has a place in a shift; who waits for one may do something else."""
    return (
        _occasions(
            _PERSON,
            col(Person.name),
            col(Shift.id).label("shift_id"),
            col(Shift.what),
            col(Shift.starts_at).label("begins"),
            col(Shift.ends_at).label("stops"),
            times=(Shift.starts_at, Shift.ends_at),
        )
        .join(Shift, col(Shift.event_id) == col(Event.id))
        .join(Helper, col(Helper.shift_id) == col(Shift.id))
        .join(Person, col(Person.id) == col(Helper.person_id))
        .where(~col(Helper.is_waiting))
        .order_by(col(Helper.id))
    )


@cache
def lists() -> Select[Any]:
    """Who stands on the list of a course date or a Treffen, if she does something for an event."""
    busy = union(
        select(col(Event.person_id)).where(col(Event.person_id).is_not(None)),
        select(col(Helper.person_id)).where(col(Helper.person_id).is_not(None)),
    )
    away = and_(
        col(Presence.gathering_id) == col(Expected.gathering_id),
        col(Presence.person_id) == col(Expected.person_id),
        col(Presence.state) != State.PRESENT,
    )
    return (
        _occasions(_PERSON, col(Person.name))
        .join(Expected, col(Expected.gathering_id) == col(Gathering.id))
        .join(Person, col(Person.id) == col(Expected.person_id))
        .join(Presence, away, isouter=True)
        .where(
            col(Gathering.kind) != Kind.EVENT,
            col(Presence.id).is_(None),
            or_(col(Person.id).in_(busy), col(Person.same_as).in_(busy)),
        )
        .order_by(col(Expected.id))
    )


@cache
def things() -> Select[Any]:
    """What is lent, or hoped for, and who gives it."""
    return (
        _occasions(
            col(Pledge.id).label("pledge_id"),
            col(Pledge.role),
            col(Pledge.what),
            col(Pledge.state).label("pledge_state"),
            _PERSON,
            col(Person.name),
            col(Organisation.id).label("organisation_id"),
            col(Organisation.name).label("institution"),
        )
        .join(Pledge, col(Pledge.event_id) == col(Event.id))
        .join(EventPartner, col(EventPartner.id) == col(Pledge.partner_id), isouter=True)
        .join(Organisation, col(Organisation.id) == col(EventPartner.organisation_id), isouter=True)
        .join(Person, col(Person.id) == col(Pledge.person_id), isouter=True)
        .where(col(Pledge.role).in_(LENT), col(Pledge.state).in_(HOPED_FOR))
        .order_by(col(Pledge.id))
    )


@cache
def contacts() -> Select[Any]:
    """Whom an institution sends, if it leads, assists or carries the event with us."""
    in_person = and_(
        col(Pledge.partner_id) == col(EventPartner.id),
        col(Pledge.role).in_(THERE_IN_PERSON),
        col(Pledge.state).in_(HOPED_FOR),
    )
    return (
        _occasions(
            col(EventPartner.id).label("partner_id"),
            col(EventPartner.is_co_organiser),
            col(Contact.id).label("contact_id"),
            col(Contact.name),
            col(Organisation.name).label("institution"),
            col(Pledge.state).label("pledge_state"),
        )
        .join(EventPartner, col(EventPartner.event_id) == col(Event.id))
        .join(Contact, col(Contact.id) == col(EventPartner.contact_id))
        .join(Organisation, col(Organisation.id) == col(EventPartner.organisation_id))
        .join(Pledge, in_person, isouter=True)
        .where(or_(col(Pledge.id).is_not(None), col(EventPartner.is_co_organiser).is_(True)))
        .order_by(col(EventPartner.id), col(Pledge.id))
    )


def _occasions(
    *more: Any, times: tuple[Any, Any] = (Gathering.starts_at, Gathering.ends_at)
) -> Select[Any]:
    """What takes place in the window and takes something up, with further columns.

    `times`: what has to be in the window, if it is not the whole.
    """
    columns: tuple[Any, ...] = (
        col(Gathering.id).label("gathering_id"),
        col(Gathering.kind),
        func.coalesce(Event.title, Gathering.title).label("title"),
        col(Gathering.venue),
        col(Gathering.starts_at),
        col(Gathering.ends_at),
        col(Event.id).label("event_id"),
        col(Event.state),
        col(Event.setup_minutes),
        col(Event.teardown_minutes),
        *more,
    )
    return (
        select(*columns)
        .select_from(Gathering)
        .join(Event, col(Event.gathering_id) == col(Gathering.id), isouter=True)
        .where(
            col(Gathering.sitting) != Sitting.ENDED,
            or_(col(Event.id).is_(None), col(Event.state).in_(COUNTED)),
            col(times[1]) > bindparam("first"),
            col(times[0]) < bindparam("last"),
        )
        .order_by(col(Gathering.starts_at), col(Gathering.id))
    )
