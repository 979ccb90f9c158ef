"""Reading one event: a statement for each sort of thing it has, whatever its size."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ..attendance.models import Gathering, Sitting
from ..core import clock, journal
from ..core.errors import Refused
from ..core.language import _
from ..core.telling import last_event, last_step
from ..people.models import Contact, Organisation, Person
from ..people.names import one_spelling
from .helpers.invited import is_open
from .helpers.moved_up import to_tell
from .ics.versions import outdated
from .models import (
    Answer,
    BudgetLine,
    Event,
    EventNeed,
    EventOrigin,
    EventPartner,
    EventState,
    EventTask,
    EventTaskNeed,
    Feature,
    Grant,
    Helper,
    HelperDoor,
    Payer,
    Pledge,
    PledgeRole,
    PledgeState,
    Shift,
    TaskState,
    Template,
    Venue,
    VenueAccess,
    Via,
)
from .places import place_of
from .plan import (
    AccessRow,
    EventRow,
    HelperRow,
    MoneyRow,
    NeedRow,
    OriginRow,
    PartnerRow,
    Plan,
    PledgeRow,
    ShiftRow,
    TaskRow,
)

NUMBERED = (Pledge, EventTask, Shift, BudgetLine)
"""What shares the run of numbers of an event."""


def gone() -> Refused:
    """What is said of an event, or a part of one, that was taken back meanwhile."""
    return Refused(_("This is not there any more. Somebody has taken it back."))


def plan(session: Session, event_id: int, station: str) -> Plan:
    """Read one event. Raises Refused if there is none."""
    execute = session.connection().execute
    event = event_row(session, event_id)
    if event is None:
        raise gone()
    place = place_of(event_id)
    access, is_shared = venue_access(session, event.venue)
    return Plan(
        event=event,
        partners=_partners(execute, event_id),
        pledges=_pledges(execute, event_id),
        tasks=task_rows(execute, event_id, event.day),
        shifts=_shifts(execute, event_id, to_tell(session, event_id)),
        money=_money(execute, event_id),
        access=access,
        venue_is_shared=is_shared,
        needs=need_rows(execute, event_id),
        origins=_origins(execute, event_id),
        next_number=next_number(session, event_id),
        as_of=journal.last_number(session),
        last_event=last_event(session, place),
        my_step=last_step(session, station, place),
        outdated=outdated(session, [event_id]),
    )


def next_number(session: Session, event_id: int) -> int:
    """The number that the next new thing of this event gets."""
    highest = union_all(
        *(
            select(func.max(col(model.number)).label("number")).where(
                col(model.event_id) == event_id
            )
            for model in NUMBERED
        )
    ).subquery()
    return (session.execute(select(func.max(highest.c.number))).scalar() or 0) + 1


def event_row(session: Session, event_id: int) -> EventRow | None:
    """The event itself; None if there is none."""
    row = (
        session.connection()
        .execute(
            select(
                Event.__table__,  # type: ignore[attr-defined]
                col(Gathering.starts_at),
                col(Gathering.ends_at),
                col(Gathering.sitting),
                col(Gathering.venue),
                col(Person.name),
            )
            .join(Gathering, col(Gathering.id) == col(Event.gathering_id), isouter=True)
            .join(Person, col(Person.id) == col(Event.person_id), isouter=True)
            .where(col(Event.id) == event_id)
        )
        .first()
    )
    if row is None:
        return None
    return EventRow(
        event_id=row.id,
        title=row.title,
        template=Template(row.template),
        why=row.why,
        state=EventState(row.state),
        before_cancelled=EventState(row.before_cancelled) if row.before_cancelled else None,
        cancelled_because=row.cancelled_because,
        fixed_because=row.fixed_because,
        gathering_id=row.gathering_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        sitting=None if row.sitting is None else Sitting(row.sitting),
        venue=row.wished_venue if row.venue is None else row.venue,
        setup_minutes=row.setup_minutes,
        teardown_minutes=row.teardown_minutes,
        public_ground=row.public_ground,
        advertised=row.advertised,
        alcohol=row.alcohol,
        music=row.music,
        helpers_by_phone=row.helpers_by_phone and is_open(session, event_id),
        person_id=row.person_id,
        person=row.name or "",
        series_id=row.series_id,
        copied_from=row.copied_from,
        visitors=row.visitors,
        tidied_on=row.tidied_on,
    )


def venue_access(session: Session, venue: str) -> tuple[tuple[AccessRow, ...], bool]:
    """Every feature of a venue, unclear where nobody has looked; and whether it is shared."""
    if not venue:
        return (), False
    execute = session.connection().execute
    known = execute(
        select(col(Venue.id), col(Venue.is_shared)).where(col(Venue.folded) == one_spelling(venue))
    ).first()
    found = {}
    if known is not None:
        its = VenueAccess.__table__  # type: ignore[attr-defined]
        rows = execute(select(its).where(its.c.venue_id == known.id))
        found = {row.feature: row for row in rows}
    return tuple(_access_row(feature, found.get(feature)) for feature in Feature), bool(
        known is not None and known.is_shared
    )


def _access_row(feature: Feature, row: Any) -> AccessRow:
    if row is None:
        return AccessRow(feature, Answer.UNCLEAR, "", None, "")
    return AccessRow(feature, Answer(row.answer), row.note, row.checked_on, row.checked_by)


def _partners(execute: Any, event_id: int) -> tuple[PartnerRow, ...]:
    first, deputy = aliased(Contact), aliased(Contact)
    rows = execute(
        select(
            EventPartner.__table__,  # type: ignore[attr-defined]
            col(Organisation.name),
            first.name.label("contact"),  # type: ignore[attr-defined]
            deputy.name.label("deputy"),  # type: ignore[attr-defined]
        )
        .join(Organisation, col(Organisation.id) == col(EventPartner.organisation_id))
        .join(first, first.id == col(EventPartner.contact_id), isouter=True)  # type: ignore[arg-type]
        .join(deputy, deputy.id == col(EventPartner.deputy_id), isouter=True)  # type: ignore[arg-type]
        .where(col(EventPartner.event_id) == event_id)
        .order_by(col(EventPartner.id))
    )
    return tuple(
        PartnerRow(
            partner_id=row.id,
            organisation_id=row.organisation_id,
            name=row.name,
            contact_id=row.contact_id,
            contact=row.contact or "",
            deputy_id=row.deputy_id,
            deputy=row.deputy or "",
            is_co_organiser=row.is_co_organiser,
        )
        for row in rows
    )


def _of_event(model: Any, event_id: int) -> Any:
    """Rows of a model with the names of the institution and the person they refer to."""
    query = (
        select(model.__table__, col(Organisation.name).label("partner"))
        .join(EventPartner, col(EventPartner.id) == col(model.partner_id), isouter=True)
        .join(Organisation, col(Organisation.id) == col(EventPartner.organisation_id), isouter=True)
        .where(col(model.event_id) == event_id)
        .order_by(col(model.number))
    )
    if not hasattr(model, "person_id"):
        return query
    return query.add_columns(col(Person.name).label("person")).join(
        Person, col(Person.id) == col(model.person_id), isouter=True
    )


def _pledges(execute: Any, event_id: int) -> tuple[PledgeRow, ...]:
    return tuple(
        PledgeRow(
            pledge_id=row.id,
            number=row.number,
            partner_id=row.partner_id,
            partner=row.partner or "",
            person_id=row.person_id,
            person=row.person or "",
            role=PledgeRole(row.role),
            what=row.what,
            cents=row.cents,
            state=PledgeState(row.state),
            condition=row.condition,
            contact_id=row.contact_id,
            via=Via(row.via),
            said_on=row.said_on,
            due=row.due,
        )
        for row in execute(_of_event(Pledge, event_id))
    )


def task_rows(execute: Any, event_id: int, day: date | None) -> tuple[TaskRow, ...]:
    """The tasks of an event that is on `day`, by number."""
    rows = execute(_of_event(EventTask, event_id)).all()
    numbers = {row.id: row.number for row in rows}
    waits: dict[int, list[tuple[int, bool]]] = {}
    needs = EventTaskNeed.__table__  # type: ignore[attr-defined]
    for need in execute(select(needs).where(needs.c.event_id == event_id).order_by(needs.c.id)):
        waits.setdefault(need.task_id, []).append((numbers[need.needs_id], need.is_gate))
    return tuple(
        TaskRow(
            task_id=row.id,
            number=row.number,
            key=row.key,
            what=row.what,
            authority=row.authority,
            offset_days=row.offset_days,
            due=due_on(row.due, row.offset_days, day),
            person_id=row.person_id,
            person=row.person or "",
            partner_id=row.partner_id,
            partner=row.partner or "",
            state=TaskState(row.state),
            closed_on=row.closed_on,
            waits_for=tuple(number for number, _gate in waits.get(row.id, ())),
            gates=tuple(number for number, gate in waits.get(row.id, ()) if gate),
        )
        for row in rows
    )


def due_on(due: date | None, offset_days: int | None, day: date | None) -> date | None:
    """Until when a task is to be done: on its own day, else so many days from the event's."""
    if due is not None or offset_days is None or day is None:
        return due
    return day + timedelta(days=offset_days)


def _shifts(execute: Any, event_id: int, to_be_told: Collection[int]) -> tuple[ShiftRow, ...]:
    helpers: dict[int, list[HelperRow]] = {}
    for row in execute(
        select(Helper.__table__, col(Person.name).label("known"))  # type: ignore[attr-defined]
        .join(Shift, col(Shift.id) == col(Helper.shift_id))
        .join(Person, col(Person.id) == col(Helper.person_id), isouter=True)
        .where(col(Shift.event_id) == event_id)
        .order_by(col(Helper.is_waiting), col(Helper.id))
    ):
        helpers.setdefault(row.shift_id, []).append(
            HelperRow(
                helper_id=row.id,
                person_id=row.person_id,
                name=row.known or row.name,
                door=HelperDoor(row.door),
                is_waiting=row.is_waiting,
                folded=row.folded,
                is_to_be_told=row.id in to_be_told and not row.is_waiting,
            )
        )
    shifts = Shift.__table__  # type: ignore[attr-defined]
    return tuple(
        ShiftRow(
            shift_id=row.id,
            number=row.number,
            what=row.what,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            wanted=row.wanted,
            helpers=tuple(helpers.get(row.id, ())),
            helped=row.helped,
        )
        for row in execute(
            select(shifts).where(shifts.c.event_id == event_id).order_by(shifts.c.number)
        )
    )


def _money(execute: Any, event_id: int) -> tuple[MoneyRow, ...]:
    return tuple(
        MoneyRow(
            line_id=row.id,
            number=row.number,
            what=row.what,
            planned=row.planned,
            actual=row.actual,
            payer=Payer(row.payer),
            partner_id=row.partner_id,
            partner=row.partner or "",
            grant=Grant(row.grant_state),
            first_offer=row.first_offer,
            second_offer=row.second_offer,
            is_ordered=row.is_ordered,
            has_receipt=row.has_receipt,
        )
        for row in execute(_of_event(BudgetLine, event_id))
    )


def need_rows(execute: Any, event_id: int) -> tuple[NeedRow, ...]:
    """What the people who come need, as counts."""
    needs = EventNeed.__table__  # type: ignore[attr-defined]
    rows = execute(select(needs).where(needs.c.event_id == event_id).order_by(needs.c.id))
    return tuple(NeedRow(row.id, row.what, row.people) for row in rows)


def _origins(execute: Any, event_id: int) -> tuple[OriginRow, ...]:
    origins = EventOrigin.__table__  # type: ignore[attr-defined]
    rows = execute(select(origins).where(origins.c.event_id == event_id).order_by(origins.c.id))
    return tuple(OriginRow(row.wish_id, row.receipt) for row in rows)


def today() -> date:
    """This day on this laptop's wall clock."""
    return clock.local(clock.now()).date()
