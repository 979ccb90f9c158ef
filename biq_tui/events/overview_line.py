"""The line of Überblick: the event itself, a pledge, or a task; what it means, the hint says. Pure.

`12.6. 15-18` · `fest` · `heim raum ja` · `4 erledigt` · `Plakat drucken, ayse, in 2 Wochen`
"""

from __future__ import annotations

from ..core.intention import Intention
from ..core.language import N_, _
from ..core.text import clean
from .after.line import GRAMMAR as OF_THE_DAY
from .checklist.line import GRAMMAR as OF_TASKS
from .checklist.line import read_task
from .event_line import GRAMMAR as OF_THE_EVENT
from .event_line import read_event
from .ics.line import GRAMMAR as OF_CALENDARS
from .ics.line import read_ics
from .look import Look
from .models import WHY_LENGTH
from .partners.line import read_pledge

GRAMMAR = (
    *OF_THE_EVENT[:4],
    (N_("heim room yes"), N_("An institution has promised something. More on the tab Partners.")),
    *OF_TASKS[:2],
    (N_("4 done"), N_("Task 4 is done.")),
    *OF_THE_EVENT[4:],
    OF_CALENDARS[1],
    *OF_THE_DAY,
    (N_("what happened"), N_("Everything that was done here.")),
)
"""Help prints this table."""

WHAT_HAPPENED = frozenset({"was war", "what happened"})


def read_overview(text: str, look: Look) -> Intention:
    """What Enter will do with `text`."""
    typed = clean(text, WHY_LENGTH)
    if not typed:
        return _marked(look) or read_task("", look)
    if typed.casefold() in WHAT_HAPPENED:
        return Intention(_("Enter: what happened here."), command="happened")
    return (
        read_ics(typed, look, is_told=False)
        or read_event(typed, look)
        or read_pledge(typed, look)
        or read_task(typed, look)
    )


def _marked(look: Look) -> Intention | None:
    """Enter takes what is marked into the line: what is to be said of it follows its number."""
    if look.marked is None or not any(row.number == look.marked for row in look.plan.pledges):
        return None
    hint = _("Enter: takes {number} into the line. For example:  {number} yes").format(
        number=look.marked
    )
    return Intention(hint, args=(f"{look.marked} ",), command="edit", chosen=look.marked)
