"""Ideas from phones: whether they may come, how they come in, and what becomes of each.

A phone hands in what was written, word for word. Held, it waits for the facilitator's look; free,
it is an idea on the wall at once. The key in the phone's address makes each happen once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, or_, select

from ..attendance.models import Gathering, Sitting
from ..attendance.presences import free_code
from ..core import clock
from ..core.dates import start_of_today
from ..core.errors import Refused
from ..core.language import _
from ..core.phone_texts import phone_languages
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .agenda import gathering_of, gone
from .ideas import collect, next_number, shorten, worded
from .models import IdeaByPhone, Meeting, PhoneIdeas, Sent
from .phone_votes import VOTED_ON

MOST = 500
"""So many ideas of one meeting may wait, or may come to its wall unseen: more is no room's."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """An idea from a phone that waits for a look."""

    sent_id: int
    text: str
    name: str
    """Who wrote it; "" if she did not say so."""
    language: str
    """The own name of the language in which the page was; "" if nobody knows."""
    at: datetime


def invite(write: Write, meeting_id: int, phones: PhoneIdeas) -> None:
    """Let ideas come from phones, or not any more. The meeting gets an address if it has none.

    Raises Refused if the meeting has ended.
    """
    gathering = gathering_of(write, meeting_id)
    if phones is not PhoneIdeas.OFF:
        if gathering.sitting == Sitting.ENDED:
            raise Refused(_("The meeting has ended already."))
        if not gathering.code:
            write.change(Gathering, Gathering.id == gathering.id, code=free_code(write))
    write.change(Meeting, Meeting.id == meeting_id, phones=phones)
    write.tell(sentences.PHONES[phones])


def hand_in(
    write: Write, meeting_id: int, key: str, text: str, name: str = "", language: str = ""
) -> None:
    """A phone sends an idea. The same words again with the same key are the same idea.

    Raises Refused with a sentence for the person: nothing written, too long, or not now.
    """
    text = worded(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    its: Any = (
        IdeaByPhone.meeting_id == meeting_id,
        IdeaByPhone.key == key,
        IdeaByPhone.digest == digest,
    )
    if write.session.exec(select(IdeaByPhone.id).where(*its)).first() is not None:
        return
    _topic, phones = phones_at(write.session, meeting_id)
    if phones is PhoneIdeas.OFF:
        raise Refused(_("No ideas are collected here now."))
    fate = Sent.WAITING if phones is PhoneIdeas.HELD else Sent.TAKEN
    if _how_many(write.session, meeting_id, fate) >= MOST:
        raise Refused(_("Too many ideas are waiting. Please tell the person at the laptop."))
    sent = IdeaByPhone(
        meeting_id=meeting_id,
        key=key,
        digest=digest,
        text=text,
        name=clean(name),
        language=language,
        at=clock.now(),
        fate=fate,
    )
    if phones is PhoneIdeas.HELD:
        write.insert(sent)
        write.tell(sentences.SENT)
        return
    number = next_number(write)
    sent.idea_id = collect(write, meeting_id, number, text)
    write.insert(sent)
    write.tell(sentences.SENT_FREE, number=f"{number}", idea=sent.idea_id)


def let_in(
    write: Write, meeting_id: int, sent_id: int, short: str = "", number: int | None = None
) -> int:
    """Put a waiting idea on the wall, with a short German line of it or none; the idea's id.

    `number`: the one the facilitator was told; by default the next. Raises Refused if it was
    answered meanwhile, or if somebody has just taken the number.
    """
    sent = _waiting(write, meeting_id, sent_id)
    number = number or next_number(write)
    idea_id = collect(write, meeting_id, number, sent.text)
    if clean(short):
        shorten(write, idea_id, short)
    write.change(IdeaByPhone, IdeaByPhone.id == sent_id, fate=Sent.TAKEN, idea_id=idea_id)
    write.tell(sentences.LET_IN, number=f"{number}", idea=idea_id)
    return idea_id


def lay_aside(write: Write, meeting_id: int, sent_id: int) -> None:
    """A waiting idea does not come to the wall. Raises Refused if it was answered meanwhile."""
    _waiting(write, meeting_id, sent_id)
    write.change(IdeaByPhone, IdeaByPhone.id == sent_id, fate=Sent.ASIDE)
    write.tell(sentences.LAID_ASIDE)


def waiting(session: Session, meeting_id: int) -> tuple[SentRow, ...]:
    """The ideas from phones that wait for a look, the oldest first."""
    rows = session.exec(
        select(IdeaByPhone)
        .where(IdeaByPhone.meeting_id == meeting_id, IdeaByPhone.fate == Sent.WAITING)
        .order_by(col(IdeaByPhone.id))
    )
    names = phone_languages()
    return tuple(
        SentRow(row.id or 0, row.text, row.name, names.get(row.language, ""), row.at)
        for row in rows
    )


def phones_at(session: Session, meeting_id: int) -> tuple[str, PhoneIdeas]:
    """The topic, and whether ideas may come from phones now: OFF, too, once the meeting is over."""
    found = session.exec(
        select(Meeting.topic, Meeting.phones)
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(Meeting.id == meeting_id, Gathering.sitting != Sitting.ENDED)
    ).first()
    return ("", PhoneIdeas.OFF) if found is None else (found[0], PhoneIdeas(found[1]))


def still_inviting(session: Session) -> int | None:
    """A meeting of today to which ideas or votes come from phones; None if there is none."""
    today = start_of_today()
    return session.exec(
        select(Meeting.id)
        .join(Gathering, col(Gathering.id) == col(Meeting.gathering_id))
        .where(
            or_(Meeting.phones != PhoneIdeas.OFF, VOTED_ON),
            Gathering.sitting != Sitting.ENDED,
            Gathering.ends_at >= today,
            Gathering.starts_at < today + timedelta(days=1),
        )
        .order_by(col(Gathering.starts_at), col(Meeting.id))
        .limit(1)
    ).first()


def _waiting(write: Write, meeting_id: int, sent_id: int) -> IdeaByPhone:
    """The row, if nobody has answered it yet."""
    sent = write.session.get(IdeaByPhone, sent_id)
    if sent is None or sent.meeting_id != meeting_id:
        raise gone()
    if sent.fate != Sent.WAITING:
        raise Refused(_("Somebody has answered this idea already."))
    return sent


def _how_many(session: Session, meeting_id: int, fate: Sent) -> int:
    return session.exec(
        select(func.count()).where(IdeaByPhone.meeting_id == meeting_id, IdeaByPhone.fate == fate)
    ).one()
