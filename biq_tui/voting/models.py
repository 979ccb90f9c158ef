"""The tables of votes: a poll, its options, and the urn.

What is secret lies apart from what is public. `Poll`, `PollOption` and `HandCount` are journalled
like all data. `Ticket`, `Rolled` and `Ballot` never are: who has voted and what was voted have no
number, no time and no order in common.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from ..core.tables import Record, one_of
from .ballots import Kind

QUESTION_LENGTH = 200
OPTION_LENGTH = 200
MOST_OPTIONS = 26
"""One for each letter."""

MOST_VOTERS = 999


class Channel(StrEnum):
    """By what people vote: raised hands, dots on paper, phones (and tickets), or hands and phones.

    One by default; two guard each other by the number of people in the room.
    """

    HANDS = "hands"
    PAPER = "paper"
    PHONES = "phones"
    MIXED = "mixed"


class PollState(StrEnum):
    """Prepared, open, or closed for good: whoever wants another go opens a new round."""

    READY = "ready"
    OPEN = "open"
    CLOSED = "closed"


class TieRule(StrEnum):
    """What is done with a tie, said before the first vote."""

    TALK = "talk"
    RUN_OFF = "run_off"
    LOT = "lot"


class Poll(Record, table=True):
    """One vote at a meeting."""

    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint("question <> ''", name="question_given"),
        CheckConstraint("number >= 1 AND round >= 1", name="numbers_positive"),
        CheckConstraint("electorate >= 0 AND abstained >= 0", name="people_positive"),
        CheckConstraint("abstained <= electorate", name="abstained_in_the_room"),
        CheckConstraint("most > 0 AND per_option > 0", name="limits_positive"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_at_a_time"),
        one_of("kind", Kind),
        one_of("channel", Channel),
        one_of("state", PollState),
        one_of("tie_rule", TieRule),
        Index(
            "ix_poll_one_open",
            "meeting_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    meeting_id: int = Field(foreign_key="meeting.id")
    number: int
    """Within its meeting."""
    round: int = 1
    earlier_id: int | None = Field(default=None, foreign_key="poll.id", index=True)
    """The round before this one; it stays as it was."""
    question: str = Field(max_length=QUESTION_LENGTH)
    kind: str = Field(max_length=20)
    channel: str = Field(max_length=10)
    state: str = Field(default=PollState.READY, max_length=10)
    electorate: int = 0
    """How many people may vote: who is in the room. Set at the opening."""
    abstained: int = 0
    """How many said that they do not vote."""
    most: int = 1
    """Dots a person has, or the highest points or resistance an option can get."""
    per_option: int = 1
    """Dots at most on one option."""
    budget: int | None = None
    """In whole euros."""
    with_tickets: bool = False
    """Phones need a ticket of the room; without, somebody could vote more than once."""
    tie_rule: str = Field(default=TieRule.TALK, max_length=10)
    seed: str = Field(default="", max_length=32)
    """From which a lot is drawn; made at the opening, so that nobody can choose it afterwards."""
    objection: str = Field(default="", max_length=OPTION_LENGTH)
    """What was answered to: can somebody not live with it?"""
    closed_at: datetime | None = None
    version: int = 1


class PollOption(Record, table=True):
    """Something that can be voted for."""

    __tablename__ = "poll_option"
    __table_args__ = (
        UniqueConstraint("poll_id", "letter"),
        CheckConstraint("wording <> ''", name="wording_given"),
        CheckConstraint("letter >= 'a' AND letter <= 'z'", name="letter_of_the_alphabet"),
        CheckConstraint("cost >= 0", name="cost_positive"),
    )

    poll_id: int = Field(foreign_key="poll.id")
    letter: str = Field(max_length=1)
    wording: str = Field(max_length=OPTION_LENGTH)
    idea_id: int | None = Field(default=None, foreign_key="idea.id", index=True)
    is_status_quo: bool = False
    """Everything stays as it is: the yardstick of consensing."""
    cost: int | None = None
    """In whole euros."""
    pictogram: str = Field(default="", max_length=20)
    """A picture of it by its name (`PICTOGRAMS`); "" without one."""
    version: int = 1


class HandCount(Record, table=True):
    """Hands (or paper dots) counted for an option: seen by everybody in the room, so no secret."""

    __tablename__ = "hand_count"
    __table_args__ = (
        UniqueConstraint("option_id", "grade"),
        CheckConstraint("hands >= 0", name="hands_positive"),
        CheckConstraint("grade >= 1", name="grade_positive"),
    )

    option_id: int = Field(foreign_key="poll_option.id")
    grade: int = 1
    """With consensing: 1 for a hand, 2 for both hands."""
    hands: int
    is_final: bool = False
    """The poll is closed: this is not taken back any more."""
    version: int = 1


class Ticket(SQLModel, table=True):
    """A ticket of the room: whoever holds it may vote. Nobody notes who holds which."""

    __table_args__ = (UniqueConstraint("meeting_id", "digest"),)

    meeting_id: int = Field(primary_key=True, foreign_key="meeting.id")
    number: int = Field(primary_key=True)
    """Printed on it, so that a lost one can be named and replaced."""
    digest: str = Field(max_length=64)
    """scrypt of its letters, in hexadecimal."""
    is_void: bool = False
    """It was lost, and another one was given out for it."""


class Rolled(SQLModel, table=True):
    """The voter roll: a ticket, or a form, has voted in this poll. It does not say what."""

    __tablename__ = "voter_roll"
    __table_args__ = {"sqlite_with_rowid": False}

    poll_id: int = Field(primary_key=True, foreign_key="poll.id")
    mark: str = Field(primary_key=True, max_length=64)
    """SHA-256 of the poll and the ticket's digest; of the form's key where none are needed."""
    form: str = Field(max_length=64)
    """SHA-256 of the form's key: sent again, it is answered again."""


class Ballot(SQLModel, table=True):
    """What somebody voted, under a random key."""

    __table_args__ = {"sqlite_with_rowid": False}

    poll_id: int = Field(primary_key=True, foreign_key="poll.id")
    key: str = Field(primary_key=True, max_length=32)
    marks: dict[str, Any] = Field(sa_type=JSON)
    """By the letter of each option: dots, points, resistance, rank, or 1."""
