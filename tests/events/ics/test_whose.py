"""A person's own calendar: her shifts, what she answers for, and what she is not needed for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from biq_tui.core import clock
from biq_tui.core.errors import Refused
from biq_tui.core.telling import take_back
from biq_tui.events import events, standing
from biq_tui.events.helpers import shifts
from biq_tui.events.ics.fates import Fate
from biq_tui.events.ics.fetch import preview
from biq_tui.events.ics.outside import Entry
from biq_tui.events.ics.reading import dates_in, plain
from biq_tui.events.ics.whose import publish_person
from biq_tui.events.ics.writing import calendar_file
from tests.events.event_at import START, Fest
from tests.room import NOW


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    """It is spring: the event is to come."""
    with clock.standing_at(NOW):
        yield


def a_shift(fest: Fest, what: str = "Abbau", wanted: int = 2) -> int:
    made: int = fest.do(
        shifts.add_shift, fest.event_id, what, START, START + timedelta(hours=2), wanted
    )
    return made


def hers(fest: Fest, person: int) -> list[Entry]:
    return list(fest.do(publish_person, person))


def one(fest: Fest, person: int) -> Entry:
    (entry,) = hers(fest, person)
    return entry


def take_off(fest: Fest, person: int) -> None:
    (helper,) = (
        each for shift in fest.plan.shifts for each in shift.helpers if each.person_id == person
    )
    fest.do(shifts.leave, helper.helper_id)


def test_another_time_raises_the_sequence_and_other_words_do_not(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    kim, shift = fest.person("Kim Beispiel"), a_shift(fest)
    fest.do(shifts.sign_up, shift, [kim], ["Theo"])
    first = one(fest, kim)
    assert (first.title, first.sequence) == ("Abbau · Straßenfest", 0)
    assert one(fest, kim) == first, "given out twice it is the same"
    fest.do(shifts.change_shift, shift, what="Aufräumen")
    assert (one(fest, kim).uid, one(fest, kim).sequence) == (first.uid, 0)
    fest.do(shifts.change_shift, shift, wanted=5)
    assert one(fest, kim).sequence == 0
    fest.do(shifts.change_shift, shift, starts_at=START + timedelta(minutes=30))
    moved = one(fest, kim)
    assert (moved.uid, moved.sequence) == (first.uid, 1)
    assert moved.starts_at == START + timedelta(minutes=30)


def test_who_is_taken_off_is_told_and_told_again_when_she_is_back(fest_anywhere: Fest) -> None:
    fest = fest_anywhere
    kim, shift = fest.person("Kim Beispiel"), a_shift(fest)
    fest.do(shifts.sign_up, shift, [kim], ["Theo"])
    told = [one(fest, kim)]
    take_off(fest, kim)
    told += [one(fest, kim), one(fest, kim)]
    assert b"SUMMARY:ABGESAGT: Abbau" in calendar_file([told[-1]])
    assert b"METHOD:CANCEL" in calendar_file([told[-1]])
    step = fest.plan.my_step
    assert step is not None
    fest.do(shifts.sign_up, shift, [kim], [])
    told.append(one(fest, kim))
    take_off(fest, kim)
    told.append(one(fest, kim))
    assert [(each.sequence, each.is_cancelled) for each in told] == [
        (0, False), (1, True), (1, True), (2, False), (3, True),
    ]  # fmt: skip
    assert len({each.uid for each in told}) == 1


def test_a_shift_that_is_gone_is_cancelled_and_comes_back_with_an_undo(
    fest_anywhere: Fest,
) -> None:
    fest = fest_anywhere
    kim, shift = fest.person("Kim Beispiel"), a_shift(fest)
    fest.do(shifts.sign_up, shift, [kim], [])
    first = one(fest, kim)
    fest.do(shifts.remove_shift, shift)
    removal = fest.plan.my_step
    gone = one(fest, kim)
    assert (gone.uid, gone.sequence, gone.is_cancelled) == (first.uid, 1, True)
    assert gone.title == "Abbau · Straßenfest"
    assert removal is not None
    fest.do(take_back, removal.number)
    back = one(fest, kim)
    assert (back.uid, back.sequence, back.is_cancelled) == (first.uid, 2, False)


def test_what_nobody_s_calendar_knew_is_not_cancelled_in_any(fest: Fest) -> None:
    kim, shift = fest.person("Kim Beispiel"), a_shift(fest)
    fest.do(shifts.sign_up, shift, [kim], [])
    take_off(fest, kim)
    with pytest.raises(Refused, match="kommt nichts mehr"):
        hers(fest, kim)


def test_an_event_that_is_off_takes_its_shifts_along(fest: Fest) -> None:
    kim, shift = fest.person("Kim Beispiel"), a_shift(fest)
    fest.do(shifts.sign_up, shift, [kim], [])
    fest.do(events.set_lead, fest.event_id, None, kim)
    before = hers(fest, kim)
    assert [each.title for each in sorted(before, key=lambda each: each.title)] == [
        "Abbau · Straßenfest", "Straßenfest",
    ]  # fmt: skip
    fest.do(standing.cancel, fest.event_id, "Regen")
    after = hers(fest, kim)
    assert all(each.is_cancelled and each.sequence == 1 for each in after)
    assert {each.uid for each in after} == {each.uid for each in before}


def test_who_waits_has_no_date_until_she_has_a_place(fest: Fest) -> None:
    ada, kim = fest.person("Ada Muster"), fest.person("Kim Beispiel")
    shift = a_shift(fest, wanted=1)
    fest.do(shifts.sign_up, shift, [ada, kim], [])
    with pytest.raises(Refused):
        hers(fest, kim)
    take_off(fest, ada)
    assert one(fest, kim).sequence == 0


def test_a_name_that_is_recognised_later_has_its_shift_in_her_calendar(fest: Fest) -> None:
    kim, shift = fest.person("Kim Beispiel"), a_shift(fest)
    fest.do(shifts.sign_up, shift, [], ["Kimi"])
    fest.do(shifts.recognise, fest.plan.shifts[0].helpers[0].helper_id, kim)
    assert one(fest, kim).title == "Abbau · Straßenfest"


def test_what_went_out_is_not_taken_back(fest: Fest) -> None:
    kim, shift = fest.person("Kim Beispiel"), a_shift(fest)
    fest.do(shifts.sign_up, shift, [kim], [])
    hers(fest, kim)
    step = fest.plan.my_step
    assert step is not None
    assert step.sentence == "Kim Beispiel bekommt eine Kalender-Datei mit 1 Termin."
    with pytest.raises(Refused, match="geht nicht zurück"):
        fest.do(take_back, step.number)


def test_her_file_dropped_here_makes_no_events(fest: Fest) -> None:
    kim, shift = fest.person("Kim Beispiel"), a_shift(fest)
    fest.do(shifts.sign_up, shift, [kim], [])
    dates = [plain(found) for found in dates_in(calendar_file(hers(fest, kim)))]
    assert [each.fate for each in fest.database.read(preview, dates)] == [Fate.SAME]
