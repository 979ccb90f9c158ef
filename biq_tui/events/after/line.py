"""The line of an event, as far as it is about its day and what comes after. Pure.

`zählen` · `ankommen` · `waren 120` · `auswertung` · `namen löschen`
"""

from __future__ import annotations

import re

from ...core import clock
from ...core.date_words import folded
from ...core.intention import YES, Intention
from ...core.language import N_, _
from ..look import Look
from ..models import EventState
from ..plan import EventRow
from .tidy_line import read_weeks
from .visitors_line import read_visitors

GRAMMAR = (
    (N_("count"), N_("Who comes is counted at the door: every Enter is one.")),
    (N_("arrivals"), N_("People sign in by name or by phone.")),
    (N_("were 120"), N_("So many came.  were as counted")),
    (N_("look back"), N_("What was good? What was not? Next time?")),
    (N_("delete names"), N_("Shows first what would go. Numbers stay.  names after 8 weeks")),
)
"""Help prints this table."""

COUNT, ARRIVALS, LOOK_BACK, TIDY = "count", "arrivals", "look_back", "tidy"
COMMANDS = frozenset({COUNT, ARRIVALS, LOOK_BACK, TIDY})

_COUNT = frozenset({"zählen", "zaehlen", "zählung", "count", "tally"})
_ARRIVALS = frozenset({"ankommen", "arrivals", "wer ist da", "wer ist da?"})
_LOOK_BACK = frozenset({"auswertung", "auswerten", "rückblick", "look back", "evaluate"})
_TIDY = frozenset({"namen löschen", "namen weg", "delete names", "löschen namen"})
_AFTER = re.compile(r"(?:namen|names) (?:erst )?(?:nach|after) (\d{1,4}) (?:wochen?|weeks?)")
_DELETE = frozenset({"löschen", "delete"})


def read_after(text: str, look: Look) -> Intention | None:
    """What Enter will do with `text`; None if it is about something else."""
    event, word = look.plan.event, folded(text)
    if word in _COUNT:
        return _opening(event, _("Enter: counts who comes."), COUNT)
    if word in _ARRIVALS:
        return _opening(event, _("Enter: people arrive, by name or by phone."), ARRIVALS)
    if word in _LOOK_BACK:
        return _looking_back(event)
    if found := _AFTER.fullmatch(word):
        return read_weeks(int(found[1]))
    bare, _space, last = word.rpartition(" ")
    if last in YES:  # the preview asks for it once more
        word = bare
    if word in _TIDY or (word in _DELETE and is_over(event)):
        return _tidying(event)
    begun = event.starts_at is not None and event.starts_at <= clock.now()
    return read_visitors(text, event.event_id, event.visitors, None, begun)


def is_over(event: EventRow) -> bool:
    """Whether it is behind us."""
    return event.ends_at is not None and event.ends_at <= clock.now()


def _opening(event: EventRow, hint: str, command: str) -> Intention:
    if event.starts_at is None:
        return Intention(_("First the day, please:  12.6. 15-18"))
    if event.state is EventState.CANCELLED:
        return Intention(_("It is cancelled.   First:  takes place"))
    return Intention(hint, command=command)


def _looking_back(event: EventRow) -> Intention:
    if event.starts_at is None or event.starts_at > clock.now():
        return Intention(_("It has not begun yet."))
    return _opening(event, _("Enter: three questions. What was good?"), LOOK_BACK)


def _tidying(event: EventRow) -> Intention:
    if event.tidied_on is not None:
        day = f"{event.tidied_on.day}.{event.tidied_on.month}.{event.tidied_on.year}"
        return Intention(_("The names were deleted on {day}.").format(day=day))
    if event.state is not EventState.CANCELLED and not is_over(event):
        return Intention(_("It is not over yet."))
    return Intention(_("Enter: shows what would be deleted. Nothing is gone yet."), command=TIDY)
