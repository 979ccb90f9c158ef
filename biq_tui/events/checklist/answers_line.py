"""The four questions and the template, as they are typed. Pure.

`ja nein ja nein` · `jnjn` · `öffentlich ja` · `alkohol nein, musik ja` · `vorlage straßenfest`
"""

from __future__ import annotations

import re

from ...core.date_words import folded
from ...core.dates import day_words
from ...core.intention import Intention
from ...core.language import _
from ...people.names import begins, fold
from ..look import Look
from ..plan import Plan
from . import following
from .due import Due, offset_words
from .questions import ASKED, TYPED, answers_said, template_said, told
from .settling import Difference, answers_of, difference
from .templates import Answers, Checklist, Question, checklist, checklists

_ANSWERS = {
    "ja": True, "j": True, "yes": True, "y": True,
    "nein": False, "n": False, "no": False,
    "offen": None, "open": None, "?": None,
}  # fmt: skip
_QUESTIONS = {
    "öffentlich": Question.PUBLIC_GROUND,
    "oeffentlich": Question.PUBLIC_GROUND,
    "öffentlicher grund": Question.PUBLIC_GROUND,
    "grund": Question.PUBLIC_GROUND,
    "public": Question.PUBLIC_GROUND,
    "public ground": Question.PUBLIC_GROUND,
    "werbung": Question.ADVERTISED,
    "publicity": Question.ADVERTISED,
    "advertised": Question.ADVERTISED,
    "alkohol": Question.ALCOHOL,
    "alcohol": Question.ALCOHOL,
    "musik": Question.MUSIC,
    "music": Question.MUSIC,
}
_ALL_AT_ONCE = re.compile(r"[jn?]{4}|[yn?]{4}")
_TEMPLATE = re.compile(r"(?:vorlage|template)(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_BEFORE_NEW = "   "
_SHOWN = 3
"""So many new tasks are named before Enter."""


def unanswered(plan: Plan) -> tuple[Question, ...]:
    """The questions that nobody has answered."""
    return tuple(question for question, yes in answers_of(plan.event).items() if yes is None)


def read_answers(typed: str, look: Look, *, on_tab: bool) -> Intention | None:
    """What Enter will do with answers or a template; None if `typed` is neither.

    `on_tab`: the first open question is on the screen, so that a bare "ja" answers it.
    """
    words = folded(typed)
    if found := _TEMPLATE.fullmatch(typed):
        return _template((found[1] or "").strip(), look)
    if _ALL_AT_ONCE.fullmatch(words):
        words = " ".join(words)
    said = [word for word in re.split(r"[\s,;]+", words) if word]
    if said and all(word in _ANSWERS for word in said):
        return _bare([_ANSWERS[word] for word in said], look, on_tab)
    answers = _named(said)
    return _answered(answers, look) if answers else None


def question_taken(question: Question) -> Intention:
    """Enter takes a question into the line: its answer follows."""
    asked = _(ASKED[question])
    hint = _("Enter: takes this question into the line.  {question}  yes or no").format(
        question=asked
    )
    return Intention(hint, args=(_(TYPED[question]) + " ",), command="edit")


def asking(plan: Plan) -> str:
    """What is asked first, and how it is answered; "" if nothing is open."""
    still_open = unanswered(plan)
    if not still_open:
        return ""
    asked = _(ASKED[still_open[0]])
    if len(still_open) < len(Question):
        return _("{question}  yes or no").format(question=asked)
    return _("{question}  yes or no.   All four:  yes no yes no").format(question=asked)


def _bare(said: list[bool | None], look: Look, on_tab: bool) -> Intention:
    """Answers without their questions: all four, or one to the first open question."""
    if len(said) == len(Question):
        return _answered(dict(zip(Question, said, strict=True)), look)
    if not on_tab:
        return Intention(_("Yes or no to what?  public yes · alcohol no"))
    still_open = unanswered(look.plan)
    if len(said) == 1 and still_open and said[0] is not None:
        return _answered({still_open[0]: said[0]}, look)
    if not still_open:
        return Intention(_("All questions are answered. To change one:  alcohol no"))
    return Intention(_("One answer, or all four at once:  yes no yes no"))


def _named(said: list[str]) -> dict[Question, bool | None]:
    """Questions with their answers; empty if anything else was said."""
    answers: dict[Question, bool | None] = {}
    question = ""
    for word in said:
        if question in _QUESTIONS and word in _ANSWERS:
            answers[_QUESTIONS[question]] = _ANSWERS[word]
            question = ""
        else:
            question = f"{question} {word}".strip()
    return {} if question else answers


def _answered(answers: dict[Question, bool | None], look: Look) -> Intention:
    event = look.plan.event
    now = answers_of(event)
    if all(now[question] is yes for question, yes in answers.items()):
        return Intention(_("It is so already."))
    change = _change(look.plan, checklist(event.template), {**now, **answers})
    sentence = told(answers_said(answers), change)
    args = (event.event_id, answers)
    return Intention(_hint(sentence, change, look.plan), following.answer_all, args, sentence)


def _template(typed: str, look: Look) -> Intention:
    known = _meant(typed)
    if known is None:
        titles = ", ".join(each.title for each in checklists().values())
        return Intention(_("Which template?  {titles}").format(titles=titles))
    event = look.plan.event
    if known.template is event.template:
        return Intention(_("It is so already."))
    change = _change(look.plan, known, answers_of(event))
    sentence = told(template_said(known), change)
    args = (event.event_id, known.template)
    return Intention(_hint(sentence, change, look.plan), following.set_template, args, sentence)


def _meant(typed: str) -> Checklist | None:
    """The template that is called so: "straßenfest", "info"; None for none, or more than one."""
    if not any(letter.isalpha() for letter in typed):
        return None
    for fits in (lambda word: fold(word) == fold(typed), lambda word: begins(typed, word)):
        hits = [known for known in checklists().values() if any(map(fits, known.words))]
        if len(hits) == 1:
            return hits[0]
    return None


def _change(plan: Plan, known: Checklist, answers: Answers) -> Difference:
    return difference(known, answers, plan.event.state, plan.tasks)


def _hint(sentence: str, change: Difference, plan: Plan) -> str:
    """What will be said, and what comes: what an authority has to allow is named first."""
    first = sorted(change.added, key=lambda item: (item.latest is None, not item.authority))
    first = first[:_SHOWN]
    named = []
    for item in first:
        day = Due(item.days).on(plan.event.day)
        when = offset_words(item.days) if day is None else day_words(day)
        named.append(f"{item.text} ({when})")
    more = " · …" if len(change.added) > len(first) else ""
    hint = _("Enter: {sentence}").format(sentence=sentence)
    return f"{hint}{_BEFORE_NEW}{' · '.join(named)}{more}" if named else hint


def coming(intention: Intention) -> str:
    """The new tasks that a hint names; "" if it is about something else."""
    if intention.use_case not in (following.answer_all, following.set_template):
        return ""
    return intention.hint.partition(_BEFORE_NEW)[2]
