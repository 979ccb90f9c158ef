"""Ideas of earlier meetings: found again by their number, and when somebody says one once more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import func, select
from sqlmodel import Session, col

from .. import evaluations, outcomes
from ..attendance.models import Gathering
from ..core.dates import full_date
from ..core.language import ngettext
from ..outcomes import Outcome
from .families import families
from .likeness import Likeness
from .models import Idea, IdeaAtMeeting, IdeaState, Meeting
from .vote_history import VotedOn, newest_votes


@dataclass(frozen=True, slots=True)
class EarlierIdea:
    """An idea that was not named at this meeting."""

    idea_id: int
    number: int
    text: str
    short: str
    state: IdeaState
    day: datetime
    """When it was named last."""
    said: int
    """How often it was said, at all meetings together."""
    vote: VotedOn | None = None
    """The newest vote on it, or on a double of it."""
    became: Outcome | None = None
    """The newest event that came of it, or of a double of it."""
    origin: str = ""
    """The event at which it comes from looking back, in words; "" for most ideas."""

    @property
    def line(self) -> str:
        """The short line, if there is one."""
        return self.short or self.text

    @property
    def history(self) -> str:
        """When it was named last, how often in all, the last vote on it, what came of it.

        "17.2.2027, 3 Mal genannt", or "…; 17.2.2027, 7 Stimmen, nicht gewählt".
        """
        said = ngettext("said {n} time", "said {n} times", self.said)
        named = f"{full_date(self.day)}, {said}"
        later = [each.line for each in (self.vote, self.became) if each is not None]
        return "; ".join(filter(None, [self.origin, named, *later]))


@dataclass(frozen=True)
class Memory:
    """All ideas of other meetings that are not the same as another one."""

    ideas: tuple[EarlierIdea, ...] = ()
    stands_for: Mapping[int, int] = field(default_factory=dict)
    """By the number of a double, the number of the idea that it was found to be."""

    @cached_property
    def by_number(self) -> Mapping[int, EarlierIdea]:
        """The ideas by their own numbers."""
        return {idea.number: idea for idea in self.ideas}

    @cached_property
    def worded(self) -> tuple[tuple[EarlierIdea, str], ...]:
        """Every idea with its own words; with its short line once more, if it has one."""
        own = [(idea, idea.text) for idea in self.ideas]
        return (*own, *((idea, idea.short) for idea in self.ideas if idea.short))

    @cached_property
    def likeness(self) -> Likeness:
        """What resembles what, by its place in `worded`; made when it is first asked for."""
        return Likeness([words for _idea, words in self.worded])


def memory(session: Session, meeting_id: int) -> Memory:
    """What was said at other meetings, and not at this one."""
    rows = session.execute(select(col(Idea.id), col(Idea.number), col(Idea.same_as)))
    numbers: dict[int, int] = {}
    same: dict[int, int] = {}
    for idea_id, number, same_as in rows:
        numbers[idea_id or 0] = number
        if same_as is not None:
            same[idea_id or 0] = same_as
    stands_for: dict[int, int] = {}
    for idea_id in same:
        at = idea_id
        while at in same:
            at = same[at]
        stands_for[numbers[idea_id]] = numbers[at]
    made = Memory(earlier(session, meeting_id), stands_for)
    _ready = made.likeness  # in the reader's thread: nobody who types waits for it
    return made


def earlier(
    session: Session, meeting_id: int, state: IdeaState | None = None
) -> tuple[EarlierIdea, ...]:
    """The ideas that were not named at this meeting, by number; those of one state, or all."""
    at_it = select(col(IdeaAtMeeting.idea_id)).where(col(IdeaAtMeeting.meeting_id) == meeting_id)
    query = (
        select(
            col(Idea.id),
            col(Idea.number),
            col(Idea.text),
            col(Idea.short),
            col(Idea.state),
            func.max(col(Gathering.starts_at)),
            func.sum(col(IdeaAtMeeting.said)),
        )
        .join(IdeaAtMeeting, col(IdeaAtMeeting.idea_id) == col(Idea.id))
        .join(Meeting, col(Meeting.id) == col(IdeaAtMeeting.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(col(Idea.same_as).is_(None), col(Idea.id).not_in(at_it))
        .group_by(col(Idea.id), col(Idea.number), col(Idea.text), col(Idea.short), col(Idea.state))
        .order_by(col(Idea.number))
    )
    if state is not None:
        query = query.where(col(Idea.state) == state)
    rows = session.connection().execute(query).all()
    family = _family(session, {row[0] or 0 for row in rows}) if rows else {}
    votes = newest_votes(session, family) if rows else {}
    became = _became(session, family) if rows else {}
    origins = evaluations.origins_of_ideas(session) if rows else {}
    return tuple(
        EarlierIdea(
            idea_id or 0,
            number,
            text,
            short,
            IdeaState(stands),
            day,
            said,
            votes.get(idea_id or 0),
            became.get(idea_id or 0),
            origins.get(idea_id or 0, ""),
        )
        for idea_id, number, text, short, stands, day, said in rows
    )


def _became(session: Session, family: Mapping[int, int]) -> dict[int, Outcome]:
    """By who stands for a family of ideas, the newest event that came of one of it."""
    made = outcomes.of_ideas(session)
    return {family[idea]: made[idea][-1] for idea in sorted(made) if idea in family}


def _family(session: Session, ideas: Collection[int]) -> dict[int, int]:
    """These ideas and their doubles: by id, the id of the one that stands for it."""
    return {idea: root for idea, root in families(session).root.items() if root in ideas}
