"""What of a meeting the room may see on the wall: taken from the board when she says so. Pure.

Nothing of it changes by itself but the time of the point in hand. It holds the topic, the agenda
and the ideas; no person, no task, and nothing that still waits for the facilitator's look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from ..core import clock
from ..core.language import _, ngettext
from .board import Board, IdeaRow, PointRow
from .models import IdeaState

READ_LENGTH = 160
"""Nobody reads more of one idea on a wall, in characters: the rest stays on the laptop."""


@dataclass(frozen=True, slots=True)
class ShownIdea:
    """One idea as it stands on the wall."""

    number: int
    line: str
    """Its words, or the short line of it."""
    original: str
    """Its own words, if `line` is a short line of them."""
    times: str
    """How often it was said, if more than once: "×3"."""
    state: IdeaState


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Ideas that belong together; without a title those in no group."""

    letter: str
    title: str
    ideas: tuple[ShownIdea, ...]


@dataclass(frozen=True, slots=True)
class ShownIdeas:
    """The question, and all ideas in their groups, as of one moment."""

    template: ClassVar[str] = "meetings/shown_ideas.html"

    topic: str
    groups: tuple[ShownGroup, ...]

    @property
    def number(self) -> int:
        """How many ideas there are."""
        return sum(len(group.ideas) for group in self.groups)

    @property
    def sentence(self) -> str:
        """What she reads of it."""
        return ngettext(
            "On the big screen: {n} idea.", "On the big screen: {n} ideas.", self.number
        )

    def values(self) -> Mapping[str, Any]:
        """What the template needs."""
        return {"topic": self.topic, "groups": self.groups, "is_grouped": len(self.groups) > 1}


@dataclass(frozen=True, slots=True)
class ShownAgenda:
    """The question, and the agenda with the point in hand."""

    template: ClassVar[str] = "meetings/shown_agenda.html"

    topic: str
    points: tuple[PointRow, ...]
    in_hand: PointRow | None
    shows_time: bool = True

    @property
    def sentence(self) -> str:
        """What she reads of it."""
        return _("On the big screen: the agenda.")

    def values(self) -> Mapping[str, Any]:
        """What the template needs; the time is this moment's."""
        at = self.in_hand
        return {
            "topic": self.topic,
            "points": self.points,
            "now_at": at.number if at else None,
            "time_left": time_left(at, clock.now()) if self.shows_time else "",
        }


def shown_ideas(board: Board) -> ShownIdeas:
    """All ideas of a meeting, in the order of its wall; groups without ideas are left out."""
    groups = [ShownGroup("", "", _ideas(board.ideas_of(None)))]
    groups += [
        ShownGroup(group.letter.upper(), group.title, _ideas(board.ideas_of(group.cluster_id)))
        for group in board.groups
    ]
    return ShownIdeas(board.topic, tuple(group for group in groups if group.ideas))


def shown_agenda(board: Board, shows_time: bool = True) -> ShownAgenda:
    """The agenda of a meeting."""
    return ShownAgenda(board.topic, board.agenda, board.in_hand, shows_time)


def time_left(point: PointRow | None, now: datetime) -> str:
    """What is left of a point that was begun, in words; "" if it has no minutes."""
    if point is None or point.minutes is None or point.began_at is None:
        return ""
    gone = max(
        (now - point.began_at) // timedelta(minutes=1), 0
    )  # a laptop's clock may be put back
    left = point.minutes - gone
    if left <= 0:
        return _("The time is up.")
    return ngettext("{n} minute left.", "{n} minutes left.", left)


def _ideas(rows: tuple[IdeaRow, ...]) -> tuple[ShownIdea, ...]:
    return tuple(
        ShownIdea(
            row.number,
            readable(row.line),
            readable(row.text) if row.short and row.short != row.text else "",
            row.times,
            row.state,
        )
        for row in rows
    )


def readable(text: str) -> str:
    """As much of a text as anybody reads on a wall."""
    if len(text) <= READ_LENGTH:
        return text
    return text[: READ_LENGTH - 1].rstrip() + "…"
