"""A course in numbers: they add up to the rows, and none of them points at one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.attendance import service
from biq_tui.attendance.models import Role
from biq_tui.core import clock
from biq_tui.core.database import Database
from biq_tui.qualification.certificate_models import CertificateKind
from biq_tui.qualification.export import (
    AttendanceRow,
    Export,
    ExportedDate,
    Progress,
    ProgressRow,
)
from biq_tui.qualification.passport import DateState
from biq_tui.qualification.rule import Rule
from biq_tui.qualification.statistics import FEW, Statistics, counted, statistics

from .courses import START, Run, planned
from .held import DATES, held, issued
from .test_merging import merge

CERTIFICATE, ATTENDANCE = CertificateKind
STATES = {
    "x": DateState.THERE, "-": DateState.MISSED,
    "n": DateState.NOT_ENROLLED, ".": DateState.TO_COME,
}  # fmt: skip
UNITS = 3


def export_of(
    people: Sequence[str],
    papers: Sequence[CertificateKind | None] = (),
    made_up: Sequence[int] = (),
) -> Export:
    """People with a sign for each date; a date in each block, that many units are made up."""
    dates = tuple(
        ExportedDate(
            number=place + 1,
            starts_at=START + timedelta(days=place),
            ends_at=START + timedelta(days=place, hours=3),
            block=place + 1,
            units=UNITS,
            held=any(signs[place] in "x-" for signs in people),
        )
        for place in range(len(people[0]) if people else 6)
    )
    return Export(
        run="Kurs",
        course="BIQ",
        curriculum="biq",
        made_at=START,
        rule=Rule(),
        units=UNITS * len(dates),
        dates=dates,
        attendance=tuple(
            AttendanceRow(
                number, f"Name {number}", date, STATES[sign], None, None, UNITS * (sign == "x")
            )
            for number, signs in enumerate(people, start=1)
            for date, sign in zip(dates, signs, strict=True)
        ),
        progress=tuple(
            ProgressRow(
                number=number,
                name=f"Name {number}",
                counted=UNITS * signs.count("x"),
                units=UNITS * len(dates),
                tenths=0,
                made_up=made_up[number - 1] if made_up else 0,
                blocks_made_up=bool(made_up and made_up[number - 1]),
                blocks_done=(),
                state=Progress.ON_THE_WAY,
                paper=papers[number - 1] if papers else None,
                paper_number="",
            )
            for number, signs in enumerate(people, start=1)
        ),
    )


def groups(seen: Statistics) -> list[tuple[tuple[CertificateKind | None, ...], int]]:
    return [(group.papers, group.people) for group in seen.finished]


def test_a_course_of_the_room_in_numbers(database: Database) -> None:
    people = {
        "Ada": "xxxx.", "Ali": "xxxx.", "Ayşe": "xxxx.", "Cem": "x-x2.", "Eva": "-xxx.",
        "Jan": "x---.",
    }  # fmt: skip
    run = held(database, people, guests=["Theo", "Uta", "Kim"])
    issued(run, run.person("Ada"), run.person("Ali"), run.person("Ayşe"))
    seen = database.read(statistics, run.run_id)
    assert (seen.participants, seen.guests) == (6, 3)
    assert (seen.first, seen.last) == (DATES[0].starts_at.date(), DATES[-1].starts_at.date())
    assert (seen.dates_held, seen.dates, seen.units_held, seen.units) == (4, 5, 12, 15)
    assert seen.participant_units == 12 + 12 + 12 + 8 + 9 + 3
    assert (seen.average_tenths, seen.share_tenths) == (48, 792)  # 19 of 24 times
    assert groups(seen) == [((CERTIFICATE,), 3), ((ATTENDANCE,), 0), ((None,), 3)]
    first, second, _third, fourth, *_ = seen.blocks
    assert (first.dates, first.units, first.people, first.participant_units) == (2, 6, 6, 27)
    assert (first.average_tenths, second.people, second.participant_units) == (45, 5, 15)
    assert (fourth.people, fourth.participant_units, fourth.average_tenths) == (0, 0, None)


def test_who_comes_along_is_no_guest_and_a_guest_counts_once(database: Database) -> None:
    run = held(database, {"Ada": "..", "Ali": "..", "Eva": ".."}, (planned(0), planned(1)))
    for place, guests in enumerate((["Theo", "Uta", "Kim", "A. Muster"], ["Theo Zwei"])):
        with clock.standing_at(planned(place).starts_at):
            run.open(place)
            for name in guests:
                run.on_date(place, service.add_guest, name)
            run.on_date(place, service.add_guest, "Mia", Role.ASSISTANT)
            run.on_date(place, service.come, run.person("Ada"))
    assert guests_of(run) == 5
    merge(database, "Theo Zwei", "Theo")
    merge(database, "A. Muster", "Ada")  # she was there herself, too
    assert guests_of(run) == 3


def guests_of(run: Run) -> int | None:
    return run.database.read(statistics, run.run_id, 1).guests


def test_make_ups_are_counted_apart_from_the_units_of_the_course() -> None:
    people = ["xx----"] * 4
    seen = counted(export_of(people, made_up=[3, 3, 2, 0]), guests=0)
    assert (seen.participant_units, seen.made_up_blocks, seen.made_up_units) == (24, 3, 8)
    few = counted(export_of(people, made_up=[3, 3, 0, 0]), guests=0)
    assert (few.made_up_blocks, few.made_up_units) == (None, None)


@pytest.mark.parametrize(
    ("certificates", "attendances", "none", "shown"),
    [
        (5, 4, 0, [((CERTIFICATE,), 5), ((ATTENDANCE,), 4), ((None,), 0)]),
        (6, 2, 1, [((CERTIFICATE,), 6), ((ATTENDANCE, None), 3)]),
        (8, 1, 0, [((CERTIFICATE, ATTENDANCE), 9), ((None,), 0)]),
        (8, 1, 3, [((CERTIFICATE,), 8), ((ATTENDANCE, None), 4)]),
        (2, 7, 0, [((CERTIFICATE, ATTENDANCE), 9), ((None,), 0)]),
        (8, 0, 1, [((CERTIFICATE, ATTENDANCE, None), 9)]),
        (1, 1, 7, [((CERTIFICATE, ATTENDANCE, None), 9)]),
        (0, 0, 2, []),
        (0, 0, 0, [((CERTIFICATE,), 0), ((ATTENDANCE,), 0), ((None,), 0)]),
    ],
)
def test_small_groups_are_put_together(
    certificates: int, attendances: int, none: int, shown: list[object]
) -> None:
    papers = [*[CERTIFICATE] * certificates, *[ATTENDANCE] * attendances, *[None] * none]
    seen = counted(export_of(["xxxxxx"] * len(papers), papers), guests=0)
    assert groups(seen) == shown


def test_without_protection_every_number_is_shown() -> None:
    papers = [CERTIFICATE, ATTENDANCE, None]
    seen = counted(export_of(["xx----", "x-----", "------"], papers, [1, 0, 0]), guests=1, few=1)
    assert groups(seen) == [((CERTIFICATE,), 1), ((ATTENDANCE,), 1), ((None,), 1)]
    assert (seen.guests, seen.made_up_units, seen.participant_units) == (1, 1, 9)
    assert [block.people for block in seen.blocks] == [2, 1, 0, 0, 0, 0]


def test_guests_of_whom_there_are_only_two_have_no_number() -> None:
    shown = [counted(export_of(["xxxxxx"] * 5), guests=guests).guests for guests in range(5)]
    assert shown == [0, None, None, 3, 4]


@pytest.mark.parametrize(
    "people", [["x-x-x-"], ["xxxxxx"] * 2, ["xx----", "x-----", *["------"] * 6]]
)
def test_of_one_or_two_people_only_what_was_offered_is_shown(people: list[str]) -> None:
    seen = counted(export_of(people, made_up=[3] * len(people)), guests=0)
    assert (seen.participant_units, seen.average_tenths, seen.share_tenths) == (None, None, None)
    assert (seen.dates, seen.units) == (6, 18)
    assert not any(block.participant_units or block.people for block in seen.blocks)
    if len(people) < FEW:
        assert (seen.participants, seen.finished, seen.made_up_units) == (None, (), None)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            st.text("x-n.", min_size=6, max_size=6),
            st.sampled_from([CERTIFICATE, ATTENDANCE, None]),
            st.integers(0, 3),
        ),
        max_size=12,
    )
)
def test_the_numbers_add_up_to_the_rows_and_give_nobody_away(
    people: list[tuple[str, CertificateKind | None, int]],
) -> None:
    signs, papers, made_up = ([row[place] for row in people] for place in range(3))
    export = export_of(signs, papers, made_up)  # type: ignore[arg-type]  # a column has one type
    seen = counted(export, guests=0)
    units = sum(row.counted for row in export.attendance)
    hidden = [block for block in seen.blocks if block.people is None]
    shown = [block for block in seen.blocks if block.people is not None]
    if seen.finished:
        assert sum(group.people for group in seen.finished) == len(export.progress)
        assert not any(0 < group.people < FEW for group in seen.finished)
    assert sum(block.units for block in seen.blocks) == seen.units
    assert sum(block.dates for block in seen.blocks) == seen.dates == len(export.dates)
    assert not any(0 < (block.people or 0) < FEW for block in shown)
    if seen.participant_units is not None:
        assert seen.participant_units == units
        left = units - sum(block.participant_units or 0 for block in shown)
        numbers = {block.number for block in hidden}
        theirs = [row for row in export.attendance if row.date.block in numbers and row.counted]
        assert left == sum(row.counted for row in theirs)
        # What can be computed of the hidden blocks is of three people and two blocks at least.
        assert not theirs or len({row.number for row in theirs}) >= FEW
        assert len(hidden) != 1
    if seen.made_up_units is not None:
        assert seen.made_up_units == sum(row.made_up for row in export.progress)


def test_units_set_by_hand_count_in_all_sums() -> None:
    export = export_of(["xxxxxx"] * 3)
    rows = tuple(replace(row, counted=row.number - 1) for row in export.attendance)
    seen = counted(replace(export, attendance=rows), guests=0)
    assert seen.participant_units == 6 * (0 + 1 + 2)
    assert [block.participant_units for block in seen.blocks] == [3] * 6
    assert [block.people for block in seen.blocks] == [3] * 6
