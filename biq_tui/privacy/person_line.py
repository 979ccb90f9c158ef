"""What can be asked for one person's data, behind her name on Menschen. Pure.

`7 auskunft` · `7 auskunft stick` · `7 löschen` · `7 einwilligungen` · `7 widerruft foto` ·
`7 heißt jetzt Sabine Möller ja`
"""

from __future__ import annotations

from collections.abc import Callable

from ..core.intention import YES, Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from ..people import consents
from ..people import sentences as people
from ..people.models import Allowed
from ..people.person_line import Subject
from . import sentences
from .renaming import rename_for_good

GRAMMAR = (
    (
        N_("7 called now Sabine Möller"),
        N_("A new name for good. The old one is hidden everywhere."),
    ),
    (N_("7 held"), N_("Everything held about this person, on paper and as a file.")),
    (N_("7 consents"), N_("What this person has allowed, since when, and what was asked.")),
    (N_("7 revokes photo"), N_("Takes it back. Without a word after it: everything.")),
    (N_("7 erase"), N_("Shows first what goes and what must stay.")),
)
"""Help prints this table."""

HELD, HELD_STICK, CONSENTS, ERASE, FORGET = "held", "held_stick", "consents", "erase", "forget"
"""Commands; the person's number follows."""

NOW = frozenset({"jetzt", "now"})
_STICK = frozenset({"stick", "auf stick", "auf den stick", "onto stick"})
_KINDS = {
    **dict.fromkeys(("foto", "fotos", "photo", "photos"), Allowed.PHOTO),
    **dict.fromkeys(("kontakt", "kontakte", "kontaktliste", "contacts"), Allowed.CONTACTS),
    **dict.fromkeys(("einladung", "einladungen", "invitations"), Allowed.INVITATIONS),
    **dict.fromkeys(("partner", "partners"), Allowed.PARTNERS),
}
_ALL = frozenset({"", "alles", "everything"})


def _held(who: Subject, rest: str) -> Intention:
    stick = rest.casefold() in _STICK
    if rest and not stick:
        return Intention(_("Possible:  7 held    7 held stick"))
    said = (
        _("Enter: puts everything held about {person} on the stick.")
        if stick
        else _("Enter: makes a paper and a file with everything held about {person}.")
    )
    verb = HELD_STICK if stick else HELD
    return Intention(said.format(person=who.shown), command=f"{verb} {who.person_id}")


def _erasing(who: Subject, _rest: str) -> Intention:
    said = _("Enter: shows what would go of {person}, and what must stay.")
    return Intention(said.format(person=who.shown), command=f"{ERASE} {who.person_id}")


def _consents(who: Subject, _rest: str) -> Intention:
    said = _("Enter: shows what {person} has allowed.")
    return Intention(said.format(person=who.shown), command=f"{CONSENTS} {who.person_id}")


def _revoking(who: Subject, rest: str) -> Intention:
    word = rest.casefold()
    if word in _ALL:
        kinds, message = tuple(Allowed), people.REVOKED
    elif word in _KINDS:
        kinds, message = (_KINDS[word],), people.ANSWERED[_KINDS[word], False]
    else:
        return Intention(_("What? Possible: photo, contacts, invitations, partners, everything"))
    hint = _("Enter: {sentence}").format(sentence=sentence(message, person=who.shown))
    said = sentence(message, person=who.name)
    return Intention(hint, consents.revoke, (who.person_id, kinds), said)


def read_new_name(who: Subject, rest: str) -> Intention:
    """What stands behind `called now`: a name, and the yes that it needs."""
    words = rest.split()
    confirmed = len(words) > 1 and words[-1].casefold() in YES
    name = clean(" ".join(words[:-1] if confirmed else words))
    if not name:
        return Intention(_("Type the new name after it."))
    if not confirmed:
        return Intention(_("The old name is gone then, for ever. Type after it:  yes"))
    said = sentence(sentences.RENAMED, person=name)
    hint = _("Enter: {sentence}").format(sentence=said)
    return Intention(
        hint, rename_for_good, (who.person_id, name), said, command=f"{FORGET} {who.person_id}"
    )


VERBS: dict[str, Callable[[Subject, str], Intention]] = {
    **dict.fromkeys(("auskunft", "held"), _held),
    **dict.fromkeys(("löschen", "loeschen", "erase"), _erasing),
    **dict.fromkeys(("einwilligung", "einwilligungen", "consents"), _consents),
    **dict.fromkeys(("widerruft", "widerruf", "revokes"), _revoking),
}
"""Each word, and how the rest after it is read."""
