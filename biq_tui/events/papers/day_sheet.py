"""The day on one printed page: everything that is needed where this program is not.

It has telephone numbers, so it is for the bag, never for the wall.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from ...core import clock
from ...papers.typeset import Part
from ...people.names import one_spelling
from ..access import said
from ..models import Answer, PledgeRole, TaskState
from ..partners.gifts import thing_words
from ..partners.missing import missing
from ..plan import EventRow, PartnerRow, PledgeRow, TaskRow
from .heading import base, day, times, with_margins_in_words
from .phone_list import contacts
from .roles import PROMISED, tasks_of_day
from .running_order import rows_of_day
from .sources import Sources, part

NAME = "Tagesblatt"
_MOST_HOURS = 8
"""Columns of the tally; a longer event has some without an hour."""
_KEY_WORDS = ("schlussel", "key")
"""With which a word begins that is about who has the key."""


def parts(sources: Sources) -> list[Part]:
    """One page, on a sheet of its own. The template makes it fit, and counts what does not."""
    seen = sources.plan
    of_day = tasks_of_day(seen)
    earlier = [task for task in seen.open_tasks if task not in of_day]
    data = {
        **base(sources, NAME),
        "day": day(seen.event),
        "times": times(seen.event),
        "margins": with_margins_in_words(sources) if _has_margins(seen.event) else "",
        "place": sources.place,
        "lead": sources.lead,
        "rows": rows_of_day(sources),
        "todo": [{"what": task.what, "who": sources.giver(task)} for task in of_day],
        "partners": [_partner(sources, partner) for partner in seen.partners],
        "neighbours": list(_neighbours(sources)),
        "access": _access(sources),
        "key": list(_key(sources)),
        "open": [*missing(seen), *(task.what for task in earlier)],
        "hours": _hours(seen.event),
    }
    return [part("day_sheet", data, own_sheet=True)]


def _has_margins(event: EventRow) -> bool:
    return bool(event.setup_minutes or event.teardown_minutes)


def _partner(sources: Sources, partner: PartnerRow) -> dict[str, Any]:
    """Whom to call there, and what comes from there."""
    return {
        "name": partner.name,
        "contacts": [
            {"who": row["who"], "phone": row["phone"] or row["email"]}
            for row in contacts(sources, partner)
        ],
        "brings": [_thing(row) for row in sources.given_by(partner) if _comes(row)],
    }


def _comes(pledge: PledgeRow) -> bool:
    return pledge.state in PROMISED and pledge.role is not PledgeRole.MONEY


def _thing(pledge: PledgeRow) -> str:
    what = thing_words(pledge.role, pledge.what, None)
    return f"{what} (wenn {pledge.condition})" if pledge.condition else what


def _neighbours(sources: Sources) -> Iterator[dict[str, Any]]:
    """What neighbours bring."""
    for pledge in sources.plan.pledges:
        if pledge.partner_id is None and _comes(pledge):
            yield {"who": sources.giver(pledge), "what": _thing(pledge)}


def _access(sources: Sources) -> list[str]:
    """What is known of how people get in, and what those who come need: counts only."""
    seen = sources.plan
    facts = [
        f"{said(row.feature, row.answer)} ({row.note})" if row.note
        else said(row.feature, row.answer)
        for row in seen.access
        if row.answer is not Answer.UNCLEAR
    ]  # fmt: skip
    return [*facts, *(f"gebraucht: {need.people} × {need.what}" for need in seen.needs)]


def _key(sources: Sources) -> Iterator[dict[str, Any]]:
    """Everything that was said of a key, and by whom."""
    rows: tuple[PledgeRow | TaskRow, ...] = (
        *(row for row in sources.plan.pledges if _comes(row)),
        *(row for row in sources.plan.tasks if row.state is not TaskState.DROPPED),
    )
    for row in rows:
        if any(word.startswith(_KEY_WORDS) for word in one_spelling(row.what).split()):
            yield {"what": row.what, "who": sources.giver(row)}


def _hours(event: EventRow) -> list[str]:
    """The hours in which visitors come; none without a day, or for too many."""
    if event.starts_at is None or event.ends_at is None:
        return []
    starts, hour = clock.local(event.starts_at), timedelta(hours=1)
    first = event.starts_at - timedelta(minutes=starts.minute)
    number = -(-(event.ends_at - first) // hour)
    if number > _MOST_HOURS:
        return []
    return [f"ab {clock.local(first + n * hour):%H:%M}" for n in range(number)]
