"""Letters that a font lacks: which they are, and the Latin spelling in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

_KEPT_FORMATS = "\u00ad\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
"""Soft hyphen, joiners (Persian, emoji) and the marks that isolate a direction."""
_SAID = re.compile(
    r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed'
    r'|the text contains the disallowed codepoint `"((?:[^"\\]|\\.)*)"`'
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))")


def printable(value: Any) -> Any:
    """`value` as JSON knows it, its texts without control characters and lone surrogates.

    Unlike core.text.clean it keeps line breaks, length and private letters: a paper shows what
    is stored, as far as it can be shown.
    """
    if isinstance(value, str):
        return "".join(filter(_is_printable, value))
    if isinstance(value, Mapping):
        return {printable(str(key)): printable(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(part) for part in value]
    return value


def _is_printable(character: str) -> bool:
    if character.isascii():
        return character == "\n" or character.isprintable()
    category = unicodedata.category(character)
    is_noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    if category == "Cf":
        return character in _KEPT_FORMATS or ord(character) >= 0xE0020  # flags of emoji
    return category not in ("Cc", "Cs") and not is_noncharacter


def missing_in(diagnostic: str) -> frozenset[str]:
    """The letters that Typst said no font has; empty if it complained of something else."""
    return frozenset(
        _ESCAPE.sub(
            lambda found: chr(int(found[1], 16)) if found[1] else found[2],
            displayed or disallowed,
        )
        for displayed, disallowed in _SAID.findall(diagnostic)
    )


def in_latin(value: Any, missing: Collection[str]) -> tuple[Any, tuple[str, ...]]:
    """`value` with the Latin spelling for every {"name", "latin"} whose name has a missing letter.

    Also the spellings put in, in the order of the data. A name without one stays.
    """
    spelled: dict[str, None] = {}

    def put(part: Any) -> Any:
        if isinstance(part, list):
            return [put(one) for one in part]
        if not isinstance(part, dict):
            return part
        name, latin = part.get("name"), part.get("latin")
        if isinstance(name, str) and isinstance(latin, str) and latin.strip():
            lacking = any(letter in name for letter in missing)
            if lacking and not any(letter in latin for letter in missing):
                spelled.setdefault(latin)
                part = {**part, "name": latin, "latin": ""}
        return {key: put(one) for key, one in part.items()}

    return put(value), tuple(spelled)
