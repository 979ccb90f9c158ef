"""Ending the evening: three questions in the line, and the word "ja" at the end. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from ..core.intention import Intention
from ..core.language import _, ngettext
from ..core.text import clean
from . import sentences, service
from .grammar import VERBS
from .line import TYPED_LENGTH, Look, read
from .models import Sitting
from .sheet import Sheet

YES = frozenset({"ja", "yes"})
NO = frozenset({"nein", "no", "niemand", "nobody"})
LATER = frozenset({"später", "spaeter", "later"})


class Question(IntEnum):
    """The questions, in their order."""

    COUNT = 0
    LEFT = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Ending:
    """How far the questions are answered."""

    question: Question = Question.COUNT
    counted: int | None = None
    """How many people the facilitator sees; None: not counted."""

    def answered(self, counted: int | None = None) -> Ending:
        """The next question."""
        following = Question(min(self.question + 1, Question.SURE))
        return Ending(following, self.counted if counted is None else counted)


def read_ending(text: str, look: Look, ending: Ending) -> Intention:
    """What Enter will do with the answer `text` to the question that is open."""
    if look.sheet.sitting is Sitting.ENDED:
        return read(text, look)
    text = clean(text, TYPED_LENGTH)
    word = text.casefold()
    if ending.question is Question.COUNT:
        return _count(word, look.sheet)
    if ending.question is Question.LEFT:
        return _left(text, word, look)
    if word in YES:
        return Intention(
            _("Enter: the evening ends."),
            service.end,
            (look.sheet.gathering_id, ending.counted),
            sentences.sentence(sentences.ENDED),
            command="ended",
        )
    return Intention(_("End the evening? Type: yes"))


def questions(sheet: Sheet, ending: Ending) -> tuple[tuple[str, str], ...]:
    """Each question with the answer it has so far."""
    counted = "" if ending.counted is None else f"{ending.counted}"
    if ending.counted is not None:
        same = ending.counted == sheet.here
        counted += "   " + (_("That fits.") if same else _differs(ending.counted, sheet))
    elif ending.question > Question.COUNT:
        counted = _("not counted")
    left = ngettext("{n} person has left.", "{n} people have left.", sheet.left)
    if not sheet.left:
        left = _("Nobody so far.")
    return (
        (_("How many people do you see?"), counted),
        (_("Did somebody leave before the end?"), left),
        (_("End the evening?"), _open_ones(sheet)),
    )


def _count(word: str, sheet: Sheet) -> Intention:
    if word in LATER:
        return Intention(_("Enter: goes on without counting."), command="answered")
    if word.isdecimal() and len(word) < 5:
        counted = int(word)
        fits = _("That fits.") if counted == sheet.here else _differs(counted, sheet)
        goes_on = _("Enter: goes on.")
        return Intention(f"{fits} {goes_on}", command="answered", chosen=counted)
    return Intention(_("How many people do you see? Type the number, or: later"))


def _left(text: str, word: str, look: Look) -> Intention:
    if word in NO | LATER:
        return Intention(_("Enter: nobody else has left."), command="answered")
    asked = Intention(_("Did somebody leave before the end? Type some letters of the name, or: no"))
    if not text:
        return asked
    leaves = next(verb for verb in VERBS if verb.use_case is service.leave)
    typed = word.rpartition(" ")[2] in leaves.words
    intention = read(text if typed else f"{text} {min(leaves.words)}", look)
    if intention.use_case in (service.leave, None) and intention.command in ("", "mark"):
        return intention
    return replace(asked, lit=intention.lit)


def _open_ones(sheet: Sheet) -> str:
    if not sheet.open:
        return ""
    return ngettext(
        "{n} person is still missing and counts as absent.",
        "{n} people are still missing and count as absent.",
        sheet.open,
    )


def _differs(counted: int, sheet: Sheet) -> str:
    return _("You see {counted}, the list says {listed}.").format(
        counted=counted, listed=sheet.here
    )
