"""The tables of meetings (Treffen): ideas, groups, tasks, decisions, questions, wishes.

An idea belongs to the house, not to a meeting: it keeps its number and its row through all
meetings at which it is named.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from ..core.tables import Record, one_of
from ..core.text import NAME_LENGTH

TOPIC_LENGTH = 100
IDEA_LENGTH = 2000
"""The longest idea, in characters: a page. Whatever is longer is said so, and nothing is cut."""

SHORT_LENGTH = 120
GROUP_LENGTH = 60
LANGUAGE_LENGTH = 10
TASK_LENGTH = 400
WORDING_LENGTH = 2000
MOST_SAID = 99
"""So often at most is an idea said at one go."""


class IdeaState(StrEnum):
    """Where an idea stands. A parked one comes back at the next meeting; a chosen one is done."""

    OPEN = "open"
    PARKED = "parked"
    CHOSEN = "chosen"


class TaskState(StrEnum):
    """Whether a task is still to be done; a dropped one is not needed any more."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class PhoneIdeas(StrEnum):
    """Whether ideas come from phones: not at all, after the facilitator's look, or at once."""

    OFF = "off"
    HELD = "held"
    FREE = "free"


class Sent(StrEnum):
    """What became of an idea from a phone: it waits for a look, is on the wall, or laid aside."""

    WAITING = "waiting"
    TAKEN = "taken"
    ASIDE = "aside"


class Meeting(Record, table=True):
    """A Treffen: a gathering with a topic, an agenda, and what comes of it."""

    __table_args__ = (
        UniqueConstraint("gathering_id"),
        CheckConstraint("heads >= 0", name="heads_positive"),
        one_of("phones", PhoneIdeas),
    )

    gathering_id: int = Field(foreign_key="gathering.id")
    topic: str = Field(default="", max_length=TOPIC_LENGTH)
    heads: int | None = None
    """How many people are in the room, as somebody counted them."""
    with_names: bool = False
    """The group wants names in its minutes."""
    phones: str = Field(default=PhoneIdeas.OFF, max_length=10)
    """Whether ideas come from phones."""
    version: int = 1


class AgendaItem(Record, table=True):
    """One point of the agenda, with the minutes it may take."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        CheckConstraint("title <> ''", name="title_given"),
    )

    meeting_id: int = Field(foreign_key="meeting.id")
    number: int
    title: str = Field(max_length=TOPIC_LENGTH)
    minutes: int | None = None
    began_at: datetime | None = None
    """Since when the group is at it; the item that began last is the one in hand."""
    version: int = 1


class Idea(Record, table=True):
    """What somebody said, verbatim, under a number that people can read and say."""

    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("text <> ''", name="text_given"),
        CheckConstraint("same_as <> id", name="not_the_same"),
        one_of("state", IdeaState),
    )

    number: int
    """Running through the whole house."""
    text: str = Field(max_length=IDEA_LENGTH)
    short: str = Field(default="", max_length=SHORT_LENGTH)
    """A short German line of it, where the idea is long or in another language."""
    state: str = Field(default=IdeaState.OPEN, max_length=10)
    same_as: int | None = Field(default=None, foreign_key="idea.id", index=True)
    """It was found to be the same as this idea; its own row keeps what was said."""
    version: int = 1


class Cluster(Record, table=True):
    """A group of ideas at one meeting, under a letter."""

    __table_args__ = (
        UniqueConstraint("meeting_id", "letter"),
        UniqueConstraint("id", "meeting_id"),
        CheckConstraint("title <> ''", name="title_given"),
        CheckConstraint("letter >= 'a' AND letter <= 'z'", name="letter_of_the_alphabet"),
    )

    meeting_id: int = Field(foreign_key="meeting.id")
    letter: str = Field(max_length=1)
    title: str = Field(max_length=GROUP_LENGTH)
    version: int = 1


class IdeaAtMeeting(Record, table=True):
    """An idea was named at a meeting: how often, and in which group it stands there."""

    __tablename__ = "idea_at_meeting"
    __table_args__ = (
        UniqueConstraint("idea_id", "meeting_id"),
        # Without this an idea could stand in a group of another meeting.
        ForeignKeyConstraint(["cluster_id", "meeting_id"], ["cluster.id", "cluster.meeting_id"]),
        CheckConstraint("said >= 1", name="said_positive"),
    )
    ADDED_UP: ClassVar[frozenset[str]] = frozenset({"said", "place"})

    idea_id: int = Field(foreign_key="idea.id")
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    said: int = 1
    """How often it was said at this meeting."""
    cluster_id: int | None = None
    place: int
    """Its place among the ideas of the meeting: whoever is moved goes to the end of a group."""
    version: int = 1


class Task(Record, table=True):
    """Who does what until when. Its number runs through the whole house."""

    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("number >= 1", name="number_positive"),
        CheckConstraint("what <> ''", name="what_given"),
        CheckConstraint("(state = 'open') = (closed_on IS NULL)", name="closed_on_a_day"),
        one_of("state", TaskState),
    )

    number: int
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    """At which meeting it was agreed."""
    what: str = Field(max_length=TASK_LENGTH)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    """Who is responsible: one person, or nobody yet."""
    due: date | None = None
    state: str = Field(default=TaskState.OPEN, max_length=10)
    closed_on: date | None = None
    """The day on which it was done or dropped."""
    version: int = 1


class TaskHelper(Record, table=True):
    """Somebody helps with a task."""

    __tablename__ = "task_helper"
    __table_args__ = (UniqueConstraint("task_id", "person_id"),)

    task_id: int = Field(foreign_key="task.id")
    person_id: int = Field(foreign_key="person.id", index=True)


class Decision(Record, table=True):
    """What the group decided, how, and what somebody had against it."""

    __table_args__ = (CheckConstraint("wording <> ''", name="wording_given"),)

    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    wording: str = Field(max_length=WORDING_LENGTH)
    how: str = Field(default="", max_length=SHORT_LENGTH)
    """In words: "ohne Widerspruch", "12 ja, 3 nein"."""
    dissent: str = Field(default="", max_length=WORDING_LENGTH)
    version: int = 1


class OpenQuestion(Record, table=True):
    """What nobody could answer at a meeting."""

    __tablename__ = "open_question"
    __table_args__ = (CheckConstraint("wording <> ''", name="wording_given"),)

    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    wording: str = Field(max_length=WORDING_LENGTH)
    version: int = 1


class IdeaByPhone(Record, table=True):
    """What a phone has sent, as it was written. The key makes it happen once."""

    __tablename__ = "idea_by_phone"
    __table_args__ = (
        UniqueConstraint("meeting_id", "key", "digest"),
        CheckConstraint("text <> ''", name="text_given"),
        CheckConstraint("(fate = 'taken') = (idea_id IS NOT NULL)", name="taken_is_an_idea"),
        one_of("fate", Sent),
    )

    meeting_id: int = Field(foreign_key="meeting.id")
    key: str = Field(max_length=40)
    digest: str = Field(max_length=64)
    """SHA-256 of the text, in hexadecimal: a page of text is too long for a unique index."""
    text: str = Field(max_length=IDEA_LENGTH)
    name: str = Field(default="", max_length=NAME_LENGTH)
    """Who wrote it, if she wanted to say so."""
    language: str = Field(default="", max_length=LANGUAGE_LENGTH)
    """Of the page on which it was written: a code of PHONE_LANGUAGES."""
    at: datetime
    fate: str = Field(default=Sent.WAITING, max_length=10)
    idea_id: int | None = Field(default=None, foreign_key="idea.id", index=True)
    version: int = 1


class Wish(Record, table=True):
    """An event that the group wants, handed over with the ideas it comes from."""

    __table_args__ = (CheckConstraint("wording <> ''", name="wording_given"),)

    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    wording: str = Field(max_length=WORDING_LENGTH)
    version: int = 1


class WishIdea(Record, table=True):
    """An idea is part of a wish; one may be part of several."""

    __tablename__ = "wish_idea"
    __table_args__ = (UniqueConstraint("wish_id", "idea_id"),)

    wish_id: int = Field(foreign_key="wish.id")
    idea_id: int = Field(foreign_key="idea.id", index=True)
