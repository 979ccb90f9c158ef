"""Places, and what is known of their access."""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from ...core.tables import Record, one_of
from ...core.text import NAME_LENGTH
from .states import PLACE_LENGTH, WHAT_LENGTH, Answer, Feature


class Venue(Record, table=True):
    """A place of which more is known than its name."""

    __table_args__ = (CheckConstraint("name <> ''", name="name_given"),)

    name: str = Field(max_length=PLACE_LENGTH)
    folded: str = Field(max_length=4 * PLACE_LENGTH, unique=True)
    is_shared: bool = False
    """Several events at once are fine there: a yard, a park."""
    address: str = Field(default="", max_length=WHAT_LENGTH)
    version: int = 1


class VenueAccess(Record, table=True):
    """What is known of one point of a venue's access, who looked, and when."""

    __tablename__ = "venue_access"
    __table_args__ = (
        UniqueConstraint("venue_id", "feature"),
        one_of("feature", Feature),
        one_of("answer", Answer),
    )

    venue_id: int = Field(foreign_key="venue.id")
    feature: str = Field(max_length=20)
    answer: str = Field(max_length=10)
    note: str = Field(default="", max_length=WHAT_LENGTH)
    """In words: "90 cm", "Linie 4, Haltestelle Am Markt"."""
    checked_on: date | None = None
    checked_by: str = Field(default="", max_length=NAME_LENGTH)
    version: int = 1
