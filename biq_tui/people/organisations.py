"""Institutions of the neighbourhood, and whom to ask there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from .models import Contact, Organisation
from .names import one_spelling

SHIPPED = ("Bremer Heimstiftung", "Martinsclub Bremen", "Volkshochschule Bremen")
"""Known by name before anybody has entered them: the partners of the programme."""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Whom to ask. Shown only where no audience looks."""

    contact_id: int
    name: str
    phone: str
    email: str
    is_deputy: bool


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution as lines and lists see it."""

    organisation_id: int | None
    """None for one that is known by name only and not stored yet."""
    name: str
    offers: str
    logo_allowed: bool | None
    contacts: tuple[ContactRow, ...]


def institutions(session: Session) -> tuple[Institution, ...]:
    """All that are stored, by name; then those that the program knows."""
    contacts: dict[int, list[ContactRow]] = {}
    for contact in session.exec(select(Contact).order_by(col(Contact.is_deputy), col(Contact.id))):
        contacts.setdefault(contact.organisation_id, []).append(
            ContactRow(
                contact.id or 0, contact.name, contact.phone, contact.email, contact.is_deputy
            )
        )
    stored = session.exec(
        select(Organisation).order_by(col(Organisation.folded), col(Organisation.id))
    ).all()
    known = {organisation.folded for organisation in stored}
    return (
        *(
            Institution(
                organisation_id=row.id,
                name=row.name,
                offers=row.offers,
                logo_allowed=row.logo_allowed,
                contacts=tuple(contacts.get(row.id or 0, ())),
            )
            for row in stored
        ),
        *(
            Institution(None, name, "", None, ())
            for name in SHIPPED
            if one_spelling(name) not in known
        ),
    )
