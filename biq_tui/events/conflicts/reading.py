"""Reading what is booked: a fixed number of statements, however much it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from ...attendance.models import Kind
from ...core.free_days import LAND
from ...core.settings import values_of
from ..models import Event, EventState, PledgeRole, Venue
from . import queries
from .bookings import (
    GIVEN,
    SURE,
    Booking,
    Occasion,
    comes,
    contact,
    helper,
    leader,
    lent,
    room,
    some_room,
    without_twins,
)
from .options import TRAVEL_MINUTES, way_of

Window = tuple[datetime, datetime]
"""From when on and until when."""

Rows = Iterable[tuple[Any, Occasion]]

ALWAYS: Window = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
"""Further than anybody types a date."""


@dataclass(frozen=True, slots=True)
class House:
    """What counts for all bookings."""

    shared: frozenset[str]
    """Places, in one spelling, where several events at once are fine."""
    way: timedelta
    """How long it takes from one place to another."""
    land: str
    widest: timedelta
    """The longest anybody sets up or tidies up, with the way."""


def house(session: Session) -> House:
    """Two statements and the settings."""
    execute = session.connection().execute
    shared = execute(select(col(Venue.folded)).where(col(Venue.is_shared)))
    folded = frozenset(shared.scalars())
    setup, teardown = execute(
        select(func.max(Event.setup_minutes), func.max(Event.teardown_minutes))
    ).one()
    values = values_of(session, [TRAVEL_MINUTES, LAND])
    way = way_of(values[TRAVEL_MINUTES.key])
    widest = way + timedelta(minutes=max(setup or 0, teardown or 0))
    return House(folded, way, values[LAND.key], widest)


def bookings(session: Session, its: House, window: Window = ALWAYS) -> tuple[Booking, ...]:
    """Everything that is booked in a window of time, with what can reach into it; five statements.

    What is cancelled, over or without a day books nothing.
    """
    execute = session.connection().execute
    first, last = window
    reach = {"first": first - its.widest, "last": last + its.widest}
    known: dict[int, Occasion] = {}
    return without_twins(
        booking
        for query, read in _READ
        for booking in read(((row, _occasion(row, known)) for row in execute(query(), reach)), its)
    )


def _rooms_and_leaders(rows: Rows, its: House) -> Iterator[Booking]:
    for row, occasion in rows:
        yield from room(occasion, its.shared, bool(row.pledged))
        if row.person_id is not None:
            yield leader(occasion, row.person_id, row.name)


def _helpers(rows: Rows, _its: House) -> Iterator[Booking]:
    for row, occasion in rows:
        person = (row.person_id, row.name)
        yield helper(occasion, *person, row.shift_id, row.what, row.begins, row.stops)


def _lists(rows: Rows, _its: House) -> Iterator[Booking]:
    for row, occasion in rows:
        yield comes(occasion, row.person_id, row.name)


def _things(rows: Rows, _its: House) -> Iterator[Booking]:
    for row, occasion in rows:
        by_person = row.organisation_id is None
        key = f"p{row.person_id}" if by_person else f"o{row.organisation_id}"
        giver = row.name if by_person else row.institution
        is_given = row.pledge_state in GIVEN
        gives = some_room if row.role == PledgeRole.ROOM else lent
        yield from gives(occasion, key, giver, row.pledge_id, row.what, is_given)


def _contacts(rows: Rows, _its: House) -> Iterator[Booking]:
    for _partner_id, group in groupby(rows, key=lambda one: one[0].partner_id):
        each = list(group)
        row, occasion = each[0]
        is_given = any(one.pledge_state in GIVEN for one, _occasion in each)
        is_firm = is_given or bool(row.is_co_organiser and occasion.is_sure)
        yield contact(occasion, row.contact_id, row.name, row.institution, is_firm)


_READ: tuple[tuple[Callable[[], Select[Any]], Callable[..., Iterator[Booking]]], ...] = (
    (queries.rooms_and_leaders, _rooms_and_leaders),
    (queries.helpers, _helpers),
    (queries.lists, _lists),
    (queries.things, _things),
    (queries.contacts, _contacts),
)


def _occasion(row: Any, known: dict[int, Occasion]) -> Occasion:
    """What a row belongs to, made once for all its rows."""
    if (found := known.get(row.gathering_id)) is not None:
        return found
    is_event = row.event_id is not None
    known[row.gathering_id] = made = Occasion(
        row.gathering_id,
        row.event_id,
        Kind(row.kind),
        row.title,
        row.venue,
        row.starts_at,
        row.ends_at,
        timedelta(minutes=row.setup_minutes or 0),
        timedelta(minutes=row.teardown_minutes or 0),
        not is_event or EventState(row.state) in SURE,
    )
    return made
