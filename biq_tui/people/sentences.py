"""What happens to somebody's name, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ..core.language import N_, ngettext
from ..core.telling import Template, add_sentences
from .models import Allowed, Person

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
MANY_BADGED = "people.have_badges"
NAME_CHECKED = "people.name_checked"
NAMES_CHECKED = "people.names_checked"
REVOKED = "people.revoked"
FORGOTTEN = "people.answer_forgotten"
MANY_FORGOTTEN = "people.answers_forgotten"

ANSWERED = {
    (kind, given): f"people.{kind}_{'yes' if given else 'no'}"
    for kind in Allowed
    for given in (True, False)
}
"""The message of one person's answer."""
MANY_ANSWERED = {answer: f"{message}_many" for answer, message in ANSWERED.items()}
"""The message of the same answer of several people."""

TEMPLATES: dict[str, Template] = {
    NAMED: N_("The name is now: {person}."),
    SPELT: N_("{person} is now found in Latin letters, too."),
    NOT_SPELT: N_("{person} has no name in Latin letters."),
    KNOWN_BY: N_("{person} is known by: {known_by}."),
    NOT_KNOWN_BY: N_("Nothing stands behind the name of {person} any more."),
    LOCKED: N_("{person} has a privacy lock. Others never see this name."),
    UNLOCKED: N_("{person} has no privacy lock any more."),
    BADGED: N_("{person} has a card now."),
    MANY_BADGED: lambda n: ngettext("{n} person has a card now.", "{n} people have cards now.", n),
    NEW_BADGE: N_("{person} has a new card. The one before does not count any more."),
    SAME_PERSON: N_("{double} is {person}."),
    NAME_CHECKED: N_("{person} says: the name is right."),
    NAMES_CHECKED: lambda n: ngettext(
        "{n} person says: the name is right.", "{n} people say: the name is right.", n
    ),
    REVOKED: N_("{person} takes back everything that was allowed."),
    FORGOTTEN: N_("{person} is not asked about this yet."),
    MANY_FORGOTTEN: lambda n: ngettext(
        "{n} person is not asked about this yet.", "{n} people are not asked about this yet.", n
    ),
    ANSWERED[Allowed.PHOTO, True]: N_("{person} allows photos."),
    ANSWERED[Allowed.PHOTO, False]: N_("{person} allows no photos."),
    ANSWERED[Allowed.CONTACTS, True]: N_("{person} wants to be on the contact list."),
    ANSWERED[Allowed.CONTACTS, False]: N_("{person} does not want to be on the contact list."),
    ANSWERED[Allowed.INVITATIONS, True]: N_("{person} wants invitations."),
    ANSWERED[Allowed.INVITATIONS, False]: N_("{person} wants no invitations."),
    ANSWERED[Allowed.PARTNERS, True]: N_("{person} allows: partners get the contact."),
    ANSWERED[Allowed.PARTNERS, False]: N_("{person} does not allow: partners get the contact."),
    MANY_ANSWERED[Allowed.PHOTO, True]: lambda n: ngettext(
        "{n} person allows photos.", "{n} people allow photos.", n
    ),
    MANY_ANSWERED[Allowed.PHOTO, False]: lambda n: ngettext(
        "{n} person allows no photos.", "{n} people allow no photos.", n
    ),
    MANY_ANSWERED[Allowed.CONTACTS, True]: lambda n: ngettext(
        "{n} person wants to be on the contact list.",
        "{n} people want to be on the contact list.",
        n,
    ),
    MANY_ANSWERED[Allowed.CONTACTS, False]: lambda n: ngettext(
        "{n} person does not want to be on the contact list.",
        "{n} people do not want to be on the contact list.",
        n,
    ),
    MANY_ANSWERED[Allowed.INVITATIONS, True]: lambda n: ngettext(
        "{n} person wants invitations.", "{n} people want invitations.", n
    ),
    MANY_ANSWERED[Allowed.INVITATIONS, False]: lambda n: ngettext(
        "{n} person wants no invitations.", "{n} people want no invitations.", n
    ),
    MANY_ANSWERED[Allowed.PARTNERS, True]: lambda n: ngettext(
        "{n} person allows: partners get the contact.",
        "{n} people allow: partners get the contact.",
        n,
    ),
    MANY_ANSWERED[Allowed.PARTNERS, False]: lambda n: ngettext(
        "{n} person does not allow: partners get the contact.",
        "{n} people do not allow: partners get the contact.",
        n,
    ),
}

add_sentences(TEMPLATES, person=(Person, "name"), double=(Person, "name"))
