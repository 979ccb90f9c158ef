"""A badge's code: no wrong letter and no swap is taken for somebody else's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from biq_tui.people.codes import ALPHABET, check_letter, is_code

FIVE = st.text(ALPHABET, min_size=5, max_size=5)


@given(FIVE)
def test_caps_or_not(letters: str) -> None:
    code = letters + check_letter(letters)
    assert is_code(code)
    assert is_code(code.lower())


@given(FIVE, st.integers(0, 5))
def test_every_single_wrong_letter_is_noticed(letters: str, place: int) -> None:
    code = letters + check_letter(letters)
    for other in ALPHABET.replace(code[place], ""):
        assert not is_code(code[:place] + other + code[place + 1 :])


@given(FIVE)
def test_every_swap_of_two_is_noticed(letters: str) -> None:
    code = letters + check_letter(letters)
    for a in range(6):
        for b in range(a + 1, 6):
            swapped = list(code)
            swapped[a], swapped[b] = code[b], code[a]
            assert code[a] == code[b] or not is_code("".join(swapped))
