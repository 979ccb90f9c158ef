"""`biq count`: files as people save them, and files that are no ballots."""

from __future__ import annotations

import pytest

from biq_tui.voting import count_file

from .tables import Table, table

__all__ = ["table"]


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
