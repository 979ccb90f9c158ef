"""What is counted at the door, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ...core.language import ngettext
from ...core.telling import add_sentences

COUNTED = "events.counted"
CORRECTED = "events.counted_too_many"


def _counted(n: int) -> str:
    return ngettext("{n} visitor more", "{n} visitors more", n)


def _corrected(n: int) -> str:
    return ngettext("{n} visitor fewer", "{n} visitors fewer", n)


add_sentences({COUNTED: _counted, CORRECTED: _corrected})
