"""What a sheet is made of: lines of cells, each with its look and what a click on it means."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum


class Ink(StrEnum):
    """How a cell looks. Never by colour alone: its text says the same."""

    PLAIN = "plain"
    DIM = "dim"
    STRONG = "strong"
    HIT = "hit"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a line, as wide as it is told to be: cut or filled up."""

    text: str
    width: int
    """In cells of the terminal."""
    ink: Ink = Ink.PLAIN
    target: Hashable = None
    """What a click on it means; None for nothing."""


Lines = tuple[tuple[Cell, ...], ...]
"""What a sheet shows, from top to bottom."""


def blank(width: int) -> Cell:
    """Nothing, so wide."""
    return Cell("", width)
