"""A scanner types like a keyboard, only quicker: time and check letter tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto

LETTERS = 6
GAP_SECONDS = 0.035
"""Longest time between two keys of one burst."""
SUFFIX_SECONDS = 0.050
"""Longest time until the scanner's own Enter or Tab."""


class Seen(Enum):
    """What a key was."""

    ORDINARY = auto()
    CODE = auto()
    SUFFIX = auto()


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan: the code in capitals, and the keys that came after it."""

    code: str
    suffix: tuple[str, ...] = ()


class Scanner:
    """Watches the keys; nothing waits for it."""

    def __init__(self, is_code: Callable[[str], bool]) -> None:
        self._is_code = is_code
        self._letters = ""
        self._at = float("-inf")
        self._just_taken = False
        self.scan = Scan("")
        """The newest one; an empty code while there is none."""

    def see(self, key: str, character: str | None, at: float) -> Seen:
        """Take one key, pressed `at` seconds by its own clock."""
        gap = at - self._at
        self._at = at
        if self._just_taken and key in {"enter", "tab", "ctrl+j"} and gap <= SUFFIX_SECONDS:
            self.scan = replace(self.scan, suffix=(*self.scan.suffix, key))
            return Seen.SUFFIX  # also the second of CR and LF
        self._just_taken = False
        letter = character if character and character.isascii() and character.isalpha() else ""
        before = self._letters if gap <= GAP_SECONDS else ""
        self._letters = (before + letter)[-LETTERS:] if letter else ""
        if not self._is_code(self._letters):
            return Seen.ORDINARY
        self.scan, self._letters, self._just_taken = Scan(self._letters.upper()), "", True
        return Seen.CODE
