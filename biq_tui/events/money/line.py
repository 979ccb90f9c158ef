"""The line of Geld: what and how many euros, or a number and what is said of it. Pure.

`Hüpfburg 120` · `Plakate 60, Globalmittel` · `9 bezahlt 118,50` · `9 bewilligt` · `9 beauftragt`
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...core.amounts import cents_of, euros
from ...core.date_words import folded
from ...core.errors import Refused
from ...core.intention import YES, Intention, UseCase
from ...core.language import N_, _
from ...core.telling import sentence
from ...core.text import clean
from ...people.institution_names import the_one
from ...people.organisations import Institution
from ...people.who import Unclear
from ..look import Look
from ..models import Grant, Payer
from ..plan import MoneyRow, Plan
from . import ledger, sentences

GRAMMAR = (
    (N_("Bouncy castle 120"), N_("A line of money: what it is for, and how many euros.")),
    (N_("Posters 60, grant"), N_("With who pays: an institution, grant, donation, given.")),
    (N_("9 paid 118.50"), N_("So much was really paid for line 9.")),
    (N_("9 heim"), N_("This institution pays it. Also: 9 grant, 9 donation, 9 given, 9 nobody.")),
    (N_("9 applied"), N_("The grant is applied for. Then: 9 granted, or 9 refused.")),
    (N_("9 offer 120"), N_("An offer came in. A grant often asks for two.")),
    (N_("9 ordered"), N_("It is ordered. Not before the grant is there!")),
    (N_("9 receipt"), N_("The receipt is there.")),
    (N_("9 130"), N_("Line 9 costs something else.")),
    (N_("9 = Tent"), N_("Line 9 in other words.")),
    (N_("9 away yes"), N_("Line 9 is taken out.")),
)
"""Help prints this table."""

PAYERS = {
    "globalmittel": Payer.GRANT,
    "beirat": Payer.GRANT,
    "förderung": Payer.GRANT,
    "foerderung": Payer.GRANT,
    "zuschuss": Payer.GRANT,
    "grant": Payer.GRANT,
    "spende": Payer.DONATION,
    "spenden": Payer.DONATION,
    "donation": Payer.DONATION,
    "donations": Payer.DONATION,
    "sachspende": Payer.IN_KIND,
    "sachleistung": Payer.IN_KIND,
    "geschenkt": Payer.IN_KIND,
    "given": Payer.IN_KIND,
    "niemand": Payer.NOBODY,
    "nobody": Payer.NOBODY,
}
GRANTS = {
    "beantragt": Grant.APPLIED,
    "applied": Grant.APPLIED,
    "bewilligt": Grant.GRANTED,
    "granted": Grant.GRANTED,
    "abgelehnt": Grant.REFUSED,
    "refused": Grant.REFUSED,
}
PAID = frozenset({"bezahlt", "gekostet", "paid", "cost"})
OFFER = frozenset({"angebot", "offer"})
ORDERED = frozenset({"beauftragt", "bestellt", "ordered"})
RECEIPT = frozenset({"beleg", "receipt"})
MISSING = frozenset({"fehlt", "missing"})
NOT = frozenset({"nicht", "not"})
AWAY = frozenset({"weg", "away"})
_NUMBER = re.compile(r"(\d{1,4})(?:[ :,]+|$)(.*)", re.DOTALL)
_BEFORE_DIGITS = re.compile(r".*?(?=[ ,:]*\d|$)", re.DOTALL)
_AMOUNT_AT_THE_END = re.compile(r"(.*?)[ ,]+(?:€ ?)?(-?\d[\d.,]*(?: ?(?:€|eur|euros?))?)", re.I)


def read_money(text: str, look: Look) -> Intention:
    """What Enter will do with `text`."""
    typed = clean(text, 2000)
    try:
        if not typed:
            return _read_empty(look)
        found = _NUMBER.fullmatch(typed)
        row = _row(int(found[1]), look.plan) if found else None
        if found and row is not None:
            return _change(row, found[2].strip(), look)
        if found and not _AMOUNT_AT_THE_END.fullmatch(typed):
            return Intention(_("There is no line {number}.").format(number=found[1]))
        return _new(typed, look)
    except (Refused, Unclear) as said:
        return Intention(str(said))


def _read_empty(look: Look) -> Intention:
    row = None if look.marked is None else _row(look.marked, look.plan)
    if row is None:
        return Intention(_("What it is for, and how many euros:  Bouncy castle 120"))
    hint = _("Enter: takes line {number} into the line.").format(number=row.number)
    return Intention(hint, args=(f"{row.number} ",), command="edit", chosen=row.number)


def _row(number: int, plan: Plan) -> MoneyRow | None:
    return next((row for row in plan.money if row.number == number), None)


def _new(typed: str, look: Look) -> Intention:
    payer, institution = Payer.NOBODY, None
    head, comma, last = typed.rpartition(",")
    if comma and cents_of(last) is None and (found := _payer(last.strip(), look)) is not None:
        (payer, institution), typed = found, head
    split = _AMOUNT_AT_THE_END.fullmatch(typed.strip(" ,"))
    if not split:
        before = _BEFORE_DIGITS.match(typed)
        what = (before[0] if before else "") or typed
        return Intention(_("How many euros?  For example:  {what} 120").replace("{what}", what))
    cents = _cents(split[2])
    what, number = ledger.worded(split[1]), look.plan.next_number
    said = sentence(sentences.ADDED, number=f"{number}", money=what, amount=euros(cents))
    pays = sentences.PAYER[payer]
    name = "" if institution is None else institution.name
    by = sentence(pays, number=f"{number}", money=what, organisation=name)
    hint = _("Enter: {sentence}").format(sentence=said)
    if payer is not Payer.NOBODY:
        hint += f"   ({by.partition(': ')[2]})"
    named = None if institution is None else institution.named
    args = (look.plan.event.event_id, what, cents, payer, named)
    return Intention(hint, ledger.add_line, args, said)


def _cents(typed: str) -> int:
    """The amount, or a sentence why it is none."""
    if typed.startswith("-"):
        raise Refused(_("An amount can't be less than 0. Nothing is lost. Please type it anew."))
    if (cents := cents_of(typed)) is None:
        raise Refused(_("“{amount}” is no amount. Like this:  120  or  118.50").replace(
            "{amount}", typed))  # fmt: skip
    return ledger.possible(cents)


def _payer(typed: str, look: Look) -> tuple[Payer, Institution | None] | None:
    """Who is meant to pay, and which institution; None if it is nobody we know."""
    if (payer := PAYERS.get(folded(typed))) is not None:
        return payer, None
    institution = the_one(typed, look.institutions)
    return None if institution is None else (Payer.PARTNER, institution)


def _change(row: MoneyRow, rest: str, look: Look) -> Intention:
    number = row.number
    if not rest:
        return Intention(
            _("{number} paid 120 · {number} granted · {number} ordered · {number} receipt").format(
                number=number
            ),
            chosen=number,
        )
    words = folded(rest).split()
    first, others = words[0], words[1:]
    if rest.startswith("="):
        what = ledger.worded(rest[1:])
        return _act(row, ledger.reword, (what,), sentences.CHANGED, what)
    if first in AWAY:
        return _removal(row, others)
    if first in PAID or first in OFFER:
        amount = rest.partition(" ")[2]
        if not amount:
            return Intention(_("How many euros?"), chosen=number)
        cents = _cents(amount)
        use_case = ledger.spend if first in PAID else ledger.take_offer
        message = sentences.SPENT if first in PAID else sentences.OFFER
        return _act(row, use_case, (cents,), message, row.what, euros(cents))
    if first in RECEIPT:
        is_there = not set(others) & MISSING
        message = sentences.RECEIPT if is_there else sentences.NO_RECEIPT
        return _act(row, ledger.take_receipt, (is_there,), message, row.what)
    if first in NOT and others and others[0] in ORDERED:
        return _act(row, ledger.order, (False,), sentences.NOT_ORDERED, row.what)
    if first in ORDERED:
        return _ordering(row, others)
    if (grant := GRANTS.get(first)) is not None:
        return _act(row, ledger.set_grant, (grant,), sentences.GRANT[grant], row.what)
    if (found := _payer(rest, look)) is not None:
        payer, institution = found
        name = "" if institution is None else institution.name
        told = sentence(
            sentences.PAYER[payer], number=f"{number}", money=row.what, organisation=name
        )
        named = None if institution is None else institution.named
        return _done(row, ledger.set_payer, (payer, named), told)
    if cents_of(rest) is not None or rest[0] in "-0123456789":
        cents = _cents(rest)
        return _act(row, ledger.plan_amount, (cents,), sentences.ADDED, row.what, euros(cents))
    return Intention(
        _("“{words}” says nothing of line {number}. What is possible:  ?")
        .replace("{number}", f"{number}")
        .replace("{words}", rest),
        chosen=number,
    )


def _ordering(row: MoneyRow, others: Sequence[str]) -> Intention:
    """ "Nicht beauftragen vor Bewilligung": who orders first may get no money at all."""
    is_early = row.payer is Payer.GRANT and row.grant is not Grant.GRANTED
    if is_early and not set(others) & YES:
        asks = _("! The grant is not there yet: who orders before often gets none.")
        how = _("All the same? Type:  {number} ordered yes").format(number=row.number)
        return Intention(f"{asks} {how}", chosen=row.number)
    return _act(row, ledger.order, (True,), sentences.ORDERED, row.what)


def _removal(row: MoneyRow, words: Sequence[str]) -> Intention:
    if len(words) == 1 and words[0] in YES:
        told = sentence(sentences.REMOVED, number=f"{row.number}")
        return _done(row, ledger.remove_line, (), told)
    asks = _("Take out line {number}? Type:  {number} away yes").format(number=row.number)
    return Intention(asks, chosen=row.number)


def _act(
    row: MoneyRow, use_case: UseCase, args: tuple[object, ...], message: str, what: str,
    amount: str = "",
) -> Intention:  # fmt: skip
    told = sentence(message, number=f"{row.number}", money=what, amount=amount)
    return _done(row, use_case, args, told)


def _done(row: MoneyRow, use_case: UseCase, args: tuple[object, ...], told: str) -> Intention:
    hint = _("Enter: {sentence}").format(sentence=told)
    return Intention(hint, use_case, (row.line_id, *args), told, chosen=row.number)
