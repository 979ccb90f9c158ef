"""The sheet for a co-operation agreement: who does what, as far as it is said. No contract.

Who has a say organises, too, and is liable jointly; who gives only a room does not:
https://eventfaq.de/mitveranstalter-oder-alleiniger-veranstalter-was-sind-die-folgen
"""

from __future__ import annotations

from typing import Any

from ...core.amounts import euros
from ...core.dates import day_words
from ...papers.typeset import Part
from ..models import Payer, TaskState
from ..money.balance import balance
from ..partners.gifts import state_words, thing_words
from ..plan import MoneyRow, PartnerRow
from .heading import base, facts
from .sources import Sources, part

NAME = "Kooperationsvereinbarung"

_PAYERS = {
    Payer.NOBODY: "noch niemand",
    Payer.GRANT: "Förderung",
    Payer.DONATION: "Spende",
    Payer.IN_KIND: "Sachspende",
}
_CO_ORGANISER = {
    True: "Mit-Veranstalter",
    False: "gibt etwas dazu, ist nicht Mit-Veranstalter",
    None: "",
}


def parts(sources: Sources) -> list[Part]:
    """One sheet for everybody who signs."""
    plan = sources.plan
    sums = balance(plan.money, plan.pledges)
    data = {
        **base(sources, NAME),
        "facts": facts(sources),
        "title": f"Entwurf: {NAME}: {plan.event.title}",
        "goal": plan.event.why,
        "lead": sources.lead,
        "provider": sources.provider,
        "partners": [_partner(sources, partner) for partner in plan.partners],
        "money": [_money(row) for row in plan.money],
        "gap": euros(sums.gap) if sums.gap > 0 else "",
    }
    return [part("agreement", data)]


def _partner(sources: Sources, partner: PartnerRow) -> dict[str, Any]:
    known = sources.institution(partner)
    logo = None if known is None else known.logo_allowed
    gives = [
        f"{thing_words(row.role, row.what, row.cents)} ({state_words(row.state, row.condition)})"
        for row in sources.given_by(partner)
    ]
    does = [
        task.what if task.due is None else f"{task.what} (bis {day_words(task.due)})"
        for task in sources.plan.tasks
        if task.partner_id == partner.partner_id and task.state is not TaskState.DROPPED
    ]
    return {
        "name": partner.name,
        "gives": gives,
        "does": does,
        "contact": partner.contact,
        "deputy": partner.deputy,
        "part": _CO_ORGANISER[partner.is_co_organiser],
        "logo": {True: "ja", False: "nein", None: ""}[logo],
    }


def _money(row: MoneyRow) -> dict[str, str]:
    payer = row.partner or _PAYERS.get(row.payer, "Partner")
    return {"what": row.what, "amount": f"{euros(row.planned)} Euro", "payer": payer}
