"""How an event stands: a wish, planned, fixed, over, evaluated; or cancelled, and on again."""

from __future__ import annotations

from ..core import clock
from ..core.errors import Refused
from ..core.language import N_, _
from ..core.text import clean
from ..core.write import Write
from . import sentences
from .events import event_of
from .models import REASON_LENGTH, Event, EventState, Shift
from .partners.missing import missing, missing_sentence
from .reading import plan

FROM = {
    EventState.WISH: frozenset({EventState.PLANNED}),
    EventState.PLANNED: frozenset({EventState.WISH, EventState.FIXED}),
    EventState.FIXED: frozenset({EventState.WISH, EventState.PLANNED}),
    EventState.DONE: frozenset({EventState.PLANNED, EventState.FIXED}),
    EventState.EVALUATED: frozenset({EventState.DONE}),
}
"""From which states one comes to each. Whatever else was a slip is taken back with Ctrl+Z."""

STATES = {
    EventState.WISH: N_("a wish"),
    EventState.PLANNED: N_("planned"),
    EventState.FIXED: N_("fixed"),
    EventState.DONE: N_("over"),
    EventState.EVALUATED: N_("evaluated"),
    EventState.CANCELLED: N_("cancelled"),
}
"""What is said of an event that stands so: "Es ist geplant.". """


def refusal(state: EventState, wanted: EventState, has_day: bool, begun: bool) -> str:
    """Why an event does not become what is wanted; "" if it may."""
    if state is wanted:
        return _("It is so already.")
    if state is EventState.CANCELLED:
        return _("It is cancelled.   First:  takes place")
    if not has_day and wanted is not EventState.WISH:
        return _("First the day, please:  12.6. 15-18")
    if state not in FROM[wanted]:
        if wanted is EventState.EVALUATED:
            return _("First it has to be over.   Type:  over")
        return _("It is {state}. It stays so.").format(state=_(STATES[state]))
    if wanted is EventState.DONE and not begun:
        return _("It has not begun yet.")
    return ""


def become(write: Write, event_id: int, wanted: EventState) -> None:
    """It is a wish again, planned, over or evaluated. Raises Refused with what speaks against it.

    Fixed it becomes by `fix`, cancelled by `cancel`.
    """
    event, gathering = event_of(write, event_id)
    begun = gathering is not None and gathering.starts_at <= clock.now()
    if no := refusal(EventState(event.state), wanted, gathering is not None, begun):
        raise Refused(no)
    because = "" if wanted in (EventState.WISH, EventState.PLANNED) else event.fixed_because
    write.change(Event, Event.id == event_id, state=wanted, fixed_because=because)
    write.tell(sentences.STANDS[wanted])


def fix(write: Write, event_id: int, because: str = "") -> None:
    """It will take place. The reason is kept only if something is missing.

    Raises Refused with what is missing, unless somebody says why all the same.
    """
    event, gathering = event_of(write, event_id)
    if no := refusal(EventState(event.state), EventState.FIXED, gathering is not None, False):
        raise Refused(no)
    seen = plan(write.session, event_id, write.act.station)
    because = clean(because, REASON_LENGTH)
    if missing(seen) and not because:
        raise Refused(missing_sentence(seen))
    because = because if missing(seen) else ""
    write.change(Event, Event.id == event_id, state=EventState.FIXED, fixed_because=because)
    if because:
        write.tell(sentences.FIXED_BECAUSE, reason=because)
    else:
        write.tell(sentences.STANDS[EventState.FIXED])


def cancel(write: Write, event_id: int, because: str) -> None:
    """It does not take place. Everything is kept, and it can be on again."""
    event, _gathering = event_of(write, event_id)
    because = clean(because, REASON_LENGTH)
    if not because:
        raise Refused(_("Why?  cancelled because … yes"))
    if event.state in (EventState.CANCELLED, EventState.DONE, EventState.EVALUATED):
        state = _(STATES[EventState(event.state)])
        raise Refused(_("It is {state}. It stays so.").format(state=state))
    write.change(
        Event,
        Event.id == event_id,
        state=EventState.CANCELLED,
        before_cancelled=event.state,
        cancelled_because=because,
    )
    write.tell(sentences.CANCELLED, reason=because)


def bring_back(write: Write, event_id: int) -> None:
    """A cancelled event takes place after all, and stands as it did before."""
    event, _gathering = event_of(write, event_id)
    if event.state != EventState.CANCELLED:
        raise Refused(_("It is not cancelled."))
    write.change(
        Event,
        Event.id == event_id,
        state=event.before_cancelled,
        before_cancelled="",
        cancelled_because="",
        tidied_on=None,
    )
    # If the names of who would have helped are deleted, their places are free again.
    write.change(Shift, Shift.event_id == event_id, helped=None)
    write.tell(sentences.ON_AGAIN)
