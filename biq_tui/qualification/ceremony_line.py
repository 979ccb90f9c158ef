"""The line of the ceremony: what holds for all papers, or first who and then what.

`place Haus am Park` · `draft` · `issue yes` · `7 print` · `7 new yes` · `7 confirm block 3 yes`
"""

from __future__ import annotations

from dataclasses import replace

from ..core.errors import Refused
from ..core.intention import YES, Intention
from ..core.language import N_, _
from ..core.text import clean
from .ceremony_calls import Call
from .ceremony_verbs import FOR_ALL, VERBS
from .ceremony_words import Look, first_of_all, no_unit, shown
from .papers_line import STICK

GRAMMAR = (
    (N_("place Haus am Park"), N_("Where the papers are handed over. It stands on each.")),
    (N_("date 12.6.2027"), N_("The day of the ceremony, as it is printed.")),
    (N_("signed Kim Beispiel, Jan Muster"), N_("Who signs. Each gets a line.")),
    (N_("draft"), N_("All papers to look at, with ENTWURF across.")),
    (N_("issue yes"), N_("Everybody who has none gets a paper with a number. It stays.")),
    (N_("print"), N_("All issued papers in one file, in the order of the list.")),
    (N_("print stick"), N_("The same file on the stick.")),
    (N_("7 issue yes"), N_("Only this person gets her paper.")),
    (N_("7 new yes"), N_("Name or units were wrong: a new paper with a new number.")),
    (N_("7 confirm block 3 yes"), N_("A paper about one block. Also:  module 2")),
    (N_("7 print"), N_("Her paper once more, exactly the same.")),
)

TYPED_LENGTH = 300
"""As much of a line is read, in characters."""


def read_ceremony(text: str, look: Look) -> Intention:
    """What Enter will do with `text` on the tab of the ceremony. Pure."""
    text = clean(text, TYPED_LENGTH)
    if not text:
        return _read_empty(look)
    word, _blank, rest = text.partition(" ")
    word = word.casefold()
    try:
        if word in FOR_ALL and not look.calls.names.same(text):
            if word in VERBS and rest and rest.casefold() not in YES | STICK:
                return _read_person(f"{rest} {word}", look)  # "print 7"
            return FOR_ALL[word](rest, look)
        return _read_person(text, look)
    except Refused as refusal:
        return Intention(refusal.sentence, keeps_text=True)


def _read_empty(look: Look) -> Intention:
    call = look.calls.numbered(look.marked)
    if call is not None:
        return replace(_bare(call, look), chosen=call.number)
    if not look.calls.held.is_complete:
        return Intention(first_of_all(look))
    if look.calls.waiting:
        said = _("To look at all papers:  draft      To issue them:  issue yes")
        return Intention(said)
    return Intention(_("To print all papers:  print      Only one:  7 print      ? shows all"))


def _read_person(text: str, look: Look) -> Intention:
    who, verb, rest = _split(text, look)
    hits = _meant(who, look)
    if not hits:
        if who.isdecimal():
            return Intention(_("There is no number {number}.").format(number=who), keeps_text=True)
        said = _("Nobody in the course has this name: {name}").format(name=who)
        return Intention(said, keeps_text=True)
    lit = frozenset(call.number for call in hits)
    marked = [call for call in hits if call.number == look.marked]
    if len(hits) > 1 and not marked:
        names = ", ".join(shown(call, look) for call in hits[:2])
        names += ", …" if len(hits) > 2 else ""
        said = _("Who is it? {names}.   Enter or ↑↓ chooses.").format(names=names)
        return Intention(said, args=(hits[0].number,), command="mark", lit=lit, keeps_text=True)
    call = (marked or hits)[0]
    meant = VERBS[verb](call, rest, look) if verb else _bare(call, look)
    return replace(meant, lit=lit, chosen=call.number)


def _split(text: str, look: Look) -> tuple[str, str, str]:
    """Who, the verb and the rest; a verb counts only after a known person or number."""
    words = text.split()
    if not look.calls.names.same(text):
        for place in range(1, len(words)):
            who, verb = " ".join(words[:place]), words[place].casefold()
            if verb in VERBS and (who.isdecimal() or _meant(who, look)):
                return who, verb, " ".join(words[place + 1 :])
    return text, "", ""


def _meant(who: str, look: Look) -> list[Call]:
    numbers = [int(who)] if who.isdecimal() else look.calls.names.named(who)
    return [call for call in look.calls.people if call.number in numbers]


def _bare(call: Call, look: Look) -> Intention:
    """Somebody without a word: what can be done."""
    if call.outdated:
        also = _("new yes")
    elif call.issued:
        also = _("print")
    elif call.now:
        also = _("issue yes")
    else:
        return Intention(no_unit(call, look), keeps_text=True)
    hint = _("{person}:  What then?  {also}   confirm block 3").format(
        person=shown(call, look), also=also
    )
    return Intention(hint, args=(f"{call.number} ",), command="edit")
