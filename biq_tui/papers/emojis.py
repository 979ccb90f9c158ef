"""Signs and pictures that our fonts lack, as words, so that a paper stays accessible."""

from __future__ import annotations

import re
from typing import Any

_SIGNS = str.maketrans(
    {
        "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "≥": ">=", "≤": "<=", "≠": "!=", "−": "-",
        "≈": "~", "∞": "unendlich", "■": "-", "●": "-", "▪": "-", "★": "*", "☆": "*",
    }
)  # fmt: skip
"""What our fonts lack and a keyboard has."""
_EMOJI = re.compile(
    "(?:[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001fbff]|[0-9#*](?=\ufe0f?\u20e3))"
    "[\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
)
"""One picture, or a part of one that is joined of several; no font here has them."""
_EMOJIS = re.compile(rf"(?:{_EMOJI.pattern}\s*)+(?<!\s)")
_EMOJI_WORD = "(Emoji)"


def without_emojis(value: Any) -> Any:
    """`value` as JSON knows it, with a word in the place of pictures in its texts."""
    if isinstance(value, str):
        return _EMOJIS.sub(_EMOJI_WORD, value.translate(_SIGNS))
    if isinstance(value, dict):
        return {key: without_emojis(part) for key, part in value.items()}
    return [without_emojis(part) for part in value] if isinstance(value, list) else value
