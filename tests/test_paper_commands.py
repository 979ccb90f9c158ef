"""`biq papers`: files for the office, one sentence for whatever stands in the way."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from sqlmodel import select

from biq_tui import __main__ as program
from biq_tui.core import clock, language
from biq_tui.core.folders import DATABASE_FILE
from biq_tui.core.opening import open_database
from biq_tui.paper_commands import KEYS
from biq_tui.qualification.models import PrintedPaper
from biq_tui.qualification.options import set_option
from biq_tui.qualification.papers.catalogue import CATALOGUE
from tests.papers.reading import codes, faults, pages
from tests.qualification.courses import Run
from tests.qualification.papers.press import LOCKED, NAMES, NOW, press

COURSE = "BIQ Huchting"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder with a course; the clock stands on the day before its first date."""
    folder = tmp_path_factory.mktemp("office")
    with press(folder) as made:
        Run(made.database, title="Zweiter Kurs").enrol("Ali Muster", "Ali Beispiel")
    with clock.standing_at(NOW):
        yield folder


def biq(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout, stderr."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = program.main([*arguments, "--data-dir", str(folder)])
    language.speak("de")
    return code, out.getvalue(), err.getvalue()


def papers(folder: Path, out: Path, *arguments: str, run: str = COURSE) -> list[str]:
    """The lines it prints when all is well."""
    code, said, err = biq(folder, "papers", *arguments, "--run", run, "--out", str(out))
    assert (code, err) == (0, "")
    return said.splitlines()


def refuses(folder: Path, out: Path, *arguments: str, run: str = COURSE) -> str:
    """The one sentence of a refusal. Nothing was written."""
    code, said, err = biq(folder, "papers", *arguments, "--run", run, "--out", str(out))
    assert (code, said) == (2, "")
    assert len(err.splitlines()) == 1
    assert not out.is_dir() or list(out.iterdir()) == []
    return err.strip()


def test_the_command_knows_every_paper() -> None:
    assert set(KEYS) == {kind.key for kind in CATALOGUE}


def test_it_prints_where_the_files_are_and_what_to_know(office: Path, tmp_path: Path) -> None:
    said = papers(office, tmp_path, "signature-sheet", "badges")
    assert said == [
        f"{tmp_path / 'BIQ-Huchting-2027-03-05-Unterschriftenliste.pdf'}",
        "In lateinischen Buchstaben, weil die Schrift des Namens fehlt: Sonne.",
        f"{tmp_path / 'BIQ-Huchting-Namensschilder.pdf'}",
        "In lateinischen Buchstaben, weil die Schrift des Namens fehlt: Sonne.",
    ]
    for file in tmp_path.iterdir():
        assert faults(file.read_bytes()) == []
        assert oct(file.stat().st_mode)[-3:] == "600" or os.name == "nt"
    assert len(codes(Path(said[2]).read_bytes())) == len(NAMES)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ((), "2027-03-05"),
        (("--date", "6.3."), "2027-03-06"),
        (("--date", "Fr 2.4.2027"), "2027-04-02"),
        (("--date", "2027-03-05"), "2027-03-05"),
    ],
)
def test_the_date_is_the_one_that_was_typed_else_the_next(
    office: Path, tmp_path: Path, typed: tuple[str, ...], day: str
) -> None:
    (file,) = papers(office, tmp_path, "poster", *typed)
    assert day in file


def test_a_day_without_its_year_may_be_past(office: Path, tmp_path: Path) -> None:
    with clock.standing_at(NOW.replace(month=4, day=20)):
        (file,) = papers(office, tmp_path, "poster", "--date", "5.3.")
        assert "2027-03-05" in file
        (file,) = papers(office, tmp_path, "poster")
        assert "2027-04-02" in file  # all are over: the last


def test_a_course_is_called_by_its_title_or_its_id(office: Path, tmp_path: Path) -> None:
    assert papers(office, tmp_path, "poster", run="biq huchting") == papers(
        office, tmp_path, "poster", run="1"
    )


@pytest.mark.parametrize("person", ["7", "Sonne", "🌻"])
def test_one_person_by_number_or_name(office: Path, tmp_path: Path, person: str) -> None:
    file = papers(office, tmp_path, "slips", "--person", person)[0]
    assert file.endswith("-Nr-7.pdf")


def test_a_poster_has_the_code_of_an_address(office: Path, tmp_path: Path) -> None:
    (file,) = papers(office, tmp_path, "poster", "--address", "http://192.168.8.2:8421/k3f")
    assert codes(Path(file).read_bytes()) == ["http://192.168.8.2:8421/k3f"]


def test_what_heute_asks_for_is_noted(office: Path, tmp_path: Path) -> None:
    papers(office, tmp_path, "plan-z", "poster", "--date", "2.4.")
    database = open_database(office)
    noted = database.read(lambda session: session.exec(select(PrintedPaper)).all())
    database.close()
    assert [one.paper for one in noted if one.gathering_id == 3] == ["plan-z"]


def test_nothing_but_her_own_sheet_names_who_has_a_lock(office: Path, tmp_path: Path) -> None:
    for line in papers(office, tmp_path, "plan-z", "record", "badges", "cards", "numbers"):
        if line.endswith(".pdf"):
            for page in pages(Path(line).read_bytes()):
                assert LOCKED not in page or page.startswith("Einzelblatt")


# Refusals ----------------------------------------------------------------------------------------


def test_what_is_not_there_is_told_with_what_there_is(office: Path, tmp_path: Path) -> None:
    assert refuses(office, tmp_path, "poster", run="Nix") == (
        "Den Kurs „Nix“ gibt es nicht. Nichts wurde geändert. Es gibt: BIQ Huchting, Zweiter Kurs"
    )
    assert refuses(office, tmp_path, "poster", "--date", "7.3.") == (
        "An diesem Tag hat der Kurs keinen Termin. Es gibt: 5.3.2027, 6.3.2027, 2.4.2027"
    )
    assert "zum Beispiel: 5.3.2027" in refuses(office, tmp_path, "poster", "--date", "bald")
    assert "Niemand" in refuses(office, tmp_path, "badges", "--person", "Xaver")
    assert "Niemand" in refuses(office, tmp_path, "badges", "--person", "99")
    assert refuses(office, tmp_path, "badges", "--person", "ali", run="Zweiter Kurs") == (
        "Mehr als ein Mensch heißt „ali“. Bitte schreiben Sie die Nummer: 1, 2"
    )
    assert "„record“" in refuses(office, tmp_path, "record", "--person", "1")
    assert refuses(office, tmp_path, "nonsense")


def test_a_folder_that_can_not_be_written_to_is_told_with_the_file(
    office: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    out = tmp_path / "file" / "papers"
    said = refuses(office, out, "poster")
    assert f"{out / 'BIQ-Huchting-2027-03-05-Plakat.pdf'}" in said


def test_a_full_disk_leaves_no_half_paper(office: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")  # not on Windows
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (70_000, hard))  # SQLite needs half of it to read
    try:
        said = refuses(office, tmp_path, "plan-z")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "Der Datenträger ist voll" in said
    assert f"{tmp_path / 'BIQ-Huchting-2027-03-05-Plan-Z.pdf'}" in said


def test_a_missing_logo_and_a_broken_template_are_named(office: Path, tmp_path: Path) -> None:
    with press(tmp_path / "data") as made:
        made.run.do(set_option, "funder.logos", "esf.svg")
        out = tmp_path / "out"
        assert "esf.svg" in refuses(made.folder, out, "poster")
        made.run.do(set_option, "funder.logos", "")
        template = made.folder / "papers" / "poster.typ"
        template.parent.mkdir()
        template.write_text("#nix", encoding="utf-8")
        assert f"{template}" in refuses(made.folder, out, "poster")
    assert (tmp_path / "data" / DATABASE_FILE).is_file()
