"""What remains of an event, in sentences: the journal's message ids and their words."""

from __future__ import annotations

from ...core.language import N_, ngettext
from ...core.telling import Template, add_sentences
from ..models import Feedback, FeedbackQuestion

VISITORS = "events.visitors"
AS_COUNTED = "events.visitors_as_counted"
SAID = {
    FeedbackQuestion.GOOD: "events.said_good",
    FeedbackQuestion.BAD: "events.said_bad",
    FeedbackQuestion.NEXT: "events.said_next",
}
REWORDED = "events.said_reworded"
TAKEN_OUT = "events.said_taken_out"
BECAME = "events.said_became"
TIDIED = "events.tidied"
TIDY_WEEKS = "events.tidy_weeks"


def _visitors(n: int) -> str:
    return ngettext("{n} person came", "{n} people came", n)


def _tidied(n: int) -> str:
    return ngettext(
        "The names of this event are deleted: {n} helper",
        "The names of this event are deleted: {n} helpers",
        n,
    )


def _weeks(n: int) -> str:
    return ngettext(
        "Names are deleted {n} week after an event", "Names are deleted {n} weeks after an event", n
    )


TEMPLATES: dict[str, Template] = {
    VISITORS: _visitors,
    AS_COUNTED: N_("What was counted at the door stands"),
    SAID[FeedbackQuestion.GOOD]: N_("Good: {answer}"),
    SAID[FeedbackQuestion.BAD]: N_("Not good: {answer}"),
    SAID[FeedbackQuestion.NEXT]: N_("Next time: {answer}"),
    REWORDED: N_("{number} is called: {answer}"),
    TAKEN_OUT: N_("{number} is taken out"),
    BECAME: N_("{number} becomes an idea: {answer}"),
    TIDIED: _tidied,
    TIDY_WEEKS: _weeks,
}

add_sentences(TEMPLATES, answer=(Feedback, "text"))
