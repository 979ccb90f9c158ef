"""A page for each partner: only what it gives and does, what is open, and whom to ask of us."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...core.dates import day_words
from ...papers.typeset import Part
from ..models import PledgeState, TaskState
from ..partners.gifts import state_words, thing_words
from ..plan import PartnerRow, PledgeRow, TaskRow
from .heading import base, facts
from .sources import Sources, part

NAME = "Plan für Partner"
_UNANSWERED = frozenset({PledgeState.ASKED, PledgeState.NO_ANSWER})


def parts(sources: Sources, partner_id: int | None = None) -> list[Part]:
    """One for each partner, or for one of them (id); without any, a blank one."""
    wanted = [row for row in sources.plan.partners if partner_id in (None, row.partner_id)]
    return [_page(sources, partner) for partner in wanted] or [_page(sources, None)]


def _page(sources: Sources, partner: PartnerRow | None) -> Part:
    pledges = sources.given_by(partner) if partner else ()
    tasks = [
        task
        for task in sources.plan.tasks
        if partner is not None
        and task.partner_id == partner.partner_id
        and task.state is not TaskState.DROPPED
    ]
    name = partner.name if partner else ""
    data = {
        **base(sources, NAME),
        "title": f"Plan für {name or 'einen Partner'}: {sources.plan.event.title}",
        "facts": facts(sources, with_margins=True),
        "partner": name,
        "contact": _contact(partner),
        "lead": sources.lead,
        "pledges": [_pledge(pledge) for pledge in pledges],
        "tasks": [_task(task) for task in tasks],
        "open": list(_open(sources, partner, pledges)) if partner else [],
    }
    return part("partner_plan", data, own_sheet=True)


def _contact(partner: PartnerRow | None) -> str:
    """Whom we ask there: its own paper may say so."""
    if partner is None:
        return ""
    deputy = f"Vertretung: {partner.deputy}" if partner.deputy else ""
    return " · ".join(filter(None, (partner.contact, deputy)))


def _pledge(pledge: PledgeRow) -> dict[str, Any]:
    return {
        "number": pledge.number,
        "what": thing_words(pledge.role, pledge.what, pledge.cents),
        "state": state_words(pledge.state, pledge.condition),
    }


def _task(task: TaskRow) -> dict[str, Any]:
    return {
        "number": task.number,
        "what": task.what,
        "due": "" if task.due is None else day_words(task.due),
        "is_done": task.state is TaskState.DONE,
    }


def _open(sources: Sources, partner: PartnerRow, pledges: tuple[PledgeRow, ...]) -> Iterator[str]:
    """What we still have to know from them."""
    for pledge in pledges:
        what = thing_words(pledge.role, pledge.what, pledge.cents)
        until = f" Bitte bis {day_words(pledge.due)}." if pledge.due else ""
        if pledge.state in _UNANSWERED:
            yield f"{what}: Geht das?{until}"
        elif pledge.state is PledgeState.PLEDGED_IF:
            yield f"{what}: Sie haben gesagt: ja, wenn {pledge.condition}. Ist das jetzt klar?"
    if not partner.contact:
        yield "Wen dürfen wir bei Ihnen fragen?"
    if not partner.deputy:
        yield "Wen fragen wir, wenn diese Person nicht da ist?"
    if partner.is_co_organiser is None:
        yield "Sind Sie Mit-Veranstalter? Oder geben Sie nur etwas dazu?"
    known = sources.institution(partner)
    if known is None or known.logo_allowed is None:
        yield "Darf Ihr Logo auf das Plakat?"
