"""The running order of the day in large print: what when, who does what, who answers for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ...core.language import _
from ...papers.typeset import Part
from ..models import PledgeRole
from ..partners.gifts import thing_words
from ..partners.roles import ROLES
from ..plan import Plan
from .heading import at, base, span_with_day
from .roles import PROMISED, tasks_of_day
from .sources import Named, Sources, part

NAME = "Ablauf"
Row = dict[str, Any]


def parts(sources: Sources) -> list[Part]:
    """One paper for all who help."""
    data = {
        **base(sources, NAME),
        "lead": sources.lead,
        "rows": rows_of_day(sources),
        "roles": list(_roles(sources)),
        "tasks": _tasks(sources),
    }
    return [part("running_order", data)]


def rows_of_day(sources: Sources) -> list[Row]:
    """Everything that has a time, in the order of the day: when, what, who, how many miss."""
    return [row for _when, row in sorted(_rows(sources), key=lambda each: each[0])]


def _rows(sources: Sources) -> Iterator[tuple[tuple[datetime, int], Row]]:
    """Everything that has a time; what begins together in the order of the plan."""
    seen = sources.plan
    event = seen.event
    for order, (moment, what) in enumerate(moments(seen)):
        yield (moment, order), _row(at(moment, event), what, is_strong=True)
    for shift in seen.shifts:
        names = sources.helpers(shift)
        when = span_with_day(shift.starts_at, shift.ends_at, event)
        row = _row(when, shift.what)
        row["number"] = shift.number
        row["who"] = [name for name in names if name is not None]
        row["more"] = names.count(None)
        row["missing"] = shift.missing
        yield (shift.starts_at, 10 + shift.number), row


def moments(seen: Plan) -> Iterator[tuple[datetime, str]]:
    """Set-up, begin, end, all tidied up."""
    event = seen.event
    if event.starts_at is None or event.ends_at is None:
        return
    if seen.needed_from is not None and event.setup_minutes:
        yield seen.needed_from, "Der Aufbau beginnt"
    yield event.starts_at, "Beginn für alle"
    yield event.ends_at, "Ende für alle, der Abbau beginnt"
    if seen.needed_until is not None and event.teardown_minutes:
        yield seen.needed_until, "Alles ist abgebaut"


def _row(when: str, what: str, *, is_strong: bool = False) -> Row:
    return {
        "when": when, "what": what, "number": None, "strong": is_strong, "who": [], "more": 0,
        "missing": 0,
    }  # fmt: skip


def _roles(sources: Sources) -> Iterator[dict[str, Any]]:
    """Who gives what, by role; each role once."""
    for role in PledgeRole:
        rows = [
            {"who": _giver(sources.giver(pledge)), "what": _thing(pledge.role, pledge.what)}
            for pledge in sources.plan.pledges
            if pledge.role is role and pledge.state in PROMISED and role is not PledgeRole.MONEY
        ]
        if rows:
            yield {"role": "Dabei" if role is PledgeRole.OWN else _(ROLES[role]), "rows": rows}


def _giver(name: Named | None) -> Named:
    return name or {"name": "eine Person aus der Nachbarschaft", "latin": ""}


def _thing(role: PledgeRole, what: str) -> str:
    """What it is, if the role alone does not say it."""
    return "" if not what or what == _(ROLES[role]) else thing_words(role, what, None)


def _tasks(sources: Sources) -> list[dict[str, Any]]:
    return [
        {"number": task.number, "what": task.what, "who": sources.giver(task)}
        for task in tasks_of_day(sources.plan)
    ]
