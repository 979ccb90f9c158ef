"""Who takes part: one list of the run, and every date's list follows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from biq_tui.attendance import beforehand, service
from biq_tui.attendance.models import Role, State
from biq_tui.core import journal, telling
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.qualification import enrolment, runs
from biq_tui.qualification.enrolment import Newcomer
from tests.attendance.rooms import everything

from .courses import Run, day, planned

ADA, ALI, CEM = "Ada Muster", "Ali Beispiel", "Cem Probe"


@pytest.fixture
def run(database: Database) -> Run:
    """Three dates: day 0 and 1 of block 1, day 28 of block 2."""
    return Run(database)


def told(run: Run) -> str:
    """The last sentence of the course's journal."""
    last = run.database.read(telling.last_event, f"course:{run.run_id}")
    assert last is not None
    return last.sentence


def refusal(run: Run, use_case: Callable[..., object], *args: object) -> str:
    """The sentence; nothing was changed."""
    before = everything(run.database)
    with pytest.raises(Refused) as refused:
        run.do(use_case, run.run_id, *args)
    assert everything(run.database) == before
    return refused.value.sentence


def test_who_is_enrolled_is_expected_at_every_date_with_the_same_number(run: Run) -> None:
    run.enrol(ADA, ALI)
    assert run.numbers == {ADA: 1, ALI: 2}
    for place in range(3):
        assert run.list_of(place) == {ADA: (1, Role.PARTICIPANT), ALI: (2, Role.PARTICIPANT)}
    assert told(run) == "Ali Beispiel steht auf der Liste."


@pytest.mark.parametrize("name", ["", "  ", "\x1b\x07", "\u202e"])
def test_somebody_needs_a_name(run: Run, name: str) -> None:
    assert refusal(run, enrolment.enrol, name) == "Bitte schreiben Sie einen Namen."


def test_a_name_is_stored_clean(run: Run) -> None:
    run.enrol(ADA)
    run.do(enrolment.enrol, run.run_id, "  Ali\x1b[2J\u202e   Beispiel ")
    assert run.names[1] == "Ali[2J Beispiel"


def test_two_of_the_same_name_are_two_people(run: Run) -> None:
    run.enrol(ADA)
    run.do(enrolment.enrol, run.run_id, ADA)
    assert [row.number for row in run.course.people] == [1, 2]
    assert len({row.person_id for row in run.course.people}) == 2


def test_who_joins_late_is_not_missing_before(run: Run) -> None:
    run.enrol(ADA, joined=day(1))
    assert [run.expected(place) for place in range(3)] == [set(), {ADA}, {ADA}]
    run.do(enrolment.join, run.run_id, run.person(ADA), day(2))
    assert [run.expected(place) for place in range(3)] == [set(), set(), {ADA}]
    run.do(enrolment.join, run.run_id, run.person(ADA), None)
    assert [run.expected(place) for place in range(3)] == [{ADA}] * 3


def test_who_leaves_is_not_expected_from_that_day_on(run: Run) -> None:
    run.enrol(ADA)
    run.do(enrolment.leave, run.run_id, run.person(ADA), day(1))
    assert [run.expected(place) for place in range(3)] == [{ADA}, set(), set()]
    run.do(enrolment.leave, run.run_id, run.person(ADA), None)
    assert [run.expected(place) for place in range(3)] == [{ADA}] * 3


def test_nobody_leaves_before_she_came(run: Run) -> None:
    (ada,) = run.enrol(ADA, joined=day(1))
    assert "vor dem ersten Tag" in refusal(run, enrolment.leave, ada, day(0))
    run.do(enrolment.leave, run.run_id, ada, day(1))
    assert "vor dem ersten Tag" in refusal(run, enrolment.join, ada, day(2))


def test_lists_follow_dates_that_are_new_or_moved(run: Run) -> None:
    run.enrol(ADA, joined=day(1))
    run.enrol(ALI)
    run.do(enrolment.leave, run.run_id, run.person(ALI), day(20))
    run.add(planned(10))
    assert run.expected(2) == {ADA, ALI}
    run.do(runs.change_date, run.date_ids[2], planned(25))
    assert run.expected(2) == {ADA}
    run.do(runs.change_date, run.date_ids[2], planned(-1))
    assert run.expected(0) == {ALI}


def test_who_cancelled_and_is_not_expected_any_more_has_cancelled_nothing(run: Run) -> None:
    (ada,) = run.enrol(ADA)
    run.on_date(2, beforehand.excuse, ada)
    before = everything(run.database)
    run.do(enrolment.leave, run.run_id, ada, day(1))
    assert run.states(2) == {}
    run.undo()
    assert everything(run.database) == before


def test_an_ended_date_never_changes(run: Run) -> None:
    ada, _ali = run.enrol(ADA, ALI)
    run.open(0)
    run.on_date(0, service.come, ada)
    run.on_date(0, service.end)
    before = (run.list_of(0), run.states(0))
    run.enrol(CEM)
    run.do(enrolment.leave, run.run_id, ada, day(0))
    run.do(enrolment.join, run.run_id, run.person(ALI), day(20))
    assert (run.list_of(0), run.states(0)) == before
    assert run.expected(1) == {CEM}


def test_an_open_date_keeps_whom_it_knows_and_takes_on_new_ones(run: Run) -> None:
    ada, ali = run.enrol(ADA, ALI)
    run.open(0)
    run.on_date(0, service.come, ada)
    run.do(enrolment.leave, run.run_id, ada, day(0))
    run.do(enrolment.leave, run.run_id, ali, day(0))
    run.enrol(CEM)
    assert run.expected(0) == {ADA, CEM}, "Ada was here, whatever is written later"
    assert run.states(0) == {ADA: State.PRESENT}
    assert run.expected(1) == {CEM}


# Numbers -----------------------------------------------------------------------------------------


def test_numbers_stay_whoever_comes_and_goes(run: Run) -> None:
    ada, _ali, _cem = run.enrol(ADA, ALI, CEM)
    run.do(enrolment.take_off, run.run_id, ada)
    run.enrol("Dana Muster")
    assert run.numbers == {ALI: 2, CEM: 3, "Dana Muster": 4}
    assert {name: number for name, (number, _role) in run.list_of(2).items()} == run.numbers


def test_a_guest_s_number_is_not_given_to_somebody_enrolled_later(run: Run) -> None:
    run.enrol(ADA)
    run.open(0)
    run.on_date(0, service.add_guest, "Gast")
    run.enrol(ALI)
    assert run.list_of(0) == {
        ADA: (1, Role.PARTICIPANT), "Gast": (2, Role.GUEST), ALI: (3, Role.PARTICIPANT),
    }  # fmt: skip
    assert run.numbers == {ADA: 1, ALI: 3}


def test_a_guest_makes_room_for_somebody_who_is_expected_after_all(run: Run) -> None:
    run.enrol(ADA)
    run.enrol(ALI, joined=day(1))
    run.open(0)
    run.on_date(0, service.add_guest, "Gast")
    assert run.list_of(0)["Gast"] == (2, Role.GUEST), "the list ends with 1"
    run.do(enrolment.join, run.run_id, run.person(ALI), None)
    assert run.list_of(0) == {
        ADA: (1, Role.PARTICIPANT), ALI: (2, Role.PARTICIPANT), "Gast": (3, Role.GUEST),
    }  # fmt: skip
    run.undo()
    assert run.list_of(0)["Gast"] == (2, Role.GUEST)


def test_several_guests_make_room_at_once(run: Run) -> None:
    run.enrol(ADA)
    run.enrol(ALI, CEM, joined=day(1))
    run.open(0)
    for name in ("Gast", "Gästin", "Gäste"):
        run.on_date(0, service.add_guest, name)
    for name in (CEM, ALI):
        run.do(enrolment.join, run.run_id, run.person(name), None)
    people = run.list_of(0)
    assert {name: people[name][0] for name in (ADA, ALI, CEM)} == run.numbers
    assert len({number for number, _role in people.values()}) == 6


def test_a_guest_who_is_enrolled_becomes_a_participant_at_once(run: Run) -> None:
    run.enrol(ADA)
    run.open(0)
    run.on_date(0, service.add_guest, "Gast")
    run.fetch(["Gast"])
    assert run.list_of(0)["Gast"] == (2, Role.PARTICIPANT)
    assert run.expected(1) == {ADA, "Gast"}
    assert run.states(0) == {"Gast": State.PRESENT}


# Off the list ------------------------------------------------------------------------------------


def test_who_was_enrolled_by_mistake_is_off_every_list(run: Run) -> None:
    ada, _ali = run.enrol(ADA, ALI)
    run.on_date(1, beforehand.excuse, ada)
    before = everything(run.database)
    run.do(enrolment.take_off, run.run_id, ada)
    assert run.names == [ALI]
    assert [run.expected(place) for place in range(3)] == [{ALI}] * 3
    run.undo()
    assert everything(run.database) == before


def test_who_was_expected_at_a_date_that_was_held_stays_on_the_list(run: Run) -> None:
    (ada,) = run.enrol(ADA)
    run.open(0)
    run.on_date(0, service.end)
    assert "ausgetreten, und den Tag" in refusal(run, enrolment.take_off, ada)


def test_who_is_not_on_the_list_can_not_be_changed(run: Run) -> None:
    (ada,) = run.enrol(ADA)
    run.do(enrolment.take_off, run.run_id, ada)
    for use_case, args in (
        (enrolment.take_off, ()),
        (enrolment.join, (day(0),)),
        (enrolment.leave, (day(0),)),
        (enrolment.need, ("Hörschleife",)),
    ):
        assert "nicht mehr auf der Liste" in refusal(run, use_case, ada, *args)


def test_what_somebody_needs_is_written_and_taken_away(run: Run) -> None:
    (ada,) = run.enrol(ADA)
    run.do(enrolment.need, run.run_id, ada, " Rampe,  Hörschleife ")
    assert run.course.people[0].needs == "Rampe, Hörschleife"
    assert told(run) == "Ada Muster braucht: Rampe, Hörschleife."
    run.do(enrolment.need, run.run_id, ada, "")
    assert run.course.people[0].needs == ""
    assert told(run) == "Ada Muster braucht nichts Besonderes."


def test_the_journal_says_from_when_on(run: Run) -> None:
    (ada,) = run.enrol(ADA)
    run.do(enrolment.join, run.run_id, ada, day(0))
    assert told(run) == "Ada Muster kommt ab 5.3.2027."
    run.do(enrolment.leave, run.run_id, ada, day(28))
    assert told(run) == "Ada Muster kommt ab 2.4.2027 nicht mehr."
    run.do(enrolment.leave, run.run_id, ada, None)
    assert told(run) == "Ada Muster kommt die ganze Zeit."


# What lies between a step and its undo -----------------------------------------------------------


def test_a_date_that_comes_back_expects_who_was_enrolled_meanwhile(run: Run) -> None:
    run.enrol(ADA)
    run.do(runs.remove_date, run.date_ids[2])
    removed = run.database.read(journal.last_number)
    run.enrol(ALI)
    run.undo(removed)
    assert run.expected(2) == {ADA, ALI}


def test_who_stays_after_all_is_expected_at_dates_that_are_new_meanwhile(run: Run) -> None:
    (ada,) = run.enrol(ADA)
    run.do(enrolment.leave, run.run_id, ada, day(1))
    left = run.database.read(journal.last_number)
    run.add(planned(30, block=2))
    run.undo(left)
    assert [run.expected(place) for place in range(4)] == [{ADA}] * 4


# Two laptops -------------------------------------------------------------------------------------


def test_somebody_known_who_was_taken_back_meanwhile_is_new_again(run: Run) -> None:
    other = Run(run.database, title="BIQ Gröpelingen")
    other.fetch([ADA])
    seen = run.look([ADA, ALI])
    assert seen[0].person_id is not None
    other.undo()
    run.do(enrolment.enrol_all, run.run_id, [person.newcomer for person in seen])
    assert run.names == [ADA, ALI]


def test_somebody_enrolled_meanwhile_is_not_enrolled_twice(run: Run) -> None:
    other = Run(run.database, title="BIQ Gröpelingen", station="laptop-2")
    (ada,) = other.enrol(ADA)
    seen = run.look([ADA])
    run.do(enrolment.enrol_all, run.run_id, [Newcomer(ADA, "", ada)])
    run.do(enrolment.enrol_all, run.run_id, [person.newcomer for person in seen])
    assert run.names == [ADA]


def test_a_run_that_is_gone_takes_nobody(database: Database) -> None:
    run = Run(database)
    run.undo()
    assert "gibt es nicht mehr" in refusal(run, enrolment.enrol, ADA)
    assert "gibt es nicht mehr" in refusal(run, enrolment.enrol_all, [Newcomer(ADA)])


def test_people_come_without_a_course(database: Database) -> None:
    run = Run(database)
    run.do(enrolment.collect_all, [Newcomer(ADA), Newcomer("Олена Зразок", "Olena Zrazok")])
    people = everything(database)["person"]
    assert [(row["name"], row["latin"]) for row in people] == [
        (ADA, ""), ("Олена Зразок", "Olena Zrazok"),
    ]  # fmt: skip
    assert told(run) == "2 Menschen sind neu."
    run.undo()
    assert everything(database)["person"] == []
