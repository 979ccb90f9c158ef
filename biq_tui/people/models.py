"""The tables of people and institutions."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from ..core.tables import Record, one_of
from ..core.text import NAME_LENGTH

CODE_LENGTH = 6
"""Letters on a badge, the check letter among them."""

KNOWN_BY_LENGTH = 40
OFFERS_LENGTH = 400
BLOCKED_LENGTH = 200
WORDING_LENGTH = 400
PHONE_LENGTH = 40
EMAIL_LENGTH = 254
"""The longest address that mail can have (RFC 5321, section 4.5.3.1.3)."""


class Person(Record, table=True):
    """Somebody, by the name as she writes it: one free field, any script, one word is enough."""

    __table_args__ = (
        CheckConstraint("name <> ''", name="name_given"),
        CheckConstraint("same_as <> id", name="not_the_same"),
        CheckConstraint(
            "(blocked_until IS NULL) = (blocked_because = '')", name="blocked_with_why"
        ),
    )

    name: str = Field(max_length=NAME_LENGTH)
    latin: str = Field(default="", max_length=NAME_LENGTH)
    """The name in Latin letters, so that it is found on a Latin keyboard; "" if not needed."""
    known_by: str = Field(default="", max_length=KNOWN_BY_LENGTH)
    """What tells her from others of her name, seen by the facilitator only; never a birth date."""
    locked: bool = False
    """She has a privacy lock (Sperrvermerk): no list that others see ever has her name."""
    same_as: int | None = Field(default=None, foreign_key="person.id")
    """She was found to be this person; her own row only keeps what once happened."""
    name_checked: bool = False
    """She has looked at her name and said that it is right. Another name is unchecked again."""
    blocked_until: date | None = None
    """She wants to be erased, but until then something must be kept: it is used for nothing else
    (Art. 18 GDPR)."""
    blocked_because: str = Field(default="", max_length=BLOCKED_LENGTH)
    version: int = 1


class Badge(Record, table=True):
    """A code that somebody carries. A person has one that counts; older ones are void for ever."""

    __table_args__ = (
        CheckConstraint(f"length(code) = {CODE_LENGTH}", name="code_length"),
        Index(
            "uq_badge_valid_person",
            "person_id",
            unique=True,
            sqlite_where=text("valid"),
            postgresql_where=text("valid"),
        ),
    )

    person_id: int = Field(foreign_key="person.id")
    code: str = Field(max_length=CODE_LENGTH, unique=True)
    valid: bool = True
    version: int = 1


class Allowed(StrEnum):
    """What somebody may be asked to allow; each is asked on its own, and no answer means no."""

    PHOTO = "photo"
    CONTACTS = "contacts"
    INVITATIONS = "invitations"
    PARTNERS = "partners"


class Consent(Record, table=True):
    """The answer somebody gave on paper: yes, or no. Nobody has to say why."""

    __table_args__ = (UniqueConstraint("person_id", "kind"), one_of("kind", Allowed))

    person_id: int = Field(foreign_key="person.id")
    kind: str = Field(max_length=20)
    given: bool
    wording: str = Field(default="", max_length=WORDING_LENGTH)
    """What she was asked, word for word; "" where that was not noted."""
    given_on: date | None = None
    revoked_on: date | None = None
    """When she took it back; None if she never did, or has allowed it again."""
    version: int = 1


class Erasure(Record, table=True):
    """Somebody was erased. A backup that is restored erases her again by her number."""

    __table_args__ = (UniqueConstraint("person_id"),)

    person_id: int
    """Her number. It refers to no row, and is never given to anybody else."""
    erased_on: date
    version: int = 1


class Organisation(Record, table=True):
    """An institution of the neighbourhood: what it is called, and what it can give."""

    __table_args__ = (CheckConstraint("name <> ''", name="name_given"),)

    name: str = Field(max_length=NAME_LENGTH)
    folded: str = Field(max_length=4 * NAME_LENGTH, unique=True)
    """The name as `names.one_spelling` has it: one institution is there once."""
    offers: str = Field(default="", max_length=OFFERS_LENGTH)
    """What it can give, by commas: "Raum, Strom, WC"."""
    logo_allowed: bool | None = None
    """Whether its logo may stand on posters; None while nobody has asked."""
    version: int = 1


class Contact(Record, table=True):
    """Whom to ask at an institution. Seen only where no audience looks."""

    __table_args__ = (
        UniqueConstraint("organisation_id", "name"),
        UniqueConstraint("id", "organisation_id"),
        CheckConstraint("name <> ''", name="name_given"),
    )

    organisation_id: int = Field(foreign_key="organisation.id")
    name: str = Field(max_length=NAME_LENGTH)
    phone: str = Field(default="", max_length=PHONE_LENGTH)
    email: str = Field(default="", max_length=EMAIL_LENGTH)
    is_deputy: bool = False
    """She is asked if the first one is away."""
    version: int = 1
