"""From an event to the screens of its day and of what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..plan import EventRow
from .line import ARRIVALS, COUNT, LOOK_BACK

if TYPE_CHECKING:
    from ...app import BiqApp


async def open_after(app: BiqApp, event: EventRow, command: str) -> None:
    """Open what a command of `line` names."""
    if command == COUNT:
        await app.open_tally(event.event_id)
    elif command == ARRIVALS and event.gathering_id is not None:
        await app.open_arrivals(event.gathering_id)
    elif command == LOOK_BACK:
        await app.open_card(event.event_id)
    else:
        await app.open_tidying(event.event_id)
