"""Adding up, and Systemisches Konsensieren."""

from __future__ import annotations

from fractions import Fraction

import pytest

from biq_tui.core.errors import Refused
from biq_tui.voting.ballots import Kind, Rules, rules
from biq_tui.voting.tallies import Hands, Raised, consensing, tally


def resistance(options: str, most: int = 10, status_quo: int | None = None) -> Rules:
    return rules(Kind.CONSENSING, options, most=most, status_quo=status_quo)


def test_dots_are_added_up_and_equal_totals_are_a_tie() -> None:
    result = tally(rules(Kind.DOTS, "ABCD"), [(2, 0, 0, 0), (0, 1, 1, 0), (0, 1, 1, None)])
    assert result.totals == (2, 2, 2, 0)
    assert result.order == ((0, 1, 2), (3,))
    assert result.ties == ((0, 1, 2),)
    assert result.winners == (0, 1, 2)
    assert result.voters == 3


def test_nobody_wins_if_nobody_chose_anything() -> None:
    for kind in (Kind.SINGLE, Kind.APPROVAL, Kind.DOTS, Kind.SCORE):
        assert tally(rules(kind, "AB"), [(0, None)]).winners == ()
    assert consensing(resistance("AB"), []).winners == ()


def test_hands_and_phones_are_one_tally() -> None:
    held = rules(Kind.APPROVAL, "AB")
    result = tally(held, [(1, 0), (1, 1)], Hands(3, (1, 3)))
    assert (result.voters, result.totals, result.winners) == (5, (3, 4), (1,))


def test_paper_dots_are_no_people() -> None:
    result = tally(rules(Kind.DOTS, "ABC"), [(2, 0, 0)], Hands(0, (14, 9, 22)))
    assert (result.voters, result.totals) == (1, (16, 9, 22))


@pytest.mark.parametrize(
    ("held", "hands", "sentence"),
    [
        (
            rules(Kind.APPROVAL, ["Bank", "Garten"]),
            Hands(3, (4, 0)),
            "„Bank“ hat 4. Bei 3 Menschen sind nur 3 möglich.",
        ),
        (
            rules(Kind.SINGLE, "AB"),
            Hands(3, (2, 2)),
            "Gezählt sind 4. Bei 3 Menschen sind nur 3 möglich.",
        ),
        (
            rules(Kind.DOTS, "ABCD"),
            Hands(2, (4, 1, 0, 0)),
            "Gezählt sind 5. Bei 2 Menschen sind nur 4 möglich.",
        ),
        (
            rules(Kind.SINGLE, "AB"),
            Hands(3, (2,)),
            "Eine Zählung fehlt, oder sie ist kleiner als 0.",
        ),
    ],
)
def test_more_hands_than_people_are_refused(held: Rules, hands: Hands, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        tally(held, [], hands)
    assert refused.value.sentence == sentence


def test_resistance_in_a_small_group() -> None:
    """Computed by hand: plurality of favourites would choose A, which one person can't bear."""
    ballots = [(5, 0, 3, 1), (8, 0, 2, 7), (6, 0, 4, 2), (7, 10, 3, 6), (9, 9, 2, 5)]
    result = consensing(resistance("0ABC", status_quo=0), ballots)
    assert result.totals == (35, 19, 14, 21)
    assert [*map(int, result.acceptance)] == [30, 62, 72, 58]
    assert result.winners == (2,)
    assert result.order == ((2,), (1,), (3,), (0,))
    assert result.highest == (9, 10, 4, 7)
    assert result.at_most == (0, 1, 0, 0)
    assert result.gaps == (0, 16, 21, 14)
    assert result.worse_than_status_quo == ()


def test_a_thousand_voters_with_4000_are_60_percent() -> None:
    """Published: n=1000, scale 10, resistance 4000 is W 40 %, A 60 %."""
    ballots = [(4,)] * 1000
    assert consensing(resistance("A"), ballots).acceptance == (Fraction(60),)


def test_the_one_that_fewer_prefer_can_have_less_resistance() -> None:
    """Published: 52 against 48, although six of ten people prefer A."""
    held = resistance("AB", most=10)
    ballots = [(2, 5)] * 6 + [(10, 5)] * 2 + [(10, 4), (10, 4)]
    result = consensing(held, ballots)
    assert sum(a < b for a, b in ballots) == 6
    assert result.totals == (52, 48)
    assert result.winners == (1,)


def test_if_all_is_worse_than_now_all_stays_as_it_is() -> None:
    result = consensing(resistance("0AB", status_quo=0), [(2, 9, 5), (3, 2, 6)])
    assert result.winners == (0,)
    assert result.worse_than_status_quo == (1, 2)


def test_equal_resistance_is_a_tie_and_the_highest_is_told() -> None:
    result = consensing(resistance("AB"), [(5, 10), (5, 0)])
    assert result.winners == (0, 1)
    assert result.highest == (5, 10)


def test_resistance_by_hands_is_what_ballots_would_say() -> None:
    held = resistance("0AB", most=2, status_quo=0)
    ballots = [(2, 0, 1), (1, 0, 2), (0, 1, 0)]
    by_hands = Raised(3, ((1, 1), (1, 0), (1, 1)))
    assert consensing(held, [], by_hands) == consensing(held, ballots)
    both = consensing(held, ballots, by_hands)
    assert (both.voters, both.totals) == (6, (6, 2, 6))
    assert both.acceptance == (Fraction(50), Fraction(250, 3), Fraction(50))


def test_more_raised_hands_than_people_are_refused() -> None:
    held = rules(Kind.CONSENSING, ["Bank"], most=2)
    with pytest.raises(Refused) as refused:
        consensing(held, [], Raised(3, ((2, 2),)))
    assert refused.value.sentence == "„Bank“ hat 4 Hände. Es sind aber nur 3 Menschen."
