"""The money of an event in one sentence. Pure."""

from __future__ import annotations

from ...core.amounts import euros
from ...core.language import _, ngettext
from .balance import Balance


def sums_in_words(sums: Balance) -> str:
    """Geplant 640 Euro. Zugesagt 600 Euro. Es fehlen 40 Euro."""
    if not sums.planned:
        return _("No money is planned yet.")
    facts = [
        _("Planned: {amount} euros.").format(amount=euros(sums.planned)),
        _("Promised: {amount} euros.").format(amount=euros(sums.promised)),
    ]
    if sums.gap:
        facts.append(_("{amount} euros are missing.").format(amount=euros(sums.gap)))
    if sums.spent:
        facts.append(_("Paid: {amount} euros.").format(amount=euros(sums.spent)))
    if sums.receipts_open:
        facts.append(
            ngettext("! {n} receipt is missing.", "! {n} receipts are missing.", sums.receipts_open)
        )
    return "   ".join(facts)
