"""What an event would take up at a time and place that nobody has stored yet. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from ...attendance.models import Kind
from ...core import clock
from ..models import PledgeRole
from ..plan import Plan, PledgeRow, ShiftRow
from .bookings import (
    GIVEN,
    HOPED_FOR,
    LENT,
    SURE,
    THERE_IN_PERSON,
    Booking,
    Occasion,
    contact,
    helper,
    leader,
    lent,
    room,
    some_room,
    without_twins,
)


def of_new(
    title: str, when: tuple[datetime, datetime], venue: str, shared: frozenset[str]
) -> tuple[Booking, ...]:
    """What a new event would take up; nobody is asked yet."""
    return tuple(room(Occasion(0, None, Kind.EVENT, title, venue, *when), shared))


def of_helper(plan: Plan, shift: ShiftRow, person_id: int, name: str) -> tuple[Booking, ...]:
    """What somebody would take up who helps in a shift; nothing while the event has no day."""
    event = plan.event
    if event.starts_at is None or event.ends_at is None:
        return ()
    occasion = _occasion(plan, (event.starts_at, event.ends_at), event.venue)
    times = (shift.starts_at, shift.ends_at)
    return (helper(occasion, person_id, name, shift.shift_id, shift.what, *times),)


def of_plan(
    plan: Plan, when: tuple[datetime, datetime], venue: str, shared: frozenset[str]
) -> tuple[Booking, ...]:
    """What an event would take up at another time or place: its shifts move along."""
    event, occasion = plan.event, _occasion(plan, when, venue)
    first = clock.local(when[0]).date()
    days = 0 if event.day is None else (first - event.day).days
    has_room = any(
        pledge.role is PledgeRole.ROOM and pledge.state in GIVEN for pledge in plan.pledges
    )
    found = list(room(occasion, shared, has_room))
    if event.person_id is not None:
        found.append(leader(occasion, event.person_id, event.person))
    for shift in plan.shifts:
        times = (_moved(shift.starts_at, days), _moved(shift.ends_at, days))
        found += (
            helper(occasion, one.person_id, one.name, shift.shift_id, shift.what, *times)
            for one in shift.helpers
            if one.person_id is not None and not one.is_waiting
        )
    for partner in plan.partners:
        given = [pledge for pledge in plan.pledges if pledge.partner_id == partner.partner_id]
        comes_herself = [
            one.state in GIVEN
            for one in given
            if one.role in THERE_IN_PERSON and one.state in HOPED_FOR
        ]
        if partner.contact_id is not None and (comes_herself or partner.is_co_organiser):
            is_firm = any(comes_herself) or bool(partner.is_co_organiser and occasion.is_sure)
            found.append(
                contact(occasion, partner.contact_id, partner.contact, partner.name, is_firm)
            )
    institutions = {partner.partner_id: partner.organisation_id for partner in plan.partners}
    for pledge in plan.pledges:
        if pledge.role in LENT and pledge.state in HOPED_FOR:
            found += _lent_by(occasion, pledge, institutions)
    return without_twins(found)


def _occasion(plan: Plan, when: tuple[datetime, datetime], venue: str) -> Occasion:
    event = plan.event
    return Occasion(
        event.gathering_id or 0,
        event.event_id,
        Kind.EVENT,
        event.title,
        venue,
        *when,
        timedelta(minutes=event.setup_minutes),
        timedelta(minutes=event.teardown_minutes),
        event.state in SURE,
    )


def _moved(at: datetime, days: int) -> datetime:
    """So many days later at the same time of the clock."""
    local = clock.local(at)
    return clock.moment_of(local.date() + timedelta(days=days), local.time()) if days else at


def _lent_by(
    occasion: Occasion, pledge: PledgeRow, institutions: dict[int, int]
) -> Iterator[Booking]:
    key = (
        f"p{pledge.person_id}"
        if pledge.partner_id is None
        else f"o{institutions[pledge.partner_id]}"
    )
    giver = pledge.partner or pledge.person
    gives = some_room if pledge.role is PledgeRole.ROOM else lent
    return gives(occasion, key, giver, pledge.pledge_id, pledge.what, pledge.state in GIVEN)
