"""The attendance record: who was where with how many units, and what was changed afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from biq_tui.attendance import service
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.papers.look import Look
from biq_tui.papers.typeset import typeset_many
from biq_tui.people.service import lock
from biq_tui.qualification.papers.record import part_of, record
from biq_tui.qualification.units import count_units
from tests.papers.reading import faults, pages
from tests.qualification.courses import START, Run

from .press import Press, press


def held(run: Run, place: int, *here: str) -> None:
    """An evening: these came, and it ended."""
    starts = run.course.dates[place].starts_at
    with clock.standing_at(starts):
        run.open(place)
        for name in here:
            run.on_date(place, service.come, run.person(name))
    with clock.standing_at(starts + timedelta(hours=3)):
        run.on_date(place, service.end, None)


def rows(run: Run) -> dict[str, list[str]]:
    """What stands in each row, by its name or number."""
    part = part_of(run.database.read(record, run.run_id))
    (sheet,) = part.data["sheets"]
    return {
        row["who"]["name"] if row["who"] else f"{row['number']}": row["cells"]
        for row in sheet["rows"]
    }


@pytest.fixture
def run(database: Database) -> Iterator[Run]:
    made = Run(database)
    made.enrol("Ada Muster", "Ali Muster", "Nour Geheim")
    made.enrol("Zoë Spät", joined=date(2027, 3, 6))
    made.do(lock, made.person("Nour Geheim"), True)
    with clock.standing_at(START):
        yield made


def test_who_was_there_has_the_units_who_was_not_a_dash_and_who_came_later_a_dot(
    run: Run,
) -> None:
    held(run, 0, "Ada Muster", "Nour Geheim")
    run.do(count_units, run.date_ids[0], run.person("Ada Muster"), 2)
    assert rows(run) == {
        "Ada Muster": ["2", "", ""],
        "Ali Muster": ["–", "", ""],
        "3": ["3", "", ""],
        "Zoë Spät": ["·", "", ""],
    }


def test_a_change_after_the_end_stays_visible_with_its_day(run: Run) -> None:
    held(run, 0, "Ada Muster")
    starts = run.course.dates[0].starts_at
    with clock.standing_at(starts + timedelta(days=2)):
        run.on_date(0, service.reopen, "Ali war da")
        run.on_date(0, service.come, run.person("Ali Muster"))
    with clock.standing_at(starts + timedelta(days=2, hours=1)):
        run.on_date(0, service.end, None)
    part = part_of(run.database.read(record, run.run_id))
    assert rows(run)["Ali Muster"][0] == "3*"
    assert rows(run)["Ada Muster"][0] == "3"
    assert part.data["late"] == ["Fr 5.3., Nr. 2: geändert am 7.3.2027"]
    assert part.data["reopened"] == ["Fr 5.3.: Ali war da"]


def test_guests_are_counted_and_companions_are_not(run: Run) -> None:
    starts = run.course.dates[0].starts_at
    with clock.standing_at(starts):
        run.open(0)
        run.on_date(0, service.add_guest, "Theo")
    (sheet,) = part_of(run.database.read(record, run.run_id)).data["sheets"]
    assert sheet["guests"] == ["1", "", ""]


def test_the_paper_names_nobody_who_has_a_lock_and_has_its_sums(tmp_path: Path) -> None:
    with press(tmp_path) as made:
        held(made.run, 0, "Ada Muster", "Олена Зразок", "Nour Geheim")
        held(made.run, 1, "Ada Muster")
        paper = made.print_anew("record", None)
    (page,) = pages(paper.pdf)
    assert faults(paper.pdf) == []
    assert "Nour" not in page
    assert "Sperrvermerk 3 – 3" in page
    assert "Ada Muster 3 3 6" in page
    assert "Teilnehmende 3 1" in page
    assert "UE zusammen 9 3 12" in page
    assert "AB-123/2026" in page


def test_many_dates_are_parted_into_tables_and_the_last_has_the_sums(printed: Press) -> None:
    few = printed.database.read(record, printed.run.run_id)
    many = tuple(replace(person, dates=person.dates[:1] * 30) for person in few.people)
    sheets = part_of(replace(few, people=many)).data["sheets"]
    assert [len(sheet["dates"]) for sheet in sheets] == [12, 12, 6]
    assert [sheet["is_last"] for sheet in sheets] == [False, False, True]


def test_a_course_without_people_has_a_record_that_says_so(database: Database) -> None:
    part = part_of(database.read(record, Run(database).run_id))
    (page,) = pages(typeset_many([part], "Nachweis", Look()).pdf)
    assert "Dieser Kurs hat noch keine Menschen auf der Liste." in page
