"""What happens to institutions, in sentences. Contacts are never named: the journal is shown."""

from __future__ import annotations

from ..core.language import N_
from ..core.telling import Template, add_sentences
from .models import Organisation

ADDED = "people.organisation"
RENAMED = "people.organisation_named"
OFFERS = "people.organisation_offers"
OFFERS_NOTHING = "people.organisation_offers_nothing"
LOGO = {
    True: "people.organisation_logo_yes",
    False: "people.organisation_logo_no",
    None: "people.organisation_logo_unasked",
}
"""The message of what an institution says of its logo."""
CONTACT = "people.organisation_contact"
DEPUTY = "people.organisation_deputy"
CONTACT_REMOVED = "people.organisation_contact_removed"
REMOVED = "people.organisation_removed"

TEMPLATES: dict[str, Template] = {
    ADDED: N_("New institution: {organisation}"),
    RENAMED: N_("The institution is now called: {organisation}"),
    OFFERS: N_("{organisation} offers: {offers}"),
    OFFERS_NOTHING: N_("{organisation}: what it offers is open"),
    LOGO[True]: N_("{organisation}: the logo may be shown"),
    LOGO[False]: N_("{organisation}: the logo may not be shown"),
    LOGO[None]: N_("{organisation}: nobody has asked for the logo"),
    CONTACT: N_("{organisation}: the contact is noted"),
    DEPUTY: N_("{organisation}: the deputy is noted"),
    CONTACT_REMOVED: N_("{organisation}: a contact is taken out"),
    REMOVED: N_("{institution} is taken out of the list of institutions"),
}

add_sentences(TEMPLATES, organisation=(Organisation, "name"))
