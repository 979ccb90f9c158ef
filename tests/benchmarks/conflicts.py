"""How long it takes to find what one event has booked twice beside 2 000 others.

.venv/bin/python -m tests.benchmarks.conflicts

Each event has a room, somebody who leads it, two shifts, an institution with a contact and tables.
`screen`: from the database, as the event's screen asks; `line`: before Enter, from what is in
memory, as a hint does at each key; `month`: the calendar; `all`: the full scan of everything.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from biq_tui.attendance.models import Gathering, Kind
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.opening import open_database
from biq_tui.core.write import Act, Write
from biq_tui.events.conflicts.clashes import clashes
from biq_tui.events.conflicts.found import conflicts_between, conflicts_of
from biq_tui.events.conflicts.hints import snapshot
from biq_tui.events.conflicts.reading import bookings, house
from biq_tui.events.models import Event, EventPartner, EventState, Helper, Pledge, Shift
from biq_tui.people.models import Contact, Organisation, Person

EVENTS, TIMES, AIM_MS = 2_000, 200, 20.0
VENUES = [f"Haus {house}{room}" for house in range(20) for room in ("", ", Raum 1", ", Raum 2")]
NEW_YEAR = datetime(2027, 1, 1, 8, tzinfo=UTC)
ACT = Act(Actor.PROGRAM, "benchmark", "")


def fill(write: Write) -> None:
    """Events of two years."""
    chance = random.Random(2027)
    people = write.insert_values(Person, [{"name": f"Mensch {n}"} for n in range(500)])
    houses = write.insert_values(
        Organisation, [{"name": f"Haus {n}", "folded": f"haus {n}"} for n in range(40)]
    )
    contacts = write.insert_values(
        Contact, [{"organisation_id": its, "name": "Beispiel"} for its in houses]
    )
    starts = [
        NEW_YEAR + timedelta(days=chance.randrange(730), minutes=30 * chance.randrange(24))
        for _ in range(EVENTS)
    ]
    gatherings = write.insert_values(
        Gathering,
        [
            {
                "kind": Kind.EVENT,
                "title": f"Fest {number}",
                "venue": chance.choice(VENUES),
                "starts_at": begins,
                "ends_at": begins + timedelta(hours=chance.randint(1, 6)),
            }
            for number, begins in enumerate(starts)
        ],
    )
    events = write.insert_values(
        Event,
        [
            {
                "gathering_id": gathering,
                "title": f"Fest {number}",
                "state": chance.choice([EventState.WISH, EventState.PLANNED, EventState.FIXED]),
                "setup_minutes": 60,
                "teardown_minutes": 30,
                "person_id": chance.choice(people),
            }
            for number, gathering in enumerate(gatherings)
        ],
    )
    shifts = write.insert_values(
        Shift,
        [
            {
                "event_id": event,
                "number": number,
                "what": "Kasse",
                "starts_at": begins + timedelta(hours=number - 1),
                "ends_at": begins + timedelta(hours=number),
                "wanted": 1,
            }
            for event, begins in zip(events, starts, strict=True)
            for number in (1, 2)
        ],
    )
    helping = [
        {"shift_id": its, "person_id": chance.choice(people), "at": NEW_YEAR} for its in shifts
    ]
    write.insert_values(Helper, helping)
    at = [chance.randrange(len(houses)) for _ in events]
    partners = write.insert_values(
        EventPartner,
        [
            {"event_id": event, "organisation_id": houses[n], "contact_id": contacts[n]}
            for event, n in zip(events, at, strict=True)
        ],
    )
    write.insert_values(
        Pledge,
        [
            {
                "event_id": event,
                "number": number,
                "partner_id": partner,
                "role": role,
                "what": "20 Tische" if role == "material" else "",
                "state": "pledged",
            }
            for event, partner in zip(events, partners, strict=True)
            for number, role in ((3, "material"), (4, "lead"))
        ],
    )
    write.tell("benchmark.filled", undoable=False)


def say(what: str, times: int, act: Callable[[int], object], aim: float | None = None) -> None:
    """One line of the table: how long each of so many calls took, and what they had to compute."""
    found, computed = [], time.process_time()
    for number in range(times):
        began = time.perf_counter()
        act(number)
        found.append((time.perf_counter() - began) * 1000)
    cpu = (time.process_time() - computed) * 1000 / times
    median, p95 = statistics.median(found), statistics.quantiles(found, n=20)[-1]
    told = f", aim {aim:.0f}" if aim else ""
    print(f"{what:8} median {median:7.1f} ms, p95 {p95:7.1f} ms, processor {cpu:6.1f} ms{told}")


def measure(database: Database) -> None:
    """Print the table."""
    chance = random.Random(7)
    events = [chance.randint(1, EVENTS) for _ in range(TIMES)]
    with database.reading() as session:
        conflicts_of(session, events[0])  # statements are compiled once a program
        say("screen", TIMES, lambda n: conflicts_of(session, events[n]), AIM_MS)
        booked = snapshot(session)
        say("snapshot", 3, lambda _n: snapshot(session))

        def typed(number: int) -> object:
            begins = NEW_YEAR + timedelta(days=number * 3, hours=7)
            return booked.hint("Film", (begins, begins + timedelta(hours=2)), chance.choice(VENUES))

        say("line", TIMES, typed, AIM_MS)
        first = date(2027, 6, 1)
        say("month", 20, lambda _n: conflicts_between(session, first, date(2027, 6, 30)))
        its = house(session)
        everything = bookings(session, its)
        say("all", 3, lambda _n: clashes(everything, its.way))
        found = clashes(everything, its.way)
    print(f"{EVENTS} events, {len(everything)} bookings, {len(found)} double bookings")


def main() -> None:
    """A house of its own."""
    with tempfile.TemporaryDirectory() as folder, clock.standing_at(NEW_YEAR):
        database = open_database(Path(folder))
        database.write(ACT, fill).result()
        measure(database)
        database.close()


if __name__ == "__main__":
    main()
