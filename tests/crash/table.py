"""How the figures are printed."""

from __future__ import annotations

from .book import Tally

_COLUMNS = ("faults", "asked", "acknowledged", "found", "lost", "refused", "unanswered")


def head() -> str:
    """The first row."""
    return f"{'':<40}" + "".join(f"{name:>13}" for name in _COLUMNS)


def row(tally: Tally) -> str:
    """One kind, and below it what was wrong, and what the person was told."""
    figures = "".join(f"{getattr(tally, name):>13}" for name in _COLUMNS)
    wrong = [f"    WRONG: {each}" for each in tally.wrong[:20]]
    told = [f"    told {number}x: {said}" for said, number in tally.sentences.most_common()]
    return "\n".join([f"{tally.kind:<40}{figures}", *wrong, *told])
