"""Institutions of the neighbourhood, and whom to ask there.

Whoever names an institution may know it by its name only: it is stored with the first step that
names it. So a step takes its id, or its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from ..core.errors import Refused
from ..core.language import _
from ..core.text import NAME_LENGTH, clean
from ..core.write import Write
from . import organisation_sentences as sentences
from .contact_words import Reach
from .models import OFFERS_LENGTH, Contact, Organisation
from .names import fold, one_spelling

SHIPPED = ("Bremer Heimstiftung", "Martinsclub Bremen", "Volkshochschule Bremen")
"""Known by name before anybody has entered them: the partners of the programme."""

Named = int | str
"""An institution by its id, or by its name if it may not be stored yet."""

_OF_THE_TOWN = frozenset({"bremen", "bremer", "bremens", "ev", "ggmbh", "gmbh", "e", "v"})
"""What the short name of an institution leaves out."""


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

    @property
    def named(self) -> Named:
        """How a step names it."""
        return self.name if self.organisation_id is None else self.organisation_id


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
    known = [set(row.folded.split()) for row in stored]
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
            # Renamed to "Heimstiftung Nord" it is still the one that is known.
            if not any(set(fold(short_name(name))) <= words for words in known)
        ),
    )


def short_name(name: str) -> str:
    """What people in the room call it: Bremer Heimstiftung, Heimstiftung."""
    words = [word for word in name.split() if not set(fold(word)) <= _OF_THE_TOWN]
    return " ".join(words) or name


def stored(write: Write, institution: Named) -> int:
    """The id of an institution, which is stored now if it was known by name only.

    It tells nothing: that is said by the step that names it. Raises Refused if it is gone.
    """
    if isinstance(institution, int):
        if write.session.get(Organisation, institution) is None:
            raise _gone()
        return institution
    name = worded(institution)
    folded = one_spelling(name)
    row = write.insert(Organisation(name=name, folded=folded))
    if row is None:
        found = select(Organisation.id).where(Organisation.folded == folded)
        return write.session.exec(found).one() or 0
    return row.id or 0


def add(write: Write, name: str) -> int:
    """A new institution; its id. Raises Refused if there is one of this name."""
    new = worded(name)
    row = write.insert(Organisation(name=new, folded=one_spelling(new)))
    if row is None:
        raise already_there(new)
    write.tell(sentences.ADDED, organisation=row.id)
    return row.id or 0


def rename(write: Write, institution: Named, name: str) -> None:
    """An institution is called otherwise. Raises Refused if another one has the name."""
    organisation_id, new = stored(write, institution), worded(name)
    folded = one_spelling(new)
    other = select(Organisation.id).where(
        Organisation.folded == folded, Organisation.id != organisation_id
    )
    if write.session.exec(other).first() is not None:
        raise already_there(new)
    _changed(write, organisation_id, name=new, folded=folded)
    write.tell(sentences.RENAMED, organisation=organisation_id)


def set_offers(write: Write, institution: Named, offers: str) -> None:
    """What an institution can give, in words; "" for what nobody knows."""
    cleaned = offered(offers)
    organisation_id = stored(write, institution)
    _changed(write, organisation_id, offers=cleaned)
    message = sentences.OFFERS if cleaned else sentences.OFFERS_NOTHING
    write.tell(message, organisation=organisation_id, offers=cleaned)


def allow_logo(write: Write, institution: Named, allowed: bool | None) -> None:
    """Whether the logo may stand on posters; None: nobody has asked."""
    organisation_id = stored(write, institution)
    _changed(write, organisation_id, logo_allowed=allowed)
    write.tell(sentences.LOGO[allowed], organisation=organisation_id)


def keep_contact(write: Write, institution: Named, reach: Reach, is_deputy: bool) -> int:
    """Note whom to ask at an institution, or how she is reached now; her id.

    What is not said of somebody who is known stays.
    """
    organisation_id = stored(write, institution)
    name = clean(reach.name)
    if not name:
        raise Refused(_("Please write the name of the contact, too."))
    contact = write.insert(
        Contact(
            organisation_id=organisation_id,
            name=name,
            phone=reach.phone,
            email=reach.email,
            is_deputy=is_deputy,
        )
    )
    contact_id = None if contact is None else contact.id
    if contact_id is None:
        said = {"phone": reach.phone, "email": reach.email}
        values: dict[str, Any] = {key: value for key, value in said.items() if value}
        its: Any = (Contact.organisation_id == organisation_id, Contact.name == name)
        (contact,) = write.change(Contact, *its, is_deputy=is_deputy, **values)
        contact_id = contact.id
    message = sentences.DEPUTY if is_deputy else sentences.CONTACT
    write.tell(message, organisation=organisation_id)
    return contact_id or 0


def remove_contact(write: Write, contact_id: int) -> None:
    """Take a contact out. Whatever names her must have let her go before."""
    contact = write.session.get(Contact, contact_id)
    if contact is None:
        raise _gone()
    organisation_id = contact.organisation_id
    write.delete(Contact, Contact.id == contact_id)
    write.tell(sentences.CONTACT_REMOVED, organisation=organisation_id)


def remove(write: Write, organisation_id: int) -> None:
    """Take an institution out, with its contacts. Whoever calls has seen that nothing names it."""
    organisation = write.session.get(Organisation, organisation_id)
    if organisation is None:
        raise _gone()
    name = organisation.name
    write.delete(Contact, Contact.organisation_id == organisation_id)
    write.delete(Organisation, Organisation.id == organisation_id)
    write.tell(sentences.REMOVED, institution=name)


def offered(offers: str) -> str:
    """What an institution can give, as it can be stored. Raises Refused if it is too long."""
    cleaned = clean(offers, OFFERS_LENGTH + 1)
    if len(cleaned) > OFFERS_LENGTH:
        raise Refused(
            _("This is too long: {length} letters. {most} are possible.").format(
                length=len(cleaned), most=OFFERS_LENGTH
            )
        )
    return cleaned


def already_there(name: str) -> Refused:
    """What is said if another institution has the name."""
    return Refused(_("There is an institution called {name} already.").format(name=name))


def worded(name: str) -> str:
    """A name as it can be stored. Raises Refused for none, or one that is too long."""
    cleaned = clean(name, NAME_LENGTH + 1)
    if not any(letter.isalpha() for letter in cleaned):
        raise Refused(_("Please write the name of the institution."))
    if len(cleaned) > NAME_LENGTH:
        raise Refused(
            _("This name is too long: {most} letters are possible.").format(most=NAME_LENGTH)
        )
    return cleaned


def _gone() -> Refused:
    return Refused(_("This is not there any more. Somebody has taken it back."))


def _changed(write: Write, organisation_id: int, **values: Any) -> None:
    if not write.change(Organisation, Organisation.id == organisation_id, **values):
        raise _gone()
