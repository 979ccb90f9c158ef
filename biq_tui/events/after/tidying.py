"""The personal data of an event go on their day; numbers stay.

What goes: who helped, with what phones sent; who signed in; whom to ask at institutions, unless
another event needs her. Money, receipts, tasks and pledges stay. It goes from the journal, too,
and can't be taken back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, func, select

from ...attendance.models import Arrival, Expected, Gathering, Presence
from ...core import clock, journal
from ...core.erasing import blank, remove
from ...core.errors import Refused
from ...core.language import _, ngettext
from ...core.settings import Option, store, value_of
from ...core.write import Write
from ...overview import NAMES_WEEKS
from ...people.models import Contact
from ..events import event_of
from ..models import Event, EventPartner, EventState, Helper, HelperDoor, Pledge, Shift, VisitCount
from ..plan import EventRow
from ..reading import event_row, gone
from . import sentences
from .reading import present_at

TIDY_WEEKS = Option("events.names_weeks", f"{NAMES_WEEKS}")
"""So many weeks after an event its names go: what is not funded is kept days to weeks, and what is
funded has its Verwendungsnachweis after four (domain-practice, 1.3 and 5)."""

MOST_WEEKS = 520
"""Ten years: whatever is longer is no deletion."""

TABLES = ("helper", "arrival", "presence", "expected", "contact", "journal_row", "journal_entry")
"""Where it has stood: `Database.forget` takes it out of these files."""

_NAMED_BY = ("person", "double", "arrival", "helper")
"""By these what is told of helpers and arrivals names somebody."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go, in numbers, as of one journal entry."""

    event_id: int
    title: str
    is_over: bool
    due: date | None
    """On this day it is to be done; None while the event has no day."""
    tidied_on: date | None
    helpers: int
    """Names in shifts, with those who waited: somebody who helped twice counts twice."""
    by_phone: int
    """So many of them came from phones."""
    helped: int
    """Places that were taken: this number stays."""
    arrived: int
    """Names of those who signed in, or were on the list."""
    present: int
    """So many of them were there: this number stays."""
    contacts: int
    """Whom to ask at institutions, and nobody else needs her."""
    contacts_needed: int
    """Those whom another event needs: they stay."""
    as_of: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that would go."""
        return not (self.helpers or self.arrived or self.contacts)


def weeks(session: Session) -> int:
    """So many weeks after an event its names go."""
    value = value_of(session, TIDY_WEEKS)
    return int(value) if value.isdecimal() else int(TIDY_WEEKS.default)


def kept_for(after_weeks: int) -> str:
    """How long helpers' names are kept, for the notice on phones: 6 Wochen nach der Veranstaltung.

    In the words of the house, as everything that it says there of itself.
    """
    return ngettext("{n} week after the event", "{n} weeks after the event", after_weeks)


def due_on(event: EventRow, after_weeks: int) -> date | None:
    """On which day the names of an event go; None while it has no day."""
    if event.ends_at is None:
        return None
    return clock.local(event.ends_at).date() + timedelta(weeks=after_weeks)


def preview(session: Session, event_id: int) -> Preview:
    """Count what would go. Raises Refused if there is no such event."""
    event = event_row(session, event_id)
    if event is None:
        raise gone()
    helpers = _helpers(session, event_id)
    only_here, needed = _contacts(session, event_id)
    return Preview(
        event_id=event_id,
        title=event.title,
        is_over=event.state is EventState.CANCELLED
        or (event.ends_at is not None and event.ends_at <= clock.now()),
        due=due_on(event, weeks(session)),
        tidied_on=event.tidied_on,
        helpers=len(helpers),
        by_phone=sum(row.door == HelperDoor.PHONE for row in helpers),
        helped=_helped(session, event_id) + sum(not row.is_waiting for row in helpers),
        arrived=len(_listed(session, event.gathering_id)),
        present=present_at(session, event.gathering_id),
        contacts=len(only_here),
        contacts_needed=len(needed),
        as_of=journal.last_number(session),
    )


def tidy(write: Write, event_id: int) -> None:
    """Delete them, here and in the journal. Raises Refused before the end, and a second time.

    The data files forget by `Database.forget(*TABLES, anew=True)`, after this is durable.
    """
    event, gathering = event_of(write, event_id)
    if event.tidied_on is not None:
        raise Refused(_("The names are deleted already."))
    if event.state != EventState.CANCELLED and (
        gathering is None or gathering.ends_at > clock.now()
    ):
        raise Refused(_("It is not over yet."))
    helpers = _remove_helpers(write, event_id)
    visitors = event.visitors
    if gathering is not None:
        present = _remove_arrivals(write, gathering)
        if visitors is None and present and not _is_counted(write, event_id):
            visitors = present
    _remove_contacts(write, event_id)
    today = clock.local(clock.now()).date()
    write.change(Event, Event.id == event_id, tidied_on=today, visitors=visitors)
    write.tell(sentences.TIDIED, n=helpers, undoable=False)


def set_weeks(write: Write, number: int) -> None:
    """Names go so many weeks after an event. Raises Refused for an impossible number."""
    if not 1 <= number <= MOST_WEEKS:
        raise Refused(_("From {least} to {most} weeks, please.").format(least=1, most=MOST_WEEKS))
    store(write, TIDY_WEEKS, f"{number}")
    write.tell(sentences.TIDY_WEEKS, n=number)


def _remove_helpers(write: Write, event_id: int) -> int:
    """How many had a place."""
    helpers = _helpers(write.session, event_id)
    shifts = write.session.exec(
        select(Shift.id).where(Shift.event_id == event_id).order_by(col(Shift.number))
    ).all()
    for shift_id in shifts:
        placed = sum(row.shift_id == shift_id and not row.is_waiting for row in helpers)
        write.change(Shift, Shift.id == shift_id, helped=placed)
    remove(write, Helper, [row.id or 0 for row in helpers], refs=_NAMED_BY)
    return sum(not row.is_waiting for row in helpers)


def _remove_arrivals(write: Write, gathering: Gathering) -> int:
    """How many were there."""
    present = present_at(write.session, gathering.id)
    for model in (Arrival, Presence, Expected):
        its: Any = model
        ids = write.session.exec(
            select(its.id).where(its.gathering_id == gathering.id).order_by(its.id)
        ).all()
        remove(write, its, ids, refs=_NAMED_BY)
    return present


def _remove_contacts(write: Write, event_id: int) -> None:
    only_here, _needed = _contacts(write.session, event_id)
    for model, columns in ((EventPartner, ("contact_id", "deputy_id")), (Pledge, ("contact_id",))):
        its: Any = model
        named = or_(*(getattr(its, column).is_not(None) for column in columns))
        rows = write.change(its, its.event_id == event_id, named, **dict.fromkeys(columns))
        blank(write, its, [row.id or 0 for row in rows], dict.fromkeys(columns))
    remove(write, Contact, only_here)


def _helpers(session: Session, event_id: int) -> list[Helper]:
    query = (
        select(Helper)
        .join(Shift, col(Shift.id) == col(Helper.shift_id))
        .where(Shift.event_id == event_id)
        .order_by(col(Helper.id))
    )
    return list(session.exec(query).all())


def _helped(session: Session, event_id: int) -> int:
    """So many helped whose names are deleted by now."""
    its = select(func.sum(col(Shift.helped))).where(Shift.event_id == event_id)
    return session.exec(its).one() or 0


def _listed(session: Session, gathering_id: int | None) -> set[int]:
    """Who was on the list of a gathering or signed in; arrivals whom nobody has recognised as
    numbers less than 0."""
    if gathering_id is None:
        return set()
    people = set[int]()
    for model in (Expected, Presence):
        its: Any = model
        people |= set(session.exec(select(its.person_id).where(its.gathering_id == gathering_id)))
    unknown = session.exec(
        select(Arrival.id).where(
            Arrival.gathering_id == gathering_id, col(Arrival.person_id).is_(None)
        )
    )
    return people | {-(arrival_id or 0) for arrival_id in unknown}


def _contacts(session: Session, event_id: int) -> tuple[list[int], list[int]]:
    """Ids of those whom only this event names, and of those whom another one needs as well."""
    named = {
        (row_event, contact_id)
        for column, of_event in (
            (EventPartner.contact_id, EventPartner.event_id),
            (EventPartner.deputy_id, EventPartner.event_id),
            (Pledge.contact_id, Pledge.event_id),
        )
        for contact_id, row_event in session.exec(
            select(column, of_event).where(col(column).is_not(None))
        )
    }
    here = {contact_id for of_event, contact_id in named if of_event == event_id}
    elsewhere = {contact_id for of_event, contact_id in named if of_event != event_id}
    return sorted(_known(here - elsewhere)), sorted(_known(here & elsewhere))


def _known(ids: Collection[int | None]) -> set[int]:
    return {each for each in ids if each is not None}


def _is_counted(write: Write, event_id: int) -> bool:
    its = select(VisitCount.id).where(VisitCount.event_id == event_id).limit(1)
    return write.session.exec(its).first() is not None
