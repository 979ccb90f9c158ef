"""What happened to the data as a whole, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ..core.language import N_
from ..core.telling import Template, add_sentences

WENT_BACK = "safekeeping.went_back"
TAKEN_OVER = "safekeeping.taken_over"

TEMPLATES: dict[str, Template] = {
    WENT_BACK: N_("The data of {as_of} are back."),
    TAKEN_OVER: N_("The data of {as_of} were taken over from the stick."),
}

add_sentences(TEMPLATES)
