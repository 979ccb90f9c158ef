"""The tasks of an event: they follow its template, its answers and its day, but nobody's hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.write import Write
from biq_tui.events import events
from biq_tui.events.checklist import tasks
from biq_tui.events.checklist.due import Due
from biq_tui.events.checklist.following import answer, answer_all, set_template, settle
from biq_tui.events.checklist.settling import Difference
from biq_tui.events.checklist.steps import steps, too_late_on
from biq_tui.events.checklist.task_words import note_of
from biq_tui.events.checklist.templates import Question
from biq_tui.events.event_line import read_event
from biq_tui.events.models import TaskState, Template
from biq_tui.events.plan import Plan, TaskRow
from tests.room import bremen, newest

from ..event_at import START, Fest

DAY = START.date()
FOUR = {
    Question.PUBLIC_GROUND: True,
    Question.ADVERTISED: False,
    Question.ALCOHOL: True,
    Question.MUSIC: False,
}


def keys(fest: Fest) -> set[str]:
    return {task.key for task in fest.plan.tasks}


def task(fest: Fest, key: str) -> TaskRow:
    return next(task for task in fest.plan.tasks if task.key == key)


def move(fest: Fest, day: date) -> None:
    """The event goes to another day."""
    event = fest.plan.event
    seen = None if event.starts_at is None else (event.starts_at, event.ends_at)
    starts = datetime.combine(day, START.timetz())
    fest.do(events.set_when, fest.event_id, seen, (starts, starts + timedelta(hours=3)))


def test_answers_bring_tasks_with_authority_and_day(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.do(answer, fest.event_id, Question.PUBLIC_GROUND, True)
    permit = task(fest, "permit")
    assert permit.authority == "Ordnungsamt"
    assert permit.due == DAY - timedelta(weeks=8)
    assert set(permit.waits_for) == {task(fest, "neighbours").number, task(fest, "closure").number}
    assert permit.gates == ()
    assert "serving" not in keys(fest)
    fest.do(answer, fest.event_id, Question.ALCOHOL, True)
    assert {"serving", "young", "permit"} <= keys(fest)


def test_the_step_says_what_comes_and_ctrl_z_takes_it_all_back(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.do(set_template, fest.event_id, Template.STREET_PARTY)
    before = fest.plan.tasks
    fest.do(answer_all, fest.event_id, FOUR)
    added = len(fest.plan.tasks) - len(before)
    assert newest(fest.database) == (
        f"{added} Aufgaben kommen dazu. Öffentlich ja, Werbung nein, Alkohol ja, Musik nein."
    )
    fest.undo()
    assert fest.plan.tasks == before
    assert fest.plan.event.alcohol is None


def test_another_answer_takes_away_what_nobody_has_touched(fest: Fest) -> None:
    fest.do(set_template, fest.event_id, Template.STREET_PARTY)
    fest.do(answer_all, fest.event_id, FOUR)
    olha = fest.person("Olha Beispiel")
    fest.do(tasks.give, task(fest, "permit").task_id, olha)
    fest.do(tasks.close, task(fest, "closure").task_id, TaskState.DONE)
    fest.do(tasks.reword, task(fest, "park").task_id, "Den Park anrufen")
    fest.do(answer, fest.event_id, Question.PUBLIC_GROUND, False)
    assert {"permit", "closure", "park"} <= keys(fest)
    assert not {"neighbours", "permit_here", "signs"} & keys(fest)
    assert newest(fest.database) == "3 Aufgaben fallen weg. Öffentlich nein."


def test_what_was_dropped_does_not_come_back(fest: Fest) -> None:
    fest.do(answer_all, fest.event_id, FOUR)
    fest.do(tasks.close, task(fest, "park").task_id, TaskState.DROPPED)
    fest.do(answer, fest.event_id, Question.MUSIC, True)
    fest.do(set_template, fest.event_id, Template.STREET_PARTY)
    assert [row.state for row in fest.plan.tasks if row.key == "park"] == [TaskState.DROPPED]


def test_a_task_tied_by_hand_is_nobodys_to_take_away(fest: Fest) -> None:
    fest.do(answer_all, fest.event_id, FOUR)
    tables = fest.do(tasks.add_task, fest.event_id, "Tische holen")
    own = next(row for row in fest.plan.tasks if row.number == tables)
    fest.do(tasks.wait, own.task_id, task(fest, "park").task_id)
    fest.do(answer, fest.event_id, Question.PUBLIC_GROUND, False)
    assert "park" in keys(fest)
    assert "neighbours" not in keys(fest)


def test_another_template_brings_other_tasks(fest: Fest) -> None:
    fest.do(set_template, fest.event_id, Template.STREET_PARTY)
    assert {"shifts", "programme"} <= keys(fest)
    fest.do(set_template, fest.event_id, Template.EXPERT_TALK)
    assert {"expert", "questions"} <= keys(fest)
    assert "shifts" not in keys(fest)


def test_after_the_event_nobody_gets_new_tasks(fest: Fest) -> None:
    fest.do(_stands, fest.event_id, "done")
    fest.do(answer_all, fest.event_id, FOUR)
    assert fest.plan.tasks == ()


def _stands(write: Write, event_id: int, state: str) -> None:
    from biq_tui.events.models import Event

    write.change(Event, Event.id == event_id, state=state)
    write.tell("test.stands")


def test_moving_the_day_moves_what_is_open_and_no_outside_deadline(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.do(set_template, fest.event_id, Template.STREET_PARTY)
    fest.do(tasks.set_due, task(fest, "grant").task_id, Due(day=date(2027, 3, 15), is_fixed=True))
    fest.do(tasks.close, task(fest, "goal").task_id, TaskState.DONE)
    move(fest, DAY + timedelta(days=7))
    assert task(fest, "thanks").due == DAY + timedelta(days=14)
    assert task(fest, "grant").due == date(2027, 3, 15)
    assert task(fest, "goal").due == DAY - timedelta(weeks=12)
    fest.do(tasks.close, task(fest, "goal").task_id, TaskState.OPEN)
    assert task(fest, "goal").due == DAY + timedelta(days=7) - timedelta(weeks=12)


def test_a_day_that_was_typed_moves_with_the_event(fest: Fest) -> None:
    number = fest.do(
        tasks.add_task, fest.event_id, "Plakat drucken", None, None, Due(offset_days=-30)
    )
    move(fest, DAY + timedelta(days=1))
    drawn = next(row for row in fest.plan.tasks if row.number == number)
    assert drawn.due == DAY - timedelta(days=29)


def test_a_permit_that_nobody_gives_any_more_is_named(fest: Fest) -> None:
    fest.do(answer_all, fest.event_id, FOUR)
    soon = DAY - timedelta(days=20)
    assert [row.key for row in too_late_on(fest.plan, DAY, soon)] == ["permit"]
    assert too_late_on(fest.plan, DAY, DAY - timedelta(days=21)) == ()


def test_the_hint_names_it_before_the_event_is_moved(fest: Fest) -> None:
    fest.do(answer_all, fest.event_id, FOUR)
    with bremen():
        hint = fest.reads(read_event, "20.3. 15-18").hint
        assert "zu spät für: Erlaubnis beim Ordnungsamt beantragen" in hint
        assert "zu spät" not in fest.reads(read_event, "27.3. 15-18").hint


def test_a_gate_keeps_a_task_open_until_somebody_says_why_not(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.do(set_template, fest.event_id, Template.STREET_PARTY)
    order, granted = task(fest, "order"), task(fest, "granted")
    with pytest.raises(Refused) as refused:
        fest.do(tasks.close, order.task_id, TaskState.DONE)
    assert str(refused.value) == (
        f"Erst muss Aufgabe {granted.number} „Bewilligung vom Beirat ist da“ erledigt sein."
        f"   Trotzdem:  {order.number} erledigt weil …"
    )
    assert task(fest, "order").state is TaskState.OPEN
    fest.do(tasks.close, order.task_id, TaskState.DONE, "Die Schule zahlt.")
    assert newest(fest.database) == (
        f"Aufgabe {order.number} ist vor {granted.number} erledigt, weil: Die Schule zahlt."
    )


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.DROPPED])
def test_a_gate_opens_when_its_task_is_closed(fest: Fest, state: TaskState) -> None:
    fest.do(set_template, fest.event_id, Template.STREET_PARTY)
    fest.do(tasks.close, task(fest, "granted").task_id, state)
    fest.do(tasks.close, task(fest, "order").task_id, TaskState.DONE)
    assert task(fest, "order").state is TaskState.DONE


def test_a_circle_is_refused_by_name(fest: Fest) -> None:
    numbers = [fest.do(tasks.add_task, fest.event_id, what) for what in ("eins", "zwei", "drei")]
    one, two, three = (row.task_id for row in fest.plan.tasks)
    fest.do(tasks.wait, two, one)
    fest.do(tasks.wait, three, two, True)
    with pytest.raises(Refused) as refused:
        fest.do(tasks.wait, one, three)
    assert numbers == [1, 2, 3]
    assert str(refused.value) == (
        "Das wäre ein Kreis: 1 nach 3, 3 nach 2, 2 nach 1. Nichts ist geändert."
    )
    with pytest.raises(Refused):
        fest.do(tasks.wait, one, one)


def test_new_tasks_close_no_circle_with_what_was_tied_by_hand(fest: Fest) -> None:
    fest.do(set_template, fest.event_id, Template.STREET_PARTY)
    fest.do(answer, fest.event_id, Question.PUBLIC_GROUND, True)
    olha = fest.person("Olha Beispiel")
    for key in ("permit", "build"):
        fest.do(tasks.give, task(fest, key).task_id, olha)
    fest.do(answer, fest.event_id, Question.PUBLIC_GROUND, False)
    fest.do(tasks.wait, task(fest, "permit").task_id, task(fest, "build").task_id)
    fest.do(answer, fest.event_id, Question.PUBLIC_GROUND, True)
    assert "permit_here" in keys(fest)  # it would stand between them
    _no_circle(fest.plan)


def test_an_institution_that_does_a_task_is_a_partner(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    fest.do(tasks.add_task, fest.event_id, "Raum herrichten", None, "Bremer Heimstiftung")
    fest.do(tasks.add_task, fest.event_id, "Schlüssel holen", None, "Bremer Heimstiftung")
    fest.do(tasks.add_task, fest.event_id, "Kuchen", fest.person("Olha Beispiel"))
    fest.do(tasks.add_task, fest.event_id, "Strom")
    assert [partner.name for partner in fest.plan.partners] == ["Bremer Heimstiftung"]
    assert [row.partner for row in fest.plan.tasks] == ["Bremer Heimstiftung"] * 2 + ["", ""]
    assert fest.plan.tasks[2].person == "Olha Beispiel"


def test_overdue_then_the_next_three_and_one_count(fest: Fest) -> None:
    fest.do(set_template, fest.event_id, Template.INFO_EVENING)
    seen = steps(fest.plan, DAY - timedelta(days=50))
    assert [row.key for row in seen.overdue] == ["goal", "partners", "place", "insurance", "needs"]
    assert [row.due for row in seen.next] == sorted(row.due for row in seen.next if row.due)
    assert len(seen.next) == 3
    assert seen.total == len(fest.plan.tasks)


def test_what_waits_is_not_the_next_step(fest: Fest) -> None:
    for what in ("eins", "zwei", "drei", "vier"):
        fest.do(tasks.add_task, fest.event_id, what, None, None, Due(offset_days=-1))
    one, *_rest, four = (row.task_id for row in fest.plan.tasks)
    fest.do(tasks.wait, one, four)
    assert [row.what for row in steps(fest.plan, date(2027, 3, 5)).next] == ["zwei", "drei", "vier"]


def test_the_words_of_a_row_tell_late_from_too_late(fest: Fest) -> None:
    fest.do(answer_all, fest.event_id, FOUR)

    def said(key: str, today: date, width: int = 40, names_hidden: bool = False) -> str:
        return note_of(task(fest, key), fest.plan, today, names_hidden, width)

    soon = DAY - timedelta(days=30)
    assert said("permit", DAY - timedelta(days=60)) == "Sa 17.4. · niemand"
    assert said("permit", soon) == "! Sa 17.4. geht noch · niemand"
    assert said("permit", DAY - timedelta(days=20)) == "! Sa 17.4. zu spät · niemand"
    assert said("neighbours", soon) == "! Sa 17.4. zu spät · niemand"
    assert said("neighbours", soon, 20) == "! Sa 17.4. · niemand"
    fest.do(tasks.give, task(fest, "permit").task_id, None, "Bremer Heimstiftung")
    fest.do(tasks.give, task(fest, "park").task_id, fest.person("Olha Beispiel"))
    assert said("permit", DAY - timedelta(days=60)) == "Sa 17.4. · Heimstiftung"
    assert said("park", DAY - timedelta(days=60), names_hidden=True) == "Sa 17.4."
    fest.do(tasks.set_due, task(fest, "park").task_id, Due(day=date(2026, 12, 1), is_fixed=True))
    assert said("park", date(2026, 11, 1)) == "Di 1.12.2026 · Olha Beispiel"
    fest.do(tasks.close, task(fest, "park").task_id, TaskState.DONE)
    assert said("park", soon) == "✓ erledigt · Olha Beispiel"


# Properties ---------------------------------------------------------------------------------------

Step = Callable[[Fest], Any]


def _row(fest: Fest, place: int) -> TaskRow:
    rows = fest.plan.tasks
    return rows[place % len(rows)]


def _step(kind: str, one: int, other: int) -> Step:
    def act(fest: Fest) -> None:
        if kind == "answer":
            question = list(Question)[one % 4]
            fest.do(answer, fest.event_id, question, (True, False, None)[other % 3])
        elif kind == "template":
            fest.do(set_template, fest.event_id, list(Template)[one % len(Template)])
        elif kind == "add" or not fest.plan.tasks:
            fest.do(tasks.add_task, fest.event_id, f"Aufgabe {one}")
        elif kind == "close":
            fest.do(tasks.close, _row(fest, one).task_id, list(TaskState)[other % 3], "darum")
        elif kind == "wait":
            fest.do(tasks.wait, _row(fest, one).task_id, _row(fest, other).task_id, one % 2 == 0)
        elif kind == "due":
            due = Due(other) if one % 2 else Due(day=date(2027, 5, 1), is_fixed=True)
            fest.do(tasks.set_due, _row(fest, one).task_id, due)

    return act


STEPS = st.lists(
    st.builds(
        _step,
        st.sampled_from(["answer", "template", "add", "close", "wait", "due"]),
        st.integers(0, 60),
        st.integers(0, 60),
    ),
    max_size=6,
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS, days=st.integers(-40, 400))
def test_moving_there_and_back_and_settling_again_change_nothing(
    house: Database, steps: list[Step], days: int
) -> None:
    fest = Fest(house)
    for step in steps:
        with suppress(Refused):
            step(fest)
    before = fest.plan
    move(fest, DAY + timedelta(days=days))
    if days:
        for row, was in zip(fest.plan.tasks, before.tasks, strict=True):
            moves = row.state is TaskState.OPEN and row.offset_days is not None
            assert row.due == (was.due + timedelta(days=days) if moves and was.due else was.due)
    move(fest, DAY)
    assert fest.plan.tasks == before.tasks
    fest.do(_settle_again, fest.event_id)
    assert fest.plan.tasks == before.tasks
    _no_circle(fest.plan)


def _settle_again(write: Write, event_id: int) -> None:
    assert settle(write, event_id) == Difference()
    assert write.touched == []


def _no_circle(plan: Plan) -> None:
    from biq_tui.events.checklist.circles import circle

    assert circle({row.number: row.waits_for for row in plan.tasks}) == ()
