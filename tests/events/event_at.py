"""An event for a test, led through its use cases and its lines as on its screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from biq_tui.core import clock, journal
from biq_tui.core.database import Database
from biq_tui.core.intention import Intention
from biq_tui.core.journal import Actor
from biq_tui.core.telling import take_back
from biq_tui.core.write import Act, Write
from biq_tui.events import events
from biq_tui.events.look import Look
from biq_tui.events.places import EVENTS, place_of
from biq_tui.events.plan import Plan
from biq_tui.events.reading import plan
from biq_tui.people.directory import directory_of, everybody
from biq_tui.people.models import Person
from biq_tui.people.organisations import institutions
from tests.attendance.rooms import STATION
from tests.room import newest

START = datetime(2027, 6, 12, 15, tzinfo=clock.local(clock.now()).tzinfo)
"""A Saturday, at three."""

Read = Callable[[str, Look], Intention | None]


class Fest:
    """One event, spoken to as the facilitator at its screen."""

    def __init__(
        self,
        database: Database,
        title: str = "Straßenfest",
        start: datetime | None = START,
        hours: int = 3,
        venue: str = "Haus am Park",
        station: str = STATION,
    ) -> None:
        """`start` None: a wish without a day."""
        self.database = database
        self.station = station
        when = None if start is None else (start, start + timedelta(hours=hours))
        act = Act(Actor.FACILITATOR, station, EVENTS)
        self.event_id: int = database.write(act, events.add_event, title, when, venue).result()

    def do(self, use_case: Any, *args: Any, **named: Any) -> Any:
        """She does it on the screen of the event."""
        act = Act(Actor.FACILITATOR, self.station, place_of(self.event_id))
        return self.database.write(act, use_case, *args, **named).result()

    def undo(self) -> None:
        """Ctrl+Z: her last step here."""
        step = self.plan.my_step
        assert step is not None
        self.do(take_back, step.number)

    @property
    def plan(self) -> Plan:
        return self.database.read(plan, self.event_id, self.station)

    def look(self, marked: int | None = None, names_hidden: bool = False) -> Look:
        people = self.database.read(lambda session: directory_of(everybody(session)))
        known = self.database.read(institutions)
        return Look(self.plan, people, known, marked, names_hidden)

    def person(self, name: str) -> int:
        """Somebody of the house; her id."""
        act = Act(Actor.FACILITATOR, "other", "people")  # not her step on this screen
        return self.database.write(act, _person, name).result()

    def reads(self, read: Read, text: str, marked: int | None = None) -> Intention:
        """What a line of the event says."""
        intention = read(text, self.look(marked))
        assert intention is not None
        return intention

    def enter(self, read: Read, text: str) -> str:
        """Enter: what the journal then says, which is what the hint said."""
        intention = self.reads(read, text)
        assert intention.use_case is not None, intention.hint
        before = self.database.read(journal.last_number)
        self.do(intention.use_case, *intention.args)
        assert self.database.read(journal.last_number) == before + 1
        said = newest(self.database)
        assert said == intention.sentence
        return said


def _person(write: Write, name: str) -> int:
    person = write.insert(Person(name=name))
    assert person is not None
    write.tell("test.person", undoable=False)
    return person.id or 0
