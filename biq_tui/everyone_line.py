"""The line of Menschen: first who, then what.

`mül` · `7 called Sabine Möller` · `12 is 7` · `7 apart theo` · `7 known by …` · `7 privacy lock`
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from .core.intention import Intention
from .core.language import N_, _, ngettext
from .core.telling import sentence, taken_back
from .core.text import clean
from .people import person_line, sentences, service
from .people.directory import Directory, Known
from .people.names import begins
from .people.person_line import Subject
from .privacy import house_line
from .privacy import person_line as privacy_line
from .qualification.merging import Merged, Merging, take_back, unite

GRAMMAR = (
    (N_("mül"), N_("Finds people. Enter shows where they were.")),
    (N_("mül called Sabine Möller"), N_("The name was wrong. It changes in every list.")),
    (N_("12 is 7"), N_("Both are the same person. You see first what will happen.")),
    (N_("7 apart"), N_("They are two persons after all.")),
    *person_line.GRAMMAR,
    *privacy_line.GRAMMAR,
    *house_line.GRAMMAR,
    (N_("fetch list"), N_("People from a file: Excel, LibreOffice, or text.")),
)

TYPED_LENGTH = 400
"""More than anybody types into one line, in characters."""

FETCH = frozenset({"liste holen", "fetch list"})
CALLED = frozenset({"heißt", "heisst", "called", "berichtigen", "correct"})
IS = frozenset({"ist", "is"})
APART = frozenset({"trennen", "getrennt", "apart"})
VERBS = CALLED | IS | APART | person_line.VERBS.keys() | privacy_line.VERBS.keys()


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    people: Directory
    merged: tuple[Merged, ...] = ()
    marked: int | None = None
    """Id of the person that the arrows have marked."""
    merging: Merging | None = None
    """What would happen to the two that were named last, once it is known."""
    names_hidden: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed: who, the verb and the rest."""

    who: str
    verb: str = ""
    rest: str = ""


def split(text: str, people: Directory) -> Said:
    """A verb counts only after somebody who is known."""
    text = clean(text, TYPED_LENGTH)
    words = text.split()
    for place in range(1, len(words)):
        verb, who = words[place].casefold(), " ".join(words[:place])
        if verb in VERBS and people.meant(who):
            return Said(who, verb, " ".join(words[place + 1 :]))
    return Said(text)


def found(said: Said, people: Directory) -> tuple[Known, ...]:
    """Whom the list shows: all whose names begin so; once a verb is there, those who are meant."""
    if said.verb in IS:
        doubles, persons = _two(said, people)
        return tuple(dict.fromkeys((*doubles, *persons)))
    if said.verb or said.who.isdecimal():
        return people.meant(said.who)
    return people.found(said.who)


def read(text: str, look: Look, hits: tuple[Known, ...]) -> Intention:
    """What Enter will do with `text` on Menschen, where `hits` are listed. Pure."""
    if " ".join(text.casefold().split()) in FETCH:
        return Intention(_("Enter: fetches people from a file."), command="fetch")
    if (privacy := house_line.read_privacy(text)) is not None:
        return privacy
    said = split(text, look.people)
    if not hits:
        return Intention(_("Nobody is called that.") if text else _("Nobody is here yet."))
    if said.verb in IS:
        return _uniting(said, look)
    chosen = next((person for person in hits if person.person_id == look.marked), None)
    if said.verb:
        if chosen is None and len(hits) > 1:
            return Intention(_("Who is it? ↑↓ chooses."))
        who = chosen or hits[0]
        return replace(_of(who, said, look), chosen=who.person_id)
    if not text and chosen is None:
        return Intention(_("Type some letters of a name. Enter shows courses and dates."))
    chosen = chosen or hits[0]
    shows = _("Enter: shows {person}.").format(person=named(chosen, look))
    return Intention(shows, command=f"show {chosen.person_id}", chosen=chosen.person_id)


def named(person: Known, look: Look) -> str:
    """Her name, in both scripts; with names hidden as in `called`."""
    latin = f" ({person.latin})" if person.latin and not look.names_hidden else ""
    return called(person, look) + latin


def called(person: Known, look: Look) -> str:
    """Her name; with names hidden only its first word, and only while somebody types."""
    if look.names_hidden:
        return person.name.split()[0] if look.typed else "…"
    return look.people.told_apart(person)


def preview(plan: Merging, look: Look) -> tuple[str, ...]:
    """What will happen to the two that are one, in sentences."""
    double, person = (_first(who, look) for who in (plan.double_id, plan.person_id))
    dates = plan.dates
    lines = []
    if dates.gained:
        goes = ngettext("{n} date goes over.", "{n} dates go over.", len(dates.gained))
        guest = ngettext("{n} of them as a guest.", "{n} of them as a guest.", dates.as_guest)
        lines.append(f"{goes} {guest}" if dates.as_guest else goes)
    if plan.courses:
        lines.append(ngettext("{n} course goes over.", "{n} courses go over.", plan.courses))
    if dates.staying:
        count = len(dates.staying)
        lines.append(
            ngettext("Both have something at {n} date.", "Both have something at {n} dates.", count)
        )
    if plan.shared_courses:
        count = plan.shared_courses
        lines.append(ngettext("Both are in {n} course.", "Both are in {n} courses.", count))
    if dates.staying or plan.shared_courses:
        lines.append(_("There counts what {person} has.").format(person=person))
    if plan.void_badge:
        lines.append(_("The badge of {person} counts no longer.").format(person=double))
    if _goes_locked(plan, look.people):
        lines.append(_("The privacy lock goes over."))
    lines.append(_("{person} is on no list any more.").format(person=double))
    lines.append(_("The history of both stays."))
    return tuple(lines)


def _goes_locked(plan: Merging, people: Directory) -> bool:
    double, person = people.of(plan.double_id), people.of(plan.person_id)
    return bool(double and person and double.locked and not person.locked)


def _first(person_id: int, look: Look) -> str:
    person = look.people.of(person_id)
    return "…" if person is None else called(person, look)


def _two(said: Said, people: Directory) -> tuple[tuple[Known, ...], tuple[Known, ...]]:
    """Who may be the double and who the person; who is clearly the one is not the other."""
    doubles = people.meant(said.who)
    persons = people.meant(said.rest) if said.rest else ()
    if len(persons) == 1 and len(doubles) > 1:
        doubles = tuple(who for who in doubles if who not in persons)
    elif len(doubles) == 1 and len(persons) > 1:
        persons = tuple(who for who in persons if who not in doubles)
    return doubles, persons


def _uniting(said: Said, look: Look) -> Intention:
    if not said.rest:
        return Intention(_("Who is it really? For example:  12 is 7"))
    doubles, persons = _two(said, look.people)
    if not persons:
        return Intention(_("Nobody is called that."))
    marked = [who for who in doubles if who.person_id == look.marked]
    doubles = tuple(marked) or doubles
    lit = frozenset(who.person_id for who in (*doubles, *persons))
    if len(doubles) > 1 or len(persons) > 1:
        said_who = _("Who is it? Please write the numbers, for example:  12 is 7")
        return Intention(said_who, lit=lit)
    double, person = doubles[0], persons[0]
    if double == person:
        return Intention(_("That is the same person already."), lit=lit)
    pair = double.person_id, person.person_id
    plan = look.merging
    if plan is None or (plan.double_id, plan.person_id) != pair:
        return Intention(
            _("One moment …"), command=f"look {pair[0]} {pair[1]}", lit=lit, keeps_text=True
        )
    becomes = sentence(sentences.SAME_PERSON, double=double.name, person=person.name)
    shown = sentence(
        sentences.SAME_PERSON, double=called(double, look), person=called(person, look)
    )
    hint = _("Enter: {sentence}").format(sentence=f"{shown} {preview(plan, look)[0]}")
    return Intention(hint, unite, pair, becomes, lit=lit)


def _of(who: Known, said: Said, look: Look) -> Intention:
    """What a verb says of one person."""
    number = who.person_id
    subject = Subject(number, number, who.name, called(who, look), who.known_by, who.locked)
    if said.verb in CALLED:
        first, _space, rest = said.rest.partition(" ")
        if first.casefold() in privacy_line.NOW:
            return privacy_line.read_new_name(subject, rest)
        return _calling(who, clean(said.rest), look)
    if said.verb in APART:
        return _parting(who, said.rest, look)
    reader: Callable[[Subject, str], Intention] = {**person_line.VERBS, **privacy_line.VERBS}[
        said.verb
    ]
    return reader(subject, said.rest)


def _calling(who: Known, name: str, look: Look) -> Intention:
    if not name:
        return Intention(_("Type the right name after it."))
    said = sentence(sentences.NAMED, person=name)
    shown = _("the name is changed.") if look.names_hidden else said
    hint = _("Enter: {sentence}").format(sentence=shown)
    return Intention(hint, service.name, (who.person_id, name), said)


def _parting(who: Known, rest: str, look: Look) -> Intention:
    """Take back that somebody was found to be this person."""
    doubles = [
        double
        for double in look.merged
        if double.person_id == who.person_id and (not rest or begins(rest, double.name))
    ]
    shown = called(who, look)
    if not doubles:
        return Intention(_("{person} is only one person.").format(person=shown))
    if len(doubles) > 1:
        names = ", ".join(double.name for double in doubles)
        return Intention(
            _("Who is somebody else? Write the name, too:  {number} apart {names}").format(
                number=who.person_id, names="…" if look.names_hidden else names
            )
        )
    double = doubles[0]
    if double.entry is None:
        return Intention(_("This can't be taken back."))
    said = sentence(sentences.SAME_PERSON, double=double.name, person=who.name)
    covered = double.name.split()[0] if look.names_hidden else double.name
    seen = sentence(sentences.SAME_PERSON, double=covered, person=shown)
    hint = _("Enter: {sentence}").format(sentence=taken_back(seen))
    return Intention(hint, take_back, (double.entry,), taken_back(said))
