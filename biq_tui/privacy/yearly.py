"""When the Löschlauf is due again. Heute asks this, so nothing heavy is imported."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, func, select

from ..core import clock
from ..core.journal import JournalEntry
from ..core.settings import Option, value_of

LAST_RUN = Option("privacy.last_run")
"""The day of the last Löschlauf, as 2027-01-15; "" if there never was one."""

DAYS_BETWEEN = 365


def is_due(last_run: str, today: date) -> bool:
    """Whether a year has gone since the last Löschlauf, as its setting says."""
    try:
        return (today - date.fromisoformat(last_run)).days >= DAYS_BETWEEN
    except ValueError:
        return True


def is_offered(session: Session) -> bool:
    """Whether Heute asks for the Löschlauf: a year after the last one, or after the first entry."""
    today = clock.local(clock.now()).date()
    last = value_of(session, LAST_RUN)
    if last:
        return is_due(last, today)
    first = session.exec(select(func.min(JournalEntry.at))).one_or_none()
    return first is not None and is_due(clock.local(first).date().isoformat(), today)
