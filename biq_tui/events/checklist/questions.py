"""The four questions in words, and what their answers change, as hint and journal say it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.language import N_, _
from ...core.telling import sentence
from . import sentences
from .settling import Difference
from .templates import Checklist, Question

ASKED = {
    Question.PUBLIC_GROUND: N_("Is it on public ground?"),
    Question.ADVERTISED: N_("Is it advertised in public?"),
    Question.ALCOHOL: N_("Is there alcohol?"),
    Question.MUSIC: N_("Is there music?"),
}
SHORT = {
    Question.PUBLIC_GROUND: N_("Public"),
    Question.ADVERTISED: N_("Publicity"),
    Question.ALCOHOL: N_("Alcohol"),
    Question.MUSIC: N_("Music"),
}
TYPED = {
    Question.PUBLIC_GROUND: N_("public"),
    Question.ADVERTISED: N_("publicity"),
    Question.ALCOHOL: N_("alcohol"),
    Question.MUSIC: N_("music"),
}
"""What is typed for each, before its answer."""

ANSWERS = {True: N_("yes"), False: N_("no"), None: N_("open")}


def answers_said(answers: Mapping[Question, bool | None]) -> str:
    """Öffentlich ja, Alkohol nein."""
    said = [
        _("{question} {answer}").format(question=_(SHORT[question]), answer=_(ANSWERS[answer]))
        for question, answer in answers.items()
    ]
    return f"{', '.join(said)}."


def template_said(known: Checklist) -> str:
    """Vorlage Straßenfest."""
    return _("Template {title}.").format(title=known.title)


def message_of(change: Difference) -> str:
    """Which message tells a change of the tasks."""
    if change.added:
        return sentences.SAID_BOTH if change.gone else sentences.SAID_MORE
    return sentences.SAID_FEWER if change.gone else sentences.SAID


def count_of(change: Difference) -> int:
    """The number that its message counts with."""
    return len(change.added) or len(change.gone)


def told(said: str, change: Difference) -> str:
    """What was said, and what it changes."""
    fewer = f"{len(change.gone)}"
    return sentence(message_of(change), count_of(change), said=said, fewer=fewer)
