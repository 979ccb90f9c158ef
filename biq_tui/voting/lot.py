"""The lot: an order that nobody chose, and that everybody can compute again.

For each option take SHA-256 of the seed, a line feed and the option's wording (UTF-8, Unicode
NFC), written as 64 hexadecimal digits. The smallest number comes first. On any Linux or Mac:

    printf '%s\\n%s' '4827-1936-5502' 'Bank am See' | sha256sum
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Sequence

from .tallies import Groups


def new_seed() -> str:
    """Twelve digits, like 4827-1936-5502: short enough to be written down and read aloud."""
    return "-".join(f"{secrets.randbelow(10_000):04}" for _part in range(3))


def drawn(seed: str, options: Sequence[str]) -> tuple[int, ...]:
    """The places of the options in the order of the lot. Options are told by their wording.

    Their order doesn't matter. Two with the same wording would keep theirs.
    """
    return tuple(sorted(range(len(options)), key=lambda place: _number(seed, options[place])))


def broken(order: Groups, seed: str, options: Sequence[str]) -> tuple[int, ...]:
    """All places, ties broken by the lot."""
    turn = {place: at for at, place in enumerate(drawn(seed, options))}
    return tuple(place for group in order for place in sorted(group, key=turn.__getitem__))


def _number(seed: str, option: str) -> str:
    text = unicodedata.normalize("NFC", f"{seed}\n{option}")
    return hashlib.sha256(text.encode()).hexdigest()
