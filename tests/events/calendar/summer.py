"""A summer in the neighbourhood: events of every state, a course and a meeting."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.events import events, standing
from biq_tui.events.models import EventState, PledgeRole
from biq_tui.events.partners import pledges
from biq_tui.events.places import EVENTS, place_of
from biq_tui.meetings import agenda
from tests.room import course

YEAR, JUNE = 2027, 6


def at(day: int, first: int, last: int, month: int = JUNE, year: int = YEAR) -> Any:
    """From hour to hour on a day, as moments; an end before the beginning is on the next day."""
    begins = clock.moment_of(date(year, month, day), time(first))
    ends = clock.moment_of(date(year, month, day) + timedelta(days=last <= first), time(last))
    return begins, ends


def do(database: Database, use_case: Any, *args: Any, place: str = EVENTS) -> Any:
    """Something that somebody did before."""
    return database.write(Act(Actor.PROGRAM, "test", place), use_case, *args).result()


def add(
    database: Database,
    title: str,
    when: tuple[datetime, datetime] | None = None,
    venue: str = "",
    state: EventState = EventState.WISH,
) -> int:
    """An event that stands so; its id, which is its number."""
    event_id: int = do(database, events.add_event, title, when, venue)
    place = place_of(event_id)
    if state is EventState.CANCELLED:
        do(database, standing.cancel, event_id, "Regen", place=place)
    elif state is not EventState.WISH:
        do(database, standing.become, event_id, EventState.PLANNED, place=place)
        if state is not EventState.PLANNED:
            do(database, standing.fix, event_id, "Wir wollen es so.", place=place)
    return event_id


def summer(database: Database) -> None:
    """June: two events in one room at once, a wish, one that is fixed; a course and a meeting."""
    course(database)
    add(database, "Straßenfest", at(12, 15, 18), "Haus am Park", EventState.PLANNED)  # 1
    add(database, "Werkstatt", at(12, 14, 16), "Haus am Park", EventState.FIXED)  # 2
    add(database, "Flohmarkt", at(19, 10, 16), "Hof")  # 3
    add(database, "Infoabend", at(9, 19, 21), "Ortsamt", EventState.FIXED)  # 4
    add(database, "Filmabend")  # 5, without a day
    add(database, "Regenfest", at(26, 15, 18), "Wiese", EventState.CANCELLED)  # 6
    asked = (1, "Bremer Heimstiftung", PledgeRole.ROOM)
    do(database, pledges.ask, *asked, place=place_of(1))
    do(database, agenda.make_meeting, "Wege", *at(16, 18, 20), "Haus am Park")
