"""What the terminal gets: so many cells, nothing that it obeys, every column in its place."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from biq_tui.ui.shown import fitted, harmless, set_off

LEFT_AGAIN = "\u200e"
ANY = st.text(st.sampled_from("ab 3×\u200e\u202e\x1b漢👩\u200dמقا…"), max_size=30) | st.text(
    max_size=40
)


@given(text=ANY, width=st.integers(1, 30))
@example(text="\u200e" * 9 + "a", width=3)
@example(text="👩\u200d👩\u200d👧 漢字", width=4)
@settings(max_examples=100)
def test_it_is_exactly_so_wide_and_nothing_in_it_is_obeyed(text: str, width: int) -> None:
    shown = fitted(text, width)
    assert cell_len(shown) == width
    for character in shown:
        assert unicodedata.category(character) not in {"Cc", "Cs", "Co", "Zl", "Zp"}
        is_format = unicodedata.category(character) == "Cf"
        assert not is_format or character in f"\u200c\u200d{LEFT_AGAIN}"
    assert LEFT_AGAIN * 2 not in harmless(text)


def test_after_letters_from_right_to_left_the_row_goes_on_from_left_to_right() -> None:
    assert set_off("מרכז") == f"מרכז{LEFT_AGAIN}"
    assert fitted("مقاعد عند البحيرة", 9) == f"مقاعد عن…{LEFT_AGAIN}"
    assert fitted(f"{set_off('مقاعد')} ×3", 10) == f"مقاعد{LEFT_AGAIN} ×3  {LEFT_AGAIN}"
    assert set_off("Bank 漢字 Ёлка") == fitted("Bank 漢字 Ёлка", 14) == "Bank 漢字 Ёлка"
