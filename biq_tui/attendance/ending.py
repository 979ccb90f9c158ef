"""Ending the evening: some questions in the line, and the word "ja" at the end. Pure.

Who came by phone is asked only if somebody did whom no facilitator has seen, and nowhere else.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from enum import IntEnum

from ..core.intention import Intention
from ..core.language import _, ngettext
from ..core.text import clean
from . import paper, sentences, service
from .grammar import VERBS
from .line import read
from .look import TYPED_LENGTH, Look, called, which
from .models import Sitting
from .roster import Row
from .runs import NAMED, NoSuchNumber, is_run, no_such_number, rows_of_run
from .sheet import Sheet

YES = frozenset({"ja", "yes"})
NO = frozenset({"nein", "no", "niemand", "nobody"})
LATER = frozenset({"später", "spaeter", "later"})
WHOM_WIDTH, WHOM_LINES = 70, 6
"""So much room those have who came by phone, in characters and lines."""


class Question(IntEnum):
    """The questions, in their order."""

    COUNT = 0
    PHONES = 1
    LEFT = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Ending:
    """How far the questions are answered."""

    question: Question = Question.COUNT
    counted: int | None = None
    """How many people the facilitator sees; None: not counted."""

    phones: int = 0
    """How many had come by phone alone when the first question was answered."""

    def answered(self, sheet: Sheet, counted: int | None = None) -> Ending:
        """The next question. About phones only if somebody came by one whom nobody has seen."""
        if self.question is Question.COUNT:
            following = Question.PHONES if sheet.rows.unseen else Question.LEFT
            return Ending(following, counted, sheet.rows.unseen)
        return replace(self, question=Question(min(self.question + 1, Question.SURE)))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the tab shows it."""

    question: Question
    asks: str
    answer: str = ""
    """What is answered so far, or follows from the list."""
    whom: tuple[str, ...] = ()
    """The people it is about, numbered; with names hidden only the numbers."""


def read_ending(text: str, look: Look, ending: Ending) -> Intention:
    """What Enter will do with the answer `text` to the question that is open."""
    if look.sheet.sitting is Sitting.ENDED:
        return read(text, look)
    text = clean(text, TYPED_LENGTH)
    word = text.casefold()
    if ending.question is Question.COUNT:
        return _count(word, look.sheet)
    if ending.question is Question.PHONES:
        return _phones(text, word, look)
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


def questions(look: Look, ending: Ending) -> tuple[Asked, ...]:
    """The questions with the answers so far."""
    sheet = look.sheet
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
        Asked(Question.COUNT, _("How many people do you see?"), counted),
        *_about_phones(look, ending),
        Asked(Question.LEFT, _("Did somebody leave before the end?"), left),
        Asked(Question.SURE, _("End the evening?"), _open_ones(sheet)),
    )


def written(look: Look, ending: Ending) -> str:
    """The tab: what is answered, what is asked, what is still to come."""
    if look.sheet.sitting is Sitting.ENDED:
        return "\n  ✓ " + _("The evening has ended.") + "\n"
    lines = []
    for place, asked in enumerate(questions(look, ending), start=1):
        sign = " " if asked.question > ending.question else "▸"
        sign = "✓" if asked.question < ending.question else sign
        answer = asked.answer if asked.question <= ending.question else ""
        lines.append(f"  {sign} {place}  {asked.asks}   {answer}")
        if asked.whom:
            lines[-1] += "".join(f"\n       {line}" for line in _wrapped(asked.whom))
    return "\n" + "\n\n".join(lines) + "\n"


def _wrapped(people: tuple[str, ...]) -> list[str]:
    """Some lines of people; nobody is parted from her number."""
    whole = "   ".join(person.replace(" ", "\N{NO-BREAK SPACE}") for person in people)
    lines = textwrap.wrap(whole, WHOM_WIDTH, max_lines=WHOM_LINES, placeholder="   …")
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def _about_phones(look: Look, ending: Ending) -> tuple[Asked, ...]:
    """One question if it is or was to be asked, else none."""
    unseen = look.sheet.rows.unseen
    phones = ending.phones if ending.question > Question.PHONES else unseen or ending.phones
    if not phones:
        return ()
    asks = ngettext(
        "{n} came by phone. Was this person really here?",
        "{n} came by phone. Were all really here?",
        phones,
    )
    if ending.question > Question.PHONES:
        return (Asked(Question.PHONES, asks, _("later") if unseen else ""),)
    if ending.question < Question.PHONES:
        return (Asked(Question.PHONES, asks),)
    whom = tuple(
        f"{row.number}" if look.names_hidden else which(row, look)
        for row in look.sheet.rows
        if row.unseen
    )
    return (Asked(Question.PHONES, asks, whom=whom),)


def _count(word: str, sheet: Sheet) -> Intention:
    if word in LATER:
        return Intention(_("Enter: goes on without counting."), command="answered")
    if word.isdecimal() and len(word) < 5:
        counted = int(word)
        fits = _("That fits.") if counted == sheet.here else _differs(counted, sheet)
        goes_on = _("Enter: goes on.")
        return Intention(f"{fits} {goes_on}", command="answered", chosen=counted)
    return Intention(_("How many people do you see? Type the number, or: later"))


def _phones(text: str, word: str, look: Look) -> Intention:
    rows = look.sheet.rows
    if not rows.unseen:  # somebody else has answered meanwhile
        return Intention(_("Enter: goes on."), command="answered")
    if word in LATER:
        return Intention(_("Enter: goes on without this answer."), command="answered")
    here = look.sheet.gathering_id
    if word in YES:
        said = sentences.sentence(sentences.WERE_HERE, rows.unseen)
        hint = _("Enter: {sentence}").format(sentence=said)
        return Intention(hint, paper.were_here, (here,), said, command="answered")
    asked = Intention(_("Were all really here? Type: yes      Or who was not: numbers, names"))
    not_here = _meant(text, look)
    if isinstance(not_here, Intention):
        return not_here
    if not not_here:
        return asked
    lit = frozenset(row.number for row in not_here)
    seen = [row for row in not_here if not row.unseen]
    if seen:
        told = _("{person} did not come by phone.").format(person=called(seen[:1], look))
        return Intention(told, lit=lit, keeps_text=True)
    said = sentences.sentence(sentences.WERE_NOT_HERE, len(not_here))
    hint = _("Enter: {sentence}").format(sentence=said)
    return Intention(
        f"{hint} ({called(not_here, look, NAMED)})",
        paper.were_not_here,
        (here, tuple(row.person_id for row in not_here)),
        said,
        command="answered",
        lit=lit,
    )


def _meant(text: str, look: Look) -> list[Row] | Intention:
    """The people whom numbers or names mean, in the order of the list; or what is unclear."""
    found: dict[int, Row] = {}
    parts = [text] if is_run(text) else text.split(",")
    for part in filter(None, map(str.strip, parts)):
        rows = _rows_of(part, look)
        if isinstance(rows, Intention):
            return rows
        found |= {row.number: row for row in rows}
    return [found[number] for number in sorted(found)]


def _rows_of(part: str, look: Look) -> list[Row] | Intention:
    """Those whom a run of numbers means, or the one whom letters mean; or what is unclear."""
    rows = look.sheet.rows
    if part.isdecimal() or is_run(part):
        try:
            return rows_of_run(part, rows)
        except NoSuchNumber as missing:
            return no_such_number(missing)
    named = rows.named(part)
    hits = [row for row in named if row.unseen] or named
    if len(hits) == 1:
        return hits
    said = _("Nobody on the list is called “{name}”.").format(name=part)
    if hits:
        names = called(hits, look, NAMED)
        said = _("Who is it? {names}. Type the number.").format(names=names)
    return Intention(said, lit=frozenset(row.number for row in hits), keeps_text=True)


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
