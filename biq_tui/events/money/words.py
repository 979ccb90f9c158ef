"""The money of an event in one sentence. Pure."""

from __future__ import annotations

from ...core.amounts import euros
from ...core.language import _, ngettext
from .balance import Balance


def sums_in_words(sums: Balance) -> str:
    """Geplant 640 Euro. Zugesagt 600 Euro. Es fehlen 40 Euro.

    Once it is known what everything did cost: Geplant 640 Euro. Bezahlt 612 Euro. 28 weniger.
    """
    if not sums.planned:
        return _("No money is planned yet.")
    facts = [_("Planned: {amount} euros.").format(amount=euros(sums.planned))]
    if sums.unpaid:
        facts.append(_("Promised: {amount} euros.").format(amount=euros(sums.promised)))
        if sums.gap:
            facts.append(_("{amount} euros are missing.").format(amount=euros(sums.gap)))
    if sums.spent or not sums.unpaid:
        facts.append(_("Paid: {amount} euros.").format(amount=euros(sums.spent)))
    if not sums.unpaid:
        facts.append(against_plan(sums))
    if sums.receipts_open:
        facts.append(
            ngettext("! {n} receipt is missing.", "! {n} receipts are missing.", sums.receipts_open)
        )
    return "   ".join(facts)


def against_plan(sums: Balance) -> str:
    """What it did cost in the end, against what was planned."""
    if sums.spent == sums.planned:
        return _("Exactly as planned.")
    amount = euros(abs(sums.spent - sums.planned))
    if sums.spent < sums.planned:
        return _("{amount} euros less than planned.").format(amount=amount)
    return _("! {amount} euros more than planned.").format(amount=amount)
