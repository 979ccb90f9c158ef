"""How many absent people could have changed a result: against trying all their ballots."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings

from biq_tui.voting.ballots import Ballot, InvalidBallot, Kind, Rules, check, rules
from biq_tui.voting.certainty import Certainty, Fewest, certainty_of
from biq_tui.voting.equal_shares import EqualShares
from biq_tui.voting.methods import Method, counted
from biq_tui.voting.tallies import Tally
from tests.voting.profiles import SCHULZE_1, Vote, rankings, votes

LOOKED = 2
"""So many absent people are tried out."""

ADDITIVE = tuple(method for method in Method if method not in (Method.SCHULZE, Method.EQUAL_SHARES))


def sure(method: Method, held: Rules, ballots: Sequence[Ballot]) -> Certainty | None:
    result = counted(method, held, ballots)
    assert isinstance(result, Tally)
    return certainty_of(held, result, borda=method is Method.BORDA)


@pytest.mark.parametrize(
    ("method", "most", "ballots", "equal", "other"),
    [
        (Method.SINGLE, None, [(1, 0)] * 5 + [(0, 1)] * 4, 1, 2),
        (Method.APPROVAL, None, [(1, 0)] * 5 + [(0, 1)] * 2, 3, 4),
        (Method.SINGLE, None, [(1, 0), (0, 1)], 0, 1),
        (Method.SCORE, 5, [(5, 0)] * 3, 3, 4),
        (Method.CONSENSING, 10, [(0, 7), (3, 7)], 2, 2),
        (Method.SCHULZE, None, [(1, 2)] * 5 + [(2, 1)] * 3, 2, 3),
        (Method.BORDA, None, [(1, 2)] * 5 + [(2, 1)] * 3, 2, 3),
    ],
)
def test_so_many_absent_people_could_change_it(
    method: Method, most: int | None, ballots: list[Ballot], equal: int, other: int
) -> None:
    found = sure(method, rules(method.kind, "AB", most=most), ballots)
    assert found == Certainty(Fewest(equal, equal), Fewest(other, other))


def test_two_dots_on_one_option_close_a_gap_faster() -> None:
    held = rules(Kind.DOTS, "ABCD")
    found = sure(Method.DOTS, held, [(2, 0, 0, 0)] * 3 + [(0, 1, 1, 0)])
    assert found == Certainty(Fewest(3, 3), Fewest(3, 3))


def test_the_published_example_is_a_narrow_one() -> None:
    found = sure(Method.SCHULZE, rules(Kind.RANKING, "ABCDE"), rankings(SCHULZE_1))
    assert found == Certainty(Fewest(1, 1), Fewest(2, 2))


def test_a_landslide_needs_more_people_than_are_looked_at() -> None:
    found = sure(Method.SCHULZE, rules(Kind.RANKING, "ABC"), rankings("40 ABC, 2 CBA"))
    assert found is not None
    assert found.equal == Fewest(11, None)
    assert found.other.exact is None


def test_where_nobody_else_could_win_nothing_is_said() -> None:
    assert sure(Method.SINGLE, rules(Kind.SINGLE, "A"), [(1,)]) is None
    assert sure(Method.SINGLE, rules(Kind.SINGLE, "AB"), [(0, 0)]) is None


def all_ballots(held: Rules) -> list[Ballot]:
    cells: list[int | None] = list(range(max(held.per_option, len(held.options)) + 1))
    found: list[Ballot] = []
    for ballot in product(cells, repeat=len(held.options)):
        try:
            check(ballot, held)
        except InvalidBallot:
            continue
        found.append(ballot)
    return found


def tried(vote: Vote) -> tuple[int | None, int | None]:
    """The smallest numbers of absent people that change the result, by trying them all."""
    before = vote.result().winners
    equal: int | None = None if len(before) == 1 else 0
    for absent in range(1, LOOKED + 1):
        for more in combinations_with_replacement(all_ballots(vote.held), absent):
            result = counted(vote.method, vote.held, (*vote.ballots, *more))
            assert not isinstance(result, EqualShares)
            if equal is None and result.winners != before:
                equal = absent
            if not set(before) <= set(result.winners):
                return equal, absent
    return equal, None


def beyond(number: int | None) -> int:
    return LOOKED + 1 if number is None else number


@settings(max_examples=40, deadline=None)
@given(votes(ADDITIVE, most_options=2, most_ballots=4, scale=3))
def test_sums_are_told_exactly(vote: Vote) -> None:
    found = sure(vote.method, vote.held, vote.ballots)
    if found is None:
        return
    equal, other = tried(vote)
    assert min(beyond(found.equal.exact), LOOKED + 1) == beyond(equal)
    assert min(beyond(found.other.exact), LOOKED + 1) == beyond(other)


@settings(max_examples=25, deadline=None)
@given(votes((Method.SCHULZE,), most_options=3, most_ballots=6))
def test_schulze_is_never_told_wrong(vote: Vote) -> None:
    found = sure(vote.method, vote.held, vote.ballots)
    if found is None:
        return
    for said, true in zip((found.equal, found.other), tried(vote), strict=True):
        assert min(said.least, LOOKED + 1) <= beyond(true)
        assert true is None or said.most is None or true <= said.most
