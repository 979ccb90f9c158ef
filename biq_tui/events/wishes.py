"""From a wish of a meeting to an event, with a receipt: what it comes from stays as it was.

The pillar of meetings hands over plain values, in the shape that its own `wishes.receipt` says:
`wish_id`, `wording`, `topic`, `day`, and `ideas`, each with `text`, `short`, `days`, `names` and
`votes`. They are kept as they came, and never changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..core import clock
from ..core.dates import day_words
from ..core.errors import Refused
from ..core.language import _
from ..core.text import clean
from ..core.write import Write
from ..outcomes import is_wish
from . import sentences
from .events import add_event
from .models import TITLE_LENGTH, WHY_LENGTH, Event, EventOrigin, EventState
from .new_event_line import NewEvent
from .plan import Plan
from .reading import gone

Receipt = Mapping[str, Any]


def event_from_wishes(write: Write, receipts: Sequence[Receipt], title: str = "") -> int:
    """One event of one wish or several; its id. Without a title it is called as the first wish.

    One wish may become several events. Raises Refused if a wish was taken back meanwhile.
    """
    if not receipts:
        raise Refused(_("Of which wish?"))
    if not all(is_wish(write.session, receipt["wish_id"]) for receipt in receipts):
        raise gone()
    wording = clean(f"{receipts[0]['wording']}", WHY_LENGTH)
    title = title or _short(wording)
    event_id = add_event(write, title, template=NewEvent(title).template)
    why = " · ".join(clean(f"{receipt['wording']}", WHY_LENGTH) for receipt in receipts)
    if why != title:
        write.change(Event, Event.id == event_id, why=clean(why, WHY_LENGTH))
    write.insert_all(
        [
            EventOrigin(event_id=event_id, wish_id=receipt["wish_id"], receipt=dict(receipt))
            for receipt in {receipt["wish_id"]: receipt for receipt in receipts}.values()
        ]
    )
    write.tell(sentences.FROM_WISHES if len(receipts) > 1 else sentences.FROM_WISH, event=event_id)
    return event_id


def receipts(plan: Plan) -> tuple[str, ...]:
    """What those may be told who had the ideas: "Ihre Idee vom 12.3. … wird am 24.5. gemacht."."""
    return tuple(_told(plan, idea) for idea in _ideas(plan))


def origins(plan: Plan, names_hidden: bool = False) -> tuple[str, ...]:
    """What the event comes from, a line for each wish and idea, with its days, votes and names."""
    lines = []
    for origin in plan.origins:
        receipt = origin.receipt
        day = day_words(date.fromisoformat(receipt["day"]))
        wish = _("Wish of {day}: {wording}").format(day=day, wording=receipt["wording"])
        lines.append(wish)
        for idea in receipt.get("ideas", ()):
            facts = [f"{idea['number']} {_said(idea)}", *_facts(idea, names_hidden)]
            lines.append("  " + " · ".join(facts))
    return tuple(lines)


def _short(wording: str) -> str:
    """As much of a wording as a title can hold, up to the end of a word."""
    if len(wording) <= TITLE_LENGTH:
        return wording
    return wording[: TITLE_LENGTH - 2].rpartition(" ")[0].rstrip(" ,.;:") + " …"


def _ideas(plan: Plan) -> Iterator[Mapping[str, Any]]:
    """Every idea once, however many wishes it is part of; a wish without ideas counts as one."""
    seen: set[int] = set()
    for origin in plan.origins:
        for idea in origin.receipt.get("ideas", ()):
            if idea["idea_id"] not in seen:
                seen.add(idea["idea_id"])
                yield idea


def _said(idea: Mapping[str, Any]) -> str:
    return f"{idea['short'] or idea['text']}"


def _facts(idea: Mapping[str, Any], names_hidden: bool) -> Iterator[str]:
    days = [date.fromisoformat(day) for day in idea.get("days", ())]
    if days:
        yield ", ".join(f"{day.day}.{day.month}.{day.year}" for day in days)
    yield from (f"{vote['line']}" for vote in idea.get("votes", ()))
    if idea.get("names") and not names_hidden:
        yield ", ".join(idea["names"])


def _told(plan: Plan, idea: Mapping[str, Any]) -> str:
    event, said = plan.event, _said(idea)
    days = [date.fromisoformat(day) for day in idea.get("days", ())]
    since = f"{days[0].day}.{days[0].month}.{days[0].year}" if days else ""
    if event.state is EventState.CANCELLED:
        told = _("Your idea of {since}, “{idea}”: the event was cancelled. {reason}")
        return told.format(since=since, idea=said, reason=event.cancelled_because)
    if event.starts_at is None:
        return _("Your idea of {since}, “{idea}”: we are planning it.").format(
            since=since, idea=said
        )
    day = day_words(clock.local(event.starts_at).date())
    is_over = event.state in (EventState.DONE, EventState.EVALUATED)
    told = (
        _("Your idea of {since}, “{idea}”, was done on {day}.")
        if is_over
        else _("Your idea of {since}, “{idea}”, will be done on {day}.")
    )
    return told.format(since=since, idea=said, day=day)
