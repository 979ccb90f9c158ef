"""`biq count`: ballots from a file, without any data."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

from biq_tui import __main__ as program

from .profiles import APP_EX_2, SCHULZE_1, rankings
from .tables import Table, table

__all__ = ["table"]

NULL = "Alles bleibt, wie es ist"
SMALL_GROUP = f"""{NULL};A;B;C
5;0;3;1
8;0;2;7
6;0;4;2
7;10;3;6
9;9;2;5
"""


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
