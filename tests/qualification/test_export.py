"""What leaves the program about a course: read by other libraries, without a locked name."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, time
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from biq_tui.core.database import Database
from biq_tui.core.errors import Refused
from biq_tui.people.service import tell_apart
from biq_tui.qualification import enrolment
from biq_tui.qualification.certificate_models import CertificateKind
from biq_tui.qualification.certificates import issue
from biq_tui.qualification.export import Export, Progress, exported
from biq_tui.qualification.export_files import (
    FORMATS,
    attendance_sheet,
    csv_files,
    json_bytes,
    json_files,
    progress_sheet,
    xlsx_files,
)
from biq_tui.qualification.models import Enrolment
from biq_tui.qualification.passport import DateState, decide
from tests.attendance.rooms import opened

from .courses import Run, day
from .held import held, issued

PEOPLE = {
    "Ayşe Beispiel": "xxxx.",
    "=1+1": "le2x.",
    "Олена Зразок": "-xxx.",
    "Nour Geheim": "xxxx.",
    "Jonas {Müller}": "----.",
}
SECRET = ("Nour", "Geheim", "rote Brille", "Hörschleife", "Umzug")
"""A locked name, how she is known, a need, a reason: nothing of it leaves."""


@pytest.fixture
def run(database: Database) -> Run:
    return filled(database)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """With two papers issued, one of them for whom no list may name."""
    with opened(tmp_path_factory.mktemp("course")) as database:
        run = filled(database)
        issued(run, run.person("Ayşe Beispiel"), run.person("Nour Geheim"))
        return of(run)


def filled(database: Database) -> Run:
    run = held(database, PEOPLE, guests=["Theo Gast"], locked=["Nour Geheim"])
    nour, jonas = run.person("Nour Geheim"), run.person("Jonas {Müller}")
    run.do(tell_apart, nour, "rote Brille")
    run.do(enrolment.need, run.run_id, nour, "Hörschleife")
    run.do(decide, run.run_id, jonas, "Umzug")
    return run


def of(run: Run) -> Export:
    return run.database.read(exported, run.run_id)


def all_bytes(export: Export) -> bytes:
    """Every file, and each part of each workbook."""
    files = {name: made for write in FORMATS.values() for name, made in write(export).items()}
    assert len(files) == 4
    seen = [*(name.encode() for name in files), *files.values()]
    for name, made in files.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(made)) as parts:
                seen += [parts.read(part) for part in parts.namelist()]
    return b"\n".join(seen)


def test_who_was_at_which_date_and_how_long(run: Run) -> None:
    export = of(run)
    assert len(export.attendance) == len(PEOPLE) * len(export.dates)
    seen = {
        (row.number, row.date.number): (
            row.state, row.late_minutes, row.early_minutes, row.counted, row.date.units,
        )
        for row in export.attendance
    }  # fmt: skip
    assert seen[1, 1] == (DateState.THERE, None, None, 3, 3)
    assert seen[2, 1] == (DateState.THERE, 20, None, 3, 3)
    assert seen[2, 2] == (DateState.THERE, None, 40, 3, 3)
    assert seen[2, 3] == (DateState.THERE, None, None, 2, 3)
    assert seen[3, 1] == (DateState.MISSED, None, None, 0, 3)
    assert seen[5, 5] == (DateState.TO_COME, None, None, 0, 3)
    assert [row.name for row in export.progress] == [
        "Ayşe Beispiel", "=1+1", "Олена Зразок", None, "Jonas {Müller}",
    ]  # fmt: skip


def test_how_far_everybody_is_and_the_number_of_the_paper(run: Run) -> None:
    before = of(run).progress
    assert [(row.counted, row.units, row.tenths) for row in before[:3]] == [
        (12, 15, 800), (11, 15, 733), (9, 15, 600),
    ]  # fmt: skip
    assert before[0].blocks_done == (1, 2, 3)
    assert [row.state for row in before] == [
        Progress.REACHED, Progress.AT_RISK, Progress.AT_RISK, Progress.REACHED, Progress.DECIDED,
    ]  # fmt: skip
    assert not any(row.paper or row.paper_number for row in before)
    issued(run, run.person("Ayşe Beispiel"), run.person("Олена Зразок"))
    run.do(issue, run.run_id, [run.person("Олена Зразок")], "block 2")
    ayse, _other, olena, *_ = of(run).progress
    assert (ayse.paper, ayse.paper_number) == (CertificateKind.CERTIFICATE, "BIQ-2027-0001")
    assert (olena.paper, olena.paper_number) == (CertificateKind.ATTENDANCE, "BIQ-2027-0002")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_somebody_who_joined_late_is_not_enrolled_before(run: Run) -> None:
    run.do(enrolment.enrol, run.run_id, "Cem Probe", day(20))
    states = [row.state for row in of(run).attendance if row.number == of(run).progress[-1].number]
    assert states == [*[DateState.NOT_ENROLLED] * 2, *[DateState.MISSED] * 2, DateState.TO_COME]


def test_a_locked_name_and_whatever_is_private_is_in_no_byte_of_any_file(export: Export) -> None:
    made = all_bytes(export)
    assert "Ayşe Beispiel".encode() in made
    assert b"Sperrvermerk" in made
    for secret in SECRET:
        assert secret.encode() not in made
        assert json.dumps(secret)[1:-1].encode() not in made


def test_the_tables_open_in_excel_in_libreoffice_and_in_the_standard_library(
    export: Export,
) -> None:
    book = load_workbook(io.BytesIO(*xlsx_files(export).values()))
    other = CalamineWorkbook.from_filelike(io.BytesIO(*xlsx_files(export).values()))
    assert book.sheetnames == other.sheet_names == ["Anwesenheit", "Fortschritt"]
    for sheet, raw in zip(
        (attendance_sheet(export), progress_sheet(export)), csv_files(export).values(), strict=True
    ):
        rows: list[list[Any]] = [list(sheet.header), *map(list, sheet.rows)]
        ours = [list(row) for row in book[sheet.title].iter_rows(values_only=True)]
        theirs = other.get_sheet_by_name(sheet.title).to_python()
        assert [list(map(plain, row)) for row in ours] == [list(map(plain, row)) for row in rows]
        assert [list(map(plain, row)) for row in theirs] == [list(map(plain, row)) for row in rows]
        text = raw.decode("utf-8-sig")
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
        assert read == [[in_german(cell) for cell in row] for row in rows]


def test_the_json_has_the_shape_that_is_described(export: Export) -> None:
    (name,) = json_files(export)
    assert name == "BIQ-Huchting-Export.json"
    shape = json.loads(json_bytes(export))
    assert (shape["format"], shape["version"]) == ("biq-course-export", 1)
    assert shape["attendance"][1 * 5 + 1] == {
        "number": 2,
        "name": "=1+1",
        "privacy_lock": False,
        "date_number": 2,
        "date": day(1).isoformat(),
        "block": 1,
        "state": "there",
        "late_minutes": None,
        "left_early_minutes": 40,
        "units_counted": 3,
        "units": 3,
    }
    assert shape["progress"][0] == {
        "number": 1,
        "name": "Ayşe Beispiel",
        "privacy_lock": False,
        "units_counted": 12,
        "units": 15,
        "percent": 80.0,
        "units_made_up": 0,
        "blocks_done": [1, 2, 3],
        "state": "reached",
        "paper": {"kind": "certificate", "number": "BIQ-2027-0001"},
    }
    assert shape["progress"][3]["name"] is None
    assert shape["progress"][3]["privacy_lock"]
    described = FORMATS["json"].__globals__["__doc__"]
    for part in ("dates", "attendance", "progress"):
        for key in shape[part][0]:
            assert key in described
    for key in shape:
        assert key in described


def test_a_course_that_is_gone_is_refused(database: Database) -> None:
    with pytest.raises(Refused):
        database.read(exported, 7)


def test_money_needs_and_reasons_have_no_column(export: Export) -> None:
    private = {"fee_cents", "needs", "decided_because"}
    assert private < set(Enrolment.model_fields)
    names = {*attendance_sheet(export).header, *progress_sheet(export).header}
    assert not {word for name in names for word in ("Beitrag", "Euro", "Grund") if word in name}


def plain(cell: Any) -> Any:
    """A value as both libraries may give it."""
    if isinstance(cell, time | int | float):
        return cell
    if cell is None:
        return ""
    return cell.isoformat()[:10] if isinstance(cell, date) else cell


def in_german(cell: Any) -> str:
    if isinstance(cell, float):
        return f"{cell}".replace(".", ",")
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    text = "" if cell is None else f"{cell}"
    return f"'{text}" if text.startswith("=") else text
