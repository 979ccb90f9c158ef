"""What happens to somebody's name, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ..core.language import N_
from ..core.telling import Template, add_sentences
from .models import Person

NAMED = "people.named"
SPELT = "people.spelt"
NOT_SPELT = "people.not_spelt"
KNOWN_BY = "people.known_by"
NOT_KNOWN_BY = "people.not_known_by"
LOCKED = "people.locked"
UNLOCKED = "people.unlocked"
SAME_PERSON = "people.same_person"
BADGED = "people.has_badge"
NEW_BADGE = "people.new_badge"

TEMPLATES: dict[str, Template] = {
    NAMED: N_("The name is now: {person}."),
    SPELT: N_("{person} is now found in Latin letters, too."),
    NOT_SPELT: N_("{person} has no name in Latin letters."),
    KNOWN_BY: N_("{person} is known by: {known_by}."),
    NOT_KNOWN_BY: N_("Nothing stands behind the name of {person} any more."),
    LOCKED: N_("{person} has a privacy lock. Others never see this name."),
    UNLOCKED: N_("{person} has no privacy lock any more."),
    BADGED: N_("{person} has a card now."),
    NEW_BADGE: N_("{person} has a new card. The one before does not count any more."),
    SAME_PERSON: N_("{double} is {person}."),
}

add_sentences(TEMPLATES, person=(Person, "name"), double=(Person, "name"))
