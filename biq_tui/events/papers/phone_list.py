"""Whom to call on the day. It is for the bag, never for the wall."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...papers.typeset import Part
from ..plan import PartnerRow
from .heading import base, facts, span_with_day
from .sources import Named, Sources, part

NAME = "Telefonliste"
Row = dict[str, Any]


def parts(sources: Sources) -> list[Part]:
    """One list, with sheets of its own. Numbers of neighbours are not kept: they stay empty."""
    event = sources.plan.event
    data = {
        **base(sources, NAME),
        "facts": facts(sources),
        "lead": sources.lead,
        "contacts": [row for each in sources.plan.partners for row in contacts(sources, each)],
        "shifts": [
            {
                "what": f"{shift.number} {shift.what}",
                "when": span_with_day(shift.starts_at, shift.ends_at, event),
                "who": _first(sources.helpers(shift)),
            }
            for shift in sources.plan.shifts
        ],
    }
    return [part("phone_list", data, own_sheet=True)]


def _first(names: list[Named | None]) -> Named | None:
    """Who came first knows best; nobody if none may be named."""
    return next((name for name in names if name is not None), None)


def contacts(sources: Sources, partner: PartnerRow) -> Iterator[Row]:
    """Whom to ask at a partner: who is noted for this event; else everybody who is known there."""
    known = sources.institution(partner)
    every = () if known is None else known.contacts
    noted = [each for each in every if each.contact_id in (partner.contact_id, partner.deputy_id)]
    for contact in noted or every:
        is_deputy = contact.contact_id == partner.deputy_id or (not noted and contact.is_deputy)
        yield {
            "institution": partner.name,
            "who": contact.name + (" (Vertretung)" if is_deputy else ""),
            "phone": contact.phone,
            "email": contact.email,
        }
    if not every:
        yield {"institution": partner.name, "who": "", "phone": "", "email": ""}
