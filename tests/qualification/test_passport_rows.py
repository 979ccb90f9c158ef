"""The passport of real rows: who was where, what was set, and in how few statements."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from biq_tui.attendance import service
from biq_tui.attendance.models import Role
from biq_tui.core import clock, journal
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.write import Write
from biq_tui.qualification import enrolment, runs
from biq_tui.qualification.models import CountedUnits, CourseRun, PrintedPaper
from biq_tui.qualification.passport import (
    BlockState,
    DateState,
    Passport,
    Standing,
    decide,
    passports,
)
from biq_tui.qualification.rule import Rule, rule_in_force, set_rule
from biq_tui.qualification.units import count_units
from tests.attendance.rooms import everything, opened
from tests.room import newest
from tests.statements import statements

from .courses import START, Run, day, planned

DATES = (planned(0), planned(1), planned(28, block=2), planned(56, block=3), planned(84, block=4))
"""Three units each; two dates of the first block."""


@pytest.fixture
def database(sqlite_for_rows: Path, tmp_path: Path, folder: Path) -> Iterator[Database]:
    """SQLite alone: test_merging.py asks both engines."""
    copy = shutil.copy(sqlite_for_rows, tmp_path / DATABASE_FILE)
    with opened(folder, f"sqlite:///{copy}") as empty:
        yield empty


@pytest.fixture
def run(database: Database) -> Run:
    """Ada and Ali are enrolled; the first evening took place with Ada."""
    run = Run(database, DATES)
    run.enrol("Ada Muster", "Ali Muster")
    hold(run, 0, ["Ada Muster"])
    return run


def hold(run: Run, place: int, present: Sequence[str], late: int = 0) -> None:
    """A date takes place, from its opening to its end; `late` minutes after the start."""
    row = run.course.dates[place]
    with clock.standing_at(row.starts_at):
        run.open(place)
        run.on_date(place, service.begin)
    with clock.standing_at(row.starts_at + timedelta(minutes=late)):
        for name in present:
            come = service.come_late if late else service.come
            run.on_date(place, come, run.person(name))
    with clock.standing_at(row.ends_at):
        run.on_date(place, service.end)


def of(run: Run, name: str) -> Passport:
    with clock.standing_at(START + timedelta(days=20)):
        seen = run.database.read(passports, run.run_id)
    return next(one for one in seen.people if one.name == name)


def states(one: Passport) -> list[DateState]:
    return [date.state for date in one.dates]


def test_who_was_there_has_the_whole_date_and_who_was_not_has_missed_it(run: Run) -> None:
    ada, ali = of(run, "Ada Muster"), of(run, "Ali Muster")
    assert (ada.counted, ada.units) == (3, 15)
    assert (ali.counted, ali.units) == (0, 15)
    assert states(ada) == [DateState.THERE, *[DateState.TO_COME] * 4]
    assert states(ali) == [DateState.MISSED, *[DateState.TO_COME] * 4]
    assert [block.state for block in ada.blocks] == [BlockState.OPEN] * 6
    assert (ada.standing, ali.standing) == (Standing.ON_THE_WAY, Standing.AT_RISK)


def test_who_joined_late_is_not_enrolled_before_and_who_left_not_after(run: Run) -> None:
    run.do(enrolment.join, run.run_id, run.person("Ali Muster"), day(1))
    run.do(enrolment.leave, run.run_id, run.person("Ali Muster"), day(56))
    ali = of(run, "Ali Muster")
    not_yet = DateState.NOT_ENROLLED
    come = DateState.TO_COME
    assert states(ali) == [not_yet, come, come, not_yet, not_yet]
    assert ali.blocks[2].state is BlockState.NOT_ENROLLED


def test_units_of_a_date_are_one_step_that_can_be_taken_back(run: Run) -> None:
    ada = run.person("Ada Muster")
    before = everything(run.database)
    run.do(count_units, run.date_ids[0], ada, 2)
    assert newest(run.database) == "Vom 5.3.2027 zählen 2 von 3 UE für Ada Muster."
    assert of(run, "Ada Muster").dates[0].stay is not None
    assert of(run, "Ada Muster").counted == 2
    run.do(count_units, run.date_ids[0], ada, 0)
    assert of(run, "Ada Muster").counted == 0
    run.do(count_units, run.date_ids[0], ada, None)
    assert newest(run.database) == "Vom 5.3.2027 zählen alle UE für Ada Muster."
    assert of(run, "Ada Muster").counted == 3
    for _step in range(3):
        step = run.course.my_step
        assert step is not None
        run.undo(step.number)
    assert everything(run.database) == before


@pytest.mark.parametrize("units", [-1, 4, 4711])
def test_more_units_than_the_date_has_are_refused(run: Run, units: int) -> None:
    with pytest.raises(Refused, match="von 0 bis 3"):
        run.do(count_units, run.date_ids[0], run.person("Ada Muster"), units)


def test_only_who_was_there_has_units(run: Run) -> None:
    for place, name in ((0, "Ali Muster"), (1, "Ada Muster")):
        with pytest.raises(Refused, match="nicht da"):
            run.do(count_units, run.date_ids[place], run.person(name), 1)
    with pytest.raises(Refused, match="Termin gibt es nicht mehr"):
        run.do(count_units, 4711, run.person("Ada Muster"), 1)


def test_who_came_late_keeps_all_units_until_the_facilitator_says_so(run: Run) -> None:
    hold(run, 1, ["Ali Muster"], late=50)
    date = of(run, "Ali Muster").dates[1]
    assert (date.counted, date.suggestion) == (3, 2)
    run.do(count_units, run.date_ids[1], run.person("Ali Muster"), 3)
    date = of(run, "Ali Muster").dates[1]
    assert (date.counted, date.suggestion) == (3, None)


@pytest.mark.parametrize("role", [Role.COMPANION, Role.ASSISTANT, Role.INTERPRETER])
def test_who_only_came_along_has_no_units(run: Run, role: Role) -> None:
    run.on_date(0, service.reopen, "Test")
    run.on_date(0, service.give_role, run.person("Ada Muster"), role)
    assert of(run, "Ada Muster").counted == 0


def test_a_guest_of_another_run_has_made_up_what_she_missed(run: Run) -> None:
    other = Run(run.database, (planned(2), planned(3)), title="BIQ Findorff")
    ali = of(run, "Ali Muster")
    assert ali.blocks[0].state is BlockState.OPEN
    assert ali.next_make_up is None  # by day 20 it is over
    other.do(enrolment.enrol_all, other.run_id, [enrolment.Newcomer("", "", ali.person_id)])
    hold(other, 0, ["Ali Muster"])
    made = of(run, "Ali Muster")
    assert (made.counted, made.blocks[0].made_up) == (3, 3)
    assert of(other, "Ali Muster").counted == 3


def test_a_date_to_come_elsewhere_is_a_chance_with_day_and_run(run: Run) -> None:
    other = Run(run.database, (planned(40), planned(41)), title="BIQ Findorff")
    hold(run, 1, [])
    block = of(run, "Ali Muster").blocks[0]
    assert block.state is BlockState.MAKE_UP
    assert block.make_up is not None
    assert (block.make_up.run, block.make_up.date_id) == ("BIQ Findorff", other.date_ids[0])
    assert clock.local(block.make_up.starts_at).date() == day(40)


def test_a_date_of_another_curriculum_makes_nothing_up(run: Run) -> None:
    other = Run(run.database, (planned(2), planned(3)), title="Anderer Kurs")
    ali = run.person("Ali Muster")
    other.do(enrolment.enrol_all, other.run_id, [enrolment.Newcomer("", "", ali)])
    hold(other, 0, ["Ali Muster"])
    assert of(run, "Ali Muster").counted == 3

    def rename(write: Write) -> None:
        write.change(CourseRun, CourseRun.id == other.run_id, curriculum="other")
        write.tell("test")

    run.do(rename)
    assert of(run, "Ali Muster").counted == 0


def test_a_hundred_people_cost_as_many_statements_as_two(run: Run) -> None:
    of(run, "Ada Muster")
    with statements() as few:
        of(run, "Ada Muster")
    people = [enrolment.Newcomer(f"Gast {number}") for number in range(100)]
    run.do(enrolment.enrol_all, run.run_id, people)
    hold(run, 1, [f"Gast {number}" for number in range(3)])
    with statements() as many:
        of(run, "Ada Muster")
    asked = [statement for statement in many if statement.lstrip().startswith("SELECT")]
    assert len(many) == len(few)
    assert len(asked) <= 6


def test_a_decision_keeps_its_reason_and_tells_it_nobody(run: Run) -> None:
    ali = run.person("Ali Muster")
    before = everything(run.database)
    run.do(decide, run.run_id, ali, "  war krank,\n hat alles nachgearbeitet ")
    seen = of(run, "Ali Muster")
    assert seen.gets_it
    assert seen.standing is not Standing.REACHED
    assert seen.decided_because == "war krank, hat alles nachgearbeitet"
    assert newest(run.database) == "Ali Muster bekommt das Zertifikat. Sie haben so entschieden."
    entry = run.database.read(journal.head, run.database.read(journal.last_number))
    assert "krank" not in str(entry.refs)
    run.do(decide, run.run_id, ali, "")
    assert newest(run.database) == "Ob Ali Muster das Zertifikat bekommt, sagt die Regel."
    assert not of(run, "Ali Muster").gets_it
    last = run.database.read(journal.last_number)
    run.undo(last)
    assert of(run, "Ali Muster").gets_it
    run.undo(last - 1)
    assert everything(run.database) == before


def test_a_reason_too_long_and_somebody_else_are_refused(run: Run) -> None:
    with pytest.raises(Refused, match="höchstens 200"):
        run.do(decide, run.run_id, run.person("Ali Muster"), "x" * 201)
    with pytest.raises(Refused, match="nicht mehr auf der Liste"):
        run.do(decide, run.run_id, 4711, "Grund")
    with pytest.raises(Refused, match="Kurs gibt es nicht mehr"):
        run.database.read(passports, 4711)


def test_another_rule_is_another_version_and_changes_no_unit(run: Run) -> None:
    before = of(run, "Ada Muster")
    run.do(set_rule, 20, [1])
    assert newest(run.database) == "Die Regel für das Zertifikat ist geändert."
    assert run.database.read(rule_in_force) == Rule(1, 20, frozenset({1}))
    after = of(run, "Ada Muster")
    assert (before.standing, after.standing) == (Standing.ON_THE_WAY, Standing.REACHED)
    assert [b.counted for b in after.blocks] == [b.counted for b in before.blocks]
    number = run.database.read(journal.last_number)
    run.do(set_rule, 20)
    assert run.database.read(journal.last_number) == number  # nothing was changed
    run.do(set_rule, None, [])
    assert run.database.read(rule_in_force) == Rule(2, 20)
    run.undo()
    assert run.database.read(rule_in_force) == Rule(1, 20, frozenset({1}))
    for share, blocks in ((101, None), (-1, None), (None, [7])):
        with pytest.raises(Refused):
            run.do(set_rule, share, blocks)


def test_a_date_that_is_taken_out_takes_what_hangs_on_it_along(run: Run) -> None:
    def leave_traces(write: Write) -> None:
        date, gathering = run.date_ids[4], run.gatherings[4]
        write.insert(CountedUnits(date_id=date, person_id=run.person("Ada Muster"), units=1))
        write.insert(PrintedPaper(gathering_id=gathering, paper="plan-z", made_at=clock.now()))
        write.tell("test")

    run.do(leave_traces)
    before = everything(run.database)
    run.do(runs.remove_date, run.date_ids[4])
    now = everything(run.database)
    assert not now["counted_units"]
    assert not now["printed_paper"]
    run.undo()
    assert everything(run.database) == before


def test_a_run_without_dates_or_people_has_passports_too(database: Database) -> None:
    run = Run(database, ())
    assert database.read(passports, run.run_id).people == ()
    run.enrol("Ada Muster")
    ada = of(run, "Ada Muster")
    assert (ada.units, ada.counted, ada.standing) == (0, 0, Standing.ON_THE_WAY)
    nothing = replace(planned(0), units=0)
    run.add(nothing)
    hold(run, 0, ["Ada Muster"])
    assert of(run, "Ada Muster").blocks[0].state is BlockState.DONE
