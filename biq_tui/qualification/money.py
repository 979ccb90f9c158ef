"""The fee of a course run: what each person owes, what came in, and the numbers of the receipts.

What is paid, open, reduced or waived follows from the rows and is stored nowhere. No reason is
ever kept. All amounts are whole cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from ..core import clock
from ..core.amounts import euros
from ..core.errors import Refused
from ..core.language import _
from ..core.write import Write
from ..people.models import Person
from ..people.public import is_somebody
from . import sentences
from .dues import Number, dues, next_receipt
from .models import Enrolment, Payment
from .money_sheet import Money, Payer, Receipt, money, money_now, run_at

__all__ = [
    "Money", "Payer", "Receipt", "charge", "money", "money_now", "pay", "run_at", "set_fee", "void",
    "waive",
]  # fmt: skip


def pay(
    write: Write,
    enrolments: Sequence[int],
    cents: int | None = None,
    expected: Number | None = None,
) -> tuple[int, ...]:
    """These people (ids of enrolments) have paid: a receipt each, all in one step.

    `cents`: what each of them gave; None: what was still open. `expected`: the first receipt's
    number that was promised. Returns the ids of the payments. Raises Refused if somebody has paid
    already, would have paid too much, or if the number is taken meanwhile.
    """
    its = _all(write, enrolments)
    due = dues(write.session, its)
    amounts = {id: due[id].open if cents is None else cents for id in its}
    for id, amount in amounts.items():
        if due[id].open == 0:
            raise Refused(_("Somebody has nothing left to pay. Nothing was changed."))
        if not 0 < amount <= due[id].open:
            raise Refused(_("That is more than what is open. Nothing was changed."))
    first = next_receipt(write.session)
    if expected not in (None, first):
        raise Refused(_("Something has just changed. Please press Enter again."))
    paid = write.insert_all(
        [
            Payment(
                enrolment_id=id,
                year=first.year,
                number=number,
                cents=amount,
                paid_on=clock.local(clock.now()).date(),
            )
            for number, (id, amount) in enumerate(amounts.items(), start=first.number)
        ]
    )
    total = euros(sum(amounts.values()))
    if len(paid) == 1:
        write.tell(
            sentences.PAID, person=its[paid[0].enrolment_id], amount=total, receipt=f"{first}"
        )
    else:
        last = Number(first.year, paid[-1].number)
        write.tell(sentences.MANY_PAID, n=len(paid), amount=total, first=f"{first}", last=f"{last}")
    return tuple(payment.id or 0 for payment in paid)


def set_fee(write: Write, enrolments: Sequence[int], cents: int) -> None:
    """These people (ids of enrolments) pay so much in all: a reduced fee. No reason is kept."""
    if cents <= 0:
        waive(write, enrolments)
    else:
        its = _charge(write, enrolments, cents)
        _tell(write, its, sentences.REDUCED, sentences.MANY_REDUCED, amount=euros(cents))


def waive(write: Write, enrolments: Sequence[int]) -> None:
    """These people (ids of enrolments) pay nothing. No reason is kept."""
    _tell(write, _charge(write, enrolments, 0), sentences.WAIVED, sentences.MANY_WAIVED)


def charge(write: Write, enrolments: Sequence[int]) -> None:
    """These people (ids of enrolments) pay what the house asks for, as everybody does."""
    _tell(write, _charge(write, enrolments, None), sentences.CHARGED, sentences.MANY_CHARGED)


def void(write: Write, payment_id: int) -> None:
    """A payment does not count: it was given back or noted by mistake. Its number stays used."""
    payment = write.session.get(Payment, payment_id)
    if payment is None or payment.void:
        raise Refused(_("This receipt does not count any more."))
    write.change(Payment, Payment.id == payment_id, void=True)
    person_id = write.session.get_one(Enrolment, payment.enrolment_id).person_id
    receipt = Number(payment.year, payment.number)
    write.tell(sentences.VOIDED, person=person_id, receipt=f"{receipt}")


def _charge(write: Write, enrolments: Sequence[int], cents: int | None) -> dict[int, int]:
    its = _all(write, enrolments)
    write.change(Enrolment, col(Enrolment.id).in_(its), fee_cents=cents)
    return its


def _all(write: Write, enrolments: Sequence[int]) -> dict[int, int]:
    """The person of each enrolment, in the given order. Raises Refused if one is gone."""
    found = dict(
        write.session.exec(
            select(Enrolment.id, Enrolment.person_id)
            .join(Person, col(Person.id) == col(Enrolment.person_id))
            .where(col(Enrolment.id).in_(enrolments), is_somebody())
        ).all()
    )
    its = {id: found[id] for id in enrolments if id in found}
    if not its or len(its) < len(set(enrolments)):
        raise Refused(_("This person is not on the list any more."))
    return its


def _tell(write: Write, its: dict[int, int], one: str, many: str, **refs: Any) -> None:
    if len(its) == 1:
        write.tell(one, person=next(iter(its.values())), **refs)
    else:
        write.tell(many, n=len(its), **refs)
