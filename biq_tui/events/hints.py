"""What the hints of an event's lines share. Pure."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len, set_cell_size

from ..core import clock
from ..core.free_days import free_day
from ..core.intention import Intention
from ..core.language import _
from .plan import EventRow
from .when import Span, When


def times_of(event: EventRow) -> Span | None:
    """From when to when it is; None without a day."""
    if event.starts_at is None or event.ends_at is None:
        return None
    return event.starts_at, event.ends_at


def when_notes(when: When, land: str) -> str:
    """What a hint says beside the times: an end that was proposed, a free day, a day gone by."""
    notes = []
    if when.is_proposed:
        notes.append(_("(2 hours are a proposal)"))
    if free := free_day(when.day, land):
        notes.append(f"! {free}")
    if when.span is not None and when.span[1] < clock.now():
        notes.append(_("! This day is over."))
    return "   ".join(notes)


def doing(
    told: str,
    use_case: Callable[..., object],
    *args: object,
    more: str = "",
    command: str = "",
) -> Intention:
    """Enter runs the use case; the journal then says what was told. `more`: what else to know."""
    hint = "   ".join(filter(None, [enter(told), more]))
    return Intention(hint, use_case, args, told, command=command)


def enter(told: str) -> str:
    """What Enter does, as the journal will say it."""
    return _("Enter: {sentence}").format(sentence=told)


def left_over(text: str, width: int) -> str:
    """What a row of so many columns cuts off, from the cut word on; "" if `text` has room."""
    if cell_len(text) <= width:
        return ""
    seen = set_cell_size(text, max(width - 1, 0))
    return "… " + text[seen.rfind(" ") + 1 :]
