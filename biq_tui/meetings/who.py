"""What the line of tasks is read against: the tasks that are seen, and everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from ..people import who
from ..people.directory import Directory, Known
from .board import TaskRow


class HasTasks(Protocol):
    """What tasks stand on: the board of a meeting, or the list of all."""

    @property
    def tasks(self) -> tuple[TaskRow, ...]:
        """The tasks that are seen."""

    @property
    def next_meeting(self) -> datetime | None:
        """When the group meets again."""


Seen = TypeVar("Seen", bound=HasTasks, covariant=True)


@dataclass(frozen=True, slots=True)
class Look(Generic[Seen]):
    """What the facilitator sees when she presses a key."""

    board: Seen
    people: Directory | None = None
    """Everybody in the house; None while they are not read yet."""
    marked: int | None = None
    """Number of the marked task."""
    names_hidden: bool = False

    def who(self, part: str) -> who.Who | None:
        """Who a part means; None if it is not all people. Raises who.Unclear."""
        return who.who_of(part, self.people, self.names_hidden)

    def person(self, typed: str) -> Known | None:
        """The one person who is called so; None for nobody. Raises who.Unclear."""
        return who.person_of(typed, self.people, self.names_hidden)

    def shown(self, person: Known) -> str:
        """Her name, as it may be seen now."""
        return who.shown(person, self.people, self.names_hidden)
