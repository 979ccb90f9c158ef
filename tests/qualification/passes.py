"""Passports from a few signs: a block is a word, each of its dates a sign.

`x` was there, `3` was there and three units count, `-` it has ended without her, `.` to come,
`c` to come and cancelled, `n` it was before she joined. The word `/` is a block without dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from biq_tui.core import clock
from biq_tui.qualification.making_up import Taught, offers
from biq_tui.qualification.passport import BlockState, Passport, passport
from biq_tui.qualification.passport_rows import Member, Stay
from biq_tui.qualification.rule import Rule

NOW = datetime(2027, 3, 5, 12, tzinfo=clock.local(clock.now()).tzinfo)
OWN = 7
"""The id of the own run."""

SIGNS = {
    BlockState.DONE: "✓",
    BlockState.OPEN: "·",
    BlockState.MAKE_UP: "N",
    BlockState.MISSED: "–",
    BlockState.NOT_ENROLLED: "_",
}


def run_of(signs: str, run: int = OWN, units: Sequence[int] = (4,)) -> list[Taught]:
    """The dates of a run; `units` of its dates, in order, the last of them for all others."""
    dates: list[Taught] = []
    for block, word in enumerate(signs.split(), start=1):
        for sign in word.strip("/"):
            place = len(dates)
            starts = NOW + timedelta(days=place + 1, minutes=run)
            dates.append(
                Taught(
                    date_id=100 * run + place,
                    run_id=run,
                    run=f"Kurs {run}",
                    block=block,
                    units=units[min(place, len(units) - 1)],
                    starts_at=starts,
                    ends_at=starts + timedelta(hours=3),
                    ended=sign not in ".c",
                )
            )
    return dates


def stays_of(signs: str, dates: Sequence[Taught]) -> dict[int, Stay]:
    """Where somebody was, by the same signs."""
    stays = {}
    for sign, date in zip(_flat(signs), dates, strict=True):
        if sign == "x":
            stays[date.date_id] = Stay(date.units)
        elif sign.isdecimal():
            stays[date.date_id] = Stay(int(sign), by_hand=True)
    return stays


def pass_of(
    own: str,
    *others: str,
    rule: Rule | None = None,
    units: Sequence[int] = (4,),
    others_units: Sequence[int] = (4,),
    decided: str = "",
) -> Passport:
    """Somebody's passport of `own`, in a house with the `others`."""
    dates = run_of(own, units=units)
    stays = stays_of(own, dates)
    member = member_of(own, dates, stays)
    for number, signs in enumerate(others, start=OWN + 1):
        theirs = run_of(signs, number, others_units)
        stays.update(stays_of(signs, theirs))
        dates = [*dates, *theirs]
    blocks = range(1, len(own.split()) + 1)
    return passport(
        replace(member, decided_because=decided), offers(dates, OWN, blocks), rule or Rule(), NOW
    )


def member_of(own: str, dates: Sequence[Taught], stays: dict[int, Stay]) -> Member:
    """Who joined after the dates with `n`, and cancelled those with `c`."""
    signs = _flat(own)
    before = [date for sign, date in zip(signs, dates, strict=True) if sign == "n"]
    joined = max((date.starts_at for date in before), default=None)
    return Member(
        number=1,
        person_id=1,
        name="Ada Muster",
        joined_on=joined and (clock.local(joined) + timedelta(days=1)).date(),
        left_on=None,
        decided_because="",
        stays=stays,
        cancelled=frozenset(d.date_id for s, d in zip(signs, dates, strict=True) if s == "c"),
    )


def signs_of(one: Passport) -> str:
    """The states of the blocks."""
    return "".join(SIGNS[block.state] for block in one.blocks)


def _flat(signs: str) -> str:
    """Without blanks: a sign for each date."""
    return signs.replace(" ", "").replace("/", "")
