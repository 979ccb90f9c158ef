"""The telephone list: whom to ask at the partners of an event, then elsewhere. Pure.

Only for where no audience looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...core.language import _
from ...people.organisations import ContactRow, Institution
from ..look import Look
from ..plan import PartnerRow


@dataclass(frozen=True, slots=True)
class Reached:
    """An institution (`reach` is ""), or somebody there."""

    name: str
    reach: str = ""


def phone_list(look: Look) -> tuple[Reached, ...]:
    """Every partner with its contacts; then other institutions that have any."""
    partners = {partner.organisation_id: partner for partner in look.plan.partners}
    known = {each.organisation_id: each for each in look.institutions}
    here = [known[organisation_id] for organisation_id in partners if organisation_id in known]
    others = [
        each for each in look.institutions if each.organisation_id not in partners and each.contacts
    ]
    rows: list[Reached] = []
    for institution in (*here, *others):
        partner = partners.get(institution.organisation_id or 0)
        rows.append(Reached(_title(institution, partner)))
        rows += [_contact(each, partner) for each in institution.contacts]
        if not institution.contacts:
            rows.append(Reached("–", _("no contact is noted yet")))
    return tuple(rows)


def _title(institution: Institution, partner: PartnerRow | None) -> str:
    facts = [institution.name]
    if institution.offers:
        facts.append(institution.offers)
    if institution.logo_allowed is not None:
        facts.append(_("logo yes") if institution.logo_allowed else _("logo no"))
    if partner is None:
        facts.append(_("no partner here"))
    return " · ".join(facts)


def _contact(contact: ContactRow, partner: PartnerRow | None) -> Reached:
    """How she is reached, and whether she is asked at this event."""
    role = _("deputy") if contact.is_deputy else ""
    if partner is not None and contact.contact_id == partner.contact_id:
        role = _("asked here")
    reach = " · ".join(filter(None, (contact.phone, contact.email, role)))
    return Reached(contact.name, reach or "–")
