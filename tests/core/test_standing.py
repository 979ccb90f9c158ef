"""Two journals side by side: which one goes on where the other ends."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from biq_tui.core.standing import Comparison, Mark, Relation, compare


def journal(count: int, station: str, since: tuple[Mark, ...] = ()) -> tuple[Mark, ...]:
    """`since`, and so many entries more."""
    first = len(since) + 1
    return since + tuple(
        Mark(number, f"2027-03-05 18:{number % 60:02}:00.000000", station, "test")
        for number in range(first, first + count)
    )


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=30, deadline=None)
def test_two_that_parted_are_told_from_one_that_is_ahead(common: int, mine: int, hers: int) -> None:
    past = journal(common, "old")
    found = compare(journal(mine, "mine", past), journal(hers, "hers", past))
    assert (found.only_ours, found.only_theirs, found.common) == (mine, hers, common)
    if not hers:
        assert found.relation is (Relation.OLDER if mine else Relation.SAME)
    elif not mine:
        assert found.relation is Relation.NEWER
    else:
        assert found.relation is (Relation.PARTED if common else Relation.OTHER)


def test_what_went_on_under_the_same_numbers_has_parted() -> None:
    past = journal(3, "old")
    mine, hers = journal(1, "mine", past), journal(1, "hers", past)
    assert compare(mine, hers) == Comparison(Relation.PARTED, 3, 1, 1)


def test_a_journal_whose_beginning_is_gone_is_known_all_the_same() -> None:
    whole = journal(9, "old")
    assert compare(whole, whole[4:]).relation is Relation.SAME
    assert compare(whole[4:-1], whole).relation is Relation.NEWER
