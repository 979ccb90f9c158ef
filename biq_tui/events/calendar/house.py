"""All events of the house by what they wait for, and the wishes of meetings that are none yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlmodel import Session

from ...core import journal
from ...outcomes import OpenWish, open_wishes
from ..models import EventState
from ..reading import today
from .entries import OVER, Entry, all_events, with_missing


@dataclass(frozen=True)
class House:
    """Everything at one moment, as of journal entry `as_of`."""

    as_of: int
    day: date
    """Today."""
    events: tuple[Entry, ...]
    """The earliest first, those without a day at the end."""
    open_wishes: tuple[OpenWish, ...]
    """Of meetings, of which no event was made yet; the newest meeting first."""

    @cached_property
    def coming(self) -> tuple[Entry, ...]:
        """Those with a day, from today on; a cancelled one is still seen among them."""
        return tuple(entry for entry in self.events if self._is_coming(entry))

    @cached_property
    def wishes(self) -> tuple[Entry, ...]:
        """Those without a day."""
        return tuple(e for e in self.events if e.first_day is None and not e.is_cancelled)

    @cached_property
    def past(self) -> tuple[Entry, ...]:
        """All others, the newest first; what was cancelled without a day comes last."""
        others = [
            e for e in self.events if not self._is_coming(e) and (e.first_day or e.is_cancelled)
        ]
        dated = [entry for entry in others if entry.first_day is not None]
        return (*reversed(dated), *(entry for entry in others if entry.first_day is None))

    def _is_coming(self, entry: Entry) -> bool:
        last = entry.last_day
        is_over = entry.state in OVER and entry.state is not EventState.CANCELLED
        return last is not None and last >= self.day and not is_over


def house(session: Session) -> House:
    """Read all events, and the wishes that are none yet."""
    return House(
        as_of=journal.last_number(session),
        day=today(),
        events=with_missing(session, all_events(session)),
        open_wishes=open_wishes(session),
    )
