"""A series that comes again, newer: each of its dates becomes what it is now, and none is doubled.

A date of a series is known by its time. Where the whole series has moved, the times are others:
then the dates that are here take the new times, one after the other, and those for which none is
left do not take place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...core.dates import start_of_today
from .reading import ForeignDate

Found = tuple[ForeignDate, Any]
"""A date, and the row of what is known of it; None for nothing."""


def moved(found: Sequence[Found], known: Mapping[tuple[str, str], Any]) -> list[Found]:
    """The same dates, those of newer series held against what is left of the older ones.

    `known`: all that is here, by UID and by which one it is.
    """
    here = {row.entry_id for _date, row in found if row is not None}
    done = list(found)
    for uid in dict.fromkeys(date.uid for date, _row in found if date.is_of_rule):
        its = [date for date, _row in found if date.uid == uid]
        rows = [row for (of, _which), row in known.items() if of == uid]
        new = [place for place, each in enumerate(done) if each[0].uid == uid and each[1] is None]
        oldest = min(rows, key=lambda row: (row.sequence, row.entry_id), default=None)
        if oldest is not None and its[0].sequence < oldest.sequence:  # an old file
            for place in new:
                done[place] = done[place][0], oldest
            continue
        left = _left_over(its, rows, here)
        for place, row in zip(new, left, strict=False):
            done[place] = done[place][0], row
        done += [(_cancelled(its[0], row), row) for row in left[len(new) :]]
    return done


def _left_over(its: Sequence[ForeignDate], rows: Sequence[Any], here: set[int]) -> list[Any]:
    """Dates of an older version of the series that the newer one does not name, by time."""
    sequence = max(date.sequence for date in its)
    ends = max(date.starts_at for date in its if date.starts_at is not None)
    goes_on = any(date.more for date in its)  # what comes after the dates that are read may stay
    left = [
        row
        for row in rows
        if row.entry_id not in here
        and row.recurrence
        and row.sequence < sequence
        and row.starts_at is not None
        and row.starts_at >= start_of_today()  # what is over stays as it was
        and not (goes_on and row.starts_at > ends)
    ]
    return sorted(left, key=lambda row: (row.starts_at, row.entry_id))


def _cancelled(of: ForeignDate, row: Any) -> ForeignDate:
    return replace(
        of,
        title=row.title,
        venue=row.venue or "",
        why=row.why,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        recurrence=row.recurrence,
        is_cancelled=True,
        more=False,
    )
