"""A text is an idea, word for word; only its very end may say how often, and in which group."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biq_tui.core.text import clean
from biq_tui.meetings.idea_text import Typed, as_typed, lines_of, typed_as

GROUPS = {"a": 1, "grun": 1, "b": 2, "schoner park": 2}

WORDS = st.text(
    st.sampled_from('abxX×*#"123 ,;>=+-@ÄäßئŞ😀\u200f\t'), min_size=1, max_size=30
) | st.text(max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        "3 Bänke", "A14 leiser", "Tempo 50 > 30", "3 7 12 Grün", "a = Schöner Park", "3 7 gleich",
        "9 später", "4 erledigt", "Platz x", "2 x 3 Meter", "x3", "#a", "Platz #1", "Raum #c",
        "Haus x100", "fertig", "ja", "ende", "treffen 17.3. 18:00", "@ayse", "Da Silva", "+1",
        "Bank x0", "Wir brauchen 2x3", "مقاعد أكثر", "Більше лавок", "😀",
    ],
)  # fmt: skip
def test_no_text_of_an_idea_is_taken_for_a_command(text: str) -> None:
    assert typed_as(text, GROUPS) == Typed(text)
    assert typed_as(text, GROUPS).number is None


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("Bank am See x3 #a", Typed("Bank am See", 3, 1)),
        ("Bank am See #a x3", Typed("Bank am See", 3, 1)),
        ("Bank am See *3", Typed("Bank am See", 3)),
        ("Bank am See ×3", Typed("Bank am See", 3)),
        ("Bank am See #Grün", Typed("Bank am See", None, 1)),
        ("Bank x2 x3", Typed("Bank x2", 3)),
        ('"Tempo x3', Typed("Tempo x3", verbatim=True)),
        ('"12', Typed("12", verbatim=True)),
        ('"Tante Emma" Laden x3', Typed('"Tante Emma" Laden x3', verbatim=True)),
    ],
)
def test_the_end_says_how_often_and_which_group(typed: str, means: Typed) -> None:
    assert typed_as(typed, GROUPS) == means


def test_a_bare_number_says_an_idea_again() -> None:
    assert typed_as("12", GROUPS).number == 12
    assert typed_as("12 x3", GROUPS).number == 12
    assert typed_as('"12', GROUPS).number is None


@given(text=WORDS, said=st.integers(1, 99), letter=st.sampled_from(["", "a", "b"]))
@example(text='Das "Wir" x3', said=1, letter="a")
@example(text='a" b x3', said=2, letter="")
@example(text='""x', said=1, letter="")
@example(text="12", said=3, letter="a")
def test_an_idea_in_the_line_is_the_same_when_it_is_read_again(
    text: str, said: int, letter: str
) -> None:
    text = clean(text, 2000)
    if not text:
        return
    read = typed_as(as_typed(text, said, letter, GROUPS), GROUPS)
    assert read.text == text
    assert read.number is None
    if not read.verbatim:
        assert (read.said or 1, read.cluster_id) == (said, GROUPS.get(letter))


@given(text=WORDS)
def test_what_begins_with_a_quotation_mark_is_never_a_number_nor_a_count(text: str) -> None:
    read = typed_as(f'"{text}', GROUPS)
    assert (read.number, read.said, read.cluster_id) == (None, None, None)


def test_pasted_lines_are_ideas_without_the_signs_of_a_list() -> None:
    assert lines_of("- Bank am See\r\n• Hochbeete\n\n  \n* Müll") == (
        "Bank am See", "Hochbeete", "Müll",
    )  # fmt: skip
    assert lines_of("1. Bank\n2. Beete\n3. Müll") == ("Bank", "Beete", "Müll")
    assert lines_of("1. Mai feiern\n3 Bänke\n-5 Grad") == ("1. Mai feiern", "3 Bänke", "-5 Grad")
    assert lines_of("Aufzug\n2. Stock ausbauen") == ("Aufzug", "2. Stock ausbauen")


def test_rows_of_a_pasted_table_stay_together() -> None:
    assert lines_of("Bank\tam See\t\nBeete\t\tGarten") == ("Bank, am See", "Beete, Garten")
