"""`biq export`: the files an office and a funder get, and how it refuses."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import load_workbook

from biq_tui.core import language
from biq_tui.core.opening import open_database
from biq_tui.qualification.options import set_option
from tests.papers.reading import faults, pages
from tests.qualification.courses import Run
from tests.qualification.held import held, issued
from tests.test_commands import Biq

PEOPLE = {
    "Ayşe Beispiel": "xxxx.",
    "=1+1 {x}": "xxxx.",
    "Olena Zrazok": "xxxx.",
    "Nour Geheim": "x-xx.",
    "Jan Probe": "x---.",
}
TITLE, MANY = "BIQ: Huchting", "Viele"
FILES = [
    "BIQ-Huchting-Anwesenheit.csv", "BIQ-Huchting-Fortschritt.csv", "BIQ-Huchting-Export.xlsx",
    "BIQ-Huchting-Export.json",
]  # fmt: skip
PAGE = "BIQ-Huchting-Statistik.pdf"


@contextmanager
def full_disk(most: int) -> Iterator[None]:
    """The system lets no file grow beyond so many bytes, as a disk with no more room."""
    resource = pytest.importorskip("resource")  # not on Windows
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a course that was held; tests only read it."""
    language.speak("de")
    folder = tmp_path_factory.mktemp("course")
    database = open_database(folder)
    run = held(database, PEOPLE, locked=["Nour Geheim"], title=TITLE)
    issued(run, *map(run.person, ("Ayşe Beispiel", "=1+1 {x}", "Olena Zrazok")))
    for key, value in (
        ("house.provider", "Haus am Park e. V. #eval {x}"),
        ("funder.name", "Senatorin für Soziales"),
        ("funder.grant_ref", "AB-123/2026"),
    ):
        run.do(set_option, key, value)
    many = Run(database, title=MANY)
    many.fetch(f"Person {number}" for number in range(100))
    database.close()
    return folder


@pytest.fixture
def here(data: Path) -> Biq:
    return Biq(data)


def test_all_files_are_written_and_named(here: Biq, tmp_path: Path) -> None:
    out = tmp_path / "für den Träger" / "neu"
    said = here.says("export", "--run", "biq: huchting", "--out", str(out))
    assert said == [str(out / name) for name in FILES]
    assert sorted(file.name for file in out.iterdir()) == sorted(FILES)
    again = here.says("export", "--run", "1", "--format", "all", "--out", str(out))
    assert again == said


@pytest.mark.parametrize(
    ("kind", "names"), [("csv", FILES[:2]), ("xlsx", FILES[2:3]), ("json", FILES[3:])]
)
def test_one_format_alone(here: Biq, tmp_path: Path, kind: str, names: list[str]) -> None:
    here.says("export", "--run", TITLE, "--format", kind, "--out", str(tmp_path))
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(names)


def test_the_files_hold_the_course_and_no_locked_name(here: Biq, tmp_path: Path) -> None:
    here.says("export", "--run", TITLE, "--out", str(tmp_path))
    with (tmp_path / FILES[0]).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == 5 * 5
    assert {row["Name"] for row in rows} == {
        "Ayşe Beispiel", "'=1+1 {x}", "Olena Zrazok", "Sperrvermerk", "Jan Probe",
    }  # fmt: skip
    progress = load_workbook(tmp_path / FILES[2])["Fortschritt"]
    assert [cell.value for cell in progress["K"]][1:] == [
        "BIQ-2027-0001", "BIQ-2027-0002", "BIQ-2027-0003", None, None,
    ]  # fmt: skip
    names = [row["name"] for row in json.loads((tmp_path / FILES[3]).read_bytes())["progress"]]
    assert names == ["Ayşe Beispiel", "=1+1 {x}", "Olena Zrazok", None, "Jan Probe"]


def test_the_page_for_the_funder_has_numbers_and_no_name(here: Biq, tmp_path: Path) -> None:
    said = here.says("export", "--run", TITLE, "--statistics", "--out", str(tmp_path))
    assert said == [str(tmp_path / PAGE)]
    pdf = (tmp_path / PAGE).read_bytes()
    assert faults(pdf) == []
    (page,) = pages(pdf)
    for words in (
        "Statistik des Kurses",
        "Haus am Park e. V. #eval {x}",
        "Senatorin für Soziales",
        "AB-123/2026",
        "5.3.2027 bis 28.5.2027",
        "Teilnehmende (angemeldet) 5",
        "Termine 4 von 5",
        "angeboten 12 von 15",
        "Teilnehmenden-UE in diesem Kurs 48",
        "im Mittel 4,0",
        "Anwesenheit 80,0 %",
        "Zertifikat, Teilnahmebescheinigung und noch ohne Papier, zusammen 5",
        "Nachgeholte Blöcke (in einem anderen Kurs) 0",
    ):
        assert words in page
    for name in PEOPLE:
        assert name not in page


def test_a_funder_who_has_the_names_may_get_every_number(here: Biq, tmp_path: Path) -> None:
    here.says("export", "--run", TITLE, "--statistics", "--exact", "--out", str(tmp_path))
    (page,) = pages((tmp_path / PAGE).read_bytes())
    for words in (
        "Zertifikat 3",
        "Teilnahmebescheinigung 0",
        "Noch ohne Papier 2",
        "Nachgeholte Blöcke (in einem anderen Kurs) 0",
    ):
        assert words in page
    assert "unter 3" not in page
    assert "weniger als" not in page


def test_the_page_comes_with_the_files_if_both_are_wanted(here: Biq, tmp_path: Path) -> None:
    here.says("export", "--run", TITLE, "--format", "csv", "--statistics", "--out", str(tmp_path))
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([*FILES[:2], PAGE])


def test_a_course_that_is_not_there_is_named(here: Biq, tmp_path: Path) -> None:
    refusal = here.refuses("export", "--run", "BIQ {x}", "--out", str(tmp_path / "neu"))
    assert refusal.startswith("Den Kurs „BIQ {x}“ gibt es nicht.")
    assert TITLE in refusal
    assert not (tmp_path / "neu").exists()


@pytest.mark.parametrize("options", [[], ["--run", TITLE], ["--run", TITLE, "--format", "odt"]])
def test_wrong_options_are_refused(here: Biq, tmp_path: Path, options: list[str]) -> None:
    assert here.refuses("export", *options, *(["--out", str(tmp_path)] if "odt" in options else []))
    assert list(tmp_path.iterdir()) == []


def test_exact_alone_is_refused(here: Biq, tmp_path: Path) -> None:
    refusal = here.refuses("export", "--run", TITLE, "--exact", "--out", str(tmp_path))
    assert refusal == "--exact gehört zur Seite für den Geldgeber: --statistics"
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_sentence_and_the_old_file_stays(here: Biq, tmp_path: Path) -> None:
    old = tmp_path / "Viele-Export.json"
    old.write_bytes(b"alt")
    with full_disk(40_000):  # more than SQLite needs beside its data, less than this file
        refusal = here.refuses("export", "--run", MANY, "--format", "json", "--out", str(tmp_path))
    assert refusal.startswith(f"Der Datenträger ist voll: {old} wurde nicht geschrieben.")
    assert old.read_bytes() == b"alt"
    assert list(tmp_path.iterdir()) == [old]


def test_a_folder_that_cant_be_made_is_named(here: Biq, tmp_path: Path) -> None:
    (tmp_path / "Ordner").write_text("eine Datei")
    refusal = here.refuses("export", "--run", TITLE, "--out", str(tmp_path / "Ordner"))
    assert str(tmp_path / "Ordner" / FILES[0]) in refusal
