"""The line of an event: how it stands. Pure.

`geplant` · `fest` · `fest weil …` · `vorbei` · `ausgewertet` · `abgesagt weil Regen ja`
"""

from __future__ import annotations

import re

from ..core import clock
from ..core.date_words import folded
from ..core.intention import YES, Intention
from ..core.language import _
from ..core.telling import sentence
from ..core.text import clean
from . import events, sentences, standing
from .hints import doing
from .look import Look
from .models import REASON_LENGTH, EventState
from .partners.missing import missing, missing_sentence
from .plan import EventRow
from .standing import refusal

STATES = {
    "wunsch": EventState.WISH, "wish": EventState.WISH,
    "geplant": EventState.PLANNED, "planned": EventState.PLANNED,
    "vorbei": EventState.DONE, "over": EventState.DONE,
    "ausgewertet": EventState.EVALUATED, "evaluated": EventState.EVALUATED,
}  # fmt: skip
ON_AGAIN = frozenset({"findet statt", "findet doch statt", "takes place"})
REMOVE = frozenset({"weg", "löschen", "remove", "delete"})

_BECAUSE = r"(?:[ ,:]+(?:weil|wegen|because|because of)(?: (?P<why>.*))?)?"
_FIXED = re.compile(rf"(?:fest|steht fest|fixed){_BECAUSE}", re.IGNORECASE | re.DOTALL)
_CANCELLED = re.compile(
    rf"(?:abgesagt|absagen|cancelled|cancel){_BECAUSE}(?P<yes>[ ,]+(?:ja|yes))?",
    re.IGNORECASE | re.DOTALL,
)
_YES_AT_THE_END = re.compile(r"(.*\S)[ ,]+(?:ja|yes)[.!]?", re.IGNORECASE | re.DOTALL)


def read_standing(typed: str, look: Look) -> Intention | None:
    """What Enter will do with `typed`; None if it does not say how the event stands."""
    event, word = look.plan.event, folded(typed)
    if word in STATES:
        return _become(STATES[word], event)
    if found := _FIXED.fullmatch(typed):
        return _fix(clean(found["why"] or "", REASON_LENGTH), look)
    if found := _CANCELLED.fullmatch(typed):
        return _cancel(found["why"] or "", bool(found["yes"]), event)
    if word in ON_AGAIN:
        if event.state is not EventState.CANCELLED:
            return Intention(_("It is not cancelled."))
        return doing(sentence(sentences.ON_AGAIN), standing.bring_back, event.event_id)
    first, _space, rest = word.partition(" ")
    if first in REMOVE and not rest:
        return Intention(_("Take it out? Type: remove yes"), keeps_text=True)
    if first in REMOVE and rest in YES:
        told = sentence(sentences.REMOVED, title=event.title)
        return doing(told, events.remove_event, event.event_id, command="gone")
    return None


def _become(wanted: EventState, event: EventRow) -> Intention:
    begun = event.starts_at is not None and event.starts_at <= clock.now()
    if no := refusal(event.state, wanted, event.starts_at is not None, begun):
        return Intention(no)
    told = sentence(sentences.STANDS[wanted])
    return doing(told, standing.become, event.event_id, wanted)


def _fix(because: str, look: Look) -> Intention:
    event = look.plan.event
    if no := refusal(event.state, EventState.FIXED, event.starts_at is not None, begun=False):
        return Intention(no)
    if not missing(look.plan):
        told = sentence(sentences.STANDS[EventState.FIXED])
        return doing(told, standing.fix, event.event_id)
    lacks = missing_sentence(look.plan)
    if not because:
        asks = _("Fixed all the same?  fixed because …")
        return Intention(f"{asks}   {lacks}", keeps_text=True)
    told = sentence(sentences.FIXED_BECAUSE, reason=because)
    return doing(told, standing.fix, event.event_id, because, more=lacks)


def _cancel(why: str, sure: bool, event: EventRow) -> Intention:
    if event.state in (EventState.CANCELLED, EventState.DONE, EventState.EVALUATED):
        state = _(standing.STATES[event.state])
        return Intention(_("It is {state}. It stays so.").format(state=state))
    if found := _YES_AT_THE_END.fullmatch(why):
        why, sure = found[1], True
    why = clean(why, REASON_LENGTH)
    if not why or folded(why) in YES:
        return Intention(_("Why?  cancelled because … yes"), keeps_text=True)
    if not sure:
        asks = _("Cancel it? Type  yes  behind it. Everything is kept, and it can come back.")
        return Intention(asks, keeps_text=True)
    told = sentence(sentences.CANCELLED, reason=why)
    return doing(told, standing.cancel, event.event_id, why)
