"""Teaching units (UE) that count of a date somebody was at: all of them, or as many as set."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from ..attendance.models import Gathering, Presence, State
from ..core.dates import full_date
from ..core.errors import Refused
from ..core.language import _
from ..core.write import Write
from . import sentences
from .making_up import Taught
from .models import CountedUnits, CourseDate


def count_units(write: Write, date_id: int, person_id: int, units: int | None) -> None:
    """Of a date, only `units` count for somebody who was there; None: the whole date again.

    Raises Refused if she was not there, or the date has fewer units.
    """
    date = write.session.get(CourseDate, date_id)
    if date is None:
        raise Refused(_("This date is not there any more."))
    gathering = write.session.get_one(Gathering, date.gathering_id)
    day = full_date(gathering.starts_at)
    present = select(Presence.id).where(
        Presence.gathering_id == date.gathering_id,
        Presence.person_id == person_id,
        Presence.state == State.PRESENT,
    )
    if write.session.exec(present).first() is None:
        raise Refused(_("She was not there on {day}. Nothing was changed.").format(day=day))
    hers = (CountedUnits.date_id == date_id, CountedUnits.person_id == person_id)
    if units is None:
        write.delete(CountedUnits, *hers)
        write.tell(sentences.WHOLE_DATE, person=person_id, day=day)
        return
    if not 0 <= units <= date.units:
        raise Refused(too_many(date.units, day))
    if write.insert(CountedUnits(date_id=date_id, person_id=person_id, units=units)) is None:
        write.change(CountedUnits, *hers, units=units)
    write.tell(sentences.UNITS, person=person_id, units=f"{units}", all=f"{date.units}", day=day)


def too_many(units: int, day: str) -> str:
    """What is said of a number that the date does not have."""
    return _("{day} has {units} units (UE). Please write a number from 0 to {units}.").format(
        day=day, units=units
    )


def suggested(
    date: Taught, late_minutes: int | None, left_at: datetime | None, unit_minutes: int
) -> int | None:
    """The units somebody was there for, by when she came and left; None: the whole date.

    A unit counts as missed from its half on. Breaks are no units; where they lie is not known, so
    they are taken as spread over the date. Whoever stays until the real end misses nothing.
    """
    end = min(date.ends_at, date.ended_at or date.ends_at)
    minutes = (date.ends_at - date.starts_at).total_seconds() / 60
    early = (end - left_at).total_seconds() / 60 if left_at else 0
    missed = min((late_minutes or 0) + max(early, 0), minutes)
    taught = missed * (minutes - date.break_minutes) / minutes
    lost = min(int(taught / unit_minutes + 0.5), date.units)
    return date.units - lost if lost else None
