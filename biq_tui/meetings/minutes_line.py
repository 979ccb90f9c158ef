"""The line of Protokoll: decisions, open questions, the next date, and the end. Pure.

`beschluss Wir machen ein Fest, ohne Widerspruch` · `frage Wer hat Strom?` · `treffen 14.4. 18:00`
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..attendance.models import Sitting
from ..core.date_words import folded
from ..core.intention import YES, Intention
from ..core.language import N_, _
from ..core.telling import sentence
from ..core.text import clean
from . import results, sentences
from .agenda import end_meeting
from .agenda_line import HAPPENED
from .board import Board
from .meeting_line import read_meeting
from .models import WORDING_LENGTH

GRAMMAR = (
    (N_("decision We celebrate, 12 yes, 3 no"), N_("What was decided, and how.")),
    (N_("decision We celebrate, but: noise"), N_("What somebody has against it stays on record.")),
    (N_("question Who has a key?"), N_("What nobody could answer.")),
    (N_("meeting 14.4. 18:00"), N_("Plans the next meeting.")),
    (N_("w1 plan"), N_("Makes an event of wish 1.  w1 w2 plan  makes one of both. w1 opens it.")),
    (N_("d1 remove"), N_("Decision 1 is taken out; q1 is question 1.")),
    (N_("with names"), N_("Names stand in the minutes, if the group wants it.  without names")),
    (N_("save"), N_("Makes files: text, PDF, in simple words, results.")),
    (N_("save stick"), N_("The files go onto the stick.")),
    (N_("print"), N_("Makes the minutes as PDF and shows it, to be printed.")),
    (N_("print short"), N_("The same for the short form, in large letters.")),
    (N_("end"), N_("Ends the meeting, after a yes.")),
    (N_("what happened"), N_("Everything that happened. There you can take back anything.")),
)

DECISION = frozenset({"beschluss", "beschlossen", "decision", "decided"})
QUESTION = frozenset({"frage", "question"})
MEETING = frozenset({"treffen", "meeting"})
SAVE = frozenset({"speichern", "save"})
PRINT = frozenset({"drucken", "print"})
STICK = frozenset({"stick", "usb"})
SHORT = frozenset({"kurz", "short"})
END = frozenset({"ende", "end", "treffen beenden", "beenden"})
NAMES = {"mit namen": True, "with names": True, "ohne namen": False, "without names": False}
REMOVE = frozenset({"weg", "remove"})
PLAN = frozenset({"planen", "machen", "plan"})
ONE_MORE = frozenset({"noch einmal planen", "one more", "ja planen", "planen ja", "plan yes"})

_PLACED = re.compile(r"([bfdq]) ?(\d{1,2}) (\w+)")
_WISHES = re.compile(
    r"(?:w ?|wunsch |wünsche |wish |wishes )"
    r"(\d{1,2}(?:(?:[ ,+]+| und | and )w? ?\d{1,2})*)(?: (.+))?"
)
_HOW = re.compile(
    r"(?:\d{1,3} (?:ja|yes|dafür|nein|no|dagegen|enthaltung(?:en)?|enthalten|abstained)"
    r"|ohne widerspruch|einstimmig|im gespräch|without objection|unanimous(?:ly)?|by talking)"
)
_BUT = re.compile(r"(?:aber|einwand|dagegen|but|against)\s*:\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What the facilitator sees when she presses a key."""

    board: Board
    ending: bool = False
    """She was asked whether the meeting ends."""


def read_minutes(text: str, look: Look) -> Intention:
    """What Enter will do with `text`."""
    typed = clean(text, WORDING_LENGTH * 2)
    board, word = look.board, folded(typed)
    if look.ending and word in YES:
        told = sentence(sentences.ENDED)
        return Intention(_enter(told), end_meeting, (board.meeting_id,), told, command="ended")
    if not typed:
        if look.ending:
            return Intention(_("End the meeting? Type: yes      Esc: not yet"))
        return Intention(_("Type:  decision …   question …   save   end      ? shows all"))
    if word in SAVE:
        return Intention(_("Enter: makes the minutes as files."), command="save")
    if paper := _paper(word):
        return paper
    if word in HAPPENED:
        return Intention(_("Enter: shows what happened."), command="happened")
    if word in END:
        if board.sitting is Sitting.ENDED:
            return Intention(_("The meeting has ended already."))
        return Intention(_("End the meeting? Enter, then type: yes"), command="ask_end")
    if word in NAMES:
        wanted = NAMES[word]
        if wanted is board.with_names:
            return Intention(_("It is so already."))
        told = sentence(sentences.WITH_NAMES if wanted else sentences.WITHOUT_NAMES)
        return Intention(_enter(told), results.use_names, (board.meeting_id, wanted), told)
    if found := _PLACED.fullmatch(word):
        return _remove(found[1], int(found[2]), found[3], board)
    if found := _WISHES.fullmatch(word):
        return _wishes(found[1], found[2] or "", board)
    first, _space, rest = typed.partition(" ")
    first, rest = first.casefold().rstrip(":"), rest.strip()
    if first in DECISION:
        return _decision(rest, board)
    if first in QUESTION:
        return _question(rest, board)
    if first in MEETING:
        return read_meeting(rest) or Intention(_("Day and time, please:  meeting 14.4. 18:00"))
    return Intention(_("First what it is:  decision {text}   question {text}").format(text=typed))


def _paper(word: str) -> Intention | None:
    """`print` · `print short` · `save stick`."""
    first, _space, rest = word.partition(" ")
    if first in PRINT and not rest:
        return Intention(_("Enter: makes the minutes as PDF and shows it."), command="print")
    if first in PRINT and rest in SHORT:
        return Intention(_("Enter: makes the short form and shows it."), command="print_short")
    if first in SAVE | PRINT and rest in STICK:
        return Intention(_("Enter: the minutes go onto the stick."), command="save_stick")
    return None


def parts_of(text: str) -> tuple[str, str, str]:
    """Wording, how it was decided, and what somebody has against it, told from the right."""
    parts = [part.strip() for part in text.split(",")]
    dissent, how = "", list[str]()
    for at, part in enumerate(parts[1:], start=1):  # an objection may have commas of its own
        if found := _BUT.fullmatch(part):
            dissent = ", ".join([found[1], *parts[at + 1 :]]).strip(" ,")
            parts = parts[:at]
            break
    while len(parts) > 1 and _HOW.fullmatch(folded(parts[-1])):
        how.insert(0, parts.pop())
    return ", ".join(filter(None, parts)), ", ".join(how), dissent


def _decision(rest: str, board: Board) -> Intention:
    wording, how, dissent = parts_of(rest)
    if not wording:
        return Intention(_("What was decided?  decision We celebrate, 12 yes, 3 no"))
    told = sentence(sentences.DECIDED, decision=wording)
    facts = [f"({how})"] if how else []
    facts += [_("Against it: {text}").format(text=dissent)] if dissent else []
    hint = "   ".join([_enter(told), *facts])
    return Intention(hint, results.decide, (board.meeting_id, wording, how, dissent), told)


def _question(rest: str, board: Board) -> Intention:
    if not rest:
        return Intention(_("Which question stays open?  question Who has a key?"))
    wording = clean(rest, WORDING_LENGTH)
    told = sentence(sentences.ASKED, question=wording)
    return Intention(_enter(told), results.ask, (board.meeting_id, wording), told)


def _wishes(typed: str, rest: str, board: Board) -> Intention:
    """Wishes become an event, or the one that was made of them is opened. The app does both."""
    places = list(dict.fromkeys(map(int, re.findall(r"\d+", typed))))
    if no := next((place for place in places if not 1 <= place <= len(board.wishes)), None):
        return Intention(_("There is no wish {number}.").format(number=no))
    rows = [board.wishes[place - 1] for place in places]
    made = next((row.became[-1] for row in rows if row.became), None)
    if made is not None and rest not in ONE_MORE:
        opens = _("Enter: opens “{title}”.").format(title=made.title)
        again = _("Another event of it:  w{number} plan yes").format(number=places[0])
        return Intention(f"{opens}   {again}", command=f"event {made.event_id}")
    if rest not in PLAN | ONE_MORE:
        return Intention(_("w{number} plan  makes an event of it.").format(number=typed))
    hint = (
        _("Enter: the wishes become one event: {event}")
        if len(rows) > 1
        else _("Enter: the wish becomes an event: {event}")
    )
    wishes = " ".join(f"{row.wish_id}" for row in rows)
    return Intention(hint.format(event=rows[0].wording), command=f"plan {wishes}")


def _remove(kind: str, number: int, word: str, board: Board) -> Intention:
    if word not in REMOVE:
        return Intention(_("{place} remove  takes it out.").format(place=f"{kind}{number}"))
    if kind in "bd":
        decision = next((row for row in board.decisions if row.number == number), None)
        if decision is None:
            return Intention(_("There is no decision {number}.").format(number=number))
        told = sentence(sentences.DECISION_REMOVED, number=f"{number}")
        args = (decision.decision_id, number)
        return Intention(
            _enter(told) + f"   “{decision.wording}”", results.take_out_decision, args, told
        )
    question = next((row for row in board.questions if row.number == number), None)
    if question is None:
        return Intention(_("There is no question {number}.").format(number=number))
    told = sentence(sentences.QUESTION_REMOVED, number=f"{number}")
    args = (question.question_id, number)
    return Intention(
        _enter(told) + f"   “{question.wording}”", results.take_out_question, args, told
    )


def _enter(told: str) -> str:
    return _("Enter: {sentence}").format(sentence=told)
