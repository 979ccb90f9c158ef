"""The letters of a badge: the same on US and German keyboards, caps or not, with a check letter."""

from __future__ import annotations

ALPHABET = "BCDFGHJKLMNPQRSTVWX"
RANDOM_LETTERS = 5
_WORDS = ("NS", "SS", "HJ", "HH", "NPD", "KKK")
_LAST_INVERSE = pow(RANDOM_LETTERS + 1, -1, len(ALPHABET))


def check_letter(letters: str) -> str:
    """The sixth letter: places times weights 1 to 6 add up to 0 modulo 19.

    So every single wrong letter is noticed, and every swap of two.
    """
    total = sum(weight * ALPHABET.index(letter) for weight, letter in enumerate(letters, 1))
    return ALPHABET[-total * _LAST_INVERSE % len(ALPHABET)]


TEST_CODE = "BCDFG" + check_letter("BCDFG")
"""For trying a scanner: nobody gets it."""


def is_code(text: str) -> bool:
    """Whether `text`, caps or not, can be the code of a badge."""
    code = text.upper() if text.isascii() else ""
    return (
        len(code) == RANDOM_LETTERS + 1
        and all(letter in ALPHABET for letter in code)
        and check_letter(code[:-1]) == code[-1]
    )


def is_offensive(code: str) -> bool:
    """Whether nobody should have to carry it."""
    return any(word in code for word in _WORDS)
