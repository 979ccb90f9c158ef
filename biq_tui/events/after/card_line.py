"""The line of the evaluation card: any text answers the open question. Pure.

`Musik war schön` · `- Zu laut` · `3 idee` · `3 = Zu laut am Abend` · `waren 120` · `fertig`
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...core import clock
from ...core.date_words import folded
from ...core.dates import day_words
from ...core.errors import Refused
from ...core.intention import YES, Intention
from ...core.language import N_, _
from ...core.telling import sentence
from ..hints import doing
from ..models import EventState, FeedbackQuestion
from ..sentences import STANDS
from . import sentences
from .card import (
    WAITS,
    Collect,
    answer,
    become_idea,
    evaluated,
    no_treffen,
    reword,
    take_out,
    worded,
)
from .card_reading import Card
from .reading import FeedbackRow
from .visitors_line import read_visitors

GRAMMAR = (
    (N_("The music was nice"), N_("An answer to the open question, word for word.")),
    (N_("Tab"), N_("The next question.  In one line:  + good   - not good   > next time")),
    (N_("3 idea"), N_("Answer 3 becomes an idea of today's meeting, or of the next one.")),
    (N_("3 = Too loud at night"), N_("Answer 3 in other words.  3 remove yes  takes it out.")),
    (N_("were 120"), N_("So many came.  were as counted")),
    (N_("show"), N_("The projector shows the answers, without names.  show off")),
    (N_("done"), N_("The group has spoken of it.")),
    (N_('"3 idea'), N_("Begins with a quotation mark: everything stays as it is.")),
    (N_("what happened"), N_("Every step, to look at or take back.")),
)
"""Help prints this table."""

QUESTIONS = {
    FeedbackQuestion.GOOD: N_("What was good?"),
    FeedbackQuestion.BAD: N_("What was not good?"),
    FeedbackQuestion.NEXT: N_("Next time?"),
}
"""As they are asked."""

SHOW, SHOW_NOTHING = "show_card", "show_nothing"
HAPPENED = frozenset({"was war", "what happened"})

_SIGNS = {"+": FeedbackQuestion.GOOD, "-": FeedbackQuestion.BAD, ">": FeedbackQuestion.NEXT}
_SIGNED = re.compile(r"([+>–−-])\s*(\S.*)", re.DOTALL)
_WORDS = {
    "fertig": "done", "ausgewertet": "done", "done": "done", "evaluated": "done",
    "zeigen": "show", "zeig": "show", "show": "show",
    "zeigen weg": "show off", "show off": "show off",
}  # fmt: skip
_IDEA = frozenset({"idee", "idea", "als idee", "wird idee"})
_REMOVE = frozenset({"weg", "löschen", "remove", "delete"})
_NUMBER = re.compile(r"(\d{1,4})(?:\s+|\s*(?==))(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CardLook:
    """What the line is read against."""

    card: Card
    question: FeedbackQuestion
    """The open one."""
    collect: Collect
    """How an answer becomes an idea; the app knows."""
    marked: int | None = None
    """The marked answer's number."""


def read_card(text: str, look: CardLook) -> Intention:
    """What Enter will do with `text`."""
    card, typed, word = look.card, text.strip(), folded(text)
    if not typed:
        return _empty(look)
    if word in HAPPENED:
        return Intention(_("Enter: what happened here."), command="happened")
    if card.state is EventState.CANCELLED:
        return Intention(_("It is cancelled."))
    if not card.has_begun:
        return Intention(_("It has not begun yet."))
    if typed.startswith('"'):
        return _answer(look.question, typed[1:], card)
    if word in _WORDS:
        return _word(_WORDS[word], card)
    came = read_visitors(text, card.event_id, card.visitors, card.counted, card.has_begun)
    if came is not None:
        return came
    if numbered := _NUMBER.fullmatch(typed):
        number, rest = int(numbered[1]), numbered[2].strip()
        row = card.of(number)
        if row is None and folded(rest) in _IDEA:
            return Intention(_("There is no answer {number}.").format(number=number))
        said = None if row is None else _numbered(row, rest, look)
        if said is not None:
            return said
    if signed := _SIGNED.fullmatch(typed):
        return _answer(_SIGNS.get(signed[1], FeedbackQuestion.BAD), signed[2], card)
    return _answer(look.question, typed, card)


def _empty(look: CardLook) -> Intention:
    row = None if look.marked is None else look.card.of(look.marked)
    if row is not None:
        hint = _("Enter: takes {number} into the line, to change it.   As an idea:  {number} idea")
        args = (f"{row.number} = {row.text}",)
        return Intention(
            hint.replace("{number}", f"{row.number}"), args=args, command="edit", chosen=row.number
        )
    ask = _(QUESTIONS[look.question])
    return Intention(f"{ask}   " + _("Type what is said.   Tab: the next question"))


def _answer(question: FeedbackQuestion, text: str, card: Card) -> Intention:
    try:
        words = worded(text)
    except Refused as refusal:
        return Intention(refusal.sentence, keeps_text=True)
    told = sentence(sentences.SAID[question], answer=words)
    return doing(told, answer, card.event_id, question, words)


def _word(word: str, card: Card) -> Intention:
    if word == "show":
        if not card.answers:
            return Intention(_("There is nothing to show yet."))
        return Intention(_("Enter: the projector shows the answers."), command=SHOW)
    if word == "show off":
        return Intention(_("Enter: the projector shows nothing."), command=SHOW_NOTHING)
    if card.state not in WAITS:
        return Intention(_("It is so already."))
    if not card.is_over:
        return Intention(_("It is not over yet."))
    return doing(sentence(STANDS[EventState.EVALUATED]), evaluated, card.event_id)


def _numbered(row: FeedbackRow, rest: str, look: CardLook) -> Intention | None:
    word = folded(rest)
    if word in _IDEA:
        return _idea(row, look)
    first, _space, last = word.partition(" ")
    if first in _REMOVE and not last:
        ask = _("Take it out? Type:  {number} remove yes").format(number=row.number)
        return Intention(ask, keeps_text=True, chosen=row.number)
    if first in _REMOVE and last in YES:
        told = sentence(sentences.TAKEN_OUT, number=f"{row.number}")
        return _at(row, doing(told, take_out, row.feedback_id))
    if not rest.startswith("="):
        return None
    try:
        words = worded(rest[1:])
    except Refused as refusal:
        return Intention(refusal.sentence, keeps_text=True, chosen=row.number)
    if words == row.text:
        return Intention(_("It is so already."), chosen=row.number)
    told = sentence(sentences.REWORDED, number=f"{row.number}", answer=words)
    return _at(row, doing(told, reword, row.feedback_id, row.text, words))


def _idea(row: FeedbackRow, look: CardLook) -> Intention:
    if row.idea is not None:
        already = _("It is an idea already: {number}.").format(number=row.idea.number)
        return Intention(already, chosen=row.number)
    where = look.card.treffen
    if where is None:
        return Intention(no_treffen(), chosen=row.number)
    day = day_words(clock.local(where.starts_at).date())
    told = sentence(sentences.BECAME, number=f"{row.number}", answer=row.text)
    more = _("Meeting on {day}").format(day=day)
    return _at(row, doing(told, become_idea, row.feedback_id, look.collect, more=f"({more})"))


def _at(row: FeedbackRow, intention: Intention) -> Intention:
    """The same, with the answer marked."""
    return Intention(
        intention.hint, intention.use_case, intention.args, intention.sentence, chosen=row.number
    )
