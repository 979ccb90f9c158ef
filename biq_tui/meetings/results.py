"""The use cases of what a meeting leaves behind: decisions, open questions, its minutes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col

from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from ..voting import polls
from . import sentences
from .agenda import gone
from .models import (
    SHORT_LENGTH,
    WORDING_LENGTH,
    Decision,
    Idea,
    IdeaState,
    Meeting,
    OpenQuestion,
)


def decide(write: Write, meeting_id: int, wording: str, how: str = "", dissent: str = "") -> int:
    """The group has decided this; `how` in words, `dissent`: what somebody has against it."""
    decision = write.insert(
        Decision(
            meeting_id=meeting_id,
            wording=_worded(wording),
            how=clean(how, SHORT_LENGTH),
            dissent=clean(dissent, WORDING_LENGTH),
        )
    )
    assert decision is not None  # nothing about it is unique
    write.tell(sentences.DECIDED, decision=decision.id)
    return decision.id or 0


def decide_by_vote(
    write: Write, meeting_id: int, wording: str, how: str, dissent: str, ideas: Sequence[int]
) -> int:
    """The result of a vote becomes a decision; the `ideas` (their ids) that won are chosen."""
    write.change(Idea, col(Idea.id).in_(ideas), state=IdeaState.CHOSEN)
    return decide(write, meeting_id, wording, how, dissent)


def talk_over(write: Write, meeting_id: int, question: str, poll_id: int | None = None) -> int:
    """The group has talked about it, and needs no decision: that is an outcome, too.

    A vote that was prepared for it (`poll_id`) is not needed any more.
    """
    if poll_id is not None:
        polls.drop(write, poll_id)
    outcome = decide(write, meeting_id, question, _("talked about, no decision is needed"))
    write.tell(sentences.TALKED, decision=outcome)
    return outcome


def ask(write: Write, meeting_id: int, wording: str) -> int:
    """A question stays open."""
    question = write.insert(OpenQuestion(meeting_id=meeting_id, wording=_worded(wording)))
    assert question is not None
    write.tell(sentences.ASKED, question=question.id)
    return question.id or 0


def take_out_decision(write: Write, decision_id: int, number: int) -> None:
    """A decision, the `number`th on the screen, was none."""
    if not write.delete(Decision, Decision.id == decision_id):
        raise gone()
    write.tell(sentences.DECISION_REMOVED, number=f"{number}")


def take_out_question(write: Write, question_id: int, number: int) -> None:
    """A question, the `number`th on the screen, is answered or was none."""
    if not write.delete(OpenQuestion, OpenQuestion.id == question_id):
        raise gone()
    write.tell(sentences.QUESTION_REMOVED, number=f"{number}")


def use_names(write: Write, meeting_id: int, with_names: bool) -> None:
    """The group wants names in its minutes, or not."""
    if not write.change(Meeting, Meeting.id == meeting_id, with_names=with_names):
        raise gone()
    write.tell(sentences.WITH_NAMES if with_names else sentences.WITHOUT_NAMES)


def _worded(wording: str) -> str:
    cleaned = clean(wording, WORDING_LENGTH)
    if not cleaned:
        raise Refused(_("Please write a sentence."))
    return cleaned
