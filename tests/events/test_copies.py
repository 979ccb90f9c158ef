"""A copy is a new plan like an earlier one; a series is linked single events. One step each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, func, select

from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.write import Write
from biq_tui.events import copies, events
from biq_tui.events.copies import Rhythm
from biq_tui.events.helpers.shifts import add_shift
from biq_tui.events.models import (
    BudgetLine,
    Event,
    EventNeed,
    EventTask,
    EventTaskNeed,
    Grant,
    Payer,
    PledgeRole,
    PledgeState,
    TaskState,
)
from biq_tui.events.partners.gifts import Answer, Gift, Giver
from biq_tui.events.partners.pledges import record
from biq_tui.events.plan import Plan
from biq_tui.events.reading import plan
from biq_tui.events.when import Span
from tests.attendance.rooms import STATION
from tests.room import bremen

from .event_at import Fest

DAY = date(2027, 6, 12)


@pytest.fixture(autouse=True)
def _in_bremen() -> Iterator[None]:
    with bremen():
        yield


def at(day: date, first: int = 15, last: int = 18) -> Span:
    return clock.moment_of(day, time(first)), clock.moment_of(day, time(last))


def planned(database: Database) -> Fest:
    """A party with everything that can stand in a plan."""
    fest = Fest(database, start=at(DAY)[0])
    kim = fest.person("Kim Beispiel")
    heim = Giver("Bremer Heimstiftung")
    fest.do(record, fest.event_id, heim, Gift(PledgeRole.ROOM), Answer(PledgeState.PLEDGED))
    fest.do(
        record, fest.event_id, Giver("Martinsclub Bremen"), Gift(PledgeRole.ASSISTANCE),
        Answer(PledgeState.DECLINED),
    )  # fmt: skip
    fest.do(record, fest.event_id, Giver(person_id=kim), Gift(PledgeRole.OWN, "Kuchen"), Answer())
    fest.do(add_shift, fest.event_id, "Abbau", *at(DAY, 18, 20), 2)
    fest.do(_the_rest, fest.event_id, kim)
    fest.do(events.set_margins, fest.event_id, 60, 30)
    return fest


def _the_rest(write: Write, event_id: int, kim: int) -> None:
    """Tasks that wait for each other, money that was spent, a need."""
    days = (-28, -21, None, -7)
    tasks = write.insert_all(
        [
            EventTask(
                event_id=event_id,
                number=20 + place,
                what=f"Aufgabe {place}",
                offset_days=days[place],
                due=DAY - timedelta(days=3) if days[place] is None else None,
                person_id=kim,
                state=state,
                closed_on=None if state == TaskState.OPEN else DAY,
            )
            for place, state in enumerate(
                (TaskState.DONE, TaskState.OPEN, TaskState.OPEN, TaskState.DROPPED)
            )
        ]
    )
    write.insert(
        EventTaskNeed(
            event_id=event_id, task_id=tasks[1].id or 0, needs_id=tasks[0].id or 0, is_gate=True
        )
    )
    write.insert(
        BudgetLine(
            event_id=event_id, number=30, what="Bühne", planned=40_000, actual=38_000,
            payer=Payer.GRANT, grant_state=Grant.GRANTED, first_offer=38_000, is_ordered=True,
            has_receipt=True,
        )
    )  # fmt: skip
    write.insert(EventNeed(event_id=event_id, what="Hörschleife", people=2))
    write.tell("test.rest")


def copied(fest: Fest, when: Span) -> Plan:
    made = fest.do(copies.copy_event, fest.event_id, when)
    return fest.database.read(plan, made, STATION)


def counts(database: Database) -> dict[str, int]:
    """How many rows each table of events has."""

    def counted(session: Session) -> dict[str, int]:
        tables = [t for t in SQLModel.metadata.sorted_tables if "journal" not in t.name]
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        }

    return database.read(counted)


def test_a_copy_is_a_plan_in_which_nobody_has_promised_anything(database: Database) -> None:
    fest = planned(database)
    new = copied(fest, at(date(2028, 6, 10)))
    assert (new.event.title, new.event.venue, new.event.setup_minutes) == (
        "Straßenfest", "Haus am Park", 60,
    )  # fmt: skip
    assert new.event.copied_from == fest.event_id
    assert [(p.role, p.partner, p.person_id, p.state) for p in new.pledges] == [
        (PledgeRole.ROOM, "Bremer Heimstiftung", None, PledgeState.ASKED),
        (PledgeRole.ASSISTANCE, "", None, PledgeState.NEEDED),
        (PledgeRole.OWN, "", None, PledgeState.NEEDED),
    ]
    assert [(t.what, t.due, t.state, t.person_id) for t in new.tasks] == [
        ("Aufgabe 0", date(2028, 5, 13), TaskState.OPEN, None),
        ("Aufgabe 1", date(2028, 5, 20), TaskState.OPEN, None),
        ("Aufgabe 2", date(2028, 6, 7), TaskState.OPEN, None),
    ]
    assert new.tasks[1].gates == (new.tasks[0].number,)
    (shift,), (line,) = new.shifts, new.money
    assert (clock.local(shift.starts_at).hour, shift.helpers) == (18, ())
    assert (line.planned, line.actual, line.payer, line.grant) == (40_000, None, "grant", "")
    assert (line.is_ordered, line.has_receipt, line.first_offer) == (False, False, None)
    assert new.needs == ()
    assert fest.plan.pledges[0].state is PledgeState.PLEDGED, "the first one stays as it was"


def test_a_series_is_taken_back_in_one_step(database: Database) -> None:
    fest = planned(database)
    before = counts(database)
    made = fest.do(copies.make_series, fest.event_id, Rhythm.WEEKLY, 3)
    plans = [database.read(plan, event_id, STATION) for event_id in made]
    assert [each.event.day for each in plans] == [
        date(2027, 6, 19), date(2027, 6, 26), date(2027, 7, 3),
    ]  # fmt: skip
    assert {each.event.series_id for each in plans} == {fest.event_id}
    assert len({each.event.gathering_id for each in plans}) == 3, "each can be moved by itself"
    fest.undo()
    assert counts(database) == before


def test_a_series_goes_on_from_any_of_its_events(house: Database) -> None:
    fest = Fest(house, start=at(DAY)[0])
    (second,) = fest.do(copies.make_series, fest.event_id, Rhythm.FORTNIGHTLY, 1)
    (third,) = fest.do(copies.make_series, second, Rhythm.FORTNIGHTLY, 1)
    row = house.read(lambda session: session.get_one(Event, third))
    assert (row.series_id, row.copied_from) == (fest.event_id, second)
    assert house.read(plan, third, STATION).event.day == date(2027, 7, 10)


def test_an_event_of_which_others_are_copies_is_not_taken_out(house: Database) -> None:
    fest = Fest(house, start=at(DAY)[0])
    fest.do(copies.copy_event, fest.event_id, at(date(2028, 6, 10)))
    with pytest.raises(Refused, match="Hier steht schon etwas"):
        fest.do(events.remove_event, fest.event_id)


def test_a_series_over_the_change_of_the_clock_keeps_its_hours(house: Database) -> None:
    fest = Fest(house, start=at(date(2027, 10, 17))[0])
    made = fest.do(copies.make_series, fest.event_id, Rhythm.WEEKLY, 3)
    hours = [clock.local(_start(house, event_id)).hour for event_id in made]
    assert hours == [15, 15, 15]
    night = Fest(house, start=clock.moment_of(date(2027, 10, 24), time(2, 30)), hours=2)
    with pytest.raises(Refused, match="zweimal"):
        night.do(copies.make_series, night.event_id, Rhythm.WEEKLY, 1)


def _start(database: Database, event_id: int) -> datetime:
    starts_at = database.read(plan, event_id, STATION).event.starts_at
    assert starts_at is not None
    return starts_at


@settings(max_examples=20)
@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.sampled_from(Rhythm), st.integers(1, 30))
def test_the_days_of_a_series_rise_and_stay_on_their_weekday(
    day: date, rhythm: Rhythm, count: int
) -> None:
    days = (day, *copies.next_days(day, rhythm, count))
    assert len(days) == count + 1
    assert {each.weekday() for each in days} == {day.weekday()}
    apart = {(later - earlier).days for earlier, later in itertools.pairwise(days)}
    assert apart <= {Rhythm.WEEKLY: {7}, Rhythm.FORTNIGHTLY: {14}}.get(rhythm, {21, 28, 35})


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2027, 1, 1), date(2029, 12, 31)))
def test_a_copy_of_a_copy_on_the_first_day_is_the_same_again(house: Database, day: date) -> None:
    fest = planned(house)
    there = copied(fest, at(day))
    fest.event_id = there.event.event_id
    back = copied(fest, at(DAY))
    assert _like(back.tasks, "task_id") == _like(copied_once(fest, back).tasks, "task_id")
    assert [shift.starts_at for shift in back.shifts] == [at(DAY, 18)[0]]
    assert (back.event.starts_at, back.event.ends_at) == at(DAY)


def copied_once(fest: Fest, like: Plan) -> Plan:
    """A copy on the same day."""
    fest.event_id = like.event.event_id
    return copied(fest, at(DAY))


def _like(rows: tuple[Any, ...], but: str) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in row.__slots__ if name != but} for row in rows]
