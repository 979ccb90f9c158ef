"""The example's event: plainly a sample, with invented people and institutions by their names only.

It comes from the wish of the example's earlier meeting, and something is still missing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from sqlmodel import col, select

from ..core import clock
from ..core.database import Database
from ..core.journal import Actor
from ..core.write import Act, Write
from ..people.models import Person
from .checklist.following import answer_all
from .checklist.templates import Question
from .events import set_lead, set_margins, set_venue, set_when
from .helpers.shifts import add_shift, sign_up
from .models import EventState, EventTask, Payer, PledgeRole, PledgeState, Via
from .money.ledger import add_line
from .partners.gifts import Answer, Gift, Giver
from .partners.pledges import record
from .places import place_of
from .standing import become
from .wishes import Receipt, event_from_wishes

WEEKS_AHEAD = 10
"""Far enough that the checklist has its time, near enough that some of it is due."""

FROM, UNTIL = time(15), time(18)
TITLE = "Reparatur-Café"
VENUE = "Haus am Park, Raum 2"
PEOPLE = ("Ayşe Beispiel", "Olha Beispiel", "Cem Beispiel", "Karin Muster")
"""Of the example's course."""


def fill(database: Database, station: str, receipt: Receipt) -> None:
    """Put the event into the example, whose people and wish are there already."""
    made: int = database.write(
        Act(Actor.PROGRAM, station, ""), event_from_wishes, [receipt], TITLE
    ).result()
    act = Act(Actor.PROGRAM, station, place_of(made))
    steps: tuple[Callable[..., None], ...] = (_promised, _when_and_where, _shared_out)
    for answer in [database.write(act, step, made) for step in steps]:
        answer.result()


def day_of(today: date) -> date:
    """The Saturday on which it is."""
    return today + timedelta(weeks=WEEKS_AHEAD, days=(5 - today.weekday()) % 7)


def _when_and_where(write: Write, event_id: int) -> None:
    day = day_of(clock.local(clock.now()).date())
    set_venue(write, event_id, "", VENUE)
    when = (clock.moment_of(day, FROM), clock.moment_of(day, UNTIL))
    set_when(write, event_id, None, when)
    set_margins(write, event_id, 60, 30)
    answers: dict[Question, bool | None] = dict.fromkeys(Question, False)
    answer_all(write, event_id, {**answers, Question.ADVERTISED: True})
    become(write, event_id, EventState.PLANNED)


def _promised(write: Write, event_id: int) -> None:
    """One institution has not answered, one has, one gives something if …"""
    due = clock.local(clock.now()).date() + timedelta(days=21)
    said: tuple[tuple[str, Gift, Answer], ...] = (
        ("Bremer Heimstiftung", Gift(PledgeRole.ROOM), Answer(due=due)),
        (
            "Martinsclub Bremen",
            Gift(PledgeRole.ASSISTANCE),
            Answer(PledgeState.PLEDGED, via=Via.PHONE),
        ),
        (
            "Volkshochschule Bremen",
            Gift(PledgeRole.PUBLICITY, "Plakate"),
            Answer(PledgeState.PLEDGED_IF, condition="der Text bald da ist"),
        ),
    )
    for institution, gift, answer in said:
        record(write, event_id, Giver(institution), gift, answer)


def _shared_out(write: Write, event_id: int) -> None:
    """Who does what: some tasks are somebody's, two helpers are still missing, money is planned."""
    people = {name: _person(write, name) for name in PEOPLE}
    set_lead(write, event_id, None, people["Olha Beispiel"])
    open_tasks = write.session.exec(
        select(EventTask.id).where(EventTask.event_id == event_id).order_by(col(EventTask.id))
    ).all()
    for task_id, person_id in zip(open_tasks, people.values(), strict=False):
        write.change(EventTask, EventTask.id == task_id, person_id=person_id)
    day = day_of(clock.local(clock.now()).date())
    at: Any = {hour: clock.moment_of(day, time(hour)) for hour in (14, 15, 18, 19)}
    setting_up = add_shift(write, event_id, "Aufbau", at[14], at[15], 2)
    add_shift(write, event_id, "Abbau", at[18], at[19], 2)
    sign_up(write, setting_up, [people["Cem Beispiel"] or 0, people["Karin Muster"] or 0])
    add_line(write, event_id, "Werkzeug und Kleinteile", 12_000, Payer.DONATION)
    add_line(write, event_id, "Kaffee und Kuchen", 4_000)


def _person(write: Write, name: str) -> int | None:
    return write.session.exec(select(Person.id).where(Person.name == name)).first()
