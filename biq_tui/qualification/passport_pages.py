"""The pages of a block passport: where somebody stands with each block and with each date. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .making_up import Attended, Offer, Taught, counted
from .passport_rows import Member, Stay
from .rule import Rule
from .standing import is_done


class BlockState(StrEnum):
    """Where somebody stands with one block."""

    DONE = "done"
    OPEN = "open"
    """It has dates to come at which she is awaited, or none at all yet."""
    MAKE_UP = "make-up"
    """Missed; another run has a date to come at which it can be made up."""
    MISSED = "missed"
    NOT_ENROLLED = "not-enrolled"
    """Missed, but never awaited: before she joined, or after she left."""


class DateState(StrEnum):
    """Where somebody stands with one date of her run."""

    THERE = "there"
    TO_COME = "to-come"
    CANCELLED = "cancelled"
    """To come, but she said that she does not come."""
    MISSED = "missed"
    NOT_ENROLLED = "not-enrolled"


@dataclass(frozen=True, slots=True)
class MakeUp:
    """A date in another run at which a missed part can be made up."""

    date_id: int
    run_id: int
    run: str
    """Title of the run."""
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class BlockPass:
    """One block of somebody's passport."""

    number: int
    units: int
    """In the own run."""
    counted: int
    made_up: int
    """Of `counted`, what the own run's dates alone would not give."""
    state: BlockState
    mandatory: bool = False
    make_up: MakeUp | None = None
    """The first one that would help, as long as the block is not done."""


@dataclass(frozen=True, slots=True)
class DatePass:
    """One date of the own run in somebody's passport, by the number it has on the tab of dates."""

    number: int
    date_id: int
    block: int
    starts_at: datetime
    units: int
    state: DateState
    stay: Stay | None = None
    """Only if she was there."""

    @property
    def counted(self) -> int:
        """Units that count of it."""
        return self.stay.units if self.stay else 0

    @property
    def suggestion(self) -> int | None:
        """Units to be asked about: she came late or left early, and nobody has decided yet."""
        return self.stay.suggested if self.stay and not self.stay.by_hand else None


def block_pass(
    offer: Offer,
    rule: Rule,
    attended: Attended,
    *,
    awaited: bool,
    enrolled: bool,
    chance: Taught | None,
) -> BlockPass:
    """Where somebody stands with a block.

    `awaited`: dates are to come; `enrolled`: she was to be at one of them, at some time; `chance`:
    the first date elsewhere that would help.
    """
    have = counted(offer, attended)
    done = is_done(offer, rule, attended)
    if done:
        state = BlockState.DONE
    elif awaited:
        state = BlockState.OPEN
    elif chance:
        state = BlockState.MAKE_UP
    elif enrolled or have:
        state = BlockState.MISSED
    else:
        state = BlockState.NOT_ENROLLED
    return BlockPass(
        number=offer.block,
        units=offer.units,
        counted=have,
        made_up=have - counted(Offer(offer.block, offer.own), attended),
        state=state,
        mandatory=offer.block in rule.mandatory,
        make_up=MakeUp(chance.date_id, chance.run_id, chance.run, chance.starts_at)
        if chance and not done
        else None,
    )


def date_passes(member: Member, offered: Sequence[Offer]) -> tuple[DatePass, ...]:
    """Where somebody stands with each date of her run, by time."""
    own = sorted(
        (date for offer in offered for date in offer.own),
        key=lambda date: (date.starts_at, date.date_id),
    )
    return tuple(
        DatePass(
            number=number,
            date_id=date.date_id,
            block=date.block,
            starts_at=date.starts_at,
            units=date.units,
            state=_state(member, date),
            stay=member.stays.get(date.date_id),
        )
        for number, date in enumerate(own, start=1)
    )


def _state(member: Member, date: Taught) -> DateState:
    if date.date_id in member.stays:
        return DateState.THERE
    if not member.is_enrolled_on(date.starts_at):
        return DateState.NOT_ENROLLED
    if date.ended:
        return DateState.MISSED
    return DateState.CANCELLED if date.date_id in member.cancelled else DateState.TO_COME
