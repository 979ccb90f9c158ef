"""What can be said of money and slips: each word, and how the rest after it is read. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..core.amounts import cents_of, euros
from ..core.intention import YES, Intention
from ..core.language import _, ngettext
from ..people import consents, service
from ..people import sentences as people_sentences
from ..people.models import Allowed
from . import money, sentences
from .dues import Number
from .money_look import Look, act, already, called, no, shown
from .money_sheet import Payer, Receipt

NO = frozenset({"nein", "no"})
UNASKED = frozenset({"offen", "open", "-", "–"})
NOTHING = frozenset({"nichts", "nothing"})
RIGHT = frozenset({"stimmt", "richtig", "ok", "right"})
WRONG = frozenset({"falsch", "wrong"})

Said = Callable[[Sequence[Payer], str, Look], Intention]
"""Reads the rest of the line, said of these people."""


# Money -------------------------------------------------------------------------------------------


def _paying(payers: Sequence[Payer], rest: str, look: Look) -> Intention:
    cents = cents_of(rest) if rest else None
    if rest and not cents:
        return no(_("How much? For example:  3 paid 20"), payers)
    owing = [payer for payer in payers if payer.dues.open]
    if not owing:
        return no(_nothing_open(payers, look), payers)
    less = [payer for payer in owing if cents is not None and payer.dues.open < cents]
    if less:
        return no(_too_much(less, look), less)
    amounts = [payer.dues.open if cents is None else cents for payer in owing]
    first = look.money.next
    last = Number(first.year, first.number + len(owing) - 1)
    settled = len(payers) - len(owing)
    return act(
        money.pay,
        (_enrolments(owing), cents, first),
        sentences.PAID,
        sentences.MANY_PAID,
        owing,
        look,
        [ngettext("{n} has paid already.", "{n} have paid already.", settled)] if settled else (),
        amount=euros(sum(amounts)),
        receipt=f"{first}",
        first=f"{first}",
        last=f"{last}",
    )


def _nothing_open(payers: Sequence[Payer], look: Look) -> str:
    if look.names_hidden:
        return _("There is nothing to write down.")
    if len(payers) > 1:
        return _("Nobody of them has anything left to pay.")
    name = called(payers, look)
    if not payers[0].dues.settled:
        return _("{person} has nothing to pay.").format(person=name)
    return _("{person} has paid already.").format(person=name)


def _too_much(less: Sequence[Payer], look: Look) -> str:
    if look.names_hidden:
        return _("That is too much for {person}.").format(person=shown(less[0], look))
    return _("Only {amount} euros are open for {person}.").format(
        amount=euros(less[0].dues.open), person=called(less[:1], look)
    )


def _charging(payers: Sequence[Payer], rest: str, look: Look) -> Intention:
    """Without an amount the usual fee, whatever was agreed before."""
    if rest:
        return _reducing(payers, rest, look)
    fitting = [payer for payer in payers if payer.dues.own is not None]
    if not fitting:
        return no(_("It is so already."), payers)
    args = (_enrolments(fitting),)
    notes = already(len(payers) - len(fitting))
    return act(money.charge, args, sentences.CHARGED, sentences.MANY_CHARGED, fitting, look, notes)


def _reducing(payers: Sequence[Payer], rest: str, look: Look) -> Intention:
    cents = 0 if rest.casefold() in NOTHING else cents_of(rest)
    if cents is None:
        return no(_("To how much? For example:  3 reduced 25"), payers)
    fitting = [payer for payer in payers if payer.dues.own != cents]
    if not fitting:
        return no(_("It is so already."), payers)
    over = sum(payer.dues.paid > cents for payer in fitting)
    notes = already(len(payers) - len(fitting))
    if over:
        notes.append(ngettext("{n} has paid more.", "{n} have paid more.", over))
    if not cents:
        args: tuple[object, ...] = (_enrolments(fitting),)
        return act(money.waive, args, sentences.WAIVED, sentences.MANY_WAIVED, fitting, look, notes)
    return act(
        money.set_fee,
        (_enrolments(fitting), cents),
        sentences.REDUCED,
        sentences.MANY_REDUCED,
        fitting,
        look,
        notes,
        amount=euros(cents),
    )


def _waiving(payers: Sequence[Payer], _rest: str, look: Look) -> Intention:
    return _reducing(payers, "0", look)


def _voiding(payers: Sequence[Payer], rest: str, look: Look) -> Intention:
    found = _receipt(payers, rest, look)
    if isinstance(found, Intention):
        return found
    return act(
        money.void,
        (found.payment_id,),
        sentences.VOIDED,
        sentences.VOIDED,
        payers,
        look,
        receipt=f"{found.number}",
    )


def _printing(payers: Sequence[Payer], rest: str, look: Look) -> Intention:
    found = _receipt(payers, rest, look, newest=True)
    if isinstance(found, Intention):
        return found
    hint = _("Enter: makes the receipt {receipt} for {person}.").format(
        receipt=found.number, person=called(payers, look)
    )
    return Intention(
        hint,
        args=(found.payment_id,),
        command="receipt",
        lit=frozenset({payers[0].number}),
        chosen=payers[0].number,
    )


def _receipt(
    payers: Sequence[Payer], rest: str, look: Look, newest: bool = False
) -> Receipt | Intention:
    """The one that is meant: by its number, the only one, or the `newest`; else what to say."""
    if len(payers) > 1:
        return no(_("Please one person at a time: a number and this word."), payers)
    its = [
        receipt
        for receipt in payers[0].counting
        if rest in ("", f"{receipt.number}", f"{receipt.number.number}")
    ]
    if not its:
        return no(_("{person} has no such receipt.").format(person=called(payers, look)), payers)
    if len(its) > 1 and not newest:
        which = _("Which receipt? {receipts}.  For example:  3 void {example}")
        numbers = ", ".join(f"{receipt.number}" for receipt in its)
        return no(which.format(receipts=numbers, example=its[-1].number), payers)
    return its[-1]


# Slips -------------------------------------------------------------------------------------------


def _answering(kind: Allowed) -> Said:
    def said(payers: Sequence[Payer], rest: str, look: Look) -> Intention:
        word = rest.casefold()
        people = {payer.person_id: payer for payer in payers}
        if word in UNASKED:
            its = [payer for payer in people.values() if kind in payer.consents]
            messages = people_sentences.FORGOTTEN, people_sentences.MANY_FORGOTTEN
        elif word in YES | NO:
            given = word in YES
            its = [payer for payer in people.values() if payer.consents.get(kind) is not given]
            answer = (kind, given)
            messages = people_sentences.ANSWERED[answer], people_sentences.MANY_ANSWERED[answer]
        else:
            return no(_("Yes or no? For example:  3 5 photo yes"), payers)
        if not its:
            return no(_("It is so already."), payers)
        ids = tuple(payer.person_id for payer in its)
        notes = already(len(payers) - len(its))
        if word in UNASKED:
            return act(consents.forget, (ids, kind), *messages, its, look, notes)
        return act(consents.answer, (ids, kind, given), *messages, its, look, notes)

    return said


def _checking(payers: Sequence[Payer], rest: str, look: Look) -> Intention:
    if rest.casefold() in WRONG:
        return no(_("Please change it under “People”:  3 called Ayşe Beispiel"), payers)
    if rest.casefold() not in RIGHT:
        return no(_("Is the name right? For example:  3 5 name right"), payers)
    fitting = [payer for payer in payers if not payer.name_checked]
    if not fitting:
        return no(_("It is so already."), payers)
    return act(
        service.check_name,
        (tuple(payer.person_id for payer in fitting),),
        people_sentences.NAME_CHECKED,
        people_sentences.NAMES_CHECKED,
        fitting,
        look,
        already(len(payers) - len(fitting)),
    )


def _enrolments(payers: Sequence[Payer]) -> tuple[int, ...]:
    return tuple(payer.enrolment_id for payer in payers)


VERBS: dict[str, Said] = {
    **dict.fromkeys(("bezahlt", "paid"), _paying),
    **dict.fromkeys(("zahlt", "pays"), _charging),
    **dict.fromkeys(("ermässigt", "ermaessigt", "reduced"), _reducing),
    **dict.fromkeys(("befreit", "waived"), _waiving),
    **dict.fromkeys(("storno", "void"), _voiding),
    **dict.fromkeys(("quittung", "receipt"), _printing),
    **dict.fromkeys(("foto", "fotos", "photo", "photos"), _answering(Allowed.PHOTO)),
    **dict.fromkeys(("kontakt", "kontakte", "contacts"), _answering(Allowed.CONTACTS)),
    **dict.fromkeys(("einladung", "einladungen", "invitations"), _answering(Allowed.INVITATIONS)),
    **dict.fromkeys(("partner", "partners"), _answering(Allowed.PARTNERS)),
    **dict.fromkeys(("name",), _checking),
}
"""What can be said of people: each word as it is compared (ß is ss), and how the rest is read."""
