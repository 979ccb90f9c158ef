"""The tally at the door: one row a step, so that several laptops add up and none is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from ...core import clock, journal
from ...core.errors import Refused
from ...core.language import _
from ...core.telling import Happened, last_event, last_step
from ...core.write import Write
from ..after.reading import by_hour, counts
from ..events import event_of
from ..models import EventState, VisitCount
from ..reading import event_row, gone
from . import sentences
from .places import place_of

MOST_AT_ONCE = 999
"""More in one step is a slip."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted so far, as of one journal entry."""

    event_id: int
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    is_cancelled: bool
    visitors: int | None
    """So many came, as somebody has said afterwards: then this stands, and not the tally."""
    total: int
    by_hour: tuple[tuple[int, int], ...]
    """The hour on this laptop's clock, and how many were counted in it."""
    as_of: int
    last_event: Happened | None
    my_step: Happened | None


def tally(session: Session, event_id: int, station: str) -> Tally:
    """Read it. Raises Refused if there is no such event."""
    event = event_row(session, event_id)
    if event is None:
        raise gone()
    steps = counts(session, event_id)
    place = place_of(event_id)
    return Tally(
        event_id=event_id,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        is_cancelled=event.state is EventState.CANCELLED,
        visitors=event.visitors,
        total=sum(number for _at, number in steps),
        by_hour=by_hour(steps),
        as_of=journal.last_number(session),
        last_event=last_event(session, place),
        my_step=last_step(session, station, place),
    )


def count(write: Write, event_id: int, number: int) -> None:
    """So many more visitors; fewer, if it is less than 0.

    Raises Refused if fewer than none would be left, for none, and for an impossible number.
    """
    event, _gathering = event_of(write, event_id)
    if event.state == EventState.CANCELLED:
        raise Refused(_("It is cancelled.   First:  takes place"))
    if not 1 <= abs(number) <= MOST_AT_ONCE:
        most = _("From 1 to {most} at once, please.")
        raise Refused(most.format(most=MOST_AT_ONCE))
    if number < 0 and (so_far := _total(write, event_id)) + number < 0:
        raise Refused(_("Only {n} are counted so far.").format(n=so_far))
    write.insert(VisitCount(event_id=event_id, at=clock.now(), number=number))
    write.tell(sentences.COUNTED if number > 0 else sentences.CORRECTED, n=abs(number))


def _total(write: Write, event_id: int) -> int:
    its = select(func.sum(col(VisitCount.number))).where(VisitCount.event_id == event_id)
    return write.session.exec(its).one() or 0
