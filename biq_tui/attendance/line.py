"""The line of the sign-in: what was typed, read as one intention. First who, then what.

`read` is pure: the same text on the same screen always means the same.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from ..core.intention import Intention
from ..core.language import _
from ..core.text import clean
from ..people import person_line
from ..people.person_line import Subject
from ..people.public import lock_word
from . import sentences, service
from .grammar import BEGIN, HAPPENED, HERE, IS, PROJECTOR, REOPEN, ROLES, Verb, coming, verb_of
from .look import TYPED_LENGTH as TYPED_LENGTH
from .look import Look as Look
from .look import act, called, has_double, shown, which
from .models import Role, Sitting, State
from .roster import Row
from .runs import read_run
from .sheet import Sheet, Waiting


def read(text: str, look: Look) -> Intention:
    """What Enter will do with `text` on this screen."""
    text = clean(text, TYPED_LENGTH)
    if look.sheet.sitting is Sitting.ENDED:
        return _read_ended(text, look)
    if not text:
        return _read_empty(look)
    if text.casefold() in BEGIN:
        return _begin(look)
    if text.casefold() in HAPPENED:
        return Intention(_("Enter: shows what happened."), command="happened")
    if text.casefold() in PROJECTOR:
        return Intention(_("Enter: opens the page for the projector."), command="projector")
    if text.startswith("+"):
        return _guest(text[1:], look)
    run = read_run(text, look)
    if run is not None:
        return run
    about = _about_person(text, look)
    if about is not None:
        return about
    who, verb = _split(text, look)
    return _person(who, verb, text, look)


def choices(waiting: Waiting, look: Look) -> tuple[Intention, ...]:
    """What a waiting arrival can become: each possible person, a guest, or put aside."""
    sheet = look.sheet
    offered = [
        _clear(
            act(
                service.take,
                (sheet.gathering_id, waiting.arrival_id, row.person_id),
                sentences.SAME if row.here else coming(row),
                look,
                row=row,
                arrival=waiting.name,
            ),
            row,
            look,
        )
        for row in map(sheet.row, waiting.candidates)
    ]
    as_guest = act(
        service.take_as_guest,
        (sheet.gathering_id, waiting.arrival_id),
        sentences.GUEST,
        look,
        name=waiting.name,
    )
    aside = act(
        service.put_aside,
        (sheet.gathering_id, waiting.arrival_id),
        sentences.ASIDE,
        look,
        arrival=waiting.name,
    )
    return (*offered, as_guest, aside)


def choices_of(waiting: Waiting) -> int:
    """How many `choices` there are: the possible people, a guest, or put aside."""
    return len(waiting.candidates) + 2


def _read_ended(text: str, look: Look) -> Intention:
    command, _comma, reason = text.partition(",")
    if command.strip().casefold() in HAPPENED:
        return Intention(_("Enter: shows what happened."), command="happened")
    if command.strip().casefold() in REOPEN and reason.strip():
        reopened = act(
            service.reopen, (look.sheet.gathering_id, reason.strip()), sentences.REOPENED, look
        )
        return replace(reopened, command="opened")
    return Intention(_("The evening has ended. To open it again, type:  open, reason"))


def _read_empty(look: Look) -> Intention:
    waiting = _marked_arrival(look)
    if waiting is not None and look.waiting is not None:
        choice = look.waiting[1]
        if choice is None:
            return Intention(_("Who is this? ↓ chooses."))
        return choices(waiting, look)[choice]
    if look.marked is not None:
        rows = _numbered(look.marked, look.sheet)
        return _take(rows, rows, HERE, "", look)
    if look.sheet.waiting:
        return Intention(_("Somebody is waiting for you. Enter: shows who."), command="waiting")
    return Intention(_("Type some letters of a name, or a number."))


def _marked_arrival(look: Look) -> Waiting | None:
    if look.waiting is None:
        return None
    arrival_id = look.waiting[0]
    return next((w for w in look.sheet.waiting if w.arrival_id == arrival_id), None)


def _begin(look: Look) -> Intention:
    if look.sheet.began_at is not None:
        return Intention(_("You have begun already."))
    return act(service.begin, (look.sheet.gathering_id,), sentences.BEGUN, look)


def _guest(text: str, look: Look) -> Intention:
    name, role = _role_of(clean(text))
    if not name:
        return Intention(_("Type the guest's name after the plus."))
    args = (look.sheet.gathering_id, name, *(() if role is None else (role,)))
    message = sentences.COMES_AS[role or Role.GUEST]
    guest = act(service.add_guest, args, message, look, name=name)
    same = _named(name, look.sheet)
    if not same:
        return guest
    known = _("On the list: {names}.").format(names=called(same, look))
    lit = frozenset(row.number for row in same)
    return replace(guest, hint=f"{guest.hint} ({known})", lit=lit)


def _role_of(text: str) -> tuple[str, Role | None]:
    """'Kim assistant' is Kim, who assists; one word alone is a name."""
    who, _space, last = text.rpartition(" ")
    before, _space, word = who.rpartition(" ")
    if before and word.casefold() in IS:
        who = before
    role = ROLES.get(last.casefold()) if who else None
    return (text, None) if role is None else (who, role)


def _split(text: str, look: Look) -> tuple[str, Verb]:
    """A fixed word counts only as the last part after a known person or number."""
    who, _space, last = text.rpartition(" ")
    if not look.sheet.rows.names.same(text):
        who = _role_of(text)[0] if last.casefold() in ROLES else who
        verb = verb_of(last, who.isdecimal())
        if verb is not None and who and _named(who, look.sheet):
            return who, verb
    return text, HERE


def _about_person(text: str, look: Look) -> Intention | None:
    """What can be said of somebody on every list, after a known person: '7 card'."""
    words = text.split()
    for place in range(1, len(words)):
        verb = person_line.VERBS.get(words[place].casefold())
        rows = _named(" ".join(words[:place]), look.sheet) if verb else []
        if verb is None or not rows or look.sheet.rows.names.same(text):
            continue
        row = next((row for row in rows if row.number == look.marked), rows[0])
        if len(rows) > 1 and row.number != look.marked:
            question = _("Who is it? {names}.   Enter or ↑↓ chooses.")
            lit = frozenset(row.number for row in rows)
            return _marks(rows[0], question.format(names=called(rows, look)), lit)
        name = which(row, look) if has_double(row, look) else shown(row, look)
        who = Subject(row.person_id, row.number, row.name, name, row.known_by, row.locked)
        said = verb(who, " ".join(words[place + 1 :]))
        return replace(said, lit=frozenset({row.number}), chosen=row.number)
    return None


def _named(who: str, sheet: Sheet) -> list[Row]:
    """The rows that `who` means: by number, by whole words, or by the beginnings of words."""
    return _numbered(int(who), sheet) if who.isdecimal() else sheet.rows.named(who)


def _numbered(number: int, sheet: Sheet) -> list[Row]:
    row = sheet.rows.numbered(number)
    return [] if row is None else [row]


def _person(who: str, verb: Verb, text: str, look: Look) -> Intention:
    hits = _named(who, look.sheet)
    if hits:
        return _take(hits, [row for row in hits if verb.fits(row)], verb, text, look)
    if who.isdecimal():
        return Intention(_("There is no number {number}.").format(number=who))
    alike = look.sheet.rows.similar(who)
    if alike:
        return _take(alike, alike, HERE, text, look, typo=True)
    guest = _guest(who, look)
    if look.pressed == text:
        return guest
    hint = _("Nobody on the list has this name. Enter again: {name} as a guest.")
    if _role_of(who)[1] is not None:
        hint = _("Nobody on the list has this name. Enter again: {sentence}")
    return Intention(
        hint.format(name=clean(who), sentence=guest.sentence), command="press", keeps_text=True
    )


def _take(
    hits: list[Row], fitting: list[Row], verb: Verb, text: str, look: Look, typo: bool = False
) -> Intention:
    """Enter takes the marked hit or the only one that fits; of several it marks the first.

    Somebody whose name another hit has, too, is never the only one: she is marked first.
    """
    lit = frozenset(row.number for row in hits)
    marked = [row for row in hits if row.number == look.marked]
    alone = len(fitting) == 1 and not typo
    if marked or (alone and not (len(hits) > 1 and has_double(fitting[0], look))):
        row = (marked or fitting)[0]
        if not verb.fits(row):
            return replace(_told_already(row, verb, lit, look), chosen=row.number)
        args = (look.sheet.gathering_id, row.person_id, *verb.extra)
        taken = _clear(act(verb.use_case, args, verb.message(row), look, row=row), row, look)
        here = (f"({_already(r, look)})" for r in hits if r is not row and r.here)
        hint = " ".join([taken.hint, *islice(here, 1)])
        return replace(taken, hint=hint, lit=lit, chosen=row.number)
    if not fitting:
        return _told_already(hits[0], verb, lit, look)
    question = (
        _("Nobody is called exactly this. Perhaps {names}? Enter or ↑↓ chooses. New: +{new}")
        if typo
        else _("Who is it? {names}.   Enter or ↑↓ chooses.")
    )
    parts = [question.format(names=called(fitting, look), new=text)]
    if alone:
        parts += islice((_already(row, look) for row in hits if row.here), 1)
    return _marks(fitting[0], " ".join(parts), lit)


def _marks(row: Row, hint: str, lit: frozenset[int]) -> Intention:
    """Enter marks this row; a second Enter then acts."""
    return Intention(hint, args=(row.number,), command="mark", lit=lit, keeps_text=True)


def _clear(taken: Intention, row: Row, look: Look) -> Intention:
    """Whom Enter takes: not another one of her name; and what the sign before her name means."""
    if look.names_hidden:
        return taken
    notes = [which(row, look)] if has_double(row, look) else []
    notes += [lock_word()] if row.locked else []
    return replace(taken, hint=" ".join([taken.hint, *(f"({note})" for note in notes)]))


def _told_already(row: Row, verb: Verb, lit: frozenset[int], look: Look) -> Intention:
    """Typing somebody who is here never toggles; it says what else can be said of her."""
    if verb.role is not None:
        return Intention(_("That is so already."), lit=lit)
    said = _already(row, look)
    if row.here:
        then = _("Also possible:  {number} leaves   {number} late").format(number=row.number)
        said = f"{said} {then}"
    return Intention(said, lit=lit)


def _already(row: Row, look: Look) -> str:
    name = which(row, look) if has_double(row, look) else shown(row, look)
    if row.left:
        return _("{person} has left already.").format(person=name)
    if row.here:
        return _("{person} is already here.").format(person=name)
    if row.state is State.EXCUSED:
        return _("{person} has cancelled already.").format(person=name)
    if row.state is State.ABSENT:
        return _("{person} is marked as absent already.").format(person=name)
    return _("{person} is not here yet.").format(person=name)
