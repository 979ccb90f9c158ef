"""Money as people write it, and as it is stored: whole cents."""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"([0-9]{1,5})(?:[.,]([0-9]{1,2}))?")
_SIGNS = ("euros", "euro", "eur", "€")


def cents_of(text: str) -> int | None:
    """The cents of "20", "20,50", "20.5 €" or "€ 20"; None for anything else.

    "1.000" is refused: it may be a thousand or one.
    """
    text = text.strip().casefold()
    for sign in _SIGNS:
        if text.endswith(sign) or text.startswith(sign):
            text = text.removesuffix(sign).removeprefix(sign).strip()
            break
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    whole, part = found.groups()
    return int(whole) * 100 + int((part or "").ljust(2, "0"))


def euros(cents: int) -> str:
    """The number of euros: "50", "20,50". With a comma in every language, as on the receipt."""
    whole, part = divmod(cents, 100)
    return f"{whole},{part:02}" if part else f"{whole}"
