"""The word that opens the screen of privacy, on Heute and on Menschen. Pure."""

from __future__ import annotations

from ..core.intention import Intention
from ..core.language import N_, _

COMMAND = "privacy"
GRAMMAR = ((N_("privacy"), N_("What is kept, how long, and what goes once a year.")),)
_WORDS = frozenset({"datenschutz", "löschlauf", "loeschlauf", "privacy"})


def read_privacy(text: str) -> Intention | None:
    """What Enter will do; None if the text is another."""
    if " ".join(text.casefold().split()) not in _WORDS:
        return None
    return Intention(_("Enter: shows what is kept, and how long."), command=COMMAND)
