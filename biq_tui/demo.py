"""The example: invented people and dates in a folder that is thrown away, and phones that come."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from .attendance import service
from .attendance.models import Expected, Gathering, Kind, Presence, Sitting, State
from .attendance.places import place_of
from .core import clock
from .core.database import Database
from .core.errors import Refused
from .core.journal import Actor
from .core.write import Act, Write
from .people.models import Person

PEOPLE = (
    "Ada Muster", "Ali Muster", "Anna Muster", "Ayşe Beispiel", "Bernd Muster", "Cem Beispiel",
    "Dana Muster", "Emil Beispiel", "Frieda Muster", "Hatice Muster", "Ida Beispiel",
    "Jonas Müller", "Karin Muster", "Lotte Beispiel", "Murat Beispiel", "Nadja Muster",
    "Olha Beispiel", "Sabine Müller",
)  # fmt: skip
BLOCK_3 = "Block 3 · Niemand ist eine Insel!"
PHONES = ("Cem Beispiel", "Fatima", "Anna Muster", "Müller", "Emil Beispiel", "nadja muster")
"""What the invented phones send, in this order."""

_PHONE_PAUSE = (6.0, 12.0)
"""Seconds between two phones, at least and at most."""

_MADE = "example.made"


def fill(database: Database, station: str) -> None:
    """Put the example into an empty database: today's date of a block, one past, some to come."""
    act = Act(Actor.PROGRAM, station, "")
    today = database.write(act, _make_course, _soon()).result()
    act = Act(Actor.PROGRAM, station, place_of(today))
    database.write(act, service.open_sitting, today).result()
    phone = Act(Actor.PHONE, station, place_of(today))
    for name in ("Ida Beispiel", "Olha Beispiel", "Murat Beispiel"):
        database.write(phone, service.report, today, secrets.token_hex(8), name).result()


async def phones_arrive(report: Callable[[str, str], Awaitable[None]]) -> None:
    """Invented phones report, one after the other, through the same door as real ones."""
    for name in PHONES:
        await asyncio.sleep(random.uniform(*_PHONE_PAUSE))
        try:
            await report(secrets.token_hex(8), name)
        except Refused:  # the evening has ended meanwhile
            return


def _soon() -> datetime:
    """The next half hour, but today: late in the evening the example begins a little earlier."""
    now = clock.now()
    start = now.replace(minute=0, second=0) + timedelta(minutes=30 if now.minute < 30 else 60)
    return start if clock.local(start).date() == clock.local(now).date() else now


def _make_course(write: Write, today: datetime) -> int:
    """Dates around `today` with the same people; the id of today's."""
    people = [write.insert(Person(name=name)) for name in PEOPLE]
    three_hours = timedelta(hours=3, minutes=15)
    todays_id = 0
    for days, title in (
        (-27, "Block 2 · Zivilgesellschaft vorantreiben!"),
        (0, BLOCK_3),
        (1, f"{BLOCK_3} (zweiter Tag)"),
        (28, "Block 4 · Die unterstützende Gemeinde!"),
    ):
        start = today + timedelta(days=days)
        gathering = write.insert(
            Gathering(
                kind=Kind.BLOCK,
                title=title,
                venue="Haus am Park, Raum 2",
                starts_at=start,
                ends_at=start + three_hours,
                sitting=Sitting.ENDED if days < 0 else Sitting.PLANNED,
                ended_at=start + three_hours if days < 0 else None,
            )
        )
        assert gathering is not None
        assert gathering.id is not None
        if days == 0:
            todays_id = gathering.id
        for number, person in enumerate(people, start=1):
            assert person is not None
            assert person.id is not None
            write.insert(Expected(gathering_id=gathering.id, person_id=person.id, number=number))
            if days < 0 or (days == 0 and person.name == "Frieda Muster"):
                state = State.PRESENT if days < 0 else State.EXCUSED
                write.insert(
                    Presence(
                        gathering_id=gathering.id,
                        person_id=person.id,
                        state=state,
                        arrived_at=start if days < 0 else None,
                        seen=days < 0,
                    )
                )
    write.tell(_MADE, undoable=False)
    return todays_id
