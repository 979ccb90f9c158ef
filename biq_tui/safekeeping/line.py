"""What Heute understands of backups and the hand-over. Pure.

`sicherung` · `sicherung stick` · `zurückholen` · `übergabe`
"""

from __future__ import annotations

from ..core.intention import Intention
from ..core.language import N_, _

COMMAND = "keep_safe"
"""Followed by what is wanted: one of the words below."""

BACKUP, STICK, RESTORE, HAND_OVER = "backup", "stick", "restore", "hand_over"

_WORDS = {
    BACKUP: ("sicherung", "sichern", "backup", "back up"),
    STICK: ("sicherung stick", "stick sicherung", "backup stick", "back up stick"),
    RESTORE: ("zurückholen", "zurueckholen", "sicherung zurückholen", "restore"),
    HAND_OVER: ("übergabe", "uebergabe", "hand over", "hand-over"),
}

_HINTS = {
    BACKUP: N_("Enter: backs up the data now."),
    STICK: N_("Enter: backs up onto the stick, too. Whoever has the stick can read everything."),
    RESTORE: N_("Enter: shows the backups. Nothing is changed yet."),
    HAND_OVER: N_("Enter: shows what lies on the stick, and what is here."),
}

GRAMMAR = (
    (N_("backup"), N_("Backs up the data now.")),
    (N_("backup stick"), N_("Also onto the stick, and from now on by itself.")),
    (N_("restore"), N_("Shows the backups, and goes back to one.")),
    (N_("hand-over"), N_("All data on a stick, for a colleague’s laptop.")),
)
"""Help prints this table."""


def read_safekeeping(text: str, is_example: bool) -> Intention | None:
    """What Enter will do; None if the text is another."""
    word = " ".join(text.casefold().split())
    wanted = next((each for each, words in _WORDS.items() if word in words), None)
    if wanted is None:
        return None
    if is_example:
        return Intention(_("You are practising. Nothing here has to be kept."))
    return Intention(_(_HINTS[wanted]), command=f"{COMMAND} {wanted}")
