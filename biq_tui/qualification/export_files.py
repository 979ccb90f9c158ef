"""An export as files: CSV and XLSX with German headings for an office, JSON for other programs.

The JSON (`format` "biq-course-export", `version` 1; what is added later does not raise it):

    run, course, curriculum   titles of the run and of what is taught, key of the curriculum
    made_at                   when, with the offset of the wall clock
    rule                      share (percent), mandatory (numbers of blocks), version
    units                     of the whole course
    dates        [number, date, starts_at, ends_at, block, units, held]
    attendance   [number, name, privacy_lock, date_number, date, block, state, late_minutes,
                  left_early_minutes, units_counted, units]
                 state: there, to-come, cancelled, missed, not-enrolled
    progress     [number, name, privacy_lock, units_counted, units, percent, units_made_up,
                  blocks_done, state, paper]
                 state: reached, decided, on-the-way, at-risk, out-of-reach
                 paper: null, or {kind: certificate|attendance, number}

`number` is the person's and stays; `name` is null exactly where `privacy_lock` is true.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from ..core.spreadsheets import Cell, Sheet, csv_bytes, xlsx_bytes
from ..papers.keeping import file_name
from .certificate_models import CertificateKind
from .export import AttendanceRow, Export, ExportedDate, Progress, ProgressRow
from .passport import DateState

FORMAT, VERSION = "biq-course-export", 1

LOCKED = "Sperrvermerk"
"""Stands in the place of a name."""

STATES = {
    DateState.THERE: "war da",
    DateState.TO_COME: "kommt noch",
    DateState.CANCELLED: "abgesagt",
    DateState.MISSED: "war nicht da",
    DateState.NOT_ENROLLED: "nicht angemeldet",
}
PROGRESS = {
    Progress.REACHED: "geschafft",
    Progress.DECIDED: "geschafft (Entscheidung der Kursleitung)",
    Progress.ON_THE_WAY: "auf dem Weg",
    Progress.AT_RISK: "in Gefahr",
    Progress.OUT_OF_REACH: "nicht mehr möglich",
}
PAPERS = {
    CertificateKind.CERTIFICATE: "Zertifikat",
    CertificateKind.ATTENDANCE: "Teilnahmebescheinigung",
}

_ATTENDANCE = (
    "Nr.", "Name", "Datum", "Beginn", "Block", "Stand", "Minuten zu spät", "Minuten früher weg",
    "UE gezählt", "UE des Termins",
)  # fmt: skip
_PROGRESS = (
    "Nr.", "Name", "UE gezählt", "UE gesamt", "Prozent", "davon nachgeholt (UE)",
    "Blöcke geschafft", "Geschaffte Blöcke", "Stand", "Papier", "Nummer des Papiers",
)  # fmt: skip


def attendance_sheet(export: Export) -> Sheet:
    """Who was at which date."""
    return Sheet("Anwesenheit", _ATTENDANCE, [_attendance_cells(row) for row in export.attendance])


def progress_sheet(export: Export) -> Sheet:
    """How far everybody is."""
    return Sheet("Fortschritt", _PROGRESS, [_progress_cells(row) for row in export.progress])


def json_bytes(export: Export) -> bytes:
    """The export in the shape that the module's text describes."""
    shape = {
        "format": FORMAT,
        "version": VERSION,
        "run": export.run,
        "course": export.course,
        "curriculum": export.curriculum,
        "made_at": export.made_at.isoformat(),
        "rule": {
            "share": export.rule.share,
            "mandatory": sorted(export.rule.mandatory),
            "version": export.rule.number,
        },
        "units": export.units,
        "dates": [_date_shape(date) for date in export.dates],
        "attendance": [_attendance_shape(row) for row in export.attendance],
        "progress": [_progress_shape(row) for row in export.progress],
    }
    return json.dumps(shape, ensure_ascii=False, indent=1).encode() + b"\n"


def csv_files(export: Export) -> dict[str, bytes]:
    """One file for each table, by its name."""
    sheets = (attendance_sheet(export), progress_sheet(export))
    return {_named(export, sheet.title, ".csv"): csv_bytes(sheet) for sheet in sheets}


def xlsx_files(export: Export) -> dict[str, bytes]:
    """One workbook with both tables."""
    sheets = (attendance_sheet(export), progress_sheet(export))
    return {_named(export, "Export", ".xlsx"): xlsx_bytes(sheets)}


def json_files(export: Export) -> dict[str, bytes]:
    """One file with everything."""
    return {_named(export, "Export", ".json"): json_bytes(export)}


FORMATS: Mapping[str, Callable[[Export], dict[str, bytes]]] = {
    "csv": csv_files,
    "xlsx": xlsx_files,
    "json": json_files,
}


def _named(export: Export, what: str, ending: str) -> str:
    return file_name(f"{export.run} {what}", ending)


def _attendance_cells(row: AttendanceRow) -> tuple[Cell, ...]:
    starts = row.date.starts_at
    return (
        row.number,
        LOCKED if row.name is None else row.name,
        starts.date(),
        starts.time().replace(second=0, microsecond=0),
        row.date.block,
        STATES[row.state],
        row.late_minutes,
        row.early_minutes,
        row.counted,
        row.date.units,
    )


def _progress_cells(row: ProgressRow) -> tuple[Cell, ...]:
    return (
        row.number,
        LOCKED if row.name is None else row.name,
        row.counted,
        row.units,
        None if row.tenths is None else row.tenths / 10,
        row.made_up,
        len(row.blocks_done),
        # "1, 3" alone would be a number or a date to Excel
        "Block " + ", ".join(map(str, row.blocks_done)) if row.blocks_done else "",
        PROGRESS[row.state],
        PAPERS[row.paper] if row.paper else "",
        row.paper_number,
    )


def _date_shape(date: ExportedDate) -> dict[str, Any]:
    return {
        "number": date.number,
        "date": date.starts_at.date().isoformat(),
        "starts_at": date.starts_at.isoformat(),
        "ends_at": date.ends_at.isoformat(),
        "block": date.block,
        "units": date.units,
        "held": date.held,
    }


def _attendance_shape(row: AttendanceRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "privacy_lock": row.name is None,
        "date_number": row.date.number,
        "date": row.date.starts_at.date().isoformat(),
        "block": row.date.block,
        "state": row.state.value,
        "late_minutes": row.late_minutes,
        "left_early_minutes": row.early_minutes,
        "units_counted": row.counted,
        "units": row.date.units,
    }


def _progress_shape(row: ProgressRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "privacy_lock": row.name is None,
        "units_counted": row.counted,
        "units": row.units,
        "percent": None if row.tenths is None else row.tenths / 10,
        "units_made_up": row.made_up,
        "blocks_done": list(row.blocks_done),
        "state": row.state.value,
        "paper": row.paper and {"kind": row.paper.value, "number": row.paper_number},
    }
