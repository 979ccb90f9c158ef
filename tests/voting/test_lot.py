"""The lot: nobody chose it, everybody can compute it again."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from biq_tui.voting.lot import broken, drawn, new_seed

IDEAS = ("Bank am See", "Garten", "Repair-Café", "Bücherschrank")
SEED = "4827-1936-5502"


def test_the_lot_can_be_computed_by_anybody() -> None:
    """By `printf '%s\\n%s' SEED IDEA | sha256sum` in a shell:

    a522dae0… Bank am See, fe2c2115… Garten, 0206d9b7… Repair-Café, 01a1c29b… Bücherschrank
    """
    assert drawn(SEED, IDEAS) == (3, 2, 0, 1)


def test_letters_that_look_the_same_are_the_same() -> None:
    decomposed = [unicodedata.normalize("NFD", idea) for idea in IDEAS]
    assert drawn(SEED, decomposed) == drawn(SEED, IDEAS)


def test_the_lot_only_breaks_ties() -> None:
    assert broken(((2,), (1, 0), (3,)), SEED, IDEAS) == (2, 0, 1, 3)
    assert broken(((0, 1, 2, 3),), SEED, IDEAS) == drawn(SEED, IDEAS)


def test_another_seed_is_another_order() -> None:
    assert len({drawn(str(seed), IDEAS) for seed in range(200)}) == 24


def test_a_seed_can_be_read_aloud_and_is_new() -> None:
    seeds = {new_seed() for _time in range(50)}
    assert len(seeds) == 50
    assert all(re.fullmatch(r"\d{4}-\d{4}-\d{4}", seed) for seed in seeds)


@given(st.permutations(IDEAS), st.text(max_size=8))
def test_the_order_of_the_options_does_not_matter(mixed: list[str], seed: str) -> None:
    assert [mixed[place] for place in drawn(seed, mixed)] == [
        IDEAS[place] for place in drawn(seed, IDEAS)
    ]
