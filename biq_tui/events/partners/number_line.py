"""What is said of a pledge by its number: `3 ja`, `3 bis 2.4.`, `3 heim`, `3 weg ja`. Pure."""

from __future__ import annotations

from ...core.date_words import folded
from ...core.intention import Intention
from ...core.language import _
from ..look import Look
from ..models import PledgeState
from ..plan import PledgeRow
from ..reading import today
from . import pledges, sentences
from .gifts import Gift, possible, thing_words
from .givers import split_giver
from .giving_line import away, choices, giver_of, read_answer, recorded, row_of
from .institution_line import entered
from .roles import AWAY_WORDS
from .said import is_known, read_gift, read_said


def read_number(number: int, rest: str, look: Look) -> Intention | None:
    """What is said of a pledge by its number; None if there is none."""
    row = row_of(number, look)
    if row is None:
        return None
    words = folded(rest).split()
    if not rest:
        return Intention(choices(number), chosen=number)
    if rest.startswith("="):
        return _reworded(row, rest[1:], look)
    if words and words[0] in AWAY_WORDS:
        return away(row, words[1:], look)
    said = read_said(rest, today())
    if said.what:
        somebody, left = split_giver(rest, look)
        if somebody is None:
            return Intention(choices(number), chosen=number)
        if row.state is not PledgeState.NEEDED and giver_of(row, look) != somebody:
            return Intention(
                _("{number} is asked of {who}.").format(
                    number=number, who=giver_of(row, look).shown(look)
                )
            )
        said = read_said(left, today())
        if said.what:
            return Intention(choices(number), chosen=number)
        return recorded(somebody, Gift(row.role, row.what, row.cents), said, look, number)
    if row.state is PledgeState.NEEDED and not pledges.only_due(said.answer):
        return Intention(
            _("Who gives it? Like this:  {number} heim yes").format(number=number), chosen=number
        )
    return read_answer((row,), said, look)


def no_number(typed: str, number: int, look: Look) -> Intention:
    """What is said to a number that no pledge has."""
    if is_known(read_said(typed, today()).what):  # 20 tables
        return Intention(_("Who gives it? Or is it missing?  heim room yes · room is missing"))
    plan = look.plan
    tasks, shifts, money = plan.tasks, plan.shifts, plan.money
    others = [*(row.number for row in tasks), *(row.number for row in shifts)]
    if number in (*others, *(row.number for row in money)):
        return Intention(_("{number} stands on another page.").format(number=number))
    return Intention(_("There is no number {number} here.").format(number=number))


def _reworded(row: PledgeRow, text: str, look: Look) -> Intention:
    gift = read_gift(text)
    if gift is None:
        return Intention(_("In which words? Like this:  3 = 30 tables"), chosen=row.number)
    gift = possible(gift)
    what = thing_words(gift.role, gift.what, gift.cents)
    args = (look.plan.event.event_id, row.number, gift)
    return entered(
        sentences.REWORDED, pledges.reword, args, row.number, number=f"{row.number}", what=what
    )
