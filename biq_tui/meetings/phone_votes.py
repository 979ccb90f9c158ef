"""What phones may do in the votes of a meeting: which one is open for them, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import exists
from sqlmodel import Session, col, select

from ..attendance.models import Gathering, Sitting
from ..attendance.presences import free_code
from ..core.write import Write
from ..voting import polls
from ..voting.ballots import Kind
from ..voting.models import Channel, Poll, PollState
from ..voting.reading import PollRow, open_poll_at, poll_row
from .models import Idea, Meeting

OWN_WORDS = 200
"""So much of an idea's own words stands beneath its option."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote as phones see it."""

    poll: PollRow
    originals: Mapping[str, str] = field(default_factory=dict)
    """By the letter of an option, the idea's own words, where a shorter line stands for it."""

    def choices(self) -> tuple[int, ...]:
        """The numbers that an option can get, where it gets a number."""
        match self.poll.kind:
            case Kind.DOTS:
                return tuple(range(self.poll.per_option + 1))
            case Kind.RANKING:
                return tuple(range(1, len(self.poll.options) + 1))
            case _:
                return tuple(range(self.poll.most + 1))


BY_PHONE = col(Poll.channel).in_((Channel.PHONES, Channel.MIXED))

VOTED_ON = exists().where(
    col(Poll.meeting_id) == col(Meeting.id), BY_PHONE, col(Poll.state) != PollState.READY
)
"""Of a meeting: a vote by phone has been opened. Its pages stay until the meeting ends, for
somebody may send a ballot again whose answer was lost, and the next vote comes to the same page."""


def open_vote(write: Write, poll_id: int, electorate: int) -> None:
    """`polls.open_poll`; where phones vote, the meeting gets an address if it has none."""
    polls.open_poll(write, poll_id, electorate)
    gathering = write.session.exec(
        select(Gathering)
        .join(Meeting, col(Meeting.gathering_id) == col(Gathering.id))
        .join(Poll, col(Poll.meeting_id) == col(Meeting.id))
        .where(Poll.id == poll_id, BY_PHONE, Gathering.code == "")
    ).first()
    if gathering is not None:
        write.change(Gathering, Gathering.id == gathering.id, code=free_code(write))


def phones_vote(session: Session, meeting_id: int) -> bool:
    """Whether there is something for phones: since the first vote by phone, until the end."""
    going = select(Meeting.id).join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
    its = (Meeting.id == meeting_id, Gathering.sitting != Sitting.ENDED, VOTED_ON)
    return session.exec(going.where(*its)).first() is not None


def ballot_at(session: Session, meeting_id: int) -> Ballot | None:
    """The open vote of a meeting, if phones take part in it."""
    poll_id = open_poll_at(session, meeting_id)
    if poll_id is None or not phones_vote(session, meeting_id):
        return None
    poll = poll_row(session, poll_id)
    if poll.channel not in (Channel.PHONES, Channel.MIXED):
        return None
    options = {option.idea_id: option for option in poll.options if option.idea_id}
    own_words = session.exec(
        select(Idea.id, Idea.text, Idea.short)
        .where(col(Idea.id).in_(sorted(options)))
        .order_by(col(Idea.id))
    ).all()
    originals = {}
    for idea_id, text, short in own_words:
        option = options[idea_id or 0]
        if text != option.wording and (short or len(text) > len(option.wording)):
            originals[option.letter] = _cut(text)
    return Ballot(poll, originals)


def _cut(text: str) -> str:
    return text if len(text) <= OWN_WORDS else f"{text[: OWN_WORDS - 1].rstrip()}…"
