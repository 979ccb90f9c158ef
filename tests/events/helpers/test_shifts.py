"""Helpers: a shift never has more people than places, whoever comes first."""

import random
from collections.abc import Sequence
from concurrent.futures import wait

import pytest

from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.telling import take_back
from biq_tui.core.write import Act
from biq_tui.events.helpers import shifts
from biq_tui.events.models import HelperDoor
from biq_tui.events.plan import ShiftRow
from tests.events.event_at import START, Fest


def a_shift(fest: Fest, wanted: int = 2) -> int:
    ends = START.replace(hour=20)
    added: int = fest.do(shifts.add_shift, fest.event_id, "Abbau", START, ends, wanted)
    return added


def seen(fest: Fest) -> ShiftRow:
    (shift,) = fest.plan.shifts
    return shift


def names(fest: Fest, waiting: bool = False) -> list[str]:
    return [helper.name for helper in seen(fest).helpers if helper.is_waiting is waiting]


def test_who_comes_when_it_is_full_waits_and_gets_the_next_free_place(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    shift = a_shift(fest)
    went = fest.do(shifts.sign_up, shift, [], ["Ada", "Ida", "Olha", "Theo"])
    assert (went.places, went.waiting, went.known) == (2, 2, 0)
    assert (names(fest), names(fest, waiting=True)) == (["Ada", "Ida"], ["Olha", "Theo"])
    fest.do(shifts.leave, seen(fest).helpers[0].helper_id)
    assert (names(fest), names(fest, waiting=True)) == (["Ida", "Olha"], ["Theo"])
    fest.do(shifts.change_shift, shift, wanted=3)
    assert (names(fest), names(fest, waiting=True)) == (["Ida", "Olha", "Theo"], [])


def test_nobody_helps_twice_in_one_shift(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    shift, ayse = a_shift(fest, 5), fest.person("Ayşe Beispiel")
    fest.do(shifts.sign_up, shift, [ayse], ["Theo"])
    went = fest.do(shifts.sign_up, shift, [ayse], ["theo", "Cem"])
    assert (went.places, went.known) == (1, 2)
    assert names(fest) == ["Ayşe Beispiel", "Theo", "Cem"]
    with pytest.raises(Refused, match="helfen dort schon"):
        fest.do(shifts.sign_up, shift, [ayse], [])


def test_fifty_at_once_for_three_places_are_three_and_the_others_wait(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    shift = a_shift(fest, 3)
    act = Act(Actor.PHONE, "", "event:1")
    sent: Sequence[str] = [f"Mensch {number}" for number in range(50)]
    asked = [
        fest.database.write(act, shifts.sign_up, shift, (), (name,), HelperDoor.PHONE)
        for name in random.sample(sent, 50)
    ]
    wait(asked)
    assert all(each.exception() is None for each in asked)
    assert len(names(fest)) == 3
    assert len(names(fest, waiting=True)) == 47
    assert seen(fest).missing == 0


def test_a_paper_list_is_one_step_and_one_undo(fest: Fest) -> None:
    shift = a_shift(fest, 4)
    fest.do(shifts.sign_up, shift, [], ["Ada", "Ida", "Olha"], HelperDoor.PAPER)
    assert names(fest) == ["Ada", "Ida", "Olha"]
    fest.undo()
    assert names(fest) == []


def test_a_shift_that_is_taken_out_comes_back_with_its_helpers(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    shift = a_shift(fest)
    fest.do(shifts.sign_up, shift, [], ["Ada", "Ida", "Olha"])
    fest.do(shifts.remove_shift, shift)
    assert fest.plan.shifts == ()
    step = fest.plan.my_step
    assert step is not None
    fest.do(take_back, step.number)
    assert (names(fest), names(fest, waiting=True)) == (["Ada", "Ida"], ["Olha"])


@pytest.mark.parametrize("wanted", [0, -1, 1000])
def test_impossible_numbers_are_refused(fest: Fest, wanted: int) -> None:
    with pytest.raises(Refused, match="1 bis 999"):
        a_shift(fest, wanted)
    assert fest.plan.shifts == ()
