"""The use cases of a meeting itself: when and where it is, its agenda, who was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import col, func, select

from ..attendance.models import Gathering, Kind, Sitting
from ..attendance.service import end as end_sitting
from ..core import clock
from ..core.clock import clock_time
from ..core.dates import full_date, short_weekday
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from ..voting.reading import open_poll_at
from . import sentences
from .models import TOPIC_LENGTH, AgendaItem, Meeting

VENUE_LENGTH = 120
MOST_HEADS = 999
MOST_MINUTES = 480


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an agenda, and the minutes it may take."""

    title: str
    minutes: int | None = None


def title_of(topic: str) -> str:
    """What the gathering is called. German in every language of the screens, as it is stored."""
    return f"Treffen · {topic}" if topic else "Treffen"


def day_in_words(starts_at: datetime) -> str:
    """Mi 17.3.2027, 18:00."""
    return f"{short_weekday(starts_at)} {full_date(starts_at)}, {clock_time(starts_at)}"


def make_meeting(
    write: Write, topic: str, starts_at: datetime, ends_at: datetime, venue: str = ""
) -> int:
    """Plan a meeting; its id. Without a venue it is where the last one was.

    Raises Refused if there is a meeting at that moment already.
    """
    starts_at, ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    _free(write, starts_at)
    last = write.session.exec(
        select(Gathering.venue)
        .where(Gathering.kind == Kind.MEETING, Gathering.venue != "")
        .order_by(col(Gathering.starts_at).desc(), col(Gathering.id).desc())
        .limit(1)
    ).first()
    topic = clean(topic, TOPIC_LENGTH)
    gathering = write.insert(
        Gathering(
            kind=Kind.MEETING,
            title=title_of(topic),
            venue=clean(venue, VENUE_LENGTH) or last or "",
            starts_at=starts_at,
            ends_at=ends_at,
        )
    )
    assert gathering is not None  # nothing about a gathering is unique
    meeting = write.insert(Meeting(gathering_id=gathering.id or 0, topic=topic))
    assert meeting is not None
    write.tell(sentences.MADE, date=gathering.id, day=day_in_words(starts_at))
    return meeting.id or 0


def move_meeting(write: Write, meeting_id: int, starts_at: datetime, ends_at: datetime) -> None:
    """The meeting is at another time. Raises Refused once people have arrived."""
    starts_at, ends_at = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    gathering = gathering_of(write, meeting_id)
    if gathering.sitting != Sitting.PLANNED:
        raise Refused(_("People have arrived at this date already. It stays as it is."))
    if starts_at != gathering.starts_at:
        _free(write, starts_at)
    write.change(Gathering, Gathering.id == gathering.id, starts_at=starts_at, ends_at=ends_at)
    write.tell(sentences.MOVED, day=day_in_words(starts_at))


def set_topic(write: Write, meeting_id: int, topic: str) -> None:
    """Say what the meeting is about."""
    topic = clean(topic, TOPIC_LENGTH)
    gathering = gathering_of(write, meeting_id)
    write.change(Meeting, Meeting.id == meeting_id, topic=topic)
    write.change(Gathering, Gathering.id == gathering.id, title=title_of(topic))
    write.tell(sentences.TOPIC, topic=topic)


def set_venue(write: Write, meeting_id: int, venue: str) -> None:
    """Say where the meeting is."""
    venue = clean(venue, VENUE_LENGTH)
    gathering = gathering_of(write, meeting_id)
    write.change(Gathering, Gathering.id == gathering.id, venue=venue)
    write.tell(sentences.VENUE, venue=venue)


def count_heads(write: Write, meeting_id: int, heads: int) -> None:
    """Note how many people are in the room: no names are needed for a meeting."""
    write.change(Meeting, Meeting.id == meeting_id, heads=heads)
    write.tell(sentences.HEADS, n=heads)


def add_points(write: Write, meeting_id: int, points: Sequence[Point]) -> None:
    """Put points at the end of the agenda."""
    highest = write.session.exec(
        select(func.max(col(AgendaItem.number))).where(AgendaItem.meeting_id == meeting_id)
    ).one()
    new = write.insert_all(
        [
            AgendaItem(
                meeting_id=meeting_id,
                number=number,
                title=clean(point.title, TOPIC_LENGTH),
                minutes=point.minutes,
            )
            for number, point in enumerate(points, start=(highest or 0) + 1)
        ]
    )
    if len(new) == 1:
        write.tell(sentences.ITEM_ADDED, item=new[0].id)
    else:
        write.tell(sentences.AGENDA_PROPOSED, n=len(new))


def change_point(write: Write, meeting_id: int, item_id: int, point: Point) -> None:
    """A point has another title or other minutes."""
    changed = write.change(
        AgendaItem,
        AgendaItem.id == item_id,
        AgendaItem.meeting_id == meeting_id,
        title=clean(point.title, TOPIC_LENGTH),
        minutes=point.minutes,
    )
    if not changed:
        raise gone()
    write.tell(sentences.ITEM_CHANGED, item=item_id)


def begin_point(write: Write, meeting_id: int, item_id: int) -> None:
    """The group is at this point from now on, even if the clock was put back since the last one."""
    at = (col(AgendaItem.meeting_id) == meeting_id, col(AgendaItem.id) != item_id)
    last = write.session.exec(select(func.max(AgendaItem.began_at)).where(*at)).one()
    now = clock.now()
    begun = write.change(
        AgendaItem,
        AgendaItem.id == item_id,
        AgendaItem.meeting_id == meeting_id,
        began_at=now if last is None else max(now, last + timedelta(seconds=1)),
    )
    if not begun:
        raise gone()
    write.tell(sentences.ITEM_BEGUN, item=item_id)


def remove_point(write: Write, meeting_id: int, item_id: int) -> None:
    """A point is not on the agenda any more; the numbers of the others stay."""
    item = write.session.get(AgendaItem, item_id)
    its = (AgendaItem.id == item_id, AgendaItem.meeting_id == meeting_id)
    if item is None or not write.delete(AgendaItem, *its):
        raise gone()
    write.tell(sentences.ITEM_REMOVED, title=item.title)


def end_meeting(write: Write, meeting_id: int) -> None:
    """The meeting is over, whether anybody signed in or not; the heads are kept with it."""
    meeting = write.session.get(Meeting, meeting_id)
    gathering = gathering_of(write, meeting_id)
    if gathering.sitting == Sitting.ENDED:
        raise Refused(_("The meeting has ended already."))
    if open_poll_at(write.session, meeting_id) is not None:
        raise Refused(_("A vote is open. Please close it first."))
    heads = None if meeting is None else meeting.heads
    if gathering.sitting == Sitting.OPEN:
        end_sitting(write, gathering.id or 0, heads)
    else:
        write.change(
            Gathering,
            Gathering.id == gathering.id,
            sitting=Sitting.ENDED,
            ended_at=clock.now(),
            head_count=heads,
        )
    write.tell(sentences.ENDED, undoable=False)


def gathering_of(write: Write, meeting_id: int) -> Gathering:
    """The gathering of a meeting. Raises Refused if the meeting was taken back."""
    meeting = write.session.get(Meeting, meeting_id)
    gathering = None if meeting is None else write.session.get(Gathering, meeting.gathering_id)
    if gathering is None:
        raise gone()
    return gathering


def gone() -> Refused:
    """It was taken back or taken out meanwhile."""
    return Refused(_("This is not there any more."))


def _free(write: Write, starts_at: datetime) -> None:
    at_once = write.session.exec(
        select(Gathering.id).where(Gathering.kind == Kind.MEETING, Gathering.starts_at == starts_at)
    ).first()
    if at_once is not None:
        raise Refused(_("There is a meeting at this time already."))
