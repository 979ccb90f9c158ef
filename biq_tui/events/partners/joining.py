"""The use cases of institutions at an event: they join, carry it with us, have a contact, leave."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from ...core.errors import Refused
from ...core.language import _
from ...core.write import Write
from ...people import organisations
from ...people.contact_words import Reach
from ...people.models import Contact, Organisation
from ...people.organisations import Named
from ..models import BudgetLine, Event, EventPartner, EventTask, Pledge
from ..reading import gone
from . import sentences

_NAMED_AT_ONCE = 3


def partner_of(write: Write, event_id: int, institution: Named) -> EventPartner:
    """The institution at this event, which joins now if it was no partner yet. It tells nothing."""
    organisation_id = organisations.stored(write, institution)
    if write.session.get(Event, event_id) is None:
        raise gone()
    row = write.insert(EventPartner(event_id=event_id, organisation_id=organisation_id))
    if row is not None:
        return row
    its = select(EventPartner).where(
        EventPartner.event_id == event_id, EventPartner.organisation_id == organisation_id
    )
    return write.session.exec(its.execution_options(populate_existing=True)).one()


def join(write: Write, event_id: int, institution: Named) -> int:
    """An institution is a partner of this event; nothing is asked of it yet. Its id there."""
    partner = partner_of(write, event_id, institution)
    write.tell(sentences.PARTNER, organisation=partner.organisation_id)
    return partner.id or 0


def set_co_organiser(write: Write, event_id: int, institution: Named, is_it: bool | None) -> None:
    """Whether an institution carries the event with us, and is liable with us."""
    partner = partner_of(write, event_id, institution)
    write.change(EventPartner, EventPartner.id == partner.id, is_co_organiser=is_it)
    write.tell(sentences.CO_ORGANISER[is_it], organisation=partner.organisation_id)


def set_contact(
    write: Write, event_id: int, institution: Named, reach: Reach, is_deputy: bool
) -> None:
    """Note whom to ask there, or who stands in for her, and that it is she at this event."""
    partner = partner_of(write, event_id, institution)
    contact_id = organisations.keep_contact(write, partner.organisation_id, reach, is_deputy)
    asked, deputy = partner.contact_id, partner.deputy_id
    if is_deputy:
        asked, deputy = None if asked == contact_id else asked, contact_id
    else:
        asked, deputy = contact_id, None if deputy == contact_id else deputy
    write.change(EventPartner, EventPartner.id == partner.id, contact_id=asked, deputy_id=deputy)


def forget_contact(write: Write, contact_id: int) -> None:
    """Take a contact out, everywhere. What she said stays said."""
    for column in ("contact_id", "deputy_id"):
        at = getattr(EventPartner, column) == contact_id
        write.change(EventPartner, at, **{column: None})
    write.change(Pledge, Pledge.contact_id == contact_id, contact_id=None)
    organisations.remove_contact(write, contact_id)


def leave(write: Write, event_id: int, organisation_id: int) -> None:
    """An institution is no partner of this event any more, and what it pledged is taken out.

    Raises Refused while it has tasks or pays something here.
    """
    partner = _partner(write, event_id, organisation_id)
    for model in (EventTask, BudgetLine):
        its = select(col(model.number)).where(model.partner_id == partner.id)
        numbers = write.session.exec(its.order_by(col(model.number))).all()
        if numbers:
            raise Refused(still_has(_name(write, organisation_id), numbers))
    write.delete(Pledge, Pledge.partner_id == partner.id)
    write.delete(EventPartner, EventPartner.id == partner.id)
    write.tell(sentences.PARTNER_LEAVES, organisation=organisation_id)


def still_has(institution: str, numbers: Sequence[int]) -> str:
    """Why an institution can't leave: tasks or lines of money are its own."""
    listed = ", ".join(f"{number}" for number in sorted(numbers))
    return _("{institution} still has number {numbers} here. Please give it away first.").format(
        institution=institution, numbers=listed
    )


def remove_institution(write: Write, organisation_id: int) -> None:
    """Take an institution out of the list. Raises Refused while it is a partner of any event."""
    at = (
        select(Event.title)
        .join(EventPartner, col(EventPartner.event_id) == col(Event.id))
        .where(EventPartner.organisation_id == organisation_id)
        .order_by(col(Event.id))
    )
    titles = write.session.exec(at).all()
    if titles:
        shown = ", ".join(titles[:_NAMED_AT_ONCE]) + (", …" if len(titles) > _NAMED_AT_ONCE else "")
        raise Refused(
            _("{institution} is still a partner of: {events}. Nothing was taken out.").format(
                institution=_name(write, organisation_id), events=shown
            )
        )
    contacts = select(Contact.id).where(Contact.organisation_id == organisation_id)
    for contact_id in write.session.exec(contacts.order_by(col(Contact.id))).all():
        write.change(Pledge, Pledge.contact_id == contact_id, contact_id=None)
    organisations.remove(write, organisation_id)


def _partner(write: Write, event_id: int, organisation_id: int) -> EventPartner:
    its = select(EventPartner).where(
        EventPartner.event_id == event_id, EventPartner.organisation_id == organisation_id
    )
    found = write.session.exec(its).first()
    if found is None:
        raise gone()
    return found


def _name(write: Write, organisation_id: int) -> str:
    organisation = write.session.get(Organisation, organisation_id)
    return "" if organisation is None else organisation.name
