"""What happens to somebody's name, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ..core.language import N_
from ..core.telling import Template, add_sentences
from .models import Person

NAMED = "people.named"
SPELT = "people.spelt"
NOT_SPELT = "people.not_spelt"

TEMPLATES: dict[str, Template] = {
    NAMED: N_("The name is now: {person}."),
    SPELT: N_("{person} is now found in Latin letters, too."),
    NOT_SPELT: N_("{person} has no name in Latin letters."),
}

add_sentences(TEMPLATES, person=(Person, "name"))
