"""A wish: the group wants an event. What it comes from is handed over with it, and nothing lost.

The pillar of events never looks into the tables of meetings: it gets an `EventWish`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ..attendance.models import Gathering
from ..core import clock
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .agenda import gone
from .families import families
from .models import (
    WORDING_LENGTH,
    Cluster,
    Idea,
    IdeaAtMeeting,
    IdeaByPhone,
    IdeaState,
    Meeting,
    Sent,
    Wish,
    WishIdea,
)
from .sentences import listed
from .vote_history import VotedOn, voted_on


@dataclass(frozen=True, slots=True)
class WishedIdea:
    """An idea that a wish comes from, with everything that was found to be the same."""

    idea_id: int
    number: int
    text: str
    """As it was said."""
    short: str
    """Its short German line; "" if nobody wrote one."""
    doubles: tuple[str, ...]
    """The other wordings of the same idea."""
    said: int
    """How many said it, at least: as often as it was said at one go."""
    said_at_most: int
    """If nobody said it twice: all meetings and all wordings together."""
    group: str
    """In which group it stood at the meeting of the wish; "" for none."""
    days: tuple[date, ...]
    """Of the meetings at which it was named, the earliest first."""
    names: tuple[str, ...]
    """Who wrote it by phone and wanted to say so."""


@dataclass(frozen=True, slots=True)
class EventWish:
    """What the pillar of events gets of a wish. Plain values; the id stays the same for ever."""

    wish_id: int
    wording: str
    meeting_id: int
    topic: str
    day: date
    """Of the meeting that wanted it."""
    ideas: tuple[WishedIdea, ...]
    """In the order in which they were named; each stands for all that are the same."""
    votes: tuple[VotedOn, ...]
    """The closed votes on these ideas, or on others that are the same; the earliest first."""


def wish(write: Write, meeting_id: int, ideas: Sequence[int], wording: str) -> int:
    """The group wants an event, in these words, from these ideas (their ids); the wish's id.

    The ideas are chosen from then on. One may be part of several wishes. Raises Refused for no
    words or too many, and for an idea that is not there any more.
    """
    wording = clean(wording, WORDING_LENGTH + 1)
    if not wording:
        raise Refused(_("Please write what the event is called."))
    if len(wording) > WORDING_LENGTH:
        raise Refused(too_long(wording))
    its: Any = col(Idea.id).in_(ideas)
    chosen = {idea.id: idea for idea in write.change(Idea, its, state=IdeaState.CHOSEN)}
    if not ideas or len(chosen) != len(set(ideas)):
        raise gone()
    made = write.insert(Wish(meeting_id=meeting_id, wording=wording))
    assert made is not None  # nothing about a wish is unique
    write.insert_values(
        WishIdea, [{"wish_id": made.id, "idea_id": idea_id} for idea_id in dict.fromkeys(ideas)]
    )
    numbers = listed(tuple(chosen[idea_id].number for idea_id in dict.fromkeys(ideas)))
    write.tell(sentences.WISHED, numbers=numbers, wish=made.id)
    return made.id or 0


def too_long(wording: str) -> str:
    """What is said of a wording that is longer than a page."""
    return _("This is too long: {length} letters. {most} are possible. Nothing is lost.").format(
        length=len(wording), most=WORDING_LENGTH
    )


def event_wish(session: Session, wish_id: int) -> EventWish:
    """A wish with all that is known of it, as it is now. Raises Refused if there is none."""
    execute = session.connection().execute
    found = execute(
        select(
            col(Wish.wording), col(Wish.meeting_id), col(Meeting.topic), col(Gathering.starts_at)
        )
        .join(Meeting, col(Meeting.id) == col(Wish.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(col(Wish.id) == wish_id)
    ).first()
    if found is None:
        raise gone()
    known = families(session)
    wanted = execute(
        select(col(WishIdea.idea_id))
        .where(col(WishIdea.wish_id) == wish_id)
        .order_by(col(WishIdea.id))
    ).scalars()
    roots = dict.fromkeys(known.root[idea_id] for idea_id in wanted)
    votes = voted_on(session, {idea_id for root in roots for idea_id in known.of[root]})
    return EventWish(
        wish_id=wish_id,
        wording=found.wording,
        meeting_id=found.meeting_id,
        topic=found.topic,
        day=clock.local(found.starts_at).date(),
        ideas=tuple(_wished(session, known.of[root], found.meeting_id) for root in roots),
        votes=tuple(sorted(chain.from_iterable(votes.values()), key=lambda vote: vote.starts_at)),
    )


def receipt(session: Session, wish_id: int) -> dict[str, Any]:
    """A wish as plain values that JSON can hold, to be handed over. Raises Refused for none.

    `wish_id`, `wording`, `meeting_id`, `topic`, `day`, and `ideas`, each with its fields and with
    `votes`: `line`, `question`, `day`, `chosen`. Days are in ISO 8601.
    """
    seen = event_wish(session, wish_id)
    known = families(session)
    return {
        "wish_id": seen.wish_id,
        "wording": seen.wording,
        "meeting_id": seen.meeting_id,
        "topic": seen.topic,
        "day": seen.day.isoformat(),
        "ideas": [
            {
                **asdict(idea),
                "doubles": list(idea.doubles),
                "names": list(idea.names),
                "days": [day.isoformat() for day in idea.days],
                "votes": [
                    {
                        "line": vote.line,
                        "question": vote.question,
                        "day": vote.day.isoformat(),
                        "chosen": vote.chosen,
                    }
                    for vote in seen.votes
                    if known.root[vote.idea_id] == idea.idea_id
                ],
            }
            for idea in seen.ideas
        ],
    }


def _wished(session: Session, family: Sequence[int], meeting_id: int) -> WishedIdea:
    execute = session.connection().execute
    its = col(Idea.id).in_(family)
    ideas = {row.id: row for row in execute(select(Idea.__table__).where(its))}  # type: ignore[attr-defined]
    named = _named(session, family)
    names = execute(
        select(col(IdeaByPhone.name))
        .where(
            col(IdeaByPhone.idea_id).in_(family),
            col(IdeaByPhone.fate) == Sent.TAKEN,
            col(IdeaByPhone.name) != "",
        )
        .order_by(col(IdeaByPhone.id))
    ).scalars()
    groups = {row.idea_id: row.title for row in named if row.meeting_id == meeting_id and row.title}
    own = ideas[family[0]]
    return WishedIdea(
        idea_id=own.id,
        number=own.number,
        text=own.text,
        short=own.short,
        doubles=tuple(ideas[idea_id].text for idea_id in family[1:]),
        said=max((row.said for row in named), default=1),
        said_at_most=sum(row.said for row in named) or 1,
        group=next((groups[idea_id] for idea_id in family if idea_id in groups), ""),
        days=tuple(dict.fromkeys(clock.local(row.starts_at).date() for row in named)),
        names=tuple(dict.fromkeys(names)),
    )


def _named(session: Session, family: Sequence[int]) -> Sequence[Any]:
    """When a family of ideas was named, how often, and in which group; the earliest first."""
    query = (
        select(
            col(IdeaAtMeeting.idea_id),
            col(IdeaAtMeeting.meeting_id),
            col(IdeaAtMeeting.said),
            col(Cluster.title),
            col(Gathering.starts_at),
        )
        .join(Meeting, col(Meeting.id) == col(IdeaAtMeeting.meeting_id))
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .join(Cluster, col(Cluster.id) == col(IdeaAtMeeting.cluster_id), isouter=True)
        .where(col(IdeaAtMeeting.idea_id).in_(family))
        .order_by(col(Gathering.starts_at), col(IdeaAtMeeting.id))
    )
    return session.connection().execute(query).all()
