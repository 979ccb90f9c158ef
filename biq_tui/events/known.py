"""What lines are read against beside the event: everybody, institutions, holidays, bookings."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from ..core import journal
from ..core.free_days import LAND
from ..core.settings import value_of
from ..people.directory import Directory, directory_of, everybody
from ..people.organisations import Institution, institutions
from .conflicts.hints import Snapshot, newer

_PEOPLE = frozenset({"person"})
_INSTITUTIONS = frozenset({"organisation", "contact"})


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what words may mean, as of journal entry `as_of`."""

    as_of: int
    people: Directory
    institutions: tuple[Institution, ...]
    land: str
    """Whose holidays count."""
    booked: Snapshot


def known(session: Session, before: Known | None = None) -> Known:
    """Read it; of what was known `before`, only what has changed since."""
    as_of = journal.last_number(session)
    touched = set() if before is None else journal.tables_touched_since(session, before.as_of)
    return Known(
        as_of=as_of,
        people=directory_of(everybody(session))
        if before is None or touched & _PEOPLE
        else before.people,
        institutions=institutions(session)
        if before is None or touched & _INSTITUTIONS
        else before.institutions,
        land=value_of(session, LAND),
        booked=newer(session, None if before is None else before.booked),
    )
