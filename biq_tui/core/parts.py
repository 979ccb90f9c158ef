"""How the lines of tasks are typed: a number and what is said of it, or parts between commas. Pure.

`4 erledigt` · `Plakat drucken, ayse, in 2 Wochen`
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from .date_words import folded, read_date

VERBATIM = '"'
"""What begins with it is a text, whatever it looks like."""

DONE, OPEN, DROPPED = "done", "open", "dropped"
STATES = {
    "erledigt": DONE,
    "fertig": DONE,
    "done": DONE,
    "offen": OPEN,
    "open": OPEN,
    "entfällt": DROPPED,
    "entfaellt": DROPPED,
    "dropped": DROPPED,
}
"""What is said of a task after its number, by the values of every `TaskState`."""

Reader = Callable[[str], Any]
"""What a part means; None if it means nothing of this sort."""

_UNTIL = re.compile(r"(?:bis zum|bis|until|by) ", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,6})(?:\s+|(?=[=+])|$)(.*)", re.DOTALL)


def numbered(typed: str) -> tuple[int, str] | None:
    """A number and what follows it: "5 olha", "5", "5 = …"; None if it begins with none."""
    found = _NUMBERED.fullmatch(typed)
    return (int(found[1]), found[2].strip()) if found else None


def read_until(part: str, today: date) -> date | None:
    """The day that a part means: "12.5.", "bis 12.5."; None if it is none. Raises Refused."""
    return read_date(_UNTIL.sub("", folded(part), count=1), today)


def from_the_right(typed: str, readers: Sequence[Reader]) -> tuple[str, tuple[Any, ...]]:
    """The text before the parts that mean something, and what they mean, reader by reader.

    Told from the right, because a text may have commas of its own; its first part is never read.
    Each reader reads one part at most.
    """
    parts = [part.strip() for part in typed.split(",")]
    found: list[Any] = [None] * len(readers)
    while len(parts) > 1 and _read(parts[-1], readers, found):
        parts.pop()
    return ", ".join(filter(None, parts)), tuple(found)


def all_parts(typed: str, readers: Sequence[Reader]) -> tuple[Any, ...] | None:
    """What all parts mean, reader by reader; None if one of them means nothing."""
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    found: list[Any] = [None] * len(readers)
    return tuple(found) if parts and all(_read(part, readers, found) for part in parts) else None


def _read(part: str, readers: Sequence[Reader], found: list[Any]) -> bool:
    for place, reader in enumerate(readers):
        if found[place] is None and (meant := reader(part)) is not None:
            found[place] = meant
            return True
    return False
