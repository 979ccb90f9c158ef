"""The tables of course runs: their dates and who takes part.

A date is a gathering (`attendance`) that belongs to a block; who takes part is expected at each
of them, from the day she joined to the day she left.
"""

from datetime import date

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from ..core.tables import Record

TITLE_LENGTH = 80
"""The longest title of a course run, in characters."""

NEEDS_LENGTH = 200
"""The longest list of one person's needs, in characters."""


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
    version: int = 1
