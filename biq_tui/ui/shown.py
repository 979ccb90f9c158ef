"""The one safe door on the way out: text as the terminal may show it, cut to its cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from ..core.text import clean

SENTENCE_LENGTH = 600
"""More than any row can show."""


def harmless(text: str) -> str:
    """`text` without anything a terminal obeys; our own runs of blanks stay."""
    return " ".join(clean(part, SENTENCE_LENGTH) for part in text[:SENTENCE_LENGTH].split(" "))


def fitted(text: str, width: int) -> str:
    """`text` harmless and exactly `width` terminal cells wide: cut with "…", or filled up."""
    text = harmless(text)
    if cell_len(text) > width > 0:
        text = set_cell_size(text, width - 1).rstrip() + "…"
    return set_cell_size(text, width)


def shown(text: str) -> Content:
    """`text` harmless, for any widget: never read as markup, never obeyed by the terminal."""
    return Content(harmless(text))
