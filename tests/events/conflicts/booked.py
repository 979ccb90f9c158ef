"""Rows of events for a test of double bookings, put in through the write scope."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col

from biq_tui.attendance.models import Expected, Gathering, Kind
from biq_tui.core import clock
from biq_tui.core.tables import Record
from biq_tui.core.write import Write
from biq_tui.events.conflicts.found import conflicts_of
from biq_tui.events.conflicts.words import sentence_of
from biq_tui.events.models import (
    Event,
    EventPartner,
    EventState,
    Helper,
    Pledge,
    PledgeRole,
    PledgeState,
    Shift,
)
from biq_tui.people.models import Contact, Organisation
from biq_tui.people.names import one_spelling
from tests.events.event_at import START, Fest


def hours(first: float, last: float, days: int = 0) -> tuple[datetime, datetime]:
    """On the Saturday, from one hour in Bremen to another."""
    noon = START.replace(hour=0)
    return tuple(noon + timedelta(days=days, hours=hour) for hour in (first, last))  # type: ignore[return-value]


def put(write: Write, row: Record) -> int:
    """One row; its id."""
    stored = write.insert(row)
    assert stored is not None
    write.tell("test.put", undoable=False)
    return stored.id or 0


def change(write: Write, model: type[Any], row_id: int, values: dict[str, Any]) -> None:
    """Other values in one row."""
    write.change(model, col(model.id) == row_id, **values)
    write.tell("test.changed", undoable=False)


def event(
    fest: Fest,
    title: str = "Werkstatt",
    times: tuple[float, float] = (14, 16),
    venue: str = "Haus am Park",
    days: int = 0,
    state: EventState = EventState.PLANNED,
    **values: Any,
) -> Fest:
    """Another event in the same house."""
    starts, ends = hours(*times, days)
    other = Fest(fest.database, title, starts, round((ends - starts).seconds / 3600), venue)
    gathering_id = other.plan.event.gathering_id
    assert gathering_id is not None
    other.do(change, Gathering, gathering_id, {"ends_at": ends})
    other.do(change, Event, other.event_id, {"state": state, **values})
    return other


def planned(fest: Fest, **values: Any) -> None:
    """The event is planned."""
    fest.do(change, Event, fest.event_id, {"state": EventState.PLANNED, **values})


def course_date(
    fest: Fest,
    people: tuple[int, ...],
    times: tuple[float, float] = (14, 16),
    venue: str = "Schule",
) -> int:
    """A date of a course with these people on its list."""
    starts, ends = hours(*times)
    gathering = Gathering(
        kind=Kind.BLOCK, title="Block 6", venue=venue, starts_at=starts, ends_at=ends
    )
    gathering_id: int = fest.do(put, gathering)
    for number, person_id in enumerate(people, start=1):
        fest.do(put, Expected(gathering_id=gathering_id, person_id=person_id, number=number))
    return gathering_id


def helps(
    fest: Fest,
    person_id: int,
    what: str,
    times: tuple[float, float],
    days: int = 0,
    **values: Any,
) -> int:
    """A new shift, and somebody who helps in it."""
    starts, ends = hours(*times, days)
    number = fest.plan.next_number
    shift = Shift(
        event_id=fest.event_id, number=number, what=what, starts_at=starts, ends_at=ends, wanted=1
    )
    shift_id: int = fest.do(put, shift)
    fest.do(put, Helper(shift_id=shift_id, person_id=person_id, at=clock.now(), **values))
    return shift_id


def institution(fest: Fest, name: str = "Bremer Heimstiftung") -> tuple[int, int]:
    """An institution with somebody to ask there; both ids."""
    organisation_id: int = fest.do(put, Organisation(name=name, folded=one_spelling(name)))
    contact = Contact(organisation_id=organisation_id, name="Frau Beispiel")
    return organisation_id, fest.do(put, contact)


def partner(fest: Fest, of: tuple[int, int], **values: Any) -> int:
    """An institution at an event; its row."""
    row = EventPartner(event_id=fest.event_id, organisation_id=of[0], contact_id=of[1], **values)
    partner_id: int = fest.do(put, row)
    return partner_id


def pledge(
    fest: Fest,
    partner_id: int,
    role: PledgeRole,
    state: PledgeState = PledgeState.PLEDGED,
    what: str = "",
) -> int:
    """Something it gives, or is asked for."""
    row = Pledge(
        event_id=fest.event_id,
        number=fest.plan.next_number,
        partner_id=partner_id,
        role=role,
        what=what,
        state=state,
    )
    pledge_id: int = fest.do(put, row)
    return pledge_id


def said(fest: Fest, names_hidden: bool = False) -> list[str]:
    """What is booked twice at an event, in words."""
    its = fest.plan.event
    return [
        sentence_of(conflict, its, names_hidden)
        for conflict in fest.database.read(conflicts_of, fest.event_id)
    ]


def severities(fest: Fest) -> list[str]:
    """How bad each of it is."""
    found = fest.database.read(conflicts_of, fest.event_id)
    return [conflict.severity.name.lower() for conflict in found]
