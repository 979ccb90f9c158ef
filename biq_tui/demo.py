"""The example: invented people and dates in a folder that is thrown away, and phones that come."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlmodel import col, select

from .attendance import service
from .attendance.beforehand import excuse
from .attendance.models import Gathering, Presence, Sitting, State
from .attendance.places import place_of
from .core import clock
from .core.database import Database
from .core.errors import Refused
from .core.journal import Actor
from .core.settings import store
from .core.write import Act, Write
from .events import example as event_example
from .meetings import example
from .meetings.wishes import receipt
from .outcomes import open_wishes
from .people.consents import answer
from .people.models import Allowed, Person
from .qualification import options, sentences
from .qualification.enrolment import Newcomer, enrol_all, need
from .qualification.models import Enrolment
from .qualification.money import pay, waive
from .qualification.runs import PlannedDate, new_run

PEOPLE = (
    "Ada Muster", "Ali Muster", "Anna Muster", "Ayşe Beispiel", "Bernd Muster", "Cem Beispiel",
    "Dana Muster", "Emil Beispiel", "Frieda Muster", "Hatice Muster", "Ida Beispiel",
    "Jonas Müller", "Karin Muster", "Lotte Beispiel", "Murat Beispiel", "Nadja Muster",
    "Olha Beispiel", "Sabine Müller",
)  # fmt: skip
COURSE = "BIQ Beispiel"
BLOCK_3 = "Block 3 · Niemand ist eine Insel!"
THREE_HOURS = timedelta(hours=3, minutes=15)
PHONES = ("Cem Beispiel", "Fatima", "Anna Muster", "Müller", "Emil Beispiel", "nadja muster")
"""What the invented phones send, in this order."""

_PHONE_PAUSE = (6.0, 12.0)
"""Seconds between two phones, at least and at most."""


def fill(database: Database, station: str) -> None:
    """Put the example into an empty database: a course with a date today, meetings, an event."""
    act = Act(Actor.PROGRAM, station, "")
    today = database.write(act, _make_course, _soon()).result()
    act = Act(Actor.PROGRAM, station, place_of(today))
    database.write(act, service.open_sitting, today).result()
    phone = Act(Actor.PHONE, station, place_of(today))
    for name in ("Ida Beispiel", "Olha Beispiel", "Murat Beispiel"):
        database.write(phone, service.report, today, secrets.token_hex(8), name).result()
    example.fill(database, station)
    wish = database.read(open_wishes)[0]
    event_example.fill(database, station, database.read(receipt, wish.wish_id))


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
    """A course with a date today, one behind it and others to come; the id of today's gathering."""
    store(write, options.VENUE, "Haus am Park, Raum 2")
    store(write, options.FACILITATORS, "Kim, Jan")
    start = clock.local(today)
    dates = [
        _planned(clock.moment_of(start.date() + timedelta(days=days), start.time()), block)
        for block, days in ((1, -56), (1, -55), (2, -27), (3, 0), (3, 1), (4, 28), (5, 56), (6, 84))
    ]
    run_id = new_run(write, COURSE, dates, facilitators="Kim, Jan")
    enrol_all(write, run_id, [Newcomer(name) for name in PEOPLE])
    people = dict(write.session.exec(select(Person.name, Person.id)).all())
    need(write, run_id, people["Karin Muster"] or 0, "Platz für Rollstuhl")
    need(write, run_id, people["Emil Beispiel"] or 0, "Hörschleife")
    gatherings = write.session.exec(select(Gathering).order_by(col(Gathering.starts_at))).all()
    for past in (gathering for gathering in gatherings if gathering.starts_at < today):
        _hold(write, past, list(people.values()))
    todays = next(gathering for gathering in gatherings if gathering.starts_at == today)
    excuse(write, todays.id or 0, people["Frieda Muster"] or 0)
    _collect(write, run_id)
    write.tell(sentences.MADE, undoable=False, run=run_id)
    return todays.id or 0


def _collect(write: Write, run_id: int) -> None:
    """Most have paid, and most were asked about photos."""
    enrolled = write.session.exec(
        select(Enrolment.id, Enrolment.person_id)
        .where(Enrolment.run_id == run_id)
        .order_by(col(Enrolment.number))
    ).all()
    numbers = [enrolment_id or 0 for enrolment_id, _person in enrolled]
    people = [person_id for _enrolment, person_id in enrolled]
    pay(write, numbers[:13])
    waive(write, numbers[13:14])
    answer(write, people[:11], Allowed.PHOTO, True)
    answer(write, people[11:14], Allowed.PHOTO, False)


def _planned(starts_at: datetime, block: int) -> PlannedDate:
    return PlannedDate(block, starts_at, starts_at + THREE_HOURS, 15, 4, "Haus am Park, Raum 2")


def _hold(write: Write, gathering: Gathering, people: list[int | None]) -> None:
    """An evening that is over: everybody was there but one."""
    write.insert_all(
        [
            Presence(
                gathering_id=gathering.id or 0,
                person_id=person_id or 0,
                state=State.PRESENT,
                arrived_at=gathering.starts_at,
                seen=True,
            )
            for person_id in people[1:]
        ]
    )
    write.insert(
        Presence(gathering_id=gathering.id or 0, person_id=people[0] or 0, state=State.ABSENT)
    )
    write.change(
        Gathering,
        Gathering.id == gathering.id,
        sitting=Sitting.ENDED,
        ended_at=gathering.ends_at,
    )
