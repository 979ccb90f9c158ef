"""How an idea is typed: its text verbatim, and at its very end how often and which group. Pure.

`Bank am See x3 #a` · `"Tempo x3` keeps everything as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..core.text import clean
from ..people.names import fold
from .models import IDEA_LENGTH, MOST_SAID

VERBATIM = '"'
"""What begins with it is an idea, whatever it looks like."""

_TIMES = re.compile(r"[x×*](\d{1,2})", re.IGNORECASE)
_QUOTED_WORDS = re.compile(r'"[^"]+"($|[\s,.;:!?])')
"""An idea that itself begins with words in quotation marks."""

_NUMBER = re.compile(r"\d{1,6}")
_BULLET = re.compile(r"[-–—•*·▪]\s+")
_NUMBERED = re.compile(r"(\d{1,4})[.)]\s+")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed as an idea. Without a count or a group, nothing was said of them."""

    text: str
    said: int | None = None
    cluster_id: int | None = None
    verbatim: bool = False

    @property
    def number(self) -> int | None:
        """The idea that is said again, if this is nothing but a number."""
        is_number = not self.verbatim and _NUMBER.fullmatch(self.text)
        return int(self.text) if is_number else None


def typed_as(text: str, groups: Mapping[str, int]) -> Typed:
    """What `text` means; `groups`: the ids of groups by what they are called (`calls`).

    A count or a group is only one as the last word or two; anything else is the idea's own.
    """
    text = clean(text, IDEA_LENGTH * 8)
    if text.startswith(VERBATIM * 2):
        return Typed(text[2:].strip(), verbatim=True)
    if text.startswith(VERBATIM):
        kept = text if _QUOTED_WORDS.match(text) else text[1:]
        return Typed(kept.strip(), verbatim=True)
    said: int | None = None
    cluster_id: int | None = None
    while True:
        rest, _space, last = text.rpartition(" ")
        if not rest:
            break
        times = _TIMES.fullmatch(last)
        if times and said is None and 1 <= int(times[1]) <= MOST_SAID:
            said = int(times[1])
        elif last.startswith("#") and cluster_id is None and called(last[1:]) in groups:
            cluster_id = groups[called(last[1:])]
        else:
            break
        text = rest.rstrip()
    return Typed(text, said, cluster_id)


def as_typed(text: str, said: int, letter: str, groups: Mapping[str, int]) -> str:
    """An idea as it is typed: read again, it is the same.

    Where its own words could be taken for more than words, they stand alone and verbatim.
    """
    if typed_as(text, groups) == Typed(text) and Typed(text).number is None:
        tail = [f"x{said}"] if said > 1 else []
        tail += [f"#{letter}"] if letter else []
        return " ".join([text, *tail])
    for sign in ("", VERBATIM, VERBATIM * 2):
        read = typed_as(f"{sign}{text}", groups)
        if read.verbatim and read.text == text:
            return f"{sign}{text}"
    return text


def called(word: str) -> str:
    """A group's letter or title as it is compared."""
    return " ".join(fold(word))


def lines_of(pasted: str) -> tuple[str, ...]:
    """The ideas in a pasted text, one a line; cells of a table are parted by commas.

    A sign of a list before each line goes; numbers go only where they count all lines.
    """
    rows = [
        ", ".join(filter(None, (clean(cell, IDEA_LENGTH * 8) for cell in line.split("\t"))))
        for line in re.split(r"[\r\n]+", pasted)
    ]
    rows = [_BULLET.sub("", row, count=1) for row in rows if row]
    return tuple(_unnumbered([row for row in rows if row]))


def _unnumbered(rows: Sequence[str]) -> Sequence[str]:
    numbers = [_NUMBERED.match(row) for row in rows]
    counted = [int(found[1]) for found in numbers if found]
    if len(rows) > 1 and counted == list(range(1, len(rows) + 1)):
        return [_NUMBERED.sub("", row, count=1) for row in rows]
    return rows
