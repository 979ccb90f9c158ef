"""Institutions at an event, and what they and neighbours give."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from ...core.tables import Record, one_of
from .states import MOST_CENTS, REASON_LENGTH, WHAT_LENGTH, PledgeRole, PledgeState, Via


class EventPartner(Record, table=True):
    """An institution has to do with an event."""

    __tablename__ = "event_partner"
    __table_args__ = (
        UniqueConstraint("event_id", "organisation_id"),
        UniqueConstraint("id", "event_id"),
        # Without these, somebody of another institution could speak for this one.
        ForeignKeyConstraint(
            ["contact_id", "organisation_id"], ["contact.id", "contact.organisation_id"]
        ),
        ForeignKeyConstraint(
            ["deputy_id", "organisation_id"], ["contact.id", "contact.organisation_id"]
        ),
        CheckConstraint("contact_id <> deputy_id", name="deputy_is_another"),
    )

    event_id: int = Field(foreign_key="event.id")
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    contact_id: int | None = Field(default=None, index=True)
    deputy_id: int | None = Field(default=None, index=True)
    is_co_organiser: bool | None = None
    """Whether it carries the event with us, and is liable with us; None while nobody has said."""
    version: int = 1


class Pledge(Record, table=True):
    """Something the event needs, and who gives it: an institution, a neighbour, or nobody yet."""

    __table_args__ = (
        UniqueConstraint("event_id", "number"),
        UniqueConstraint("partner_id", "role", "what"),
        ForeignKeyConstraint(
            ["partner_id", "event_id"], ["event_partner.id", "event_partner.event_id"]
        ),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("partner_id IS NULL OR person_id IS NULL", name="one_gives"),
        CheckConstraint(
            "(state = 'needed') = (partner_id IS NULL AND person_id IS NULL)",
            name="needed_from_nobody",
        ),
        CheckConstraint("(state = 'pledged_if') = (condition <> '')", name="condition_said"),
        CheckConstraint(f"cents >= 0 AND cents <= {MOST_CENTS}", name="cents_possible"),
        one_of("role", PledgeRole),
        one_of("state", PledgeState),
        one_of("via", Via),
    )

    event_id: int = Field(foreign_key="event.id")
    number: int
    """In the run of its event."""
    partner_id: int | None = Field(default=None, index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    role: str = Field(max_length=20)
    what: str = Field(default="", max_length=WHAT_LENGTH)
    """In words: "20 Tische"; "" if the role says it."""
    cents: int | None = None
    """Of money."""
    state: str = Field(default=PledgeState.NEEDED, max_length=12)
    condition: str = Field(default="", max_length=REASON_LENGTH)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    """Who said so."""
    via: str = Field(default=Via.UNSAID, max_length=10)
    said_on: date | None = None
    due: date | None = None
    """Until when an answer is needed."""
    version: int = 1
