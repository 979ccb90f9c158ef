"""The results as files: what stands in them, for whom, and that ideas come back as they went."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from biq_tui.core.errors import Refused
from biq_tui.meetings import results, tasks
from biq_tui.meetings.idea_files import IdeaOut, as_csv, as_json, as_xlsx, ideas_in
from biq_tui.meetings.ideas import worded
from biq_tui.meetings.minutes_files import TABLES, left_behind, save_all
from biq_tui.meetings.results_files import as_csvs, results_of
from biq_tui.meetings.results_files import as_xlsx as results_as_xlsx
from biq_tui.papers.look import Look
from tests.papers.reading import pages

from .meetings_at import TOPIC, Treffen
from .test_minutes import somebody

DAY = "2027-03-17"


@pytest.fixture
def held(here: Treffen) -> Treffen:
    """A meeting with some of everything; Nour has a privacy lock."""
    here.collect("Hochbeete", "Bank am See", "Bank", said=2)
    here.order("1 2 Grün")
    here.order("2 3 gleich")
    here.order("1 machen wir")
    ada, nour = here.do(
        somebody, here.board.gathering_id, ("Ada Muster", False), ("Nour Geheim", True)
    )
    here.do(tasks.add_task, here.meeting_id, 1, "Plakat drucken", ada, date(2027, 3, 31), (nour,))
    here.do(tasks.add_task, here.meeting_id, 2, "Erde holen", nour, None, (ada,))
    here.do(results.decide, here.meeting_id, "=1+1", "12 ja, 3 nein", "Lärm")
    here.do(results.ask, here.meeting_id, "Wer hat Strom?")
    return here


def rows(raw: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in each sheet, below its headings."""
    book = load_workbook(io.BytesIO(raw))
    return {
        sheet.title: [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
        for sheet in book
    }


def shape(here: Treffen, meeting_id: int | None) -> Any:
    found = here.database.read(results_of, meeting_id)
    (raw,) = TABLES["json"](found, "").values()
    return json.loads(raw)


def test_a_workbook_has_a_sheet_for_each_kind_of_result(held: Treffen) -> None:
    held.do(results.use_names, held.meeting_id, True)
    read = rows(results_as_xlsx(held.database.read(results_of, held.meeting_id)))
    day = date(2027, 3, 17)
    dated = {
        title: [
            tuple(cell.date() if hasattr(cell, "date") else cell for cell in row) for row in found
        ]
        for title, found in read.items()
    }
    assert dated == {
        "Ideen": [
            (1, "Hochbeete", None, "machen wir", None, 2, "Grün", day, TOPIC),
            (2, "Bank am See", None, "offen", None, 2, "Grün", day, TOPIC),
            (3, "Bank", None, "offen", 2, 2, None, day, TOPIC),
        ],
        "Beschlüsse": [(1, "=1+1", "12 ja, 3 nein", "Lärm", day, TOPIC)],
        "Aufgaben": [
            (1, "Plakat drucken", "Ada Muster", None, date(2027, 3, 31), "offen", None, day, TOPIC),
            (2, "Erde holen", None, "Ada Muster", None, "offen", None, day, TOPIC),
        ],
        "Fragen": [(1, "Wer hat Strom?", day, TOPIC)],
        "Abstimmungen": [],
    }


def test_without_names_no_file_has_one(held: Treffen) -> None:
    tasks_of = [(row["who"], row["helpers"]) for row in shape(held, held.meeting_id)["tasks"]]
    assert tasks_of == [("", []), ("", [])]


def test_of_all_meetings_every_task_stands_once_where_it_was_agreed(held: Treffen) -> None:
    held.do(results.use_names, held.meeting_id, True)
    later = Treffen(held.database, "Das Fest", days=28)
    later.do(tasks.add_task, later.meeting_id, 3, "Strom")
    later.do(results.ask, later.meeting_id, "Wer kocht?")

    def numbers(meeting_id: int | None) -> list[tuple[Any, ...]]:
        its = shape(held, meeting_id)["tasks"]
        return [(row["number"], row["meeting"], row["who"], row["is_new"]) for row in its]

    assert numbers(None) == [
        (1, DAY, "Ada Muster", True), (2, DAY, "", True), (3, "2027-04-14", "", True),
    ]  # fmt: skip
    assert [row[0] for row in numbers(later.meeting_id) if not row[3]] == [1, 2]
    assert {row[2] for row in numbers(later.meeting_id)} == {""}, "that group wants no names"
    both = shape(held, None)
    assert [row["wording"] for row in both["questions"]] == ["Wer hat Strom?", "Wer kocht?"]
    assert (both["format"], both["version"]) == ("biq-meeting-results", 1)


def test_no_program_computes_what_somebody_wrote(held: Treffen) -> None:
    raw = as_csvs(held.database.read(results_of, held.meeting_id))["Beschlüsse"]
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert lines[1][:2] == ["1", "'=1+1"]
    book = results_as_xlsx(held.database.read(results_of, held.meeting_id))
    cell = load_workbook(io.BytesIO(book))["Beschlüsse"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_a_workbook_does_not_know_when_it_was_made(held: Treffen) -> None:
    book = results_as_xlsx(held.database.read(results_of, held.meeting_id))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"dcterms:modified" not in parts.read("docProps/core.xml")
    assert book == results_as_xlsx(held.database.read(results_of, held.meeting_id))


def test_a_name_with_a_privacy_lock_is_in_no_file(held: Treffen, tmp_path: Path) -> None:
    held.do(results.use_names, held.meeting_id, True)
    left = held.database.read(left_behind, held.meeting_id)
    saved = save_all(left, Look, tmp_path)
    assert (saved.missing, len(saved.files)) == ("", 6)
    everything = {file.name: text_in(file.name, file.read_bytes()) for file in saved.files}
    for of in (held.database.read(results_of, held.meeting_id), held.database.read(results_of)):
        for made in TABLES.values():
            everything |= {f"{name} {id(of)}": text_in(name, r) for name, r in made(of, "").items()}
    for name, text in everything.items():
        assert "Nour" not in text, name
        assert "Geheim" not in text, name
    assert sum("Ada Muster" in text for text in everything.values()) == 10, (
        "in the minutes thrice, in the tables of tasks seven times"
    )


def text_in(name: str, raw: bytes) -> str:
    if name.endswith(".pdf"):
        return " ".join(pages(raw)) + raw.decode("latin-1")
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            return " ".join(parts.read(part).decode() for part in parts.namelist())
    return raw.decode()


# There and back ----------------------------------------------------------------------------------

TRICKY = [
    "=1+1", "'=1+1", "''=1+1", "3 Bänke x3", '"', '"Tempo 50 > 30"', "a;b", "Muster, -1", "@x",
    "Idee", "text;said", "007", "1,5", "_x0041_", "مقاعد أكثر", "🌻", "#N/A", "TRUE", "1.5.", "- a",
]  # fmt: skip

WORDS = st.text("=+-@'\";,|\\/<>&x3 äЖم🌻#{}", min_size=1, max_size=12).filter(
    lambda text: bool(text.strip())
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(WORDS, st.integers(1, 99)), min_size=1, max_size=30))
@example([(text, 1 + at) for at, text in enumerate(TRICKY)])
def test_ideas_come_back_as_they_went(tmp_path: Path, said: list[tuple[str, int]]) -> None:
    went = tuple((worded(text), times) for text, times in said)
    out = [
        IdeaOut(number, text, "", "open", None, times, "", DAY, TOPIC)
        for number, (text, times) in enumerate(went, start=1)
    ]
    made = {"csv": as_csv(out), "json": as_json(out).encode(), "xlsx": as_xlsx(out)}
    for ending, raw in made.items():
        file = tmp_path / f"ideen.{ending}"
        file.write_bytes(raw)
        assert ideas_in(file) == went, ending


def test_ideas_come_back_from_the_results_too(held: Treffen, tmp_path: Path) -> None:
    found = held.database.read(results_of, held.meeting_id)
    for ending in ("json", "xlsx"):
        ((name, raw),) = TABLES[ending](found, DAY).items()
        (tmp_path / name).write_bytes(raw)
        assert ideas_in(tmp_path / name) == (("Hochbeete", 2), ("Bank am See", 2), ("Bank", 2))


def test_a_workbook_without_headings_is_a_list_of_ideas(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["Hochbeete"], [], ["Bank", "am See"], [3]):
        book.active.append(row)
    book.save(tmp_path / "liste.xlsx")
    assert ideas_in(tmp_path / "liste.xlsx") == (("Hochbeete", 1), ("Bank, am See", 1), ("3", 1))


def test_a_workbook_that_can_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "kaputt.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 100)
    with pytest.raises(Refused, match=r"kaputt.xlsx ist beschädigt"):
        ideas_in(tmp_path / "kaputt.xlsx")
