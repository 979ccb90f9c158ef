"""The Method of Equal Shares: published examples, and the definition step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.voting.ballots import Ballot, Kind, Rules, rules
from biq_tui.voting.equal_shares import EqualShares, Outcome, Utility, equal_shares
from biq_tui.voting.methods import Method
from tests.voting.profiles import APP_EX_2, APP_EX_2_COSTS, Vote, votes

UTILITIES = tuple(Utility)


def budget(money: int, *costs: int) -> Rules:
    letters = [chr(ord("A") + place) for place in range(len(costs))]
    return rules(Kind.BUDGET, letters, costs=costs, budget=money)


def approving(held: Rules, *approved: str) -> list[Ballot]:
    return [tuple(int(option in its) for option in held.options) for its in approved]


def test_the_published_example_with_equal_utilities() -> None:
    """{p0, p1, p3}: 2.99 of 4, and p2 for 2 doesn't fit any more."""
    held = rules(Kind.BUDGET, ["p0", "p1", "p2", "p3"], costs=APP_EX_2_COSTS, budget=Fraction(4))
    result = equal_shares(held, APP_EX_2)
    assert result.winners == (0, 1, 3)
    assert result.outcomes == (Outcome((0, 1, 3), (0, 1, 3), Fraction("2.99")),)
    assert (result.voters, result.totals, result.tied) == (4, (1, 2, 3, 2), ())


def test_the_published_example_with_costs_as_utilities() -> None:
    """{p0, p2} from shares; completed by p1, as the iterated method does."""
    held = rules(Kind.BUDGET, ["p0", "p1", "p2", "p3"], costs=APP_EX_2_COSTS, budget=Fraction(4))
    result = equal_shares(held, APP_EX_2, Utility.COST)
    assert result.outcomes == (Outcome((0, 1, 2), (0, 2), Fraction("3.9")),)


def test_a_committee_of_four_needs_completion() -> None:
    """Lackner and Skowron 2023, example 2.11: the shares alone buy only a, for 1/8 each."""
    held = budget(4, *[1] * 7)
    ballots = approving(held, *["AB"] * 3, *["AC"] * 3, *["AD"] * 2, "BCF", "E", "F", "G")
    result = equal_shares(held, ballots)
    assert {outcome.by_shares for outcome in result.outcomes} == {(0,)}
    assert result.winners == (0, 1, 2)
    assert result.tied == (3, 5)  # both have two supporters, and there is money for one


def test_a_minority_gets_its_share() -> None:
    """6 of 10 like what costs all the money; the other 4 pay for one of theirs."""
    held = budget(500, 300, 200, 150, 100)
    ballots = approving(held, *["AB"] * 6, *["CD"] * 4)
    result = equal_shares(held, ballots)
    assert result.outcomes == (Outcome((1, 2, 3), (1, 3), Fraction(450)),)
    # Worth what it costs, A and B are equal at first, and C and D are.
    by_cost = equal_shares(held, ballots, Utility.COST)
    assert [outcome.options for outcome in by_cost.outcomes] == [(0, 2), (0, 3), (1, 2, 3)]
    assert by_cost.outcomes[2].by_shares == (1,)  # then C or D, and the rest pays for the other


def test_a_tie_that_matters_is_shown_as_one() -> None:
    held = budget(100, 100, 100)
    result = equal_shares(held, approving(held, "AB", "AB"))
    assert (result.winners, result.tied) == ((), (0, 1))
    assert [outcome.options for outcome in result.outcomes] == [(0,), (1,)]


def test_a_tie_that_does_not_matter_is_none() -> None:
    held = budget(200, 100, 100)
    result = equal_shares(held, approving(held, "AB", "AB"))
    assert (result.winners, result.tied, len(result.outcomes)) == ((0, 1), (), 1)


def test_the_lot_breaks_a_tie() -> None:
    held = budget(100, 100, 100)
    ballots = approving(held, "AB", "AB")
    assert equal_shares(held, ballots, first=(1, 0)).winners == (1,)
    assert equal_shares(held, ballots, first=(0, 1)).winners == (0,)


def test_too_many_ties_are_all_open() -> None:
    held = budget(10, *[1] * 20)
    result = equal_shares(held, approving(held, *["ABCDEFGHIJKLMNOPQRST"] * 9))
    assert (result.winners, result.tied, result.outcomes) == ((), tuple(range(20)), ())


def test_what_was_bought_before_too_many_ties_is_certain() -> None:
    held = budget(101, 1, *[10] * 20)
    result = equal_shares(held, approving(held, *["ABCDEFGHIJKLMNOPQRSTU"] * 9))
    assert (result.winners, result.tied) == ((0,), tuple(range(1, 21)))


def test_what_nobody_wants_is_never_paid() -> None:
    held = budget(100, 10, 10)
    assert equal_shares(held, approving(held, "A", "")).winners == (0,)
    assert equal_shares(held, approving(held, "")).winners == ()
    assert equal_shares(held, []).winners == ()


@pytest.mark.parametrize(
    ("money", "costs", "approved", "utility", "by_shares"),
    [
        # Everybody has 7/5. B costs each of its three 1/3, then A the two richer 7/5, and the
        # three poorer all that they have: 16/15.
        (7, (6, 1, 6), ["AC", "AB", "A", "AB", "ABC"], Utility.COUNT, (0, 1)),
        # Everybody has 1. B and C have equal prices, but whoever wants both can't pay both.
        (4, (1, 5, 3), ["C", "BC", "B", "ABC"], Utility.COUNT, ()),
        # Nobody's money is below 0 after paying all there is.
        (8, (2, 1, 1), ["A", "BC", "", "A", "BC", "", "", "", "ABC"], Utility.COST, (0, 1, 2)),
    ],
)
def test_the_poorer_pay_what_they_have(
    money: int, costs: tuple[int, ...], approved: list[str], utility: Utility, by_shares: object
) -> None:
    held = budget(money, *costs)
    (outcome,) = equal_shares(held, approving(held, *approved), utility).outcomes
    assert outcome.by_shares == by_shares


def test_nothing_is_rounded() -> None:
    """Three people share 1: each has exactly a third, which is just enough."""
    held = rules(Kind.BUDGET, "AB", costs=[Fraction(1, 3), Fraction(2, 3)], budget=Fraction(1))
    result = equal_shares(held, [(1, 0), (0, 1), (0, 1)])
    assert result.outcomes == (Outcome((0, 1), (0, 1), Fraction(1)),)


def bought_by_definition(
    held: Rules, supporters: Sequence[Sequence[int]], money: list[Fraction], utility: Utility
) -> Iterator[frozenset[int]]:
    """What the shares buy, in every order of ties: person by person, as the papers say it."""

    def rho(option: int) -> Fraction | None:
        if sum(money[person] for person in supporters[option]) < held.costs[option]:
            return None
        worth = held.costs[option] if utility is Utility.COST else Fraction(1)
        missing, left = held.costs[option], sorted(money[person] for person in supporters[option])
        while left and left[0] * len(left) < missing:
            missing -= left.pop(0)
        return missing / len(left) / worth

    def buy(bought: frozenset[int]) -> Iterator[frozenset[int]]:
        prices = {
            option: price
            for option in range(len(held.costs))
            if option not in bought and supporters[option] and (price := rho(option)) is not None
        }
        if not prices:
            yield bought
        for option, price in prices.items():
            if price == min(prices.values()):
                before = list(money)
                worth = held.costs[option] if utility is Utility.COST else Fraction(1)
                for person in supporters[option]:
                    money[person] -= min(money[person], price * worth)
                yield from buy(bought | {option})
                money[:] = before

    yield from buy(frozenset())


def completed_by_definition(
    held: Rules, support: Sequence[int], bought: frozenset[int]
) -> Iterator[frozenset[int]]:
    """Fill up in the order of supporters, in every order of ties."""
    left = held.budget - sum(held.costs[option] for option in bought)
    fitting = [
        option
        for option in range(len(support))
        if option not in bought and support[option] and held.costs[option] <= left
    ]
    if not fitting:
        yield bought
    for option in fitting:
        if support[option] == max(support[each] for each in fitting):
            yield from completed_by_definition(held, support, bought | {option})


@settings(max_examples=80, deadline=None)
@given(votes((Method.EQUAL_SHARES,), most_options=5, most_ballots=6), st.sampled_from(UTILITIES))
def test_equal_shares_are_what_the_papers_define(vote: Vote, utility: Utility) -> None:
    held = vote.held
    result = equal_shares(held, vote.ballots, utility)
    supporters = [
        [person for person, ballot in enumerate(vote.ballots) if ballot[option]]
        for option in range(len(held.options))
    ]
    money = [held.budget / len(vote.ballots)] * len(vote.ballots) if vote.ballots else []
    expected: dict[frozenset[int], frozenset[int]] = {}
    for bought in bought_by_definition(held, supporters, money, utility):
        for end in completed_by_definition(held, list(map(len, supporters)), bought):
            expected[end] = expected.get(end, bought) & bought
    found = {frozenset(its.options): frozenset(its.by_shares) for its in result.outcomes}
    assert found == expected


@settings(max_examples=60, deadline=None)
@given(votes((Method.EQUAL_SHARES,)), st.sampled_from(UTILITIES), st.permutations(range(5)))
def test_every_lot_gives_one_of_the_outcomes_within_the_budget(
    vote: Vote, utility: Utility, order: list[int]
) -> None:
    every = equal_shares(vote.held, vote.ballots, utility)
    lot = equal_shares(vote.held, vote.ballots, utility, order)
    (one,) = lot.outcomes
    assert one.options in {outcome.options for outcome in every.outcomes}
    assert one.spent == sum(vote.held.costs[option] for option in one.options)
    assert one.spent <= vote.held.budget
    assert set(every.winners) <= set(lot.winners) <= set(every.winners) | set(every.tied)


@pytest.mark.parametrize("utility", UTILITIES)
def test_a_group_gets_what_its_share_pays(utility: Utility) -> None:
    """Everybody who agrees on one idea that their shares can pay gets at least something."""
    held = budget(1000, 100, 500, 500, 400)
    ballots = approving(held, "A", *["BC"] * 5, *["D"] * 4)
    result: EqualShares = equal_shares(held, ballots, utility)
    assert {0, 3} <= set(result.winners)
