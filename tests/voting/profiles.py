"""Votes to be counted: the published ones, and any that Hypothesis thinks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from hypothesis import strategies as st

from biq_tui.voting.ballots import Ballot, Kind, Rules, rules
from biq_tui.voting.equal_shares import EqualShares, Utility, equal_shares
from biq_tui.voting.methods import Method, counted
from biq_tui.voting.tallies import Tally

SCHULZE_1 = "5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC"
"""Schulze 2011, example 1: 45 voters."""

APP_EX_2: tuple[Ballot, ...] = ((1, 0, 0, 0), (0, 1, 1, 1), (0, 1, 1, 1), (0, 0, 1, 0))
"""The tests of pabutools, AppEx_2."""
APP_EX_2_COSTS = tuple(map(Fraction, ("1", "0.9", "2", "1.09")))

LETTERS = "ABCDEFGH"


def rankings(text: str) -> tuple[Ballot, ...]:
    """The ballots of "5 ACB, 3 BCA"."""
    ballots: list[Ballot] = []
    for part in text.split(", "):
        times, order = part.split()
        ranks = tuple(order.index(letter) + 1 for letter in sorted(order))
        ballots += [ranks] * int(times)
    return tuple(ballots)


@dataclass(frozen=True)
class Vote:
    """Ballots, and the rules that they keep."""

    method: Method
    held: Rules
    ballots: tuple[Ballot, ...]

    def result(self) -> Tally | EqualShares:
        return counted(self.method, self.held, self.ballots)


def cells(held: Rules) -> st.SearchStrategy[int | None]:
    """What may stand in one cell; the ballot may still be wrong as a whole."""
    match held.kind:
        case Kind.RANKING:
            return st.none() | st.integers(1, held.most)
        case Kind.CONSENSING:
            return st.integers(0, held.most)
        case _:
            return st.none() | st.integers(0, held.per_option)


@st.composite
def votes(
    draw: Callable[[st.SearchStrategy[Any]], Any],
    methods: tuple[Method, ...] = tuple(Method),
    most_options: int = 5,
    most_ballots: int = 8,
    scale: int = 6,
) -> Vote:
    """Any vote with valid ballots."""
    method = draw(st.sampled_from(methods))
    options = LETTERS[: draw(st.integers(1, most_options))]
    kind = method.kind
    costs = [draw(st.sampled_from((1, 2, 3, Fraction(5, 2)))) for _option in options]
    held = rules(
        kind,
        options,
        most=draw(st.integers(1, scale)) if kind in (Kind.SCORE, Kind.CONSENSING) else None,
        status_quo=0 if kind is Kind.CONSENSING else None,
        costs=[Fraction(cost) for cost in costs] if kind is Kind.BUDGET else (),
        budget=Fraction(draw(st.integers(1, 9))),
    )
    ballot = st.tuples(*[cells(held)] * len(options))
    if kind is Kind.SINGLE:
        ballot = ballot.filter(lambda row: sum(filter(None, row)) <= 1)
    if kind is Kind.DOTS:
        ballot = ballot.filter(lambda row: sum(filter(None, row)) <= held.most)
    return Vote(method, held, tuple(draw(st.lists(ballot, max_size=most_ballots))))


by_count = partial(equal_shares, utility=Utility.COUNT)
by_cost = partial(equal_shares, utility=Utility.COST)
