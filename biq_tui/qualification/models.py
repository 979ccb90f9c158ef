"""The tables of course runs: their dates, who takes part, and what they paid.

A date is a gathering (`attendance`) that belongs to a block; who takes part is expected at each
of them, from the day she joined to the day she left.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from ..core.tables import Record

TITLE_LENGTH = 80
"""The longest title of a course run, in characters."""

NEEDS_LENGTH = 200
"""The longest list of one person's needs, in characters."""

REASON_LENGTH = 200


class CourseRun(Record, table=True):
    """One run of the whole course, from its first block to the certificate."""

    __tablename__ = "course_run"
    __table_args__ = (
        UniqueConstraint("folded"),
        CheckConstraint("title <> ''", name="title_given"),
    )

    title: str = Field(max_length=TITLE_LENGTH)
    folded: str = Field(max_length=4 * TITLE_LENGTH)
    """The title as it is compared: two runs may not be told apart by capitals alone."""
    curriculum: str = Field(max_length=40)
    """Key of the curriculum that the blocks' numbers belong to."""
    facilitators: str = Field(default="", max_length=200)
    version: int = 1


class CourseDate(Record, table=True):
    """One date of a block: a gathering with its breaks and its teaching units."""

    __tablename__ = "course_date"
    __table_args__ = (
        UniqueConstraint("gathering_id"),
        CheckConstraint("block >= 1", name="block_positive"),
        CheckConstraint("break_minutes >= 0", name="breaks_positive"),
        CheckConstraint("units >= 0", name="units_positive"),
    )

    run_id: int = Field(foreign_key="course_run.id", index=True)
    gathering_id: int = Field(foreign_key="gathering.id")
    block: int
    """Number of the block in the curriculum."""
    break_minutes: int = 0
    """Minutes of the date that are no teaching."""
    units: int = 0
    """Teaching units (UE, 45 minutes each unless the house says otherwise) of the whole date."""
    version: int = 1


class Enrolment(Record, table=True):
    """Somebody takes part in a course run, with the number that stays (it is printed)."""

    __table_args__ = (
        UniqueConstraint("run_id", "person_id"),
        UniqueConstraint("run_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("left_on >= joined_on", name="left_after_joined"),
        CheckConstraint("fee_cents >= 0", name="fee_positive"),
    )

    run_id: int = Field(foreign_key="course_run.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    number: int
    joined_on: date | None = None
    """From this day on she is expected; None: from the beginning."""
    left_on: date | None = None
    """From this day on she is not expected any more; None: until the end."""
    needs: str = Field(default="", max_length=NEEDS_LENGTH)
    """What she needs in the room, by commas: "Platz für Rollstuhl". Never a diagnosis."""
    fee_cents: int | None = None
    """What she owes, in cents; None: what the house asks for, 0: waived. No reason is kept."""
    decided_because: str = Field(default="", max_length=REASON_LENGTH)
    """Why she gets the certificate though the rule says no; "" while nobody has decided so."""
    version: int = 1


class Payment(Record, table=True):
    """Money received, with the number of its receipt: running within the year."""

    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("cents > 0", name="cents_positive"),
    )

    enrolment_id: int = Field(foreign_key="enrolment.id", index=True)
    year: int
    number: int
    cents: int
    paid_on: date
    void: bool = False
    """Given back, or noted by mistake after the receipt was handed out; its number stays used."""
    version: int = 1


class CountedUnits(Record, table=True):
    """Of a date somebody attended, other units count than all of it. No row: the whole date."""

    __tablename__ = "counted_units"
    __table_args__ = (
        UniqueConstraint("date_id", "person_id"),
        CheckConstraint("units >= 0", name="units_positive"),
    )

    date_id: int = Field(foreign_key="course_date.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    units: int
    version: int = 1


class PrintedPaper(Record, table=True):
    """A paper of a date was made, so Heute asks for it no longer."""

    __tablename__ = "printed_paper"
    __table_args__ = (UniqueConstraint("gathering_id", "paper"),)

    gathering_id: int = Field(foreign_key="gathering.id")
    paper: str = Field(max_length=20)
    made_at: datetime
    version: int = 1
