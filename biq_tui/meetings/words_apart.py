"""Words that run from right to left, kept apart by invisible signs within a line of ours.

Else a number behind them would jump before them. Papers need the signs; texts go without.
"""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SIGNS = dict.fromkeys(map(ord, "\u2068\u2069"))


def apart(text: str) -> str:
    """`text`, kept apart if it runs from right to left."""
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def plain(text: str) -> str:
    """Without the invisible signs that keep words from right to left apart."""
    return text.translate(_SIGNS)
