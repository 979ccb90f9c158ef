"""What the screen of a meeting shows: frozen rows, consistent as of one journal entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from ..attendance.models import Sitting
from ..core.telling import Happened
from ..evaluations import Past, Said
from ..outcomes import Outcome
from .memory import EarlierIdea
from .models import IdeaState, PhoneIdeas, TaskState
from .phone_ideas import SentRow


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point of the agenda."""

    item_id: int
    number: int
    title: str
    minutes: int | None
    began_at: datetime | None


@dataclass(frozen=True, slots=True)
class Double:
    """What was found to be the same as another idea."""

    idea_id: int
    number: int
    text: str
    same_as: int
    """The idea it was found to be; that may itself be the same as another one."""


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """One idea at this meeting."""

    idea_id: int
    number: int
    text: str
    short: str
    state: IdeaState
    said: int
    """How often it was said here, at least: who named it twice is counted once."""
    said_at_most: int
    cluster_id: int | None
    place: int
    doubles: tuple[Double, ...] = ()
    own_said: int = 1
    """How often it was said under its own number."""

    @property
    def times(self) -> str:
        """How often it was said, if more than once: "×3", or "×3–5"."""
        if self.said_at_most == 1:
            return ""
        return f"×{self.said}" if self.said == self.said_at_most else (
            f"×{self.said}–{self.said_at_most}"
        )  # fmt: skip

    @property
    def line(self) -> str:
        """What stands on the wall: the short line, if there is one."""
        return self.short or self.text


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of ideas."""

    cluster_id: int
    letter: str
    title: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: still open, or closed at this meeting or after it."""

    task_id: int
    number: int
    what: str
    person_id: int | None
    person: str
    """Who does it; "" for nobody."""
    helpers: tuple[tuple[int, str], ...]
    """Ids and names of those who help."""
    due: date | None
    state: TaskState
    is_new: bool
    """It was agreed at this meeting."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What was decided."""

    decision_id: int
    number: int
    wording: str
    how: str
    dissent: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """What stays open."""

    question_id: int
    number: int
    wording: str


@dataclass(frozen=True, slots=True)
class WishRow:
    """An event that the group wants."""

    wish_id: int
    wording: str
    numbers: tuple[int, ...]
    """Of the ideas that it comes from, in the order in which they were named."""
    became: tuple[Outcome, ...] = ()
    """The events that were made of it."""


@dataclass(frozen=True)
class Board:
    """A meeting as its screen sees it."""

    meeting_id: int
    gathering_id: int
    topic: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    sitting: Sitting
    heads: int | None
    """As they were counted."""
    here: int
    """Who has signed in and not left."""
    with_names: bool
    phones: PhoneIdeas
    """Whether ideas come from phones; as it was set last, if the meeting has ended."""
    waiting: tuple[SentRow, ...]
    """Ideas from phones that wait for a look, the oldest first."""
    agenda: tuple[PointRow, ...]
    ideas: tuple[IdeaRow, ...]
    """In the order in which they came; no doubles of others among them."""
    groups: tuple[GroupRow, ...]
    """By their letters."""
    tasks: tuple[TaskRow, ...]
    decisions: tuple[DecisionRow, ...]
    questions: tuple[QuestionRow, ...]
    wishes: tuple[WishRow, ...]
    parked: tuple[EarlierIdea, ...]
    """Ideas of other meetings that wait to come back."""
    next_meeting: datetime | None
    next_idea: int
    """The number that the next new idea will have."""
    next_task: int
    as_of: int
    last_event: Happened | None
    my_step: Happened | None
    past_events: tuple[Past, ...] = ()
    """Events that are over and wait for a word of the group."""
    looked_back: tuple[Said, ...] = ()
    """What was said here of events that are over."""
    origins: Mapping[int, str] = field(default_factory=dict)
    """By id, of ideas that come from looking back at an event: at which one, in words."""

    @cached_property
    def by_number(self) -> Mapping[int, IdeaRow]:
        """The ideas by their numbers; a double's number means the idea it is the same as."""
        numbers = {double.number: idea for idea in self.ideas for double in idea.doubles}
        return numbers | {idea.number: idea for idea in self.ideas}

    @cached_property
    def double_numbers(self) -> Mapping[int, Double]:
        """What was found to be the same as another one, by number."""
        return {double.number: double for idea in self.ideas for double in idea.doubles}

    @property
    def phones_invited(self) -> bool:
        """Whether a phone that sends an idea now is heard."""
        return self.phones is not PhoneIdeas.OFF and self.sitting is not Sitting.ENDED

    def sent(self, sent_id: int | None) -> SentRow | None:
        """The waiting idea with this id; None if nobody waits under it any more."""
        return next((row for row in self.waiting if row.sent_id == sent_id), None)

    def group_of(self, cluster_id: int | None) -> GroupRow | None:
        """The group with this id."""
        return next((row for row in self.groups if row.cluster_id == cluster_id), None)

    def ideas_of(self, cluster_id: int | None) -> tuple[IdeaRow, ...]:
        """The ideas of a group, or of none, in the order in which they came to it."""
        its = [idea for idea in self.ideas if idea.cluster_id == cluster_id]
        return tuple(sorted(its, key=lambda idea: idea.place))

    @property
    def people(self) -> int | None:
        """How many are in the room: as counted, else as they signed in; None: nobody said so."""
        return self.heads if self.heads is not None else (self.here or None)

    @property
    def in_hand(self) -> PointRow | None:
        """The point of the agenda that the group is at."""
        begun = [(row.began_at, row.number, row) for row in self.agenda if row.began_at]
        return max(begun)[2] if begun else None
