"""Which places are one: a room, the house it is in, and who has to walk from one to the other.

A comma parts a house from its room. "Haus am Park, Raum 2" is another place than "Haus am Park,
Raum 1", but whoever has the whole "Haus am Park" has both.
"""

from __future__ import annotations

from functools import lru_cache

from ...people.names import one_spelling


@lru_cache(maxsize=4096)
def path(venue: str) -> tuple[str, ...]:
    """A place in one spelling, the whole house first: ("haus am park", "haus am park raum 2").

    Empty while nobody has said where it is.
    """
    parts = [part.strip() for part in venue.split(",")]
    parts = [part for part in parts if part]
    whole = [one_spelling(" ".join(parts[: end + 1])) for end in range(len(parts))]
    return tuple(dict.fromkeys(whole))


def apart(one: str, other: str) -> bool:
    """Whether somebody has to go from one venue to the other; not if one of them is unknown."""
    first, second = path(one), path(other)
    return bool(first and second) and first[0] != second[0] and first[-1] != second[-1]
