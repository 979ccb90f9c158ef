"""What may stand on a ballot, and what is said if it doesn't."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.core.errors import Refused
from biq_tui.voting.ballots import (
    Ballot,
    Dots,
    InvalidBallot,
    Kind,
    Rules,
    check,
    rules,
    usual_dots,
)
from biq_tui.voting.methods import Method, counted

IDEAS = ("Bank am See", "Garten", "Repair-Café", "Tempo {30}")
COSTS = tuple(map(Fraction, (100, 200, 300, 400)))


def held(kind: Kind, **given: Any) -> Rules:
    if kind is Kind.BUDGET:
        given = {"costs": COSTS, "budget": Fraction(500)} | given
    return rules(kind, IDEAS, **given)


def said(rule: Rules, *ballot: int | None) -> str:
    with pytest.raises(InvalidBallot) as refused:
        check(ballot, rule)
    return refused.value.sentence


@pytest.mark.parametrize(
    ("options", "dots", "per_option"),
    [(1, 1, 1), (2, 1, 1), (3, 2, 2), (7, 4, 2), (8, 4, 2), (12, 6, 2), (40, 6, 2)],
)
def test_usually_everybody_has_half_as_many_dots_as_options(
    options: int, dots: int, per_option: int
) -> None:
    assert usual_dots(options) == Dots(dots, per_option)


def test_the_usual_dots_hold_unless_others_are_set() -> None:
    assert (held(Kind.DOTS).most, held(Kind.DOTS).per_option) == (2, 2)
    assert (held(Kind.DOTS, most=5).most, held(Kind.DOTS, most=5).per_option) == (5, 2)
    assert held(Kind.DOTS, most=5, per_option=5).per_option == 5


def test_a_cell_that_is_empty_means_nothing_or_last() -> None:
    assert check((1, None, 0, None), held(Kind.APPROVAL)) == (1, 0, 0, 0)
    assert check((2, None, None, None), held(Kind.DOTS)) == (2, 0, 0, 0)
    assert check((1, 2, None, None), held(Kind.RANKING)) == (1, 2, 5, 5)


def test_a_blank_ballot_is_valid_except_where_every_option_needs_an_answer() -> None:
    blank: Ballot = (None,) * len(IDEAS)
    for kind in Kind:
        if kind is not Kind.CONSENSING:
            check(blank, held(kind))
    assert said(held(Kind.CONSENSING), *blank) == (
        "„Bank am See“ hat keine Antwort. Bitte alle beantworten, von 0 bis 10."
    )


def test_too_many_dots_are_counted() -> None:
    assert said(held(Kind.DOTS, most=4), 2, 2, 1, 1) == (
        "Das sind 2 Punkte zu viel. Jeder Mensch hat 4 Punkte."
    )
    assert said(held(Kind.DOTS, most=1), 1, 1, 0, 0) == (
        "Das ist 1 Punkt zu viel. Jeder Mensch hat 1 Punkt."
    )


def test_too_many_dots_on_one_option_are_said_with_its_name() -> None:
    assert said(held(Kind.DOTS, most=4), 1, 0, 0, 3) == (
        "„Tempo {30}“ hat 3 Punkte. Erlaubt: höchstens 2."
    )


def test_only_one_can_be_chosen() -> None:
    assert said(held(Kind.SINGLE), 1, 1, 1, 0) == (
        "Nur 1 Möglichkeit kann man wählen. Hier sind 3 gewählt."
    )
    assert said(held(Kind.SINGLE), 0, 2, 0, 0) == (
        "„Garten“ kann man nur einmal wählen, mit einer 1."
    )


def test_approval_can_be_for_so_many_at_most() -> None:
    check((1, 1, 1, 1), held(Kind.APPROVAL))
    assert said(held(Kind.APPROVAL, most=2), 1, 1, 1, 0) == (
        "Nur 2 Möglichkeiten kann man wählen. Hier sind 3 gewählt."
    )


def test_points_and_resistance_end_with_their_scale() -> None:
    assert said(held(Kind.SCORE, most=5), 5, 6, 0, 0) == (
        "„Garten“ hat 6 Punkte. Die Skala geht bis 5."
    )
    assert said(held(Kind.CONSENSING, most=2), 0, 0, 3, 0) == (
        "„Repair-Café“: 3 ist zu hoch. Die Skala geht bis 2."
    )


def test_places_may_be_equal_and_have_gaps_but_exist() -> None:
    check((1, 1, 4, None), held(Kind.RANKING))
    assert said(held(Kind.RANKING), 1, 2, 5, 3) == (
        "„Repair-Café“: Platz 5 gibt es nicht. Möglich sind 1 bis 4."
    )
    assert said(held(Kind.RANKING), 0, 2, 1, 3) == (
        "„Bank am See“: Platz 0 gibt es nicht. Möglich sind 1 bis 4."
    )


def test_nothing_is_below_zero_and_nothing_is_missing() -> None:
    for kind in Kind:
        assert said(held(kind), 0, -1, 0, 0) == "„Garten“: Weniger als 0 geht nicht."
        assert said(held(kind), 0, 0) == (
            "Dieser Stimmzettel hat 2 Antworten, es gibt aber 4 Möglichkeiten."
        )


def test_the_place_of_the_mistake_is_told() -> None:
    with pytest.raises(InvalidBallot) as refused:
        check((0, 0, 3, 0), held(Kind.CONSENSING, most=2))
    assert refused.value.option == 2


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: rules(Kind.DOTS, ()), "Es gibt nichts zum Abstimmen."),
        (lambda: rules(Kind.DOTS, ["x"] * 101), "Höchstens 100 Möglichkeiten."),
        (
            lambda: held(Kind.DOTS, most=0),
            "Möglich ist eine Zahl von 1 bis 1000, nicht 0.",
        ),
        (
            lambda: held(Kind.DOTS, most=4, per_option=5),
            "Auf eine Möglichkeit passen 1 bis 4 Punkte, nicht 5.",
        ),
        (lambda: held(Kind.BUDGET, costs=COSTS[:3]), "Jede Möglichkeit braucht Kosten über 0."),
        (lambda: held(Kind.BUDGET, budget=Fraction(0)), "Das Budget muss über 0 sein."),
    ],
)
def test_rules_that_make_no_sense_are_refused(make: Callable[[], Rules], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        make()
    assert refused.value.sentence == sentence


def keeps(ballot: Ballot, rule: Rules) -> bool:
    """The rules of ballots once more, in other words than the program's."""
    if len(ballot) != len(rule.options):
        return False
    cells = [0 if cell is None else cell for cell in ballot]
    match rule.kind:
        case Kind.RANKING:
            return all(cell is None or 0 < cell <= len(ballot) for cell in ballot)
        case Kind.CONSENSING:
            return None not in ballot and set(cells) <= set(range(rule.most + 1))
        case Kind.SCORE:
            return set(cells) <= set(range(rule.most + 1))
        case Kind.DOTS:
            return set(cells) <= set(range(rule.per_option + 1)) and sum(cells) <= rule.most
        case _:
            return set(cells) <= {0, 1} and sum(cells) <= rule.most


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(Method),
    st.lists(st.lists(st.none() | st.integers(-1, 11), min_size=3, max_size=5), max_size=3),
)
def test_no_invalid_ballot_is_counted(method: Method, rows: list[list[int | None]]) -> None:
    rule = held(method.kind)
    ballots = [tuple(row) for row in rows]
    if all(keeps(ballot, rule) for ballot in ballots):
        assert counted(method, rule, ballots).voters == len(ballots)
    else:
        with pytest.raises(InvalidBallot):
            counted(method, rule, ballots)
