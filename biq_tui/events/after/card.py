"""The use cases of the evaluation card: three questions, and whatever the group answers.

How many came in all is said there, too. Nobody's name belongs to an answer.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import col, func, select

from ...core import clock
from ...core.errors import Refused
from ...core.language import _
from ...core.text import clean
from ...core.write import Write
from ...evaluations import treffen
from ..events import event_of
from ..models import FEEDBACK_LENGTH, Event, EventState, Feedback, FeedbackQuestion
from ..reading import gone
from ..sentences import STANDS
from . import sentences

MOST_VISITORS = 99_999
"""More came to nothing in a neighbourhood: it is a slip."""

WAITS = (EventState.WISH, EventState.PLANNED, EventState.FIXED, EventState.DONE)
"""An event that is over and stands so waits for a word of the group."""

Collect = Callable[[Write, int, str], int]
"""(write, meeting_id, text): makes an idea of a meeting; its id."""


def set_visitors(write: Write, event_id: int, visitors: int | None) -> None:
    """So many came, whatever was counted at the door; None: what was counted stands.

    Raises Refused before it has begun, and for an impossible number.
    """
    _begun(write, event_id)
    if visitors is not None and not 0 <= visitors <= MOST_VISITORS:
        raise Refused(_("From 0 to {most}, please.").format(most=MOST_VISITORS))
    write.change(Event, Event.id == event_id, visitors=visitors)
    if visitors is None:
        write.tell(sentences.AS_COUNTED)
    else:
        write.tell(sentences.VISITORS, n=visitors)


def answer(write: Write, event_id: int, question: FeedbackQuestion, text: str) -> int:
    """Somebody answers a question; the answer's id. Today's Treffen is where it was said.

    Raises Refused before the event has begun, for no words, and for too many.
    """
    _begun(write, event_id)
    here = treffen(write.session)
    said = write.insert(
        Feedback(
            event_id=event_id,
            number=_next_number(write, event_id),
            question=question,
            text=worded(text),
            gathering_id=here.gathering_id if here is not None and here.is_today else None,
        )
    )
    if said is None:
        raise gone()
    write.tell(sentences.SAID[question], answer=said.id)
    return said.id or 0


def reword(write: Write, feedback_id: int, before: str, text: str) -> None:
    """An answer is worded in another way. `before`: as it was seen; Refused if it is not so now."""
    its = _answer_of(write, feedback_id)
    if its.text != before:
        raise Refused(
            _("Meanwhile it says “{now}”. You wanted “{wanted}”.").format(
                now=its.text, wanted=worded(text)
            )
        )
    write.change(Feedback, Feedback.id == feedback_id, text=worded(text))
    write.tell(sentences.REWORDED, number=f"{its.number}", answer=feedback_id)


def take_out(write: Write, feedback_id: int) -> None:
    """An answer is not there any more."""
    its = _answer_of(write, feedback_id)
    write.delete(Feedback, Feedback.id == feedback_id)
    write.tell(sentences.TAKEN_OUT, number=f"{its.number}")


def become_idea(write: Write, feedback_id: int, collect: Collect) -> None:
    """An answer becomes an idea of today's Treffen, or of the next one.

    `collect(write, meeting_id, text)` makes the idea and says its id: ideas belong to the meetings.
    Raises Refused if it is one already, or if no Treffen is planned.
    """
    its = _answer_of(write, feedback_id)
    if its.idea_id is not None:
        raise Refused(_("It is an idea already."))
    where = treffen(write.session)
    if where is None:
        raise Refused(no_treffen())
    write.change(
        Feedback,
        Feedback.id == feedback_id,
        idea_id=collect(write, where.meeting_id, its.text),
    )
    write.tell(sentences.BECAME, number=f"{its.number}", answer=feedback_id)


def evaluated(write: Write, event_id: int) -> None:
    """The group has spoken of it. Raises Refused before its end, and if it is so already."""
    event, gathering = event_of(write, event_id)
    if gathering is None or gathering.ends_at > clock.now():
        raise Refused(_("It is not over yet."))
    if event.state not in WAITS:
        raise Refused(_("It is so already."))
    write.change(Event, Event.id == event_id, state=EventState.EVALUATED)
    write.tell(STANDS[EventState.EVALUATED])


def no_treffen() -> str:
    """What is said where an idea has no meeting to go to."""
    return _("No Treffen is planned. First, on Today:  meeting 17.3. 18:00 What is missing here?")


def worded(text: str) -> str:
    """An answer as it is kept. Raises Refused for no words and for too many."""
    words = clean(text, FEEDBACK_LENGTH + 1)
    if not words:
        raise Refused(_("Please write it."))
    if len(words) > FEEDBACK_LENGTH:
        raise Refused(
            _("This is too long. {most} letters are possible.").format(most=FEEDBACK_LENGTH)
        )
    return words


def _begun(write: Write, event_id: int) -> Event:
    event, gathering = event_of(write, event_id)
    if event.state == EventState.CANCELLED:
        raise Refused(_("It is cancelled.   First:  takes place"))
    if gathering is None or gathering.starts_at > clock.now():
        raise Refused(_("It has not begun yet."))
    return event


def _answer_of(write: Write, feedback_id: int) -> Feedback:
    its = write.session.get(Feedback, feedback_id)
    if its is None:
        raise gone()
    return its


def _next_number(write: Write, event_id: int) -> int:
    its = select(func.max(col(Feedback.number))).where(Feedback.event_id == event_id)
    return (write.session.exec(its).one() or 0) + 1
