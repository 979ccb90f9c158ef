"""Languages that run from right to left, and what stands in them as it stands in German."""

from __future__ import annotations

from .language import spoken

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "ur", "yi"})
"""The same as in the papers' `common.typ`."""


def apart(text: str) -> str:
    """Numbers, or somebody's words, kept in their own order whatever runs around them."""
    return f"\u2068{text}\u2069" if text and spoken() in RIGHT_TO_LEFT else text


def numbers(text: str) -> str:
    """Times and dates, which always run from left to right."""
    return f"\u2066{text}\u2069" if text and spoken() in RIGHT_TO_LEFT else text


def comma() -> str:
    """Between two things in a sentence."""
    return "، " if spoken() in RIGHT_TO_LEFT else ", "
