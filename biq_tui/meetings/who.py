"""Whom a part of a task means: one person, and those who help. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from ..core.date_words import folded
from ..core.language import _
from ..people.directory import Directory, Known
from ..people.names import fold
from .board import TaskRow

NOBODY = frozenset({"niemand", "nobody"})
_AND = re.compile(r"\s*(?:\+|&|,|\bund\b|\band\b)\s*")
_TELLING = 3
"""From so many letters on the beginning of a name means somebody."""


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


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody responsible, or nobody, and who helps."""

    person: Known | None
    helpers: tuple[Known, ...] = ()


class Unclear(Exception):  # noqa: N818 - asked, no fault
    """More than one person may be meant, or the people are not read yet."""


def who_of(part: str, look: Look[HasTasks]) -> Who | None:
    """Who a part means; None if it is not all people."""
    if folded(part) in NOBODY:
        return Who(None)
    people = [person_of(name, look) for name in _AND.split(part)]
    found = [person for person in people if person is not None]
    if len(found) != len(people) or not found:
        return None
    first, *others = dict.fromkeys(found)
    return Who(first, tuple(others))


def person_of(typed: str, look: Look[HasTasks]) -> Known | None:
    """The one person who is called so; None for nobody. Raises Unclear for more than one."""
    typed = typed.removeprefix("@").strip()
    if not typed or not any(letter.isalpha() for letter in typed):
        return None
    if look.people is None:
        raise Unclear(_("One moment …"))
    hits = look.people.meant(typed)
    if len(typed) < _TELLING:
        hits = tuple(hit for hit in hits if set(fold(typed)) <= set(fold(hit.name)))
    if not hits:
        return None
    if len(hits) > 1:
        names = [shown(hit, look) for hit in hits[:3]]
        more = ", …" if len(hits) > len(names) else ""
        raise Unclear(
            _("Who is it?  {names}  Please type more of the name.").format(
                names=", ".join(names) + more
            )
        )
    return hits[0]


def shown(person: Known, look: Look[HasTasks]) -> str:
    """The name, with what tells her from others of her name; hidden, only its first word."""
    if look.names_hidden:
        return person.name.split()[0]
    return person.name if look.people is None else look.people.told_apart(person)
