"""The line of the sign-in: what was typed, read as one intention. First who, then what.

`read` is pure: the same text on the same screen always means the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ..core.intention import Intention
from ..core.language import _
from ..core.text import clean
from . import sentences, service
from .grammar import BEGIN, HAPPENED, HERE, PROJECTOR, REOPEN, VERBS, Verb, coming
from .models import Sitting, State
from .roster import Row
from .sheet import Sheet, Waiting

TYPED_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    sheet: Sheet
    marked: int | None = None
    """Number of the row that the arrows have marked."""
    waiting: tuple[int, int | None] | None = None
    """The marked arrival's id, and which of its choices is marked."""
    pressed: str = ""
    """The text on which Enter was pressed already: the second Enter may act."""
    names_hidden: bool = False


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
    who, verb = _split(text, look)
    return _person(who, verb, text, look)


def choices(waiting: Waiting, look: Look) -> tuple[Intention, ...]:
    """What a waiting arrival can become: each possible person, a guest, or put aside."""
    sheet = look.sheet
    offered = [
        _act(
            service.take,
            (sheet.gathering_id, waiting.arrival_id, person_id),
            sentences.SAME if sheet.row(person_id).here else coming(sheet.row(person_id)),
            look,
            row=sheet.row(person_id),
            arrival=waiting.name,
        )
        for person_id in waiting.candidates
    ]
    as_guest = _act(
        service.take_as_guest,
        (sheet.gathering_id, waiting.arrival_id),
        sentences.GUEST,
        look,
        name=waiting.name,
    )
    aside = _act(
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
        reopened = _act(
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
    return _act(service.begin, (look.sheet.gathering_id,), sentences.BEGUN, look)


def _guest(name: str, look: Look) -> Intention:
    name = clean(name)
    if not name:
        return Intention(_("Type the guest's name after the plus."))
    guest = _act(
        service.add_guest, (look.sheet.gathering_id, name), sentences.GUEST, look, name=name
    )
    listed = _named(name, look.sheet)
    if not listed:
        return guest
    known = _("On the list: {names}.").format(names=_listed((_shown(r, look) for r in listed), 2))
    lit = frozenset(row.number for row in listed)
    return replace(guest, hint=f"{guest.hint} ({known})", lit=lit)


def _split(text: str, look: Look) -> tuple[str, Verb]:
    """A fixed word counts only as the last part after a known person or number."""
    who, _space, last = text.rpartition(" ")
    for verb in VERBS:
        if who and last.casefold() in verb.words and _named(who, look.sheet):
            return who, verb
    return text, HERE


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
    return Intention(
        _("Nobody on the list has this name. Enter again: {name} as a guest.").format(
            name=clean(who)
        ),
        command="press",
        keeps_text=True,
    )


def _take(
    hits: list[Row], fitting: list[Row], verb: Verb, text: str, look: Look, typo: bool = False
) -> Intention:
    """Enter takes the marked hit or the only one that fits; of several it marks the first."""
    lit = frozenset(row.number for row in hits)
    marked = [row for row in hits if row.number == look.marked]
    if marked or (len(fitting) == 1 and not typo):
        row = (marked or fitting)[0]
        if not verb.fits(row):
            return replace(_told_already(row, lit, look), chosen=row.number)
        intention = _act(
            verb.use_case,
            (look.sheet.gathering_id, row.person_id),
            verb.message(row),
            look,
            row=row,
        )
        others = (f"({_already(r, look)})" for r in hits if r is not row and r.here)
        hint = " ".join([intention.hint, *islice(others, 1)])
        return replace(intention, hint=hint, lit=lit, chosen=row.number)
    if not fitting:
        return _told_already(hits[0], lit, look)
    names = _listed((_shown(row, look) for row in fitting), 2)
    hint = (
        _("Nobody is called exactly this. Perhaps {names}? Enter or ↑↓ chooses. New: +{new}")
        if typo
        else _("Who is it? {names}.   Enter or ↑↓ chooses.")
    )
    return Intention(
        hint.format(names=names, new=text),
        args=(fitting[0].number,),
        command="mark",
        lit=lit,
        keeps_text=True,
    )


def _told_already(row: Row, lit: frozenset[int], look: Look) -> Intention:
    """Typing somebody who is here never toggles; it says what else can be said of her."""
    said = _already(row, look)
    if row.here:
        then = _("Also possible:  {number} leaves   {number} late").format(number=row.number)
        said = f"{said} {then}"
    return Intention(said, lit=lit)


def _already(row: Row, look: Look) -> str:
    name = _shown(row, look)
    if row.left:
        return _("{person} has left already.").format(person=name)
    if row.here:
        return _("{person} is already here.").format(person=name)
    if row.state is State.EXCUSED:
        return _("{person} has cancelled already.").format(person=name)
    if row.state is State.ABSENT:
        return _("{person} is marked as absent already.").format(person=name)
    return _("{person} is not here yet.").format(person=name)


def _act(
    use_case: Callable[..., None],
    args: tuple[Any, ...],
    message: str,
    look: Look,
    row: Row | None = None,
    name: str = "",
    arrival: str = "",
) -> Intention:
    said = sentences.sentence(message, person=row.name if row else name, arrival=arrival)
    shown = sentences.sentence(
        message,
        person=_shown(row, look) if row else _cover(name, look),
        arrival=_cover(arrival, look),
    )
    hint = _("Enter: {sentence}").format(sentence=shown)
    return Intention(hint, use_case, args, said)


def _shown(row: Row, look: Look) -> str:
    """The name; with names hidden the number and first name, and only while somebody types."""
    return f"{row.number} {row.name.split()[0]}" if look.names_hidden else row.name


def _cover(name: str, look: Look) -> str:
    return (name.split() or [""])[0] if look.names_hidden else name


def _listed(names: Iterable[str], most: int) -> str:
    some = list(islice(names, most + 1))
    return ", ".join(some[:most]) + (", …" if len(some) > most else "")
