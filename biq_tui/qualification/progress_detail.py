"""One person's passport in full: each block with its dates, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ..core.dates import short_date
from ..core.language import N_, _
from ..ui.item_list import Item, Tone
from .curriculum import Curriculum
from .passport import DatePass, DateState, Passport, share_said
from .progress_words import SIGNS, block_in_words, standing_in_words

DATE_WORDS = {
    DateState.TO_COME: N_("to come"),
    DateState.CANCELLED: N_("cancelled"),
    DateState.MISSED: N_("missed"),
    DateState.NOT_ENROLLED: N_("not enrolled then"),
}


def detail(one: Passport, plan: Curriculum, name: str, reason: str) -> Iterator[Item]:
    """Two lines for each block, below how far she is; `reason`: why somebody has decided so.

    Item by item without a note, so that each line has the whole width.
    """
    share = share_said(one.counted, one.units)
    head = f"{name}: {share}, {standing_in_words(one)}".removeprefix(": ")
    yield Item(head, f"{one.number}", "", "▸", Tone.MARKED)
    if reason:
        yield Item(_("Decided: {reason}").format(reason=reason))
    for block in one.blocks:
        title = f"Block {block.number} · {plan.block(block.number).short}"
        units = _("{counted} of {all} UE").format(counted=block.counted, all=block.units)
        yield Item(f"{SIGNS[block.state]} {title}: {units}, {block_in_words(block)}")
        dates = [date_in_words(date) for date in one.dates if date.block == block.number]
        yield Item("     " + "   ".join(dates), tone=Tone.DIM)


def date_in_words(date: DatePass) -> str:
    """ "Fr 5.3.: 4 UE", "Sa 6.3.: missed"; with what was suggested and not answered yet."""
    day = short_date(date.starts_at)
    if date.stay is None:
        said = _(DATE_WORDS[date.state])
        return f"{day}: {said}"
    if date.counted == date.units and date.suggestion is None:
        return f"{day}: {date.units} UE"
    said = _("{counted} of {all} UE").format(counted=date.counted, all=date.units)
    if date.suggestion is not None:
        said += " " + _("(suggestion: {n})").format(n=date.suggestion)
    return f"{day}: {said}"
