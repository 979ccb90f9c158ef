"""What can be said of a person wherever she stands on a list: known by what, and locked.

`7 known by red glasses` · `7 privacy lock` · `7 privacy lock off yes` · `7 card`
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..core.errors import Refused
from ..core.intention import YES, Intention, UseCase
from ..core.language import N_, _
from ..core.telling import sentence
from . import badges, sentences, service
from .known_by import checked

CARD_HELP = (N_("7 card"), N_("Shows the code of this person's badge. Lost it? 7 card new"))
GRAMMAR = (
    (N_("7 known by red glasses"), N_("Two have the same name. Only you see this.")),
    (N_("7 privacy lock"), N_("Others never see this name, on no list.")),
    CARD_HELP,
)

NOTHING = frozenset({"nichts", "nothing", "-"})
_BY = frozenset({"an", "als", "durch", "by", "as"})
_OFF = frozenset({"weg", "aus", "off"})
_NEW = frozenset({"neu", "neue", "new"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Of whom something is said."""

    person_id: int
    number: int
    """The number of her row."""
    name: str
    shown: str
    """Her name, as far as the screen may show it now."""
    known_by: str
    locked: bool


def _known(who: Subject, rest: str) -> Intention:
    first, _space, others = rest.partition(" ")
    words = others.strip() if first.casefold() in _BY else rest
    if not words:
        return Intention(_("Known by what? For example:  7 known by red glasses"))
    try:
        known_by = "" if words.casefold() in NOTHING else checked(words)
    except Refused as refusal:
        return Intention(refusal.sentence)
    if known_by == who.known_by:
        return Intention(_("It is so already."))
    if not known_by:
        return _act(who, sentences.NOT_KNOWN_BY, service.tell_apart, "")
    return _act(who, sentences.KNOWN_BY, service.tell_apart, known_by, known_by=known_by)


def _locking(who: Subject, rest: str) -> Intention:
    words = [word for word in rest.casefold().split() if word != "lock"]
    if not words:
        if who.locked:
            return Intention(
                _("{person} has a privacy lock. To end it:  {number} privacy lock off yes").format(
                    person=who.shown, number=who.number
                )
            )
        return _act(who, sentences.LOCKED, service.lock, True)
    if words[0] not in _OFF or len(words) > 2:
        return Intention(_("Possible:  7 privacy lock    7 privacy lock off yes"))
    if not who.locked:
        return Intention(_("{person} has no privacy lock.").format(person=who.shown))
    if words[-1] not in YES:
        return Intention(
            _("End the privacy lock? Type:  {number} privacy lock off yes").format(
                number=who.number
            )
        )
    return _act(who, sentences.UNLOCKED, service.lock, False)


def _card(who: Subject, rest: str) -> Intention:
    its = (who.person_id,)
    if rest.casefold() in _NEW:
        return replace(_act(who, sentences.NEW_BADGE, badges.give), answer=_badge(who))
    if rest:
        return Intention(_("Possible:  7 card    7 card new"))
    hint = _("Enter: shows the code of {person}'s card.").format(person=who.shown)
    return Intention(hint, badges.card, its, answer=_badge(who))


def _badge(who: Subject) -> str:
    return _("The card of {person}:").format(person=who.shown)


def _act(
    who: Subject, message: str, use_case: UseCase, *values: str | bool, **names: str
) -> Intention:
    said = sentence(message, person=who.name, **names)
    shown = sentence(message, person=who.shown, **names)
    hint = _("Enter: {sentence}").format(sentence=shown)
    return Intention(hint, use_case, (who.person_id, *values), said)


VERBS: dict[str, Callable[[Subject, str], Intention]] = {
    **dict.fromkeys(("erkennbar", "bekannt", "known"), _known),
    **dict.fromkeys(("karte", "card"), _card),
    **dict.fromkeys(("sperrvermerk", "gesperrt", "privacy", "locked"), _locking),
}
"""Each word, and how the rest after it is read."""
