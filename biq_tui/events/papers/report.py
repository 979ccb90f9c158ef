"""One page for the funder: what it was for, who took part as numbers, money, what came of it.

No neighbour is named in it. An answer that holds a name of somebody of this event is left out and
counted; free words may hold other names, so a person reads the page before it goes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...core.amounts import euros
from ...core.language import _
from ...papers.typeset import Part
from ..after.reading import Outcome
from ..models import EventState, Payer, PledgeRole, PledgeState
from ..partners.gifts import thing_words
from ..partners.roles import ROLES
from ..plan import MoneyRow, Plan
from .heading import base, facts
from .poster import wished
from .sources import Sources, part

NAME = "Sachbericht"
_OVER = frozenset({EventState.DONE, EventState.EVALUATED, EventState.CANCELLED})
_PAYERS = {
    Payer.NOBODY: "niemand zugesagt",
    Payer.GRANT: "Förderung",
    Payer.DONATION: "Spende",
    Payer.IN_KIND: "Sachspende",
    Payer.PARTNER: "Partner",
}
_LEAST_LETTERS = 3
"""Of a part of a name that is looked for in an answer."""
_NO_NAMES = frozenset({"Frau", "Herr", "Familie", "Von", "Vom", "Van", "Der", "Den", "Das", "Und"})


def parts(sources: Sources, outcome: Outcome) -> list[Part]:
    """One page; a draft until the event is over. The template makes it fit."""
    seen = sources.plan
    answers = outcome.feedback
    good, bad, then = (_unnamed(seen, texts) for texts in (answers.good, answers.bad, answers.next))
    became = _unnamed(seen, [idea.text for idea in outcome.wishes_became])
    spoken = (*answers.good, *answers.bad, *answers.next)
    data = {
        **base(sources, NAME),
        "draft": seen.event.state not in _OVER,
        "facts": [
            *facts(sources),
            *([["Förderer", sources.funder]] if sources.funder else []),
            *([["Förderkennzeichen", sources.grant]] if sources.grant else []),
        ],
        "why": seen.event.why,
        "wished": wished(sources),
        "numbers": list(_numbers(outcome)),
        "by_hour": [f"{hour}–{hour + 1} Uhr: {number}" for hour, number in outcome.by_hour],
        "is_counted": outcome.visitors is not None and outcome.visitors == outcome.counted,
        "partners": [
            _partner(row.name, row.roles, row.is_co_organiser) for row in outcome.partners
        ],
        "money": [_money(row) for row in seen.money],
        "planned": euros(outcome.planned_cents),
        "actual": euros(outcome.actual_cents),
        "gave": list(_money_given(seen)),
        "in_kind": list(_in_kind(seen)),
        "became": became,
        "good": good,
        "bad": bad,
        "next": then,
        "left_out": len(spoken) - len(good) - len(bad) - len(then),
        "receipts": [row.what for row in seen.money if row.actual and not row.has_receipt],
        "unpaid": [row.what for row in seen.money if row.actual is None],
        "provider": sources.provider,
    }
    return [part("report", data)]


def _numbers(outcome: Outcome) -> Iterator[list[str]]:
    """The large numbers, and what they count; "" for a number that nobody knows."""
    visitors = "" if outcome.visitors is None else f"{outcome.visitors}"
    hours = f"{outcome.hours_helped:.1f}".removesuffix(".0").replace(".", ",")
    yield [visitors, "Menschen waren da"]
    yield [f"{outcome.helpers}", "Einsätze von Helfenden"]
    yield [hours, "Stunden freiwillige Hilfe"]
    yield [f"{len(outcome.partners)}", "Partner"]


def _partner(name: str, roles: Iterable[PledgeRole], is_co_organiser: bool) -> dict[str, str]:
    gave = [_(ROLES[role]) for role in roles]
    if is_co_organiser:
        gave.insert(0, "Mit-Veranstalter")
    return {"name": name, "gave": ", ".join(gave)}


def _money(row: MoneyRow) -> dict[str, str]:
    spent = "noch offen" if row.actual is None else f"{euros(row.actual)} Euro"
    receipt = "" if not row.actual else "ja" if row.has_receipt else "fehlt noch"
    return {
        "what": row.what,
        "planned": f"{euros(row.planned)} Euro",
        "actual": spent,
        "payer": row.partner or _PAYERS[row.payer],
        "receipt": receipt,
    }


def _money_given(seen: Plan) -> Iterator[str]:
    """Money that was pledged as such; neighbours' together."""
    ours = 0
    for pledge in seen.pledges:
        if pledge.role is PledgeRole.MONEY and pledge.state is PledgeState.PLEDGED:
            if pledge.partner:
                yield f"{pledge.partner}: {euros(pledge.cents or 0)} Euro"
            else:
                ours += pledge.cents or 0
    if ours:
        yield f"Nachbarinnen und Nachbarn: {euros(ours)} Euro"


def _in_kind(seen: Plan) -> Iterator[dict[str, str]]:
    """Who gave what that was no money; neighbours as one, without their names."""
    given: dict[str, list[str]] = {}
    for pledge in seen.pledges:
        if pledge.role is not PledgeRole.MONEY and pledge.state is PledgeState.PLEDGED:
            what = thing_words(pledge.role, pledge.what, pledge.cents)
            given.setdefault(pledge.partner, []).append(what)
    ours = given.pop("", [])
    for partner, things in given.items():
        yield {"who": partner, "what": ", ".join(things)}
    if ours:
        yield {"who": "Nachbarinnen und Nachbarn", "what": ", ".join(ours)}


def _unnamed(seen: Plan, texts: Iterable[str]) -> list[str]:
    """Those of the texts in which nobody of this event is named."""
    names = {
        seen.event.person,
        *(pledge.person for pledge in seen.pledges),
        *(task.person for task in seen.tasks),
        *(row.name for shift in seen.shifts for row in shift.helpers),
        *(name for partner in seen.partners for name in (partner.contact, partner.deputy)),
    }
    words = {
        word.capitalize()
        for name in names
        for word in re.findall(r"\w+", name)
        if len(word) >= _LEAST_LETTERS
    } - _NO_NAMES
    return [text for text in texts if words.isdisjoint(re.findall(r"\w+", text))]
