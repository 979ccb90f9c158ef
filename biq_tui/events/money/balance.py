"""What an event costs, what is promised, and the gap between. Pure, in cents.

A line with a payer is paid by that payer, a grant once it is granted. What partners and neighbours
pledge in money pays what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Grant, Payer, PledgeRole, PledgeState
from ..plan import MoneyRow, PledgeRow


@dataclass(frozen=True, slots=True)
class Balance:
    """The money of an event in four sums."""

    planned: int
    """What all lines cost, as planned."""
    promised: int
    """So much of it is paid for, as far as anybody has promised."""
    spent: int
    """What was really paid, as far as it is known."""
    receipts_open: int
    """How many lines were paid and have no receipt yet."""
    unpaid: int = 0
    """Of so many lines nobody has said yet what they did cost."""

    @property
    def gap(self) -> int:
        """What is still missing."""
        return self.planned - self.promised


def balance(lines: Iterable[MoneyRow], pledges: Iterable[PledgeRow]) -> Balance:
    """The sums of an event."""
    all_lines = tuple(lines)
    covered = [line for line in all_lines if is_covered(line.payer, line.grant)]
    planned = sum(line.planned for line in all_lines)
    by_partner = Counter[int]()
    for line in covered:
        by_partner[line.partner_id or 0] += line.planned
    pledged = Counter[int]()
    for pledge in pledges:
        if pledge.role is PledgeRole.MONEY and pledge.state is PledgeState.PLEDGED:
            pledged[pledge.partner_id or 0] += pledge.cents or 0
    # A partner that pays lines does so out of what it has pledged: that counts once.
    beyond = pledged[0] + sum(
        max(cents - by_partner[partner], 0) for partner, cents in pledged.items() if partner
    )
    return Balance(
        planned=planned,
        promised=min(sum(line.planned for line in covered) + beyond, planned),
        spent=sum(line.actual or 0 for line in all_lines),
        receipts_open=sum(bool(line.actual) and not line.has_receipt for line in all_lines),
        unpaid=sum(line.actual is None for line in all_lines),
    )


def is_covered(payer: Payer, grant: Grant) -> bool:
    """Whether somebody pays a line for sure."""
    return payer is not Payer.NOBODY and (payer is not Payer.GRANT or grant is Grant.GRANTED)
