"""The use cases of an event's money: lines with what they cost, who pays, and the receipt."""

from __future__ import annotations

from typing import Any

from ...core.amounts import euros
from ...core.errors import Refused
from ...core.language import _
from ...core.text import clean
from ...core.write import Write
from ...people.organisations import Named
from ..models import MOST_CENTS, WHAT_LENGTH, BudgetLine, EventPartner, Grant, Payer
from ..partners.joining import partner_of
from ..reading import gone, next_number
from . import sentences


def add_line(
    write: Write,
    event_id: int,
    what: str,
    planned: int,
    payer: Payer = Payer.NOBODY,
    institution: Named | None = None,
) -> int:
    """A new line of `planned` cents; its id. `institution`: the partner who pays it.

    Raises Refused for no words, too many, or an impossible amount.
    """
    line = write.insert(
        BudgetLine(
            event_id=event_id,
            number=next_number(write.session, event_id),
            what=worded(what),
            planned=possible(planned),
            payer=payer,
            partner_id=_partner(write, event_id, payer, institution),
        )
    )
    if line is None:
        raise gone()
    number, amount = f"{line.number}", euros(planned)
    write.tell(sentences.ADDED, number=number, money=line.id, amount=amount)
    return line.id or 0


def plan_amount(write: Write, line_id: int, planned: int) -> None:
    """A line costs something else."""
    line = _changed(write, line_id, planned=possible(planned))
    _tell(write, sentences.ADDED, line, amount=euros(planned))


def spend(write: Write, line_id: int, actual: int) -> None:
    """What was really paid."""
    line = _changed(write, line_id, actual=possible(actual))
    _tell(write, sentences.SPENT, line, amount=euros(actual))


def take_offer(write: Write, line_id: int, cents: int) -> None:
    """An offer came in: the first, or the second; a third one takes the second's place."""
    line = _line(write, line_id)
    column = "first_offer" if line.first_offer is None else "second_offer"
    _tell(
        write, sentences.OFFER, _changed(write, line_id, **{column: possible(cents)}), euros(cents)
    )


def set_payer(write: Write, line_id: int, payer: Payer, institution: Named | None = None) -> None:
    """Somebody pays a line, or nobody yet; `institution`: the partner, if it is one."""
    line = _line(write, line_id)
    partner_id = _partner(write, line.event_id, payer, institution)
    grant = line.grant_state if payer is Payer.GRANT else Grant.NONE
    _changed(write, line_id, payer=payer, partner_id=partner_id, grant_state=grant)
    of = None if partner_id is None else write.session.get(EventPartner, partner_id)
    organisation_id = None if of is None else of.organisation_id
    _tell(write, sentences.PAYER[payer], line, organisation=organisation_id)


def set_grant(write: Write, line_id: int, grant: Grant) -> None:
    """How the grant stands from which a line is to be paid."""
    line = _changed(write, line_id, payer=Payer.GRANT, partner_id=None, grant_state=grant)
    _tell(write, sentences.GRANT[grant], line)


def order(write: Write, line_id: int, is_ordered: bool) -> None:
    """It is ordered, or not any more."""
    line = _changed(write, line_id, is_ordered=is_ordered)
    _tell(write, sentences.ORDERED if is_ordered else sentences.NOT_ORDERED, line)


def take_receipt(write: Write, line_id: int, is_there: bool) -> None:
    """The receipt is there, or it is missing."""
    line = _changed(write, line_id, has_receipt=is_there)
    _tell(write, sentences.RECEIPT if is_there else sentences.NO_RECEIPT, line)


def reword(write: Write, line_id: int, what: str) -> None:
    """A line in other words."""
    _tell(write, sentences.CHANGED, _changed(write, line_id, what=worded(what)))


def remove_line(write: Write, line_id: int) -> None:
    """Take a line out."""
    line = _line(write, line_id)
    write.delete(BudgetLine, BudgetLine.id == line_id)
    write.tell(sentences.REMOVED, number=f"{line.number}")


def worded(what: str) -> str:
    """What is to be paid, cleaned. Raises Refused for nothing, or too much."""
    cleaned = clean(what, WHAT_LENGTH + 1)
    if not cleaned:
        raise Refused(_("Please write what it is for."))
    if len(cleaned) > WHAT_LENGTH:
        raise Refused(
            _("This is too long: {length} letters. {most} are possible. Nothing is lost.").format(
                length=len(cleaned), most=WHAT_LENGTH
            )
        )
    return cleaned


def possible(cents: int) -> int:
    """The amount, if it can be one. Raises Refused for less than nothing and for millions."""
    if not 0 <= cents <= MOST_CENTS:
        raise Refused(_("An amount goes from 0 to {most} euros.").format(most=euros(MOST_CENTS)))
    return cents


def _partner(write: Write, event_id: int, payer: Payer, institution: Named | None) -> int | None:
    if payer is not Payer.PARTNER or institution is None:
        return None
    return partner_of(write, event_id, institution).id


def _line(write: Write, line_id: int) -> BudgetLine:
    line = write.session.get(BudgetLine, line_id, populate_existing=True)
    if line is None:
        raise gone()
    return line


def _changed(write: Write, line_id: int, **values: Any) -> BudgetLine:
    changed = write.change(BudgetLine, BudgetLine.id == line_id, **values)
    if not changed:
        raise gone()
    return changed[0]


def _tell(write: Write, message: str, line: BudgetLine, amount: str = "", **refs: Any) -> None:
    write.tell(message, number=f"{line.number}", money=line.id, amount=amount, **refs)
