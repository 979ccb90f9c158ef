"""Rankings: published examples, and Schulze's definition word for word."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise as neighbours
from itertools import permutations

from hypothesis import given, settings

from biq_tui.voting.ballots import Ballot, Kind, Rules, rules
from biq_tui.voting.methods import Method
from biq_tui.voting.ranking import Schulze, borda, plurality, schulze
from tests.voting.profiles import SCHULZE_1, Vote, rankings, votes

FIVE = rules(Kind.RANKING, "ABCDE")


def test_schulze_by_the_published_example() -> None:
    result = schulze(FIVE, rankings(SCHULZE_1))
    assert result.order == ((4,), (0,), (2,), (1,), (3,))
    assert result.paths == (
        (0, 28, 28, 30, 24),
        (25, 0, 28, 33, 24),
        (25, 29, 0, 29, 24),
        (25, 28, 28, 0, 24),
        (25, 28, 28, 31, 0),
    )


def test_the_same_ballots_have_another_winner_by_plurality() -> None:
    ballots = rankings(SCHULZE_1)
    assert plurality(FIVE, ballots).winners == (2,)
    assert plurality(FIVE, ballots).totals == (10, 8, 12, 7, 8)
    assert borda(FIVE, ballots).winners == (4,)
    assert borda(FIVE, ballots).totals == (98, 92, 89, 69, 102)


def test_of_two_links_with_equal_votes_the_one_with_fewer_against_is_stronger() -> None:
    """A circle: A before B 4 to 2, B before C 4 to 2, C before A 4 to 3."""
    ballots: list[Ballot] = [
        (None, 1, 2), (1, 2, 3), (2, None, None), (2, None, 1), (1, 2, 3), (None, None, 1),
        (None, 1, 3),
    ]  # fmt: skip
    result = schulze(rules(Kind.RANKING, "ABC"), ballots)
    assert result.order == ((0,), (1,), (2,))


def test_who_beats_everybody_wins() -> None:
    held = rules(Kind.RANKING, "ABC")
    assert schulze(held, rankings("4 ABC, 3 BCA, 2 CBA")).winners == (1,)


def test_a_perfect_circle_is_a_tie_of_all() -> None:
    held = rules(Kind.RANKING, "ABC")
    result = schulze(held, rankings("1 ABC, 1 BCA, 1 CAB"))
    assert result.order == ((0, 1, 2),)
    assert result.winners == (0, 1, 2)


def test_equal_places_share_points_and_first_places() -> None:
    held = rules(Kind.RANKING, "ABC")
    ballots: list[Ballot] = [(1, 1, 3), (1, None, None)]
    assert borda(held, ballots).totals == (Fraction(7, 2), 2, Fraction(1, 2))
    assert plurality(held, ballots).totals == (Fraction(3, 2), Fraction(1, 2), 0)


def test_what_has_no_place_is_below_all_that_have_one() -> None:
    held = rules(Kind.RANKING, "ABC")
    assert schulze(held, [(3, None, None)]).order == ((0,), (1, 2))


def test_a_blank_ballot_changes_nothing_but_the_number_of_voters() -> None:
    ballots = rankings(SCHULZE_1)
    blank: Ballot = (None,) * 5
    assert schulze(FIVE, [*ballots, blank]).order == schulze(FIVE, ballots).order
    assert plurality(FIVE, [*ballots, blank]).totals == plurality(FIVE, ballots).totals
    assert plurality(FIVE, [blank]).winners == ()


def test_without_ballots_nobody_wins() -> None:
    assert schulze(FIVE, []).winners == borda(FIVE, []).winners == ()


def stronger(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Schulze 2011, 2.1: strength by winning votes, of links with (votes for, votes against)."""
    (e, f), (g, h) = one, other
    return (
        (e > f and g <= h)
        or (e >= f and g < h)
        or (e > f and g > h and e > g)
        or (e > f and g > h and e == g and f < h)
    )


def by_definition(held: Rules, ballots: tuple[Ballot, ...]) -> set[tuple[int, int]]:
    """Who beats whom: every path is walked, and compared by the paper's own relation."""
    everybody = range(len(held.options))
    last = len(everybody) + 1
    full = [tuple(last if cell is None else cell for cell in ballot) for ballot in ballots]
    link = {
        (x, y): (sum(b[x] < b[y] for b in full), sum(b[y] < b[x] for b in full))
        for x in everybody
        for y in everybody
    }

    def strongest(start: int, end: int) -> tuple[int, int]:
        best: tuple[int, int] | None = None
        others = [place for place in everybody if place not in (start, end)]
        for length in range(len(others) + 1):
            for middle in permutations(others, length):
                links = [link[step] for step in neighbours((start, *middle, end))]
                weakest = links[0]
                for its in links[1:]:
                    weakest = its if stronger(weakest, its) else weakest
                if best is None or stronger(weakest, best):
                    best = weakest
        assert best is not None
        return best

    return {
        (x, y)
        for x in everybody
        for y in everybody
        if x != y and stronger(strongest(x, y), strongest(y, x))
    }


@settings(max_examples=60, deadline=None)
@given(votes((Method.SCHULZE,), most_options=4, most_ballots=7))
def test_schulze_is_what_the_paper_defines(vote: Vote) -> None:
    result = vote.result()
    assert isinstance(result, Schulze)
    beats = by_definition(vote.held, vote.ballots)
    everybody = range(len(vote.held.options))
    assert result.totals == tuple(sum((x, y) in beats for y in everybody) for x in everybody)
    turn = {place: at for at, group in enumerate(result.order) for place in group}
    assert all(turn[x] < turn[y] for x, y in beats)
    unbeaten = tuple(y for y in everybody if not any((x, y) in beats for x in everybody))
    assert result.order[0] == unbeaten
