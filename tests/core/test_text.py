"""Whatever somebody sends as a name, one harmless line is kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from biq_tui.core.text import NAME_LENGTH, clean

INVISIBLE = [chr(code) for code in (0x00AD, 0x200B, 0x2060, 0x2063, 0xFEFF, 0xE0041, 0xFFF9)]
DIRECTING = [chr(code) for code in (0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069)]
ANY_CHARACTER = st.characters()  # unassigned, private and unpaired ones, too
NASTY = st.text(
    st.one_of(
        ANY_CHARACTER,
        st.sampled_from([*INVISIBLE, *DIRECTING, *"\u200c\u200d \t\n\r\0\x1b\x9b[]<>&"]),
        st.sampled_from("aeou\u0301\u0308\u0323\u1100\u1161\u11a8\u0915\u094d\u0937"),
    ),
    max_size=200,
)


@given(NASTY)
@example("a\u0301" * 100)
@example("\u1100\u1161\u11a8" * 60)
@example("a\u200b\u0301\u0308\u0323")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@given(NASTY, st.integers(min_value=1, max_value=200))
def test_what_is_kept_is_one_line_no_longer_than_allowed(text: str, limit: int) -> None:
    kept = clean(text, limit)
    assert len(kept) <= limit
    assert kept == kept.strip()
    assert "  " not in kept
    assert len(kept.splitlines()) <= 1


@given(NASTY)
def test_nothing_is_kept_that_a_terminal_or_a_page_would_obey(text: str) -> None:
    kept = clean(text)
    for character in kept:
        assert unicodedata.category(character) not in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
        assert character not in DIRECTING
        assert character in "\u200c\u200d" or unicodedata.category(character) != "Cf"
    kept.encode()  # an unpaired surrogate could not be stored, sent or shown


@given(NASTY)
def test_no_letter_carries_more_than_two_marks(text: str) -> None:
    marks = 0
    for character in clean(text):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        assert marks <= 2


@given(st.sampled_from(["Ayşe", "Łukasz", "Nguyễn", "محمد", "Олена", "李小龍", "नमस्ते"]))
def test_an_ordinary_name_is_kept_as_it_is(name: str) -> None:
    assert clean(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  Ada \t Muster\n", "Ada Muster"),
        ("Ada\u00a0Muster\u3000Beispiel", "Ada Muster Beispiel"),
        ("Ada\u2028Muster", "Ada Muster"),
        ("", ""),
        (" \t\r\n ", ""),
        ("\u200b\u200d\u2060", ""),
        # Looks like markup to Textual and to a browser: kept, for it may be a name.
        ("[bold]Ada[/]", "[bold]Ada[/]"),
        ("<b>Ada</b>", "<b>Ada</b>"),
        # A terminal's escape sequences lose what makes them one.
        ("\x1b[31mAda\x1b[0m", "[31mAda[0m"),
        ("\x9b2JAda", "2JAda"),
        ("Ada\x00\x07\x7fMuster", "AdaMuster"),
        # Right-to-left override, isolates, marks.
        ("Ada \u202eretsuM\u202c", "Ada retsuM"),
        ("\u2067Ada\u2069\u200f", "Ada"),
        # Zero-width characters would make two different names look alike.
        ("A\u200bd\u2060a\ufeff", "Ada"),
        ("Ada\u00ad", "Ada"),
        # Decomposed and composed are one name.
        ("Mu\u0308ller", "Müller"),
        # Marks pile up over the rows above and below.
        ("A" + "\u0489" * 40 + "da", "A" + "\u0489" * 2 + "da"),
        ("\u0301Ada", "Ada"),
        # An unpaired surrogate, a private and an unassigned character.
        ("A\ud800d\ue000a\u0378", "Ada"),
    ],
)
def test_what_is_kept_of_what_was_sent(sent: str, kept: str) -> None:
    assert clean(sent) == kept


@pytest.mark.parametrize("invisible", ["\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"])
def test_letters_that_show_nothing_are_no_name(invisible: str) -> None:
    assert clean(invisible * 3) == ""
    assert clean(f"Ada{invisible}") == "Ada"


def test_joiners_inside_a_word_stay() -> None:
    persian = "می\u200cخواهم"
    hindi = "क्\u200dष"
    family = "👩\u200d👩\u200d👧"
    assert [clean(text) for text in (persian, hindi, family)] == [persian, hindi, family]


def test_joiners_at_the_edge_of_a_word_go() -> None:
    assert clean("\u200dAda\u200c \u200cMuster\u200d") == "Ada Muster"


def test_ten_thousand_characters_are_cut_to_a_name() -> None:
    assert clean("x" * 10_000) == "x" * NAME_LENGTH


def test_a_cut_leaves_no_space_at_the_end() -> None:
    assert clean("x" * (NAME_LENGTH - 1) + " yz") == "x" * (NAME_LENGTH - 1)


def test_a_limit_may_be_named() -> None:
    assert clean("because it rained", 7) == "because"
