"""A course run has all its dates, one title of its own, and lists that follow what is changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from biq_tui.attendance import beforehand, service
from biq_tui.core import journal, language
from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.qualification import runs
from biq_tui.qualification.course import titles
from biq_tui.qualification.curriculum import curriculum
from biq_tui.qualification.new_course import planned as as_planned
from biq_tui.qualification.rhythm import DEFAULT_RHYTHM
from biq_tui.qualification.runs import PlannedDate, new_run
from biq_tui.qualification.schedule import propose
from tests.attendance.rooms import around, everything, opened, url_of

from .courses import START, TITLE, Run, day, planned, stored_dates

ACT = Act(Actor.FACILITATOR, "laptop-1", "courses")


def refusal(run: Run, use_case: Callable[..., object], *args: object) -> str:
    """The sentence; nothing was changed."""
    before = everything(run.database)
    with pytest.raises(Refused) as refused:
        run.do(use_case, *args)
    assert everything(run.database) == before
    return refused.value.sentence


def test_a_run_is_there_with_all_its_dates(database: Database) -> None:
    proposed = propose(curriculum(), day(0), DEFAULT_RHYTHM)
    dates = as_planned(proposed, "Haus am Park")
    run = Run(database, dates, f"  {TITLE}  ")
    seen = run.course
    assert seen.title == TITLE
    assert [(row.block, row.starts_at, row.ends_at) for row in seen.dates] == [
        (date.block, date.starts_at, date.ends_at) for date in dates
    ]
    assert seen.units == sum(date.units for date in dates)
    assert run.titles[:4] == ["Block 1", "Block 1, Tag 2", "Block 2", "Block 2, Tag 2"]
    assert {row.venue for row in seen.dates} == {"Haus am Park"}
    entry = database.read(journal.heads)[-1]
    assert (entry.number, entry.message) == (1, "qualification.made"), "all of it is one step"


def test_making_a_run_is_taken_back_whole(database: Database) -> None:
    before = everything(database)
    run = Run(database)
    run.undo()
    assert everything(database) == before
    Run(database)


@pytest.mark.parametrize(
    "title", [TITLE, "biq huchting", "  BIQ   HUCHTING ", "BIQ\u200b Huchting"]
)
def test_the_same_title_is_refused_and_nothing_is_half_done(database: Database, title: str) -> None:
    run = Run(database)
    assert "gibt es schon" in refusal(run, new_run, title, [planned(50)])


@pytest.mark.parametrize("title", ["", "   ", "\x1b", "\u200b"])
def test_a_run_needs_a_title(database: Database, title: str) -> None:
    run = Run(database)
    for use_case, args in ((new_run, (title, [])), (runs.rename_run, (run.run_id, title))):
        assert "wie der Kurs heißt" in refusal(run, use_case, *args)


def test_of_two_laptops_that_make_the_same_run_one_is_told(
    database: Database, tmp_path: Path
) -> None:
    with opened(tmp_path / "second", url_of(database)) as second:
        at_once = threading.Barrier(2)
        failures: list[BaseException | None] = []

        def make(laptop: Database, title: str) -> None:
            at_once.wait()
            made = laptop.write(ACT, new_run, title, [planned(0), planned(1)])
            failures.append(made.exception())

        laptops = [
            threading.Thread(target=make, args=args)
            for args in ((database, TITLE), (second, TITLE.upper()))
        ]
        for laptop in laptops:
            laptop.start()
        for laptop in laptops:
            laptop.join()
    assert failures.count(None) == 1
    assert sum(isinstance(failure, Refused) for failure in failures) == 1
    assert len(database.read(titles)) == 1
    assert len(database.read(stored_dates)) == 2


def test_the_database_itself_refuses_the_same_title(database: Database) -> None:
    Run(database)
    insert = (
        "INSERT INTO course_run (title, folded, curriculum, facilitators, version)"
        f" VALUES ('{TITLE.upper()}', '{TITLE.casefold()}', 'biq', '', 1)"
    )
    with pytest.raises(IntegrityError), around(database) as connection:
        connection.execute(text(insert))


def test_a_run_is_renamed_but_not_to_the_title_of_another(database: Database) -> None:
    run = Run(database)
    Run(database, title="BIQ Gröpelingen")
    run.do(runs.rename_run, run.run_id, "BIQ Kattenturm")
    assert run.course.title == "BIQ Kattenturm"
    run.do(runs.rename_run, run.run_id, "biq KATTENTURM")
    assert run.course.title == "biq KATTENTURM", "its own title may be written otherwise"
    assert "gibt es schon" in refusal(run, runs.rename_run, run.run_id, "biq gröpelingen")
    Run(database, title=TITLE)


def test_a_run_that_is_gone_is_told(database: Database) -> None:
    run = Run(database)
    made = database.read(journal.last_number)
    run.undo(made)
    for use_case, args in (
        (runs.rename_run, ("BIQ Kattenturm",)),
        (runs.set_facilitators, ("Kim",)),
        (runs.add_date, (planned(3),)),
    ):
        assert "gibt es nicht mehr" in refusal(run, use_case, run.run_id, *args)


def test_the_facilitators_are_written(database: Database) -> None:
    run = Run(database)
    run.do(runs.set_facilitators, run.run_id, " Kim,  Jan ")
    assert run.course.facilitators == "Kim, Jan"


# Dates -------------------------------------------------------------------------------------------


def test_a_date_is_added_with_everybody_on_its_list(database: Database) -> None:
    run = Run(database)
    run.enrol("Ada Muster", "Ali Beispiel")
    run.add(planned(29, block=2))
    assert run.titles == ["Block 1", "Block 1, Tag 2", "Block 2", "Block 2, Tag 2"]
    assert run.expected(3) == {"Ada Muster", "Ali Beispiel"}
    assert run.list_of(3) == run.list_of(0), "with the same numbers"


def test_titles_follow_the_order_of_the_dates(database: Database) -> None:
    run = Run(database)
    first, second, _other = run.date_ids
    run.do(runs.change_date, first, planned(7))
    assert run.date_ids[:2] == [second, first]
    assert run.titles == ["Block 1", "Block 1, Tag 2", "Block 2"]
    run.add(planned(-1))
    assert run.titles == ["Block 1", "Block 1, Tag 2", "Block 1, Tag 3", "Block 2"]
    run.do(runs.remove_date, run.date_ids[0])
    assert run.titles == ["Block 1", "Block 1, Tag 2", "Block 2"]


def test_a_date_may_become_one_of_another_block(database: Database) -> None:
    run = Run(database)
    run.do(runs.change_date, run.date_ids[2], planned(28, block=1))
    assert run.titles == ["Block 1", "Block 1, Tag 2", "Block 1, Tag 3"]


def test_titles_are_the_same_whatever_language_a_laptop_speaks(database: Database) -> None:
    run = Run(database)
    before = run.titles
    with language.speaking("en"):
        run.enrol("Ada Muster")
    assert run.titles == before


def test_a_changed_date_is_what_was_said(database: Database) -> None:
    run = Run(database)
    wanted = replace(planned(2), break_minutes=30, units=2, venue="  Schule,  Raum 3 ")
    run.do(runs.change_date, run.date_ids[0], wanted)
    row = next(row for row in run.course.dates if row.starts_at == wanted.starts_at)
    assert (row.ends_at, row.break_minutes, row.units) == (wanted.ends_at, 30, 2)
    assert row.venue == "Schule, Raum 3"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_date_that_is_taken_out_comes_back_with_its_list(database: Database, place: int) -> None:
    run = Run(database)
    (ada,) = run.enrol("Ada Muster")
    run.on_date(place, beforehand.excuse, ada)
    before = everything(database)
    run.do(runs.remove_date, run.date_ids[place])
    assert len(run.date_ids) == 2
    run.undo()
    assert everything(database) == before


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (replace(planned(0), ends_at=START), "Ende"),
        (replace(planned(0), ends_at=START - timedelta(hours=1)), "Ende"),
        (replace(planned(0), ends_at=START + timedelta(hours=25)), "Ende"),
        (replace(planned(0), break_minutes=180), "Pause"),
        (replace(planned(0), break_minutes=-1), "Pause"),
        (replace(planned(0), units=181), "passen nicht"),
        (replace(planned(0), units=-1), "passen nicht"),
    ],
)
def test_a_date_that_can_not_be_is_refused_and_nothing_is_half_done(
    database: Database, wrong: PlannedDate, sentence: str
) -> None:
    run = Run(database)
    assert sentence in refusal(run, new_run, "BIQ Kattenturm", [planned(0), wrong])
    assert sentence in refusal(run, runs.add_date, run.run_id, wrong)
    assert sentence in refusal(run, runs.change_date, run.date_ids[1], wrong)


@pytest.mark.parametrize("ended", [False, True])
def test_a_date_at_which_people_arrived_stays_as_it_is(database: Database, ended: bool) -> None:
    run = Run(database)
    run.open(0)
    if ended:
        run.on_date(0, service.end)
    date_id = run.date_ids[0]
    assert "bleibt, wie" in refusal(run, runs.change_date, date_id, planned(3))
    assert "bleibt, wie" in refusal(run, runs.remove_date, date_id)


def test_a_date_that_is_gone_is_told(database: Database) -> None:
    run = Run(database)
    date_id = run.date_ids[0]
    run.do(runs.remove_date, date_id)
    assert "gibt es nicht mehr" in refusal(run, runs.change_date, date_id, planned(3))
    assert "gibt es nicht mehr" in refusal(run, runs.remove_date, date_id)


def test_an_ended_date_keeps_its_title_and_its_list(database: Database) -> None:
    run = Run(database)
    run.enrol("Ada Muster")
    run.open(0)
    run.on_date(0, service.end)
    kept = (run.titles[0], run.list_of(0))
    run.add(planned(-3))
    run.enrol("Ali Beispiel")
    assert run.titles[1] == kept[0]
    assert run.list_of(1) == kept[1]
    assert run.expected(0) == {"Ada Muster", "Ali Beispiel"}
