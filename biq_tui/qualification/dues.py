"""What somebody owes and has paid, and the number of the next receipt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from ..core import clock
from ..core.amounts import cents_of
from ..core.journal import JournalEntry, JournalRow
from ..core.settings import value_of
from .models import Enrolment, Payment
from .options import FEE


class Number(NamedTuple):
    """The number of a receipt, running within its year: 2027-7."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


@dataclass(frozen=True, slots=True)
class Dues:
    """What somebody owes, in cents: what the `house` asks for, unless she has her `own` fee."""

    house: int
    own: int | None = None
    paid: int = 0

    @property
    def due(self) -> int:
        """What she has to pay in all."""
        return self.house if self.own is None else self.own

    @property
    def open(self) -> int:
        """What she still has to pay."""
        return max(self.due - self.paid, 0)

    @property
    def over(self) -> int:
        """What she has paid too much, since her fee became less."""
        return max(self.paid - self.due, 0)

    @property
    def waived(self) -> bool:
        """She pays nothing, though the house asks for something."""
        return self.own == 0 and self.house > 0

    @property
    def settled(self) -> bool:
        """There was something to pay, and it is paid."""
        return self.due > 0 and self.open == 0


def house_fee(session: Session) -> int:
    """What the house asks each person for, in cents."""
    return cents_of(value_of(session, FEE)) or 0


def dues(session: Session, enrolments: Collection[int]) -> dict[int, Dues]:
    """What each of these enrolments (by id) owes and has paid."""
    fee = house_fee(session)
    own = session.exec(
        select(Enrolment.id, Enrolment.fee_cents).where(col(Enrolment.id).in_(enrolments))
    ).all()
    paid = dict(
        session.exec(
            select(Payment.enrolment_id, func.sum(Payment.cents))
            .where(col(Payment.enrolment_id).in_(enrolments), col(Payment.void).is_(False))
            .group_by(col(Payment.enrolment_id))
        ).all()
    )
    return {id or 0: Dues(fee, its, int(paid.get(id or 0, 0))) for id, its in own}


def next_receipt(session: Session) -> Number:
    """The number that the next receipt gets: they run within the year, and none comes twice.

    Also one that was taken back stays used: its paper may be in somebody's hands.
    """
    year = clock.local(clock.now()).year
    highest = session.exec(select(func.max(Payment.number)).where(Payment.year == year)).one()
    taken_back = session.exec(
        select(JournalRow.before)
        .join(JournalEntry, col(JournalEntry.number) == col(JournalRow.entry))
        .where(
            col(JournalEntry.undo_of).is_not(None),
            JournalRow.table == Payment.__tablename__,
            col(JournalRow.after).is_(None),
        )
    )
    used = [row["number"] for row in taken_back if row is not None and row["year"] == year]
    return Number(year, max([highest or 0, *used]) + 1)
