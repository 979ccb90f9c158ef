"""The commands without a screen: what they do, what they say, and how they refuse."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from biq_tui import __main__ as program
from biq_tui.attendance import service
from biq_tui.core import clock, language
from biq_tui.core import database as database_module
from biq_tui.core.database import Database
from biq_tui.core.folders import BACKUP_FOLDER, DATABASE_FILE
from biq_tui.core.opening import open_database
from biq_tui.qualification.course import course, place_of
from biq_tui.qualification.lists import take_back
from tests.attendance.rooms import everything, facilitator, opened
from tests.core.conftest import database, folder, postgresql_for_rows, sqlite_for_rows
from tests.qualification.courses import Run
from tests.qualification.rosters import TABLE, as_bytes, as_csv, as_xlsx, compound_file
from tests.test_command_line import biq

__all__ = ["database", "folder", "postgresql_for_rows", "sqlite_for_rows"]

TITLE = "BIQ Huchting"
NEW = ("runs", "new", TITLE, "--start", "2027-03-05")
RHYTHM = "monthly Fri 17:00-20:15, Sat 10:00-16:00"
ROSTER = (
    ("Vorname", "Nachname"),
    ("Ada", "Muster"),
    ("Ali", "Beispiel"),
    ("", ""),
    ("4711", ""),
    ("Cem", "Probe"),
)


class Biq:
    """The program with one data folder, run in this process: faster than a new one each time."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.folder = folder
        self.url = url

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, stdout, stderr."""
        data = ["--data-dir", str(self.folder)]
        if self.url:
            data += ["--database-url", self.url]
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = program.main([*arguments, *data])
        language.speak("de")
        return code, out.getvalue(), err.getvalue()

    def says(self, *arguments: str) -> list[str]:
        """The lines it prints when all is well."""
        code, out, err = self.run(*arguments)
        assert (code, err) == (0, "")
        return out.splitlines()

    def refuses(self, *arguments: str) -> str:
        """The one sentence of a refusal; nothing else is printed."""
        code, out, err = self.run(*arguments)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1, err
        return err.strip()

    def status(self) -> Any:
        return json.loads("\n".join(self.says("status", "--json")))

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        with opened(self.folder, self.url) as database:
            return everything(database)


@pytest.fixture(params=["sqlite", "postgresql"])
def on_either(request: pytest.FixtureRequest, tmp_path: Path) -> Biq:
    """With a database of its own on each engine."""
    if request.param == "sqlite":
        return Biq(tmp_path / "data")
    return Biq(tmp_path / "data", request.getfixturevalue("postgresql_url"))


@pytest.fixture
def here(tmp_path: Path) -> Biq:
    """With the folder's own database."""
    return Biq(tmp_path / "data")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Three people, and one row that can't be taken."""
    file = tmp_path / "liste.csv"
    as_csv(ROSTER)(file)
    return file


def bytes_in(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


# A new run ---------------------------------------------------------------------------------------


def test_the_example_of_the_help_makes_a_run_with_all_its_dates(on_either: Biq) -> None:
    said = on_either.says(*NEW, "--rhythm", RHYTHM)
    assert said[0] == "Der Kurs „BIQ Huchting“ ist da."
    assert said[1] == "monatlich, Fr 17:00–20:15 und Sa 10:00–16:00"
    assert len([line for line in said if line.startswith("202")]) == 12
    assert said[2] == "2027-03-05 17:00-20:15  Block 1"
    assert said[3] == "2027-03-06 10:00-16:00  Block 1"
    assert "2027-04-02 17:00-20:15  Block 2  ! Osterferien" in said
    status = on_either.status()
    (run,) = status["runs"]
    assert (run["title"], run["people"], run["dates"]) == (TITLE, 0, 12)
    assert [gathering["title"].partition(" · ")[0] for gathering in status["gatherings"][:3]] == [
        "Block 1", "Block 1, Tag 2", "Block 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rhythm", "first", "dates"),
    [
        ("weekly Tue 18:00-21:00", "2027-03-09 18:00-21:00", 6),
        ("biweekly Fri 17:00-20:15", "2027-03-05 17:00-20:15", 6),
        ("alle 2 Wochen Fr 17:00-20:15", "2027-03-05 17:00-20:15", 6),
        ("wöchentlich Dienstag 18-21 Uhr", "2027-03-09 18:00-21:00", 6),
        ("monatlich Fr 17:00-20:15, Sa 10:00-16:00", "2027-03-05 17:00-20:15", 12),
        ("", "2027-03-05 17:00-20:15", 12),
    ],
)
def test_a_rhythm_is_said_in_english_or_german(
    here: Biq, rhythm: str, first: str, dates: int
) -> None:
    said = here.says(*NEW, "--rhythm", rhythm)
    assert said[2].startswith(first)
    assert len([line for line in said if line.startswith("202")]) == dates


def test_a_year_whose_holidays_are_unknown_is_told(here: Biq) -> None:
    said = here.says("runs", "new", TITLE, "--start", "5.3.2055")
    assert said[-1] == "Die Schulferien 2055 sind hier nicht bekannt."


def test_what_the_house_has_set_is_used(here: Biq) -> None:
    from biq_tui.core.journal import Actor
    from biq_tui.core.write import Act
    from biq_tui.qualification.options import FACILITATORS, UNIT_MINUTES, VENUE, set_option

    with opened(here.folder) as database:
        act = Act(Actor.FACILITATOR, "laptop-1", "more")
        for option, value in ((VENUE, "Haus am Park"), (FACILITATORS, "Kim"), (UNIT_MINUTES, "60")):
            database.write(act, set_option, option.key, value).result()
    here.says(*NEW)
    with opened(here.folder) as database:
        run = database.read(course, 1, "laptop-1")
    assert (run.facilitators, run.dates[0].venue, run.dates[0].units) == ("Kim", "Haus am Park", 3)


def test_a_title_is_told_as_it_was_stored(here: Biq) -> None:
    said = here.says("runs", "new", "  BIQ\x1b[2J   Huchting ", "--start", "5.3.2027")
    assert said[0] == "Der Kurs „BIQ[2J Huchting“ ist da."


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("runs", "new", "biq  HUCHTING", "--start", "2027-03-05"), "gibt es schon"),
        (("runs", "new", " ", "--start", "2027-03-05"), "wie der Kurs heißt"),
        (("runs", "new", "Neu", "--start", "29.2.2027"), "29"),
        (("runs", "new", "Neu", "--start", "2027-02-29"), "29"),
        (("runs", "new", "Neu", "--start", "bald"), "--start"),
        (("runs", "new", "Neu", "--start", ""), "--start"),
        (("runs", "new", "Neu", "--start", "2027-03-05", "--rhythm", "weekly Fri 20:15-17:00"), ""),
        (("runs", "new", "Neu", "--start", "2027-03-05", "--rhythm", "manchmal"), "wie oft"),
        (
            (
                "runs",
                "new",
                "Neu",
                "--start",
                "2027-03-05",
                "--rhythm",
                "weekly Fri 9-12, Fri 11-13",
            ),
            "überschneiden",
        ),
        (("runs", "new", "Neu"), "--start"),
        (("runs", "new", "--start", "2027-03-05"), "title"),
        (("runs",), "biq --help"),
        (("runs", "old"), "biq --help"),
    ],
)
def test_a_run_that_can_not_be_is_refused_and_nothing_is_half_done(
    here: Biq, arguments: tuple[str, ...], sentence: str
) -> None:
    here.says(*NEW)
    before = here.everything()
    assert sentence in here.refuses(*arguments)
    assert here.everything() == before


# A list ------------------------------------------------------------------------------------------


def test_a_list_is_taken_with_what_is_doubled_and_what_can_t_be_taken(
    on_either: Biq, roster: Path
) -> None:
    on_either.says(*NEW)
    saved = roster.with_name("liste (nicht übernommen).csv")
    assert on_either.says("import", str(roster), "--run", TITLE) == [
        "3 Menschen.",
        "Spalte 1 ist der Vorname.",
        "Spalte 2 ist der Nachname.",
        "1 Zeile geht nicht.",
        "Übernommen: 3 Menschen.",
        "Schon da: 0 Menschen.",
        "Zeile 5: Im Namen ist kein Buchstabe.",
        f"Nicht dabei: „{saved}“",
    ]
    assert "4711" in saved.read_text(encoding="utf-8-sig")
    assert on_either.status()["runs"][0]["people"] == 3
    assert {gathering["expected"] for gathering in on_either.status()["gatherings"]} == {3}

    again = on_either.says("import", str(roster), "--run", TITLE)
    assert again[4:7] == [
        "3 stehen schon auf der Liste.",
        "Übernommen: 0 Menschen.",
        "Schon da: 3 Menschen.",
    ]
    assert on_either.status()["people"] == 3


def test_a_trial_changes_nothing_at_all(on_either: Biq, roster: Path) -> None:
    on_either.says(*NEW)
    before, files = on_either.everything(), bytes_in(roster.parent)
    said = on_either.says("import", str(roster), "--run", TITLE, "--dry-run")
    assert "Übernommen: 3 Menschen." in said
    assert "Zeile 5: Im Namen ist kein Buchstabe." in said
    assert said[-1] == "Nichts wurde geändert: Das war eine Probe."
    assert on_either.everything() == before
    kept = {name: digest for name, digest in files.items() if not name.startswith("data/")}
    assert {name: bytes_in(roster.parent).get(name) for name in kept} == kept
    assert not list(roster.parent.glob("*nicht*"))


def test_a_list_comes_without_a_course(on_either: Biq, roster: Path) -> None:
    for taken in (3, 0):
        said = on_either.says("import", str(roster))
        assert f"Übernommen: {taken} Menschen." in said
    assert on_either.status()["people"] == 3
    on_either.says(*NEW)
    said = on_either.says("import", str(roster), "--run", TITLE)
    assert "3 kennen wir schon." in said
    assert on_either.status()["people"] == 3


@pytest.mark.parametrize("title", ["biq huchting", "  BIQ  Huchting ", "BIQ HUCHTING"])
def test_a_course_is_found_however_it_is_typed(here: Biq, roster: Path, title: str) -> None:
    here.says(*NEW)
    here.says("import", str(roster), "--run", title)
    assert here.status()["runs"][0]["people"] == 3


def test_an_import_is_taken_back_on_the_screen_of_the_course(here: Biq, roster: Path) -> None:
    here.says(*NEW)
    before = here.everything()
    here.says("import", str(roster), "--run", TITLE)
    with opened(here.folder) as database:
        station = json.loads((here.folder / "station.json").read_text())["id"]
        step = database.read(course, 1, station).my_step
        assert step is not None
        assert step.sentence == "3 Menschen sind neu auf der Liste."
        database.write(facilitator(1, station), take_back, step.number).result()
        assert everything(database) == before
    assert place_of(1) == "course:1"


def test_where_rows_can_t_be_saved_people_are_taken_all_the_same_and_it_is_told(
    here: Biq, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.says(*NEW)
    monkeypatch.setattr("biq_tui.qualification.roster_preview._TRIES", 2)
    for place in (roster.parent, here.folder / "lists"):
        place.mkdir(exist_ok=True)
        (place / "liste (nicht übernommen).csv").mkdir()
    said = here.says("import", str(roster), "--run", TITLE)
    assert "Übernommen: 3 Menschen." in said
    assert "Sonst ist nichts verloren" in said[-1]


LISTS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "damaged.xlsx": ("beschädigt", as_bytes(b"PK\x03\x04 xl/workbook" + bytes(500))),
    "locked.xlsx": ("hat ein Passwort", as_bytes(compound_file("EncryptedPackage", b"secret"))),
    "cyrillic.csv": ("Buchstaben", as_csv([("Name",), ("Олена Зразок",)], encoding="cp1251")),
    "empty.csv": ("ist leer", as_bytes(b"")),
    "letter.pdf": ("keine Tabelle", as_bytes(b"%PDF-1.7\n")),
    "nobody.csv": ("keine Namen", as_csv([("4711",), ("4712",)])),
    "numbers.csv": ("keine Namen", as_csv([("Vorname", "Nachname"), ("1", "2"), ("", "3")])),
}


@pytest.mark.parametrize("file", LISTS)
def test_a_list_that_can_t_be_read_is_refused_and_nothing_is_half_done(
    here: Biq, tmp_path: Path, file: str
) -> None:
    here.says(*NEW)
    sentence, write = LISTS[file]
    write(tmp_path / file)
    before, files = here.everything(), {path.name for path in tmp_path.iterdir()}
    assert sentence in here.refuses("import", str(tmp_path / file), "--run", TITLE)
    assert here.everything() == before
    assert {path.name for path in tmp_path.iterdir()} == files


@pytest.mark.parametrize("title", ["BIQ Kattenturm", "", "BIQ"])
def test_a_course_that_is_not_there_is_told_with_those_that_are(
    here: Biq, roster: Path, title: str
) -> None:
    here.says(*NEW)
    before = here.everything()
    said = here.refuses("import", str(roster), "--run", title)
    assert f"„{title}“" in said
    assert TITLE in said
    assert here.everything() == before


def test_a_file_that_is_not_there_is_told(here: Biq, tmp_path: Path) -> None:
    assert "gibt es nicht" in here.refuses("import", str(tmp_path / "weg.csv"))
    assert not (here.folder / DATABASE_FILE).exists(), "nothing was even begun"


def test_while_an_evening_is_open_new_people_appear_on_its_list(
    database: Database, folder: Path, roster: Path
) -> None:
    run = Run(database)
    run.open(0)
    url = database.url.render_as_string(hide_password=False)
    Biq(folder, url).says("import", str(roster), "--run", TITLE)
    assert run.expected(0) == {"Ada Muster", "Ali Beispiel", "Cem Probe"}
    run.on_date(0, service.report, "key-of-one-phone", "Ali Beispiel")
    assert run.states(0) == {"Ali Beispiel": "present"}


def test_a_workbook_is_taken_like_a_text(here: Biq, tmp_path: Path) -> None:
    as_xlsx(TABLE)(tmp_path / "liste.xlsx")
    here.says(*NEW)
    assert "Übernommen: 4 Menschen." in here.says(
        "import", str(tmp_path / "liste.xlsx"), "--run", TITLE
    )


# Status ------------------------------------------------------------------------------------------


def test_the_status_has_numbers_and_no_names(
    database: Database, folder: Path, roster: Path
) -> None:
    today = clock.now()
    run = Run(database, [], TITLE)
    from biq_tui.qualification.runs import PlannedDate

    run.add(PlannedDate(1, today, today + timedelta(hours=1), 0, 1, "Haus am Park"))
    cli = Biq(folder, database.url.render_as_string(hide_password=False))
    cli.says("import", str(roster), "--run", TITLE)
    run.open(0)
    run.on_date(0, service.come, run.person("Ada Muster"))
    run.on_date(0, service.report, "key-of-one-phone", "Fatima Gast")
    status = cli.status()
    assert status["people"] == 3
    (gathering,) = status["gatherings"]
    assert (gathering["expected"], gathering["present"], gathering["waiting"]) == (3, 1, 1)
    assert (gathering["sitting"], gathering["excused"], gathering["needs"]) == ("open", 0, {})
    assert status["runs"][0]["next"] == gathering["starts_at"]
    assert status["unfinished"] == []
    text = json.dumps(status, ensure_ascii=False) + "\n".join(cli.says("status"))
    for name in ("Ada", "Muster", "Beispiel", "Cem", "Fatima"):
        assert name not in text


def test_the_status_of_nothing(on_either: Biq) -> None:
    assert on_either.says("status") == ["Hier ist noch nichts."]
    assert on_either.status() == {"people": 0, "runs": [], "gatherings": [], "unfinished": []}


def test_the_status_in_words(here: Biq, roster: Path) -> None:
    here.says(*NEW)
    here.says("import", str(roster), "--run", TITLE)
    said = here.says("status")
    assert said[0] == "BIQ Huchting: 3 Menschen, 12 Termine"
    assert said[1].startswith("2027-03-05 17:00  Block 1 · ")
    assert said[1].endswith(": 3 Menschen auf der Liste, 0 sind da")


def test_the_status_is_told_while_another_program_has_the_data_open(here: Biq) -> None:
    here.says(*NEW)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from biq_tui.core.opening import open_database\n"
        "database = open_database(Path(sys.argv[1]))\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, here.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == b"open\n"
        assert here.status()["runs"][0]["title"] == TITLE
        other.stdin.close()
        assert other.wait(30) == 0


# Backup ------------------------------------------------------------------------------------------


def test_a_backup_is_printed_and_opens(here: Biq, roster: Path) -> None:
    here.says("import", str(roster))
    (printed,) = here.says("backup")
    made = Path(printed)
    assert made.parent == here.folder / BACKUP_FOLDER
    with closing(open_database(here.folder / "other", f"sqlite:///{made}")) as copy:
        assert [row["name"] for row in everything(copy)["person"]] == [
            "Ada Muster", "Ali Beispiel", "Cem Probe",
        ]  # fmt: skip


def test_a_server_s_data_is_backed_up_by_the_server(tmp_path: Path, postgresql_url: str) -> None:
    server = Biq(tmp_path / "data", postgresql_url)
    assert server.says("backup") == ["Der Datenbank-Server macht die Sicherung."]
    assert not (tmp_path / "data" / BACKUP_FOLDER).exists()


# A database that can't be used -------------------------------------------------------------------

COMMANDS = [
    (*NEW, "--rhythm", RHYTHM),
    ("import", "ROSTER"),
    ("status",),
    ("status", "--json"),
    ("backup",),
]


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_file_that_holds_something_else_is_refused_and_not_changed(
    here: Biq, roster: Path, arguments: tuple[str, ...]
) -> None:
    here.folder.mkdir()
    file = here.folder / DATABASE_FILE
    file.write_bytes(b"letters to my aunt " * 500)
    before, files = file.read_bytes(), {path.name for path in roster.parent.iterdir()}
    said = here.refuses(*(str(roster) if word == "ROSTER" else word for word in arguments))
    assert said == "In dieser Datei sind keine Daten von BIQ. Sie wurde nicht verändert."
    assert file.read_bytes() == before
    assert {path.name for path in roster.parent.iterdir()} == files


@pytest.mark.parametrize("arguments", COMMANDS)
def test_newer_data_is_refused_and_not_changed(
    here: Biq, roster: Path, arguments: tuple[str, ...]
) -> None:
    here.says(*NEW)
    with closing(sqlite3.connect(here.folder / DATABASE_FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("UPDATE person SET version = version")
        connection.commit()
    said = here.refuses(*(str(roster) if word == "ROSTER" else word for word in arguments))
    assert "neueren Version" in said


def test_data_that_somebody_else_is_writing_is_refused(
    here: Biq, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.says(*NEW)
    monkeypatch.setattr(database_module, "LOCK_WAIT_MS", 10)
    before = {path.name for path in roster.parent.iterdir()}
    with closing(sqlite3.connect(here.folder / DATABASE_FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "Ein anderes Programm" in here.refuses("import", str(roster), "--run", TITLE)
        other.execute("ROLLBACK")
    assert {path.name for path in roster.parent.iterdir()} == before
    assert here.status()["people"] == 0


@pytest.mark.parametrize("url", ["nonsense", "oracle://x/y", "postgresql://127.0.0.1:1/biq"])
def test_a_database_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    for arguments in (NEW, ("status", "--json"), ("backup",)):
        assert "Datenbank" in Biq(tmp_path, url).refuses(*arguments) or url.startswith("oracle")


# From a shell ------------------------------------------------------------------------------------


def test_options_may_stand_before_and_after_a_command(tmp_path: Path, roster: Path) -> None:
    data = ("--data-dir", str(tmp_path / "data"))
    assert biq(*data, *NEW).returncode == 0
    assert biq("runs", *data, "new", "BIQ Gröpelingen", "--start", "1.4.2027").returncode == 0
    assert biq("import", str(roster), "--run", TITLE, *data).returncode == 0
    before, after = biq(*data, "status", "--json"), biq("status", "--json", *data)
    assert before.stdout == after.stdout
    assert json.loads(after.stdout)["people"] == 3


def test_english_is_spoken_if_asked_for(here: Biq, roster: Path) -> None:
    assert here.says(*NEW, "--lang", "en")[0] == "The course “BIQ Huchting” is there."
    said = here.says("import", str(roster), "--run", TITLE, "--lang", "en")
    assert "Taken: 3 people." in said
    assert "There is no course" in here.refuses("--lang", "en", "import", str(roster), "--run", "x")
    assert here.says("status")[0] == "BIQ Huchting: 3 Menschen, 12 Termine"


def test_what_was_to_be_done_is_done_though_nobody_reads_it(tmp_path: Path, roster: Path) -> None:
    here = Biq(tmp_path / "data")
    here.says(*NEW)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [
            sys.executable, "-m", "biq_tui", "import", str(roster), "--run", TITLE,
            "--data-dir", str(here.folder),
        ],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert here.status()["people"] == 3
    assert roster.with_name("liste (nicht übernommen).csv").exists()


def test_what_is_printed_is_utf_8_wherever_it_goes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "biq_tui", "runs", "new", "Gröpelingen 🙂", "--start", "5.3.2027"],
        capture_output=True,
        env={**os.environ, "BIQ_DATA_DIR": str(tmp_path), "PYTHONIOENCODING": "cp1252"},
        check=True,
    )
    assert done.stdout.decode("utf-8").startswith("Der Kurs „Gröpelingen 🙂“ ist da.")


HEAVY = {
    "sqlalchemy", "sqlmodel", "uvicorn", "starlette", "alembic", "holidays", "rapidfuzz",
    "qrcode", "jinja2", "cryptography", "pypdf", "typst", "openpyxl",
}  # fmt: skip


@pytest.mark.parametrize(
    "script",
    [
        "import biq_tui.commands",
        "import biq_tui.app",
        "import contextlib, biq_tui.__main__ as program\n"
        "with contextlib.suppress(SystemExit): program.main(['--help'])",
    ],
)
def test_what_comes_before_the_first_screen_loads_nothing_heavy(script: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert loaded & HEAVY == set()
    assert ("textual" in loaded) == (script == "import biq_tui.app")
