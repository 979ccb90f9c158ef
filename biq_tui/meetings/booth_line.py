"""The line of the voting booth: whoever votes fills in one ballot, in one line. Pure.

`c` · `a c f` · `a2 b1` · `c a b` · or one number after the other, one for each option
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from rich.cells import cell_len

from ..core.intention import Intention
from ..core.language import _, ngettext
from ..core.text import clean
from ..people.codes import ALPHABET
from ..voting.ballots import Kind
from ..voting.reading import PollRow
from ..voting.tickets import LETTERS
from .booth_ballot import BY_STEPS, Marks, in_order, listed, problem, understood

_BETWEEN = re.compile(r"\b(?:und|and)\b|[\s,;.+&)]+")
_DOTS = re.compile(r"([a-z])(?:\s*[:=]?\s*(\d{1,3}))?")


class Phase(Enum):
    """How far whoever is in the booth has come."""

    BLANK = auto()
    """Nobody is in it."""
    TICKET = auto()
    BALLOT = auto()
    COUNTED = auto()


@dataclass(frozen=True, slots=True)
class BoothLook:
    """What stands in the booth when a key is pressed."""

    poll: PollRow | None
    """The vote that is open; None: none is."""
    phase: Phase = Phase.BLANK
    answers: Marks = ()
    """Given so far, where each option gets its number."""
    at: int = 0
    """Place of the option whose number is asked for; after the last: all have one."""
    originals: Mapping[str, str] = field(default_factory=dict)
    """By the letter of an option, the idea's own words, where a shorter line stands for it."""
    width: int = 78
    """Columns of the hint."""
    wrong: str = ""
    """The ticket that was refused, as it was typed."""
    refusal: str = ""
    """Why it was refused."""


def read_booth(text: str, look: BoothLook) -> Intention:
    """What Enter will do. Of a ballot, `args` are its marks, as far as they are understood."""
    typed = clean(text, 400)
    if look.phase is Phase.COUNTED:
        return Intention(_("Enter: ready for the next person."), command="blank")
    if look.poll is None:
        return Intention(_("No vote is open here now."))
    if look.phase is Phase.BLANK:
        return Intention(_("Enter: I want to vote."), command="begin")
    if look.phase is Phase.TICKET:
        return _ticket(typed, look)
    if look.poll.kind in BY_STEPS:
        return _step(typed.casefold(), look, look.poll)
    return _whole(typed.casefold(), look, look.poll)


def next_step(poll: PollRow, answers: Marks, after: int) -> int:
    """Place of the next option without a number, from `after` on, then from the first."""
    known = {letter for letter, _number in answers}
    open_ = [at for at, option in enumerate(poll.options) if option.letter not in known]
    return next((at for at in open_ if at >= after), open_[0] if open_ else len(poll.options))


# The ticket ------------------------------------------------------------------------------------


def _ticket(typed: str, look: BoothLook) -> Intention:
    if look.wrong and typed == look.wrong:
        return Intention(look.refusal)
    count = sum(letter in ALPHABET for letter in typed.upper())
    if not count:
        asks = _("Type the 8 letters of your ticket, then Enter.   Esc: stop")
        return Intention(asks)
    if count < LETTERS:
        left = LETTERS - count
        return Intention(ngettext("{n} more letter.", "{n} more letters.", left))
    if count > LETTERS:
        return Intention(_("A ticket has 8 letters. Please look at yours again."))
    return Intention(_("Enter: on to the question."), command="ticket")


# One ballot in one line ------------------------------------------------------------------------


def _whole(typed: str, look: BoothLook, poll: PollRow) -> Intention:
    if not typed:
        return Intention(_asks(poll) + "   " + _("Esc: stop"))
    found = _dots(typed, poll) if poll.kind is Kind.DOTS else _letters(typed, poll)
    if isinstance(found, str):
        return Intention(found)
    marks = in_order(found, poll)
    if wrong := problem(marks, poll):
        return Intention(wrong, args=(marks,))
    return Intention(_ready(understood(marks, poll), look), command="cast", args=(marks,))


def _asks(poll: PollRow) -> str:
    match poll.kind:
        case Kind.SINGLE:
            return _("Type one letter, then Enter.")
        case Kind.DOTS:
            return _("Letter and dots, then Enter:  a2 b1")
        case _:
            return _("Type the letters, then Enter:  a c")


def _letters(typed: str, poll: PollRow) -> dict[str, int] | str:
    """What letters say: 1 for each, or for a ranking their places; or what is wrong."""
    known = {option.letter for option in poll.options}
    groups = _between(typed).replace("=", " = ").split()
    letters = [sign for group in groups for sign in group]
    if any(sign != "=" and not "a" <= sign <= "z" for sign in letters) or len(letters) > 60:
        return _("Please type only the letters in front of the ideas.")
    if unknown := [letter for letter in letters if letter != "=" and letter not in known]:
        return _("There is no option {letter}.").format(letter=unknown[0].upper())
    if poll.kind is not Kind.RANKING:
        if "=" in letters:
            return _("Please type only the letters in front of the ideas.")
        return dict.fromkeys(letters, 1)
    places: dict[str, int] = {}
    place, equal = 0, False
    for sign in letters:
        if sign == "=":
            equal = place > 0
            continue
        if sign in places:
            return _("{letter} is there twice. Each has one place.").format(letter=sign.upper())
        place = place if equal else len(places) + 1
        places[sign], equal = place, False
    return places


def _dots(typed: str, poll: PollRow) -> dict[str, int] | str:
    """Dots by letter: `a2 b`, or `a a b`; or what is wrong."""
    known = {option.letter for option in poll.options}
    plain = _between(typed)
    found: dict[str, int] = {}
    for each in _DOTS.finditer(plain):
        if each[1] not in known:
            return _("There is no option {letter}.").format(letter=each[1].upper())
        found[each[1]] = found.get(each[1], 0) + int(each[2] or 1)
    if not found or _DOTS.sub("", plain).strip():
        return _("First the letter, then the dots:  a2 b1")
    return {letter: dots for letter, dots in found.items() if dots}


def _between(typed: str) -> str:
    return _BETWEEN.sub(" ", typed).strip()


# Option by option ------------------------------------------------------------------------------


def _step(typed: str, look: BoothLook, poll: PollRow) -> Intention:
    if not typed:
        return _step_empty(look, poll)
    found = _numbers(typed, look, poll)
    if isinstance(found, str):
        return Intention(found, args=(look.answers,))
    highest = max(found.values())
    if highest > poll.most:
        return Intention(_scale(poll), args=(look.answers,))
    marks = in_order(dict(look.answers) | found, poll)
    if len(found) > 1:
        said = listed(in_order(found, poll)) + "."
    else:
        ((letter, number),) = found.items()
        said = _("{letter} gets {n}.").format(letter=letter.upper(), n=number)
    return Intention(said + "   " + _("Enter: go on"), command="note", args=(marks,))


def _step_empty(look: BoothLook, poll: PollRow) -> Intention:
    answers = look.answers
    if look.at >= len(poll.options):
        said = listed(answers)
        back = "   " + _("↑: change")
        hint = _ready(said + ".", look, back)
        if cell_len(hint) > look.width:
            hint = _ready(_("All your numbers stand above."), look, back)
        return Intention(hint, command="cast", args=(answers,))
    letter = poll.options[look.at].letter
    if (number := dict(answers).get(letter)) is not None:
        kept = _("{letter} keeps {n}.").format(letter=letter.upper(), n=number)
        return Intention(kept + "   " + _("Enter: go on"), command="note", args=(answers,))
    asks = _("A number for {letter}, from 0 to {most}, then Enter.").format(
        letter=letter.upper(), most=poll.most
    )
    back = _("↑: back") if look.at else _("Esc: stop")
    return Intention(f"{asks}   {back}", args=(answers,))


def _numbers(typed: str, look: BoothLook, poll: PollRow) -> dict[str, int] | str:
    """The numbers that were typed, by letter; or what is wrong."""
    letters = [option.letter for option in poll.options]
    plain = _between(typed)
    words = plain.split()
    if all(word.isdecimal() and len(word) < 5 for word in words) and words:
        first = look.at if look.at + len(words) <= len(letters) else 0
        if len(words) > len(letters) or (first != look.at and len(words) != len(letters)):
            return _("These are too many numbers. One number, then Enter.")
        return {letters[first + at]: int(word) for at, word in enumerate(words)}
    pairs = [(each[1], each[2]) for each in _DOTS.finditer(plain)]
    if not pairs or _DOTS.sub("", plain).strip() or any(not number for _a, number in pairs):
        return _scale(poll)
    if unknown := [letter for letter, _number in pairs if letter not in letters]:
        return _("There is no option {letter}.").format(letter=unknown[0].upper())
    return {letter: int(number) for letter, number in pairs}


def _scale(poll: PollRow) -> str:
    return _("A number from 0 to {most}, please.").format(most=poll.most)


def _ready(said: str, look: BoothLook, back: str = "") -> str:
    """What is understood, and how it is cast: that is read however long the rest is."""
    enter = _("Enter: cast it")
    hint = f"{said}   {enter}{back}"
    return hint if cell_len(hint) <= look.width else f"{enter}   {said}"
