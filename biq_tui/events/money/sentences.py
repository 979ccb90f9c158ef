"""What happens to the money of an event, in sentences: the journal's message ids and words."""

from __future__ import annotations

from ...core.language import N_
from ...core.telling import add_sentences
from ..models import BudgetLine, Grant, Payer

ADDED = "events.money"
CHANGED = "events.money_changed"
REMOVED = "events.money_removed"
SPENT = "events.money_spent"
ORDERED = "events.money_ordered"
NOT_ORDERED = "events.money_not_ordered"
RECEIPT = "events.money_receipt"
NO_RECEIPT = "events.money_no_receipt"
OFFER = "events.money_offer"
PAYER = {
    Payer.NOBODY: "events.money_by_nobody",
    Payer.PARTNER: "events.money_by_partner",
    Payer.GRANT: "events.money_by_grant",
    Payer.DONATION: "events.money_by_donation",
    Payer.IN_KIND: "events.money_in_kind",
}
GRANT = {
    Grant.APPLIED: "events.grant_applied",
    Grant.GRANTED: "events.grant_granted",
    Grant.REFUSED: "events.grant_refused",
}

add_sentences(
    {
        ADDED: N_("{number} {money}: {amount} euros"),
        CHANGED: N_("{number} {money} is changed"),
        REMOVED: N_("Line {number} is taken out"),
        SPENT: N_("{number} {money}: {amount} euros are paid"),
        ORDERED: N_("{number} {money} is ordered"),
        NOT_ORDERED: N_("{number} {money} is not ordered"),
        RECEIPT: N_("{number} {money}: the receipt is there"),
        NO_RECEIPT: N_("{number} {money}: the receipt is missing"),
        OFFER: N_("{number} {money}: an offer for {amount} euros"),
        PAYER[Payer.NOBODY]: N_("{number} {money}: nobody pays it yet"),
        PAYER[Payer.PARTNER]: N_("{number} {money}: {organisation} pays it"),
        PAYER[Payer.GRANT]: N_("{number} {money}: from a grant"),
        PAYER[Payer.DONATION]: N_("{number} {money}: from donations"),
        PAYER[Payer.IN_KIND]: N_("{number} {money}: it is given, not paid"),
        GRANT[Grant.APPLIED]: N_("{number} {money}: the grant is applied for"),
        GRANT[Grant.GRANTED]: N_("{number} {money}: the grant is there"),
        GRANT[Grant.REFUSED]: N_("{number} {money}: the grant was refused"),
    },
    money=(BudgetLine, "what"),
)
