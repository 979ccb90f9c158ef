"""Which version of its events calendars outside have, and who has an old one.

A version is another one if something from the RFC's list has changed since it was given out
(RFC 5546, section 2.1.4): the times, or whether it takes place. Whatever else is otherwise, a new
title or another room, goes along with the next file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from ...attendance.models import Gathering
from ...core.dates import start_of_today
from ...people.models import Organisation
from ..models import CalendarEntry, Delivery, Event, EventState

SETTLED = frozenset({EventState.DONE, EventState.EVALUATED})
"""Whoever has an old date of these does not need another one."""


class Old(StrEnum):
    """What an old version says wrongly."""

    DAY = "day"
    TAKES_PLACE = "takes_place"
    IS_OFF = "is_off"


@dataclass(frozen=True, slots=True)
class Outdated:
    """An institution has an older version of an event than the one that is true now."""

    event_id: int
    organisation_id: int
    institution: str
    sequence: int
    """Of the version that it has; the first is 0."""
    delivered_on: date
    says: Old

    @property
    def version(self) -> int:
        """Which version it has, as people count: the first is 1."""
        return self.sequence + 1


def outdated(session: Session, event_ids: Sequence[int]) -> tuple[Outdated, ...]:
    """Who has an older version of these events than the present one; by event and institution.

    What is over needs no new version.
    """
    if not event_ids:
        return ()
    rows = session.connection().execute(
        select(
            col(Event.id).label("event_id"),
            col(Event.state),
            col(Gathering.starts_at),
            col(Gathering.ends_at),
            *as_told(CalendarEntry),
            col(Delivery.organisation_id),
            col(Delivery.sequence).label("delivered"),
            col(Delivery.delivered_on),
            col(Organisation.name),
        )
        .join(CalendarEntry, col(CalendarEntry.id) == col(Delivery.entry_id))
        .join(Event, col(Event.id) == col(CalendarEntry.event_id))
        .join(Gathering, col(Gathering.id) == col(Event.gathering_id), isouter=True)
        .join(Organisation, col(Organisation.id) == col(Delivery.organisation_id))
        .where(col(Event.id).in_(sorted(event_ids)), col(Event.state).not_in(sorted(SETTLED)))
        .order_by(col(Event.id), col(Delivery.organisation_id))
    )
    return tuple(
        Outdated(
            row.event_id, row.organisation_id, row.name, row.delivered, row.delivered_on, _says(row)
        )
        for row in rows
        if row.delivered < row.sequence + has_changed(row, is_off(row)) and _is_to_come(row)
    )


def as_told(model: Any) -> tuple[Any, ...]:
    """The columns that say what was told outside."""
    return (
        col(model.id).label("entry_id"),
        col(model.uid),
        col(model.sequence),
        col(model.starts_at).label("told_start"),
        col(model.ends_at).label("told_end"),
        col(model.is_cancelled).label("told_cancelled"),
    )


def is_off(row: Any) -> bool:
    """Cancelled; so is what had a day outside and has none any more."""
    return row.state == EventState.CANCELLED or row.starts_at is None


def times(row: Any) -> tuple[datetime | None, datetime | None]:
    """When it is; without a day, when it was told to be."""
    return row.starts_at or row.told_start, row.ends_at or row.told_end


def has_changed(row: Any, off: bool) -> bool:
    """Whether something of the RFC's list is otherwise than it was given out."""
    told = (row.told_start, row.told_end, row.told_cancelled)
    return bool(told != (*times(row), off))


def _is_to_come(row: Any) -> bool:
    """It, or the day that some still believe in, is not over."""
    now = start_of_today()
    return any(end is not None and end >= now for end in (row.ends_at, row.told_end))


def _says(row: Any) -> Old:
    if is_off(row):
        return Old.TAKES_PLACE
    return Old.IS_OFF if row.delivered == row.sequence and row.told_cancelled else Old.DAY
