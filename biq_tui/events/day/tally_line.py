"""The line of the tally: an empty Enter is one visitor. Pure.

Enter · `5` · `-2` · `was war`
"""

from __future__ import annotations

import re

from ...core import clock
from ...core.date_words import folded
from ...core.dates import same_day
from ...core.intention import Intention
from ...core.language import N_, _
from ...core.telling import sentence
from . import sentences
from .tally import MOST_AT_ONCE, Tally, count

GRAMMAR = (
    (N_("Enter"), N_("One visitor more. You may hold the key down: every Enter counts.")),
    (N_("5"), N_("Five more at once.")),
    (N_("-2"), N_("Two too many were counted.")),
    (N_("what happened"), N_("Every step, to look at or take back.")),
)
"""Help prints this table."""

WHAT_HAPPENED = frozenset({"was war", "what happened"})

_NUMBER = re.compile(r"([+-]?) ?(\d{1,9})")


def may_count(seen: Tally) -> str:
    """Why nothing is counted now; "" if it may: on the day of the event, up to its end."""
    if seen.is_cancelled:
        return _("It is cancelled.   First:  takes place")
    if seen.starts_at is None or seen.ends_at is None:
        return _("First the day, please:  12.6. 15-18")
    now = clock.now()
    if same_day(seen.starts_at, now) or seen.starts_at <= now <= seen.ends_at:
        return ""
    if seen.starts_at > now:
        return _("Counting is for the day itself.")
    return _("The day is over. How many were it in all? On the event's screen:  were 120")


def read_tally(text: str, seen: Tally) -> Intention:
    """What Enter will do with `text`."""
    typed = folded(text)
    if typed in WHAT_HAPPENED:
        return Intention(_("Enter: what happened here."), command="happened")
    if no := may_count(seen):
        return Intention(no)
    if not text.strip():
        told = sentence(sentences.COUNTED, 1)
        hint = _("Enter: {sentence}").format(sentence=told) + "   " + _("Several:  5   Less:  -2")
        return Intention(hint, count, (seen.event_id, 1), told)
    found = _NUMBER.fullmatch(typed)
    number = int(found[2]) if found else 0
    if found is None or not number:
        return Intention(_("Only numbers are understood here:  5   -2"))
    if number > MOST_AT_ONCE:
        return Intention(_("From 1 to {most} at once, please.").format(most=MOST_AT_ONCE))
    if found[1] not in ("", "+"):
        if number > seen.total:
            return Intention(_("Only {n} are counted so far.").format(n=seen.total))
        number = -number
    message = sentences.COUNTED if number > 0 else sentences.CORRECTED
    told = sentence(message, abs(number))
    hint = _("Enter: {sentence}").format(sentence=told)
    return Intention(hint, count, (seen.event_id, number), told)
