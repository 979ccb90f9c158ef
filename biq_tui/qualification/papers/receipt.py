"""Receipts: the one paper that speaks of money. It goes to whom it is for, by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from ...core.errors import Refused
from ...core.language import _
from ...papers.typeset import Part
from ...people.kept_names import kept_names
from ..money_sheet import money
from .heading import RunHead, german_numbers, run_head
from .members import Named
from .wanted import Wanted, template
from .words_of_money import in_digits, in_words


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was paid, by whom, when, for what."""

    number: str
    cents: int
    paid_on: date
    who: Named
    head: RunHead


def receipts(session: Session, wanted: Wanted) -> tuple[Receipt, ...]:
    """All that count, by number; hers if somebody is wanted. Refused if there is none."""
    head = run_head(session, wanted.run_id)
    payers = money(session, wanted.run_id).people
    kept = kept_names(session, [payer.person_id for payer in payers])  # of who is blocked
    found = [
        (its.number, Receipt(f"{its.number}", its.cents, its.paid_on, payer_name, head))
        for payer in payers
        if wanted.person_id in (None, payer.person_id)
        for name, latin in [kept.get(payer.person_id, (payer.name, payer.latin))]
        for payer_name in [{"name": name, "latin": latin}]
        for its in payer.counting
    ]
    if not found and wanted.person_id is not None:
        raise Refused(_("This person has no receipt: nothing was paid yet."))
    if not found:
        raise Refused(_("There is no receipt yet: nobody has paid."))
    return tuple(receipt for _number, receipt in sorted(found, key=lambda pair: pair[0]))


def parts(session: Session, wanted: Wanted) -> list[Part]:
    """One page each, on a sheet of its own."""
    return [part_of(receipt) for receipt in receipts(session, wanted)]


def part_of(receipt: Receipt) -> Part:
    """One receipt as its template reads it. Pure."""
    data = {
        "title": "Quittung",
        "dated": f"{receipt.paid_on:%Y-%m-%d}",
        "number": receipt.number,
        "amount": in_digits(receipt.cents),
        "in_words": in_words(receipt.cents),
        "who": receipt.who,
        "course": receipt.head.course,
        "run": receipt.head.run,
        "provider": receipt.head.provider,
        "paid_on": german_numbers(receipt.paid_on),
    }
    return Part(template("receipt"), data, own_sheet=True)
