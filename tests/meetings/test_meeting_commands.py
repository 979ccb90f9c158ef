"""Minutes and ideas without a screen: what the commands write, and how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from biq_tui.core.database import Database
from biq_tui.core.journal import Actor
from biq_tui.core.write import Act
from biq_tui.papers.house import LOGOS
from biq_tui.qualification.options import set_option
from tests.attendance.rooms import opened
from tests.room import folder_of
from tests.test_commands import Biq

from .meetings_at import TOPIC, Treffen


@pytest.fixture
def biq(tmp_path: Path) -> Biq:
    """A house with two meetings, the first with ideas in a group."""
    return Biq(folder_of(tmp_path, fill))


def fill(database: Database) -> None:
    first = Treffen(database)
    first.types("Bank am See x3")
    first.collect("=1+1", "Müll; Dreck")
    first.order("1 Grün")
    Treffen(database, "Das Fest", days=28)


def written(folder: Path, content: bytes) -> Path:
    file = folder / "ideen.txt"
    file.write_bytes(content)
    return file


def test_minutes_are_written_into_a_folder(biq: Biq, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = biq.says("minutes", "--meeting", "2027-03-17", "--out", str(out))
    assert said == [
        str(out / name)
        for name in (
            "Protokoll 2027-03-17.md", "Protokoll 2027-03-17.txt", "Protokoll 2027-03-17 kurz.txt",
            "Ergebnisse 2027-03-17.xlsx",
            "Protokoll 2027-03-17.pdf", "Protokoll 2027-03-17 kurz.pdf",
        )
    ]  # fmt: skip
    assert "- 1 Bank am See ×3" in (out / "Protokoll 2027-03-17.md").read_text(encoding="utf-8")


def test_ideas_go_out_and_come_in_again_as_they_were(biq: Biq, tmp_path: Path) -> None:
    for suffix in ("csv", "json", "xlsx"):
        file = tmp_path / f"ideen.{suffix}"
        biq.says("ideas", "export", "--format", suffix, "--out", str(file))
        biq.says("ideas", "import", str(file), "--meeting", TOPIC)
        said = biq.says("ideas", "import", str(file), "--meeting", TOPIC)
        assert said == ["0 neue Ideen.", "3 Ideen sind schon da."]
        other = Biq(tmp_path / suffix)
        with opened(other.folder) as database:
            Treffen(database)
        assert other.says("ideas", "import", str(file)) == ["3 neue Ideen."]
        rows = json.loads("\n".join(other.says("ideas", "export", "--format", "json")))
        assert [(row["text"], row["said"]) for row in rows] == [
            ("Bank am See", 3), ("=1+1", 1), ("Müll; Dreck", 1),
        ]  # fmt: skip


def test_one_format_is_printed_or_written(
    biq: Biq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_first = ("minutes", "--meeting", TOPIC, "--format")
    assert "- 1 Bank am See ×3" in biq.says(*of_first, "md")
    assert biq.says(*of_first, "txt")[0] == "PROTOKOLL: WAS FEHLT IM QUARTIER?"
    assert "Wir haben 3 Ideen gesammelt." in biq.says(*of_first, "short")
    results = json.loads("\n".join(biq.says(*of_first, "json")))
    assert [row["text"] for row in results["ideas"]] == ["Bank am See", "=1+1", "Müll; Dreck"]
    monkeypatch.chdir(tmp_path)
    assert biq.says(*of_first, "pdf") == ["Protokoll 2027-03-17.pdf"]
    assert (tmp_path / "Protokoll 2027-03-17.pdf").read_bytes().startswith(b"%PDF")
    assert biq.says(*of_first, "xlsx") == ["Ergebnisse 2027-03-17.xlsx"]
    assert biq.says(*of_first, "txt", "--out", "x") == [str(Path("x/Protokoll 2027-03-17.txt"))]
    assert biq.says(*of_first, "csv", "--out", "x") == [
        str(Path("x") / f"Ergebnisse 2027-03-17 {title}.csv")
        for title in ("Ideen", "Beschlüsse", "Aufgaben", "Fragen", "Abstimmungen")
    ]


def test_the_results_of_all_meetings_come_in_one_file(biq: Biq, tmp_path: Path) -> None:
    biq.says("ideas", "import", str(written(tmp_path, b"Musik\nTanz\n")), "--meeting", "Das Fest")
    results = json.loads("\n".join(biq.says("minutes", "--all", "--format", "json")))
    assert [(row["number"], row["topic"]) for row in results["ideas"]] == [
        (1, TOPIC), (2, TOPIC), (3, TOPIC), (4, "Das Fest"), (5, "Das Fest"),
    ]  # fmt: skip
    file = str(tmp_path / "Ergebnisse.xlsx")
    assert biq.says("minutes", "--all", "--format", "xlsx", "--out", str(tmp_path)) == [file]
    for wrong in (("--format", "md"), (), ("--format", "csv", "--meeting", TOPIC)):
        assert biq.refuses("minutes", "--all", *wrong) == (
            "--all geht nur mit --format csv, json oder xlsx, und ohne --meeting."
        )


def test_a_logo_that_is_missing_is_said_and_all_but_the_papers_is_written(
    biq: Biq, tmp_path: Path
) -> None:
    with opened(biq.folder) as database:
        act = Act(Actor.FACILITATOR, "laptop-1", "more")
        database.write(act, set_option, LOGOS.key, "fehlt.svg").result()
    code, out, error = biq.run("minutes", "--meeting", TOPIC, "--out", str(tmp_path / "out"))
    assert (code, len(out.splitlines())) == (2, 4)
    assert "fehlt.svg fehlt" in error
    assert error.count("\n") == 1


def test_a_workbook_is_not_printed(biq: Biq) -> None:
    assert biq.refuses("ideas", "export", "--format", "xlsx").endswith("--out ideen.xlsx")


def test_no_spreadsheet_computes_what_somebody_wrote(biq: Biq) -> None:
    assert any(line.startswith("2;'=1+1;") for line in biq.says("ideas", "export"))


def test_lines_of_a_text_are_ideas(biq: Biq, tmp_path: Path) -> None:
    file = tmp_path / "ideen.txt"
    file.write_bytes("- Hochbeete\r\n- Müll am See\r\n".encode("cp1252"))
    trial = biq.says("ideas", "import", str(file), "--meeting", "Das Fest", "--dry-run")
    assert trial == ["2 neue Ideen.", "Nichts wurde geändert: Das war eine Probe."]
    assert biq.says("ideas", "import", str(file), "--meeting", "Das Fest") == ["2 neue Ideen."]
    rows = json.loads(
        "\n".join(biq.says("ideas", "export", "--meeting", "Das Fest", "--format", "json"))
    )
    assert [(row["number"], row["text"], row["group"]) for row in rows] == [
        (4, "Hochbeete", ""), (5, "Müll am See", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "In dieser Datei sind keine Ideen"),
        (b"\x00\x01", "Das ist kein Text"),
        (b"Ideen\n\n\n", "In dieser Datei sind keine Ideen"),
        (("Bank " * 900).encode(), "Das ist zu lang"),
    ],
)
def test_a_file_that_can_not_be_taken_is_said_and_changes_nothing(
    biq: Biq, tmp_path: Path, content: bytes, why: str
) -> None:
    file = tmp_path / "ideen.csv"
    file.write_bytes(content)
    code, _out, error = biq.run("ideas", "import", str(file), "--meeting", TOPIC)
    assert (code, why in error) == (2, True), error
    assert len(biq.everything()["idea"]) == 3


def test_a_meeting_nobody_knows_is_refused_with_those_there_are(biq: Biq, tmp_path: Path) -> None:
    code, _out, error = biq.run("minutes", "--meeting", "2027-01-01", "--out", str(tmp_path))
    assert code == 2
    assert "2027-03-17 Was fehlt im Quartier?, 2027-04-14 Das Fest" in error
    code, _out, error = Biq(tmp_path / "empty").run("minutes")
    assert (code, error.strip()) == (2, "Es gibt noch kein Treffen.")
