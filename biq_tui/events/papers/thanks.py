"""Thanks: a page for each partner that gave something, and one for everybody, to hang up.

Neighbours are thanked as a number: who wants to be named is asked first.
"""

from __future__ import annotations

from ...papers.typeset import Part
from ..models import PledgeState
from ..partners.gifts import thing_words
from .heading import base
from .sources import Sources, part

NAME = "Danke"


def parts(sources: Sources) -> list[Part]:
    """The page for everybody, then the partners'."""
    plan = sources.plan
    carrying = [partner for partner in plan.partners if sources.carries(partner)]
    people = {
        (row.person_id, "" if row.person_id else row.name)
        for shift in plan.shifts
        for row in shift.helpers
        if not row.is_waiting
    }
    common = {**base(sources, NAME), "provider": sources.provider}
    everybody = {
        **common,
        "to": "",
        "partners": [partner.name for partner in carrying],
        "helpers": len(people),
        # Their names are deleted by now, so nobody knows who helped twice.
        "many": not people and any(shift.taken for shift in plan.shifts),
        "gave": [],
    }
    pages = [part("thanks", everybody, own_sheet=True)]
    for partner in carrying:
        gave = [
            thing_words(row.role, row.what, row.cents)
            for row in sources.given_by(partner)
            if row.state is PledgeState.PLEDGED
        ]
        its = {
            "to": partner.name,
            "partners": [],
            "helpers": len(people),
            "many": False,
            "gave": gave,
        }
        title = f"{NAME}, {partner.name}: {plan.event.title}"
        pages.append(part("thanks", {**common, **its, "title": title}, own_sheet=True))
    return pages
