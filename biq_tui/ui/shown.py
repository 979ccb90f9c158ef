"""The one safe door on the way out: text as the terminal may show it, cut to its cells."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from ..core.text import clean

SENTENCE_LENGTH = 600
"""More than any row can show."""


_LEFT_TO_RIGHT = "\u200e"
"""The one mark of direction that passes: it turns no letter around, it only ends a turn."""

_RIGHT_TO_LEFT_LETTER = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def harmless(text: str) -> str:
    """`text` without anything a terminal obeys; our own runs of blanks stay."""
    text = text[:SENTENCE_LENGTH]
    if _LEFT_TO_RIGHT in text:
        return _LEFT_TO_RIGHT.join(map(harmless, re.split(f"{_LEFT_TO_RIGHT}+", text)))
    return " ".join(clean(part, SENTENCE_LENGTH) for part in text.split(" "))


def set_off(text: str) -> str:
    """`text`, after which its row goes on from left to right: what follows keeps its place.

    Without it, a number or a column behind Arabic letters would change sides with them.
    """
    return f"{text}{_LEFT_TO_RIGHT}" if _RIGHT_TO_LEFT_LETTER.search(text) else text


def fitted(text: str, width: int) -> str:
    """`text` harmless and exactly `width` terminal cells wide: cut with "…", or filled up."""
    text = harmless(text)
    if cell_len(text) > width > 0:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_off(set_cell_size(text, width))


def shown(text: str) -> Content:
    """`text` harmless, for any widget: never read as markup, never obeyed by the terminal."""
    return Content(harmless(text))
