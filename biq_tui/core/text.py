"""Text that came from a person or the network: cleaned on the way in, cut and shown safely.

Names are hostile until cleaned: terminals obey escape sequences, right-to-left overrides flip
the rest of a row, zero-width characters make two different names look alike.
"""

from __future__ import annotations

import re
import unicodedata

NAME_LENGTH = 80
"""The longest name that is kept, in characters."""

_BLANK_LETTERS = dict.fromkeys([0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0])
"""Letters to Unicode, nothing to the eye: Hangul fillers and the Braille cell without dots."""
_JOINERS = "\u200c\u200d"  # needed inside Persian and Hindi words and in emoji
_DROPPED_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}  # direction marks and overrides are Cf
_MARKS_PER_LETTER = 2  # Vietnamese needs two; forty are an attack on the next row
_STRAY_JOINERS = re.compile(rf"(?<!\S)[{_JOINERS}]+|[{_JOINERS}]+(?!\S)")


def clean(text: str, limit: int = NAME_LENGTH) -> str:
    """One line of harmless text, at most `limit` characters; may be empty. Idempotent.

    NFC; no control, surrogate, private, unassigned, direction or other invisible format
    characters; at most two combining marks on a letter; white space folded and trimmed.
    """
    text = text[: limit * 8]
    # Dropping a character can make its neighbours compose anew, so repeat until nothing changes.
    for _ in range(8):
        cleaned = _clean_once(text)[:limit]
        if cleaned == text:
            break
        text = cleaned
    return text


def _clean_once(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", text).translate(_BLANK_LETTERS):
        category = unicodedata.category(character)
        if character.isspace() or category.startswith("Z"):
            kept.append(" ")
            marks = 0
        elif category in ("Mn", "Me"):
            marks += 1
            if marks <= _MARKS_PER_LETTER and kept and kept[-1] != " ":
                kept.append(character)
        elif character in _JOINERS:
            kept.append(character)
        elif category not in _DROPPED_CATEGORIES:
            kept.append(character)
            marks = 0
    return " ".join(_STRAY_JOINERS.sub("", "".join(kept)).split())
