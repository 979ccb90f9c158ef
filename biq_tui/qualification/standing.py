"""How far somebody is from the certificate, by the rule. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from .making_up import Attended, Offer, Taught, counted, was_there
from .rule import Rule


class Standing(StrEnum):
    """The further down, the further away."""

    REACHED = "reached"
    ON_THE_WAY = "on-the-way"
    AT_RISK = "at-risk"
    """She has missed something, and may miss no other date or needs a make-up."""
    OUT_OF_REACH = "out-of-reach"
    """Not even with all dates to come and all make-up dates that are known."""


def is_done(offer: Offer, rule: Rule, attended: Attended) -> bool:
    """Whether somebody was at the block, for the share of its units that the rule asks for."""
    enough = 100 * counted(offer, attended) >= rule.share * offer.units
    return enough and was_there(offer, attended)


def standing(
    offered: Sequence[Offer],
    rule: Rule,
    attended: Attended,
    awaited: Collection[int],
    cancelled: Collection[int],
    coming: Collection[int],
) -> tuple[Standing, bool]:
    """Where somebody stands, and whether the dates for which she is expected are not enough.

    Ids of dates to come: `awaited` in her own run, of which she has `cancelled` some, and
    `coming` in other runs. That a mandatory block can't be missed makes nobody a person at risk.
    """
    if _is_reached(offered, rule, attended):
        return Standing.REACHED, False
    own = [date for offer in offered for date in offer.own]
    if not any(date.units for date in own):
        over = own and all(date.ended for date in own)
        return (Standing.OUT_OF_REACH if over else Standing.ON_THE_WAY), False
    to_come = [date for date in own if date.date_id in awaited]
    expected = [date for date in to_come if date.date_id not in cancelled]
    sure = _and_all_of(attended, expected)
    if not _is_reached(offered, rule, sure, hopeful=True):
        elsewhere = [d for offer in offered for d in offer.elsewhere if d.date_id in coming]
        possible = _and_all_of(attended, [*to_come, *elsewhere])
        if _is_reached(offered, rule, possible, hopeful=True):
            return Standing.AT_RISK, True
        return Standing.OUT_OF_REACH, False
    at_risk = not _may_miss_another(offered, rule, sure, expected)
    return (Standing.AT_RISK if at_risk else Standing.ON_THE_WAY), False


def _is_reached(
    offered: Sequence[Offer], rule: Rule, attended: Attended, hopeful: bool = False
) -> bool:
    """`hopeful`: a mandatory block that has no dates yet will get some."""
    have = sum(counted(offer, attended) for offer in offered)
    return rule.is_met(have, sum(offer.units for offer in offered)) and all(
        is_done(offer, rule, attended) or (hopeful and not offer.own)
        for offer in offered
        if offer.block in rule.mandatory
    )


def _may_miss_another(
    offered: Sequence[Offer], rule: Rule, sure: Attended, awaited: Collection[Taught]
) -> bool:
    """Whether the units are enough without any one of the dates to come, if some are lost yet."""
    units = sum(offer.units for offer in offered)
    have = {offer.block: counted(offer, sure) for offer in offered}
    total = sum(have.values())
    if total == units:
        return True
    by_block = {offer.block: offer for offer in offered}
    for date in awaited:
        without = {key: value for key, value in sure.items() if key != date.date_id}
        left = total - have[date.block] + counted(by_block[date.block], without)
        if not rule.is_met(left, units):
            return False
    return True


def _and_all_of(attended: Attended, dates: Iterable[Taught]) -> Attended:
    return {**attended, **{date.date_id: date.units for date in dates}}
