"""Calendar files, said on the tabs of an event. Pure.

`kalender` · `kalender heim` · `kalender kim` · `kalender stick` · `kalender qr`
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...core.date_words import folded
from ...core.intention import Intention
from ...core.language import N_, _
from ...core.telling import sentence
from ...people.institution_names import the_one
from ...people.organisations import Institution, Named
from ...people.who import Unclear
from ..look import Look
from . import sentences

GRAMMAR = (
    (N_("calendar"), N_("A calendar file (.ics) with the date of this event.")),
    (N_("calendar heim"), N_("The same for a partner. BIQ keeps which version it has.")),
    (N_("calendar kim"), N_("All that one person has to do: shifts, and events she answers for.")),
    (N_("calendar heim stick"), N_("The file, onto the stick.")),
    (N_("calendar qr"), N_("The code for phones: people take the date into their own calendar.")),
)

MAKE = "make_calendar"
"""The command; what is wanted is the intention's first argument."""

CODE = "calendar_code"
"""The command that shows the code for phones."""

_CALENDAR = frozenset({"kalender", "calendar", "ics", "kalenderdatei"})
_STICK = frozenset({"stick", "usb"})
_QR = frozenset({"qr", "code"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which file is to be made; without a partner and a person, the event's for everybody."""

    event_id: int
    title: str
    """Of the event."""
    institution: Named | None = None
    """The partner, as steps name it."""
    person_id: int | None = None
    name: str = ""
    """Of the partner or the person."""
    onto_stick: bool = False


def read_ics(text: str, look: Look, is_told: bool = True) -> Intention | None:
    """What Enter will do if `text` is about calendar files, else None.

    Unless `is_told`, a name that nobody has is no matter of ours: it may be a task.
    """
    typed, event = text.strip().removesuffix("."), look.plan.event
    if folded(typed.partition(" ")[0]) not in _CALENDAR or "," in typed:
        return None
    words = typed.split()[1:]
    onto_stick = bool(words) and folded(words[-1]) in _STICK
    rest = " ".join(words[:-1] if onto_stick else words)
    if folded(rest) in _QR:
        return _code(look)
    try:
        wanted = _wanted(rest, look)
    except Unclear as unclear:
        return Intention(str(unclear), keeps_text=True)
    if wanted is None:
        nobody = _("No partner and nobody here is called that: {name}")
        return Intention(nobody.format(name=rest), keeps_text=True) if is_told else None
    if wanted.person_id is None and event.starts_at is None and not look.plan.outdated:
        return Intention(_("First a day. Like this:  12.6. 15-18"))
    if wanted.person_id is not None and look.names_hidden:
        return Intention(_("Names are hidden. First:  Ctrl+B"))
    wanted = replace(wanted, onto_stick=onto_stick)
    return Intention(_hint(wanted), args=(wanted,), command=MAKE)


def _wanted(rest: str, look: Look) -> Wanted | None:
    """Whose file: with nothing behind the word, everybody's; None if nobody is called so."""
    event = Wanted(look.plan.event.event_id, look.plan.event.title)
    if not rest:
        return event
    if look.people is None:
        raise Unclear(_("One moment …"))
    institution = _institution(rest, look)
    if institution is not None:
        return replace(event, institution=institution.named, name=institution.name)
    person = look.person(rest)
    if person is None:
        return None
    return replace(event, person_id=person.person_id, name=person.name)


def _institution(rest: str, look: Look) -> Institution | None:
    """A partner of this event, else another one of the house."""
    ids = {partner.organisation_id for partner in look.plan.partners}
    partners = [each for each in look.institutions if each.organisation_id in ids]
    return the_one(rest, partners) or the_one(rest, look.institutions)


def _hint(wanted: Wanted) -> str:
    if wanted.institution is not None:
        said = sentence(sentences.DELIVERED, 1, organisation=wanted.name)
    elif wanted.person_id is not None:
        said = _("a calendar file for {name}, with all that is to come.").format(name=wanted.name)
    else:
        said = sentence(sentences.PUBLISHED, 1)
    return (_("Enter: onto the stick: {what}") if wanted.onto_stick else _("Enter: {what}")).format(
        what=said
    )


def _code(look: Look) -> Intention:
    if not look.plan.event.helpers_by_phone:
        hint = _("The page for phones is closed. To open it, on the tab Helpers:  phones")
        return Intention(hint)
    return Intention(_("Enter: shows the code for phones, large."), command=CODE)
