"""`biq count`: ballots from a file, without any data."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from biq_tui import __main__ as program
from biq_tui.core import language
from biq_tui.voting import count_file
from tests.voting.profiles import APP_EX_2, SCHULZE_1, rankings

NULL = "Alles bleibt, wie es ist"
SMALL_GROUP = f"""{NULL};A;B;C
5;0;3;1
8;0;2;7
6;0;4;2
7;10;3;6
9;9;2;5
"""


class Table:
    """A file of ballots, and what the command says to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "stimmen.csv"

    def holds(self, text: str, encoding: str = "utf-8") -> Table:
        self.file.write_bytes(text.encode(encoding))
        return self

    def rows(self, *rows: Sequence[object]) -> Table:
        cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
        return self.holds("".join(";".join(row) + "\n" for row in cells))

    def run(self, method: str, *options: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        nowhere = ["--data-dir", str(self.folder / "data")]
        with redirect_stdout(out), redirect_stderr(err):
            code = program.main(["count", method, str(self.file), *options, *nowhere])
        language.speak("de")
        assert not (self.folder / "data").exists()
        return code, out.getvalue(), err.getvalue()

    def found(self, method: str, *options: str) -> Any:
        code, out, err = self.run(method, *options, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    def says(self, method: str, *options: str) -> list[str]:
        code, out, err = self.run(method, *options)
        assert (code, err) == (0, "")
        return out.splitlines()

    def refuses(self, method: str, *options: str) -> str:
        code, out, err = self.run(method, *options)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1, err
        return err.strip()


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)


# What is counted ---------------------------------------------------------------------------------


def test_dots(table: Table) -> None:
    found = table.rows("ABCD", (2, 0, 0, None), (0, 1, 1, 0), (0, 1, 1, 0)).found("dots")
    assert found["method"] == "dots"
    assert found["ballots"] == 3
    assert found["winners"] == ["A", "B", "C"]
    assert found["totals"] == {"A": 2, "B": 2, "C": 2, "D": 0}
    assert found["ties"] == [["A", "B", "C"]]
    assert found["ranking"] == [["A", "B", "C"], ["D"]]


def test_one_data_set_three_methods_two_winners(table: Table) -> None:
    table.rows("ABCDE", *rankings(SCHULZE_1))
    found = table.found("schulze")
    assert found["ranking"] == [["E"], ["A"], ["C"], ["B"], ["D"]]
    assert found["paths"]["E"] == {"A": 25, "B": 28, "C": 28, "D": 31, "E": 0}
    assert (found["absent_to_share"], found["absent_to_change"]) == (1, 2)
    assert table.found("plurality")["winners"] == ["C"]
    assert table.found("borda")["totals"] == {"A": 98, "B": 92, "C": 89, "D": 69, "E": 102}


def test_consensing(table: Table) -> None:
    found = table.holds(SMALL_GROUP).found("consensing")
    assert found["winners"] == ["B"]
    assert found["acceptance"] == {NULL: 30, "A": 62, "B": 72, "C": 58}
    assert found["highest"] == {NULL: 9, "A": 10, "B": 4, "C": 7}
    assert found["gaps"] == {NULL: 0, "A": 16, "B": 21, "C": 14}
    assert found["status_quo"] == NULL


def test_the_status_quo_can_be_named(table: Table) -> None:
    table.holds(SMALL_GROUP.replace(NULL, "So wie jetzt"))
    assert table.found("consensing")["gaps"] is None
    assert table.found("consensing", "--status-quo", "so wie jetzt")["gaps"]["B"] == 21
    assert table.refuses("consensing", "--status-quo", "X") == (
        "„X“ steht nicht auf den Stimmzetteln."
    )


def test_equal_shares(table: Table) -> None:
    table.rows(("p0", "p1", "p2", "p3"), *APP_EX_2)
    costs = ("--budget", "4", "--cost", "p0=1", "p1=0,9", "--cost", "p2=2", "p3=1.09")
    found = table.found("equal-shares", *costs)
    assert found["winners"] == ["p0", "p1", "p3"]
    assert found["totals"] == {"p0": 1, "p1": 2, "p2": 3, "p3": 2}
    assert found["outcomes"] == [
        {"options": ["p0", "p1", "p3"], "by_shares": ["p0", "p1", "p3"], "spent": 2.99}
    ]
    by_cost = table.found("equal-shares", *costs, "--utility", "cost")
    assert by_cost["winners"] == ["p0", "p1", "p2"]
    assert by_cost["outcomes"][0]["by_shares"] == ["p0", "p2"]


def test_the_file_may_stand_behind_the_costs(table: Table) -> None:
    table.rows("AB", (1, 0))
    out = io.StringIO()
    with redirect_stdout(out):
        program.main(
            ["count", "equal-shares", "--budget", "5", "--cost", "A=1", "B=2", str(table.file)]
        )
    assert "Bezahlt: A" in out.getvalue()


def test_costs_from_a_file(table: Table) -> None:
    costs = table.folder / "kosten.csv"
    costs.write_text("Idee;Kosten\nGarten;1000 €\nBank = rot;20,50\n", encoding="utf-8-sig")
    table.rows(("Bank = rot", "Garten"), (1, 1))
    found = table.found("equal-shares", "--cost", str(costs), "--budget", "1020,50")
    assert found["winners"] == ["Bank = rot", "Garten"]


def test_single_approval_and_score(table: Table) -> None:
    table.rows("AB", (1, 0), ("x", ""), (None, 1))
    assert table.found("single")["totals"] == {"A": 2, "B": 1}
    assert table.found("approval", "--max", "1")["winners"] == ["A"]
    table.rows("AB", (5, 4), (None, 3))
    assert table.found("score", "--max", "5")["totals"] == {"A": 5, "B": 7}


def test_the_lot_breaks_the_tie_and_the_tie_stays_visible(table: Table) -> None:
    table.rows(("Bank am See", "Garten"), (1, 0), (0, 1))
    assert table.found("single")["winners"] == ["Bank am See", "Garten"]
    found = table.found("single", "--lot", "4827-1936-5502")
    assert found["winners"] == ["Bank am See"]
    assert found["ties"] == [["Bank am See", "Garten"]]
    assert found["lot"]["seed"] == "4827-1936-5502"


# For people --------------------------------------------------------------------------------------


def test_people_get_a_table_with_ties_as_ties(table: Table) -> None:
    table.rows(
        ("Bücherschrank", "Bank am See", "Repair-Café", "Garten"),
        (0, 1, 1, None), (0, 2, 0, 0), (0, 0, 1, 1), (0, 1, 0, 1),
    )  # fmt: skip
    assert table.says("dots") == [
        "4 Stimmzettel",
        "",
        "Platz  Punkte",
        "   1.       4  Bank am See",
        "   2.       2  Repair-Café  (gleichauf)",
        "   2.       2  Garten  (gleichauf)",
        "   4.       0  Bücherschrank",
        "",
        "Vorne: Bank am See",
    ]


def test_people_get_the_resistance_with_what_is_talked_about_next(table: Table) -> None:
    table.rows((NULL, "A", "B"), (5, 9, 0), (5, 3, 10))
    assert table.says("consensing") == [
        "2 Stimmzettel",
        "",
        "Platz  Widerstand  Annahme  Höchster  Abstand",
        "   1.          10     50 %         5       +0  Alles bleibt, wie es ist  (gleichauf)",
        "   1.          10     50 %        10       +0  B  (gleichauf)",
        "   3.          12     40 %         9       -2  A",
        "",
        "Vorne gleichauf: Alles bleibt, wie es ist, B",
        "Mehr Widerstand als „Alles bleibt, wie es ist“: A",
    ]


def test_people_see_what_is_paid_and_what_is_open(table: Table) -> None:
    table.rows(("Fest", "Bank", "Kurs"), (1, 0, 0), (1, 1, 0), (0, 1, 1), (0, 0, 1))
    costs = ("--budget", "100", "--cost", "Fest=60", "Bank=50", "Kurs=45,50")
    assert table.says("equal-shares", *costs) == [
        "4 Stimmzettel",
        "",
        "Stimmen  Kosten  Bezahlt",
        "      2      60  nein          Fest",
        "      2      50  aus dem Rest  Bank",
        "      2   45,50  aus Anteilen  Kurs",
        "",
        "Bezahlt: Bank, Kurs",
        "Von 100 bleibt übrig: 4,50",
    ]


# How files are written ---------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_as_spreadsheets_write_it(table: Table, delimiter: str, encoding: str, ending: str) -> None:
    lines = ["Müll", "Café"], ["1", "0"], ["0", "1"], ["1", ""]
    table.holds("".join(delimiter.join(line) + ending for line in lines), encoding)
    assert table.found("approval")["totals"] == {"Müll": 2, "Café": 1}


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nBank, grün;Garten\n1;0\n",
        '"Bank, grün",Garten\n1,0\n',
        '"Bank, grün";"Garten"\n"1";"0"\n',
        "Bank, grün;Garten;;\n1;0;;\n;;;\n\n",
        "\n\n  Bank,   grün ;Garten\n 1 ;\n",
        "Bank, grün;Garten\n1,0;0.0\n",
    ],
)
def test_ways_to_write_the_same(table: Table, text: str) -> None:
    found = table.holds(text).found("approval")
    assert found["totals"] == {"Bank, grün": 1, "Garten": 0}
    assert found["ballots"] == 1


def test_rows_without_anything_are_no_ballots(table: Table) -> None:
    table.holds("A;B\n1;2\n;\n\n2;1\n")
    assert table.found("schulze")["ballots"] == 2


# What is refused ---------------------------------------------------------------------------------


def test_an_invalid_ballot_is_named_by_its_row(table: Table) -> None:
    table.holds("Bank;Garten;Café\n1;1;0\n\n2;1;0\n0;0;1\n")
    assert table.refuses("dots") == ("Zeile 4: Das ist 1 Punkt zu viel. Jeder Mensch hat 2 Punkte.")


def test_other_invalid_ballots_are_named_too(table: Table) -> None:
    table.holds("A;B\n" + "1;1\n" * 9)
    assert table.refuses("single") == (
        "Zeile 2: Nur 1 Möglichkeit kann man wählen. Hier sind 2 gewählt. "
        "Auch falsch: 3, 4, 5, 6, 7 …"
    )


def test_a_row_is_numbered_as_a_spreadsheet_shows_it(table: Table) -> None:
    table.holds('"Bank\nam See";Garten\n1;\n;viel\n')
    assert table.refuses("approval") == "Zeile 3: „Garten“: „viel“ ist keine ganze Zahl."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "In dieser Datei steht nichts."),
        (";;\n", "In dieser Datei steht nichts."),
        ("A;;C\n1;0;0\n", "Spalte B hat keinen Namen."),
        ("A;B\n1;1;1\n", "Spalte C hat keinen Namen."),
        (";" * 27 + "A\n", "Spalte A hat keinen Namen."),
        ("Bank;Garten; bank \n1;0;0\n", "Die Spalte „bank“ gibt es zweimal."),
        ('A;B\n1;"0\n',
         "Diese Tabelle lässt sich nicht lesen. Fehlt irgendwo ein Anführungszeichen?"),
        ("PK\0\0", "Das ist kein Text. Bitte die Tabelle als CSV speichern."),
        (";".join(f"o{place}" for place in range(101)), "Höchstens 100 Möglichkeiten."),
        ("A\n" + "1\n" * 5001, "Höchstens 5000 Stimmzettel."),
        ("A\n" + "9" * 400, f"Zeile 2: „A“: „{'9' * 20}“ ist keine ganze Zahl."),
        ("A\n\u0661\n", "Zeile 2: „A“: „\u0661“ ist keine ganze Zahl."),
        ("A\n1e3\n", "Zeile 2: „A“: „1e3“ ist keine ganze Zahl."),
        ("A\n-1\n", "Zeile 2: „A“: Weniger als 0 geht nicht."),
        ("A{0};B\n{x};\n", "Zeile 2: „A{0}“: „{x}“ ist keine ganze Zahl."),
    ],
)  # fmt: skip
def test_files_that_are_no_ballots(table: Table, text: str, sentence: str) -> None:
    assert table.holds(text).refuses("approval") == sentence


def test_a_file_too_large_or_not_there(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    assert table.refuses("dots") == f"Diese Datei lässt sich nicht lesen: {table.file}"
    monkeypatch.setattr(count_file, "MOST_BYTES", 10)
    assert table.holds("A;B\n1;1\n0;0\n").refuses("approval") == (
        "Diese Datei ist zu groß für eine Tabelle mit Stimmzetteln."
    )


@pytest.mark.parametrize(
    ("method", "options", "sentence"),
    [
        ("single", ["--max", "2"], "--max gehört nicht zu single."),
        ("schulze", ["--max", "2"], "--max gehört nicht zu schulze."),
        ("approval", ["--per-option", "2"], "--per-option gehört nicht zu approval."),
        ("dots", ["--cost", "A=1"], "--cost gehört nicht zu dots."),
        ("dots", ["--max", "-3"], "Möglich ist eine Zahl von 1 bis 1000, nicht -3."),
        ("dots", ["--max", "2", "--per-option", "3"],
         "Auf eine Möglichkeit passen 1 bis 2 Punkte, nicht 3."),
        ("equal-shares", ["--budget", "3"],
         "equal-shares braucht das Geld und was jede Möglichkeit kostet: --budget und --cost."),
        ("equal-shares", ["--budget", "3", "--cost", "A=1"], "Bei „B“ fehlen die Kosten."),
        ("equal-shares", ["--budget", "3", "--cost", "A=1", "a=2"],
         "Die Kosten von „a“ stehen doppelt da."),
        ("equal-shares", ["--budget", "3", "--cost", "C=1"],
         "„C“ steht nicht auf den Stimmzetteln."),
        ("equal-shares", ["--budget", "1.000", "--cost", "A=1", "B=1"],
         "„1.000“ ist kein Betrag. Bitte so schreiben: 1000 oder 20,50."),
        ("equal-shares", ["--budget", "3", "--cost", "A=0", "B=1"],
         "Jede Möglichkeit braucht Kosten über 0."),
        ("equal-shares", ["--budget", "3", "--cost", "A=", "B=1"],
         "„“ ist kein Betrag. Bitte so schreiben: 1000 oder 20,50."),
    ],
)  # fmt: skip
def test_options_that_do_not_fit(
    table: Table, method: str, options: list[str], sentence: str
) -> None:
    assert table.rows("AB", (1, 0)).refuses(method, *options) == sentence


def test_a_file_of_costs_has_two_columns(table: Table) -> None:
    costs = table.folder / "kosten.csv"
    costs.write_text("A;1;2\n", encoding="utf-8")
    table.rows("AB", (1, 0))
    assert table.refuses("equal-shares", "--cost", str(costs), "--budget", "3") == (
        "Eine Datei mit Kosten hat zwei Spalten: die Möglichkeit und was sie kostet."
    )
